"""``claimdesk bench match``: how long a match takes among a million statements, and what it costs."""

import asyncio
import random
import statistics
import time
from collections.abc import Callable
from ipaddress import ip_address
from typing import NamedTuple

import click
import psutil
from rapidfuzz import fuzz, process
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from claimdesk.accounts import service as accounts
from claimdesk.cli.bench_desk import own_database
from claimdesk.cli.bench_statements import Statements
from claimdesk.cli.database import ready_database, settings_from
from claimdesk.cli.semantics import by_meaning
from claimdesk.db.engine import close_pool, fetch, open_pool, transaction
from claimdesk.factchecks import service as factchecks
from claimdesk.factchecks.rules import Check
from claimdesk.matching import embedding, service, upkeep, views
from claimdesk.matching.service import Kind, Said

BATCH = 500
BRUTE = 7
"""Questions that are also asked the long way: each takes seconds."""
ADDED = 300
WARM_UP = 20
MEGABYTE = 2**20


class Times(NamedTuple):
    """Milliseconds."""

    p50: float
    p95: float
    p99: float


@click.command(name="match")
@click.option(
    "--claims",
    type=click.IntRange(1000, 10_000_000),
    default=1_000_000,
    show_default=True,
    help="Statements in the database that is measured.",
)
@click.option(
    "--queries",
    type=click.IntRange(20, 100_000),
    default=500,
    show_default=True,
    help="Matches that are timed.",
)
@click.option("--seed", default=1, show_default=True, help="The same makes the same statements.")
@click.option(
    "--database-url",
    help="A PostgreSQL server whose user may create databases; without, an embedded one.",
)
def bench_match(claims: int, queries: int, seed: int, database_url: str | None) -> None:
    """Measure matching among many statements, and RapidFuzz over all of them beside it.

    Fills a database of its own, which is removed at the end, by the way that imported checks come
    in. A match is timed whole: candidates, judging, aligning; with CLAIMDESK_SEMANTIC_MODEL by meaning
    as well.
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
        ready_database(settings),
    ):
        asyncio.run(_bench(claims, queries, seed, console, progress))


async def _bench(
    claims: int, queries: int, seed: int, console: Console, progress: Progress
) -> None:  # fmt: skip
    await open_pool(2)
    try:
        made = Statements(seed)
        began = time.perf_counter()
        filling = progress.add_task("Bringing in statements", total=claims)
        await _fill(made, claims, lambda done: progress.advance(filling, done))
        filled = time.perf_counter() - began
        began = time.perf_counter()
        await upkeep.count()
        counted = time.perf_counter() - began
        await by_meaning(settings_from(), take_over=True)
        began = time.perf_counter()
        with_vectors = await embedding.catch_up()
        embedded = time.perf_counter() - began
        await fetch("VACUUM ANALYZE")  # as the server does by itself before long
        asked = await _questions(made, claims, queries + WARM_UP, seed)
        measuring = progress.add_task("Matching", total=len(asked))
        times, found, origins = await _matches(asked, lambda: progress.advance(measuring))
        memory, server = await _memory()
        added = await _adding(made)
        texts = [row["text"] for row in await fetch("SELECT text FROM statement ORDER BY id")]
        brute = _brute(texts, [text for text, _ in asked[-BRUTE:]])
        sizes = (
            await fetch(
                "SELECT pg_total_relation_size('statement') AS statement, "
                "pg_total_relation_size('posting') AS posting, "
                "pg_total_relation_size('statement_vector') + pg_total_relation_size('text_vector') AS vectors, "
                "(SELECT count(*) FROM term_count) AS terms"
            )
        )[0]
    finally:
        await close_pool()
    console.print(
        f"{claims:,} statements of {sizes['terms']:,} terms, {psutil.cpu_count()} processors, "
        f"load {psutil.getloadavg()[0]:.1f}. Milliseconds."
    )
    table = Table("", *(["p50", "p95", "p99"]), title_justify="left")
    for name, row in (
        (f"a match ({queries:,})", times),
        (f"RapidFuzz over all ({BRUTE})", brute),
        (f"adding one, in its transaction ({ADDED})", added),
    ):
        table.add_row(name, *(f"{value:,.1f}" for value in row))
    console.print(table)
    console.print(
        f"1/{brute.p50 / times.p50:,.0f} of brute force by the median, 1/{brute.p50 / times.p95:,.0f} "
        "of its median at the 95th percentile.\n"
        f"{found / origins:.1%} of {origins:,} re-worded statements found their own first.\n"
        f"Brought in within {filled:,.0f} s ({1000 * filled / claims:.2f} ms each), "
        f"terms counted within {counted:.1f} s.\n"
        f"Memory of this process {memory / MEGABYTE:,.0f} MB"
        + (f", of PostgreSQL {server / MEGABYTE:,.0f} MB" if server else "")
        + f". On disk {sizes['statement'] / MEGABYTE:,.0f} MB of statements, "
        f"{sizes['posting'] / MEGABYTE:,.0f} MB of postings."
    )
    if with_vectors:
        console.print(
            f"By meaning as well: vectors within {embedded:,.0f} s "
            f"({with_vectors / embedded:,.0f} a second), {sizes['vectors'] / MEGABYTE:,.0f} MB of them."
        )


async def _fill(made: Statements, claims: int, advance: Callable[[int], None]) -> None:
    """Bring them in as checks of others, a batch a transaction, as an import does."""
    left = claims
    while left:
        size = min(BATCH, left)
        checks = (
            Check(claim=text, url=f"https://checks.example.org/{left - n}", rating="False")
            for n, text in enumerate(made.take(size))
        )
        async with transaction():
            await factchecks.save(1, {check.key: check for check in checks})
        left -= size
        advance(size)
    made.forget()


async def _questions(
    made: Statements, claims: int, how_many: int, seed: int
) -> list[tuple[str, int | None]]:
    """Texts to ask for with the statement each is made of: three in four are some, re-worded."""
    chance = random.Random(seed)  # noqa: S311
    lowest = (await fetch("SELECT min(id) AS id FROM statement"))[0]["id"]
    asked: list[tuple[str, int | None]] = []
    for number in range(how_many):
        if number % 4 == 0:
            asked.append((next(made.take(1)), None))
            continue
        own = lowest + chance.randrange(claims)
        text = (await fetch("SELECT text FROM statement WHERE id = {}", own))[0]["text"]
        asked.append((made.reworded(text), own))
    return asked


async def _matches(
    asked: list[tuple[str, int | None]], advance: Callable[[], None]
) -> tuple[Times, int, int]:
    """Times, how many found what they are made of first, and how many could."""
    times, found, origins = [], 0, 0
    for text, own in asked:
        began = time.perf_counter()
        answer = await views.find(text, [1])
        times.append(time.perf_counter() - began)
        advance()
        if own is not None:
            origins += 1
            found += bool(answer) and answer[0].candidate.id == own
    return _times(times[WARM_UP:]), found, origins


async def _adding(made: Statements) -> Times:
    """How much longer a transaction takes that writes a claim, for its statement's sake."""
    desk = await accounts.ensure_desk("bench", "Bench")
    await fetch(
        "INSERT INTO article (id, desk, source, external_id, title, byline, section, url, language, "
        "created_by) VALUES (1, {}, '', '1', '', '', '', '', 'en', '')",
        desk,
    )
    times = []
    for number, text in enumerate(made.take(ADDED), start=1):
        async with transaction():
            await fetch(
                "INSERT INTO claim (id, desk, article, revision, span_start, span_end, spans, text, "
                "form, basis, byline, tags) VALUES ({}, {}, 1, 1, 0, 1, '[]', {}, 'direct', '', '', "
                "'{{}}')",
                number,
                desk,
                text,
            )
            began = time.perf_counter()
            await service.add(Kind.CLAIM, [Said(id=number, desk=desk, text=text)])
            times.append(time.perf_counter() - began)
    return _times(times)


