"""What kind of source some words name, and whether the reader is told who it is."""

from __future__ import annotations

import msgspec

from claimdesk.extraction.lexicon import closed, names, people
from claimdesk.extraction.model import Degree, SourceKind
from claimdesk.extraction.naming import (
    acquainted,
    apposed_name,
    bare,
    core_of,
    ends_with_surname,
    gender_of,
    looks_like_people,
    trim,
)
from claimdesk.extraction.parts import of_things, of_what, of_who, people_before_who
from claimdesk.extraction.sentence import Range
from claimdesk.extraction.tokens import Tokens

_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "both": 2,
}
_PERSONAL = frozenset(
    ["he", "she", "him", "her", "his", "hers", "himself", "herself", "who", "whom", "whose"]
)
_PLURALS = frozenset(["they", "them", "their", "theirs", "these", "those", "themselves"])
_THINGS = frozenset(["it", "its", "this", "that", "which", "itself"])
_FIRST = frozenset(["i", "we", "you", "my", "our", "your", "us", "me", "mine", "ours"])
_PAIR = frozenset(["both", "neither", "either"])
_DEFINITE = _PAIR | {"the", "this", "that", "his", "her", "their", "its", "these", "those"}
_ALL = frozenset(["everyone", "everybody"])
_NOBODY = frozenset(["someone", "somebody", "anyone", "anybody"])


class Profile(msgspec.Struct, frozen=True):
    """What the words of a source mention say by themselves.

    ``core`` is the token range of its first noun phrase, ``name`` the proper name in it (empty when
    there is none), ``gender`` m, f or empty, ``definite`` whether "the", "this" or "her" points back.
    """

    kind: SourceKind
    unnamed: bool
    degree: Degree
    head: str
    plural: bool
    pronoun: str
    name: str
    gender: str
    definite: bool
    count: int | None
    core: Range


def profile(tokens: Tokens, source: Range) -> Profile:
    """Judge a source mention from its own words; pronouns are judged by what they refer to."""
    source = people_before_who(tokens, source)
    core = core_of(tokens, source)
    first, last = core
    low, tag, word = tokens.low, tokens.tag, tokens.word
    head = bare(low[last - 1])
    count = next((_NUMBERS[low[i]] for i in range(first, last) if low[i] in _NUMBERS), None)
    part = of_what(tokens, source)
    if part is not None:
        return _made("group", core, part, unnamed=True, degree="role", plural=True, count=count)
    if low[first] in ("those", "these") and last - first == 1 and source[1] > last:
        # "those who know her", "those close to the talks"
        return _made("group", core, head, unnamed=True, degree="role", plural=True)
    if last - first == 1 and (tag[first] in "OWD" or low[first] in _PERSONAL):
        return _pronoun(low[first].split("'")[0], core)
    if last - first == 1 and low[first] in people.QUANTIFIERS and of_things(tokens, core, source):
        return _made("document", core, head, plural=True)
    if last - first == 1 and low[first] in people.QUANTIFIERS:
        name = apposed_name(tokens, core, source) if count == 1 else ""
        if name:
            return _made("person", core, head, name=name, gender=gender_of(name, low, core))
        return _made("group", core, head, unnamed=True, degree="role", plural=True, count=count)
    if any(low[i] in ("percent", "%", "per-cent") or "%" in low[i] for i in range(first, last)):
        return _made("poll", core, head, plural=True)
    plural = (
        head.endswith("s") and not head.endswith(("ss", "us", "is"))
    ) or head in people.PLURALS
    definite = low[first] in _DEFINITE and (low[first] not in _PAIR or last - first > 1)
    common = tag[last - 1] != "X" or _known_noun(tokens, core, head)
    if not common:
        return _named(tokens, core, head)
    if head in ("sources", "source") and low[last - 2] in people.NEWSROOMS and last - first > 1:
        return _made("organisation", core, head, degree="organisation", plural=plural)
    if head in people.ANONYMOUS or acquainted(tokens, core, source, head):
        return _made(
            "anonymous", core, head, unnamed=True, degree="anonymous", plural=plural, count=count
        )
    if head in people.POLLS:
        return _made("poll", core, head, plural=plural)
    nation = head in people.CAPITALISED or head.endswith("-americans")
    if low[source[1] - 1] == "which" and source[1] > last:
        return _made("organisation", core, head, degree="organisation", plural=plural)
    if head in people.ROLES or head in people.PEOPLE or nation or looks_like_people(head, plural):
        kind: SourceKind = "official" if head in people.ROLES else "group" if plural else "person"
        name = apposed_name(tokens, core, source, plural=plural)
        if name and plural:
            return _made("group", core, head, plural=True, definite=definite)
        if name:
            return _made(
                "person",
                core,
                head,
                name=name,
                gender=gender_of(name, low, core),
                definite=definite,
            )
        return _made(
            kind,
            core,
            head,
            unnamed=True,
            degree="role",
            plural=plural,
            definite=definite,
            count=count,
            gender=gender_of("", low, core),
        )
    spoken = of_who(tokens, source)
    if spoken:
        plural = spoken.endswith("s") or spoken in people.PLURALS
        who: SourceKind = "group" if plural else "person"
        return _made(who, core, spoken, unnamed=True, degree="role", plural=plural)
    if head in people.DOCUMENTS:
        return _made("document", core, head, plural=plural)
    owned = any(low[i].endswith(("'s", "s'")) for i in range(first, last - 1))
    if head in people.ORGANISATIONS or (
        not owned and any(tag[i] == "X" for i in range(first, last))
    ):
        called = " ".join(word[i] for i in range(first, last) if tag[i] == "X")
        degree: Degree = "named" if called else "organisation"
        return _made("organisation", core, head, degree=degree, plural=plural, name=called)
    return _made("document", core, head, plural=plural)


