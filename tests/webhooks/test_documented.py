"""What the OpenAPI document says of messages is what is sent."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from claimdesk.app import create_app
from claimdesk.publishing.schemas import EventKind
from claimdesk.settings import Settings
from claimdesk.webhooks.rules import body, ping_body
from tests.publishing.test_claimreview import EVENT, rated

DOCUMENT: dict[str, Any] = create_app(Settings()).openapi_schema.to_schema()
TYPES: dict[str, type[Any] | tuple[type[Any], ...]] = {
    "object": dict, "string": str, "integer": int, "null": type(None),
}  # fmt: skip


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Whether a value is what a schema says, word for word: nothing missing and nothing beside."""
    if "oneOf" in schema:
        return any(fits(value, one) for one in schema["oneOf"])
    if not isinstance(value, TYPES[schema["type"]]) or schema.get("const", value) != value:
        return False
    if isinstance(value, dict):
        known = schema.get("properties", {})
        extra: dict[str, Any] = schema.get("additionalProperties", {})
        return set(schema.get("required", [])) <= set(value) and all(
            fits(inner, known.get(name, extra)) if name in known or extra else False
            for name, inner in value.items()
        )
    return True


def shape(kind: str) -> dict[str, Any]:
    content = DOCUMENT["webhooks"][kind]["post"]["requestBody"]["content"]
    found: dict[str, Any] = content["application/json"]["schema"]
    return found


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_kind_of_event_is_as_the_document_has_it(kind: EventKind) -> None:
    verdict = None if kind is EventKind.WITHDRAWN else EVENT.verdict
    previous = None if kind is EventKind.PUBLISHED else rated("True", 5)
    event = msgspec.structs.replace(EVENT, kind=kind, verdict=verdict, previous=previous)
    sent = msgspec.json.decode(body(event, 1))
    assert fits(sent, shape(sent["type"]))
    for wrong in (
        sent | {"type": "rating.else"},
        sent | {"more": 1},
        sent | {"data": sent["data"] | {"seq": "5"}},
        {name: sent[name] for name in ("type", "timestamp")},
    ):
        assert not fits(wrong, shape(sent["type"]))


def test_the_test_message_is_there_too() -> None:
    sent = msgspec.json.decode(ping_body(3, datetime.now(UTC)))
    assert fits(sent, shape("ping"))
    assert set(DOCUMENT["webhooks"]) == {f"rating.{kind.value}" for kind in EventKind} | {"ping"}
