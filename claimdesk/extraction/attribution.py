"""Who says what: attributions of one sentence, found from their cues.

Positions are token indices of the block, ranges exclusive at their end. Each cue is looked at on
its own: the verb's helpers, its subject, and what its frame makes the content. What several cues
make of the same words is settled afterwards (``settle.py``).
"""

from __future__ import annotations

import msgspec

from claimdesk.extraction import contents
from claimdesk.extraction.lexicon import closed
from claimdesk.extraction.lexicon.reporting import VERBS
from claimdesk.extraction.morphology import REPORTING_LEMMA, VERB_FORMS
from claimdesk.extraction.phrases import (
    VerbGroup,
    noun_phrase_right,
    verb_group,
)
from claimdesk.extraction.sentence import Range, Sentence
from claimdesk.extraction.subjects import inverted_subject, previous_subject, subject_left


class Found(msgspec.Struct):
    """An attribution before it is settled: token ranges, and why it was made."""

    spans: list[Range]
    cue: Range
    source: Range | None
    lemma: str
    kind: str
    pattern: str
    confidence: float
    negated: bool = False


def attributions(s: Sentence) -> list[Found]:
    """All attributions whose cue stands in the sentence's own words, in order of their cues."""
    out: list[Found] = []
    for i in range(s.first, s.last):
        if not s.is_open(i):
            continue
        low = s.low[i]
        if low == "according" and i + 1 < s.last and s.low[i + 1] == "to":
            found = _according(s, i)
        elif low in REPORTING_LEMMA and s.tag[i] in "VBGE":
            found = _verb(s, i, REPORTING_LEMMA[low], out)
        else:
            continue
        if found is not None and found.spans:
            out.append(found)
    return out


def _according(s: Sentence, i: int) -> Found | None:
    noun = noun_phrase_right(s, i + 2, s.last)
    if noun is None:
        return None
    end = noun[1]
    # the source runs on to the comma: "according to sources close to the talks"
    while end < s.last and s.is_open(end) and s.tag[end] not in (",", ".", ";", ":", "-", "A", "M"):
        if s.tag[end] == "C" and end + 1 < s.last and s.tag[end + 1] in "AMV":
            break
        end += 1
    source = (noun[0], end)
    spans = contents.around(s, i, end)
    return Found(spans, (i, i + 2), source, "according to", "speech", "according to + source", 0.95)


def _verb(s: Sentence, i: int, lemma: str, earlier: list[Found]) -> Found | None:
    classes = VERBS[lemma]
    group = verb_group(s, i)
    tag, _low = s.tag, s.low
    kind = next(iter(classes))
    frames = "".join(classes.values())
    before = group.first - 1
    source: Range | None = None
    how = ""
    inverted = False
    if tag[i] == "V" and "q" in frames and _content_just_ended(s, before):
        source = inverted_subject(s, i)
        if source is not None:
            inverted = True
            how = "content, then verb and subject"
    if source is None:
        source, how = _subject(s, i, group, earlier)
    if source is None and not how:
        return None
    cue = (group.first, group.last)
    if group.passive:
        return None
    after = source[1] if inverted and source is not None else i + 1
    start = source[0] if source is not None and not inverted else group.first
    spans, pattern = contents.find(s, i, start, after, frames, inverted=inverted)
    if not spans:
        return None
    confidence = 0.95 if kind == "speech" else 0.7
    return Found(spans, cue, source, lemma, kind, pattern or how, confidence, group.negated)


def _content_just_ended(s: Sentence, before: int) -> bool:
    if before < s.first:
        return False
    return not s.is_open(before) or s.tag[before] in (",", '"', "?", "!", "-")


def _subject(
    s: Sentence, i: int, group: VerbGroup, earlier: list[Found]
) -> tuple[Range | None, str]:
    """The subject, and how it was found; ("", None) when the cue cannot be used."""
    tag, _low = s.tag, s.low
    before = group.first - 1
    if tag[i] == "G" and not group.finite:
        if before >= s.first and tag[before] in (",", "P", "C", "S", "-"):
            return _carried(s, group.first, earlier), "verb in -ing form, subject of the main verb"
        return None, ""
    if tag[i] == "E" and not group.finite:
        return None, ""
    if tag[i] == "B" and not group.finite:
        return None, ""
    if before >= s.first and tag[before] == "C":
        return _carried(s, group.first, earlier), "second verb of the same subject"
    if before >= s.first and tag[before] == ",":
        found = subject_left(s, group)
        if found is None and before - 1 >= s.first:
            found = _carried(s, group.first, earlier)
        return (found, "subject before the verb") if found else (None, "")
    found = subject_left(s, group)
    return (found, "subject before the verb") if found else (None, "")


def _carried(s: Sentence, before: int, earlier: list[Found]) -> Range | None:
    for item in reversed(earlier):
        if item.source is not None and item.cue[0] < before and item.lemma != "according to":
            return item.source
    return previous_subject(s, before)


__all__ = ["VERB_FORMS", "Found", "attributions", "closed"]
