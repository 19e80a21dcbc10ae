"""Signing in by the newsroom's own OpenID Connect provider, which serves on the loopback address."""

import asyncio
import logging
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import msgspec
import pyotp
import pytest
from litestar import Litestar

from claimdesk.accounts import oidc
from claimdesk.accounts import service as accounts
from claimdesk.accounts.provider import login_of
from claimdesk.accounts.rules import Role
from claimdesk.db.engine import fetch
from tests.api.conftest import PASSWORD, Caller, SignIn, signed_out
from tests.api.test_bad_input import is_problem, rows
from tests.identity_provider import CLIENT, SECRET, IdentityProvider, identity_provider

Answer = dict[str, str]


@pytest.fixture
def idp(app: Litestar) -> Iterator[IdentityProvider]:
    """The newsroom's provider, which the desk is set up for."""
    oidc._kept.clear()
    with identity_provider("https://desk.example.org/sign-in/provider") as served:
        app.state.settings = msgspec.structs.replace(
            app.state.settings,
            oidc_issuer=served.issuer,
            oidc_client_id=CLIENT,
            oidc_client_secret=SECRET,
            oidc_name="Harbour Times account",
            oidc_login="preferred_username",
        )
        yield served


def have(app: Litestar, **changed: str) -> None:
    """Change settings of the desk."""
    app.state.settings = msgspec.structs.replace(app.state.settings, **changed)


async def ask(caller: Caller, then: str = "/claims/7?tab=log") -> str:
    """The address at the provider that a browser is sent to."""
    answer = await caller.post("/session/provider", {"next": then})
    assert answer.status_code == 201, answer.text
    url: str = answer.json()["url"]
    return url


