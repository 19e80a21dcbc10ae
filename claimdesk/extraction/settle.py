"""Settle what several cues make of the same words: contents end up nested or apart, never crossed."""

from __future__ import annotations

from claimdesk.extraction.found import Found


def settle(found: list[Found]) -> list[tuple[Found, int | None]]:
    """Order attributions and give each its parent's index; drops those that cannot be placed.

    Two contents that overlap without one lying inside the other: the surer keeps its words, and
    the other keeps what is left of it, or goes.
    """
    kept: list[Found] = []
    for item in sorted(found, key=lambda f: (-f.confidence, f.cue[0])):
        if _place(item, kept):
            kept.append(item)
    kept.sort(key=lambda f: (f.spans[0][0], -f.spans[-1][1], f.cue[0]))
    out: list[tuple[Found, int | None]] = []
    stack: list[int] = []
    for index, item in enumerate(kept):
        while stack and not _inside(item, kept[stack[-1]]):
            stack.pop()
        out.append((item, stack[-1] if stack else None))
        stack.append(index)
    return out


def _place(item: Found, kept: list[Found]) -> bool:
    for other in kept:
        if other.spans[-1][1] <= item.spans[0][0] or other.spans[0][0] >= item.spans[-1][1]:
            continue
        if other.spans == item.spans:
            return False
        if _inside(item, other) or _inside(other, item):
            continue
        if not _trim(item, other):
            return False
    return True


def _inside(inner: Found, outer: Found) -> bool:
    """Whether all of ``inner`` lies inside one piece of ``outer``."""
    return inner is not outer and any(
        b <= inner.spans[0][0] and inner.spans[-1][1] <= e for b, e in outer.spans
    )


def _trim(item: Found, other: Found) -> bool:
    """Cut the other's words out of a one-piece item, from whichever side they overlap."""
    if len(item.spans) != 1:
        return False
    (first, last) = item.spans[0]
    begin, end = other.spans[0][0], other.spans[-1][1]
    if begin <= first < end < last:
        first = end
    elif first < begin < last <= end:
        last = begin
    else:
        return False
    if last - first < 3:
        return False
    item.spans = [(first, last)]
    return True
