"""``claimdesk bench desk``: how long the desk's commonest calls take with many claims."""

import asyncio
import contextlib
import random
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import click
import psutil
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from claimdesk.app import create_app
from claimdesk.cli.bench_client import Browser
from claimdesk.cli.bench_seed import PASSWORD, Seeded, seed
from claimdesk.cli.database import ready_database
from claimdesk.db.engine import close_pool, fetch, open_pool
from claimdesk.settings import Settings

GOAL_MS = 50
WARM_UP = 3
MAX_SECONDS = 15.0
"""A call that is slow is repeated for so long and no longer."""
WIDE = 150
EXPLAIN = "ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF"


class Call(NamedTuple):
    """A call to measure. With several `paths` each repetition takes the next one."""

    name: str
    paths: list[str]
    method: str = "GET"
    is_list: bool = False


class Measured(NamedTuple):
    """How long it took, in milliseconds."""

    p50: float
    p95: float
    times: int


class Watch:
    """Notes the statements that run while it is on, with what they were given."""

    def __init__(self) -> None:
        self.seen: dict[str, tuple[Any, ...]] | None = None

    async def connection(self, connection: Any) -> None:
        """Watch a connection of the pool from now on."""
        connection.add_query_logger(self._note)

    def _note(self, query: Any) -> None:
        if self.seen is not None and query.query.lstrip().upper().startswith("SELECT"):
            self.seen.setdefault(query.query, query.args or ())


@click.command(name="desk")
@click.option(
    "--claims",
    type=click.IntRange(500, 1_000_000),
    default=100_000,
    show_default=True,
    help="Claims in the database that is measured.",
)
@click.option(
    "--repeat",
    type=click.IntRange(5, 10_000),
    default=100,
    show_default=True,
    help="Times that each call is made, at most.",
)
@click.option("--plans", is_flag=True, help="Also print how the database finds what lists show.")
@click.option(
    "--database-url",
    help="A PostgreSQL server whose user may create databases; without, an embedded one.",
)
def bench_desk(claims: int, repeat: int, plans: bool, database_url: str | None) -> None:
    """Measure the commonest calls of a desk with many claims.

    Fills a database of its own, which is removed at the end, and calls the application in this
    process: no server, no network, one call after the other.
    """
    console = Console()
    with (
        Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
            disable=not console.is_terminal,
        ) as progress,
        own_database(database_url) as settings,
        ready_database(settings) as url,
    ):
        asyncio.run(_bench(url, settings, claims, repeat, plans, console, progress))


