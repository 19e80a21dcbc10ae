"""A bridge whose desk does not take what it sends, is another one, or was set back."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from litestar import Litestar

from claimdesk.client import ApiError
from claimdesk.publishing.connectors import as_ninjs
from tests.api.bridges import SECRETS, VERSIONED, Bridges, Stories, bridges, generic, versioned
from tests.api.conftest import ARTICLE, Caller, TokenFor
from tests.api.published import claim_of, publish
from tests.cms_server import cms_server


@pytest.fixture
async def made(app: Litestar, token_for: TokenFor, tmp_path: Path) -> Bridges:
    (tmp_path / "versioned.py").write_text(VERSIONED)
    return await bridges(app, token_for, tmp_path)


async def test_a_desk_that_is_set_back_meanwhile_gets_its_articles_again(
    made: Bridges, checker: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="claimdesk.connect")
    stories = Stories()
    stories.save("1", ARTICLE)
    with cms_server(stories.answer) as cms:
        async with made.bridge(versioned(cms)) as bridge:
            for _ in range(2):
                await bridge.poll()
            assert caplog.text.count("Sent the desk article 1,") == 1
            bridge._state.take([], 900, "")
            await bridge.poll()
            assert caplog.text.count("Sent the desk article 1,") == 2
            assert bridge._state.after == 0
    assert len((await checker.get("/articles")).json()["items"]) == 1


async def test_a_wrong_desk_loses_no_article(
    made: Bridges, checker: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    stories = Stories()
    stories.save("1", ARTICLE)
    stories.save("2", ARTICLE)
    made.desk = "desk = 4711\n"
    with cms_server(stories.answer) as cms:
        for _ in range(2):
            async with made.bridge(versioned(cms)) as bridge:
                assert not await bridge.once()
        assert "The desk says 404" in caplog.text
        made.desk = ""
        async with made.bridge(versioned(cms)) as bridge:
            assert await bridge.once()
    assert len((await checker.get("/articles")).json()["items"]) == 2


async def test_the_withdrawal_of_what_the_desk_never_had_is_done(made: Bridges) -> None:
    gone = as_ninjs("1", datetime(2026, 11, 1, tzinfo=UTC), "1", {"pubstatus": "canceled"})
    with cms_server(lambda _: (204, b"")) as cms:
        async with made.bridge(generic(cms), SECRETS) as bridge:
            assert await bridge.offer(gone)
            assert bridge._state.has_sent("1", gone.digest)
        made.desk = "desk = 4711\n"
        (made.folder / "state.sqlite").unlink()
        async with made.bridge(generic(cms), SECRETS) as bridge:
            with pytest.raises(ApiError):
                await bridge.offer(gone)
            assert not bridge._state.has_sent("1", gone.digest)


async def test_what_the_desk_refused_is_offered_again(made: Bridges, checker: Caller) -> None:
    stories = Stories()
    stories.save("1", ARTICLE)
    made.failing, made.status = "/articles/cms/1/", 422
    with cms_server(stories.answer) as cms:
        async with made.bridge(versioned(cms)) as bridge:
            assert await bridge.once()
            assert (await checker.get("/articles")).json()["items"] == []
            made.failing = ""
            assert await bridge.once()
    assert len((await checker.get("/articles")).json()["items"]) == 1


async def test_no_rating_stands_on_a_text_that_the_desk_refuses(
    made: Bridges, checker: Caller, editor: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    stories = Stories()
    stories.save("1", ARTICLE)
    with cms_server(stories.answer) as cms:
        async with made.bridge(versioned(cms)) as bridge:
            assert await bridge.once()
            (listed,) = (await checker.get("/articles")).json()["items"]
            article = (await checker.get(f"/articles/{listed['id']}")).json()
            claim = claim_of(article, unnamed=False)
            await publish(checker, editor, claim)
            assert await bridge.once()
            assert [one["kind"] for one in stories.ratings["1"]] == ["published"]
            # The text becomes one that the desk does not take: what was written goes off it.
            stories.save("1", " ")
            assert not await bridge.once()
            assert stories.ratings["1"] == []
            assert "it has no ratings until then" in caplog.text
            # A correction does not come onto it either.
            await publish(checker, editor, claim, rating="true")
            assert not await bridge.once()
            assert stories.ratings["1"] == []
            stories.save("1", ARTICLE)
            assert await bridge.once()
            assert [one["rating"] for one in stories.ratings["1"]] == ["true"]


async def test_the_cms_is_told_that_the_desk_was_set_back(
    made: Bridges, checker: Caller, editor: Caller
) -> None:
    stories = Stories()
    stories.save("1", ARTICLE)
    with cms_server(stories.answer) as cms:
        async with made.bridge(versioned(cms)) as bridge:
            assert await bridge.once()
            (listed,) = (await checker.get("/articles")).json()["items"]
            article = (await checker.get(f"/articles/{listed['id']}")).json()
            for rating in ("false", "true"):
                await publish(checker, editor, claim_of(article, unnamed=False), rating=rating)
                assert await bridge.once()
            bridge._state.take([], 900, "")
            stories.seqs.append(900)  # as the desk said before it was set back
            assert await bridge.once()
    assert stories.anew == [False, False, True]
