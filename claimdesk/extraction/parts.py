"""Whom a source mention is about where its first noun is none for people: "most of", "the ire of"."""

from __future__ import annotations

from claimdesk.extraction.lexicon import people
from claimdesk.extraction.sentence import Range
from claimdesk.extraction.tokens import Tokens

_WHERE = frozenset(["in", "at", "on", "from", "inside", "within", "among"])


def _explains_name(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a name and a comma open the words: what follows says who that is."""
    for i in range(first, last):
        if tokens.tag[i] in ",-(":
            return i > first
        if tokens.tag[i] not in "XC&":
            return False
    return False


def people_before_who(tokens: Tokens, source: Range) -> Range:
    """``The ire of drivers who``: who speaks are the drivers, if that noun is one for people."""
    first, last = source
    if tokens.low[last - 1] != "who" or last - first < 3:
        return source
    end = last - 2 if tokens.low[last - 2] == "," else last - 1
    start = end
    while start > first and tokens.tag[start - 1] in "DJNX#O":
        start -= 1
    if start in (end, first) or tokens.tag[start - 1] not in "PC":
        return source
    if _explains_name(tokens, first, start):
        return source  # "Ann Lee, a longtime Club for Growth donor who"
    if tokens.low[start - 1] == "of" and tokens.low[start - 2] in people.PARTITIVES:
        return source
    head = tokens.low[end - 1]
    known = head in people.PEOPLE or head in people.ROLES or head in people.CAPITALISED
    named = tokens.tag[end - 1] == "X" and tokens.tag[start - 1] == "P"
    return (start, last) if known or named or head in ("those", "ones") else source


def of_who(tokens: Tokens, source: Range) -> str:
    """The people of ``complaints from staff who``, where the first noun is none for people.

    Nothing but people is called "who": the noun right before it will do, if it is no name.
    """
    first, last = source
    if tokens.low[last - 1] != "who" or last - first < 2:
        return ""
    end = last - 2 if tokens.low[last - 2] in (",", "-", "–", "—") else last - 1
    if any(
        tokens.tag[i] == "," and tokens.tag[i - 1] == "X" == tokens.tag[i - 2]
        for i in range(first + 2, end)
    ):
        return ""  # "money from Ann Lee, a developer, who"
    for i in range(end - 1, first - 1, -1):
        low = tokens.low[i]
        if low in people.PEOPLE or low in people.ROLES or low in people.ANONYMOUS:
            return low if tokens.tag[i] != "X" and low not in people.QUANTIFIERS else ""
        if tokens.tag[i] == "X":
            return ""
    noun = tokens.low[end - 1]
    body = noun in people.ORGANISATIONS or noun.removesuffix("s") in people.ORGANISATIONS
    return noun if tokens.tag[end - 1] == "N" and not body else ""


def of_things(tokens: Tokens, core: Range, source: Range) -> bool:
    """``One of her adverts``: a part of things that no list or ending makes people."""
    i = core[1]
    if i + 1 >= source[1] or tokens.low[i] != "of":
        return False
    i += 1
    while i + 1 < source[1] and tokens.tag[i] in "DJRNX" and tokens.tag[i + 1] in "JNX":
        i += 1
    noun = tokens.low[i]
    return tokens.tag[i] == "N" and noun in people.DOCUMENTS


def of_what(tokens: Tokens, source: Range) -> str | None:
    """The quantity that stands for people: ``four in ten``, ``most in town``, ``many who came``.

    Not ``one of her adverts`` or ``most of the papers``: those are things.
    """
    low, tag = tokens.low, tokens.tag
    first, last = source
    while first < last - 1 and low[first] in ("about", "nearly", "almost", "even", "only", "some"):
        first += 1
    if last - first < 2:
        return None
    if last - first > 2 and low[first + 1] in ("in", "of") and tag[first] + tag[first + 2] == "##":
        return low[first]
    if low[first] in people.QUANTIFIERS and (low[first + 1] == "who" or low[first + 1] in _WHERE):
        return low[first]
    return None
