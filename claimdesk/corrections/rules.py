"""When a verdict is overturned, and which claims say the same. Pure."""

import re
from collections import Counter
from enum import StrEnum

from rapidfuzz import fuzz

from claimdesk.publishing.schemas import EventKind, RatingEvent
from claimdesk.scales.schemas import Rating

LIKE = 90.0
"""How like two claims of one source must be to say nearly the same, of 100."""
_WORD = re.compile(r"\w+(?:[.,]\d+)*(?:[’']\w+)?")
_TURNS = re.compile(
    r"no|not|never|none|nobody|nothing|neither|nor|without|cannot|deny|denies|denied|\w+n['’]t"
)
_COUNTS = frozenset(
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "dozen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "hundred",
        "thousand",
        "million",
        "billion",
        "trillion",
        "half",
        "third",
        "quarter",
        "twice",
        "double",
    ]
)


class Why(StrEnum):
    """What a claim has in common with another."""

    SAME_WORDS = "same_words"
    SAME_SOURCE = "same_source"
    SAME_EVIDENCE = "same_evidence"
    REUSED = "reused"


def likeness(one: str, other: str) -> float:
    """How far two claims say the same, of 100; 0 where they differ in a number or a "not".

    Letter case, punctuation and typography do not count.
    """
    words, others = _words(one), _words(other)
    if _telling(words) != _telling(others):
        return 0.0
    return fuzz.ratio(words, others)


def same_words(one: str, other: str) -> bool:
    """Whether two claims are the same to the word."""
    return _words(one) == _words(other)


def overturned(last: RatingEvent | None, rating: Rating) -> bool:
    """Whether publishing `rating` says that what readers had was wrong.

    Not where the text has changed since (`stale`): then both may be right, each of its words.
    """
    if last is None or last.verdict is None or last.kind is EventKind.STALE:
        return False
    before = last.verdict.rating
    return (before.scale, before.key) != (rating.scale, rating.key)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("’", "'"))


def _telling(words: list[str]) -> Counter[str]:
    """The words of which a single one changes what is said: numbers and denials."""
    return Counter(
        word
        for word in words
        if any(character.isdigit() for character in word)
        or word in _COUNTS
        or _TURNS.fullmatch(word)
    )
