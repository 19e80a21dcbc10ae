"""Where a sentence may have gone, and when one place is certain enough. Pure."""

import msgspec

from claimdesk.anchoring.blocks import Range

LIKE_IN_PLACE = 70.0
"""How like its new words must be where a neighbour was kept, of 100."""
LIKE_ELSEWHERE = 88.0
"""How like they must be where neither neighbour was."""
WORTH_A_LOOK = 60.0
"""A place that is this like counts as a runner-up, and is shown to whoever has to decide."""
NEIGHBOUR = 12.0
"""What a kept neighbour on one side adds to the likeness."""
MARGIN = 10.0
"""How far ahead of the runner-up the best place must be."""


class Option(msgspec.Struct, frozen=True):
    """A place an unresolved segment may have gone to: `total` is its likeness and its neighbours.

    `at_most` also counts neighbours that are not placed yet and may turn out to be kept.
    """

    old: Range
    new: Range
    score: float
    total: float
    at_most: float
    sides: int


def _apart(one: Range, other: Range) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


def convinces(best: Option, found: list[Option]) -> bool:
    """Whether the best place is like enough, and far enough ahead of any other."""
    needed = LIKE_IN_PLACE if best.sides else LIKE_ELSEWHERE
    return best.score >= needed and all(
        _lead(best, other) >= MARGIN for other in found if _apart(best.new, other.new)
    )


def _lead(best: Option, other: Option) -> float:
    """How far a place is ahead of another. A copy right beside it took a neighbour from it."""
    touching = best.new[0] == other.new[1] or best.new[1] == other.new[0]
    if touching and other.score >= LIKE_IN_PLACE:
        return best.score - other.score
    return best.total - other.at_most


def contested(best: Option, demand: dict[int, list[Option]]) -> bool:
    """Whether another segment of the old text has as good a claim to the place."""
    return any(
        _apart(best.old, other.old) and best.total - other.total < MARGIN
        for j in range(*best.new)
        for other in demand[j]
    )
