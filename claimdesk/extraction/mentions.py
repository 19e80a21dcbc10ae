"""People and organisations that a sentence mentions, sources or not: what pronouns may refer to."""

from __future__ import annotations

import msgspec

from claimdesk.extraction.lexicon import people
from claimdesk.extraction.phrases import VerbGroup
from claimdesk.extraction.readers import FRONTING, known_to_readers, set_off_behind_name, two_names
from claimdesk.extraction.resolution import Mention
from claimdesk.extraction.sentence import Range, Sentence
from claimdesk.extraction.sources import Profile, profile
from claimdesk.extraction.subjects import subject_left

_MOST = 8
_SUBJECT_WEIGHT = 1.0


def mentions(s: Sentence, place: int, *, headline: bool = False) -> list[Mention]:
    """The sentence's subject, and the people and bodies it calls by a name of two words or more.

    A bare surname elsewhere in the sentence is left out: it was introduced before, and looking at
    every one would cost more time than all the rest of resolution.
    """
    out: list[Mention] = []
    subject = _subject(s)
    seen = s.first
    tag = s.tag
    if subject is not None:
        found = profile(s.tokens, _possessor(s, subject))
        called = set_off_behind_name(s.tokens, found) if found.unnamed else ""
        if called:
            found = msgspec.structs.replace(found, name=called, unnamed=False, degree="named")
        if not found.pronoun and (
            found.name
            or (found.unnamed and not known_to_readers(s.tokens, found, headline=headline))
        ):
            out.append(_mention(s, found, place, _SUBJECT_WEIGHT))
            seen = found.core[1]
            if found.kind == "person" and two_names(s.tokens, subject):
                both = msgspec.structs.replace(found, kind="group", name="", plural=True)
                out.append(_mention(s, both, place, _SUBJECT_WEIGHT))
    i = s.first
    while i + 1 < s.last and len(out) < _MOST:
        if (
            tag[i] != "X"
            or tag[i + 1] != "X"
            or not s.is_open(i)
            or (subject is not None and subject[0] <= i < seen)
        ):
            i += 1
            continue
        first = i
        while first > seen and tag[first - 1] in "NJX" and s.is_open(first - 1) and i - first < 4:
            first -= 1
        last = i + 2
        while (
            last < s.last and tag[last] == "X" and s.is_open(last) and not s.is_possessive(last - 1)
        ):
            last += 1
        found = profile(s.tokens, (first, last))
        if found.name:
            out.append(_mention(s, found, place, 0.0))
        seen = i = last
    return out


def _possessor(s: Sentence, subject: Range) -> Range:
    """``The ministry's answer``: things say nothing, so "they" will mean the ministry."""
    for i in range(subject[0], subject[1] - 1):
        if s.is_possessive(i):
            last = s.low[subject[1] - 1]
            person = s.tag[subject[1] - 1] == "X" or last in people.ROLES or last in people.PEOPLE
            return subject if person else (subject[0], i + 1)
        if s.tag[i] not in "DJNX#":
            break
    return subject


def _mention(s: Sentence, found: Profile, place: int, weight: float) -> Mention:
    first, last = found.core
    words = " ".join(s.low[first:last])
    end = s.tokens.end[last - 1]
    if s.is_possessive(last - 1):
        end -= 2 if s.low[last - 1].endswith("'s") else 1
    return Mention(s.tokens.start[first], end, found, place, weight, words)


def _subject(s: Sentence) -> Range | None:
    """The subject of the sentence's first finite verb, behind a fronted "as prices rose,"."""
    begin = s.first
    if s.low[begin] in FRONTING:
        begin = next((i for i in range(begin, s.last) if s.tag[i] == "," and s.is_open(i)), begin)
    for i in range(begin, s.last):
        if s.tag[i] in "VAM" and s.is_open(i):
            return subject_left(s, VerbGroup(i, i + 1, False, False, False, True, False))
    return None
