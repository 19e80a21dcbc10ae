"""Passkeys: made, signed in with, renamed, removed; each challenge good once and in its browser."""

import asyncio
from typing import Any

import msgspec
import pytest
from litestar import Litestar

from claimdesk.accounts.passkeys import site
from claimdesk.accounts.rules import Role
from claimdesk.db.engine import fetch
from tests.api.conftest import PASSWORD, Caller, SignIn, signed_out
from tests.api.test_bad_input import is_problem, rows
from tests.authenticator import Authenticator

ORIGIN = "https://desk.example.org"


@pytest.fixture
def device() -> Authenticator:
    """A phone that knows the desk."""
    return Authenticator(ORIGIN)


async def challenge(caller: Caller, path: str) -> dict[str, Any]:
    answer = await caller.post(path)
    assert answer.status_code == 201, answer.text
    options: dict[str, Any] = answer.json()["options"]
    return options


async def make(caller: Caller, device: Authenticator, name: str = "Phone") -> int:
    options = await challenge(caller, "/account/passkeys/challenge")
    body = {"name": name, "credential": device.create(options)}
    answer = await caller.post("/account/passkeys", body)
    assert answer.status_code == 201, answer.text
    made: int = answer.json()["id"]
    return made


async def asked(caller: Caller) -> dict[str, Any]:
    return await challenge(caller, "/session/passkey-challenge")


async def test_somebody_signs_in_by_their_passkey_alone(
    checker: Caller, anybody: Caller, device: Authenticator
) -> None:
    await make(checker, device)
    options = await asked(anybody)
    assert options["userVerification"] == "required"
    assert not options.get("allowCredentials"), "nobody is told who has one"
    answer = await anybody.post("/session/passkey", {"credential": device.get(options)})
    assert answer.status_code == 201, answer.text
    assert answer.json()["person"]["login"] == "vera"
    listed = (await checker.get("/account/passkeys")).json()
    assert (listed["possible"], listed["items"][0]["name"]) == (True, "Phone")
    assert listed["items"][0]["last_used_at"]
    assert await rows("sign_in_failure") == 0


