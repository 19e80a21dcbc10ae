"""Whether nameless words keep a name back, or point at somebody whom the reader knows.

``The minister``, with no nameless minister before, is one whom the article names or need not name;
``a minister`` is somebody whose name is withheld. These rules are about words that resolution has
tied to nobody.
"""

from __future__ import annotations

from claimdesk.extraction.lexicon import names, people, words
from claimdesk.extraction.sentence import Range
from claimdesk.extraction.sources import Profile
from claimdesk.extraction.tokens import Tokens

_PAIR = frozenset(["both", "neither", "either", "each"])
_NO_ONE = frozenset(["no", "nobody", "none", "no-one"])
_COUNTS = frozenset(["two", "three", "four", "five", "six", "pair", "duo", "trio"])
_POINTING = frozenset(["the", "this", "that"])
_COUPLED = words("candidates nominees contenders couple pair duo trio frontrunners front-runners")
"""Plurals that, with "the", mean people whom the article is about."""

FRONTING = words("when while after before as if although though because since once until")
"""Words that open a clause in front of the main one."""

_SPEAKS_FOR = words(
    """spokesman spokeswoman spokesperson officer aide adviser advisor staffer official lawyer attorney solicitor
    employee worker narrator announcer reporter interviewer host moderator operative organizer organiser
    strategist investigator diplomat agent informant man woman person teacher student voter supporter
    questioner"""
)
"""Singular roles that stay nameless even with "the": "the agency's spokesman"."""


_LEAD = 3
"""Sentences, the headline among them, in which news puts an office before its holder's name."""


def named_below(tokens: Tokens, own: Profile, place: int) -> bool:
    """``A county judge`` in the lead: who holds an office is named in the next paragraph or two."""
    opening = tokens.low[own.core[0]]
    return (
        place <= _LEAD
        and own.kind == "official"
        and not own.plural
        and opening in ("a", "an")
        and own.head not in _SPEAKS_FOR
    )


def known_to_readers(tokens: Tokens, own: Profile, *, headline: bool = False) -> bool:
    """Whether nameless words keep no name back, where nothing nameless before them is meant.

    "Both" and "the two" are people just named, "the president" and "the nominee" are known without
    a name, "nobody" has said nothing, and whom a headline calls by a bare role ("Mayor sues") the
    article under it names.
    """
    first, last = own.core
    opening = tokens.low[first]
    if opening == "both" and tokens.low[last : last + 1] == ["and"]:
        return False  # "both residents and owners"
    if opening in _PAIR or opening in _NO_ONE:
        return True
    if own.kind == "anonymous" or own.head in people.ANONYMOUS:
        return False
    if _bare_singular(tokens, own):
        return headline or all(tokens.tag[i] != "X" for i in range(first, last))
    if opening not in _POINTING:
        return False
    if own.plural:
        counted = any(tokens.low[i] in _COUNTS for i in range(first + 1, last))
        return counted or own.head in _COUPLED
    return own.head in _COUNTS or own.head not in _SPEAKS_FOR


def _bare_singular(tokens: Tokens, own: Profile) -> bool:
    """``Minister``, ``former mayor``: one person, with no word before the noun that could be "a"."""
    first, last = own.core
    if own.plural or own.head in people.QUANTIFIERS or own.head in people.PLURALS:
        return False
    if own.kind not in ("person", "official"):
        return False
    return all(
        tokens.tag[i] in "NJXE" and not tokens.low[i].endswith(("'s", "s'"))
        for i in range(first, last)
    )


def set_off_behind_name(tokens: Tokens, own: Profile) -> str:
    """The name that nameless words explain: ``Ann Lee, a nurse who was there``."""
    comma = own.core[0] - 1
    if own.head == "others" and comma > 1 and tokens.low[comma] == "and":
        pair = tokens.word[comma - 2 : comma]  # "Ann Lee and others"
        return " ".join(pair) if tokens.tag[comma - 2] == "X" == tokens.tag[comma - 1] else ""
    if own.plural or comma < 2 or tokens.low[comma] != "," or tokens.low[own.core[0]] == "the":
        return ""
    if tokens.tag[comma - 1] == "#" and tokens.low[comma - 2] == ",":
        comma -= 2  # "Ann Lee, 63, a nurse"
    first = _name_run(tokens, comma)
    if first > 2 and tokens.low[first - 1] in ("of", "in", "from") and tokens.tag[first - 2] == "X":
        comma = first - 1  # "Ann Lee of Selwick, a nurse"
        first = _name_run(tokens, comma)
    called = tokens.word[first:comma]
    if _in_fronted_clause(tokens, first):
        return ""  # "When the crew met Ann Lee, a nurse said ..."
    if len(called) < 2 or (first > 0 and tokens.tag[first - 1] in ",P"):
        return ""
    lows = [word.lower() for word in called]
    if lows[-1] in names.PLACES or any(w in people.GENERIC_ORGANISATION_WORDS for w in lows):
        return ""
    return " ".join(called)


def _name_run(tokens: Tokens, end: int) -> int:
    first = end
    while first > 0 and tokens.tag[first - 1] == "X":
        first -= 1
    return first


def _in_fronted_clause(tokens: Tokens, i: int) -> bool:
    """Whether, between a sentence's beginning and ``i``, a "when" or "after" opens a clause."""
    for j in range(i - 1, max(-1, i - 25), -1):
        if tokens.tag[j] in '.,;:"':
            return j + 1 < i and tokens.low[j + 1] in FRONTING
        if j == 0:
            return tokens.low[0] in FRONTING
    return False


def two_names(tokens: Tokens, source: Range) -> bool:
    """Whether two people called by name stand together: ``Ann Lee and Bo Park``."""
    first, last = source
    return any(
        tokens.low[i] == "and"
        and tokens.tag[i - 1] == "X"
        and tokens.tag[i + 1] == "X"
        and all(tokens.tag[k] in "XC&" for k in range(first, last))
        for i in range(first + 1, last - 1)
    )