async def visit(url: str) -> Answer:
    """Go to the provider; what it sends the browser back with."""
    async with httpx.AsyncClient() as browser:
        answer = await browser.get(url)
    assert answer.status_code == 302, answer.text
    return {k: v[0] for k, v in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


async def come(caller: Caller) -> httpx.Response:
    """All of it: to the provider and back."""
    return await caller.post("/session/provider-answer", await visit(await ask(caller)))


async def refused(caller: Caller, answer: httpx.Response, status: int) -> str:
    said = is_problem(answer, status)
    assert await signed_out(caller)
    return said


async def test_somebody_signs_in_and_goes_on_where_they_wanted(
    idp: IdentityProvider,
    checker: Caller,
    admin: Caller,
    anybody: Caller,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    assert (await anybody.get("/session/provider")).json() == {"name": "Harbour Times account"}
    url = await ask(anybody)
    asked = parse_qs(urlsplit(url).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["nonce"][0]) == len(asked["state"][0]) == 64
    answer = await anybody.post("/session/provider-answer", await visit(url))
    assert answer.status_code == 201, answer.text
    entry = answer.json()
    assert entry["next"] == "/claims/7?tab=log"
    assert entry["me"]["person"]["login"] == "vera"
    assert (await anybody.get("/people")).status_code == 200
    seen = (await anybody.get("/account/sessions")).json()
    assert len(seen) == 2, "it is listed beside the one by password"
    trail = (await admin.get("/audit", entity="person", entity_id=checker.id)).json()["items"]
    assert [event["action"] for event in trail] == ["link_provider", "add"]
    assert await rows("sign_in_failure") == await rows("sign_in_step") == 0
    own = [vars(r) for r in caplog.records if r.name.startswith("claimdesk")]
    assert [r["outcome"] for r in own if "outcome" in r][-1] == "in by provider"
    assert not any(secret in str(own) for secret in (SECRET, asked["state"][0]))


async def test_the_provider_and_its_keys_are_asked_for_once(
    idp: IdentityProvider, checker: Caller, anybody: Caller
) -> None:
    for _ in range(3):
        assert (await come(anybody)).status_code == 201
    assert idp.asked.count("/.well-known/openid-configuration") == 1
    assert idp.asked.count("/keys") == 1


async def test_a_key_that_is_new_is_asked_for(
    idp: IdentityProvider, checker: Caller, anybody: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await come(anybody)).status_code == 201
    idp.rotate()
    oidc._kept[f"{idp.issuer}/keys"] = oidc._kept[f"{idp.issuer}/keys"]._replace(
        at=time.monotonic() - 11
    )
    assert (await come(anybody)).status_code == 201
    assert idp.asked.count("/keys") == 2
    idp.rotate()  # a moment later: a forger makes us ask no more often than this
    is_problem(await come(anybody), 401)
    assert idp.asked.count("/keys") == 2


async def test_a_state_is_this_browsers_and_good_once(
    idp: IdentityProvider, checker: Caller, anybody: Caller, sign_in: SignIn
) -> None:
    wrong = await visit(await ask(anybody)) | {"state": "x" * 64}
    await refused(anybody, await anybody.post("/session/provider-answer", wrong), 401)
    back = await visit(await ask(anybody))
    other = await sign_in("otto", Role.CHECKER)
    is_problem(await other.post("/session/provider-answer", back), 401)
    held = anybody.http.cookies["__Host-claimdesk_step"]
    answers = await asyncio.gather(
        *(anybody.post("/session/provider-answer", back) for _ in range(4))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 401, 401, 401]
    anybody.http.cookies.set("__Host-claimdesk_step", held, domain="desk.example.org", path="/")
    is_problem(await anybody.post("/session/provider-answer", back), 401)


async def test_a_passkeys_step_is_no_providers(
    idp: IdentityProvider, checker: Caller, anybody: Caller
) -> None:
    back = await visit(await ask(anybody))
    assert (await anybody.post("/session/passkey-challenge")).status_code == 201
    await refused(anybody, await anybody.post("/session/provider-answer", back), 401)


NOW = int(time.time())


@pytest.mark.parametrize(
    ("claims", "header"),
    [
        pytest.param({"nonce": "another"}, {}, id="wrong nonce"),
        pytest.param({"nonce": None}, {}, id="no nonce"),
        pytest.param({"iss": "https://id.example.com"}, {}, id="wrong issuer"),
        pytest.param({"iss": None}, {}, id="no issuer"),
        pytest.param({"aud": "another"}, {}, id="wrong audience"),
        pytest.param({"aud": None}, {}, id="no audience"),
        pytest.param({"aud": [CLIENT, "other"]}, {}, id="no authorized party"),
        pytest.param({"azp": "another"}, {}, id="wrong authorized party"),
        pytest.param({"exp": NOW - 3600}, {}, id="expired"),
        pytest.param({"exp": None}, {}, id="without end"),
        pytest.param({"exp": "later"}, {}, id="an end that is none"),
        pytest.param({"iat": NOW + 7200}, {}, id="of the future"),
        pytest.param({"nbf": NOW + 7200}, {}, id="not yet"),
        pytest.param({"at_hash": "another"}, {}, id="another access token's"),
        pytest.param({"sub": None}, {}, id="nobody"),
        pytest.param({"sub": ""}, {}, id="an empty subject"),
        pytest.param({"sub": 17}, {}, id="a subject that is none"),
        pytest.param({"sub": "x" * 256}, {}, id="a subject too long"),
        pytest.param({}, {"typ": "at+jwt"}, id="an access token"),
    ],
)
async def test_an_id_token_that_does_not_hold_is_refused(
    idp: IdentityProvider,
    checker: Caller,
    anybody: Caller,
    claims: dict[str, Any],
    header: dict[str, Any],
) -> None:
    idp.claims, idp.header = claims, header
    said = await refused(anybody, await come(anybody), 401)
    assert "not accepted" in said
    assert await rows("provider_account") == 0
    idp.claims, idp.header = {}, {}
    assert (await come(anybody)).status_code == 201, "as it belongs it holds"


@pytest.mark.parametrize("signs", ["none", "HS256", "another"])
async def test_a_signature_that_is_not_the_providers_is_refused(
    idp: IdentityProvider, checker: Caller, anybody: Caller, signs: str
) -> None:
    if signs == "another":
        idp.forge()
    else:
        idp.signs = signs
    await refused(anybody, await come(anybody), 401)


@pytest.mark.parametrize("iss", ["", "https://id.example.com"])
async def test_another_providers_answer_is_refused(
    idp: IdentityProvider, checker: Caller, anybody: Caller, iss: str
) -> None:
    back = await visit(await ask(anybody)) | {"iss": iss}
    await refused(anybody, await anybody.post("/session/provider-answer", back), 401)
    assert "/token" not in idp.asked, "the code went nowhere"


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://id.example.com"},
        {"authorization_endpoint": "http://id.example.com/authorize"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": None},
    ],
    ids=str,
)
async def test_metadata_that_cannot_be_gone_by_are_refused(
    idp: IdentityProvider, anybody: Caller, metadata: dict[str, Any]
) -> None:
    idp.metadata = metadata
    is_problem(await anybody.post("/session/provider", {}), 503)
    idp.metadata = {}
    oidc._kept.clear()
    assert await ask(anybody)


async def test_a_code_is_taken_once_and_with_its_verifier_only(
    idp: IdentityProvider, checker: Caller, anybody: Caller
) -> None:
    back = await visit(await ask(anybody))
    idp.codes[back["code"]]["code_challenge"] = "another's"
    await refused(anybody, await anybody.post("/session/provider-answer", back), 401)
    used = await visit(await ask(anybody)) | {"code": back["code"]}
    await refused(anybody, await anybody.post("/session/provider-answer", used), 401)


async def test_a_provider_that_is_down_is_told_as_that(
    idp: IdentityProvider, checker: Caller, anybody: Caller
) -> None:
    back = await visit(await ask(anybody))
    idp.down = True
    said = await refused(anybody, await anybody.post("/session/provider-answer", back), 503)
    assert "login and password" in said
    oidc._kept.clear()
    is_problem(await anybody.post("/session/provider", {}), 503)
    assert await rows("sign_in_failure") == 0, "it was not their fault"
    body = {"login": "vera", "password": PASSWORD}
    assert (await anybody.post("/session", body)).status_code == 201


async def test_who_has_no_account_gets_none_unless_it_is_set(
    idp: IdentityProvider, app: Litestar, checker: Caller, anybody: Caller
) -> None:
    idp.claims = {"preferred_username": "Nadia", "name": "Nadia Brandt", "sub": "u-99"}
    assert "Ask an admin" in await refused(anybody, await come(anybody), 403)
    have(app, oidc_create="editor")
    entry = (await come(anybody)).json()
    assert entry["me"]["person"] | {"id": 0} == {"id": 0, "login": "nadia", "name": "Nadia Brandt"}
    assert [desk["role"] for desk in entry["me"]["desks"]] == ["editor"]
    again = (await come(anybody)).json()
    assert again["me"]["person"] == entry["me"]["person"]
    assert await rows("provider_account") == 1


@pytest.mark.parametrize("login", ["a", "two words", "x" * 65, "", 7, None, "ä@b"])
async def test_a_login_that_is_none_makes_nobody(
    idp: IdentityProvider, app: Litestar, checker: Caller, anybody: Caller, login: Any
) -> None:
    have(app, oidc_create="checker")
    idp.claims = {"preferred_username": login}
    await refused(anybody, await come(anybody), 403)


async def test_with_several_desks_nobody_is_made(
    idp: IdentityProvider, app: Litestar, checker: Caller, anybody: Caller
) -> None:
    await accounts.ensure_desk("sport", "Sport")
    have(app, oidc_create="checker")
    idp.claims = {"preferred_username": "nadia"}
    await refused(anybody, await come(anybody), 403)


async def test_who_is_inactive_stays_out(
    idp: IdentityProvider, app: Litestar, checker: Caller, anybody: Caller
) -> None:
    have(app, oidc_create="admin")
    await fetch("UPDATE person SET active = false WHERE id = {}", checker.id)
    await refused(anybody, await come(anybody), 403)
    await fetch("UPDATE person SET active = true WHERE id = {}", checker.id)
    assert (await come(anybody)).status_code == 201
    await fetch("UPDATE person SET active = false WHERE id = {}", checker.id)
    await refused(anybody, await come(anybody), 403)


async def test_an_account_is_known_by_its_subject_not_by_its_login(
    idp: IdentityProvider, checker: Caller, admin: Caller, anybody: Caller
) -> None:
    assert (await come(anybody)).json()["me"]["person"]["login"] == "vera"
    idp.claims = {"preferred_username": "ada"}  # they took the admin's name at the provider
    assert (await come(anybody)).json()["me"]["person"]["login"] == "vera"
    idp.claims = {"sub": "u-18"}  # another took theirs
    is_problem(await come(anybody), 403)
    assert await rows("provider_account") == 1


async def test_first_sign_ins_at_the_same_moment_link_once(
    idp: IdentityProvider, app: Litestar, checker: Caller, sign_in: SignIn
) -> None:
    have(app, oidc_create="checker")
    idp.claims = {"preferred_username": "nadia"}
    browsers = [await sign_in(f"p{number}", Role.CHECKER) for number in range(4)]
    answers = [await visit(await ask(browser)) for browser in browsers]
    found = await asyncio.gather(
        *(
            browser.post("/session/provider-answer", back)
            for browser, back in zip(browsers, answers, strict=True)
        )
    )
    assert {answer.status_code for answer in found} == {201}
    assert len({answer.json()["me"]["person"]["id"] for answer in found}) == 1
    assert await rows("provider_account") == 1


@pytest.mark.parametrize(
    ("claims", "claim", "login"),
    [
        ({"preferred_username": " Vera "}, "preferred_username", "vera"),
        ({"email": "vera"}, "email", None),
        ({"email": "vera", "email_verified": False}, "email", None),
        ({"email": "vera", "email_verified": "true"}, "email", None),
        ({"email": "vera", "email_verified": True}, "email", "vera"),
        ({"preferred_username": ["vera"]}, "preferred_username", None),
        ({"preferred_username": "vera"}, "upn", None),
        ({"preferred_username": "vera", "": "vera"}, "", None),
    ],
)
def test_which_claim_is_the_login(claims: dict[str, Any], claim: str, login: str | None) -> None:
    assert login_of(claims, claim) == login


async def test_its_word_counts_as_a_password_unless_it_asked_for_more(
    idp: IdentityProvider, app: Litestar, checker: Caller, anybody: Caller
) -> None:
    have(app, second_factor_from="checker")
    entry = (await come(anybody)).json()
    assert entry["me"]["second_factor_due"] is True
    idp.claims = {"amr": ["pwd", "mfa"]}
    entry = (await come(anybody)).json()
    assert entry["me"]["second_factor_due"] is False
    assert (await anybody.get("/claims")).status_code == 200


async def test_who_has_a_second_factor_is_asked_for_it(
    idp: IdentityProvider, checker: Caller, anybody: Caller
) -> None:
    secret = (await checker.post("/account/second-factor")).json()["secret"]
    code = pyotp.TOTP(secret).now()
    done = await checker.post("/account/second-factor/confirmation", {"code": code})
    assert done.status_code == 201, done.text
    await fetch("UPDATE second_factor SET last_counter = 0")
    entry = (await come(anybody)).json()
    assert entry == {"me": None, "next": "/claims/7?tab=log"}
    assert await signed_out(anybody)
    code = pyotp.TOTP(secret).now()
    inside = await anybody.post("/session/second-factor", {"code": code})
    assert inside.json()["person"]["login"] == "vera"
    idp.claims = {"amr": ["mfa"]}
    assert (await come(anybody)).json()["me"]["person"]["login"] == "vera"


@pytest.mark.parametrize(
    "then",
    ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", "/a\n",
     "/\t/evil.example", "claims", "/a\\b"],
)  # fmt: skip
async def test_it_goes_on_to_paths_of_its_own_only(
    idp: IdentityProvider, anybody: Caller, then: str
) -> None:
    is_problem(await anybody.post("/session/provider", {"next": then}), 400)
    assert await ask(anybody, "/claims/7?next=//evil.example")