async def test_a_challenge_is_good_once_and_in_its_browser_only(
    checker: Caller, anybody: Caller, device: Authenticator, sign_in: SignIn
) -> None:
    await make(checker, device)
    other = await sign_in("otto", Role.CHECKER)
    options = await asked(anybody)
    body = {"credential": device.get(options)}
    is_problem(await other.post("/session/passkey", body), 401)
    held = anybody.http.cookies["__Host-claimdesk_step"]
    answers = await asyncio.gather(*(anybody.post("/session/passkey", body) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 401, 401, 401]
    anybody.http.cookies.set("__Host-claimdesk_step", held, domain="desk.example.org", path="/")
    is_problem(await anybody.post("/session/passkey", body), 401)


@pytest.mark.parametrize("wrong", ["origin", "unverified", "key", "count", "unknown", "inactive"])
async def test_what_does_not_fit_is_refused_and_says_no_more(
    checker: Caller, anybody: Caller, device: Authenticator, wrong: str
) -> None:
    await make(checker, device)
    options = await asked(anybody)
    match wrong:
        case "origin":
            device.origin = "https://desk.example.com"
        case "unverified":
            device.verifies = False
        case "key":
            device.key = Authenticator(ORIGIN).key
        case "count":  # a copy of the device that was used less
            await fetch("UPDATE passkey SET sign_count = 9")
        case "unknown":
            device.credential = b"another's" * 2
        case "inactive":
            await fetch("UPDATE person SET active = false")
    answer = await anybody.post("/session/passkey", {"credential": device.get(options)})
    assert "That passkey does not fit" in is_problem(answer, 401)
    assert await signed_out(anybody)


async def test_a_new_one_is_bound_to_who_asked_for_it(
    checker: Caller, device: Authenticator, sign_in: SignIn
) -> None:
    other = await sign_in("otto", Role.CHECKER)
    options = await challenge(checker, "/account/passkeys/challenge")
    body = {"name": "Phone", "credential": device.create(options)}
    held = checker.http.cookies["__Host-claimdesk_step"]
    other.http.cookies.set("__Host-claimdesk_step", held, domain="desk.example.org", path="/")
    is_problem(await other.post("/account/passkeys", body), 422)
    is_problem(await checker.post("/account/passkeys", body), 422)  # it was tried
    options = await challenge(checker, "/account/passkeys/challenge")
    device.verifies = False
    body["credential"] = device.create(options)
    is_problem(await checker.post("/account/passkeys", body), 422)
    assert await rows("passkey") == 0
    device.verifies = True
    await make(checker, device)
    options = await challenge(checker, "/account/passkeys/challenge")
    assert len(options["excludeCredentials"]) == 1
    again = {"name": "Again", "credential": device.create(options)}
    is_problem(await checker.post("/account/passkeys", again), 409)


async def test_it_is_renamed_and_removed_by_its_person_only(
    admin: Caller, checker: Caller, anybody: Caller, device: Authenticator
) -> None:
    path = f"/account/passkeys/{await make(checker, device)}"
    is_problem(await admin.put(path, {"name": "Mine"}), 404)
    is_problem(await admin.delete(path), 404)
    assert (await checker.put(path, {"name": "New phone"})).json()["name"] == "New phone"
    await fetch("UPDATE session SET began_at = began_at - interval '16 minutes'")
    is_problem(await checker.delete(path), 403)
    is_problem(await checker.post("/account/passkeys/challenge"), 403)
    await fetch("UPDATE session SET began_at = now()")
    assert (await checker.delete(path)).status_code == 204
    options = await asked(anybody)
    is_problem(await anybody.post("/session/passkey", {"credential": device.get(options)}), 401)
    trail = (await admin.get("/audit", entity="person", entity_id=checker.id)).json()["items"]
    assert [event["action"] for event in trail] == [
        "remove_passkey", "rename_passkey", "add_passkey", "add",
    ]  # fmt: skip


async def test_an_admin_takes_lost_ones_away(
    admin: Caller, checker: Caller, anybody: Caller, device: Authenticator
) -> None:
    await make(checker, device)
    assert (await admin.delete(f"/people/{checker.id}/second-factor")).status_code == 204
    assert await signed_out(checker)
    assert await rows("passkey") == 0


async def test_it_stands_for_a_second_factor(
    app: Litestar, checker: Caller, anybody: Caller, device: Authenticator
) -> None:
    await make(checker, device)
    app.state.settings = msgspec.structs.replace(app.state.settings, second_factor_from="checker")
    is_problem(await checker.get("/claims"), 403)
    options = await asked(anybody)
    answer = await anybody.post("/session/passkey", {"credential": device.get(options)})
    assert answer.json()["second_factor_due"] is False
    assert (await anybody.get("/claims")).status_code == 200


async def test_an_address_that_browsers_do_not_take_makes_none(
    app: Litestar, checker: Caller, anybody: Caller
) -> None:
    app.state.settings = msgspec.structs.replace(app.state.settings, public_url="http://10.0.0.7")
    assert (await checker.get("/account/passkeys")).json()["possible"] is False
    for answer in (
        await checker.post("/account/passkeys/challenge"),
        await anybody.post("/session/passkey-challenge"),
    ):
        assert "CLAIMDESK_PUBLIC_URL" in is_problem(answer, 409)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://desk.example.org", "desk.example.org"),
        ("https://desk.example.org:8443", "desk.example.org"),
        ("http://localhost:8400", "localhost"),
        ("http://desk.example.org", None),
        ("http://127.0.0.1:8400", None),
        ("https://192.0.2.1", None),
        ("https://[2001:db8::1]", None),
    ],
)
def test_which_addresses_browsers_make_passkeys_for(address: str, host: str | None) -> None:
    found = site(address)
    assert (found.host if found else None) == host
    assert found is None or found.origin == address


async def test_a_password_alone_does_not_get_past_a_passkey(
    app: Litestar, checker: Caller, anybody: Caller, device: Authenticator
) -> None:
    """Where a role needs a second factor, who finds the password out cannot make themselves one."""
    passkey = await make(checker, device)
    app.state.settings = msgspec.structs.replace(app.state.settings, second_factor_from="checker")
    came = await anybody.post("/session", {"login": "vera", "password": PASSWORD})
    assert came.json()["second_factor_due"] is True
    anybody.http.headers["X-CSRF-Token"] = came.json()["csrf_token"]
    for answer in (
        await anybody.post("/account/second-factor"),
        await anybody.post("/account/passkeys/challenge"),
        await anybody.delete(f"/account/passkeys/{passkey}"),
    ):
        assert "passkey" in is_problem(answer, 403)
    options = await asked(anybody)
    answer = await anybody.post("/session/passkey", {"credential": device.get(options)})
    anybody.http.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
    assert (await anybody.delete(f"/account/passkeys/{passkey}")).status_code == 204


def test_the_site_is_as_browsers_say_it() -> None:
    for address in (
        "https://Desk.Example.org:443",
        "https://desk.example.org",
        "HTTPS://desk.example.org/",
    ):
        assert site(address) == ("desk.example.org", ORIGIN)
    assert site("https://desk.example.org:8443") == ("desk.example.org", f"{ORIGIN}:8443")
