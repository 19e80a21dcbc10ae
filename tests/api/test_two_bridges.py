"""Two bridges on one CMS, each with a state of its own: what is older never stays."""

import asyncio
import json
from pathlib import Path

import pytest
from litestar import Litestar

from tests.api.bridges import SECRETS, VERSIONED, Bridges, Stories, bridges, generic, versioned
from tests.api.conftest import ARTICLE, Caller, TokenFor
from tests.api.published import claim_of, publish, send_in
from tests.cms_server import Asked, cms_server


@pytest.fixture
async def made(app: Litestar, token_for: TokenFor, tmp_path: Path) -> Bridges:
    (tmp_path / "versioned.py").write_text(VERSIONED)
    return await bridges(app, token_for, tmp_path)


async def test_an_older_write_that_comes_late_is_refused_and_becomes_the_newest(
    made: Bridges, checker: Caller, editor: Caller
) -> None:
    stories, loop = Stories(), asyncio.get_running_loop()
    stories.save("1", ARTICLE)
    with cms_server(stories.answer) as cms:
        async with (
            made.bridge(versioned(cms), state="one.sqlite") as quick,
            made.bridge(versioned(cms), state="two.sqlite") as late,
        ):
            assert await quick.once()
            (listed,) = (await checker.get("/articles")).json()["items"]
            article = (await checker.get(f"/articles/{listed['id']}")).json()
            claim = claim_of(article, unnamed=False)

            async def overtaken(rating: str) -> None:
                await publish(checker, editor, claim, rating=rating)
                assert await quick.once()

            def meanwhile(rating: str) -> None:
                asyncio.run_coroutine_threadsafe(overtaken(rating), loop).result(60)

            await publish(checker, editor, claim, rating="false")
            # The first write of one that never wrote, and one of a bridge that did.
            for before, after in (("false", "true"), ("half_true", "mostly_true")):
                if before != "false":
                    await publish(checker, editor, claim, rating=before)
                stories.meanwhile = lambda after=after: meanwhile(after)
                assert await late.once()
                assert [one["rating"] for one in stories.ratings["1"]] == [after]
            assert await quick.once()
    assert stories.seqs == sorted(stories.seqs), "an older write went over a newer one"
    assert not any(stories.anew)


async def test_a_cms_without_memory_has_the_newest_once_both_are_through(
    made: Bridges, checker: Caller, editor: Caller
) -> None:
    loop, kept = asyncio.get_running_loop(), []
    article = await send_in(checker, source="cms", external_id="1")
    claim = claim_of(article, unnamed=False)

    async def overtaken() -> None:
        await publish(checker, editor, claim, rating="true")
        assert await quick.once()

    def answer(asked: Asked) -> tuple[int, bytes]:
        if not late_writes:
            late_writes.append(asked)
            asyncio.run_coroutine_threadsafe(overtaken(), loop).result(60)
        kept.append(json.loads(asked.body)["seq"])
        return 204, b""

    late_writes: list[Asked] = []
    with cms_server(answer) as cms:
        async with (
            made.bridge(generic(cms), SECRETS, state="one.sqlite") as quick,
            made.bridge(generic(cms), SECRETS, state="two.sqlite") as late,
        ):
            await publish(checker, editor, claim, rating="false")
            assert await late.once()
    assert kept[-1] == max(kept)
    assert kept != sorted(kept), "nothing was overtaken: this shows nothing"
