"""People and organisations that a sentence mentions, sources or not: what pronouns may refer to."""

from __future__ import annotations

from claimdesk.extraction.lexicon import people
from claimdesk.extraction.phrases import VerbGroup
from claimdesk.extraction.resolution import Mention
from claimdesk.extraction.sentence import Range, Sentence
from claimdesk.extraction.sources import Profile, profile
from claimdesk.extraction.subjects import subject_left

_MOST = 8
_SUBJECT_WEIGHT = 1.0


def mentions(s: Sentence, place: int) -> list[Mention]:
    """The named people and groups of one sentence, its subject first in weight."""
    out: list[Mention] = []
    subject = _subject(s)
    seen = -1
    tag = s.tag
    i = s.first
    while i < s.last and len(out) < _MOST:
        if not s.is_open(i):
            i += 1
            continue
        if tag[i] == "X" or (
            tag[i] == "N"
            and (
                s.low[i] in people.ROLES
                or s.low[i] in people.PEOPLE
                or s.low[i] in people.ANONYMOUS
            )
        ):
            first = i
            while (
                first > seen + 1
                and first > s.first
                and tag[first - 1] in "XNJD#"
                and s.is_open(first - 1)
            ):
                first -= 1
            last = i + 1
            while (
                last < s.last
                and tag[last] in "XN"
                and s.is_open(last)
                and not s.is_possessive(last - 1)
            ):
                last += 1
            in_subject = subject is not None and subject[0] <= first < subject[1]
            found = profile(s.tokens, (first, last))
            if not found.pronoun and (found.name or found.unnamed):
                out.append(_mention(s, found, place, _SUBJECT_WEIGHT if in_subject else 0.0))
            seen = last - 1
            i = last
        else:
            i += 1
    return out


def _mention(s: Sentence, found: Profile, place: int, weight: float) -> Mention:
    first, last = found.core
    words = " ".join(s.low[first:last])
    return Mention(s.tokens.start[first], s.tokens.end[last - 1], found, place, weight, words)


def _subject(s: Sentence) -> Range | None:
    """The subject of the sentence's first finite verb."""
    for i in range(s.first, s.last):
        if s.tag[i] in "VAM" and s.is_open(i):
            return subject_left(s, VerbGroup(i, i + 1, False, False, False, True, False))
    return None
