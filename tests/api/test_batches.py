"""Many articles at once: each on its own, resumed where it stopped, and watched."""

import json
from typing import Any

import httpx
import msgspec
import pytest
from litestar import Litestar

from claimdesk.accounts.rules import Role, Scope
from claimdesk.db.engine import fetch
from claimdesk.ingest import service
from claimdesk.jobs.worker import work
from claimdesk.settings import Settings
from tests.api.conftest import Caller, SignIn, TokenFor
from tests.api.test_bad_input import is_problem, rows
from tests.formats.documents import BOMB, NINJS_1, RSS, news_item, news_message, word
from tests.formats.test_hostile import zip_bomb
from tests.web_server import Answer, article, redirect, web_server


def story(number: int, words: str = "double") -> dict[str, Any]:
    text = f"The fees of berth {number} will {words}, Maren Holt said on Monday."
    return {"source": "cms", "external_id": f"berth-{number}", "text": text}


async def watched(caller: Caller, settings: Settings, answer: httpx.Response) -> dict[str, Any]:
    """A batch once its job has run."""
    assert answer.status_code == 202, answer.text
    assert answer.json()["state"] == "waiting"
    await work(settings, until_empty=True)
    path = answer.headers["Location"].removeprefix("/api/v1")
    found: dict[str, Any] = (await caller.get(path)).json()
    return found


def counts(found: dict[str, Any]) -> tuple[Any, ...]:
    names = ("state", "total", "done", "added", "changed", "same", "refused")
    return tuple(found[name] for name in names)


async def test_a_batch_is_taken_in_by_a_job(checker: Caller, settings: Settings) -> None:
    items = [story(n) for n in range(12)]
    answer = await checker.post("/articles/batch", {"items": items})
    first = await watched(checker, settings, answer)
    assert counts(first) == ("done", 12, 12, 12, 0, 0, 0)
    assert first["started_by"]["id"] == checker.id
    assert await rows("article") == 12
    assert await rows("ingest_item") == 0
    changed = [story(0, "triple"), *items[1:], story(99) | {"text": "..."}]
    second = await watched(
        checker, settings, await checker.post("/articles/batch", {"items": changed})
    )
    assert counts(second) == ("done", 13, 13, 0, 1, 11, 1)
    (refusal,) = second["refusals"]
    assert (refusal["number"], refusal["name"]) == (13, "berth-99")
    assert "empty" in refusal["detail"]
    assert await rows("article") == 12
    listed = (await checker.get("/ingests")).json()["items"]
    assert [one["id"] for one in listed] == [second["id"], first["id"]]


async def test_the_articles_of_a_batch_are_told_each_once_with_what_became_of_it(
    checker: Caller, settings: Settings, token_for: TokenFor, sign_in: SignIn
) -> None:
    items = [story(n) for n in range(3)]
    answer = await checker.post("/articles/batch", {"items": items})
    path = answer.headers["Location"].removeprefix("/api/v1")
    assert (await checker.get(f"{path}/articles")).json() == {"items": [], "next": None}
    await watched(checker, settings, answer)

    changed = [
        story(0, "triple"),
        story(1),
        story(9),
        story(9, "halve"),
        story(8) | {"text": "..."},
    ]
    answer = await checker.post("/articles/batch", {"items": changed})
    second = await watched(checker, settings, answer)
    assert counts(second) == ("done", 5, 5, 1, 2, 1, 1)
    path = f"/ingests/{second['id']}/articles"
    told = (await checker.get(path)).json()["items"]
    assert [(one["number"], one["outcome"]) for one in told] == [
        (1, "revised"), (2, "same"), (3, "added"),
    ]  # fmt: skip
    for one in told:
        article = (await checker.get(f"/articles/{one['article']}")).json()
        assert one["title"] == article["title"]

    page, seen = (await checker.get(path, limit=2)).json(), []
    seen += page["items"]
    page = (await checker.get(path, limit=2, cursor=page["next"])).json()
    assert [*seen, *page["items"]] == told
    assert page["next"] is None

    sender = await token_for(Scope.ARTICLES_WRITE)
    is_problem(await sender.get(path), 403)  # it may send articles, and read none
    other = await sign_in("olaf", Role.CHECKER, desk="elsewhere")
    is_problem(await other.get(path), 404)


async def test_files_of_every_kind_in_one_form(checker: Caller, settings: Settings) -> None:
    files = [
        ("file", ("a.docx", word())),
        ("file", ("b.json", msgspec.json.encode([NINJS_1, NINJS_1 | {"uri": "b", "body_xhtml": "<p>So.</p>"}]))),
        ("file", ("c.xml", news_message(news_item(guid="c"), news_item(guid="d")))),
        ("file", ("d.rss", RSS)),
        ("file", ("e.txt", b"The ferry is late, she said.")),
        ("file", ("bomb.xml", news_item("<p>&j;</p>", head=BOMB))),
        ("file", ("bomb.docx", zip_bomb(50_000_000))),
        ("file", ("lie.txt", word())),
    ]  # fmt: skip
    answer = await checker.http.post("/api/v1/articles/batch", files=files, data={"source": "drop"})
    found = await watched(checker, settings, answer)
    assert counts(found) == ("done", 8, 8, 8, 0, 0, 3)
    assert [refusal["name"] for refusal in found["refusals"]] == [
        "bomb.xml",
        "bomb.docx",
        "lie.txt",
    ]
    assert {row["source"] for row in await fetch("SELECT source FROM article")} == {"drop"}
    again = await checker.http.post("/api/v1/articles/batch", files=files, data={"source": "drop"})
    assert counts(await watched(checker, settings, again)) == ("done", 8, 8, 0, 0, 8, 3)
    assert await rows("article") == 8


