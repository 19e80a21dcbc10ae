"""Feeds, read from a real server: once each, politely, and none of them stops another."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from claimdesk.accounts.rules import Role
from claimdesk.clock import now
from claimdesk.db.engine import fetch
from claimdesk.evidence.addresses import Allowance
from claimdesk.evidence.fetch import Limits
from claimdesk.formats.model import IncomingArticle
from claimdesk.ingest import feeds, jobs
from claimdesk.ingest.rules import INTERVAL, LONGEST, known_as, wait_after
from claimdesk.jobs.worker import work
from claimdesk.settings import Settings
from tests.api.conftest import Caller, SignIn
from tests.api.test_bad_input import is_problem, rows
from tests.formats.documents import BOMB, RSS
from tests.web_server import Answer, WebServer, redirect, web_server

LIMITS = Limits(max_bytes=200_000, seconds=2, allowance=Allowance.parse("127.0.0.1"))
XML = {
    "Content-Type": "application/rss+xml",
    "ETag": '"one"',
    "Last-Modified": "Mon, 02 Nov 2026 09:30:00 GMT",
}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Those of a desk that may read from this machine, where the feeds are."""
    return msgspec.structs.replace(settings, fetch_allow="127.0.0.1")


@pytest.fixture
def web() -> Iterator[WebServer]:
    with web_server() as server:
        yield server


async def add(admin: Caller, web: WebServer, path: str = "/feed") -> int:
    made = await admin.post("/feeds", {"url": web.url(path), "source": "paper"})
    assert made.status_code == 201, made.text
    number: int = made.json()["id"]
    return number


async def poll(admin: Caller, number: int) -> dict[str, Any]:
    """Ask a feed now, and how that went."""
    await feeds.poll(number, LIMITS, 1_000_000)
    found: dict[str, Any] = (await admin.get(f"/feeds/{number}")).json()
    return found


async def test_items_come_in_once_and_again_when_they_change(admin: Caller, web: WebServer) -> None:
    web.pages["/feed"] = Answer(RSS, headers=XML)
    number = await add(admin, web)
    first = await poll(admin, number)
    assert (first["taken_in"], first["failures"], first["problem"]) == (2, 0, "")
    articles = (await admin.get("/articles")).json()["items"]
    assert [a["external_id"] for a in articles] == ["story-1", "https://paper.example.org/2"]
    assert {a["source"] for a in articles} == {"paper"}
    assert (await poll(admin, number))["taken_in"] == 2
    web.pages["/feed"] = Answer(RSS.replace(b"will double", b"will triple"), headers=XML)
    assert (await poll(admin, number))["taken_in"] == 3
    assert (await rows("article"), await rows("revision")) == (2, 3)


async def test_the_server_is_asked_for_what_is_new_only(admin: Caller, web: WebServer) -> None:
    web.pages["/feed"] = Answer(RSS, headers=XML)
    number = await add(admin, web)
    await poll(admin, number)
    web.pages["/feed"] = Answer(status=304)
    again = await poll(admin, number)
    assert (again["failures"], again["problem"], again["taken_in"]) == (0, "", 2)
    asked = web.headers[-1]
    assert asked["If-None-Match"] == '"one"'
    assert asked["If-Modified-Since"] == "Mon, 02 Nov 2026 09:30:00 GMT"
    assert "If-None-Match" not in web.headers[0]
    kept = (await fetch("SELECT etag, modified FROM feed"))[0]
    assert kept == {"etag": '"one"', "modified": "Mon, 02 Nov 2026 09:30:00 GMT"}


def _endless() -> Iterator[bytes]:
    yield RSS[:-20]
    while True:
        yield b"<item><title>More</title></item>" * 100


def _slow() -> Iterator[bytes]:
    while True:
        yield b" "
        time.sleep(0.05)


BAD = {
    "not there": (Answer(b"Not here", 404), "404"),
    "broken": (Answer(b"<rss><channel", headers=XML), "no RSS or Atom"),
    "a page": (Answer(b"<html><body>So it is.</body></html>"), "no RSS or Atom"),
    "a bomb": (Answer(BOMB.encode() + b"<rss/>", headers=XML), "entities"),
    "endless": (Answer(_endless, headers=XML), "more than 200,000 bytes"),
    "slow": (Answer(_slow, headers=XML), "within 2 seconds"),
    "packed": (Answer(b"\x1f\x8b nonsense", headers=XML | {"Content-Encoding": "gzip"}), "packed"),
    "inside": (redirect("http://169.254.169.254/latest"), "not on the public internet"),
    "a loop": (redirect("/feed"), "redirects more than"),
    "no answer": (Answer(status=304), "304"),
}


