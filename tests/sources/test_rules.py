"""The order in which sources are written."""

from itertools import permutations

from claimdesk.sources.rules import SourceKey, in_order


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
