"""The bridge between a desk and any CMS, by the generic connector and a small one of the test's."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar

from claimdesk.publishing import cursors
from claimdesk.publishing.connectors import Secret, wordpress
from claimdesk.publishing.connectors.bridge import Bridge
from claimdesk.publishing.connectors.listening import receiver
from claimdesk.publishing.connectors.model import Refused
from tests.api.bridges import SECRETS, VERSIONED, Bridges, Stories, bridges, generic, versioned
from tests.api.conftest import ARTICLE, Caller, TokenFor
from tests.api.published import claim_of, publish, send_in
from tests.cms_server import Asked, CmsServer, cms_server


@pytest.fixture
async def made(app: Litestar, token_for: TokenFor, tmp_path: Path) -> Bridges:
    (tmp_path / "versioned.py").write_text(VERSIONED)
    return await bridges(app, token_for, tmp_path)


def bodies(cms: CmsServer) -> list[Any]:
    return [json.loads(asked.body) for asked in cms.asked if asked.method != "GET"]


async def test_every_change_of_a_rating_is_written_once(
    made: Bridges, checker: Caller, editor: Caller
) -> None:
    article = await send_in(checker, source="cms", external_id="story/1 ä")
    other = await send_in(checker, source="elsewhere", external_id="2")
    claim = claim_of(article, unnamed=False)
    await publish(checker, editor, claim, summary='So "they" say.')
    await publish(checker, editor, claim_of(other, unnamed=False))
    with cms_server(lambda _: (204, b"")) as cms:
        async with made.bridge(generic(cms), SECRETS) as bridge:
            assert await bridge.once()
            assert await bridge.once()
        (asked,) = cms.asked
        assert (asked.method, asked.path) == ("PUT", "/stories/story%2F1%20%C3%A4/ratings")
        assert asked.headers["authorization"] == "Bearer s3cret-value"
        (body,) = bodies(cms)
        assert [one["kind"] for one in body["ratings"]] == ["published"]
        assert body["jsonld"]["@graph"][0]["@type"] == "ClaimReview"
        await publish(checker, editor, claim, rating="true")
        await publish(checker, editor, claim_of(article, unnamed=True))
        async with made.bridge(generic(cms), SECRETS) as bridge:
            assert await bridge.once()
        assert len(cms.asked) == 2, "both news of an article in one"
        assert {one["kind"] for one in bodies(cms)[1]["ratings"]} == {"corrected", "published"}
        for number in (claim, claim_of(article, unnamed=True)):
            await publish(checker, editor, number, rating="void")
        # A lost memory writes what holds, once more.
        (made.folder / "state.sqlite").unlink()
        async with made.bridge(generic(cms), SECRETS) as bridge:
            assert await bridge.once()
        assert bodies(cms)[2]["ratings"] == []
        assert bodies(cms)[2]["jsonld"]["@graph"] == []


async def test_one_bad_article_stops_no_other_and_is_tried_again(
    made: Bridges, checker: Caller, editor: Caller
) -> None:
    for name in ("bad", "good"):
        article = await send_in(checker, source="cms", external_id=name)
        await publish(checker, editor, claim_of(article, unnamed=False))
    broken = True

    def answer(asked: Asked) -> tuple[int, bytes]:
        return (500, b"Out of order") if broken and "/bad/" in asked.path else (204, b"")

    with cms_server(answer) as cms:
        async with made.bridge(generic(cms), SECRETS) as bridge:
            assert not await bridge.once()
            assert [asked.path.split("/")[2] for asked in cms.asked] == ["bad", "good"]
            broken = False
            assert await bridge.once(), "it is not its turn yet"
            assert len(cms.asked) == 2
            bridge._state._file.execute("UPDATE work SET not_before = 0")
            assert await bridge.once()
        assert [asked.path.split("/")[2] for asked in cms.asked] == ["bad", "good", "bad"]


async def test_a_cms_says_when_to_come_again(
    made: Bridges, checker: Caller, editor: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    article = await send_in(checker, source="cms", external_id="1")
    await publish(checker, editor, claim_of(article, unnamed=False))
    with cms_server(lambda _: (429, b"")) as cms:
        for said, kept_to in (("600", "600"), ("9" * 300, "86400"), ("soon", "20")):
            cms.headers = {"Retry-After": said}
            async with made.bridge(generic(cms), SECRETS) as bridge:
                bridge._state._file.execute("UPDATE work SET not_before = 0")
                assert not await bridge.once()
            assert f"Next try in {kept_to} s" in caplog.text


@pytest.mark.parametrize(
    ("status", "told"),
    [(401, "Make an application password in that user's profile"), (403, "the role Editor")],
)
async def test_wordpress_that_lets_nobody_in_is_said_with_what_to_do(
    status: int, told: str
) -> None:
    with cms_server(lambda _: (status, b'{"code": "incorrect_password"}')) as cms:
        async with httpx.AsyncClient() as http:
            options = wordpress.Options(url=cms.url, user="bridge", password=Secret("wrong-one"))
            with pytest.raises(Refused, match="bridge") as refused:
                await wordpress.Connector(options, http).current("1")
    assert told in str(refused.value)
    assert "wrong-one" not in str(refused.value)


async def test_a_cms_that_is_away_is_named(
    made: Bridges, checker: Caller, editor: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    article = await send_in(checker, source="cms", external_id="1")
    await publish(checker, editor, claim_of(article, unnamed=False))
    with cms_server(lambda _: (204, b"")) as cms:
        pass  # it was there, and nobody listens at its address any more
    async with made.bridge(generic(cms), SECRETS) as bridge:
        assert not await bridge.once()
    assert f"The CMS at {cms.url} cannot be reached: " in caplog.text


async def test_a_preview_shows_all_and_changes_nothing(
    made: Bridges, checker: Caller, editor: Caller
) -> None:
    article = await send_in(checker, source="cms", external_id="1")
    await publish(checker, editor, claim_of(article, unnamed=False))
    with cms_server(lambda _: (204, b"")) as cms:
        for _ in range(2):
            async with made.bridge(generic(cms), SECRETS, preview=True) as bridge:
                assert await bridge.once()
            shown = made.shown.pop()
            assert f"PUT {cms.url}/stories/1/ratings" in shown
            assert '"kind": "published"' in shown
            assert "s3cret" not in shown
        assert cms.asked == []
        async with made.bridge(generic(cms), SECRETS) as bridge:
            assert await bridge.once()
        assert len(cms.asked) == 1


async def test_articles_come_in_and_a_text_that_changes_meanwhile_is_read_first(
    made: Bridges, checker: Caller, editor: Caller
) -> None:
    stories = Stories()
    stories.save("1", ARTICLE)
    stories.save("2", " ")  # which no desk takes
    stories.save("3", ARTICLE)
    with cms_server(stories.answer) as cms:
        async with made.bridge(versioned(cms)) as bridge:
            assert await bridge.once()
            listed = (await checker.get("/articles")).json()["items"]
            assert {one["external_id"] for one in listed} == {"1", "3"}
            (first,) = [one for one in listed if one["external_id"] == "1"]
            article = (await checker.get(f"/articles/{first['id']}")).json()
            claim = claim_of(article, unnamed=False)
            await publish(checker, editor, claim)
            # While the rating is on its way, an editor changes the very words that were judged.
            stories.edits = [("1", ARTICLE.replace("double harbour", "treble harbour"))]
            assert await bridge.once()
        assert (await checker.get(f"/articles/{first['id']}")).json()["revision"] == 2
        (stale,) = stories.ratings["1"]
        assert stale["kind"] == "stale"
        assert (stale["rating"], stale["label"], stale["summary"]) == ("", "", "")
        # What changes without end is left for later.
        await publish(checker, editor, claim)
        stories.edits = [("1", f"{ARTICLE}\n\nOne {n}.") for n in range(20)]
        async with made.bridge(versioned(cms)) as bridge:
            assert not await bridge.once()
        assert 10 < len(stories.edits) < 20


async def test_an_id_chooses_no_other_address(
    made: Bridges, checker: Caller, editor: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("..", "../admin?x=#y"):
        article = await send_in(checker, source="cms", external_id=name)
        await publish(checker, editor, claim_of(article, unnamed=False))
    with cms_server(lambda _: (204, b"")) as cms:
        async with made.bridge(generic(cms), SECRETS) as bridge:
            assert not await bridge.once()
    assert [asked.path for asked in cms.asked] == ["/stories/..%2Fadmin%3Fx%3D%23y/ratings"]
    assert "leads out of its folder" in caplog.text


async def test_an_article_that_the_desk_fails_on_stops_no_other(
    made: Bridges, checker: Caller
) -> None:
    stories = Stories()
    for name in ("1", "2", "3"):
        stories.save(name, ARTICLE)
    made.failing = "/articles/cms/2/"
    with cms_server(stories.answer) as cms:
        async with made.bridge(versioned(cms)) as bridge:
            assert not await bridge.once()
            listed = (await checker.get("/articles")).json()["items"]
            assert {one["external_id"] for one in listed} == {"1", "3"}
            made.failing = ""
            assert await bridge.once()
    listed = (await checker.get("/articles")).json()["items"]
    assert {one["external_id"] for one in listed} == {"1", "2", "3"}


async def test_a_desk_that_was_set_back_is_read_from_its_beginning(
    made: Bridges, checker: Caller, editor: Caller
) -> None:
    article = await send_in(checker, source="cms", external_id="1")
    await publish(checker, editor, claim_of(article, unnamed=False))
    with cms_server(lambda _: (204, b"")) as cms:
        async with made.bridge(generic(cms), SECRETS) as bridge:
            bridge._state.take([], 900, "")
            assert await bridge.once()
        assert len(cms.asked) == 1


async def test_a_feed_that_gives_its_numbers_again_is_read_from_its_beginning(
    made: Bridges, checker: Caller, editor: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    article = await send_in(checker, source="cms", external_id="1")
    await publish(checker, editor, claim_of(article, unnamed=False))
    with cms_server(lambda _: (204, b"")) as cms:
        async with made.bridge(generic(cms), SECRETS) as bridge:
            assert await bridge.once()
            assert len(cms.asked) == 1
            # What was written is of after the backup; number 1 is another event now.
            await cursors.rename()
            await bridge.follow()
            assert "another than was read" in caplog.text
            assert (bridge._state.after, bridge._state.feed) == (0, "")
            await bridge.follow()
            assert len(cms.asked) == 2
            assert bridge._state.feed
            assert await bridge.once()
            assert len(cms.asked) == 2


async def test_a_desk_that_is_set_back_while_its_ratings_are_written(
    made: Bridges, checker: Caller, editor: Caller
) -> None:
    stories = Stories()
    stories.save("1", ARTICLE)
    with cms_server(stories.answer) as cms:
        async with made.bridge(versioned(cms)) as bridge:
            assert await bridge.once()
            (listed,) = (await checker.get("/articles")).json()["items"]
            article = (await checker.get(f"/articles/{listed['id']}")).json()
            await publish(checker, editor, claim_of(article, unnamed=False))
            await bridge._read(0)
            await cursors.rename()
            (due,) = bridge._due()
            assert not await bridge._try(due)
            assert await bridge.once()
    assert [one["kind"] for one in stories.ratings["1"]] == ["published"]


async def test_a_desk_that_refuses_the_token_or_is_away_is_said(
    made: Bridges, caplog: pytest.LogCaptureFixture
) -> None:
    made.token = "cd_wrong"
    with cms_server(lambda _: (204, b"")) as cms:
        async with made.bridge(generic(cms), SECRETS) as bridge:
            assert not await bridge.once()
    assert "The desk says 401" in caplog.text
    assert "cd_wrong" not in caplog.text


async def answered(bridge: Bridge, body: bytes) -> httpx.Response:
    app: Any = receiver(bridge)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://bridge") as cms:
        return await cms.post("/", content=body)


async def test_what_is_pushed_is_answered_when_the_desk_has_it(
    made: Bridges, checker: Caller
) -> None:
    stories = Stories()
    stories.save("1", ARTICLE)
    stories.save("2", " ")
    with cms_server(stories.answer) as cms:
        async with made.bridge(versioned(cms)) as bridge:
            for _ in range(2):
                came = await answered(bridge, json.dumps(stories.stories["1"]).encode())
                assert came.status_code == 204
            empty = await answered(bridge, json.dumps(stories.stories["2"]).encode())
        assert (empty.status_code, empty.json()["title"]) == (
            422,
            "Something in the request is not acceptable",
        )
        assert "does not take it" in empty.json()["detail"]
        listed = (await checker.get("/articles")).json()["items"]
        assert [one["external_id"] for one in listed] == ["1"]
        made.token = "cd_wrong"
        (made.folder / "state.sqlite").unlink()
        async with made.bridge(versioned(cms)) as bridge:
            refused = await answered(bridge, json.dumps(stories.stories["1"]).encode())
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
        assert refused.headers["content-type"] == "application/problem+json"
        async with made.bridge(generic(cms), SECRETS) as bridge:
            assert (await answered(bridge, b"{}")).status_code == 404
