"""Hearsay: something said to be so by nobody in particular ("reportedly", "allegedly").

A claim of this kind has a cue and no source.
"""

from __future__ import annotations

from claimdesk.extraction.ends import clause_end
from claimdesk.extraction.found import Found
from claimdesk.extraction.lexicon import words
from claimdesk.extraction.sentence import Range, Sentence

ADVERBS = words("reportedly allegedly supposedly purportedly rumouredly")
"""Adverbs by which an article says that it only passes on what it heard."""


def hearsay(s: Sentence, i: int) -> Found | None:
    """The clause around the adverb at ``i``, without it."""
    start = i
    while start > s.first and s.is_open(start - 1) and s.tag[start - 1] not in ",;:-S(":
        if s.tag[start - 1] == "C" and s.tag[start - 2 : start - 1] not in (["N"], ["X"], ["J"]):
            break
        if s.tag[start - 1] == "W" and start - 1 < i - 1:
            start -= 1
            break
        start -= 1
    end = clause_end(s, i + 1)
    for k in range(i + 1, end):
        if s.tag[k] in ",;-)" and s.is_open(k) and s.tokens.quote[k] < 0:
            end = k
            break
    spans: list[Range] = []
    if start < i:
        spans.append((start, i))
    if end > i + 1:
        spans.append((i + 1, end))
    if sum(e - b for b, e in spans) < 3:
        return None
    return Found(
        spans, (i, i + 1), None, s.low[i], "speech", "hearsay, no source", 0.6, hearsay=True
    )