@contextlib.contextmanager
def own_database(server: str | None) -> Iterator[Settings]:
    """A new database for the block: in a temporary folder, or on the server that was named."""
    # Not the system's folder for one user alone: where root runs this, PostgreSQL is somebody else.
    with tempfile.TemporaryDirectory(prefix="claimdesk-bench-") as folder:
        data_dir = Path(folder) / "desk"
        if server is None:
            yield Settings(data_dir=data_dir)
            return
        name = f"claimdesk_bench_{uuid.uuid4().hex[:12]}"
        try:
            asyncio.run(
                _execute(server, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
            )
        except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise click.ClickException(
                f"No database can be made there: {error}. Check the address and the user's rights."
            ) from error
        try:
            url = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
            yield Settings(data_dir=data_dir, database_url=url)
        finally:
            asyncio.run(_execute(server, f"DROP DATABASE {name} WITH (FORCE)"))


async def _execute(url: str, sql: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


async def _bench(
    url: str, settings: Settings, claims: int, repeat: int, plans: bool, console: Console,
    progress: Progress,
) -> None:  # fmt: skip
    watch = Watch()
    await open_pool(settings.pool_size, watch.connection)
    try:
        filling = progress.add_task("Filling the database with claims", total=claims)
        began = time.perf_counter()
        seeded = await seed(url, claims, lambda done: progress.advance(filling, done))
        filled = time.perf_counter() - began
        browser = Browser(create_app(settings))
        await browser.sign_in(seeded.login, PASSWORD)
        common, others = await _calls(browser, seeded, repeat)
        measuring = progress.add_task("Measuring", total=len(common) + len(others) + 1)
        least = await _least(repeat)
        progress.advance(measuring)
        measured: dict[str, Measured] = {}
        for call in (*common, *others):
            measured[call.name] = await _measure(browser, call, repeat)
            progress.advance(measuring)
        version = (await fetch("SHOW server_version"))[0]["server_version"].split()[0]
        console.print(
            f"{claims:,} claims (filled in {filled:.0f} s), PostgreSQL {version}, "
            f"{psutil.cpu_count()} processors, load {psutil.getloadavg()[0]:.1f}. "
            "Milliseconds a call, through the application in this process."
        )
        console.print(_table("The ten commonest calls", common, measured, least))
        console.print(_table("Others", others, measured, least))
        if plans:
            for call in (*common, *others):
                if call.is_list:
                    await _show_plans(url, browser, watch, call, console)
    finally:
        await close_pool()


async def _calls(browser: Browser, seeded: Seeded, repeat: int) -> tuple[list[Call], list[Call]]:
    """The ten commonest, and others worth a look."""
    chance = random.Random(11)  # noqa: S311  (which claims are opened, no secret)
    page = "/claims?limit=50"
    for _ in range(3):
        cursor = (await browser.call("GET", page)).json["next"]
        page = f"/claims?limit=50&cursor={cursor}"
    some = await fetch(
        "SELECT id, article, state FROM claim WHERE desk = (SELECT min(id) FROM desk) "
        "ORDER BY hashint8(id) LIMIT {}",
        20 * (repeat + WARM_UP),
    )
    new = [row["id"] for row in some if row["state"] == "new"]
    claims = [f"/claims/{row['id']}" for row in some]
    articles = [f"/articles/{row['article']}" for row in some]
    chance.shuffle(claims)
    common = [
        Call("the queue", ["/claims?limit=50"], is_list=True),
        Call("the queue, a later page", [page], is_list=True),
        Call("claims in two states", ["/claims?state=submitted&state=returned"], is_list=True),
        Call("one person's claims", [f"/claims?assignee={seeded.person}"], is_list=True),
        Call("search for a rare word", [f"/claims?text={seeded.place}"], is_list=True),
        Call("how many in each state", ["/claims/counts"], is_list=True),
        Call("a claim", claims),
        Call("articles", ["/articles?limit=50"], is_list=True),
        Call("an article", articles),
        Call("accept a claim", [f"/claims/{claim}/acceptance" for claim in new], "POST"),
    ]
    others = [
        Call("search for a common word", ["/claims?text=council"], is_list=True),
        Call("new claims of unnamed sources", ["/claims?state=new&unnamed=true"], is_list=True),
        Call("how many, of unnamed sources", ["/claims/counts?unnamed=true"], is_list=True),
        Call("claims that are overdue", ["/claims?overdue=true"], is_list=True),
        Call("full-text search, a rare word", [f"/search?text={seeded.place}"], is_list=True),
        Call("full-text search, a common word", ["/search?text=council"], is_list=True),
        Call("sources", ["/sources"], is_list=True),
        Call("unnamed sources to follow up", ["/followups"], is_list=True),
        Call("the inbox", ["/inbox"], is_list=True),
        Call("the audit trail", ["/audit"], is_list=True),
        Call("the audit trail, one person", [f"/audit?person={seeded.person}"], is_list=True),
        Call("the audit trail, one action", ["/audit?action=return"], is_list=True),
        Call("the ratings feed", ["/ratings?after=0"], is_list=True),
        Call("report on unnamed sources", ["/reports/unnamed"]),
        Call("report on 30 days", ["/reports/period"]),
        Call("report on 30 days by section", ["/reports/period?group_by=section"]),
    ]
    return common, others


async def _least(repeat: int) -> float:
    """The least that anything can take: one question to the database that has no work in it."""
    times = []
    for _ in range(repeat + WARM_UP):
        began = time.perf_counter()
        await fetch("SELECT 1")
        times.append(time.perf_counter() - began)
    return statistics.median(times[WARM_UP:]) * 1000


async def _measure(browser: Browser, call: Call, repeat: int) -> Measured:
    times: list[float] = []
    repeat = min(repeat, len(call.paths) - WARM_UP) if call.method == "POST" else repeat
    stop = time.perf_counter() + MAX_SECONDS
    for number in range(repeat + WARM_UP):
        path = call.paths[number % len(call.paths)]
        began = time.perf_counter()
        await browser.call(call.method, path)
        times.append((time.perf_counter() - began) * 1000)
        if time.perf_counter() > stop and len(times) > WARM_UP + 1:
            break
    times = times[WARM_UP:]
    return Measured(statistics.median(times), statistics.quantiles(times, n=20)[-1], len(times))


def _table(title: str, calls: list[Call], measured: dict[str, Measured], least: float) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("call", no_wrap=True)
    for column in ("p50", "p95", "× SELECT 1", "made"):
        table.add_column(column, justify="right")
    table.add_column(f"list < {GOAL_MS}")
    table.add_row("SELECT 1", f"{least:.2f}", "", "1", "", "")
    for call in calls:
        found = measured[call.name]
        verdict = ("yes" if found.p50 < GOAL_MS else "NO") if call.is_list else ""
        table.add_row(
            call.name,
            f"{found.p50:.1f}",
            f"{found.p95:.1f}",
            f"{found.p50 / least:.0f}",
            str(found.times),
            verdict,
        )
    return table


async def _show_plans(url: str, browser: Browser, watch: Watch, call: Call, out: Console) -> None:
    """The plans of what the call asks the database, who is calling left aside."""
    watch.seen = {}
    await browser.call(call.method, call.paths[0])
    seen, watch.seen = watch.seen, None
    out.print(f"\n{call.name}: {call.method} {call.paths[0][:100]}", style="bold", markup=False)
    connection = await asyncpg.connect(url)
    try:
        for query, arguments in seen.items():
            if any(word in query for word in (";", " session ", " membership ")):
                continue
            rows = await connection.fetch(f"EXPLAIN ({EXPLAIN}) {query}", *arguments)
            # Cut, since the ids of a whole page may stand in it.
            plan = "\n".join(
                "  " + (row[0] if len(row[0]) <= WIDE else row[0][:WIDE] + "…") for row in rows
            )
            out.print(plan, markup=False, highlight=False, soft_wrap=True)
    finally:
        await connection.close()
