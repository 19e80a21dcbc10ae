"""``claimdesk bench load``: a newsroom's day against real servers, and what grows with its archive."""

import asyncio
import contextlib
import time
from collections import defaultdict

import click
import httpx
import psutil
from rich.console import Console

from claimdesk.accounts.people import create as add_person
from claimdesk.accounts.rules import SYSTEM, Role
from claimdesk.accounts.schemas import PersonCreate
from claimdesk.cli.bench_desk import own_database
from claimdesk.cli.bench_figures import Run, growth, kinds, throughput
from claimdesk.cli.bench_mix import Client, Desk, Refused
from claimdesk.cli.bench_seed import PASSWORD, Seeded, seed
from claimdesk.cli.bench_servers import servers
from claimdesk.cli.database import ready_database
from claimdesk.db.engine import close_pool, fetch, open_pool
from claimdesk.fixtures import fixtures

WARM_UP = 0.2
"""Of a run's time, so much more goes before it and is not measured."""
LONGEST = 60.0
"""A call that takes so many seconds has failed."""
MOST_CLAIMS, MOST_PROCESSES = 2_000_000, 32


class Numbers(click.ParamType[tuple[int, ...]]):
    """Whole numbers with commas between."""

    name = "numbers"

    def __init__(self, least: int, most: int) -> None:
        self._least, self._most = least, most

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        """As click asks: `value` in numbers, or an end that says how many they may be."""
        try:
            found = tuple(int(part) for part in str(value).split(","))
        except ValueError:
            found = ()
        if not found or not all(self._least <= one <= self._most for one in found):
            self.fail(
                f"{value} is not numbers from {self._least:,} to {self._most:,} with commas between.",
                param,
                ctx,
            )
        return found


@click.command(name="load")
@click.option(
    "--claims",
    type=Numbers(500, MOST_CLAIMS),
    default="10000,100000",
    show_default=True,
    help="Claims in the databases that are measured, one after the other.",
)
@click.option(
    "--processes",
    type=Numbers(1, MOST_PROCESSES),
    default="1,2,4",
    show_default=True,
    help="`claimdesk serve` processes, for one run after the other.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(1, 3600),
    default=20,
    show_default=True,
    help="How long each run is measured; a fifth more goes before it.",
)
@click.option(
    "--clients",
    type=click.IntRange(2, 500),
    default=8,
    show_default=True,
    help="People who work at once, each making one call after the other without a pause.",
)
@click.option(
    "--database-url",
    help="A PostgreSQL server whose user may create databases; without, an embedded one.",
)
def bench_load(
    claims: tuple[int, ...],
    processes: tuple[int, ...],
    seconds: float,
    clients: int,
    database_url: str | None,
) -> None:
    """Measure a mixed load, four fifths of it reading, at desks of several sizes.

    Starts real servers on the loopback address, on a database of their own that is removed at the end,
    and spreads people over them. The people run in this process, on the same machine's processors.
    """
    console, runs = Console(), list[Run]()
    kind = "PostgreSQL of its own" if database_url is None else "the server that was named"
    console.print(
        f"{clients} people who never pause, {psutil.cpu_count()} processors, {kind}, "
        f"{seconds:g} seconds a run. Milliseconds by HTTP, people and servers on one machine."
    )
    for size in claims:
        with own_database(database_url) as settings, ready_database(settings) as url:
            began = time.perf_counter()
            seeded, logins = asyncio.run(_fill(url, size, clients))
            console.print(
                f"{size:,} claims, filled in {time.perf_counter() - began:.0f} s.", highlight=False
            )
            for how_many in processes:
                with servers(settings, how_many) as addresses:
                    found = _Found(size, how_many)
                    asyncio.run(_run(seeded, logins, addresses, seconds, found))
                    runs.append(found.run(seconds))
        console.print(kinds([run for run in runs if run.claims == size]))
    console.print(throughput(runs))
    if len(claims) > 1:
        console.print(growth(runs))
    for why in sorted({why for run in runs for why in run.refused}):
        console.print(f"Refused: {why}", markup=False)
    if any(run.broken for run in runs):
        raise click.ClickException("Some calls had no answer, or one of an error of the server's.")


class _Found:
    """What a run finds, as it goes; nothing is noted before it `counts`."""

    def __init__(self, claims: int, processes: int) -> None:
        self.counts = False
        self._claims, self._processes = claims, processes
        self._ms: dict[str, list[float]] = defaultdict(list)
        self._refused: list[str] = []
        self._broken = 0

    def note(self, kind: str, ms: float) -> None:
        """One call that went well."""
        if self.counts:
            self._ms[kind].append(ms)

    def refuse(self, why: str) -> None:
        """One that was refused, or broke."""
        self._refused.append(why)

    def broke(self, why: str) -> None:
        """One that had no answer, or one of an error of the server's."""
        self._broken += 1
        self._refused.append(why)

    def run(self, seconds: float) -> Run:
        """All of it."""
        return Run(
            claims=self._claims,
            processes=self._processes,
            seconds=seconds,
            ms=dict(self._ms),
            refused=self._refused,
            broken=self._broken,
            load=psutil.getloadavg()[0],
        )


async def _fill(url: str, claims: int, people: int) -> tuple[Seeded, list[str]]:
    """A desk of that size, and people of its who may sign in."""
    await open_pool(4)
    try:
        seeded = await seed(url, claims, lambda _: None)
        desk = (await fetch("SELECT min(id) AS id FROM desk"))[0]["id"]
        logins = [f"load{number}" for number in range(people)]
        for login in logins:
            person = PersonCreate(
                login=login, name=login.title(), password=PASSWORD, role=Role.EDITOR
            )
            await add_person(SYSTEM, desk, person)
    finally:
        await close_pool()
    return seeded, logins


async def _run(
    seeded: Seeded,
    logins: list[str],
    addresses: list[str],
    seconds: float,
    found: _Found,
) -> None:
    """All people at work for so long, spread over the servers."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(fixtures().glob("articles/*.txt"))]
    desk = Desk(seeded, texts)
    await open_pool(2)
    try:
        await desk.look()
    finally:
        await close_pool()
    async with contextlib.AsyncExitStack() as stack:
        clients = []
        for number in range(len(logins)):
            http = httpx.AsyncClient(timeout=LONGEST)
            clients.append(Client(number, await stack.enter_async_context(http), desk))
        for number, client in enumerate(clients):
            client.meet(clients, addresses[number % len(addresses)])
            await client.sign_in(logins[number], PASSWORD)
        stop = time.perf_counter() + seconds * (1 + WARM_UP)
        async with asyncio.TaskGroup() as group:
            for client in clients:
                group.create_task(_work(client, stop, found))
            await asyncio.sleep(seconds * WARM_UP)
            found.counts = True


async def _work(client: Client, stop: float, found: _Found) -> None:
    while time.perf_counter() < stop:
        try:
            kind, ms = await client.act(client.next_kind())
        except Refused as error:
            (found.broke if error.status >= 500 else found.refuse)(str(error))
        except httpx.TransportError as error:
            found.broke(f"no answer: {error!r}")
            await asyncio.sleep(0.1)
        else:
            if time.perf_counter() < stop:
                found.note(kind, ms)
