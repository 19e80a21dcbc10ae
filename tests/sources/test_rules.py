"""The order in which sources are written, which may be one, and what a record says."""

from itertools import permutations

import msgspec
import pytest

from claimdesk.errors import Conflict, Invalid, Problem
from claimdesk.scales.schemas import OffAxis, RatingOption, RatingScale
from claimdesk.sources.rules import (
    SourceKey,
    Standing,
    check_merge,
    in_order,
    known_as,
    scale_record,
)


def _people(*names: str) -> list[SourceKey]:
    return [SourceKey(name, "person", unnamed=False) for name in names]


def test_the_order_is_the_same_whatever_comes_in() -> None:
    keys = [
        *_people("Maren Holt", "the mayor", "Écluse"),
        SourceKey("Maren Holt", "organisation", unnamed=False),
        SourceKey("the mayor", "person", unnamed=True),
    ]
    orders = {tuple(in_order(shuffled)) for shuffled in permutations(keys)}
    assert len(orders) == 1
    assert sorted(orders.pop()) == sorted(keys)


def test_names_that_share_a_row_stand_at_one_place_whatever_their_case() -> None:
    # One article shouts. Were "ALICE" before and "alice" after "Bob", two writers could each hold
    # the row that the other waits for.
    for alice in ("alice", "Alice", "ALICE"):
        for bob in ("bob", "Bob", "BOB"):
            assert in_order(_people(bob, alice)) == _people(alice, bob)


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("Maren\n  Holt", "person", "Maren Holt"),
        ("Maren Holt, the harbour master", "person", "Maren Holt"),
        ("the mayor, Maren Holt", "person", "the mayor, Maren Holt"),
        ("Ann Lee, Jr.", "person", "Ann Lee, Jr."),
        ("Holt, Abel and Roy", "person", "Holt, Abel and Roy"),
        ("Jones Day, the law firm", "organisation", "Jones Day, the law firm"),
        (", he", "person", ", he"),
    ],
)
def test_a_name_is_known_without_what_is_said_besides(words: str, kind: str, name: str) -> None:
    assert known_as(words, kind) == name


NAMED = Standing(id=1, desk=7, kind="person", unnamed=False, merged=False)


def _other(**changes: object) -> Standing:
    return msgspec.structs.replace(NAMED, id=2, **changes)


def test_two_named_sources_of_a_kind_may_be_one() -> None:
    check_merge(NAMED, _other())


@pytest.mark.parametrize(
    ("target", "other", "problem", "says"),
    [
        (NAMED, NAMED, Invalid, "itself"),
        (NAMED, _other(unnamed=True), Conflict, "unnamed"),
        (msgspec.structs.replace(NAMED, unnamed=True), _other(), Conflict, "unnamed"),
        (NAMED, _other(merged=True), Conflict, "undo"),
        (msgspec.structs.replace(NAMED, merged=True), _other(), Conflict, "undo"),
        (NAMED, _other(desk=8), Invalid, "desks"),
        (NAMED, _other(kind="organisation"), Invalid, "kind"),
    ],
)
def test_what_is_never_one(
    target: Standing, other: Standing, problem: type[Problem], says: str
) -> None:
    with pytest.raises(problem, match=says):
        check_merge(target, other)


SCALE = RatingScale(
    id=1,
    key="two",
    version=3,
    name="Two steps",
    options=[
        RatingOption(key="true", label="True", meaning="", rank=2),
        RatingOption(key="false", label="False", meaning="", rank=1),
        RatingOption(
            key="unproven", label="Unproven", meaning="", rank=None, off_axis=OffAxis.UNPROVEN
        ),
        RatingOption(key="void", label="Void", meaning="", rank=None, off_axis=OffAxis.VOID),
    ],
)


def test_a_record_has_shares_from_ten_verdicts_on() -> None:
    few = scale_record(SCALE, {"false": 6, "true": 3})
    assert (few.total, [(r.rating.key, r.count, r.share) for r in few.ratings]) == (
        9, [("true", 3, None), ("false", 6, None)],
    )  # fmt: skip
    enough = scale_record(SCALE, {"false": 6, "true": 3, "unproven": 1, "void": 7})
    assert [r.share for r in enough.ratings] == [0.3, 0.6, 0.1]
    assert scale_record(SCALE, {"void": 7}).total == 0
    assert (enough.scale, enough.version) == ("two", 3)
