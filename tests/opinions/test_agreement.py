"""Krippendorff's alpha, against the example he published."""

from collections import Counter

import pytest

from claimdesk.opinions.agreement import (
    MIN_PAIRS,
    alpha,
    nominal,
    nominal_alpha,
    ordinal,
    ordinal_alpha,
)

# Four coders and twelve units, of which the last has one value only (Krippendorff 2011, section C).
CODERS = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
UNITS = [[int(v) for v in unit if v != "."] for unit in zip(*CODERS, strict=True)]
PAIRABLE = [unit for unit in UNITS if len(unit) > 1]


def test_it_is_what_krippendorff_published() -> None:
    assert alpha(PAIRABLE, nominal) == pytest.approx(0.743, abs=0.0005)
    counts = Counter(value for unit in PAIRABLE for value in unit)
    assert alpha(PAIRABLE, ordinal(counts)) == pytest.approx(0.815, abs=0.0005)


def test_a_near_miss_weighs_less_than_a_far_one_on_the_axis_only() -> None:
    same = [(rank, rank) for rank in (1, 2, 3, 4, 5)] * 3
    near, far = ordinal_alpha([*same, (4, 5)]), ordinal_alpha([*same, (1, 5)])
    assert near.value is not None
    assert far.value is not None
    assert near.value > far.value
    labels = [(str(one), str(other)) for one, other in same]
    assert nominal_alpha([*labels, ("4", "5")]).value == nominal_alpha([*labels, ("1", "5")]).value


def test_agreement_is_one_and_its_opposite_is_below_what_chance_would_do() -> None:
    assert nominal_alpha([("a", "a"), ("b", "b")] * MIN_PAIRS).value == 1
    opposite = nominal_alpha([("a", "b"), ("b", "a")] * MIN_PAIRS).value
    assert opposite is not None
    assert opposite < 0


def test_nothing_is_shown_of_few_pairs_or_of_one_label() -> None:
    few = nominal_alpha([("a", "b")] * (MIN_PAIRS - 1))
    assert (few.value, few.pairs) == (None, MIN_PAIRS - 1)
    assert few.why == f"{MIN_PAIRS} pairs are needed, {MIN_PAIRS - 1} are there."
    one = ordinal_alpha([(3, 3)] * MIN_PAIRS)
    assert (one.value, one.why) == (None, "Every verdict bears the same label.")
    assert nominal_alpha([]).value is None
