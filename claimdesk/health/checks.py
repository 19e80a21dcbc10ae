"""What every server has: a database, its migrations, jobs, the audit chain, a data folder."""

import asyncio
import shutil
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from claimdesk.audit import views as audit
from claimdesk.clock import now
from claimdesk.db.engine import ENGINE, fetch
from claimdesk.db.open import pending_migrations
from claimdesk.health.schemas import HealthState
from claimdesk.health.service import Facts, Finding, part
from claimdesk.jobs import figures
from claimdesk.sealing import service as sealing
from claimdesk.sealing.ring import VARIABLE, ring
from claimdesk.settings import Settings

SLOW_DATABASE = 0.25
LATE = timedelta(minutes=15)
CHECK_EVERY = timedelta(days=2)
LITTLE_SPACE = 0.1
NO_SPACE = 0.02


@part("database")
async def database(settings: Settings) -> Finding:
    """PostgreSQL: which, how large, how quick, and how many connections are in use."""
    began = time.monotonic()
    await fetch("SELECT 1 AS one")
    took = time.monotonic() - began
    row = (
        await fetch(
            "SELECT current_setting('server_version') AS version, "
            "pg_database_size(current_database()) AS size"
        )
    )[0]
    facts: Facts = {
        "server_version": row["version"],
        "size_bytes": row["size"],
        "answer_ms": round(took * 1000, 1),
        "embedded": "no" if settings.database_url else "yes",
    }
    pool = ENGINE.pool
    if pool is not None:
        facts["connections"] = pool.get_size()
        facts["connections_idle"] = pool.get_idle_size()
        facts["connections_most"] = pool.get_max_size()
    if took > SLOW_DATABASE:
        return Finding(facts, HealthState.WATCH, "The database answers slowly.")
    return Finding(facts)


@part("migrations")
async def migrations(_: Settings) -> Finding:
    """Whether the database is as this release expects it."""
    row = (await fetch("SELECT count(*) AS run, max(name) AS last FROM migration"))[0]
    waiting = await pending_migrations()
    facts: Facts = {"applied": row["run"], "last": row["last"], "pending": len(waiting)}
    if waiting:
        return Finding(
            facts, HealthState.FAILING, "Migrations have not run. Start claimdesk again."
        )
    return Finding(facts)


@part("jobs")
async def jobs(_: Settings) -> Finding:
    """What waits for a worker, what failed, and whether a worker lives."""
    queues = await figures.by_queue()
    count = Counter[str]()
    for row in queues:
        count[row["state"]] += row["count"]
    oldest = min((row["oldest"] for row in queues if row["oldest"]), default=None)
    workers = await figures.workers()
    given_up = await figures.given_up()
    failed = Counter[str]()
    for kind in given_up:
        failed[kind.task] += kind.jobs
    lost = [kind for kind in given_up if kind.deadly]
    facts: Facts = {
        "waiting": count["waiting"],
        "oldest_waiting": oldest.isoformat() if oldest else None,
        "running": count["running"],
        "failed": count["failed"],
        "failed_kinds": ", ".join(f"{task} ({jobs})" for task, jobs in failed.most_common(5))
        or None,
        "ended_worker": ", ".join(f"{kind.task} ({kind.jobs})" for kind in lost) or None,
        "workers": workers,
    }
    if workers == 0:
        return Finding(
            facts,
            HealthState.FAILING,
            "No worker shows a sign of life. Start claimdesk worker, or set "
            "CLAIMDESK_SERVE_JOBS to true.",
        )
    if oldest is not None and now() - oldest > LATE:
        return Finding(facts, HealthState.WATCH, "Jobs wait long. Start another claimdesk worker.")
    if lost:
        return Finding(
            facts,
            HealthState.WATCH,
            f"Jobs were given up that ended their worker {figures.MOST_DEATHS} times, as when memory "
            "runs out. What they did says so where it is watched.",
        )
    if count["failed"]:
        return Finding(facts, HealthState.WATCH, "Jobs failed for good; the worker's log says why.")
    return Finding(facts)


@part("audit")
async def audit_chain(_: Settings) -> Finding:
    """What the last walk along the audit chain found."""
    found = await audit.noted_check()
    head = (await fetch("SELECT number FROM audit_head"))[0]["number"]
    facts: Facts = {
        "events": head,
        "checked_at": found.at.isoformat() if found.at else None,
        "checked_events": found.events,
    }
    if found.flaws:
        return Finding(
            facts, HealthState.FAILING, "The audit trail is not whole. Compare it with a backup."
        )
    if found.at is None or now() - found.at > CHECK_EVERY:
        return Finding(
            facts, HealthState.WATCH, "The trail was not checked lately. Check it in Admin, Audit."
        )
    return Finding(facts)


@part("disk")
async def disk(settings: Settings) -> Finding:
    """The space left where the data folder is."""
    folder = _existing(settings.data_dir)
    usage = await asyncio.to_thread(shutil.disk_usage, folder)
    facts: Facts = {
        "folder": str(settings.data_dir),
        "free_bytes": usage.free,
        "total_bytes": usage.total,
    }
    free = usage.free / usage.total if usage.total else 0
    if free < NO_SPACE:
        return Finding(facts, HealthState.FAILING, "The disk is full. Make room at once.")
    if free < LITTLE_SPACE:
        return Finding(facts, HealthState.WATCH, "The disk is nearly full. Make room.")
    return Finding(facts)


@part("secrets")
async def secrets(_: Settings) -> Finding:
    """Whether notes on sources and webhooks' secrets are sealed."""
    keys = ring()
    left = await sealing.in_clear()
    unreadable = await sealing.some_unreadable()
    facts: Facts = {"keys": keys.size, "in_clear": left}
    if unreadable:
        return Finding(
            facts,
            HealthState.FAILING,
            "A key is missing: some notes on sources or webhooks’ secrets cannot be read. Put it back "
            f"into {VARIABLE}; claimdesk doctor says how many there are.",
        )
    if not keys.size:
        return Finding(
            facts,
            HealthState.WATCH,
            "Notes on sources are kept in clear. Have a key made with claimdesk secrets new-key, and set "
            f"{VARIABLE} to it.",
        )
    if left:
        return Finding(
            facts,
            HealthState.WATCH,
            "What was written before there was a key is kept in clear. Run claimdesk secrets rotate.",
        )
    return Finding(facts)


def _existing(folder: Path) -> Path:
    """The folder or the nearest one above it that is there: with a server of one's own it may not be."""
    return next(each for each in (folder, *folder.parents) if each.is_dir())
