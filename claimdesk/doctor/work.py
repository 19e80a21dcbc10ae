"""Whether claims stand where their history says, and whether jobs get done."""

from claimdesk.db.engine import fetch
from claimdesk.doctor.schemas import COMPARE, Finding, Weight, found
from claimdesk.doctor.service import examination
from claimdesk.jobs import figures


@examination("claim_states")
async def claim_states() -> list[Finding]:
    """Claims in another state than the audit trail says they came to last."""
    rows = await fetch(
        "SELECT c.id, c.state, coalesce(e.state, 'new') AS told FROM claim c LEFT JOIN "
        "(SELECT DISTINCT ON (claim) claim, after ->> 'state' AS state FROM audit_event "
        "WHERE entity = 'claim' AND after ? 'state' ORDER BY claim, number DESC) e ON e.claim = c.id "
        "WHERE c.state <> coalesce(e.state, 'new') ORDER BY c.id"
    )
    return found(
        [f"claim {row['id']}: {row['state']}, told {row['told']}" for row in rows],
        "{n} claims are in another state than the audit trail says.",
        "The trail is the word that holds: look at each claim's history, and have an editor put it "
        f"where it belongs. {COMPARE}",
    )


@examination("claim_stays")
async def claim_stays() -> list[Finding]:
    """Claims whose running stay, of which reports tell, is another than their state."""
    rows = await fetch(
        "SELECT c.id, c.state, s.state AS stay FROM claim c "
        "LEFT JOIN claim_stay s ON s.claim = c.id AND s.left_at IS NULL "
        "WHERE s.state IS DISTINCT FROM c.state ORDER BY c.id"
    )
    return found(
        [f"claim {row['id']}: {row['state']}, counted as {row['stay']}" for row in rows],
        "Reports count {n} claims in another state than they are in.",
    )


@examination("published")
async def published() -> list[Finding]:
    """Claims with a published verdict that readers were never given, or the other way round."""
    rows = await fetch(
        "SELECT c.id, c.published_verdict AS verdict, e.kind FROM claim c LEFT JOIN "
        "(SELECT DISTINCT ON (claim) claim, kind FROM rating_event ORDER BY claim, seq DESC) e "
        "ON e.claim = c.id WHERE c.published_verdict IS NOT NULL AND e.kind IS NULL ORDER BY c.id"
    )
    return found(
        [f"claim {row['id']}: verdict {row['verdict']}" for row in rows],
        "{n} claims count as published, and the ratings feed has nothing of them.",
        f"Correct and publish each anew, which puts it into the feed. {COMPARE}",
    )


@examination("jobs")
async def jobs() -> list[Finding]:
    """Jobs that failed for good, that a killed worker took along, and that nobody begins."""
    given_up = await figures.given_up()
    lost = await fetch(
        "SELECT j.id, j.task_name FROM procrastinate_jobs j "
        "LEFT JOIN procrastinate_workers w ON w.id = j.worker_id WHERE j.status = 'doing' "
        "AND (w.id IS NULL OR w.last_heartbeat < now() - interval '15 minutes') "
        # A worker that lives gives them out again within minutes.
        "AND coalesce((SELECT max(at) FROM procrastinate_events WHERE job_id = j.id), '-infinity') "
        "< now() - interval '1 hour' ORDER BY j.id"
    )
    waiting = await fetch(
        "SELECT j.id, j.task_name FROM procrastinate_jobs j WHERE status = 'todo' "
        "AND coalesce(scheduled_at, (SELECT max(at) FROM procrastinate_events "
        "WHERE job_id = j.id AND type = 'deferred')) < now() - interval '1 hour' ORDER BY j.id"
    )
    return [
        *found(
            [f"{kind.task}: {kind.jobs:,}" for kind in given_up if kind.deadly],
            f"Jobs of {{n}} kinds were given up: each ended its worker {figures.MOST_DEATHS} times, as when "
            "memory runs out.",
            "Whoever waits for them was told. Give the workers more memory, or send less at once.",
        ),
        *found(
            [f"{kind.task}: {kind.jobs:,}" for kind in given_up if not kind.deadly],
            "Jobs of {n} kinds failed for good.",
            "The worker's log says why. What they were to do is done by hand, or with the next change; "
            "they are forgotten after 30 days.",
        ),
        *found(
            [f"job {row['id']}, {row['task_name']}" for row in lost],
            "{n} jobs were begun more than an hour ago by workers that show no sign of life.",
            "Start claimdesk serve or claimdesk worker: within five minutes they are given out again.",
        ),
        *found(
            [f"job {row['id']}, {row['task_name']}" for row in waiting],
            "{n} jobs have waited for more than an hour.",
            "Start claimdesk serve, or another claimdesk worker.",
            Weight.NOTICE,
        ),
    ]
