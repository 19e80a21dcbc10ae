"""A code beside the password: turned on, asked for, good once, replaced, and required by a role."""

import asyncio
import logging
import re

import msgspec
import pyotp
import pytest
from litestar import Litestar

from claimdesk.accounts.attempts import FAILURES_PER_LOGIN
from claimdesk.accounts.rules import Role
from claimdesk.clock import now
from claimdesk.db.engine import fetch
from claimdesk.sealing.ring import Ring, new_key, using
from tests.api.conftest import PASSWORD, Caller, SignIn, signed_out
from tests.api.test_bad_input import is_problem, rows

RIGHT = {"login": "vera", "password": PASSWORD}


def code(secret: str, later: int = 0) -> str:
    """What the app shows, or will in so many steps of 30 seconds."""
    totp = pyotp.TOTP(secret)
    return totp.generate_otp(totp.timecode(now()) + later)


async def enrolled(caller: Caller) -> tuple[str, list[str]]:
    """Turns the second factor on: the secret, and the recovery codes."""
    made = await caller.post("/account/second-factor")
    assert made.status_code == 201, made.text
    secret = made.json()["secret"]
    answer = await caller.post("/account/second-factor/confirmation", {"code": code(secret)})
    assert answer.status_code == 201, answer.text
    caller.http.headers["X-CSRF-Token"] = answer.json()["me"]["csrf_token"]
    return secret, answer.json()["codes"]


async def password_step(caller: Caller) -> None:
    answer = await caller.post("/session", RIGHT)
    assert (answer.status_code, answer.json()) == (201, {"second_step": True})


async def test_it_counts_once_a_code_came_back_and_starts_a_fresh_session(
    checker: Caller, anybody: Caller
) -> None:
    made = (await checker.post("/account/second-factor")).json()
    assert made["uri"].startswith("otpauth://totp/The%20Test%20Desk:vera?secret=")
    assert made["qr"].startswith("data:image/svg+xml")
    wrong = await checker.post("/account/second-factor/confirmation", {"code": "000000"})
    assert wrong.json()["errors"][0]["field"] == "code"
    assert (await anybody.post("/session", RIGHT)).json()["person"]["login"] == "vera"
    before = checker.http.cookies["__Host-claimdesk_session"]
    _, codes = await enrolled(checker)
    assert checker.http.cookies["__Host-claimdesk_session"] != before
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"[a-z2-7]{4}(-[a-z2-7]{4}){5}", each) for each in codes)
    factor = (await checker.get("/account/second-factor")).json()
    assert (bool(factor["since"]), factor["recovery_codes"], factor["required"]) == (
        True,
        10,
        False,
    )
    is_problem(await checker.post("/account/second-factor"), 409)


async def test_nobody_is_in_before_the_code_and_no_code_is_good_twice(
    checker: Caller, anybody: Caller
) -> None:
    secret, _ = await enrolled(checker)
    used, fresh = code(secret), code(secret, 1)
    await password_step(anybody)
    assert await signed_out(anybody)
    is_problem(await anybody.post("/session/second-factor", {"code": used}), 401)
    answers = await asyncio.gather(
        *(anybody.post("/session/second-factor", {"code": fresh}) for _ in range(4))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 401, 401, 401]
    assert not await signed_out(anybody)
    await password_step(anybody)
    is_problem(await anybody.post("/session/second-factor", {"code": fresh}), 401)


