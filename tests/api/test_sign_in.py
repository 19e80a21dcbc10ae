"""Passwords, slow-down and sessions at rest."""

import asyncio
import hashlib

import asyncpg
import pytest
from argon2 import PasswordHasher

from claimdesk.accounts.attempts import FAILURES_PER_LOGIN
from claimdesk.db.engine import fetch
from tests.api.conftest import PASSWORD, Caller, signed_out
from tests.api.test_bad_input import is_problem, rows
from tests.databases import somebody_waits

RIGHT = {"login": "vera", "password": PASSWORD}


async def test_no_more_than_the_limit_is_tried_however_many_come_at_once(
    anybody: Caller, checker: Caller
) -> None:
    wrong = {"login": "vera", "password": "guess"}
    answers = await asyncio.gather(*(anybody.post("/session", wrong) for _ in range(25)))
    codes = sorted(answer.status_code for answer in answers)
    assert codes == [401] * FAILURES_PER_LOGIN + [429] * (25 - FAILURES_PER_LOGIN)
    late = await anybody.post("/session", RIGHT)
    assert "quarter of an hour" in is_problem(late, 429)
    assert late.headers["Retry-After"] == "900"


async def test_success_forgets_the_failures_before(anybody: Caller, checker: Caller) -> None:
    for _ in range(FAILURES_PER_LOGIN - 1):
        is_problem(await anybody.post("/session", {"login": "vera", "password": "guess"}), 401)
    assert (await anybody.post("/session", RIGHT)).status_code == 201
    assert await rows("sign_in_failure") == 0


async def test_nobody_is_locked_out_by_signing_in_at_the_same_moment(
    anybody: Caller, checker: Caller
) -> None:
    answers = await asyncio.gather(
        *(anybody.post("/session", RIGHT) for _ in range(FAILURES_PER_LOGIN))
    )
    assert {answer.status_code for answer in answers} == {201}
    assert await rows("sign_in_failure") == 0


async def test_old_failures_do_not_count(anybody: Caller, checker: Caller) -> None:
    for _ in range(FAILURES_PER_LOGIN):
        await anybody.post("/session", {"login": "vera", "password": "guess"})
    is_problem(await anybody.post("/session", RIGHT), 429)
    await fetch("UPDATE sign_in_failure SET at = at - interval '16 minutes'")
    assert (await anybody.post("/session", RIGHT)).status_code == 201


async def test_guessing_at_many_logins_from_one_address_is_slowed_down(
    anybody: Caller, checker: Caller
) -> None:
    for number in range(50):
        await anybody.post("/session", {"login": f"guess{number}", "password": "guess"})
    is_problem(await anybody.post("/session", RIGHT), 429)


async def test_every_character_of_a_long_password_counts(admin: Caller, anybody: Caller) -> None:
    password = "Käse, Öl und neun Übel " * 4 + "x" * 100
    person = {"login": "otto", "name": "Otto", "password": password}
    assert (await admin.post("/people", person)).status_code == 201
    nearly = {"login": "otto", "password": password[:-1] + "y"}
    is_problem(await anybody.post("/session", nearly), 401)
    entered = await anybody.post("/session", {"login": " OTTO ", "password": password})
    assert entered.status_code == 201


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"password": "short"}, "password"),
        ({"password": "x" * 201}, "password"),
        ({"login": "Otto"}, "login"),
        ({"login": "o t"}, "login"),
        ({"login": "otto\n"}, "login"),
        ({"login": "otto@example.org"}, "login"),
        ({"login": "o" * 65}, "login"),
        ({"name": "  "}, "name"),
        ({"name": "n" * 121}, "name"),
        ({"role": "owner"}, "role"),
    ],
)
async def test_who_cannot_be_added(admin: Caller, change: dict[str, str], field: str) -> None:
    person = {"login": "otto", "name": "Otto", "password": PASSWORD} | change
    answer = await admin.post("/people", person)
    is_problem(answer, 400)
    assert answer.json()["errors"][0]["field"] == field
    assert await rows("person") == 1


