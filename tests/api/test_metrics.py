"""The figures for Prometheus: true, on an address of their own, and as few series as there are routes."""

import json
import re
from collections.abc import AsyncIterator
from importlib.resources import files
from typing import Any, cast

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from claimdesk.db.engine import ENGINE, fetch
from claimdesk.jobs.queue import enqueue
from claimdesk.settings import Settings
from claimdesk.web.metrics import measured, metrics_app
from tests.api.conftest import ARTICLE, Caller
from tests.api.things import a_webhook
from tests.processes import free_port

Labels = frozenset[tuple[str, str]]


@pytest.fixture
async def prometheus() -> AsyncIterator[httpx.AsyncClient]:
    app = cast("Any", metrics_app())
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1:9400"
    ) as http:
        yield http


async def scrape(http: httpx.AsyncClient) -> dict[str, dict[Labels, float]]:
    """What is said, by the sample's name and its labels."""
    answer = await http.get("/metrics")
    assert answer.status_code == 200, answer.text
    found: dict[str, dict[Labels, float]] = {}
    for family in text_string_to_metric_families(answer.text):
        for sample in family.samples:
            found.setdefault(sample.name, {})[frozenset(sample.labels.items())] = sample.value
    return found


def value(found: dict[str, dict[Labels, float]], name: str, **labels: str) -> float:
    """The sum of what has these labels, beside others."""
    wanted = set(labels.items())
    return sum(number for have, number in found.get(name, {}).items() if wanted <= have)


async def test_the_figures_are_the_desks(
    checker: Caller, admin: Caller, prometheus: httpx.AsyncClient
) -> None:
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    claims = article["claims"]
    await checker.post(f"/claims/{claims[0]['id']}/acceptance")
    await checker.post("/articles/batches", {"articles": [{"text": ARTICLE}]})
    await a_webhook("/{webhook_id}", 1)
    await fetch("UPDATE webhook_delivery SET created_at = now() - interval '90 seconds'")
    await enqueue("jobs.rescue", timestamp=0)
    await fetch("UPDATE procrastinate_events SET at = now() - interval '70 seconds'")
    found = await scrape(prometheus)
    assert value(found, "claimdesk_claims", state="accepted") == 1
    assert value(found, "claimdesk_claims", state="new") == len(claims) - 1
    assert found["claimdesk_claims"][frozenset({("state", "published")})] == 0
    assert value(found, "claimdesk_articles") == 1
    waiting = await fetch("SELECT count(*) AS n FROM procrastinate_jobs WHERE status = 'todo'")
    assert value(found, "claimdesk_jobs", state="waiting") == waiting[0]["n"] >= 1
    assert value(found, "claimdesk_jobs_oldest_seconds", queue="default") >= 70
    pending = await fetch("SELECT count(*) AS n FROM webhook_delivery WHERE state = 'pending'")
    assert value(found, "claimdesk_webhook_deliveries", state="pending") == pending[0]["n"]
    assert value(found, "claimdesk_database_up") == 1
    assert value(found, "claimdesk_database_connections") >= 1


async def test_the_oldest_message_is_the_one_that_waits(
    admin: Caller, prometheus: httpx.AsyncClient
) -> None:
    assert value(await scrape(prometheus), "claimdesk_webhook_oldest_seconds") == 0
    await a_webhook("/{webhook_id}", 1)
    await fetch(
        "UPDATE webhook_delivery SET state = 'pending', created_at = now() - interval '2 min'"
    )
    found = await scrape(prometheus)
    assert 120 <= value(found, "claimdesk_webhook_oldest_seconds") < 600
    await fetch("UPDATE webhook_delivery SET state = 'delivered'")
    found = await scrape(prometheus)
    assert value(found, "claimdesk_webhook_oldest_seconds") == 0
    assert value(found, "claimdesk_webhook_deliveries", state="delivered") > 0


