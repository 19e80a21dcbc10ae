"""``claimdesk bench webhooks``: whether a slow receiver delays another one, or a user's request."""

import asyncio
import contextlib
import logging
import statistics
import time
from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import click
import msgspec
from rich.console import Console
from rich.table import Table

from claimdesk.accounts.rules import SYSTEM, Actor, Role
from claimdesk.app import create_app
from claimdesk.cli.bench_client import Browser
from claimdesk.cli.bench_desk import own_database
from claimdesk.cli.bench_seed import PASSWORD, Seeded, seed
from claimdesk.cli.database import ready_database
from claimdesk.clock import now
from claimdesk.db.engine import close_pool, fetch, open_pool, transaction
from claimdesk.evidence.addresses import Allowance
from claimdesk.jobs.queue import enqueue
from claimdesk.jobs.worker import working
from claimdesk.publishing import service as publishing
from claimdesk.settings import Settings
from claimdesk.webhooks import outbox, service
from claimdesk.webhooks.schemas import WebhookCreate

SLOW_SECONDS = 2.0
PROBES, WARM_UP = 40, 10
FIRST = 10**9
EVERY = 0.25
"""Seconds between two messages to the quick receiver, and two requests."""


class Took(NamedTuple):
    """Milliseconds: of messages to the quick receiver from being written to arriving, and of requests."""

    messages: list[float]
    requests: list[float]


class Receiver:
    """Answers 204, after a while; says when a message arrives."""

    def __init__(self, seconds: float) -> None:
        self.url = ""
        self._awaited: dict[int, asyncio.Future[float]] = {}
        self._seconds = seconds

    def expect(self, seq: int) -> asyncio.Future[float]:
        """When the message of an event arrives."""
        return self._awaited.setdefault(seq, asyncio.get_running_loop().create_future())

    @contextlib.asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Listen on a port of the loopback address for the block."""
        server = await asyncio.start_server(self._take, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        async with server:
            yield

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Cancelled where the bench is over before an answer is.
        with contextlib.suppress(
            ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError
        ):
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
            body: dict[str, Any] = msgspec.json.decode(await reader.readexactly(length))
            arrival = self.expect(body["data"]["seq"])
            if not arrival.done():
                arrival.set_result(time.perf_counter())
            await asyncio.sleep(self._seconds)
            writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
            await writer.drain()
        writer.close()


@click.command(name="webhooks")
@click.option(
    "--messages",
    type=click.IntRange(10, 100_000),
    default=1000,
    show_default=True,
    help="Messages that wait for the slow receiver.",
)
@click.option(
    "--database-url",
    help="A PostgreSQL server whose user may create databases; without, an embedded one.",
)
def bench_webhooks(messages: int, database_url: str | None) -> None:
    """Measure how much a slow receiver delays another one and a user's request.

    Two receivers on the loopback address, one of which takes two seconds for each answer; first with
    nothing to send it, then with many messages waiting. The worker and the application run in this
    process, as in `claimdesk serve`.
    """
    logging.getLogger("procrastinate").setLevel(logging.ERROR)
    with own_database(database_url) as settings, ready_database(settings) as url:
        allowing = msgspec.structs.replace(settings, fetch_allow="127.0.0.1")
        asyncio.run(_bench(url, allowing, messages, Console()))


async def _bench(url: str, settings: Settings, messages: int, console: Console) -> None:
    seeded = await seed(url, max(1000, messages), lambda _: None)
    await open_pool(settings.pool_size)
    slow, quick = Receiver(SLOW_SECONDS), Receiver(0)
    try:
        async with slow.listening(), quick.listening(), working(settings):
            desk = (await fetch("SELECT id FROM desk ORDER BY id LIMIT 1"))[0]["id"]
            admin = Actor(name=SYSTEM.name, roles={desk: Role.ADMIN})
            hooks = [
                await service.create(
                    admin,
                    WebhookCreate(name=name, url=receiver.url, desk=desk),
                    Allowance.parse(settings.fetch_allow),
                )
                for name, receiver in (("slow", slow), ("quick", quick))
            ]
            calm = await _measure(settings, seeded, desk, hooks[1].id, quick)
            await _burden(desk, hooks[0].id, messages)
            await slow.expect(FIRST)
            busy = await _measure(settings, seeded, desk, hooks[1].id, quick)
            left = await fetch(
                "SELECT count(*) AS n FROM webhook_delivery WHERE endpoint = {} "
                "AND state = 'pending'",
                hooks[0].id,
            )
    finally:
        await close_pool()
    _print(console, calm, busy, messages, left[0]["n"])


async def _burden(desk: int, webhook: int, messages: int) -> None:
    """Write as many messages to a webhook as asked for, with a job for each, as publications do."""
    events = await publishing.events_of_desk(desk, 0, 2**53, messages)
    for number in range(messages):
        event = msgspec.structs.replace(events[number % len(events)], seq=FIRST + number)
        async with transaction():
            await outbox.write(webhook, [(desk, event)])
            await enqueue(outbox.SEND, endpoint=webhook)


async def _measure(
    settings: Settings, seeded: Seeded, desk: int, webhook: int, quick: Receiver
) -> Took:
    took = Took([], [])
    event = (await publishing.events_of_desk(desk, 0, 2**53, 1))[0]
    base = int(now().timestamp() * 1000)
    browser = Browser(create_app(settings))
    await browser.sign_in(seeded.login, PASSWORD)
    for number in range(PROBES + WARM_UP):
        seq = base + number
        written = time.perf_counter()
        async with transaction():
            await outbox.write(webhook, [(desk, msgspec.structs.replace(event, seq=seq))])
            await enqueue(outbox.SEND, endpoint=webhook)
        begun = time.perf_counter()
        await browser.call("GET", "/claims?limit=50")
        took.requests.append((time.perf_counter() - begun) * 1000)
        took.messages.append((await quick.expect(seq) - written) * 1000)
        await asyncio.sleep(EVERY)
    return Took(took.messages[WARM_UP:], took.requests[WARM_UP:])


def _print(console: Console, calm: Took, busy: Took, messages: int, left: int) -> None:
    table = Table(title=f"{messages:,} messages for a receiver that takes {SLOW_SECONDS:g} seconds")
    for title in ("", "without, ms", "with, ms", "ratio"):
        table.add_column(title, justify="left" if title == "" else "right")
    for name, before, after in (
        ("a message to another receiver, median", calm.messages, busy.messages),
        ("a user's request, median", calm.requests, busy.requests),
    ):
        without, with_ = statistics.median(before), statistics.median(after)
        table.add_row(name, f"{without:.1f}", f"{with_:.1f}", f"{with_ / without:.2f}")
    console.print(table)
    console.print(f"{left:,} of the slow receiver's messages still waited at the end.")
