"""Writers that meet: one waits for the other or passes by, and neither is turned away."""

import asyncio

from claimdesk.accounts.rules import SYSTEM
from claimdesk.assignments import overdue
from claimdesk.assignments import service as assignments
from claimdesk.assignments.schemas import Ending
from claimdesk.claims import store
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.sources.rules import SourceKey
from claimdesk.sources.service import ensure
from tests.api.conftest import ARTICLE, Caller
from tests.databases import somebody_waits

OTHER = ARTICLE.replace("Maren Holt, the harbour master", "M. Holt")


async def _quoted(caller: Caller, text: str) -> tuple[int, int]:
    """A claim of a new article, and its source."""
    claims = (await caller.post("/articles", {"text": text})).json()["claims"]
    claim = next(c for c in claims if "We have no choice" in c["text"])
    return claim["id"], claim["source"]["source_id"]


async def test_a_claim_is_marked_anew_while_its_source_is_merged(
    checker: Caller, editor: Caller
) -> None:
    claim, source = await _quoted(checker, ARTICLE)
    _, target = await _quoted(checker, OTHER)
    alias = (await fetch("SELECT name, kind FROM source_alias WHERE source = {}", source))[0]
    desk = (await fetch("SELECT desk FROM claim WHERE id = {}", claim))[0]["desk"]
    locked, waiting = asyncio.Event(), asyncio.Event()

    async def mark() -> int:
        async with transaction():
            assert await store.lock_row(claim)
            locked.set()
            await waiting.wait()
            key = SourceKey(alias["name"], alias["kind"], unnamed=False)
            return (await ensure(desk, {key}))[key]

    async def merge() -> int:
        await locked.wait()
        answer = await editor.post(f"/sources/{target}/merges", {"source": source})
        return answer.status_code

    async def watch() -> None:
        await locked.wait()
        await somebody_waits()
        waiting.set()

    found, status, _ = await asyncio.gather(mark(), merge(), watch())
    assert (found, status) == (source, 201)


async def test_a_claim_is_set_aside_while_it_is_found_overdue(checker: Caller) -> None:
    claim, _ = await _quoted(checker, ARTICLE)
    await checker.post(f"/claims/{claim}/assignment", {"due": now().isoformat()})
    locked, told = asyncio.Event(), asyncio.Event()

    async def set_aside() -> None:
        async with transaction():
            assert await store.lock_row(claim)
            locked.set()
            async with asyncio.timeout(20):
                await told.wait()
            await assignments.end(SYSTEM, [claim], Ending.DISMISSED)

    async def escalate() -> int:
        await locked.wait()
        number = await overdue.escalate()
        told.set()
        return number

    assert (await asyncio.gather(set_aside(), escalate()))[1] == 1
