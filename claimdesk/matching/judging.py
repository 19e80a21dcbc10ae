"""What two statements have to do with each other, and where they say so. Pure."""

from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

import msgspec
from rapidfuzz.distance import Indel

from claimdesk.extraction.lexicon import words
from claimdesk.matching.contrasts import (
    Difference,
    agreements,
    close,
    comparable,
    differences,
)
from claimdesk.matching.facts import Reading

SAME = 0.74
NEAR = 0.55
RELATED = 0.3
CONTAINED = 0.9
FEWEST = 4
"""A statement of fewer words that lies in a longer one is no near match for that."""

_KINDS = [
    words("by to from"),
    words("may might could can will would should must"),
    words("all some most many few none every half"),
    words("this last next"),
    words("more less fewer exactly only barely hardly"),
]
"""Small words of a kind: one for another makes it another statement."""
_TELLING = frozenset[str]().union(*_KINDS)

Weight = Callable[[str], float]
"""How much a word, by its stem, says."""


class Likeness(StrEnum):
    """What an earlier statement is to what was asked.

    The same: said again in the same words, whatever their forms. Near: much the same, in other words
    or with something added or left out. Related: on the same matter, or the same with another number,
    date, name or a denial. None: neither.
    """

    SAME = "same"
    NEAR = "near"
    RELATED = "related"
    NONE = "none"


class Judgement(msgspec.Struct, frozen=True):
    """`asked` and `found` are the places of the words that do not differ; `alike` is from 0 to 1.

    They are those that both have, and small words, but for such as change what is said.
    """

    likeness: Likeness
    alike: float
    asked: list[int]
    found: list[int]
    differences: list[Difference]


class _Side(NamedTuple):
    """The words of a text that say something."""

    places: list[int]
    stems: list[str]
    folded: list[str]
    weights: dict[int, float]


def judge(asked: Reading, found: Reading, weight: Weight, related: bool) -> Judgement:
    """Compare two statements; `related` is whether a search would say that they are."""
    ours, theirs = _side(asked, weight), _side(found, weight)
    agreed, moved = _aligned(ours, theirs)
    for one, other in agreements(asked, found):
        agreed[0].update(range(one.first, one.last + 1))
        agreed[1].update(range(other.first, other.last + 1))
    weights = [sum(side.weights.values()) for side in (ours, theirs)]
    shared = [
        sum(side.weights.get(place, 0.0) for place in places)
        for side, places in zip((ours, theirs), agreed, strict=True)
    ]
    if min(weights) > 0:
        alike = min(1.0, sum(shared) / sum(weights))
    else:  # one of them has no word that says anything
        alike = float([w.folded for w in asked.words] == [w.folded for w in found.words] != [])
    contained = any(
        part >= CONTAINED * whole > 0 and len(side.places) >= FEWEST
        for part, whole, side in zip(shared, weights, (ours, theirs), strict=True)
    )
    near = alike >= NEAR or contained
    differing = differences(asked, found)
    turned = moved and all("than" in {w.folded for w in side.words} for side in (asked, found))
    other_words = turned or _replaced(ours, theirs, agreed) or _swapped(asked, found)
    likeness = _likeness(alike, near, differing, related, other_words)
    if not near:
        differing = comparable(asked, found, differing)
    return Judgement(
        likeness,
        alike,
        sorted(agreed[0] | _beside(asked, found)),
        sorted(agreed[1] | _beside(found, asked)),
        differing,
    )


def _likeness(
    alike: float, near: bool, differing: list[Difference], related: bool, other_words: bool
) -> Likeness:
    if near and not any(difference.contradicts for difference in differing):
        same = alike >= SAME and not differing and not other_words
        return Likeness.SAME if same else Likeness.NEAR
    if near or related or alike >= RELATED:
        return Likeness.RELATED
    return Likeness.NONE


def _replaced(ours: _Side, theirs: _Side, agreed: tuple[set[int], set[int]]) -> bool:
    """Whether a word stands for another: it may be another word for it, or its opposite."""
    return all(set(side.places) - both for side, both in zip((ours, theirs), agreed, strict=True))


def _swapped(asked: Reading, found: Reading) -> bool:
    """Whether a small word that changes what is said stands for another of its kind."""
    ours, theirs = (Counter(word.folded for word in side.words) for side in (asked, found))
    return any(
        {word for word in kind if ours[word] > theirs[word]}
        and {word for word in kind if theirs[word] > ours[word]}
        for kind in _KINDS
    )


def _beside(these: Reading, those: Reading) -> set[int]:
    """The places of the small words that the other text has, or that change nothing."""
    there = {word.folded for word in those.words}
    return {
        place
        for place, word in enumerate(these.words)
        if word.is_stop and (word.folded in there or word.folded not in _TELLING)
    }


def _side(reading: Reading, weight: Weight) -> _Side:
    weights = {n: weight(word.stem) for n, word in enumerate(reading.words) if not word.is_stop}
    said = [reading.words[place] for place in weights]
    return _Side(list(weights), [w.stem for w in said], [w.folded for w in said], weights)


def _aligned(ours: _Side, theirs: _Side) -> tuple[tuple[set[int], set[int]], bool]:
    """The places of the same words: in order, then moved ones, then such as have a slip in them.

    And whether any has moved.
    """
    left, right = list(range(len(ours.stems))), list(range(len(theirs.stems)))
    pairs = [
        (step.src_start + n, step.dest_start + n)
        for step in Indel.opcodes(ours.stems, theirs.stems)
        if step.tag == "equal"
        for n in range(step.src_end - step.src_start)
    ]
    left = [n for n in left if n not in {a for a, _ in pairs}]
    right = [n for n in right if n not in {b for _, b in pairs}]
    steps = ((str.__eq__, ours.stems, theirs.stems), (close, ours.folded, theirs.folded))
    for alike, first, second in steps:
        for a in list(left):
            b = next((n for n in right if alike(first[a], second[n])), None)
            if b is not None:
                pairs.append((a, b))
                left.remove(a)
                right.remove(b)
    pairs.sort()
    moved = any(b > after for (_, b), (_, after) in pairwise(pairs))
    return ({ours.places[a] for a, _ in pairs}, {theirs.places[b] for _, b in pairs}), moved
