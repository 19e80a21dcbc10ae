"""Which subject a reporting verb has, whatever its form: finite, -ing, infinitive, coordinated."""

from __future__ import annotations

from claimdesk.extraction.found import Found
from claimdesk.extraction.phrases import (
    VerbGroup,
    noun_phrase_left,
    noun_phrase_right,
    verb_group,
)
from claimdesk.extraction.sentence import Range, Sentence
from claimdesk.extraction.subjects import previous_subject, subject_left


def subject_of(
    s: Sentence, i: int, group: VerbGroup, earlier: list[Found], kind: str
) -> tuple[Range | None, str]:
    """The subject of the verb and how it was found; the latter is empty when it cannot be a cue."""
    tag, low = s.tag, s.low
    before = group.first - 1
    if group.infinitive and not group.finite:
        return _infinitive_subject(s, group, kind)
    if tag[i] == "G" and not group.finite:
        if before >= s.first and low[before] == "as" and low[before - 1] == "quoted":
            quoted = verb_group(s, before - 1)
            return subject_left(s, quoted), "quoted as saying"
        if before < s.first or before == s.first:
            return _subject_behind(s, i), "fronted -ing clause"
        if tag[before] in ",PCS-":
            if tag[before] == "P" and low[before] == "of":
                return None, ""
            return _carried(s, group.first, earlier), "-ing clause, subject of the main verb"
        if tag[before] in "NX" and kind in ("speech", "address"):
            noun = noun_phrase_left(s, group.first, s.first)
            return noun, "noun with an -ing clause" if noun is not None else ""
        return None, ""
    if not group.finite:
        return None, ""
    if before >= s.first and tag[before] == "C":
        carried = _carried(s, group.first, earlier)
        return carried, "second verb of the same subject" if carried is not None else ""
    found = subject_left(s, group)
    if found is None and before > s.first and tag[before] == ",":
        found = _carried(s, group.first, earlier)
    return (found, "subject before the verb") if found is not None else (None, "")


def _infinitive_subject(s: Sentence, group: VerbGroup, kind: str) -> tuple[Range | None, str]:
    """``took to the radio to say``: the main subject's, or the object's after verbs of causing."""
    if kind not in ("speech", "address"):
        return None, ""
    mark = group.first
    if mark <= s.first or s.tag[mark] not in "TR":
        return None, ""
    noun = noun_phrase_left(s, mark, s.first)
    if noun is not None and noun[0] > s.first and s.low[noun[0] - 1] in _CAUSING:
        return noun, "object of the main verb"
    carried = previous_subject(s, mark)
    return carried, "to-infinitive, subject of the main verb" if carried is not None else ""


_CAUSING = frozenset(
    (
        "prompted",
        "led",
        "forced",
        "allowed",
        "caused",
        "pushed",
        "prompting",
        "leading",
        "forcing",
        "allowing",
        "asked",
        "urged",
        "wanted",
        "wants",
        "want",
    )
)


def _subject_behind(s: Sentence, i: int) -> Range | None:
    """The subject after a fronted clause: behind its comma."""
    for j in range(i + 1, s.last - 1):
        if s.tag[j] == "," and s.is_open(j):
            return noun_phrase_right(s, j + (2 if s.tag[j + 1] == '"' else 1), s.last)
    return None


def _carried(s: Sentence, before: int, earlier: list[Found]) -> Range | None:
    for item in reversed(earlier):
        if (
            item.source is not None
            and item.cue[1] < before
            and item.lemma != "according to"
            and s.tag[item.cue[1] - 1] in "VEGB"
            and item.source[1] <= before
        ):
            return item.source
    return previous_subject(s, before)
