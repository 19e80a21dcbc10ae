"""What a CMS asks beside the feed: may this version be published, is there news, are we in step."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from litestar import Litestar

from claimdesk.accounts.rules import Role, Scope
from claimdesk.db.engine import fetch
from tests.api.conftest import ARTICLE, Caller, SignIn, TokenFor
from tests.api.test_bad_input import is_problem
from tests.api.test_feed_property import Desk

PATIENCE = 20


@pytest.fixture
async def hears(app: Litestar) -> AsyncIterator[None]:
    """The application hears what happens."""
    async with app.state.channels:
        yield


async def reasons(cms: Caller, article: int, **query: Any) -> set[tuple[str, int | None]]:
    answer = await cms.get(f"/articles/{article}/gate", **query)
    assert answer.status_code == 200, answer.text
    gate = answer.json()
    assert gate["open"] == (not gate["obstacles"])
    assert all(item["detail"] for item in gate["obstacles"])
    return {(item["reason"], item["claim"]) for item in gate["obstacles"]}


async def test_the_gate_opens_once_all_is_settled(
    checker: Caller, editor: Caller, token_for: TokenFor
) -> None:
    cms = await token_for(Scope.RATINGS_READ)
    desk = Desk(checker, editor)
    await desk.begin()
    first, second, third = desk.claims
    assert await reasons(cms, desk.article) == {("open_claim", c) for c in desk.claims}
    await desk.judge(0, "true")
    await checker.post(f"/claims/{second}/dismissal", {"reason": "An opinion"})
    assert await reasons(cms, desk.article) == {("open_claim", third)}
    await desk.judge(2, "false")
    assert await reasons(cms, desk.article, version=1) == set()
    await desk.rewrite(0, "b")
    expected = {("open_claim", first), ("stale_verdict", first)}
    assert await reasons(cms, desk.article) == expected
    assert await reasons(cms, desk.article, version=1) == {*expected, ("not_current", None)}
    is_problem(await cms.get(f"/articles/{desk.article}/gate", version=3), 404)
    is_problem(await cms.get(f"/articles/{desk.article}/gate", version=0), 400)


async def test_the_sender_asks_by_its_own_names_and_versions(
    checker: Caller, token_for: TokenFor
) -> None:
    cms = await token_for(Scope.RATINGS_READ)

    async def send(version: str, text: str) -> None:
        path = f"/api/v1/articles/cms/news%2F7/revisions/{version}"
        headers = {"Content-Type": "text/plain"}
        answer = await checker.http.put(path, content=text, headers=headers)
        assert answer.status_code == 201, answer.text

    async def ask(version: str) -> dict[str, Any]:
        answer = await cms.get("/articles/cms/news%2F7/gate", version=version)
        assert answer.status_code == 200, answer.text
        gate: dict[str, Any] = answer.json()
        return gate

    await send("7", "The pier at Norhaven will close, said Anna Reed.")
    newest = await ask("7")
    assert (newest["version"], newest["source_version"]) == (1, "7")
    assert newest["open"] is False
    for claim in (await checker.get("/claims", article=newest["article"])).json()["items"]:
        await checker.post(f"/claims/{claim['id']}/dismissal", {"reason": "An opinion"})
    assert (await ask("7"))["open"] is True
    assert (await cms.get("/articles/cms/news%2F7/gate")).json()["source_version"] == "7"
    await send("5", "The pier at Norhaven will stay open, said Anna Reed.")
    late = await ask("5")
    assert (late["version"], late["open"]) == (None, False)
    assert late["obstacles"][0]["reason"] == "not_current"
    assert "7" in is_problem(await cms.get("/articles/cms/news%2F7/gate", version="1"), 404)
    is_problem(await cms.get("/articles/cms/unknown/gate"), 404)


async def test_an_unnamed_source_keeps_it_shut(checker: Caller, token_for: TokenFor) -> None:
    cms = await token_for(Scope.RATINGS_READ)
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    unnamed = next(c["id"] for c in article["claims"] if c["source"] and c["source"]["unnamed"])
    await checker.post(f"/claims/{unnamed}/assignment", {})
    assert ("unsigned_source", unnamed) in await reasons(cms, article["id"])


async def test_the_same_page_is_not_sent_twice(
    checker: Caller, editor: Caller, token_for: TokenFor
) -> None:
    cms = await token_for(Scope.RATINGS_READ)
    desk = Desk(checker, editor)
    await desk.begin()
    await desk.judge(0, "true")
    first = await cms.get("/ratings")
    again = {"If-None-Match": f'W/"other", {first.headers["ETag"]}'}
    same = await cms.http.get("/api/v1/ratings", headers=again)
    assert (same.status_code, same.content) == (304, b"")
    assert same.headers["ETag"] == first.headers["ETag"]
    await desk.judge(0, "false")
    other = await cms.http.get("/api/v1/ratings", headers=again)
    assert other.status_code == 200
    assert other.headers["ETag"] != first.headers["ETag"]


async def test_whoever_waits_is_woken_by_what_is_published(
    hears: None, checker: Caller, editor: Caller, sign_in: SignIn, token_for: TokenFor
) -> None:
    cms = await token_for(Scope.RATINGS_READ)
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    desk = Desk(checker, editor)
    await desk.begin()
    await desk.judge(0, "true")
    async with asyncio.timeout(PATIENCE):
        at_once = (await cms.get("/ratings", wait=60)).json()
        assert len(at_once["items"]) == 1
        waiting = asyncio.create_task(cms.get("/ratings", after=1, feed=at_once["feed"], wait=60))
        elsewhere = asyncio.create_task(stranger.get("/ratings", wait=60))
        await desk.judge(1, "false")
        page = (await waiting).json()
    assert [event["seq"] for event in page["items"]] == [2]
    assert not elsewhere.done()
    elsewhere.cancel()


async def test_waiting_ends(hears: None, app: Litestar, checker: Caller) -> None:
    begun = time.monotonic()
    assert (await checker.get("/ratings", wait=1)).json()["items"] == []
    assert time.monotonic() - begun >= 1
    waiting = asyncio.create_task(checker.get("/ratings", wait=60))
    async with asyncio.timeout(PATIENCE):
        while not (await asyncio.wait({waiting}, timeout=0.05))[0]:
            app.state.channels.end()  # as when the process is told to stop
        assert (await waiting).json()["items"] == []
    is_problem(await checker.get("/ratings", wait=61), 400)


async def test_without_ears_nobody_waits_in_vain(checker: Caller) -> None:
    is_problem(await checker.get("/ratings", wait=1), 503)


async def test_a_reader_of_one_desk_sees_that_none_is_missing(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    there = Desk(
        await sign_in("cara", Role.CHECKER, desk="elsewhere"),
        await sign_in("eli", Role.EDITOR, desk="elsewhere"),
    )
    here = Desk(checker, editor)
    for desk in (here, there):
        await desk.begin()
    for desk in (here, there, there, here):
        await desk.judge(0, "true")
    seen = [(e["seq"], e["before"]) for e in (await checker.get("/ratings")).json()["items"]]
    assert seen == [(1, 0), (4, 1)]
    seen = [(e["seq"], e["before"]) for e in (await there.checker.get("/ratings")).json()["items"]]
    assert seen == [(2, 0), (3, 2)]


@pytest.mark.parametrize(
    "change",
    ["UPDATE rating_event SET seq = 9", "DELETE FROM rating_event", "TRUNCATE rating_event"],
)
async def test_the_feed_cannot_be_changed_afterwards(
    checker: Caller, editor: Caller, change: str
) -> None:
    desk = Desk(checker, editor)
    await desk.begin()
    await desk.judge(0, "true")
    with pytest.raises(Exception, match="append-only"):
        await fetch(change)
