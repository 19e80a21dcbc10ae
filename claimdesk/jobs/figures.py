"""How the queue is, in figures."""

from typing import Any

from claimdesk.db.engine import fetch

WORDS = {"todo": "waiting", "doing": "running", "failed": "failed"}
"""The engine's states in the desk's words."""


async def by_queue() -> list[dict[str, Any]]:
    """Jobs by `queue` and `state`, each with their `count`, and for waiting ones their `age`.

    That is how many seconds ago the oldest of those that are due could have begun.
    """
    rows = await fetch(
        "SELECT queue_name AS queue, status, count(*) AS count, "
        "extract(epoch FROM now() - min(coalesce(j.scheduled_at, e.at)) FILTER ("
        "WHERE status = 'todo' AND (j.scheduled_at IS NULL OR j.scheduled_at <= now()))"
        ")::float8 AS age FROM procrastinate_jobs j LEFT JOIN LATERAL (SELECT max(at) AS at "
        "FROM procrastinate_events WHERE job_id = j.id AND type = 'deferred') e ON true "
        "WHERE status IN ('todo', 'doing', 'failed') GROUP BY queue_name, status"
    )
    return [row | {"state": WORDS[row["status"]]} for row in rows]


async def workers() -> int:
    """Workers that showed a sign of life in the last two minutes; a process has one a queue."""
    rows = await fetch(
        "SELECT count(*) AS n FROM procrastinate_workers "
        "WHERE last_heartbeat > now() - interval '2 minutes'"
    )
    found: int = rows[0]["n"]
    return found
