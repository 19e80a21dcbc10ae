"""How the trail is chained."""

from datetime import UTC, datetime
from typing import Any

import pytest

from claimdesk.audit.rules import GENESIS, digest

EVENT: dict[str, Any] = {
    "number": 1,
    "at": datetime(2026, 2, 3, 4, 5, 6, 789, tzinfo=UTC),
    "actor": "Vera",
    "before": None,
    "after": {"state": "new", "b": [1, 2], "ä": "“x”"},
    "reason": "",
}


def test_the_digest_is_what_it_was() -> None:
    # Stored chains are verified with it: a change here breaks every desk's trail.
    assert (
        digest(GENESIS, EVENT) == "14ff06220153baf0372e527a73ac3cc6a63c67ddbb4d79908052665c4749fcff"
    )


def test_the_order_of_fields_does_not_matter() -> None:
    turned = {name: EVENT[name] for name in reversed(EVENT)}
    turned["after"] = dict(reversed(EVENT["after"].items()))
    assert digest(GENESIS, turned) == digest(GENESIS, EVENT)


@pytest.mark.parametrize("field", list(EVENT))
def test_every_field_matters(field: str) -> None:
    assert digest(GENESIS, EVENT | {field: "other"}) != digest(GENESIS, EVENT)


def test_what_came_before_matters() -> None:
    assert digest("1" * 64, EVENT) != digest(GENESIS, EVENT)


def test_words_do_not_move_between_fields() -> None:
    assert digest(GENESIS, EVENT | {"actor": "Ver", "reason": "a"}) != digest(
        GENESIS, EVENT | {"actor": "Vera", "reason": ""}
    )
