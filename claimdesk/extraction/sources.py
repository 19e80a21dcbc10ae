"""What kind of source some words name, and whether the reader is told who it is."""

from __future__ import annotations

import msgspec

from claimdesk.extraction.lexicon import closed, people, words
from claimdesk.extraction.model import Degree, SourceKind
from claimdesk.extraction.sentence import Range
from claimdesk.extraction.tokens import Tokens

_NUMBERS = {
    w: n
    for n, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
}
_BREAK = frozenset("WVAMS;")


class Profile(msgspec.Struct, frozen=True):
    """What the words of a source mention say by themselves."""

    kind: SourceKind
    unnamed: bool
    degree: Degree
    head: str
    plural: bool
    pronoun: bool
    name: str
    count: int | None


def profile(tokens: Tokens, source: Range) -> Profile:
    """Judge a source mention from its own words; pronouns are judged by what they refer to."""
    first, last = source
    low, tag, word = tokens.low, tokens.tag, tokens.word
    core = _core(tokens, source)
    head = low[core[1] - 1] if core[1] > core[0] else low[first]
    possessive = head.endswith(("'s", "s'"))
    if possessive:
        head = head[:-2] if head.endswith("'s") else head[:-1]
    count = next((_NUMBERS[low[i]] for i in range(*core) if low[i] in _NUMBERS), None)
    if tag[first] == "O" and core[1] - core[0] <= 1:
        return _pronoun(low[first])
    names = [word[i] for i in range(*core) if tag[i] == "X"]
    # A name in an apposition behind the role: "the mayor, Ann Lee", "a spokesman, Lee,"
    apposed = (
        [word[i] for i in range(core[1], last) if tag[i] == "X"]
        if core[1] < last and tag[core[1]] in ",-"
        else []
    )
    tail_is_name = (
        tag[core[1] - 1] == "X" and head not in people.ROLES and head not in people.ANONYMOUS
        if core[1] > core[0]
        else False
    )
    plural = (head.endswith("s") and not head.endswith("ss")) or head in (
        "people",
        "men",
        "women",
        "children",
        "police",
    )
    if head in people.ANONYMOUS:
        return Profile("anonymous", True, "anonymous", head, plural, False, "", count)
    if head in people.POLLS:
        return Profile("poll", False, "named", head, plural, False, "", None)
    if tail_is_name:
        full = " ".join(names)
        if _is_organisation(names, low, core):
            return Profile("organisation", False, "named", head, False, False, full, None)
        titled = any(
            low[i] in people.ROLES or (low[i] in closed.TITLES and low[i] not in _COURTESY)
            for i in range(*core)
        )
        return Profile(
            "official" if titled else "person", False, "named", head, False, False, full, None
        )
    acquainted = any(low[i] in people.ACQUAINTED for i in range(core[1], min(last, core[1] + 3)))
    if head in ("person", "people", "individual", "individuals") or (acquainted and not names):
        return Profile("anonymous", True, "anonymous", head, plural, False, "", count)
    if head in people.ROLES or head in people.PEOPLE:
        official = head in people.ROLES
        named = (
            bool(apposed)
            and apposed[0][0].isupper()
            and not _is_organisation(apposed, low, (core[1], last))
            and tag[first] != "#"
        )
        kind: SourceKind = (
            "group" if plural and not official else "official" if official else "person"
        )
        if named and not plural:
            return Profile(kind, False, "named", head, plural, False, " ".join(apposed), None)
        definite = low[first] == "the" and not plural and core[1] - core[0] <= 3
        return Profile(
            kind, True, "role" if not definite else "role", head, plural, False, "", count
        )
    if head in people.DOCUMENTS:
        return Profile("document", False, "named", head, plural, False, "", None)
    if head in people.ORGANISATIONS or possessive:
        return Profile(
            "organisation",
            False,
            "organisation" if not names else "named",
            head,
            plural,
            False,
            " ".join(names),
            None,
        )
    if names:
        return Profile("organisation", False, "named", head, plural, False, " ".join(names), None)
    return Profile(
        "group" if plural else "person",
        plural and head.endswith(("ers", "ors", "ists", "ians")),
        "named",
        head,
        plural,
        False,
        "",
        count,
    )


_COURTESY = words("mr. mrs. ms. mr mrs ms dr dr. prof. professor sir lady lord rev. rev")


def _pronoun(low: str) -> Profile:
    base = low.split("'")[0]
    plural = base in ("they", "we", "them", "us", "those", "others", "both", "many", "some")
    if base in ("it", "this", "that", "itself"):
        return Profile("organisation", False, "named", base, False, True, "", None)
    if base in (
        "someone",
        "somebody",
        "nobody",
        "anyone",
        "anybody",
        "others",
        "one",
        "everyone",
        "everybody",
    ):
        return Profile("anonymous", True, "anonymous", base, base == "others", False, "", None)
    return Profile("group" if plural else "person", False, "named", base, plural, True, "", None)


def _core(tokens: Tokens, source: Range) -> Range:
    """The mention's first noun phrase, before any preposition, comma or relative clause."""
    first, last = source
    tag, low = tokens.tag, tokens.low
    i = first
    seen = False
    while i < last:
        t = tag[i]
        if t in _BREAK or t in ",-(":
            break
        if t in "P" and seen:
            if low[i] != "of" or tag[i - 1] != "X" or i + 1 >= last or tag[i + 1] not in "XD":
                break
            # "Bank of England": a name that holds an "of"
            if not (i + 1 < last and tag[i + 1] == "X"):
                break
        if t in "GE" and seen:
            break
        if t == "J" and seen and tag[i - 1] in "NO" and low[i] in people.ACQUAINTED:
            break
        if t in "NXO#":
            seen = True
        i += 1
    while i > first and tag[i - 1] in "CPTJRE'\"" and i - 1 > first:
        i -= 1
    return (first, i)


def _is_organisation(names: list[str], low: list[str], span: Range) -> bool:
    words = [n.lower() for n in names]
    if any(w in people.GENERIC_ORGANISATION_WORDS or w in people.ORGANISATIONS for w in words):
        return True
    first = low[span[0]]
    if first in ("the", "a", "an", "its", "their"):
        return not any(low[i] in closed.TITLES or low[i] in people.ROLES for i in range(*span))
    return len(names) == 1 and names[0].isupper() and len(names[0]) > 1