@pytest.mark.parametrize("bad", list(BAD))
async def test_a_bad_feed_is_told_and_left_alone_for_longer(
    admin: Caller, web: WebServer, bad: str
) -> None:
    web.pages["/feed"], told = BAD[bad]
    number = await add(admin, web)
    for failures in (1, 2):
        found = await poll(admin, number)
        assert (found["failures"], told in found["problem"]) == (failures, True), found["problem"]
        (row,) = await fetch("SELECT next_at FROM feed")
        assert row["next_at"] > now() + INTERVAL * failures
    assert await rows("article") == 0
    web.pages["/feed"] = Answer(RSS, headers=XML)
    mended = await poll(admin, number)
    assert (mended["failures"], mended["problem"], mended["taken_in"]) == (0, "", 2)


async def test_one_bad_item_stops_no_other(admin: Caller, web: WebServer) -> None:
    bad = RSS.replace(b"<description>The ferry is late, the port said.</description>", b"")
    web.pages["/feed"] = Answer(bad, headers=XML)
    found = await poll(admin, await add(admin, web))
    assert (found["taken_in"], found["failures"]) == (1, 0)
    assert found["problem"].startswith(
        "1 of its items were not taken in: article 1: The text is empty"
    )


async def test_feeds_are_read_by_the_clock_and_none_stops_another(
    admin: Caller, web: WebServer, settings: Settings
) -> None:
    for n in range(4):
        web.pages[f"/{n}"] = Answer(b"broken", headers=XML)
    web.pages["/good"] = Answer(RSS, headers=XML)
    for path in ("/0", "/1", "/good", "/2", "/3"):
        await add(admin, web, path)
    paused = (await admin.get("/feeds/1")).headers["ETag"]
    assert (await admin.put("/feeds/1", {"paused": True}, If_Match=paused)).json()["paused"]
    await jobs.read_due_feeds(settings)
    await jobs.read_due_feeds(settings)  # each is given out once
    await work(settings, until_empty=True)
    asked = [path for _, path in web.asked]
    assert sorted(asked) == ["/1", "/2", "/3", "/good"]
    assert await rows("article") == 2
    shown = (await admin.get("/feeds")).json()
    assert [feed["failures"] for feed in sorted(shown, key=lambda f: f["id"])] == [0, 1, 0, 1, 1]
    etag = (await admin.get("/feeds/1")).headers["ETag"]
    await admin.put("/feeds/1", {"paused": False}, If_Match=etag)
    await jobs.read_due_feeds(settings)
    await work(settings, until_empty=True)
    assert [path for _, path in web.asked][4:] == ["/0"]


async def test_addresses_of_our_own_network_are_not_asked(admin: Caller, web: WebServer) -> None:
    web.pages["/feed"] = Answer(RSS, headers=XML)
    number = await add(admin, web)
    await feeds.poll(number, Limits(max_bytes=100_000, seconds=2), 1_000_000)
    assert "not on the public internet" in (await admin.get(f"/feeds/{number}")).json()["problem"]
    assert web.asked == []


async def test_feeds_are_for_admins_of_their_desk(
    admin: Caller, editor: Caller, sign_in: SignIn, web: WebServer
) -> None:
    number = await add(admin, web)
    is_problem(await admin.post("/feeds", {"url": web.url("/feed")}), 409)
    is_problem(await admin.post("/feeds", {"url": "file:///etc/passwd"}), 422)
    is_problem(await editor.post("/feeds", {"url": web.url("/other")}), 403)
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    path = f"/feeds/{number}"
    for answer in (
        await stranger.get(path),
        await stranger.put(path, {"paused": True}, If_Match='"1"'),
        await stranger.delete(path, If_Match='"1"'),
    ):
        is_problem(answer, 404)
    is_problem(await admin.put(path, {"paused": True}), 428)
    etag = (await admin.get(path)).headers["ETag"]
    assert (await admin.put(path, {"paused": True}, If_Match=etag)).status_code == 200
    is_problem(await admin.delete(path, If_Match=etag), 412)
    assert (await admin.delete(path, If_Match='"2"')).status_code == 204
    is_problem(await admin.get(path), 404)
    left = await fetch("SELECT action FROM audit_event WHERE entity = 'feed' ORDER BY number")
    assert [row["action"] for row in left] == ["add", "pause", "remove"]


def test_back_off_and_names() -> None:
    assert [wait_after(n) for n in (1, 2, 3)] == [INTERVAL * 2, INTERVAL * 4, INTERVAL * 8]
    assert wait_after(10_000) == LONGEST == timedelta(days=1)
    assert known_as(IncomingArticle(text="", external_id="a", url="b"), "c") == "a"
    assert known_as(IncomingArticle(text="", url="b"), "c") == "b"
    assert known_as(IncomingArticle(text=""), "c") == "c"
    for bad in ("a" * 301, "a\nb", " a"):
        assert len(known_as(IncomingArticle(text="", external_id=bad), "c")) == 64
