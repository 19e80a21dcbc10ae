"""People and desks as admins change them: who may, what two at once do, and nobody locked out."""

import asyncio

import httpx
import pytest

from claimdesk.accounts.rules import Role
from claimdesk.db.engine import fetch
from tests.api.conftest import ARTICLE, PASSWORD, Caller, SignIn, signed_out
from tests.api.test_bad_input import is_problem, rows

NEW_PASSWORD = "a new one, all of it"


async def person(caller: Caller, who: int) -> dict[str, object]:
    found: dict[str, object] = (await caller.get(f"/people/{who}")).json()
    return found


async def save(
    admin: Caller, who: int, version: int | None = None, **changes: object
) -> httpx.Response:
    now = await person(admin, who)
    body = {name: now[name] for name in ("login", "name", "roles")} | changes
    return await admin.put(f"/people/{who}", body, If_Match=f'"{version or now["version"]}"')


def role(desk: int, of: Role) -> dict[str, object]:
    return {"desk": desk, "role": of.value}


async def claim_in_hand(checker: Caller) -> int:
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    claim: int = article["claims"][0]["id"]
    assert (await checker.post(f"/claims/{claim}/assignment", {})).status_code == 200
    return claim


async def test_a_change_shows_at_once_and_a_stale_one_shows_what_is(
    admin: Caller, checker: Caller
) -> None:
    answer = await save(admin, checker.id, name="Vera Lindqvist", roles=[role(1, Role.EDITOR)])
    assert answer.status_code == 200, answer.text
    assert answer.headers["ETag"] == '"2"'
    assert answer.json()["role"] == "editor"
    assert (await checker.get("/session")).json()["desks"][0]["role"] == "editor"
    stale = await save(admin, checker.id, version=1, name="Vera L")
    is_problem(stale, 412)
    assert stale.json()["current"]["name"] == "Vera Lindqvist"
    taken = await save(admin, checker.id, login="ada")
    assert "ada is taken" in is_problem(taken, 409)


async def test_the_last_admin_stays_one(admin: Caller) -> None:
    for answer in (
        await save(admin, admin.id, roles=[role(1, Role.EDITOR)]),
        await admin.post(f"/people/{admin.id}/deactivation", {}),
    ):
        assert "last admin" in is_problem(answer, 409)
    assert not await signed_out(admin)
    is_problem(await save(admin, admin.id, roles=[]), 422)


async def test_two_admins_cannot_take_each_others_role_at_once(
    admin: Caller, sign_in: SignIn
) -> None:
    second = await sign_in("otto", Role.ADMIN)
    for _ in range(3):
        answers = await asyncio.gather(
            save(admin, second.id, roles=[role(1, Role.CHECKER)]),
            save(second, admin.id, roles=[role(1, Role.CHECKER)]),
        )
        assert sorted(answer.status_code for answer in answers) in ([200, 403], [200, 409])
        left = await fetch("SELECT person FROM membership WHERE role = 'admin'")
        assert len(left) == 1
        await fetch("UPDATE membership SET role = 'admin'")


async def test_somebody_on_a_desk_of_another_admin_is_changed_by_both_only(
    admin: Caller, sign_in: SignIn
) -> None:
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    elsewhere = (await stranger.get("/desks")).json()[0]["id"]
    shared = await sign_in("sue", Role.CHECKER)
    await fetch(
        "INSERT INTO membership (person, desk, role) VALUES ({}, {}, 'admin')", shared.id, elsewhere
    )
    mine = await person(admin, shared.id)
    assert (mine["manageable"], mine["roles"]) == (False, [role(1, Role.CHECKER)])
    # Her password would open the other desk too, and so it is not this admin's to set.
    for refused in (
        await admin.post(f"/people/{shared.id}/password-link"),
        await admin.post(f"/people/{shared.id}/deactivation", {}),
        await admin.delete(f"/people/{shared.id}/sessions"),
        await save(admin, shared.id, name="Susan"),
        await save(admin, shared.id, roles=[role(1, Role.CHECKER), role(elsewhere, Role.CHECKER)]),
    ):
        is_problem(refused, 403)
    assert (await save(admin, shared.id, roles=[role(1, Role.EDITOR)])).status_code == 200
    assert (await save(admin, shared.id, roles=[])).status_code == 200
    is_problem(await admin.get(f"/people/{shared.id}"), 404)