async def test_guesses_from_an_address_are_slowed_down(
    idp: IdentityProvider, anybody: Caller
) -> None:
    for number in range(50):
        body = {"code": "guess", "state": f"guess {number}"}
        is_problem(await anybody.post("/session/provider-answer", body), 401)
    body = {"code": "guess", "state": "one more"}
    is_problem(await anybody.post("/session/provider-answer", body), 429)


async def sign_out(caller: Caller) -> str | None:
    """Sign out here; where the browser goes on to."""
    answer = await caller.delete("/session")
    assert answer.status_code == 200, answer.text
    assert await signed_out(caller)
    url: str | None = answer.json()["provider_url"]
    return url


async def test_signing_out_ends_the_session_at_the_provider(
    idp: IdentityProvider, checker: Caller, anybody: Caller
) -> None:
    entry = (await come(anybody)).json()
    url = await sign_out_as(anybody, entry["me"])
    assert url is not None
    assert await visit(url) == {}
    assert idp.ended == ["u-17"]
    assert await sign_out(checker) is None, "who came in by password goes nowhere"


async def sign_out_as(caller: Caller, me: dict[str, Any]) -> str | None:
    caller.http.headers["X-CSRF-Token"] = me["csrf_token"]
    return await sign_out(caller)


async def test_so_it_does_for_who_gave_a_code_or_changed_the_password_meanwhile(
    idp: IdentityProvider, checker: Caller, anybody: Caller
) -> None:
    me = (await come(anybody)).json()["me"]
    anybody.http.headers["X-CSRF-Token"] = me["csrf_token"]
    body = {"current": PASSWORD, "password": "ten geese on the quay"}
    changed = await anybody.post("/account/password", body)
    assert changed.status_code == 200, changed.text
    secret, inside = await with_second_factor(anybody, changed.json())
    assert await visit(await sign_out_as(anybody, inside) or "") == {}
    assert (await come(anybody)).json()["me"] is None
    await fetch("UPDATE second_factor SET last_counter = 0")
    code = pyotp.TOTP(secret).now()
    me = (await anybody.post("/session/second-factor", {"code": code})).json()
    assert await visit(await sign_out_as(anybody, me) or "") == {}
    assert idp.ended == ["u-17", "u-17"]


