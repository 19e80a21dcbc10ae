"""Figures of runs as tables: how long calls took, how many there were, and how both grow."""

import itertools
import math
import statistics
from collections.abc import Sequence

import msgspec
from rich.table import Table

from claimdesk.cli.bench_mix import READS, WRITES

FEW = 5
"""With fewer calls than this nothing is said of a kind."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one run: milliseconds of calls by kind, and calls that went wrong, with why."""

    claims: int
    processes: int
    seconds: float
    ms: dict[str, list[float]]
    refused: list[str]
    broken: int
    load: float

    @property
    def calls(self) -> int:
        """Calls that went well."""
        return sum(map(len, self.ms.values()))

    def all_of(self, names: Sequence[str]) -> list[float]:
        """The milliseconds of calls of these kinds."""
        return [ms for name in names for ms in self.ms.get(name, ())]


def quantile(ms: Sequence[float], share: float) -> float:
    """The value that such a share of all stay at or below, by the nearest rank."""
    ordered = sorted(ms)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def tenfold(first: float, last: float, times: float) -> float:
    """How many times as much it is with ten times the data, where the data grew `times` times."""
    return float((last / first) ** (1 / math.log10(times)))


def kinds(runs: Sequence[Run]) -> Table:
    """p50, p95 and p99 of each kind of call, for runs at one size with more and more processes."""
    table = Table(
        title=f"{runs[0].claims:,} claims, ms: p50 / p95 / p99 by how many processes serve",
        title_justify="left",
    )
    table.add_column("call", no_wrap=True)
    for run in runs:
        table.add_column(_processes(run), justify="right", no_wrap=True)
        table.add_column("calls", justify="right")
    for name in (*READS, *WRITES):
        table.add_row(name, *(cell for run in runs for cell in _cells(run.all_of([name]))))
    table.add_section()
    for title, names in (("all reads", [*READS]), ("all writes", [*WRITES])):
        table.add_row(title, *(cell for run in runs for cell in _cells(run.all_of(names))))
    return table


def throughput(runs: Sequence[Run]) -> Table:
    """Calls a second, and what went wrong."""
    table = Table(title="Throughput", title_justify="left")
    for title in (
        "claims", "processes", "calls a second", "p50", "p95", "p99", "refused", "broken", "load",
    ):  # fmt: skip
        table.add_column(title, justify="right")
    for run in runs:
        ms = run.all_of([*READS, *WRITES])
        table.add_row(
            f"{run.claims:,}",
            str(run.processes),
            f"{run.calls / run.seconds:.0f}",
            *(f"{quantile(ms, share):.0f}" if ms else "" for share in (0.5, 0.95, 0.99)),
            str(len(run.refused) - run.broken),
            str(run.broken),
            f"{run.load:.1f}",
        )
    return table


def growth(runs: Sequence[Run]) -> Table:
    """How many times as long a call takes, at the median, with ten times the claims."""
    sizes = sorted({run.claims for run in runs})
    steps = list(itertools.pairwise(sizes))
    table = Table(title="A call's median with ten times the claims", title_justify="left")
    table.add_column("call", no_wrap=True)
    for before, after in steps:
        table.add_column(f"{before:,} → {after:,}", justify="right")
    for title, names in [(name, [name]) for name in (*READS, *WRITES)] + [
        ("all reads", [*READS]),
        ("all writes", [*WRITES]),
    ]:
        cells = []
        for before, after in steps:
            ms = [
                [one for run in runs if run.claims == size for one in run.all_of(names)]
                for size in (before, after)
            ]
            if min(map(len, ms)) < FEW:
                cells.append("")
                continue
            first, last = (statistics.median(one) for one in ms)
            grown = tenfold(first, last, after / before)
            cells.append(f"× {grown:.2f}")
        table.add_row(title, *cells)
    return table


def _processes(run: Run) -> str:
    return f"{run.processes} process{'es' if run.processes > 1 else ''}"


def _cells(ms: list[float]) -> tuple[str, str]:
    if len(ms) < FEW:
        return "", str(len(ms))
    shown = " / ".join(f"{quantile(ms, share):.0f}" for share in (0.5, 0.95, 0.99))
    return shown, str(len(ms))