async def test_who_leaves_hands_over_what_they_hold(
    admin: Caller, checker: Caller, editor: Caller
) -> None:
    claim = await claim_in_hand(checker)
    refused = await admin.post(f"/people/{checker.id}/deactivation", {})
    assert "1 claims in hand" in is_problem(refused, 409)
    assert refused.json()["claims"] == [claim]
    weekend = (await admin.post("/desks", {"name": "Weekend"})).json()["id"]
    left = await save(admin, checker.id, roles=[role(weekend, Role.CHECKER)])
    assert left.json()["claims"] == [claim]
    assert not await signed_out(checker)

    body = {"to": editor.id, "reason": "Leaves the paper."}
    assert (await admin.post(f"/people/{checker.id}/deactivation", body)).status_code == 200
    found = (await editor.get(f"/claims/{claim}")).json()
    assert found["assignment"]["assignee"]["id"] == editor.id
    assert await signed_out(checker)
    is_problem(await checker.post("/session", {"login": "vera", "password": PASSWORD}), 401)
    again = await admin.delete(f"/people/{checker.id}/deactivation")
    assert again.json()["active"] is True
    assert await signed_out(checker)  # the old session is not brought back
    assert (
        await checker.post("/session", {"login": "vera", "password": PASSWORD})
    ).status_code == 201


