"""The parts of a source mention: its core, its name, the gender of a name, what its words imply."""

from __future__ import annotations

from claimdesk.extraction.lexicon import closed, names, people
from claimdesk.extraction.sentence import Range
from claimdesk.extraction.tokens import Tokens

_BREAK = frozenset("WVAMS;")


def bare(low: str) -> str:
    """A word without its possessive ending."""
    return low[:-2] if low.endswith("'s") else low[:-1] if low.endswith("s'") else low


def trim(word: str) -> str:
    """A name without its possessive ending, its capitals kept."""
    return (
        word[:-2]
        if word.endswith(("'s", "’s"))
        else word[:-1]
        if word.endswith(("'", "’"))
        else word
    )


def gender_of(name: str, low: list[str], core: Range) -> str:
    """m, f, or nothing: by courtesy titles and role nouns, then by given names."""
    for i in range(*core):
        if low[i] in (
            "mr.",
            "mr",
            "sir",
            "lord",
            "king",
            "prince",
            "father",
            "brother",
            "son",
            "husband",
            "pope",
        ) or low[i].endswith("man"):
            return "f" if low[i].endswith("woman") else "m"
        if low[i] in (
            "mrs.",
            "ms.",
            "mrs",
            "ms",
            "lady",
            "dame",
            "queen",
            "princess",
            "mother",
            "sister",
            "daughter",
            "wife",
        ):
            return "f"
    for part in name.lower().split():
        if part in names.MALE:
            return "m"
        if part in names.FEMALE:
            return "f"
    return ""


def looks_like_people(head: str, plural: bool) -> bool:
    """Whether a noun that no list has ends as nouns for people do."""
    single = head[:-1] if plural else head
    if single in people.NOT_PEOPLE or single in people.ORGANISATIONS or single in people.DOCUMENTS:
        return False
    if plural:
        return (
            len(head) > 5
            and head.endswith(names.PLURAL_PERSON_ENDINGS)
            and head not in people.NOT_PEOPLE
        )
    return len(head) > 5 and head.endswith(names.PERSON_ENDINGS) and head not in people.NOT_PEOPLE


def acquainted(tokens: Tokens, core: Range, source: Range, head: str) -> bool:
    """``a person familiar with the matter``, ``people close to the talks``."""
    if head in ("individual", "individuals"):
        return True
    after = core[1]
    if head not in people.PEOPLE and head not in people.ROLES:
        return False
    near = tokens.low[after : min(source[1], after + 3)]
    if any(word in people.ACQUAINTED for word in near):
        return head not in people.ROLES
    return head == "person" and tokens.low[core[0]] in ("a", "one", "another")


_NAMING = frozenset(["like", "named", "called"])


def apposed_name(tokens: Tokens, core: Range, source: Range, *, plural: bool = False) -> str:
    """The name behind a role: ``a spokesman, Steve Lee``, ``the mayor, Ann Lee, who ...``.

    Behind a ``plural`` it has to follow at once: ``the two owners, Ann Lee and Bo Park``.
    """
    after = core[1]
    if after + 1 < len(tokens) and tokens.low[after] == "named" and tokens.tag[after + 1] == "X":
        return trim(tokens.word[after + 1])  # the mention may end before it
    likened = after < source[1] and tokens.low[after] in ("like", "such")
    if after + 1 >= source[1] or (plural and tokens.tag[after] not in ",-" and not likened):
        return ""
    i = after
    if tokens.low[after] in _NAMING and tokens.tag[after + 1] == "X":
        return trim(tokens.word[after + 1])  # "experts like Ann Lee", "a driver named Bo Park"
    if (
        tokens.low[after : after + 2] == ["such", "as"]
        and tokens.tag[min(after + 2, source[1] - 1)] == "X"
    ):
        return trim(tokens.word[after + 2])
    if tokens.tag[after] == "P":
        for k in range(after + 1, min(source[1] - 2, after + 8)):
            title = tokens.low[k].endswith(".") and tokens.low[k] in closed.TITLES
            if title and tokens.tag[k + 1] == "X" == tokens.tag[k + 2]:
                return f"{tokens.word[k + 1]} {tokens.word[k + 2]}"  # "speaker of the House Rep. Ann Lee"
        # "the cabinet member for housing Ann Lee"
        while i < source[1] and tokens.tag[i] in "PDJN":
            i += 1
        if (
            i + 1 < source[1]
            and tokens.tag[i] == "X"
            and tokens.tag[i + 1] == "X"
            and tokens.tag[i - 1] == "N"
        ):
            return f"{tokens.word[i]} {tokens.word[i + 1]}"
    while i < source[1] and tokens.tag[i] not in ",-":
        i += 1
    i += 1
    if not plural and i < source[1] and tokens.tag[i] != "X":
        i = _behind_role(tokens, i, source[1])
    found: list[str] = []
    while i < source[1] and tokens.tag[i] == "X":
        found.append(trim(tokens.word[i]))
        i += 1
    if i < source[1] and tokens.tag[i] == "N" and not plural:
        # "one delegate, Brackwater party chairwoman Ann Lee"
        i = _behind_role(tokens, i, source[1])
        found = [trim(tokens.word[k]) for k in range(i, source[1]) if tokens.tag[k] == "X"][:3]
    if not found or any(f.lower() in people.GENERIC_ORGANISATION_WORDS for f in found):
        return ""
    if found[-1].lower() in people.PARTIES or found[-1].lower() in people.CAPITALISED:
        return ""
    return " ".join(found)


