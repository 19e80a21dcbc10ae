"""How the queue is, in figures."""

from typing import Any, NamedTuple

from claimdesk.db.engine import fetch

WORDS = {"todo": "waiting", "doing": "running", "failed": "failed", "aborted": "failed"}
"""The engine's states in the desk's words."""
GIVEN_UP_STATES = [state for state, word in WORDS.items() if word == "failed"]
"""The engine's states of what did not end well and is not tried again."""
MOST_DEATHS = 3
"""So often a job may end its worker at one place."""


class GivenUp(NamedTuple):
    """Jobs of one kind that are not tried again, how many, and whether they ended their workers."""

    task: str
    jobs: int
    deadly: bool


async def by_queue() -> list[dict[str, Any]]:
    """Jobs by `queue` and `state`, each with their `count`, and for waiting ones `oldest` and `age`.

    That is when the oldest of those that are due could have begun, and how many seconds ago.
    """
    return await fetch(
        "SELECT *, extract(epoch FROM now() - oldest)::float8 AS age FROM ("
        "SELECT queue_name AS queue, s.word AS state, count(*) AS count, "
        "min(coalesce(j.scheduled_at, e.at)) FILTER ("
        "WHERE j.status = 'todo' AND (j.scheduled_at IS NULL OR j.scheduled_at <= now())) AS oldest "
        "FROM procrastinate_jobs j "
        "JOIN unnest({}::text[], {}::text[]) AS s (status, word) ON s.status = j.status::text "
        "LEFT JOIN LATERAL (SELECT max(at) AS at "
        "FROM procrastinate_events WHERE job_id = j.id AND type = 'deferred') e ON true "
        "GROUP BY queue_name, s.word) AS found",
        list(WORDS),
        list(WORDS.values()),
    )


async def workers() -> int:
    """Workers that showed a sign of life in the last two minutes; a process has one a queue."""
    rows = await fetch(
        "SELECT count(*) AS n FROM procrastinate_workers "
        "WHERE last_heartbeat > now() - interval '2 minutes'"
    )
    found: int = rows[0]["n"]
    return found


async def given_up() -> list[GivenUp]:
    """What was given up and is not yet forgotten, by kind, most first."""
    rows = await fetch(
        "SELECT j.task_name AS task, count(*) AS jobs, coalesce(m.deaths, 0) >= {} AS deadly "
        "FROM procrastinate_jobs j LEFT JOIN job_mishap m ON m.job = j.id "
        "WHERE j.status::text = ANY({}) GROUP BY task, deadly ORDER BY jobs DESC, task",
        MOST_DEATHS,
        GIVEN_UP_STATES,
    )
    return [GivenUp(**row) for row in rows]
