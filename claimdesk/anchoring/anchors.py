"""Where what was marked in an old text stands in a new one. Pure.

A mark is what W3C's Web Annotation calls a TextQuoteSelector: the exact words and those around them.
All marks of a claim (the pieces of its content, its cue, the words that name its source) are placed
together and in order, or none is.
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

import msgspec
from rapidfuzz import fuzz

from claimdesk.anchoring.alignment import Alignment, Bead
from claimdesk.anchoring.blocks import Block, Range

CONTEXT = 32
"""Characters of a selector's prefix and suffix."""
LIKE_PIECE = 60.0
"""How much of a piece's words must be left for it to be the same piece, of 100."""
FEW_WORDS = 3
"""As many words may be exchanged for others at a piece's border, one for one."""
STRETCH = 400
"""Characters that a claim may grow by on top of its double before it has fallen apart."""


class Outcome(StrEnum):
    """What a new text did to something marked in the old one.

    Carried: the same words in the same order of things. Moved: the same words elsewhere. Edited:
    words changed in it, or were put in or taken out right beside it. Ambiguous: several places
    would do, or only some of its pieces are there. Gone: nothing like it is there.
    """

    CARRIED = "carried"
    MOVED = "moved"
    EDITED = "edited"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"


class Selector(msgspec.Struct, frozen=True, kw_only=True):
    """A TextQuoteSelector: `exact` words with what stands before and behind them."""

    exact: str
    prefix: str
    suffix: str


class Placement(msgspec.Struct, frozen=True, kw_only=True):
    """Where marks are now. `score` is how like they are, of 100.

    `content` and `beside` match what was asked for one to one; they are empty where the outcome is
    ambiguous or gone, and `candidates` then says where to look.
    """

    outcome: Outcome
    content: tuple[Range, ...] = ()
    beside: tuple[Range, ...] = ()
    score: float = 0.0
    candidates: tuple[Range, ...] = ()


class _Found(msgspec.Struct, frozen=True):
    """One mark in the new text, as a range of characters."""

    at: Range
    score: float
    same: bool
    untouched: bool
    moved: bool


def selector(text: str, start: int, end: int) -> Selector:
    """The selector of `text[start:end]`."""
    return Selector(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )


def place(
    alignment: Alignment, content: Sequence[Range], beside: Sequence[Range] = ()
) -> Placement:
    """Place the pieces of a claim's content, and beside them its cue and its source's words.

    Ranges are code points of the old text, ends exclusive, and so are the answer's of the new one.
    """
    marks = [*content, *beside]
    found = [_find(alignment, mark) for mark in marks]
    whole = [one for one in found if one is not None]
    if len(whole) < len(marks) or not _in_order(marks, whole):
        return _orphan(alignment, content, found[: len(content)])
    score = min(one.score for one in whole)
    pieces = whole[: len(content)]
    if not all(one.same for one in whole) or not all(one.untouched for one in pieces):
        outcome = Outcome.EDITED
    elif any(one.moved for one in pieces):
        outcome = Outcome.MOVED
    else:
        outcome = Outcome.CARRIED
    places = tuple(one.at for one in whole)
    return Placement(
        outcome=outcome,
        content=places[: len(content)],
        beside=places[len(content) :],
        score=score,
    )


def find_words(alignment: Alignment, start: int, end: int) -> Range | None:
    """Where these very words stand now; null where they are gone, changed or in doubt."""
    found = _find(alignment, (start, end))
    return found.at if found is not None and found.same else None


def _find(alignment: Alignment, mark: Range) -> _Found | None:
    old, new = alignment.old, alignment.new
    first, last = old.tokens_of(*mark)
    if first >= last:
        return None
    images: list[Range] = []
    beads: list[Bead] = []
    at = first
    while at < last:
        bead = alignment.bead[alignment.segment_of(at)]
        if bead is None:
            return None
        until = min(last, old.segments[bead.old[1] - 1][1])
        image = _image(alignment, bead, at, until)
        if image is None or (images and image[0] < images[-1][1]):
            return None
        images.append(image)
        beads.append(bead)
        at = until
    to, until = images[0][0], images[-1][1]
    before, after = old.word[first:last], new.word[to:until]
    same = before == after
    score = 100.0 if same else fuzz.ratio(" ".join(before), " ".join(after))
    if score < LIKE_PIECE:
        return None
    start, end = new.span(to, until)
    if same:  # a mark may begin or end inside a word
        start += max(0, mark[0] - old.start[first])
        end -= max(0, old.end[last - 1] - mark[1])
        if start >= end:
            return None
    return _Found(
        at=(start, end),
        score=score,
        same=same,
        untouched=not _touched(alignment, beads[0], first)
        and not _touched(alignment, beads[-1], last),
        moved=any(bead.moved for bead in beads),
    )


