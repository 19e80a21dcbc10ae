"""One reader's stream of server-sent events."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import msgspec

from claimdesk.accounts.rules import Actor
from claimdesk.audit import views as audit
from claimdesk.clock import now
from claimdesk.live import service
from claimdesk.live.channels import LOST, Channels, Reader
from claimdesk.live.rules import (
    BEAT,
    LATELY,
    MAX_CHANGES,
    Message,
    desk_channel,
    is_told,
    person_channel,
    portions,
    wire,
)
from claimdesk.live.schemas import LiveHello

Caller = Callable[[], Awaitable[Actor | None]]
_leaving: set[asyncio.Task[None]] = set()


async def stream(
    channels: Channels,
    actor: Actor,
    caller: Caller,
    after: int | None,
    tab: str | None,
    beat: float = BEAT,
) -> AsyncIterator[bytes]:
    """What happens on the caller's desks, from `after` on, until they leave or may not hear it.

    `caller` says who calls, asked again with every beat. Raises Unavailable.
    """
    names = [desk_channel(desk) for desk in sorted(actor.desks)]
    if actor.person_id is not None:
        names.append(person_channel(actor.person_id))
    # Listens before it looks at the trail: what happens between the two comes twice, not never.
    reader = await channels.reader(names)
    return _events(channels, reader, actor, caller, after, tab, beat)


async def _events(
    channels: Channels,
    reader: Reader,
    actor: Actor,
    caller: Caller,
    after: int | None,
    tab: str | None,
    beat: float,
) -> AsyncIterator[bytes]:
    try:
        head = await audit.head()
        missed = await audit.since(actor, after, now() - LATELY, head, MAX_CHANGES)
        hello = LiveHello(reset=missed is None, presence=await service.present(actor.desk_ids))
        # Its number only where nothing comes behind it: a line that breaks here loses nothing.
        yield wire("hello", msgspec.json.encode(hello), None if missed else head)
        changes = await service.changes_of(filter(is_told, missed or []))
        for portion in portions(changes):
            yield wire("changes", msgspec.json.encode(portion), portion[-1].id)
        if missed:
            yield wire("beat", b"{}", head)
        async for sent in _live(reader, head, actor, caller, tab, beat):
            yield sent
    finally:
        # Nothing here waits: whoever closed the line has cancelled this.
        await channels.unsubscribe(reader)
        if tab is not None and actor.person_id is not None:
            task = asyncio.create_task(_leave(actor.person_id, tab))
            _leaving.add(task)
            task.add_done_callback(_leaving.discard)


async def _live(
    reader: Reader, head: int, actor: Actor, caller: Caller, tab: str | None, beat: float
) -> AsyncIterator[bytes]:
    clock = asyncio.get_running_loop().time
    due = clock() + beat
    while True:
        try:
            async with asyncio.timeout_at(due):
                told = await reader.get()
        except TimeoutError:
            there = await caller()
            if there is None or there.roles != actor.roles or there.desks != actor.desks:
                yield wire("bye", b'{"why":"access"}')
                return
            if tab is not None and actor.person_id is not None:
                await service.stay(actor.person_id, tab)
            yield wire("beat", b"{}")
            due = clock() + beat
            continue
        if told is None:
            yield wire("bye", b'{"why":"again"}')
            return
        message = msgspec.json.decode(told, type=Message)
        if message.through is None or message.through > head:
            yield wire(message.event, bytes(message.data), message.resume)


async def _leave(person: int, tab: str) -> None:
    # A database that is away just now forgets the page by itself.
    with suppress(*LOST):
        await service.leave(person, tab)
