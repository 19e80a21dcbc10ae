"""``claimdesk bench extract``: how fast the extractor is, and how much memory it takes."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ProcessPoolExecutor

import click
import psutil
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from claimdesk.cli.extract import BadInputError, inputs, read
from claimdesk.extraction.pipeline import extract


def _one(text: str) -> int:
    """Extract one article; the number of its claims keeps the work honest."""
    return len(extract(text).claims)


def peak_memory() -> int:
    """The most resident memory this process has had, in bytes."""
    info = psutil.Process().memory_info()
    peak = getattr(info, "peak_wset", None)
    if isinstance(peak, int):
        return peak
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used * 1024


@click.command(name="extract")
@click.argument("path")
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="Also measure with N processes.",
)
@click.option(
    "--repeat",
    type=click.IntRange(1, 100),
    default=3,
    show_default=True,
    help="Passes; the best one counts.",
)
def bench_extract(path: str, jobs: int, repeat: int) -> None:
    """Measure articles a second, characters a second and peak memory over PATH (a file or folder)."""
    console = Console(stderr=True)
    texts: list[str] = []
    for name in inputs((path,)):
        try:
            texts.append(read(name))
        except BadInputError as error:
            click.echo(f"claimdesk bench extract: {error}", err=True)
            sys.exit(2)
    if not texts:
        click.echo(
            f"claimdesk bench extract: {path}: no text files in it; give files ending in .txt",
            err=True,
        )
        sys.exit(2)
    characters = sum(len(t) for t in texts)
    _one(texts[0])
    rows: list[tuple[str, float, int]] = []
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Extracting", total=len(texts) * repeat * (2 if jobs > 1 else 1))
        best = float("inf")
        for _ in range(repeat):
            begun = time.perf_counter()
            for text in texts:
                _one(text)
                progress.advance(task)
            best = min(best, time.perf_counter() - begun)
        rows.append(("1", best, peak_memory()))
        if jobs > 1:
            with ProcessPoolExecutor(max_workers=jobs) as pool:
                list(pool.map(_one, texts[:jobs]))
                best = float("inf")
                for _ in range(repeat):
                    begun = time.perf_counter()
                    for _claims in pool.map(
                        _one, texts, chunksize=max(1, min(16, len(texts) // (jobs * 2)))
                    ):
                        progress.advance(task)
                    best = min(best, time.perf_counter() - begun)
                rows.append((str(jobs), best, max(pool.map(_peak, range(jobs)))))
    table = Table(title=f"{len(texts)} articles, {characters:,} characters, best of {repeat}")
    for column in ("processes", "articles/s", "characters/s", "peak memory a process"):
        table.add_column(column, justify="right")
    for name, seconds, memory in rows:
        table.add_row(
            name,
            f"{len(texts) / seconds:,.0f}",
            f"{characters / seconds:,.0f}",
            f"{memory / 1_000_000:,.0f} MB",
        )
    Console().print(table)


def _peak(_: int) -> int:
    return peak_memory()