def _brute(texts: list[str], asked: list[str]) -> Times:
    """The same questions to all texts, one after the other."""
    times = []
    for text in asked:
        began = time.perf_counter()
        process.extract(text, texts, scorer=fuzz.token_set_ratio, limit=views.LIMIT)
        times.append(time.perf_counter() - began)
    return _times(times)


def _times(seconds: list[float]) -> Times:
    cuts = statistics.quantiles(seconds, n=100)
    return Times(statistics.median(seconds) * 1000, cuts[94] * 1000, cuts[98] * 1000)


async def _memory() -> tuple[int, int]:
    """Bytes of this process, and of the server's processes together if they are on this machine.

    What the server's processes share is counted once.
    """
    backend = (await fetch("SELECT pg_backend_pid() AS pid, inet_server_addr() AS at"))[0]
    own = psutil.Process().memory_info().rss
    try:
        if backend["at"] not in {None, *map(ip_address, ("127.0.0.1", "::1"))}:
            return own, 0
        server = psutil.Process(backend["pid"]).parent()
        if server is None or not server.name().startswith("postgres"):
            return own, 0
        return own, sum(_share(each) for each in [server, *server.children()])
    except psutil.Error:
        return own, 0


def _share(process: psutil.Process) -> int:
    info = process.memory_full_info()
    return int(getattr(info, "pss", 0) or info.uss)
