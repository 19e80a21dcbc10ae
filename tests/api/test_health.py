"""How the server is, for admins; and a part that somebody adds."""

from collections.abc import Iterator

import pytest

from claimdesk.db.engine import fetch
from claimdesk.health import service
from claimdesk.health.service import Finding, part
from claimdesk.settings import Settings
from tests.api.conftest import Caller, SignIn
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