def _behind_role(tokens: Tokens, i: int, end: int) -> int:
    """Where a name of two words stands behind a role: ``his cousin Ann Lee``, ``the Rev. Bo Park``."""
    begun = i
    while i < end and tokens.tag[i] in "DJNXRE#":
        if (
            i > begun
            and i + 1 < end
            and tokens.tag[i] == "X" == tokens.tag[i + 1]
            and (tokens.low[i - 1] in people.TITLED or tokens.low[i] in closed.TITLES)
        ):
            return i
        i += 1
    return end


def _name_follows(tokens: Tokens, i: int, last: int) -> bool:
    """Whether, behind an "and", a title and then a name end the mention."""
    begun = i
    while i < last and tokens.tag[i] in "JNRX":
        i += 1
    return i - begun > 1 and tokens.tag[i - 1] == "X" and tokens.tag[i - 2] in "XN"


def _past_partitive(tokens: Tokens, first: int, last: int) -> int:
    """``a wide array of economists``: the people, not the array."""
    for i in range(first, min(last - 1, first + 4)):
        if tokens.low[i] == "of":
            plural = tokens.low[last - 1].endswith("s") or any(
                w.endswith("s") or w in people.PLURALS for w in tokens.low[i + 1 : min(i + 5, last)]
            )
            return (
                i + 1 if i > first and tokens.low[i - 1] in people.PARTITIVES and plural else first
            )
        if tokens.tag[i] not in "DJN#":
            break
    return first


def ends_with_surname(tokens: Tokens, core: Range) -> bool:
    """Whether a capitalised everyday noun is a surname: ``Ann King``, ``manager Paul Singer``."""
    first, last = core
    head = tokens.low[last - 1]
    if last - first < 2 or tokens.tag[last - 1] != "X" or tokens.tag[last - 2] != "X":
        return False
    if (
        head in people.PARTIES
        or head in people.CAPITALISED
        or not tokens.word[last - 1][0].isupper()
    ):
        return False
    before = tokens.low[last - 2]
    if len(before) < 3 and before.endswith("."):
        before = tokens.low[last - 3] if last - first > 2 else ""
    if before in names.MALE or before in names.FEMALE:
        return before not in names.PLACES
    begun = last - 2
    while begun > first and tokens.tag[begun - 1] == "X":
        begun -= 1
    if begun > first and tokens.low[begun - 1] in people.TITLED:
        return True
    # "tennis great Kay Baker", but "another Brackwater Teacher"
    return head not in people.ROLES and tokens.tag[first] in "NJX" and head in people.TITLED


def core_of(tokens: Tokens, source: Range) -> Range:
    """The mention's first noun phrase, before any preposition, comma or relative clause."""
    first, last = source
    tag, low = tokens.tag, tokens.low
    first = _past_partitive(tokens, first, last)
    while first < last - 1 and (tag[first] in 'CRP"' or low[first] in ("even", "only")):
        first += 1
    i = first
    seen = False
    while i < last:
        t = tag[i]
        if t in _BREAK or t in ",-(":
            break
        if t in "PC" and seen:
            if (
                t == "C"
                and tag[first] != "D"
                and low[i - 1] in people.TITLED
                and _name_follows(tokens, i + 1, last)
            ):
                # "a senator and former surgeon Ann Lee": one person, two titles
                i += 1
                continue
            # "Bank of England", "Health and Human Services": capitals on both sides hold together
            name = low[i] in ("of", "for", "and", "&") and tag[i - 1] == "X" and i + 1 < last
            if not (
                name and tag[i + 1] == "X" and (low[i] != "and" or low[i - 1] not in closed.TITLES)
            ):
                break
            if low[i] != "of" and not any(
                tokens.low[k] in people.GENERIC_ORGANISATION_WORDS for k in range(first, last)
            ):
                break
        if seen and (t in "GE" or (t == "J" and low[i] in people.ACQUAINTED)):
            break
        if t in "NXO#":
            seen = True
        i += 1
    while i - 1 > first and tag[i - 1] in "CPTJREG'\"":
        i -= 1
    return (first, max(i, first + 1))
