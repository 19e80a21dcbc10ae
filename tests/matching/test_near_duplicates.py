"""How surely the same statement, lightly re-worded, is told from one with another fact."""

from collections import Counter

import pytest

from claimdesk.matching.facts import read
from claimdesk.matching.judging import Likeness, judge
from claimdesk.matching.scoring import Corpus
from claimdesk.matching.terms import number, terms_of
from tests.matching.rewording import Pair, claims, pairs

HOW_MANY = 500


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """How common words are in the articles' claims."""
    stock = [terms_of(claim) for claim in claims()]
    having = Counter(term for terms in stock for term in set(terms))
    average = sum(map(len, stock)) / len(stock)
    return Corpus(statements=len(stock), average=average, having=having)


def likeness(pair: Pair, corpus: Corpus) -> Likeness:
    first, second = read(pair.first), read(pair.second)
    return judge(first, second, lambda stem: corpus.weight(number(stem)), related=False).likeness


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(
    ("taken", "precision", "recall"),
    [({Likeness.SAME}, 0.99, 0.90), ({Likeness.SAME, Likeness.NEAR}, 0.97, 0.99)],
    ids=["same", "same or near"],
)
def test_the_same_is_told_from_another_fact(
    corpus: Corpus, seed: int, taken: set[Likeness], precision: float, recall: float
) -> None:
    found = [(pair, likeness(pair, corpus) in taken) for pair in pairs(seed, HOW_MANY)]
    right = sum(pair.same and is_taken for pair, is_taken in found)
    wrong = [pair for pair, is_taken in found if is_taken and not pair.same]
    got = right / (right + len(wrong)), right / HOW_MANY
    print(f"seed {seed}, {' or '.join(sorted(taken))}: precision {got[0]:.3f} recall {got[1]:.3f}")  # noqa: T201
    assert got[0] >= precision, wrong
    assert got[1] >= recall


def test_the_pairs_are_many_and_of_all_kinds() -> None:
    made = pairs(1, HOW_MANY)
    assert made == pairs(1, HOW_MANY)
    assert made != pairs(2, HOW_MANY)
    assert [pair.same for pair in made].count(True) == HOW_MANY == len(made) - HOW_MANY
    assert all(pair.first != pair.second for pair in made)
    how = Counter(pair.how.split(",")[0] for pair in made if not pair.same)
    assert set(how) == {"another number", "another name", "another date", "another negation"}
    assert len({pair.first for pair in made}) > 100
