"""Promises of anonymity in the words of a sentence: the terms, and the reason that is given.

Offsets are the text's own, ends exclusive.
"""

from __future__ import annotations

import re

from claimdesk.extraction.lexicon.anonymity import CONDITION, MARKS, REASON

_REACH = 240
_LONGEST = 2000
_STOP = re.compile(r"[,;.—](?:\s|$)|\s(?:said|told|say|says|added)(?=[\s,;.])")


def condition(
    text: str, start: int, end: int
) -> tuple[tuple[int, int], tuple[int, int] | None] | None:
    """The first promise in ``text[start:end]``: its span, and the span of its reason, if one follows."""
    words = text[start : min(end, start + _LONGEST)].lower()
    if not any(mark in words for mark in MARKS):
        return None
    found = CONDITION.search(text, start, min(end, start + _LONGEST))
    if found is None:
        return None
    behind = REASON.match(text, found.end(), end)
    if behind is None:
        return found.span(), None
    begin = behind.start("reason")
    stop = _STOP.search(text, begin, min(end, begin + _REACH))
    finish = stop.start() if stop is not None else min(end, begin + _REACH)
    while finish > begin and text[finish - 1] in " .,;\n":
        finish -= 1
    return found.span(), ((begin, finish) if finish > begin else None)
