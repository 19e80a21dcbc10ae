"""Krippendorff's alpha of pairs of labels. Pure.

The computation is NLTK's (Apache License 2.0), with the ordinal metric from Krippendorff, "Computing
Krippendorff's Alpha-Reliability", 2011, which NLTK does not have.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

from claimdesk.opinions.schemas import Alpha

MIN_PAIRS = 10
LabelT = TypeVar("LabelT", bound=Hashable)
Distance = Callable[[LabelT, LabelT], float]


def nominal(one: Hashable, other: Hashable) -> float:
    """Two labels differ or they do not."""
    return float(one != other)


def ordinal(ranks: Mapping[int, int]) -> Callable[[int, int], float]:
    """The squared distance of two ranks: how many ratings lie between them, half of each end's.

    `ranks` says how often each rank was given.
    """

    def distance(one: int, other: int) -> float:
        low, high = min(one, other), max(one, other)
        between = sum(count for rank, count in ranks.items() if low <= rank <= high)
        return (between - (ranks.get(low, 0) + ranks.get(high, 0)) / 2) ** 2

    return distance


def alpha(units: Sequence[Sequence[LabelT]], distance: Distance[LabelT]) -> float:
    """Alpha of units of two or more labels each, whoever gave them. Needs two different labels.

    Raises ValueError where all labels are one: how far chance would agree is not known then.
    """
    if len({label for unit in units for label in unit}) < 2:
        raise ValueError("alpha of a single label")
    # Here, since it takes a second to load and only this report has use for it.
    from nltk.metrics.agreement import AnnotationTask

    data = [
        (coder, number, label)
        for number, unit in enumerate(units)
        for coder, label in enumerate(unit)
    ]
    return float(AnnotationTask(data, distance=distance).alpha())


def nominal_alpha(pairs: Sequence[tuple[str, str]]) -> Alpha:
    """Alpha of pairs of labels' keys, every two equally different."""
    return _shown(pairs, nominal)


def ordinal_alpha(pairs: Sequence[tuple[int, int]]) -> Alpha:
    """Alpha of pairs of ranks, where near misses weigh less."""
    return _shown(pairs, ordinal(Counter(rank for pair in pairs for rank in pair)))


def _shown(pairs: Sequence[tuple[LabelT, LabelT]], distance: Distance[LabelT]) -> Alpha:
    count = len(pairs)
    if count < MIN_PAIRS:
        return Alpha(
            value=None, pairs=count, why=f"{MIN_PAIRS} pairs are needed, {count} are there."
        )
    try:
        return Alpha(value=round(alpha(pairs, distance), 4), pairs=count, why=None)
    except ValueError:
        return Alpha(value=None, pairs=count, why="Every verdict bears the same label.")