async def test_a_step_is_its_browsers_alone_and_good_once(
    checker: Caller, anybody: Caller, sign_in: SignIn
) -> None:
    secret, _ = await enrolled(checker)
    other = await sign_in("otto", Role.CHECKER)
    await password_step(anybody)
    given = {"code": code(secret, 1)}
    is_problem(await other.post("/session/second-factor", given), 401)
    held = anybody.http.cookies["__Host-claimdesk_step"]
    (cookie,) = [c for c in anybody.http.cookies.jar if c.name == "__Host-claimdesk_step"]
    # What a browser asks for before it believes the prefix.
    assert (cookie.secure, cookie.path, cookie.domain_specified) == (True, "/", False)
    assert held not in str(await fetch("SELECT * FROM sign_in_step"))
    assert (await anybody.post("/session/second-factor", given)).status_code == 201
    await fetch("UPDATE second_factor SET last_counter = 0")
    anybody.http.cookies.set("__Host-claimdesk_step", held, domain="desk.example.org", path="/")
    is_problem(await anybody.post("/session/second-factor", given), 401)


async def test_a_step_is_over_after_a_while_and_with_a_new_password(
    checker: Caller, anybody: Caller
) -> None:
    secret, _ = await enrolled(checker)
    await password_step(anybody)
    await fetch("UPDATE sign_in_step SET expires_at = now()")
    given = {"code": code(secret, 1)}
    assert "Start again" in is_problem(await anybody.post("/session/second-factor", given), 401)
    await password_step(anybody)
    change = {"current": PASSWORD, "password": "a new one, all of it"}
    assert (await checker.post("/account/password", change)).status_code == 200
    is_problem(await anybody.post("/session/second-factor", given), 401)


async def test_guessing_codes_is_slowed_down_even_for_who_has_the_password(
    checker: Caller, anybody: Caller
) -> None:
    secret, _ = await enrolled(checker)
    for number in range(FAILURES_PER_LOGIN):
        await password_step(anybody)
        wrong = {"code": f"wrong {number}"}
        is_problem(await anybody.post("/session/second-factor", wrong), 401)
    is_problem(await anybody.post("/session", RIGHT), 429)
    right = {"code": code(secret, 1)}
    is_problem(await anybody.post("/session/second-factor", right), 429)
    await fetch("UPDATE sign_in_failure SET at = at - interval '16 minutes'")
    assert (await anybody.post("/session/second-factor", right)).status_code == 201
    assert await rows("sign_in_failure") == 0


async def test_a_recovery_code_stands_in_once_and_new_ones_replace_the_old(
    admin: Caller, checker: Caller, anybody: Caller
) -> None:
    _, codes = await enrolled(checker)
    await password_step(anybody)
    typed = {"code": codes[0].upper().replace("-", " ")}
    assert (await anybody.post("/session/second-factor", typed)).status_code == 201
    await password_step(anybody)
    is_problem(await anybody.post("/session/second-factor", typed), 401)
    assert (await checker.get("/account/second-factor")).json()["recovery_codes"] == 9
    fresh = (await checker.post("/account/recovery-codes")).json()["codes"]
    is_problem(await anybody.post("/session/second-factor", {"code": codes[1]}), 401)
    assert (await anybody.post("/session/second-factor", {"code": fresh[0]})).status_code == 201
    trail = await admin.get("/audit", entity="person", entity_id=checker.id)
    assert [event["action"] for event in trail.json()["items"]] == [
        "use_recovery_code", "renew_recovery_codes", "use_recovery_code",
        "turn_on_second_factor", "add",
    ]  # fmt: skip


async def test_it_is_turned_off_and_on_by_who_signed_in_a_moment_ago(
    checker: Caller, anybody: Caller
) -> None:
    await fetch("UPDATE session SET began_at = began_at - interval '16 minutes'")
    late = await checker.post("/account/second-factor")
    is_problem(late, 403)
    assert late.json()["type"].endswith(":sign-in-again")
    await fetch("UPDATE session SET began_at = now()")
    await enrolled(checker)
    await fetch("UPDATE session SET began_at = began_at - interval '16 minutes'")
    is_problem(await checker.delete("/account/second-factor"), 403)
    is_problem(await checker.post("/account/recovery-codes"), 403)
    await fetch("UPDATE session SET began_at = now()")
    assert (await checker.delete("/account/second-factor")).status_code == 204
    assert (await checker.delete("/account/second-factor")).status_code == 204
    assert await rows("second_factor") == await rows("recovery_code") == 0
    assert (await anybody.post("/session", RIGHT)).json()["person"]["login"] == "vera"
    is_problem(await checker.post("/account/recovery-codes"), 409)