async def test_requests_are_counted_by_route_and_not_by_address(
    checker: Caller, anybody: Caller, prometheus: httpx.AsyncClient
) -> None:
    before = await scrape(prometheus)
    for number in range(1, 21):
        await checker.get(f"/claims/{90000 + number}", text=f"hunter{number}")
        await anybody.http.get(f"/some/page/{number}")
        await anybody.http.request(f"ODD{number}", "/api/v1/claims")
        await anybody.get(f"/articles/{number}")
        await checker.post("/session", {"login": f"hunter{number}", "password": "no"})
    after = await scrape(prometheus)
    route = {"path": "/api/v1/claims/{claim_id}", "status_code": "404"}
    total = "claimdesk_requests_total"
    assert value(after, total, **route) - value(before, total, **route) == 20
    refused = {"path": "/api/v1/articles/{article_id}", "status_code": "401"}
    assert value(after, total, **refused) - value(before, total, **refused) == 20
    fresh = set(after[total]) - set(before.get(total, {}))
    assert len(fresh) <= 6, fresh
    said = (await prometheus.get("/metrics")).text
    assert "hunter" not in said
    assert "claims/9" not in said


async def test_a_failure_is_counted_as_one(
    checker: Caller, prometheus: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = {"path": "/api/v1/scales", "status_code": "500"}
    before = value(await scrape(prometheus), "claimdesk_requests_error_total", **failed)

    async def broken(*_: object) -> None:
        raise LookupError("what")

    with monkeypatch.context() as patch:
        patch.setattr(ENGINE, "run_querystring", broken)
        assert (await checker.get("/scales")).status_code == 500
    after = value(await scrape(prometheus), "claimdesk_requests_error_total", **failed)
    assert after - before == 1


async def test_without_the_database_there_are_figures_that_say_so(
    anybody: Caller, prometheus: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ENGINE, "config", {"dsn": "postgresql://nobody@127.0.0.1:9/none"})
    monkeypatch.setattr(ENGINE, "pool", None)
    found = await scrape(prometheus)
    assert value(found, "claimdesk_database_up") == 0
    assert "claimdesk_claims" not in found
    assert "process_resident_memory_bytes" in found


async def test_the_desks_own_address_has_none(admin: Caller, anybody: Caller) -> None:
    for caller in (admin, anybody):
        for path in ("/metrics", "/api/metrics", "/api/v1/metrics"):
            answer = await caller.http.get(path)
            assert "claimdesk_claims" not in answer.text


async def test_they_are_nowhere_until_a_port_is_set(database: None, settings: Settings) -> None:
    import msgspec

    assert Settings().metrics_port == 0
    port = free_port()
    own = msgspec.structs.replace(settings, metrics_port=port)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
        async with measured(own):
            found = await scrape(http)
            assert value(found, "claimdesk_database_up") == 1
            assert (await http.get("/api/v1/claims")).status_code == 404
        with pytest.raises(httpx.ConnectError):
            await http.get("/metrics")


def _names(expression: str) -> set[str]:
    return set(re.findall(r"\b(?:claimdesk|process)_[a-z_]+", expression))


async def test_the_dashboard_shows_what_there_is(
    checker: Caller, prometheus: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await checker.get("/claims")

    async def broken(*_: object) -> None:
        raise LookupError("what")

    with monkeypatch.context() as patch:
        patch.setattr(ENGINE, "run_querystring", broken)
        await checker.get("/scales")
    found = await scrape(prometheus)
    text = files("claimdesk").joinpath("deployment/dashboard.json").read_text(encoding="utf-8")
    board = json.loads(text)
    targets = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    shown = set[str]().union(*map(_names, targets))
    assert shown <= set(found), shown - set(found)
    own = {
        name for name in found if name.startswith("claimdesk_") and not name.endswith("_created")
    }
    histogram = "claimdesk_request_duration_seconds"
    assert own - shown == {f"{histogram}_count", f"{histogram}_sum"}, (
        "and nothing of ours is left out"
    )
    # What is summed by a label has it.
    for expression in targets:
        for labels, name in re.findall(r"by \(([a-z_, ]+)\) \((?:\w+\()?(\w+)\{", expression):
            have = {key for series in found[name] for key, _ in series}
            assert set(labels.split(", ")) <= have, expression
    ids = [panel["id"] for panel in board["panels"]]
    assert len(ids) == len(set(ids))
