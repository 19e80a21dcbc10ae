"""A desk's policy: defaults, replacing it, and who may."""

from typing import Any

from claimdesk.accounts.rules import Role
from claimdesk.db.engine import fetch
from tests.api.conftest import Caller, SignIn
from tests.api.test_bad_input import is_problem


async def _desk(caller: Caller) -> int:
    desk: int = (await caller.get("/session")).json()["desks"][0]["id"]
    return desk


async def test_a_desk_that_decided_nothing_has_the_defaults(checker: Caller) -> None:
    answer = await checker.get(f"/desks/{await _desk(checker)}/policy")
    assert answer.headers["ETag"] == '"0"'
    rules = answer.json()["rules"]
    assert set(rules) >= {"assignment", "verdicts", "evidence", "followups"}
    assert rules["assignment"]["automatic"] is False


async def test_an_admin_replaces_it_and_the_audit_says_so(admin: Caller) -> None:
    path = f"/desks/{await _desk(admin)}/policy"
    wanted = {"assignment": {"lease_minutes": 45, "max_load": 3}}
    saved = await admin.put(path, wanted, If_Match='"0"')
    assert (saved.status_code, saved.headers["ETag"]) == (200, '"1"')
    assert (await admin.get(path)).json()["rules"]["assignment"]["max_load"] == 3
    stale = await admin.put(path, {}, If_Match='"0"')
    is_problem(stale, 412)
    assert stale.json()["current"]["rules"]["assignment"]["lease_minutes"] == 45
    events = await fetch("SELECT after FROM audit_event WHERE action = 'change_policy'")
    assert len(events) == 1
    # A section left out goes back to its defaults.
    await admin.put(path, {}, If_Match='"1"')
    assert (await admin.get(path)).json()["rules"]["assignment"]["max_load"] != 3


async def test_what_is_no_policy_is_refused(admin: Caller) -> None:
    path = f"/desks/{await _desk(admin)}/policy"
    bodies: list[Any] = [
        {"assignment": {"lease_minutes": 0}},
        {"assignment": {"max_load": "ten"}},
        {"assigment": {}},
        {"assignment": {"lease": 5}},
        [],
    ]
    for wrong in bodies:
        is_problem(await admin.put(path, wrong, If_Match='"0"'), 400)
    assert (await admin.get(path)).json()["version"] == 0


async def test_a_policy_names_no_scale_that_there_is_not(admin: Caller) -> None:
    path = f"/desks/{await _desk(admin)}/policy"
    for wrong in ({"scale": "nope"}, {"offered": ["five_step", "nope"]}):
        refused = await admin.put(path, {"verdicts": wrong}, If_Match='"0"')
        is_problem(refused, 422)
        assert "nope" in refused.json()["detail"]
    assert (await admin.get(path)).json()["version"] == 0


async def test_two_desks_decide_for_themselves(admin: Caller, sign_in: SignIn) -> None:
    other = await sign_in("olga", Role.ADMIN, desk="elsewhere")
    own, theirs = await _desk(admin), await _desk(other)
    await admin.put(f"/desks/{own}/policy", {"assignment": {"max_load": 2}}, If_Match='"0"')
    answer = await other.get(f"/desks/{theirs}/policy")
    assert answer.json()["version"] == 0
    is_problem(await other.put(f"/desks/{own}/policy", {}, If_Match='"1"'), 404)