async def test_an_admin_takes_a_lost_one_away(
    admin: Caller, checker: Caller, editor: Caller, anybody: Caller
) -> None:
    await enrolled(checker)
    path = f"/people/{checker.id}/second-factor"
    is_problem(await editor.delete(path), 403)
    assert (await admin.delete(path)).status_code == 204
    assert await signed_out(checker)
    assert (await anybody.post("/session", RIGHT)).json()["person"]["login"] == "vera"
    before = await rows("audit_event")
    assert (await admin.delete(path)).status_code == 204
    assert await rows("audit_event") == before


@pytest.mark.parametrize(("least", "held_up"), [("checker", True), ("editor", False), ("", False)])
async def test_a_role_may_need_one_before_anything_else(
    app: Litestar, checker: Caller, least: str, held_up: bool
) -> None:
    app.state.settings = msgspec.structs.replace(app.state.settings, second_factor_from=least)
    assert (await checker.get("/session")).json()["second_factor_due"] is held_up
    answer = await checker.get("/claims")
    if not held_up:
        assert answer.status_code == 200
        return
    is_problem(answer, 403)
    assert answer.json()["type"].endswith(":second-factor-due")
    await enrolled(checker)
    assert (await checker.get("/claims")).status_code == 200
    assert (await checker.get("/session")).json()["second_factor_due"] is False
    is_problem(await checker.delete("/account/second-factor"), 409)


async def test_secrets_lie_sealed_and_stand_nowhere_else(
    app: Litestar, admin: Caller, checker: Caller, anybody: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    old, new = new_key(), new_key()
    with caplog.at_level(logging.DEBUG):
        with using(Ring([old])):
            secret, codes = await enrolled(checker)
        with using(Ring([new, old])):
            await password_step(anybody)
            given = {"code": code(secret, 1)}
            assert (await anybody.post("/session/second-factor", given)).status_code == 201
            await password_step(anybody)
            given = {"code": codes[0]}
            assert (await anybody.post("/session/second-factor", given)).status_code == 201
    trail = (await admin.get("/audit")).text + (await admin.get("/audit/export")).text
    kept = ""
    for table in ("second_factor", "recovery_code", "sign_in_step", "session", "audit_event"):
        kept += str(await fetch(f"SELECT * FROM {table}"))  # noqa: S608
    for hidden in (secret, *codes, *(each.replace("-", "") for each in codes)):
        assert hidden not in caplog.text + trail + kept
    with using(Ring([new])):
        await password_step(anybody)
        is_problem(await anybody.post("/session/second-factor", {"code": code(secret)}), 503)


async def test_an_admin_does_not_get_past_their_own_and_signs_in_anew_for_others(
    admin: Caller, checker: Caller
) -> None:
    for answer in (
        await admin.delete(f"/people/{admin.id}/second-factor"),
        await admin.post(f"/people/{admin.id}/password-link"),
    ):
        assert "your own account" in is_problem(answer, 409)
    await fetch("UPDATE session SET began_at = began_at - interval '16 minutes'")
    for answer in (
        await admin.delete(f"/people/{checker.id}/second-factor"),
        await admin.post(f"/people/{checker.id}/password-link"),
    ):
        assert "Sign in again" in is_problem(answer, 403)


async def test_a_recovery_code_is_good_without_the_keys(checker: Caller, anybody: Caller) -> None:
    with using(Ring([new_key()])):
        _, codes = await enrolled(checker)
    with using(Ring([new_key()])):
        await password_step(anybody)
        answer = await anybody.post("/session/second-factor", {"code": codes[0]})
        assert answer.status_code == 201, answer.text
