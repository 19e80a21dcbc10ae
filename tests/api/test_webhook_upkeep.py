"""What webhooks missed is made up for, and what nobody waits for is forgotten."""

import asyncio
from datetime import timedelta

import asyncpg
import msgspec
import pytest

from claimdesk.clock import now, starting_at
from claimdesk.db.engine import fetch
from claimdesk.jobs.worker import work
from claimdesk.settings import Settings
from claimdesk.webhooks import upkeep
from tests.api.conftest import Caller
from tests.api.hooked import desk_of, hooked
from tests.databases import somebody_waits
from tests.webhook_receiver import Receiver, Reply


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Those of a desk that may send to this machine, where the receivers are."""
    return msgspec.structs.replace(settings, fetch_allow="127.0.0.1")


async def test_what_happens_in_a_pause_during_a_catch_up_is_caught_up_with(
    checker: Caller,
    editor: Caller,
    admin: Caller,
    receiver: Receiver,
    settings: Settings,
    database_url: str,
) -> None:
    hook = await hooked(admin, receiver)
    desk = await desk_of(checker, editor)
    await admin.post(f"{hook.path}/pause")
    await desk.judge(0, "true")
    await admin.post(f"{hook.path}/resume")
    elsewhere = await asyncpg.connect(database_url)
    try:
        held = elsewhere.transaction()
        await held.start()
        await elsewhere.execute(
            "INSERT INTO webhook_delivery (endpoint, message, seq, article, kind, body, state, "
            "attempts, next_at, created_at) VALUES ($1, '', 1, 1, '', '', 'pending', 0, now(), now())",
            hook.id,
        )
        first = asyncio.create_task(upkeep.catch_up(hook.id))
        await somebody_waits()  # to write the first message
        await admin.post(f"{hook.path}/pause")
        await desk.judge(1, "false")
        await admin.post(f"{hook.path}/resume")
        await held.rollback()
        await first
    finally:
        await elsewhere.close()
    await work(settings, until_empty=True)
    assert receiver.seqs == [1, 2]
    assert await upkeep.behind() == []


async def test_what_ended_long_ago_is_forgotten(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    hook = await hooked(admin, receiver)
    desk = await desk_of(checker, editor)
    await desk.judge(0, "true")
    await hook.send()
    receiver.answer = lambda _: Reply(500)
    await desk.judge(0, "false")
    await hook.send()
    known = {d["seq"]: d["message"] for d in await hook.deliveries()}
    with starting_at(now() + timedelta(days=31)):
        await upkeep.forget()
    assert [d["seq"] for d in await hook.deliveries()] == [2], "what waits is kept"
    await admin.post(f"{hook.path}/redelivery", {"after": 0})
    assert {d["seq"]: d["message"] for d in await hook.deliveries()} == known


async def test_what_waits_for_a_removed_webhook_is_forgotten(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    gone, kept = await hooked(admin, receiver), await hooked(admin, receiver)
    receiver.answer = lambda _: Reply(500)
    await (await desk_of(checker, editor)).judge(0, "true")
    await gone.send()
    await kept.send()
    await admin.delete(gone.path)

    async def endpoints() -> list[int]:
        rows = await fetch("SELECT endpoint FROM webhook_delivery ORDER BY 1")
        return [row["endpoint"] for row in rows]

    await upkeep.forget()
    assert await endpoints() == [gone.id, kept.id], "not long ago"
    with starting_at(now() + timedelta(days=31)):
        await upkeep.forget()
    assert await endpoints() == [kept.id]
    assert len(await fetch("SELECT FROM webhook_attempt")) == 1