def _image(alignment: Alignment, bead: Bead, first: int, last: int) -> Range | None:
    """The new tokens that old tokens of one bead became; null where that is not certain."""
    to: list[int] = []
    for block in alignment.blocks(bead):
        a, b = max(first, block.old[0]), min(last, block.old[1])
        if a >= b:
            continue
        if a == block.old[0] and b == block.old[1]:
            if (a == first or b == last) and not _replaces(alignment, block):
                return None
            to += block.new
        elif block.equal or block.old[1] - block.old[0] == block.new[1] - block.new[0]:
            shift = block.new[0] - block.old[0]
            to += (a + shift, b + shift)
        else:
            return None  # it begins or ends amid words that were exchanged for fewer or more
    return (min(to), max(to)) if to and min(to) < max(to) else None


def _replaces(alignment: Alignment, block: Block) -> bool:
    """Whether the words at a mark's border plainly took the place of those that were there.

    They do if they are like them, or are a few for as many; a new sentence put in is neither. Words
    taken out there may stand in a sentence beside it that is nobody's.
    """
    if block.equal:
        return True
    if block.new[0] == block.new[1]:
        beside = (block.new[0] - 1, block.new[1])
        return not any(alignment.nobodys(token) for token in beside)
    length = block.old[1] - block.old[0]
    if length <= FEW_WORDS and length == block.new[1] - block.new[0]:
        return True
    before, after = alignment.old.word[slice(*block.old)], alignment.new.word[slice(*block.new)]
    return fuzz.ratio(" ".join(before), " ".join(after)) >= LIKE_PIECE


def _touched(alignment: Alignment, bead: Bead, edge: int) -> bool:
    """Whether words were put in, taken out or exchanged right at the border before token `edge`."""
    for block in alignment.blocks(bead):
        if block.equal or not block.old[0] <= edge <= block.old[1]:
            continue
        before = alignment.old.word[slice(*block.old)]
        after = alignment.new.word[slice(*block.new)]
        if len(before) != len(after) or any(
            fuzz.ratio(one, other) < LIKE_PIECE for one, other in zip(before, after, strict=True)
        ):
            return True
    return False


def _in_order(marks: Sequence[Range], found: Sequence[_Found]) -> bool:
    """Whether the marks follow each other as they did, and close enough to be one claim."""
    order = sorted(range(len(marks)), key=lambda k: marks[k])
    for one, other in pairwise(order):
        apart = marks[one][1] <= marks[other][0]
        if found[one].at[0] > found[other].at[0] or (
            apart and found[one].at[1] > found[other].at[0]
        ):
            return False
    if len({one.moved for one in found}) > 1:
        return False  # some of it was taken elsewhere
    old = max(end for _, end in marks) - min(start for start, _ in marks)
    new = max(one.at[1] for one in found) - min(one.at[0] for one in found)
    return new <= 2 * old + STRETCH


def _orphan(
    alignment: Alignment, content: Sequence[Range], found: Sequence[_Found | None]
) -> Placement:
    """Ambiguous where there is something to look at, else gone."""
    candidates = [one.at for one in found if one is not None]
    for mark in content:
        first, last = alignment.old.tokens_of(*mark)
        if first >= last:
            continue
        for i in range(alignment.segment_of(first), alignment.segment_of(last - 1) + 1):
            if (bead := alignment.bead[i]) is not None:
                candidates.append(_span(alignment, bead.new))
            else:
                candidates += [alignment.new.span(*place) for place in alignment.doubt.get(i, ())]
    unique = tuple(dict.fromkeys(candidates))[:5]
    outcome = Outcome.AMBIGUOUS if unique else Outcome.GONE
    return Placement(outcome=outcome, candidates=unique)


def _span(alignment: Alignment, segments: Range) -> Range:
    first, last = alignment.new.segments[segments[0]], alignment.new.segments[segments[1] - 1]
    return alignment.new.span(first[0], last[1])
