"""How the server is, for admins; and a part that somebody adds."""

from collections.abc import Iterator

import pytest
from litestar import Litestar

from claimdesk.db.engine import ENGINE, fetch
from claimdesk.health import service
from claimdesk.health.service import Finding, part
from claimdesk.settings import Settings
from tests.api.conftest import Caller, SignIn
from tests.api.test_bad_input import is_problem
from tests.workers import run_periodic


@pytest.fixture
def more_parts() -> Iterator[None]:
    known = dict(service._checks)
    yield
    service._checks.clear()
    service._checks.update(known)


async def test_every_part_says_how_it_is(admin: Caller) -> None:
    found = (await admin.get("/health/details")).json()
    parts = {each["key"]: each for each in found["parts"]}
    assert set(parts) >= {"database", "migrations", "jobs", "audit", "disk"}
    assert {each["key"]: each["value"] for each in parts["migrations"]["facts"]}["pending"] == 0
    assert parts["database"]["state"] == "well"
    assert parts["jobs"]["state"] == "failing"  # nobody works in this test
    assert "claimdesk worker" in parts["jobs"]["detail"]
    assert found["state"] == "failing"
    assert found["version"]


async def test_a_part_that_fails_does_not_take_the_others_with_it(
    admin: Caller, more_parts: None
) -> None:
    @part("broken")
    async def broken(_: Settings) -> Finding:
        raise LookupError("what")

    @part("live")
    async def live(_: Settings) -> Finding:
        return Finding({"connections": 3})

    parts = {p["key"]: p for p in (await admin.get("/health/details")).json()["parts"]}
    assert parts["broken"]["state"] == "failing"
    assert parts["live"]["facts"] == [{"key": "connections", "value": 3}]


async def test_the_chain_is_checked_when_asked_and_a_change_is_told(
    admin: Caller, settings: Settings
) -> None:
    assert (await admin.get("/audit/check")).json()["at"] is None
    asked = [(await admin.post("/audit/check")).json() for _ in range(2)]
    assert [each["waiting"] for each in asked] == [True, True]
    one = await fetch(
        "SELECT count(*) AS n FROM procrastinate_jobs WHERE task_name LIKE '%check_now'"
    )
    assert one[0]["n"] == 1
    await run_periodic(settings, "audit.check")
    found = (await admin.get("/audit/check")).json()
    assert (found["events"], found["flaws"], found["waiting"]) == (1, [], False)
    await fetch("ALTER TABLE audit_event DISABLE TRIGGER USER")
    await fetch("UPDATE audit_event SET actor = 'nobody'")
    await fetch("ALTER TABLE audit_event ENABLE TRIGGER USER")
    await run_periodic(settings, "audit.check")
    assert len((await admin.get("/audit/check")).json()["flaws"]) == 1
    parts = {p["key"]: p for p in (await admin.get("/health/details")).json()["parts"]}
    assert parts["audit"]["state"] == "failing"


async def test_another_desks_admin_sees_it_too(sign_in: SignIn) -> None:
    from claimdesk.accounts.rules import Role

    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    assert (await stranger.get("/health/details")).status_code == 200


async def test_a_process_lives_whatever_its_database_does(
    anybody: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await anybody.http.get("/api/health/ready")).json() == {
        "status": "ok",
        "database": "ok",
        "migrations": "ok",
    }
    monkeypatch.setattr(ENGINE, "config", {"dsn": "postgresql://nobody@127.0.0.1:9/none"})
    monkeypatch.setattr(ENGINE, "pool", None)
    assert (await anybody.http.get("/api/health/live")).json() == {"status": "ok"}
    away = await anybody.http.get("/api/health/ready")
    assert "does not answer" in is_problem(away, 503)
    found = away.json()
    assert (found["database"], found["migrations"], found["stopping"]) == ("away", "unknown", False)


async def test_nothing_is_sent_to_a_process_whose_migrations_have_not_run(
    anybody: Caller,
) -> None:
    (last,) = await fetch("SELECT * FROM migration ORDER BY name DESC LIMIT 1")
    await fetch("DELETE FROM migration WHERE id = {}", last["id"])
    try:
        answer = await anybody.http.get("/api/health/ready")
    finally:
        await fetch(
            "INSERT INTO migration (id, name, app_name, ran_on) VALUES ({}, {}, {}, {})",
            *(last[key] for key in ("id", "name", "app_name", "ran_on")),
        )
    assert "Start claimdesk again" in is_problem(answer, 503)
    assert answer.json()["migrations"] == "pending"


async def test_a_process_that_stops_says_so(anybody: Caller, app: Litestar) -> None:
    app.state.stopping = True
    try:
        answer = await anybody.http.get("/api/health/ready")
        assert (await anybody.http.get("/api/health/live")).status_code == 200
    finally:
        app.state.stopping = False
    assert "stopping" in is_problem(answer, 503)
    assert answer.json()["database"] == "ok"
