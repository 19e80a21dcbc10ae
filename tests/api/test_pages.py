"""The page and its files as a browser gets them."""

import re

import msgspec
import pytest
from litestar import Litestar

from claimdesk.db.engine import ENGINE
from claimdesk.web.pages import HEADERS, built_page
from tests.api.conftest import ARTICLE, PASSWORD, Caller
from tests.api.test_bad_input import is_problem

needs_page = pytest.mark.skipif(built_page() is None, reason="the page is not built")


@needs_page
async def test_every_address_of_the_page_is_the_page(anybody: Caller) -> None:
    for path in ("/", "/articles/7", "/claims/1?x=y", "/sign-in"):
        for method in ("GET", "HEAD"):
            answer = await anybody.http.request(method, path)
            assert answer.status_code == 200, path
            assert answer.headers["content-type"].startswith("text/html")


@needs_page
async def test_files_come_small_and_stay(anybody: Caller) -> None:
    page = (await anybody.http.get("/")).text
    files = re.findall(r'(?:src|href)="(/assets/[^"]+\.(?:js|css))"', page)
    answers = [await anybody.http.get(f, headers={"Accept-Encoding": "gzip"}) for f in files]
    assert all("immutable" in answer.headers["cache-control"] for answer in answers)
    # A loader of a few hundred bytes gains nothing by it.
    packed = [a.headers.get("content-encoding") for a in answers if len(a.content) > 1_000]
    assert packed
    assert set(packed) == {"gzip"}


async def test_every_answer_bears_the_security_headers(anybody: Caller, checker: Caller) -> None:
    for answer in (
        await anybody.http.get("/"),
        await anybody.http.get("/api/health"),
        await anybody.get("/claims"),
        await checker.get("/claims"),
        await anybody.http.get("/assets/none.js"),
    ):
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
        # Chromium complains of a feature that it does not know on every page.
        assert "bluetooth" not in answer.headers["Permissions-Policy"]


async def test_every_answer_says_what_it_is(checker: Caller) -> None:
    text = ["/public/page.css", "/public/check.js", "/api/v1/followups?format=csv", "/public/none"]
    if built_page() is not None:
        text += [
            "/",
            *re.findall(r'"(/assets/[^"]+\.(?:js|css))"', (await checker.http.get("/")).text),
        ]
    for path in text:
        said = (await checker.http.get(path)).headers["content-type"]
        assert said.startswith("text/"), path
        assert said.endswith("; charset=utf-8"), path
    for path in ("/api/v1/claims", "/api/v1/none", "/api/none", "/api/openapi.json"):
        answer = await checker.http.get(path)
        assert answer.headers["content-type"].partition(";")[0].endswith("json"), path
        answer.json()


async def test_what_is_unpublished_stays_in_no_cache(checker: Caller, anybody: Caller) -> None:
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    claim = f"/claims/{article['claims'][0]['id']}"
    for path in ("/session", "/claims", claim, f"/articles/{article['id']}", "/audit", "/inbox"):
        answer = await checker.get(path)
        assert answer.status_code == 200, path
        assert answer.headers["Cache-Control"] == "no-store", path
    assert (await anybody.get("/claims")).headers["Cache-Control"] == "no-store"


async def test_what_holds_a_secret_is_not_compressed(checker: Caller) -> None:
    answer = await checker.get("/session")
    assert "content-encoding" not in answer.headers


async def test_unknown_files_and_calls_are_no_page(anybody: Caller) -> None:
    is_problem(await anybody.http.get("/assets/none.js"), 404)
    is_problem(await anybody.http.get("/favicon.txt"), 404)
    is_problem(await anybody.http.get("/api/v2/claims"), 404)
    is_problem(await anybody.http.get("/api/none"), 404)
    is_problem(await anybody.http.get("/api"), 404)


async def test_it_says_that_it_is_well(anybody: Caller) -> None:
    answer = await anybody.http.get("/api/health")
    assert answer.json() == {"status": "ok"}


async def test_a_database_that_is_away_is_said_so(
    anybody: Caller, checker: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = ENGINE.pool
    monkeypatch.setattr(ENGINE, "config", {"dsn": "postgresql://nobody@127.0.0.1:9/none"})
    monkeypatch.setattr(ENGINE, "pool", None)
    for answer in (await anybody.http.get("/api/health"), await checker.get("/claims")):
        assert "Nothing was changed" in is_problem(answer, 503)
    monkeypatch.setattr(ENGINE, "pool", pool)


async def test_behind_tls_browsers_hold_on_to_it(anybody: Caller, app: Litestar) -> None:
    for path in ("/", "/api/health/live", "/public/page.css", "/api/v1/claims"):
        answer = await anybody.http.get(path)
        assert answer.headers["Strict-Transport-Security"].startswith("max-age="), path
    app.state.settings = msgspec.structs.replace(app.state.settings, public_url="")
    plain = await anybody.http.get("/")
    assert "Strict-Transport-Security" not in plain.headers


async def test_the_policy_lets_nothing_inline_run(anybody: Caller) -> None:
    said = (await anybody.http.get("/api/health/live")).headers["Content-Security-Policy"]
    policy = dict(part.strip().partition(" ")[::2] for part in said.split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == "'none'"
    assert "unsafe" not in said
    assert "*" not in said


async def test_what_other_sites_may_embed_says_so(anybody: Caller) -> None:
    assert (await anybody.http.get("/public/check.js")).headers[
        "Cross-Origin-Resource-Policy"
    ] == "cross-origin"
    assert (await anybody.http.get("/")).headers["Cross-Origin-Resource-Policy"] == "same-origin"


async def test_the_sessions_cookie_is_this_hosts_alone(anybody: Caller, checker: Caller) -> None:
    answer = await anybody.post("/session", {"login": "vera", "password": PASSWORD})
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-claimdesk_session=")
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= parts
    assert not [part for part in parts if part.startswith("domain")]
