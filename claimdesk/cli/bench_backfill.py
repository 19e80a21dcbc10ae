"""``claimdesk bench backfill``: whether an archive's last articles come in as quickly as its first."""

import asyncio
import tempfile
import time
from pathlib import Path

import click
import psutil
from rich.console import Console
from rich.table import Table

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.cli.bench_desk import own_database
from claimdesk.cli.bench_rows import place
from claimdesk.cli.bench_servers import workers
from claimdesk.cli.database import ready_database
from claimdesk.db.engine import close_pool, open_pool
from claimdesk.fixtures import fixtures
from claimdesk.ingest import backfill
from claimdesk.ingest.backfill import File, Progress
from claimdesk.settings import Settings

TENTHS = 10


@click.command(name="backfill")
@click.option(
    "--articles",
    type=click.IntRange(20, 1_000_000),
    default=2000,
    show_default=True,
    help="Articles of the archive.",
)
@click.option(
    "--workers",
    "processes",
    type=click.IntRange(1, 32),
    default=2,
    show_default=True,
    help="`claimdesk worker` processes.",
)
@click.option(
    "--database-url",
    help="A PostgreSQL server whose user may create databases; without, an embedded one.",
)
def bench_backfill(articles: int, processes: int, database_url: str | None) -> None:
    """Measure what an article of an archive costs, for each tenth of the way.

    Hands made-up articles to workers as `claimdesk ingest --later` does, in a database of its own that is
    removed at the end. What the articles have done in their turn is counted in: it waits in the same line.
    """
    console = Console()
    with (
        own_database(database_url) as settings,
        ready_database(settings),
        tempfile.TemporaryDirectory(prefix="claimdesk-archive-") as folder,
    ):
        files = _archive(Path(folder), articles)
        with workers(settings, processes):
            seconds, done = asyncio.run(_bring_in(settings, files))
    console.print(
        f"{done.added:,} articles new, {done.refused + len(done.unread):,} refused; {processes} worker processes, "
        f"{psutil.cpu_count()} processors, load {psutil.getloadavg()[0]:.1f}."
    )
    table = Table(title="Milliseconds an article", title_justify="left")
    for title in ("articles", "ms"):
        table.add_column(title, justify="right")
    for number, ms in tenths(seconds, articles):
        table.add_row(f"to {number:,}", f"{ms:.1f}")
    console.print(table)


def tenths(seen: list[tuple[float, int]], articles: int) -> list[tuple[int, float]]:
    """Milliseconds an article for each tenth of so many, of moments in seconds and what was done by then.

    Where a tenth ended between two looks, it ended at the later one; its articles are those by then.
    """
    found: list[tuple[int, float]] = []
    start, begun = seen[0]
    for moment, done in seen:
        due = articles * (len(found) + 1) // TENTHS
        if done >= due and done > begun:
            found.append((done, (moment - start) * 1000 / (done - begun)))
            start, begun = moment, done
    return found


def _archive(folder: Path, articles: int) -> list[File]:
    """So many files: the demo's articles again and again, each with a place and a figure of its own."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(fixtures().glob("articles/*.txt"))]
    files = []
    for number in range(articles):
        where = place(number)
        path = folder / f"{number:07}.txt"
        path.write_text(
            f"{texts[number % len(texts)]}\n\n{where} will pay {number + 10} pounds more, the council "
            f"of {where} said on Monday.\n",
            encoding="utf-8",
        )
        files.append(File(path, path.name))
    return files


async def _bring_in(
    settings: Settings, files: list[File]
) -> tuple[list[tuple[float, int]], Progress]:
    """When how many were done, and how it went."""
    seen: list[tuple[float, int]] = []

    def look(so_far: Progress) -> None:
        # The first look is when the workers are there: their start is not the articles'.
        if so_far.done or not seen:
            seen.append((time.perf_counter(), so_far.done))

    await open_pool(4)
    try:
        desk = await accounts.ensure_desk("bench", "Bench")
        actor = Actor(name="bench", roles={desk: Role.EDITOR})
        done = await backfill.hand_over(actor, desk, "bench", files, settings.max_file_bytes, look)
    finally:
        await close_pool()
    return seen, done
