"""``claimdesk bench backfill``: what an article of an archive costs, however large the archive is already."""

import asyncio
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click
import psutil
from rich.console import Console
from rich.table import Table

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.cli.bench_desk import own_database
from claimdesk.cli.bench_load import Numbers
from claimdesk.cli.bench_rows import place
from claimdesk.cli.bench_seed import seed
from claimdesk.cli.bench_servers import workers
from claimdesk.cli.bench_statements import Statements
from claimdesk.cli.database import in_pool, ready_database
from claimdesk.db.engine import fetch
from claimdesk.ingest import backfill
from claimdesk.ingest.backfill import File, Progress
from claimdesk.matching.noted import NOTE
from claimdesk.settings import Settings

WARM_UP = 40
"""Articles that come in before, and are not measured: the workers' own start is in them."""
LOOKS_APART = 0.1
PARAGRAPHS = 12


class _Cost(NamedTuple):
    """Of a run: claims that were there before, seconds until the articles were in, and all they had done."""

    before: int
    added: int
    refused: int
    claims: int
    taken: float
    all: float


@click.command(name="backfill")
@click.option(
    "--claims",
    type=Numbers(0, 2_000_000),
    default="0,10000,100000",
    show_default=True,
    help="Claims that the archive has before, one run after the other.",
)
@click.option(
    "--articles",
    type=click.IntRange(20, 1_000_000),
    default=400,
    show_default=True,
    help="Articles that come in, each run.",
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
def bench_backfill(
    claims: tuple[int, ...], articles: int, processes: int, database_url: str | None
) -> None:
    """Measure what an article costs that comes into an archive of this many claims.

    Hands made-up articles, no sentence of which is there twice, to workers as `claimdesk ingest --later`
    does, in databases of its own that are removed at the end. It ends once their claims are matched, too.
    """
    console, found = Console(), list[_Cost]()
    for before in claims:
        with (
            own_database(database_url) as settings,
            ready_database(settings) as url,
            tempfile.TemporaryDirectory(prefix="claimdesk-archive-") as folder,
        ):
            if before:
                in_pool(settings, partial(seed, url, before, lambda _: None))
            files = _archive(Path(folder), WARM_UP + articles)
            with workers(settings, processes):
                found.append(in_pool(settings, partial(_measured, settings, before, files)))
        console.print(f"{before:,} claims before: done.", highlight=False)
    console.print(
        f"{processes} workers, {psutil.cpu_count()} processors, load {psutil.getloadavg()[0]:.1f}.",
        highlight=False,
    )
    console.print(_table(found))


def _table(found: list[_Cost]) -> Table:
    table = Table(title="Milliseconds an article", title_justify="left")
    for title in (
        "claims before", "articles", "refused", "claims", "taken in", "matched too", "of the first",
    ):  # fmt: skip
        table.add_column(title, justify="right")
    for cost in found:
        ms, first = cost.all / cost.added, found[0].all / found[0].added
        table.add_row(
            f"{cost.before:,}", f"{cost.added:,}", f"{cost.refused:,}", f"{cost.claims:,}",
            f"{cost.taken * 1000 / cost.added:.1f}", f"{ms * 1000:.1f}", f"{ms / first:.2f}",
        )  # fmt: skip
    return table


def _archive(folder: Path, articles: int) -> list[File]:
    """So many files, each of new sentences that somebody says."""
    said, files = Statements(seed=11), []
    for number in range(articles):
        where = place(number)
        paragraphs = [f"The council of {where} and its {number + 10} boats"]
        paragraphs += [
            f"{text[:-1]}, the council of {where} said on Monday." for text in said.take(PARAGRAPHS)
        ]
        path = folder / f"{number:07}.txt"
        path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
        files.append(File(path, path.name))
    return files


async def _measured(settings: Settings, before: int, files: list[File]) -> _Cost:
    desk = await accounts.ensure_desk("bench", "Bench")
    actor = Actor(name="bench", roles={desk: Role.EDITOR})

    async def bring_in(portion: list[File]) -> Progress:
        return await backfill.hand_over(
            actor, desk, "bench", portion, settings.max_file_bytes, lambda _: None
        )

    await bring_in(files[:WARM_UP])
    await _matched()
    there = await _claims()
    began = time.perf_counter()
    done = await bring_in(files[WARM_UP:])
    taken = time.perf_counter() - began
    await _matched()
    ended = time.perf_counter() - began
    refused = done.refused + len(done.unread)
    return _Cost(before, done.added, refused, await _claims() - there, taken, ended)


async def _matched() -> None:
    """Wait until no claim waits for its matches."""
    left = "SELECT FROM procrastinate_jobs WHERE task_name = {} AND status IN ('todo', 'doing') LIMIT 1"
    while await fetch(left, NOTE):  # noqa: ASYNC110  (asks another process's database)
        await asyncio.sleep(LOOKS_APART)


async def _claims() -> int:
    return int((await fetch("SELECT count(*) AS n FROM claim"))[0]["n"])
