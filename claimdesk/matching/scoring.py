"""Which terms to look for, and how well a statement answers what was asked. Pure.

BM25, with two differences that measuring asked for: a term counts once however often the question
says it (posts repeat names and tags), and rare terms weigh more than their information.
"""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import msgspec

SATURATION = 1.5
"""k1: how soon saying a term again stops counting. The title repeats what the statement is about."""
LENGTH = 0.3
"""b: how much a longer statement is held back."""
RARITY = 1.3
"""The power that a term's information is raised to."""

LITTLE = 0.08
"""From which score on a statement is on the same matter, where what it shares tells something."""
TELLING = 14.0
"""What a term tells that one statement in 2,000 has."""


class Corpus(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of all statements: how many, their terms on average, how many have a term."""

    statements: int
    average: float
    having: Mapping[int, int]

    def weight(self, term: int) -> float:
        """How much a term says; one that nobody has said says most."""
        having = self.having.get(term, 0)
        least = max(self.statements, having)  # the counts are some minutes old
        information = math.log(1 + (least - having + 0.5) / (having + 0.5))
        return float(information**RARITY)


def rarest(terms: Collection[int], corpus: Corpus, budget: int, at_most: int) -> list[int]:
    """The terms to look for: the rarest first, as long as all together are in few statements.

    The first is taken however common it is.
    """
    chosen: list[int] = []
    spent = 0
    for term in sorted(set(terms), key=lambda term: (corpus.having.get(term, 0), term))[:at_most]:
        spent += corpus.having.get(term, 0)
        if chosen and spent > budget:
            break
        chosen.append(term)
    return chosen


def weights(terms: Collection[int], corpus: Corpus) -> dict[int, float]:
    """What is asked for: each term once, with how much it says."""
    return {term: corpus.weight(term) for term in set(terms)}


def score(asked: Mapping[int, float], said: Sequence[int], corpus: Corpus) -> float:
    """How well a statement with these terms answers: 1 where it says just what was asked.

    More is possible, where a short statement says the same twice.
    """
    most = sum(asked.values()) * _share(1, len(asked), corpus)
    if not most:
        return 0.0
    found = sum(
        asked[term] * _share(times, len(said), corpus)
        for term, times in Counter(said).items()
        if term in asked
    )
    return found / most


def is_related(points: float, asked: Mapping[int, float], said: Collection[int]) -> bool:
    """Whether a statement with this score is on the matter of what was asked.

    One common word is not enough: it takes two, or one that few have said, or all that was asked.
    """
    if points < LITTLE:
        return False
    shared = asked.keys() & set(said)
    return (
        len(shared) > 1
        or len(shared) == len(asked)
        or sum(asked[term] for term in shared) >= TELLING
    )


def _share(times: int, length: int, corpus: Corpus) -> float:
    held_back = 1 - LENGTH + LENGTH * length / corpus.average if corpus.average else 1.0
    return times * (SATURATION + 1) / (times + SATURATION * held_back)
