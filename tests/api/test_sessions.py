"""Where somebody is signed in: what they see of it, what they end, and what a new password ends."""

from datetime import timedelta

import pytest
from litestar import Litestar

from claimdesk.accounts.rules import Role
from claimdesk.clock import now
from claimdesk.db.engine import fetch
from tests.api.conftest import PASSWORD, Caller, SignIn, signed_out
from tests.api.test_bad_input import is_problem, rows

RIGHT = {"login": "vera", "password": PASSWORD}
NEW = "a new one, all of it"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


async def seen(caller: Caller) -> list[dict[str, object]]:
    answer = await caller.get("/account/sessions")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, object]] = answer.json()
    return found


async def signs_in(caller: Caller, **headers: str) -> None:
    answer = await caller.http.post("/api/v1/session", json=RIGHT, headers=headers)
    assert answer.status_code == 201, answer.text
    caller.http.headers["X-CSRF-Token"] = answer.json()["csrf_token"]


async def test_a_session_is_known_again_by_device_address_and_time(
    checker: Caller, anybody: Caller
) -> None:
    await signs_in(anybody, **{"User-Agent": FIREFOX})
    listed = await seen(checker)
    newest, before = listed
    assert (newest["browser"], newest["system"], newest["this"]) == ("Firefox", "Windows", False)
    assert before["this"] is True
    assert {each["address"] for each in listed} == {"127.0.0.1"}
    assert [each["this"] for each in await seen(anybody)] == [True, False]
    cookie = checker.http.cookies["__Host-claimdesk_session"]
    assert cookie not in (await checker.get("/account/sessions")).text


@pytest.mark.parametrize("device", ["", "x" * 5000, "<script>alert(1)</script>", "\xe9\x7f"])
async def test_a_browser_may_call_itself_anything(
    checker: Caller, anybody: Caller, device: str
) -> None:
    answer = await anybody.http.post(
        "/api/v1/session", json=RIGHT, headers=[(b"User-Agent", device.encode("latin-1"))]
    )
    assert answer.status_code == 201, answer.text
    assert len(await seen(checker)) == 2


async def test_one_session_is_ended_at_once_and_only_ones_own(
    checker: Caller, anybody: Caller, sign_in: SignIn
) -> None:
    await signs_in(anybody)
    other = next(each["id"] for each in await seen(checker) if not each["this"])
    stranger = await sign_in("otto", Role.ADMIN)
    is_problem(await stranger.delete(f"/account/sessions/{other}"), 404)
    assert not await signed_out(anybody)
    assert (await checker.delete(f"/account/sessions/{other}")).status_code == 204
    assert await signed_out(anybody)
    assert not await signed_out(checker)
    is_problem(await checker.delete(f"/account/sessions/{other}"), 404)


async def test_everywhere_else_is_ended_and_here_goes_on(checker: Caller, anybody: Caller) -> None:
    await signs_in(anybody)
    assert (await anybody.delete("/account/sessions")).status_code == 204
    assert await signed_out(checker)
    assert [each["this"] for each in await seen(anybody)] == [True]
    assert (await anybody.delete("/account/sessions")).status_code == 204


async def test_a_new_password_ends_all_sessions_and_goes_on_under_a_new_id(
    checker: Caller, anybody: Caller
) -> None:
    await signs_in(anybody)
    before = anybody.http.cookies["__Host-claimdesk_session"]
    csrf = anybody.http.headers["X-CSRF-Token"]
    body = {"current": PASSWORD, "password": NEW}
    answer = await anybody.post("/account/password", body)
    assert answer.status_code == 200, answer.text
    assert anybody.http.cookies["__Host-claimdesk_session"] != before
    assert answer.json()["csrf_token"] != csrf
    assert await signed_out(checker)
    assert not await signed_out(anybody)
    assert await rows("session") == 1
    is_problem(await checker.post("/session", RIGHT), 401)
    assert (await checker.post("/session", RIGHT | {"password": NEW})).status_code == 201


async def test_a_password_is_changed_by_who_knows_it_and_guessing_is_slowed_down(
    checker: Caller, anybody: Caller
) -> None:
    guess = {"current": "a guess", "password": NEW}
    for _ in range(10):
        answer = await checker.post("/account/password", guess)
        is_problem(answer, 422)
        assert answer.json()["errors"][0]["field"] == "current"
    is_problem(await checker.post("/account/password", guess | {"current": PASSWORD}), 429)
    is_problem(await anybody.post("/session", RIGHT), 429)
    assert not await signed_out(checker)


async def test_a_session_is_over_after_its_longest_time_however_much_it_is_used(
    checker: Caller, app: Litestar
) -> None:
    longest = timedelta(days=app.state.settings.session_days)
    began = now() - longest + timedelta(minutes=30)
    await fetch("UPDATE session SET began_at = {}, last_used_at = {}", began, began)
    assert not await signed_out(checker)
    left = (await fetch("SELECT expires_at FROM session"))[0]["expires_at"] - now()
    assert timedelta(minutes=29) < left < timedelta(minutes=31)
    await fetch("UPDATE session SET began_at = {}, expires_at = {}", began, now())
    assert await signed_out(checker)


async def test_last_use_is_written_once_a_minute(checker: Caller) -> None:
    async def last() -> object:
        return (await fetch("SELECT last_used_at FROM session"))[0]["last_used_at"]

    first = await last()
    await checker.get("/people")
    assert await last() == first
    await fetch("UPDATE session SET last_used_at = last_used_at - interval '61 seconds'")
    earlier = await last()
    await checker.get("/people")
    assert await last() != earlier


async def test_a_tokens_last_use_is_written_once_a_minute(admin: Caller, anybody: Caller) -> None:
    made = (await admin.post("/tokens", {"name": "cms", "scopes": ["ratings:read"]})).json()
    headers = {"Authorization": f"Bearer {made['secret']}"}

    async def used() -> object:
        answer = await anybody.http.get("/api/v1/ratings", headers=headers)
        assert answer.status_code == 200
        return (await fetch("SELECT last_used_at, xmin::text FROM api_token"))[0]

    first = await used()
    assert await used() == first
    await fetch("UPDATE api_token SET last_used_at = last_used_at - interval '61 seconds'")
    assert await used() != first