async def with_second_factor(caller: Caller, me: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Turn the second factor on; its secret, and the session that goes on."""
    caller.http.headers["X-CSRF-Token"] = me["csrf_token"]
    secret = (await caller.post("/account/second-factor")).json()["secret"]
    code = pyotp.TOTP(secret).now()
    done = await caller.post("/account/second-factor/confirmation", {"code": code})
    assert done.status_code == 201, done.text
    return secret, done.json()["me"]


@pytest.mark.parametrize("why", ["not offered", "not by https", "away", "switched off"])
async def test_where_that_cannot_be_signing_out_here_is_done(
    idp: IdentityProvider, app: Litestar, checker: Caller, anybody: Caller, why: str
) -> None:
    me = (await come(anybody)).json()["me"]
    oidc._kept.clear()
    if why == "switched off":
        app.state.settings = msgspec.structs.replace(app.state.settings, oidc_sign_out=False)
    idp.down = why == "away"
    given: dict[str, dict[str, Any]] = {
        "not offered": {"end_session_endpoint": None},
        "not by https": {"end_session_endpoint": "http://id.example.com/end"},
    }
    idp.metadata = given.get(why, {})
    assert await sign_out_as(anybody, me) is None
    assert idp.ended == []


def account(person: Caller) -> str:
    return f"/people/{person.id}/provider-account"


async def test_an_admin_unlinks_an_account_and_the_next_one_with_that_login_is_theirs(
    idp: IdentityProvider, checker: Caller, admin: Caller, anybody: Caller
) -> None:
    assert (await admin.get(account(checker))).json() is None
    assert (await come(anybody)).status_code == 201
    assert (await admin.get(account(checker))).json()["subject"] == "u-17"
    idp.claims = {"sub": "u-18"}  # made anew at the provider
    is_problem(await come(anybody), 403)
    await fetch("UPDATE session SET began_at = began_at - interval '16 minutes'")
    is_problem(await admin.delete(account(checker)), 403)
    await fetch("UPDATE session SET began_at = now()")
    for _ in range(2):
        assert (await admin.delete(account(checker))).status_code == 204
    assert await signed_out(checker)
    assert (await come(anybody)).json()["me"]["person"]["login"] == "vera"
    assert (await admin.get(account(checker))).json()["subject"] == "u-18"
    trail = (await admin.get("/audit", entity="person", entity_id=checker.id)).json()["items"]
    assert [(event["action"], event["actor"]) for event in trail[:3]] == [
        ("link_provider", "Vera"), ("unlink_provider", "Ada"), ("link_provider", "Vera"),
    ]  # fmt: skip


async def test_an_admin_links_an_account_whose_login_is_another(
    idp: IdentityProvider, checker: Caller, admin: Caller, anybody: Caller, sign_in: SignIn
) -> None:
    idp.claims = {"sub": "u-20", "preferred_username": "v.lind"}
    is_problem(await come(anybody), 403)
    for subject in ("u-19", "u-20", "u-20"):
        linked = await admin.put(account(checker), {"subject": subject})
        assert linked.status_code == 200, linked.text
        assert linked.json()["subject"] == subject
    assert await rows("provider_account") == 1
    assert (await come(anybody)).json()["me"]["person"]["login"] == "vera"
    other = await sign_in("otto", Role.CHECKER)
    taken = await admin.put(account(other), {"subject": "u-20"})
    assert "colleague" in is_problem(taken, 409)
    is_problem(await admin.put(account(admin), {"subject": "u-21"}), 409)
    is_problem(await admin.delete(account(admin)), 409)
    is_problem(await admin.put(account(other), {"subject": "two words"}), 400)
    for call in (other.get(account(admin)), other.put(account(admin), {"subject": "u-22"})):
        is_problem(await call, 403)
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    is_problem(await stranger.get(account(other)), 404)
    is_problem(await stranger.delete(account(other)), 404)


async def test_without_a_provider_there_is_none(anybody: Caller) -> None:
    assert (await anybody.get("/session/provider")).json() == {"name": None}
    body = {"code": "a", "state": "b"}
    for answer in (
        await anybody.post("/session/provider", {}),
        await anybody.post("/session/provider-answer", body),
    ):
        assert "CLAIMDESK_OIDC_ISSUER" in is_problem(answer, 409)
