"""What has to hold of a desk after anything was killed."""

from collections.abc import Sequence
from datetime import UTC

import asyncpg

from claimdesk.audit.rules import CHAINED, Chain, Head
from claimdesk.db.engine import json_value
from tests.crash.effects import wholeness
from tests.crash.ledger import Write
from tests.crash.load import BATCH_SIZE

_OPEN = "status = 'doing' OR (status = 'todo' AND coalesce(scheduled_at, '-infinity') <= now())"


async def examine(
    database: asyncpg.Connection, answered: Sequence[Write], doubtful: Sequence[Write], noted: Head
) -> tuple[dict[str, bool], Head]:
    """Which writes in doubt are there, and the audit trail's end. Raises AssertionError.

    `noted` is its end of an earlier examination, which has to stand in it still.
    """
    kept = await wholeness(database, answered)
    lost = [key for key, whole in kept.items() if not whole]
    assert not lost, f"acknowledged, and gone: {lost}"
    in_doubt = await wholeness(database, doubtful)
    await _feed(database)
    return in_doubt, await _trail(database, noted)


async def _feed(database: asyncpg.Connection) -> None:
    row = await database.fetchrow(
        "SELECT count(*) AS n, count(DISTINCT seq) AS seqs, coalesce(max(seq), 0) AS last "
        "FROM rating_event"
    )
    assert row["n"] == row["seqs"] == row["last"], f"the ratings feed has gaps: {dict(row)}"


async def _trail(database: asyncpg.Connection, noted: Head) -> Head:
    """Walk the trail, which is at rest."""
    chain = Chain(noted if noted.number else None)
    for row in await database.fetch("SELECT * FROM audit_event ORDER BY number"):
        event = {name: row[name] for name in CHAINED}
        event["at"] = row["at"].astimezone(UTC)
        event["before"], event["after"] = json_value(row["before"]), json_value(row["after"])
        chain.follow(row["number"], row["hash"], event)
    end = await database.fetchrow("SELECT number, hash FROM audit_head")
    chain.finish(Head(end["number"], end["hash"]), None)
    assert not chain.flaws, f"the audit trail: {[str(flaw) for flaw in chain.flaws]}"
    return chain.end


async def time_passes(database: asyncpg.Connection) -> None:
    """What waits for its time is due, and the jobs of killed workers are looked for at once.

    No worker may run: those that are known are taken for killed.
    """
    await database.execute("DELETE FROM procrastinate_workers")
    await database.execute(
        "UPDATE procrastinate_jobs SET scheduled_at = now() "
        "WHERE status = 'todo' AND scheduled_at > now()"
    )
    await database.execute(
        "INSERT INTO procrastinate_jobs (task_name, queue_name, args, status) "
        "VALUES ('jobs.rescue', 'default', '{\"timestamp\": 0}', 'todo')"
    )


async def open_jobs(database: asyncpg.Connection) -> int:
    """Jobs that are due or under way."""
    found: int = await database.fetchval(f"SELECT count(*) FROM procrastinate_jobs WHERE {_OPEN}")  # noqa: S608
    return found


async def all_done(database: asyncpg.Connection, batches: Sequence[Write], articles: int) -> None:
    """Every job ended well, and every article is there, extracted and matched, once.

    Each batch has one article that says what another article says. Raises AssertionError.
    """
    failed = await database.fetch(
        "SELECT task_name, args FROM procrastinate_jobs WHERE status = 'failed'"
    )
    assert not failed, f"jobs failed for good: {[tuple(row) for row in failed]}"
    marks = [batch.mark for batch in batches]
    undone = await database.fetch(
        "SELECT source, state, done, added, same, refused FROM ingest "
        "WHERE source = ANY($1) AND NOT (state = 'done' AND added + same = total)",
        marks,
    )
    assert not undone, f"batches that did not come in: {[dict(row) for row in undone]}"
    rows = await database.fetch(
        "SELECT a.source, count(DISTINCT a.id) AS articles, count(c.id) AS claims, (SELECT count(*) "
        "FROM audit_event e WHERE e.action = 'take_in' AND e.article = ANY(array_agg(a.id))) AS told "
        "FROM article a LEFT JOIN claim c ON c.article = a.id WHERE a.source = ANY($1) GROUP BY 1",
        marks,
    )
    wrong = [tuple(row) for row in rows if set(tuple(row)[1:]) != {BATCH_SIZE}]
    assert not wrong, f"articles of a batch, their claims and audit events: {wrong}"
    assert len(rows) == len(batches)
    total = await database.fetchval("SELECT count(*) FROM article")
    assert total == articles + BATCH_SIZE * len(batches), "articles that nobody sent"
    # Both ways, once each: a claim of an article, and the claim of the batch's first that says the same.
    twins = await database.fetch(
        "SELECT a.external_id, count(*) FROM claim c JOIN article a ON a.id = c.article "
        "JOIN claim_match m ON m.claim = c.id JOIN claim o ON o.id = m.found "
        "JOIN claim_match back ON back.claim = o.id AND back.found = c.id "
        "WHERE a.source = 'crash' AND m.likeness = 'same' GROUP BY 1"
    )
    assert all(row["count"] == 1 for row in twins), "matched twice, or with another's"
    assert len(twins) == len(batches), f"{len(batches) - len(twins)} articles were not matched"
