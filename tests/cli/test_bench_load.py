"""`claimdesk bench load`, small: its figures, and a run against servers that are real."""

import io
import re

import asyncpg
import pytest
from rich.console import Console

from claimdesk.cli.bench_figures import Run, growth, kinds, quantile, tenfold, throughput
from claimdesk.cli.bench_mix import READS, WRITES
from claimdesk.cli.bench_seed import seed
from claimdesk.db.engine import fetch
from claimdesk.matching import upkeep
from tests.processes import claimdesk


def test_four_calls_in_five_read() -> None:
    assert (sum(READS.values()), sum(WRITES.values())) == (80, 20)


def test_a_quantile_is_a_value_that_was_measured() -> None:
    ms = [float(one) for one in range(100, 0, -1)]
    assert [quantile(ms, share) for share in (0.5, 0.95, 0.99, 1)] == [50, 95, 99, 100]
    assert quantile([7.0], 0.99) == 7.0


def test_growth_is_said_for_ten_times_as_much() -> None:
    assert tenfold(10, 20, 10) == pytest.approx(2)
    assert tenfold(10, 40, 100) == pytest.approx(2)
    assert tenfold(10, 20, 10**0.5) == pytest.approx(4)


def test_what_grows_is_shown_for_each_step_and_only_where_enough_was_measured() -> None:
    def run(claims: int, claim: float, comments: int) -> Run:
        ms = {"a claim": [claim] * 9, "a claim's comments": [5.0] * comments}
        return Run(claims=claims, processes=1, seconds=3, ms=ms, refused=[], broken=0, load=0.5)

    runs = [run(1000, 10, 2), run(10_000, 30, 9), run(100_000, 45, 9)]
    out = Console(width=120, record=True, file=io.StringIO())
    for table in (kinds(runs[:1]), throughput(runs), growth(runs)):
        out.print(table)
    lines = out.export_text().splitlines()
    grown = [line.replace("│", " ").split() for line in lines if "×" in line]
    assert grown == [
        ["a", "claim", "×", "3.00", "×", "1.50"],
        ["a", "claim's", "comments", "×", "1.00"],
        ["all", "reads", "×", "1.75", "×", "1.43"],
    ]
    assert any("10 / 10 / 10" in line for line in lines)
    assert any(re.search(r"100,000 .* 6 ", line) for line in lines)


async def test_the_seeded_claims_are_found_by_their_words(
    database: None, database_url: str
) -> None:
    await seed(database_url, 600, lambda _: None)
    assert await upkeep.astray() == 0
    assert await upkeep.catch_up() == 0
    rows = await fetch(
        "SELECT count(*) AS n FROM statement s WHERE (SELECT count(*) FROM posting p "
        "WHERE p.statement = s.id AND p.desk = s.desk) "
        "<> (SELECT count(DISTINCT t) FROM unnest(s.terms || s.fingerprint) t)"
    )
    assert rows == [{"n": 0}]


async def _databases(server_url: str) -> set[str]:
    connection = await asyncpg.connect(server_url)
    try:
        rows = await connection.fetch(
            "SELECT datname FROM pg_database WHERE datname LIKE 'claimdesk_bench%'"
        )
    finally:
        await connection.close()
    return {row["datname"] for row in rows}


async def test_it_works_the_desk_stops_by_itself_and_leaves_nothing(server_url: str) -> None:
    before = await _databases(server_url)
    made = claimdesk(
        "bench", "load", "--claims", "600", "--processes", "2", "--seconds", "3",
        "--clients", "4", "--database-url", server_url, env={"COLUMNS": "160"},
    )  # fmt: skip
    assert made.returncode == 0, made.stderr + made.stdout
    assert "Refused" not in made.stdout
    for said in (
        "600 claims, ms",
        "2 processes",
        "a claim's matches",
        "calls a second",
        "all writes",
    ):
        assert said in made.stdout
    assert await _databases(server_url) <= before


def test_sizes_that_are_none_are_said_so() -> None:
    answer = claimdesk("bench", "load", "--claims", "10k", env={})
    assert answer.returncode == 2
    assert "10k is not numbers from 500 to 2,000,000 with commas between" in answer.stderr