def _made(
    kind: SourceKind,
    core: Range,
    head: str,
    *,
    unnamed: bool = False,
    degree: Degree = "named",
    plural: bool = False,
    pronoun: str = "",
    name: str = "",
    gender: str = "",
    definite: bool = False,
    count: int | None = None,
) -> Profile:
    return Profile(
        kind, unnamed, degree, head, plural, pronoun, name, gender, definite, count, core
    )


def _pronoun(base: str, core: Range) -> Profile:
    if base in _PLURALS:
        return _made("group", core, base, plural=True, pronoun="they")
    if base in _THINGS:
        return _made("organisation", core, base, pronoun="it")
    if base in _FIRST:
        return _made("person", core, base, pronoun="i")
    if base in _PERSONAL:
        gender = (
            "m" if base in ("he", "him", "his") else "f" if base in ("she", "her", "hers") else ""
        )
        return _made("person", core, base, pronoun="he", gender=gender)
    if base in _NOBODY:
        return _made("anonymous", core, base, unnamed=True, degree="anonymous")
    if base in people.QUANTIFIERS or base in _ALL:
        return _made("group", core, base, unnamed=True, degree="role", plural=True)
    return _made("group", core, base, plural=True)


def _known_noun(tokens: Tokens, core: Range, head: str) -> bool:
    """Whether a capitalised head is an everyday noun: at a sentence's start, or a party's people."""
    first, last = core
    if head in people.CAPITALISED or head.endswith("-americans"):
        return True
    if ends_with_surname(tokens, core):
        return False
    if any(tokens.low[i] == "of" for i in range(first, last)):
        return False  # "the Department of Justice"
    if last - first == 1 and head.endswith(("ists", "ians", "crats", "goers", "makers", "workers")):
        return True  # "Politicians" at a sentence's head
    listed = (
        head in people.ROLES
        or head in people.PEOPLE
        or head in people.ANONYMOUS
        or head in people.DOCUMENTS
        or head in people.POLLS
        or head in people.QUANTIFIERS
    )
    if not listed:
        return False
    if last - first == 1:
        if head in people.TITLED and head not in people.ROLES and head not in people.PLURALS:
            return False  # "Baker said": a surname, or a paper's name
        return tokens.word[first] != tokens.word[first].upper() or len(head) > 4
    return any(tokens.tag[i] in "NJ" for i in range(first, last - 1)) or (
        tokens.low[first] in ("the", "a", "an", "another", "one", "some", "many")
        and head not in people.ORGANISATIONS
    )


def _named(tokens: Tokens, core: Range, head: str) -> Profile:
    first, last = core
    low, tag, word = tokens.low, tokens.tag, tokens.word
    parts = [trim(word[i]) for i in range(first, last) if tag[i] == "X"]
    lows = [p.lower() for p in parts]
    titled = any(
        low[i] in people.ROLES or (low[i] in closed.TITLES and low[i] not in _COURTESY)
        for i in range(first, last - 1)
    )
    person = (
        titled
        or any(low[i] in _COURTESY for i in range(first, last))
        or any(low[i] in people.PEOPLE for i in range(first, last - 1) if tag[i] != "X")
    )
    own = [p for p in lows if p not in closed.TITLES and p not in people.ROLES]
    gender = gender_of(" ".join(parts), low, core)
    organisation = (
        any(p in people.GENERIC_ORGANISATION_WORDS or p in people.ORGANISATIONS for p in lows)
        or lows[-1] in names.ORGANISATIONS
        or (lows[-1] in names.PLACES and len(own) <= 2)
        or (low[first] in ("the", "a", "an") and not person)
        or any(low[i] in people.ORGANISATIONS for i in range(first, last - 1) if tag[i] == "N")
        or (len(parts) == 1 and parts[0].isupper() and 1 < len(parts[0]) <= 5)
    )
    if organisation and not (
        person and not any(p in people.GENERIC_ORGANISATION_WORDS for p in lows[-1:])
    ):
        return _made("organisation", core, head, name=" ".join(parts))
    name = (
        " ".join(
            p for p in parts if p.lower() not in people.ROLES and p.lower() not in closed.TITLES
        )
        or head
    )
    return _made("person", core, head, name=name, gender=gender)


_COURTESY = frozenset(
    [
        "mr.",
        "mrs.",
        "ms.",
        "mr",
        "mrs",
        "ms",
        "dr",
        "dr.",
        "prof.",
        "professor",
        "sir",
        "lady",
        "lord",
        "rev.",
        "rev",
        "dame",
    ]
)
