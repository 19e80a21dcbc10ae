"""A signature as the cue: words, a dash, and who wrote them, as in letters and embedded posts."""

from __future__ import annotations

from claimdesk.extraction.ends import strip_end
from claimdesk.extraction.found import Found
from claimdesk.extraction.lexicon import closed
from claimdesk.extraction.sentence import Sentence

_LONGEST = 9


def signature(block: Sentence) -> Found | None:
    """The attribution of a whole block that ends in a dash and a name; ``block`` spans all of it."""
    last = strip_end(block, block.last)
    for i in range(last - 1, max(block.first + 3, last - _LONGEST - 12), -1):
        if block.tag[i] != "-":
            continue
        name_end = _name_end(block, i + 1, last)
        before = block.tag[i - 1]
        if name_end is None or (before not in '.?!"' and block.word[i - 1] not in (")", "…")):
            return None
        return Found(
            [(block.first, i)],
            (i, i + 1),
            (i + 1, name_end),
            "—",
            "speech",
            "words, dash, signature",
            0.92,
        )
    return None


def _name_end(s: Sentence, start: int, last: int) -> int | None:
    """Where the name ends: capitalised words, then at most a handle in brackets and a date."""
    i = start
    while (
        i < last
        and (s.tag[i] == "X" or (s.tag[i] in "DP" and i > start) or s.word[i] in (",",))
        and i - start < _LONGEST
    ):
        if s.low[i] in closed.MONTHS and i > start:
            break
        i += 1
    if i == start or not any(s.tag[k] == "X" for k in range(start, i)):
        return None
    end = i
    if i < last and s.tag[i] == "(":
        while i < last and s.tag[i] != ")":
            i += 1
        i += 1
        end = min(i, last)
    while i < last and (
        s.low[i] in closed.MONTHS or s.tag[i] in "#,<>/X" or s.word[i][0].isdigit()
    ):
        i += 1
    return end if i >= last else None
