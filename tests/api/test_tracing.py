"""Traces of requests: by route, with their statements, and without a word that was typed."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from litestar import Litestar
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from claimdesk.app import create_app
from claimdesk.db.engine import close_pool, open_pool
from claimdesk.publishing.feeds import Feeds
from claimdesk.settings import Settings
from claimdesk.web.tracing import watched
from tests.api.conftest import ARTICLE, Caller
from tests.conftest import desk_settings

SPANS = InMemorySpanExporter()
PROVIDER = TracerProvider()
PROVIDER.add_span_processor(SimpleSpanProcessor(SPANS))


@pytest.fixture(scope="module")
def traced() -> Litestar:
    return create_app(desk_settings(Path()), PROVIDER)


@pytest.fixture
def app(traced: Litestar, settings: Settings, database: None) -> Litestar:
    """The application of these tests, and of whoever signs in for them."""
    traced.state.settings = settings
    traced.state.built_feeds = Feeds(settings)
    return traced


@pytest.fixture
async def watched_pool(database: None) -> AsyncIterator[None]:
    await close_pool()
    await open_pool(4, watched(PROVIDER))
    yield
    await close_pool()
    await open_pool(8)


def finished() -> tuple[list[ReadableSpan], list[ReadableSpan]]:
    """Requests and statements."""
    spans = SPANS.get_finished_spans()
    return (
        [span for span in spans if span.kind is SpanKind.SERVER],
        [span for span in spans if span.kind is SpanKind.CLIENT],
    )


async def test_a_trace_has_its_statements_and_nothing_that_was_typed(
    watched_pool: None, checker: Caller
) -> None:
    SPANS.clear()
    parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    answer = await checker.http.get(
        "/api/v1/claims",
        params={"text": "hunter2"},
        headers={"traceparent": parent, "User-Agent": "hunter2"},
    )
    assert answer.status_code == 200
    await checker.post("/articles", {"text": ARTICLE + "\nHe said hunter2 had cost 5 percent."})
    await checker.post("/session", {"login": "hunter2", "password": "hunter2"})
    await checker.get("/articles/hunter2")
    requests, statements = finished()
    names = [span.name for span in requests]
    assert names[:3] == ["GET /api/v1/claims", "POST /api/v1/articles", "POST /api/v1/session"]
    assert f"{requests[0].context.trace_id:032x}" == parent[3:35]
    mine = [s for s in statements if s.context.trace_id == requests[0].context.trace_id]
    assert "SELECT" in {span.name for span in mine}
    assert all(span.parent and span.parent.span_id == requests[0].context.span_id for span in mine)
    said = "".join(span.to_json() for span in (*requests, *statements))
    assert "/api/v1/claims" in said
    for secret in ("hunter2", "harbour", checker.http.cookies["__Host-claimdesk_session"]):
        assert secret.lower() not in said.lower()


async def test_a_statement_that_fails_says_that_and_not_why(
    watched_pool: None, checker: Caller
) -> None:
    SPANS.clear()
    saved = {"name": "Mine", "filter": {}, "shared": False}
    for _ in range(2):
        await checker.post("/filters", saved)
    _, statements = finished()
    said = "".join(span.to_json() for span in statements)
    assert "Mine" not in said
    assert "already exists" not in said
    assert {span.status.status_code for span in statements} <= {
        StatusCode.UNSET,
        StatusCode.ERROR,
    }


async def test_nothing_is_traced_unless_it_is_asked_for(wired: Litestar, checker: Caller) -> None:
    SPANS.clear()
    transport = httpx.ASGITransport(app=cast("Any", wired))
    async with httpx.AsyncClient(transport=transport, base_url="https://desk.example.org") as http:
        assert (await http.get("/api/health/live")).status_code == 200
    assert SPANS.get_finished_spans() == ()
    assert not Settings().telemetry