async def test_a_login_is_taken_once(admin: Caller) -> None:
    person = {"login": "otto", "name": "Otto", "password": PASSWORD}
    answers = await asyncio.gather(*(admin.post("/people", person) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409]
    assert await rows("person") == 2


async def test_the_longest_names_fit_where_they_are_written(admin: Caller, anybody: Caller) -> None:
    token = {"name": "t" * 100, "scopes": ["articles:write"]}
    made = (await admin.post("/tokens", token)).json()
    answer = await anybody.http.post(
        "/api/v1/articles",
        json={"text": "The mayor said so.", "source": "s" * 100, "external_id": "e" * 300},
        headers={"Authorization": f"Bearer {made['secret']}"},
    )
    assert answer.status_code == 201, answer.text
    assert answer.json()["created_by"] == "token " + "t" * 100
    is_problem(await admin.post("/tokens", token | {"name": "t" * 101}), 400)


async def test_sessions_are_kept_as_hashes_and_the_expired_are_removed(
    checker: Caller, anybody: Caller
) -> None:
    cookie = checker.http.cookies["__Host-claimdesk_session"]
    stored = await fetch("SELECT key, value FROM session")
    assert [row["key"] for row in stored] == [hashlib.sha256(cookie.encode()).hexdigest()]
    assert cookie.encode() not in stored[0]["value"]

    await fetch("UPDATE session SET expires_at = now() - interval '1 second'")
    is_problem(await checker.get("/claims"), 401)
    assert (await anybody.post("/session", RIGHT)).status_code == 201
    assert stored[0]["key"] not in [row["key"] for row in await fetch("SELECT key FROM session")]


async def test_signing_in_again_ends_the_session_before(checker: Caller) -> None:
    before = checker.http.cookies["__Host-claimdesk_session"]
    assert (await checker.post("/session", RIGHT)).status_code == 201
    after = checker.http.cookies["__Host-claimdesk_session"]
    assert after != before
    assert not await signed_out(checker)
    checker.http.cookies.clear()
    checker.http.cookies.set("__Host-claimdesk_session", before, domain="desk.example.org")
    assert await signed_out(checker)
    assert await rows("session") == 1


async def test_reading_leaves_no_session_behind(anybody: Caller) -> None:
    is_problem(await anybody.get("/claims"), 401)
    assert (await anybody.http.get("/api/health")).status_code == 200
    assert await rows("session") == 0


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Bearer x", "Bearer claimdesk_x y", "Basic dmVyYTp4", "é"]
)
async def test_a_strange_authorization_is_nobodys(checker: Caller, header: str) -> None:
    # Even beside a good cookie: who sends a token means to be that program.
    answer = await checker.http.get(
        "/api/v1/claims", headers=[(b"Authorization", header.encode("latin-1"))]
    )
    is_problem(answer, 401)
    assert answer.headers["WWW-Authenticate"] == "Bearer"


async def test_an_expired_token_is_dead(admin: Caller, anybody: Caller) -> None:
    body = {"name": "cms", "scopes": ["ratings:read"], "expires_at": "2020-01-01T00:00:00Z"}
    refused = await admin.post("/tokens", body)
    assert "over already" in is_problem(refused, 422)
    body["expires_at"] = "2036-01-31T12:00:00Z"
    secret = (await admin.post("/tokens", body)).json()["secret"]
    await fetch("UPDATE api_token SET expires_at = now()")
    answer = await anybody.http.get(
        "/api/v1/ratings", headers={"Authorization": f"Bearer {secret}"}
    )
    is_problem(answer, 401)


async def test_a_call_under_way_does_not_undo_the_sign_out(
    checker: Caller, database_url: str
) -> None:
    cookie = checker.http.cookies["__Host-claimdesk_session"]
    elsewhere = await asyncpg.connect(database_url)
    try:
        async with elsewhere.transaction():
            await elsewhere.execute("LOCK TABLE claim IN ACCESS EXCLUSIVE MODE")
            slow = asyncio.create_task(checker.get("/claims"))
            await somebody_waits()
            assert (await checker.delete("/session")).status_code == 200
        answer = await slow
    finally:
        await elsewhere.close()
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert await rows("session") == 0
    checker.http.cookies.set("__Host-claimdesk_session", cookie, domain="desk.example.org")
    assert await signed_out(checker)


async def test_a_hash_of_before_is_made_anew_for_who_knows_the_password(
    checker: Caller, anybody: Caller
) -> None:
    async def stored() -> str:
        rows = await fetch("SELECT password_hash FROM person WHERE id = {}", checker.id)
        found: str = rows[0]["password_hash"]
        return found

    weaker = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1, hash_len=16)
    before = weaker.hash(PASSWORD)
    await fetch("UPDATE person SET password_hash = {} WHERE id = {}", before, checker.id)
    is_problem(await anybody.post("/session", RIGHT | {"password": "a guess"}), 401)
    assert await stored() == before
    assert (await anybody.post("/session", RIGHT)).status_code == 201
    after = await stored()
    assert after != before
    assert (await anybody.post("/session", RIGHT)).status_code == 201
    assert await stored() == after
    assert not await signed_out(checker)
