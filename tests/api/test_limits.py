"""How often one may call: counted by kind and caller, for all processes together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, cast

import httpx
import msgspec
import pytest
from litestar import Litestar

from claimdesk.accounts.rules import Role, Scope
from claimdesk.app import create_app
from claimdesk.db.engine import fetch
from claimdesk.publishing.feeds import Feeds
from claimdesk.settings import Settings
from tests.api.conftest import PASSWORD, Caller, SignIn, TokenFor
from tests.api.test_bad_input import is_problem
from tests.conftest import desk_settings

ENTRY, WRITES, COSTLY, PUBLIC = 12, 9, 6, 5
NOBODYS = {"login": "nobody", "password": "none of ours"}


def limited(**changed: int) -> Settings:
    """The settings of these tests."""
    most = {
        "rate_entry": ENTRY, "rate_writes": WRITES, "rate_costly": COSTLY, "rate_public": PUBLIC
    }  # fmt: skip
    return msgspec.structs.replace(desk_settings(Path()), **(most | changed))


@pytest.fixture(scope="module")
def processes() -> list[Litestar]:
    """The application twice, as two processes have it."""
    return [create_app(limited()), create_app(limited())]


@pytest.fixture
def app(processes: list[Litestar], settings: Settings, database: None) -> Litestar:
    """The first one, for whoever signs in."""
    for each in processes:
        each.state.settings = settings
        each.state.built_feeds = Feeds(settings)
    return processes[0]


Reach = Any


@pytest.fixture
async def reach(app: Litestar) -> AsyncIterator[Reach]:
    """Gives a browser at an address, which asks one of the processes."""
    async with AsyncExitStack() as stack:

        async def make(address: str, process: Litestar = app) -> httpx.AsyncClient:
            transport = httpx.ASGITransport(
                app=cast("Any", process), client=(address, 1), raise_app_exceptions=False
            )
            return await stack.enter_async_context(
                httpx.AsyncClient(transport=transport, base_url="https://desk.example.org")
            )

        yield make


async def test_guessing_passwords_ends_and_says_when_it_may_go_on(reach: Reach) -> None:
    guesser, other = await reach("203.0.113.7"), await reach("203.0.113.8")
    answers = [await guesser.post("/api/v1/session", json=NOBODYS) for _ in range(ENTRY)]
    assert 429 not in {answer.status_code for answer in answers[:4]}
    refused = await guesser.post("/api/v1/session", json=NOBODYS)
    said = is_problem(refused, 429)
    assert refused.json()["type"].endswith(":too-many-requests")
    wait = refused.headers["Retry-After"]
    assert 0 < int(wait) <= 60
    assert f"Wait {wait} seconds" in said
    assert refused.headers["RateLimit-Limit"] == str(ENTRY)
    assert refused.headers["RateLimit-Remaining"] == "0"
    assert refused.headers["RateLimit-Policy"] == f"{ENTRY}; w=60"
    elsewhere = await other.post("/api/v1/session", json=NOBODYS)
    assert elsewhere.headers["RateLimit-Remaining"] == str(ENTRY - 1)


async def test_a_loop_of_writes_stops_nobody_else(
    checker: Caller, editor: Caller, token_for: TokenFor
) -> None:
    body = {"name": "Mine", "filter": {}}
    answers = [await checker.post("/filters", body) for _ in range(WRITES)]
    assert 429 not in {answer.status_code for answer in answers}
    left = [int(answer.headers["RateLimit-Remaining"]) for answer in answers]
    assert left == list(range(WRITES - 1, -1, -1))
    before = await fetch("SELECT count(*) AS n FROM saved_filter")
    is_problem(await checker.post("/filters", {"name": "Another", "filter": {}}), 429)
    assert await fetch("SELECT count(*) AS n FROM saved_filter") == before
    # Whoever may not write may read, and others write.
    reading = await checker.get("/claims")
    assert reading.status_code == 200
    assert "RateLimit-Limit" not in reading.headers
    assert (await editor.post("/filters", body)).status_code == 201
    program = await token_for(Scope.ARTICLES_WRITE)
    assert (await program.post("/articles", {"text": "It was five percent."})).status_code == 201


async def test_costly_reads_are_counted_together(checker: Caller, admin: Caller) -> None:
    asked = [("/search", {"text": "a"}), ("/matches", {"text": "It was 5 percent."})]
    for number in range(COSTLY):
        path, query = asked[number % 2]
        assert (await checker.get(path, **query)).status_code == 200
    is_problem(await checker.get("/reports/period"), 429)
    assert (await admin.get("/reports/period")).status_code == 200


async def test_readers_are_counted_by_address_and_files_are_not(reach: Reach) -> None:
    reader = await reach("203.0.113.9")
    for _ in range(PUBLIC):
        assert (await reader.get("/public/claims/1/card")).status_code == 404
    for path in ("/public/claims/1", "/public/oembed?url=x", "/public/desks/1/claimreviews"):
        is_problem(await reader.get(path), 429)
    for _ in range(PUBLIC + 1):
        assert (await reader.get("/public/page.css")).status_code == 200
    assert (await (await reach("203.0.113.10")).get("/public/claims/1")).status_code == 404


async def test_processes_count_together_and_none_is_missed(
    reach: Reach, processes: list[Litestar]
) -> None:
    reader = [await reach("203.0.113.11", process) for process in processes]
    answers = await asyncio.gather(
        *(reader[number % 2].get("/public/claims/1/card") for number in range(4 * PUBLIC))
    )
    found = [answer.status_code for answer in answers]
    assert (found.count(404), found.count(429)) == (PUBLIC, 3 * PUBLIC)


async def test_a_minute_later_one_may_go_on_and_what_was_counted_is_gone(reach: Reach) -> None:
    reader, other = await reach("203.0.113.12"), await reach("203.0.113.13")
    for _ in range(PUBLIC + 1):
        await reader.get("/public/claims/1/card")
    await fetch("UPDATE rate SET resets_at = now() - interval '1 second'")
    assert (await reader.get("/public/claims/1/card")).status_code == 404
    await fetch("UPDATE rate SET resets_at = now() - interval '10 minutes'")
    await other.get("/public/claims/1/card")
    keys = {row["key"] for row in await fetch("SELECT key FROM rate")}
    assert {key.rpartition(" ")[2] for key in keys} == {"203.0.113.13"}


async def test_without_a_number_there_is_no_limit(
    database: None, settings: Settings, sign_in: SignIn
) -> None:
    app = create_app(limited(rate_entry=0))
    app.state.settings = settings
    transport = httpx.ASGITransport(app=cast("Any", app), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="https://desk.example.org") as http:
        await sign_in("otto", Role.CHECKER)
        for _ in range(ENTRY + 1):
            answer = await http.post(
                "/api/v1/session", json={"login": "otto", "password": PASSWORD}
            )
            assert answer.status_code == 201
            assert "RateLimit-Limit" not in answer.headers
