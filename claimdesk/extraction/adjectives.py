"""Adjectives as cues: "residents are worried about ...", "the minister is convinced that ..."."""

from __future__ import annotations

from claimdesk.extraction.ends import clause_end, noun_end
from claimdesk.extraction.found import Found
from claimdesk.extraction.lexicon import closed, words
from claimdesk.extraction.lexicon.adjectives import ADJECTIVAL
from claimdesk.extraction.phrases import verb_group
from claimdesk.extraction.sentence import Sentence
from claimdesk.extraction.shapes import clause_follows
from claimdesk.extraction.subjects import subject_left

__all__ = ["ADJECTIVAL", "adjectival"]

_LINKING = words(
    "remain remains remained feel feels felt seem seems seemed appear appears appeared become becomes became"
)


def adjectival(s: Sentence, i: int) -> Found | None:
    """The attribution of the adjective at ``i`` behind a form of "be", with its subject and content."""
    j = i - 1
    while j > s.first and s.tag[j] == "R":
        j -= 1
    if j <= s.first or not s.is_open(j) or not (s.low[j] in closed.BE or s.low[j] in _LINKING):
        return None
    group = verb_group(s, j)
    source = subject_left(s, group)
    after = i + 1
    if source is None or after >= s.last or not s.is_open(after):
        return None
    if s.low[source[0]] in ("it", "there") and source[1] - source[0] == 1:
        return None
    frames = ADJECTIVAL[s.low[i]]
    low, tag = s.low[after], s.tag[after]
    if low == "that" and tag in "SW" and "t" in frames.split("/")[0]:
        content = (after, clause_end(s, after + 1))
    elif (tag == "T" and "i" in frames.split("/")[0]) or (
        "t" in frames.split("/")[0]
        and tag in "DOXN"
        and low != "that"
        and clause_follows(s, after, strict=True)
    ):
        content = (after, clause_end(s, after))
    elif tag == "P" and low in frames.split("/")[1:]:
        content = (after + 1, noun_end(s, after + 1))
    else:
        return None
    if content[1] <= content[0]:
        return None
    return Found(
        [content], (group.first, i + 1), source, s.low[i], "belief", "be + adjective + content", 0.6
    )
