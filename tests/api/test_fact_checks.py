"""Bringing in other people's checks: once each, resumable, and possible to take back."""

import json
from io import BytesIO
from typing import Any

import httpx
import msgspec
import pytest
from litestar import Litestar

from claimdesk.accounts.rules import SYSTEM
from claimdesk.db.engine import fetch
from claimdesk.factchecks import service
from claimdesk.jobs.worker import work
from claimdesk.settings import Settings
from tests.api.conftest import Caller
from tests.api.test_bad_input import is_problem
from tests.factchecks.test_reading import REVIEW
from tests.web_server import Answer, article, redirect, web_server


def feed(count: int, **change: Any) -> bytes:
    """A feed of so many reviews."""
    reviews = [REVIEW | {"claimReviewed": f"Berth {n} is closed."} | change for n in range(count)]
    return json.dumps({"@type": "DataFeed", "dataFeedElement": reviews}).encode()


async def send(caller: Caller, content: bytes, name: str = "feed.json") -> httpx.Response:
    return await caller.http.post("/api/v1/fact-checks/imports", files={"file": (name, content)})


async def brought(caller: Caller, settings: Settings, content: bytes, name: str) -> dict[str, Any]:
    """An import once its job has run."""
    answer = await send(caller, content, name)
    assert answer.status_code == 202, answer.text
    await work(settings, until_empty=True)
    found: dict[str, Any] = (await caller.get(f"/fact-checks/imports/{answer.json()['id']}")).json()
    return found


async def test_a_feed_comes_in_once_each(
    admin: Caller, checker: Caller, settings: Settings
) -> None:
    answer = await send(admin, feed(1200))
    assert answer.json()["state"] == "waiting"
    await work(settings, until_empty=True)
    first = (await admin.get(f"/fact-checks/imports/{answer.json()['id']}")).json()
    assert (first["state"], first["read"], first["added"]) == ("done", 1200, 1200)
    assert first["place"] == first["size"] == len(feed(1200))
    assert first["started_by"]["id"] == admin.id

    again = await brought(admin, settings, feed(1200), "the same.json")
    assert again == first

    grown = await brought(admin, settings, feed(1201), "grown.json")
    assert (grown["added"], grown["changed"], grown["same"]) == (1, 0, 1200)

    other = REVIEW["reviewRating"] | {"alternateName": "True"}
    mended = await brought(admin, settings, feed(3, reviewRating=other), "mended.json")
    assert (mended["added"], mended["changed"], mended["same"]) == (0, 3, 0)

    page = (await checker.get("/fact-checks", limit=2)).json()
    assert len(page["items"]) == 2
    assert page["next"]
    shown = page["items"][0]
    assert shown["publisher"] == "Esk Checks"
    assert (await checker.get(f"/fact-checks/{shown['id']}")).json() == shown
    assert len(await fetch("SELECT id FROM fact_check")) == 1201
    assert not await fetch("SELECT id FROM fact_check_file")
    assert len((await admin.get("/fact-checks/imports")).json()["items"]) == 3


async def test_what_is_no_check_is_told_and_passed_over(admin: Caller, settings: Settings) -> None:
    table = "claim,url,rating\nA,https://a.example/1,False\nB,javascript:x,True\n,,\nC,,True\n"
    found = await brought(admin, settings, table.encode(), "table.csv")
    assert (found["state"], found["read"], found["added"]) == ("done", 3, 1)
    assert [refusal["number"] for refusal in found["refusals"]] == [2, 3]


async def test_a_file_of_another_kind_is_told_in_a_sentence(
    admin: Caller, settings: Settings
) -> None:
    found = await brought(admin, settings, b"\x00\x9f\x92junk" * 100, "photo.json")
    assert (found["state"], found["problem"]) == (
        "broken",
        "A file of checks in JSON begins with { or [, and this one does not.",
    )


async def test_junk_is_not_read_to_its_end(admin: Caller, settings: Settings) -> None:
    junk = b"not this\n" * 60_000
    (review,) = json.loads(feed(1))["dataFeedElement"]
    found = await brought(admin, settings, json.dumps(review).encode() + b"\n" + junk, "x.jsonl")
    assert (found["state"], found["added"]) == ("broken", 1)
    assert service.MOST_REFUSED <= found["refused"] < service.MOST_REFUSED + service.BATCH
    assert f"{found['refused']:,} records were refused" in found["problem"]
    assert len(found["refusals"]) == service.TOLD_REFUSALS


