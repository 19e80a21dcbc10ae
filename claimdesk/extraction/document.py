"""The article as blocks: which lines are prose, which are headings, which belong to the page.

A block is a stretch ``[start, end)`` of the text as given, in Unicode code points, without the
white space around it. Usually it is one line; hard-wrapped lines are joined into one block.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from claimdesk.extraction.lexicon import furniture as words

BlockKind = Literal["title", "prose", "heading", "furniture"]

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_TERMINAL = re.compile(r"[.!?…:;,]['\"”’)\]]*$|[.!?…:;,][\"”’)\]]*\s*$")
_BULLET = re.compile(r"^\s*(?:[-*•·–—▪◦]|\d{1,2}[.)])\s")
# "ORLEMONT, Nov. 3 — Talks …", "LONDON (Reuters) - …": where and when it was written is no claim.
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'’/-]{2,40}(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?(?: \([\w .]{2,30}\))? ?[—–-]{1,2} "
)
_MAX_HEADING_WORDS = 16
_SHORT_LINE = 200


FurnitureKind = Literal["heading", "byline", "caption", "promotion", "other"]


class Block(msgspec.Struct, frozen=True):
    """One line or paragraph: ``text[start:end]`` and what it is."""

    start: int
    end: int
    kind: BlockKind


class SetAside(msgspec.Struct, frozen=True):
    """A stretch that is not read for claims: ``text[start:end]``, and what it is for the page."""

    start: int
    end: int
    kind: FurnitureKind


def furniture_of(text: str) -> list[SetAside]:
    """What of ``text`` is set aside, in its order: headings within the story and the page's own."""
    return [
        SetAside(block.start, block.end, _kind_of(text[block.start : block.end], block.kind))
        for block in blocks_of(text)
        if block.kind in ("furniture", "heading")
    ]


def _kind_of(body: str, kind: BlockKind) -> FurnitureKind:
    if words.BYLINE.match(body) or (kind == "heading" and body[:3].casefold() == "by "):
        return "byline"
    if kind == "heading":
        return "heading"
    if words.CREDIT.search(body):
        return "caption"
    return "promotion" if words.WHOLE_LINE.match(body) or words.TAIL.match(body) else "other"


def blocks_of(text: str) -> list[Block]:
    """Cut ``text`` into blocks in reading order. Never fails; empty text has none."""
    lines = _lines(text)
    if not lines:
        return []
    bodies = [text[s:e] for s, e in lines]
    repeated = _repeated(bodies)
    kinds: list[BlockKind] = []
    tail = False
    seen_prose = False
    for body in bodies:
        kind: BlockKind = "prose"
        if words.TAIL.match(body) and len(body) < _SHORT_LINE and (seen_prose or len(bodies) < 4):
            tail, kind = True, "furniture"
        elif _is_furniture(body) or body in repeated:
            kind = "furniture"
        elif _is_heading(body):
            kind = "furniture" if tail else "heading"
        elif tail and len(_WORD.findall(body)) < words.TAIL_PROSE_WORDS:
            kind = "furniture"
        if kind == "prose":
            seen_prose = True
            # A page's tail ends where a full paragraph of prose starts again.
            tail = False
        kinds.append(kind)
    _find_title(bodies, kinds)
    return [
        Block(_behind_dateline(text, s, e) if kind == "prose" else s, e, kind)
        for (s, e), kind in zip(lines, kinds, strict=True)
    ]


def _behind_dateline(text: str, start: int, end: int) -> int:
    dateline = _DATELINE.match(text, start, end)
    return dateline.end() if dateline else start


def _lines(text: str) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    line_start = previous_end = -1
    for match in _LINE.finditer(text):
        start, end = match.span()
        body = match.group()
        start += len(body) - len(body.lstrip())
        end -= len(body) - len(body.rstrip())
        if start >= end:
            continue
        gap = text[previous_end:start] if previous_end >= 0 else ""
        breaks = gap.count("\n") + gap.count("\r") - gap.count("\r\n")
        if out and breaks == 1 and _wrapped(text[line_start:previous_end], text[start : start + 1]):
            out[-1] = (out[-1][0], end)
            line_start, previous_end = start, end
            continue
        out.append((start, end))
        line_start, previous_end = start, end
    return out


def _wrapped(before: str, after: str) -> bool:
    """Whether a line break only wraps a paragraph: the sentence plainly goes on."""
    return len(before) >= 40 and not _TERMINAL.search(before[-6:]) and after.islower()


def _repeated(bodies: list[str]) -> frozenset[str]:
    """Short lines without a full stop that stand on the page more than once: captions, links."""
    seen: set[str] = set()
    twice: set[str] = set()
    for body in bodies:
        if len(body) < _SHORT_LINE and not _TERMINAL.search(body[-6:]):
            (twice if body in seen else seen).add(body)
    return frozenset(twice)


def _is_furniture(body: str) -> bool:
    if len(body) > words.MAX_LINE:
        return False
    return bool(
        words.WHOLE_LINE.match(body)
        or (len(body) < _SHORT_LINE and words.CREDIT.search(body))
        or (len(body) < _SHORT_LINE and words.BYLINE.match(body))
    )


def _is_heading(body: str) -> bool:
    if len(body) > _SHORT_LINE or _BULLET.match(body):
        return False
    tokens = _WORD.findall(body)
    if not tokens or len(tokens) > _MAX_HEADING_WORDS:
        return not tokens
    if not _TERMINAL.search(body[-6:]):
        return True
    if body.endswith((".", ",", ";", ":")):
        return False
    long = [t for t in tokens if len(t) > 3]
    return len(long) > 2 and all(t[0].isupper() or t[0].isdigit() for t in long) and '"' not in body


def _find_title(bodies: list[str], kinds: list[BlockKind]) -> None:
    """Mark the headline: the last of the headings that open the page, or a short first line."""
    if len(bodies) == 1:
        if kinds[0] == "heading":
            kinds[0] = "prose"
        return
    opening: list[int] = []
    for i, kind in enumerate(kinds):
        if kind == "prose":
            break
        if kind == "heading":
            opening.append(i)
    if opening:
        # Pages print their title twice; a later opening heading that shares most of its words with
        # the first is the headline proper, and a first alone is the headline itself.
        first = set(_WORD.findall(bodies[opening[0]].lower()))
        best = opening[0]
        for i in opening[1:3]:
            if len(first & set(_WORD.findall(bodies[i].lower()))) * 2 >= len(first):
                kinds[best] = "furniture"
                best = i
        kinds[best] = "title"
    elif kinds[0] == "prose" and len(bodies[0]) < _SHORT_LINE and len(bodies) > 2:
        count = len(_WORD.findall(bodies[0]))
        if count <= words.TITLE_WORDS and bodies[0].count(". ") == 0:
            kinds[0] = "title"
