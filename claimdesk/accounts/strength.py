"""Whether a password could be guessed by whoever knows the usual ones, and the place. Pure."""

import re
from collections.abc import Iterable

from zxcvbn import zxcvbn

from claimdesk.errors import Invalid

LEAST_GUESSES = 10**10
"""By zxcvbn's estimate: what it calls very hard to guess, even for who has the hashes."""
LOOKED_AT = 72
"""The estimate takes ever longer for what is longer, and of that much nobody guesses the rest."""
ALWAYS = ("claimdesk", "fact check", "newsroom", "admin", "editor", "checker")
"""Words that everybody knows of a desk. Its own name, and a person's, come beside them."""


def require_hard_to_guess(password: str, about: Iterable[str]) -> None:
    """Raise Invalid for a password of leaked, common or the place's own words, or of a pattern.

    `about` are the words of the place: the desks' names, the person's, their login.
    """
    words = sorted({form for text in (*ALWAYS, *about) for form in _forms(text)})
    joined = re.sub(r"[\W_]+", "", password)  # what stands between words makes them no better
    tried = [text[:LOOKED_AT] for text in (password, joined) if text]
    if any(zxcvbn(text, user_inputs=words)["guesses"] < LEAST_GUESSES for text in tried):
        raise Invalid(
            "This password is easy to guess: it is made of common words, names, dates, keys side by "
            "side, or of what is known of you and the desk. Take a few words that have nothing to do "
            "with each other, or one that a password manager makes.",
            errors=[{"field": "password", "detail": "easy to guess"}],
        )


def _forms(text: str) -> Iterable[str]:
    """A name as it may stand in a password: whole, in one word, and each of its words."""
    words = [word for word in re.split(r"[\W_]+", text.lower()) if word]
    return {" ".join(words), "".join(words), *(word for word in words if len(word) > 2)}