class Killed(BaseException):
    """As when the process ends."""


async def test_a_batch_that_was_killed_goes_on_where_it_was(
    checker: Caller, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = await checker.post("/articles/batch", {"items": [story(n) for n in range(6)]})
    number = answer.json()["id"]
    note, noted = service._note, 0

    async def until_the_third(*args: Any) -> None:
        nonlocal noted
        noted += 1
        if noted == 3:
            raise Killed  # the third article is in, and not counted yet
        await note(*args)

    with monkeypatch.context() as patched:
        patched.setattr(service, "_note", until_the_third)
        with pytest.raises(Killed):
            await service.take_in_kept(number, settings.max_article_chars)
    halfway = (await checker.get(f"/ingests/{number}")).json()
    assert counts(halfway) == ("running", 6, 2, 2, 0, 0, 0)
    assert await rows("article") == 3
    await work(settings, until_empty=True)
    found = (await checker.get(f"/ingests/{number}")).json()
    assert counts(found) == ("done", 6, 6, 5, 0, 1, 0)
    assert await rows("article") == 6


async def test_a_batch_is_its_senders_own(
    checker: Caller, sign_in: SignIn, token_for: TokenFor, settings: Settings
) -> None:
    answer = await checker.post("/articles/batch", {"items": [story(1)]})
    path = f"/ingests/{answer.json()['id']}"
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    is_problem(await stranger.get(path), 404)
    assert (await stranger.get("/ingests")).json()["items"] == []
    cms = await token_for(Scope.ARTICLES_WRITE)
    sent = await watched(cms, settings, await cms.post("/articles/batch", {"items": [story(2)]}))
    assert (sent["added"], sent["started_by"]) == (1, None)
    is_problem(await (await token_for(Scope.RATINGS_READ)).get(path), 403)


async def test_a_checker_takes_no_byline_away_by_the_batch(
    checker: Caller, settings: Settings
) -> None:
    named = story(1) | {"byline": "Vera"}
    await watched(checker, settings, await checker.post("/articles/batch", {"items": [named]}))
    other = named | {"byline": "Somebody Else"}
    found = await watched(
        checker, settings, await checker.post("/articles/batch", {"items": [other]})
    )
    assert (found["changed"], found["refused"]) == (0, 1)
    assert (await fetch("SELECT byline FROM article"))[0]["byline"] == "Vera"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"items": []}, 400),
        ({"items": [{"text": 5}]}, 400),
        ({"items": [story(1)] * 501}, 400),
        ({"items": [story(1) | {"desk": 999}]}, 422),
        ({"items": [story(1)], "desk": 999}, 404),
        ({}, 400),
    ],
)
async def test_what_is_no_batch(checker: Caller, body: dict[str, Any], status: int) -> None:
    is_problem(await checker.post("/articles/batch", body), status)
    assert await rows("ingest") == 0


async def test_what_is_no_text_in_a_batch(checker: Caller) -> None:
    for field in ("text", "title", "byline"):
        for bad in ("\ud800 and more words", "\udc00 and more"):
            body = json.dumps({"items": [story(1) | {field: bad}]})
            answer = await checker.http.post(
                "/api/v1/articles/batch", content=body, headers={"Content-Type": "application/json"}
            )
            assert answer.status_code in {400, 422}, answer.text
    is_problem(await checker.http.post("/api/v1/articles/batch", files={"other": b"x"}), 422)
    is_problem(
        await checker.http.post("/api/v1/articles/batch", data={"file": "x"}, files={"o": b"x"}),
        422,
    )
    assert await rows("ingest") == 0


async def test_a_page_comes_in_by_its_address(
    app: Litestar, checker: Caller, settings: Settings
) -> None:
    words = "The council said on Monday that the harbour fees will double by the first of March. "
    with web_server() as web:
        web.pages["/story"] = article(words * 3, "Harbour fees")
        web.pages["/away"] = redirect("http://10.0.0.1/secret")
        web.pages["/feed"] = Answer(RSS, headers={"Content-Type": "application/rss+xml"})
        web.pages["/long"] = Answer(lambda: iter(lambda: b"<p>and more</p>" * 1000, b""))
        is_problem(await checker.post("/articles/fetch", {"url": web.url("/story")}), 422)
        assert web.asked == []
        app.state.settings = msgspec.structs.replace(settings, fetch_allow="127.0.0.1")
        made = await checker.post("/articles/fetch", {"url": web.url("/story")})
        assert made.status_code == 201, made.text
        assert (made.json()["title"], made.json()["source"]) == ("Harbour fees", "127.0.0.1")
        assert made.json()["claims"]
        again = await checker.post("/articles/fetch", {"url": web.url("/story")})
        assert (again.status_code, again.json()["id"]) == (200, made.json()["id"])
        for path, told in (
            ("/away", "not on the public internet"),
            ("/feed", "2 articles"),
            ("/none", "404"),
            ("/long", "more than"),
        ):
            refused = await checker.post("/articles/fetch", {"url": web.url(path)})
            assert told in is_problem(refused, 422)
    assert await rows("article") == 1
