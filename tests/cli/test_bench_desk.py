"""`claimdesk bench desk`, small: what it fills a database with, and what it prints."""

import asyncpg

from claimdesk.audit.views import check
from claimdesk.cli.bench_seed import seed
from claimdesk.db.engine import fetch
from tests.processes import claimdesk


async def test_the_seeded_desk_is_one_that_work_could_have_made(
    database: None, database_url: str
) -> None:
    heard: list[int] = []
    seeded = await seed(database_url, 800, heard.append)
    assert sum(heard) == 800
    assert await fetch("SELECT count(*) AS n FROM claim") == [{"n": 800}]
    states = await fetch("SELECT DISTINCT state FROM claim")
    assert len(states) >= 7  # of nine, the rarest of which one claim in two hundred is in
    assert not (await check()).flaws
    for question in (
        "claim c JOIN claim_stay y ON y.claim = c.id AND y.left_at IS NULL WHERE y.state <> c.state",
        "claim_stay WHERE left_at < entered_at",
        "claim WHERE (holder IS NOT NULL) <> (id IN (SELECT claim FROM assignment))",
        "claim WHERE (published_verdict IS NOT NULL) <> (state = 'published')",
        "claim WHERE followup_open AND id NOT IN (SELECT claim FROM followup WHERE outcome IS NULL)",
        "claim WHERE evidence_count <> (SELECT count(*) FROM evidence e WHERE e.claim = claim.id)",
    ):
        assert await fetch(f"SELECT count(*) AS n FROM {question}") == [{"n": 0}], question  # noqa: S608
    rare = "SELECT count(*) AS n FROM claim WHERE search @@ websearch_to_tsquery('english', {})"
    assert 0 < (await fetch(rare, seeded.place))[0]["n"] < 100
    # Whoever goes on working gets numbers of their own.
    assert (await fetch("SELECT nextval('claim_id_seq') AS n"))[0]["n"] == 801


async def test_it_measures_says_how_and_leaves_nothing(server_url: str) -> None:
    made = claimdesk(
        "bench", "desk", "--claims", "600", "--repeat", "5", "--plans",
        "--database-url", server_url, env={"COLUMNS": "120"},
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert "600 claims" in made.stdout
    for call in ("SELECT 1", "the queue, a later page", "accept a claim", "report on 30 days"):
        assert call in made.stdout
    assert "Index" in made.stdout
    assert "GET /claims?limit=50" in made.stdout
    connection = await asyncpg.connect(server_url)
    try:
        left = await connection.fetch(
            "SELECT datname FROM pg_database WHERE datname LIKE 'claimdesk_bench%'"
        )
    finally:
        await connection.close()
    assert left == []


def test_a_server_that_does_not_answer_is_said_so() -> None:
    url = "postgresql://nobody@127.0.0.1:9/none"
    answer = claimdesk("bench", "desk", "--database-url", url, env={})
    assert answer.returncode == 1
    assert "No database can be made there" in answer.stderr
    assert "Traceback" not in answer.stderr