async def test_a_large_file_with_some_junk_is(
    admin: Caller, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_REFUSED", 1_000)
    row = "Berth {} is closed.,https://checks.example.org/{},False\n"
    rows = [row.format(n, n) if n % 5 else ",,no\n" for n in range(6_000)]
    found = await brought(
        admin, settings, ("claim,url,rating\n" + "".join(rows)).encode(), "large.csv"
    )
    assert (found["state"], found["added"], found["refused"]) == ("done", 4_800, 1_200)


async def test_a_file_that_breaks_off_keeps_what_came_before(
    admin: Caller, settings: Settings
) -> None:
    found = await brought(admin, settings, feed(700)[:-1000], "cut.json")
    assert found["state"] == "broken"
    assert "breaks off" in found["problem"]
    assert 500 <= found["added"] < 700


async def test_a_read_that_was_killed_goes_on_where_it_was(
    admin: Caller, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = await send(admin, feed(1200))
    number = answer.json()["id"]

    class Killed(Exception):
        pass

    real, calls = service._take_in, 0

    async def dies(*args: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise Killed
        await real(*args)

    monkeypatch.setattr(service, "_take_in", dies)
    with pytest.raises(Killed):
        await service.read_kept(number)
    monkeypatch.undo()
    half = (await admin.get(f"/fact-checks/imports/{number}")).json()
    assert (half["state"], half["read"], half["added"]) == ("running", 500, 500)

    problem = is_problem(
        await admin.delete(f"/fact-checks/imports/{number}", If_Match=f'"{half["version"]}"'), 409
    )
    assert "being read" in problem

    await work(settings, until_empty=True)
    whole = (await admin.get(f"/fact-checks/imports/{number}")).json()
    assert (whole["state"], whole["read"], whole["added"], whole["same"]) == ("done", 1200, 1200, 0)


async def test_two_readers_do_each_batch_once(admin: Caller) -> None:
    number = (await send(admin, feed(1100))).json()["id"]
    content = feed(1100)
    await service.read(number, BytesIO(content), lambda _: None)
    await service.read(number, BytesIO(content), lambda _: None)
    found = (await admin.get(f"/fact-checks/imports/{number}")).json()
    assert (found["read"], found["added"], found["same"]) == (1100, 1100, 0)


async def test_an_import_is_taken_back_with_what_it_brought(
    admin: Caller, settings: Settings
) -> None:
    first = await brought(admin, settings, feed(2), "first.json")
    second = await brought(admin, settings, feed(5), "second.json")
    path = f"/fact-checks/imports/{second['id']}"
    is_problem(await admin.delete(path), 428)
    is_problem(await admin.delete(path, If_Match='"1"'), 412)
    assert (await admin.delete(path, If_Match=f'"{second["version"]}"')).status_code == 204
    is_problem(await admin.get(path), 404)
    assert len((await admin.get("/fact-checks")).json()["items"]) == 2
    again = await brought(admin, settings, feed(5), "second.json")
    assert (again["added"], again["same"]) == (3, 2)
    assert again["id"] != first["id"]


async def test_a_file_over_the_limit_names_the_other_way(admin: Caller, settings: Settings) -> None:
    answer = await send(admin, b" " * (settings.max_file_bytes + 1))
    assert "import-checks" in is_problem(answer, 413)


async def test_the_trail_tells_who_brought_what(admin: Caller, settings: Settings) -> None:
    await brought(admin, settings, feed(2), "feed.json")
    events = await fetch(
        "SELECT action, actor FROM audit_event WHERE entity = 'fact_check_import' ORDER BY number"
    )
    assert [(e["action"], e["actor"]) for e in events] == [
        ("begin", "Ada"), ("read", SYSTEM.name), ("end", SYSTEM.name),
    ]  # fmt: skip


async def test_a_file_is_fetched_from_its_address_and_nothing_else_is(
    app: Litestar, admin: Caller, checker: Caller, settings: Settings
) -> None:
    path = "/fact-checks/imports/fetch"
    with web_server() as web:
        web.pages["/feed.json"] = Answer(feed(3), headers={"Content-Type": "application/json"})
        web.pages["/table"] = Answer(
            b"claim,url,rating\nThe ferry sank.,https://a.example/1,False\n",
            headers={"Content-Type": "text/csv; charset=utf-8"},
        )
        web.pages["/page"] = article("Checks of ours.")
        web.pages["/away"] = redirect("http://10.0.0.1/feed.json")
        web.pages["/long"] = Answer(lambda: iter(lambda: b" " * 100_000, b""))
        is_problem(await admin.post(path, {"url": web.url("/feed.json")}), 422)
        is_problem(await checker.post(path, {"url": web.url("/feed.json")}), 403)
        assert web.asked == []
        app.state.settings = msgspec.structs.replace(
            settings, fetch_allow="127.0.0.1", max_file_bytes=1_000_000
        )
        for place, added in (("/feed.json", 3), ("/table", 1)):
            answer = await admin.post(path, {"url": web.url(place)})
            assert answer.status_code == 202, answer.text
            assert answer.json()["name"] == place[1:]
            await work(settings, until_empty=True)
            done = (await admin.get(f"/fact-checks/imports/{answer.json()['id']}")).json()
            assert (done["state"], done["added"]) == ("done", added)
        again = await admin.post(path, {"url": web.url("/table")})
        assert again.json()["id"] == answer.json()["id"]
        for place, told in (
            ("/page", "a page for people"),
            ("/away", "not on the public internet"),
            ("/none", "404"),
            ("/long", "more than"),
        ):
            refused = await admin.post(path, {"url": web.url(place)})
            assert told in is_problem(refused, 422)
    assert len((await admin.get("/fact-checks/imports")).json()["items"]) == 2