async def test_a_one_time_link_sets_a_password_once(
    admin: Caller, checker: Caller, anybody: Caller
) -> None:
    first = (await admin.post(f"/people/{checker.id}/password-link")).json()
    second = (await admin.post(f"/people/{checker.id}/password-link")).json()
    codes = [link["path"].removeprefix("/password#") for link in (first, second)]
    assert not await signed_out(checker)
    body = {"code": codes[0], "password": NEW_PASSWORD}
    assert "another" in is_problem(await anybody.post("/password", body), 422)
    body["code"] = codes[1]
    answers = await asyncio.gather(*(anybody.post("/password", body) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 422, 422, 422]
    assert await signed_out(checker)
    is_problem(await anybody.post("/session", {"login": "vera", "password": PASSWORD}), 401)
    new = {"login": "vera", "password": NEW_PASSWORD}
    assert (await anybody.post("/session", new)).status_code == 201
    trail = (await admin.get("/audit", entity="person", entity_id=checker.id)).json()["items"]
    assert [event["action"] for event in trail] == [
        "set_password", "make_password_link", "make_password_link", "add",
    ]  # fmt: skip
    assert trail[0]["person"] == checker.id
    assert codes[1] not in str(trail)


async def test_an_old_link_and_one_of_somebody_deactivated_are_void(
    admin: Caller, checker: Caller, anybody: Caller
) -> None:
    async def link() -> dict[str, str]:
        made = (await admin.post(f"/people/{checker.id}/password-link")).json()
        return {"code": made["path"].partition("#")[2], "password": NEW_PASSWORD}

    old = await link()
    await fetch("UPDATE password_link SET expires_at = now()")
    is_problem(await anybody.post("/password", old), 422)
    late = await link()
    await admin.post(f"/people/{checker.id}/deactivation", {})
    is_problem(await anybody.post("/password", late), 422)
    is_problem(await admin.post(f"/people/{checker.id}/password-link"), 409)


async def test_somebody_new_without_a_password_gets_in_by_a_link_only(
    admin: Caller, anybody: Caller
) -> None:
    made = (await admin.post("/people", {"login": "nora", "name": "Nora"})).json()
    for guess in ("!", "", "nora"):
        is_problem(await anybody.post("/session", {"login": "nora", "password": guess}), 401)
    link = (await admin.post(f"/people/{made['id']}/password-link")).json()
    body = {"code": link["path"].partition("#")[2], "password": NEW_PASSWORD}
    assert (await anybody.post("/password", body)).json() == {"login": "nora"}


@pytest.mark.parametrize("who", ["admin", "oneself"])
async def test_signing_out_everywhere_ends_each_session(
    admin: Caller, checker: Caller, anybody: Caller, who: str
) -> None:
    await anybody.post("/session", {"login": "vera", "password": PASSWORD})
    caller = admin if who == "admin" else checker
    assert (await caller.delete(f"/people/{checker.id}/sessions")).status_code == 204
    for session in (checker, anybody):
        assert await signed_out(session)
    assert not await signed_out(admin)


async def test_desks_are_made_and_renamed(admin: Caller, checker: Caller) -> None:
    made = await admin.post("/desks", {"name": "Wochenende & Feiertage"})
    assert made.status_code == 201, made.text
    desk = made.json()
    assert (desk["slug"], desk["role"], desk["people"]) == ("wochenende-feiertage", "admin", 1)
    assert "short name" in is_problem(
        await admin.post("/desks", {"name": "Wochenende, Feiertage"}), 409
    )
    is_problem(await admin.post("/desks", {"name": "週末"}), 422)
    path = f"/desks/{desk['id']}"
    renamed = await admin.put(path, {"name": "Weekend"}, If_Match='"1"')
    assert (renamed.json()["name"], renamed.headers["ETag"]) == ("Weekend", '"2"')
    assert (await admin.put(path, {"name": "Sunday"}, If_Match='"1"')).json()["current"][
        "name"
    ] == "Weekend"
    assert [each["slug"] for each in (await checker.get("/desks")).json()] == ["desk"]


async def test_a_repeated_write_acts_once(admin: Caller, checker: Caller) -> None:
    version = (await person(admin, checker.id))["version"]
    body = {"login": "vera", "name": "V. L.", "roles": [role(1, Role.CHECKER)]}
    answers = [
        await admin.put(
            f"/people/{checker.id}", body, If_Match=f'"{version}"', Idempotency_Key="k1"
        )
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert await rows("audit_event") == 3  # two accounts, one change


async def test_a_password_that_is_easy_to_guess_is_nobodys(
    admin: Caller, anybody: Caller, sign_in: SignIn
) -> None:
    body = {"login": "erin", "name": "Erin Quay", "password": "password1234"}
    for guess in ("password1234", "erinquayerinquay", "The Erin Quay 2026"):
        refused = await admin.post("/people", body | {"password": guess})
        assert "easy to guess" in is_problem(refused, 422)
        assert guess not in refused.text
    assert (await admin.post("/people", body | {"password": NEW_PASSWORD})).status_code == 201

    erin = next(p for p in (await admin.get("/people")).json() if p["login"] == "erin")
    link = (await admin.post(f"/people/{erin['id']}/password-link")).json()
    code = link["path"].partition("#")[2]
    weak = {"code": code, "password": "erin-quay-1985"}
    assert "easy to guess" in is_problem(await anybody.post("/password", weak), 422)
    # The link is good still, for a better one.
    better = await anybody.post("/password", {"code": code, "password": "kahler Wagen singt Blau"})
    assert better.json() == {"login": "erin"}


async def test_a_login_is_changed_by_who_signed_in_a_moment_ago(
    checker: Caller, admin: Caller
) -> None:
    path = f"/people/{checker.id}"
    person = (await admin.get(path)).json()
    renamed = {"login": "v.lind", "name": "Vera Lind", "roles": person["roles"]}
    await fetch("UPDATE session SET began_at = began_at - interval '16 minutes'")
    is_problem(await admin.put(path, renamed, If_Match='"1"'), 403)
    named = await admin.put(path, renamed | {"login": "vera"}, If_Match='"1"')
    assert named.json()["name"] == "Vera Lind", "a name lets nobody in"
    await fetch("UPDATE session SET began_at = now()")
    saved = await admin.put(path, renamed, If_Match='"2"')
    assert saved.json()["login"] == "v.lind"
