"""Failures are counted beside deaths, and both at the place where they were; what stops took away runs again."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T06:20:00:000093"
VERSION = "1.38.0"
DESCRIPTION = "places of mishaps"

FORWARDS = (
    """
    ALTER TABLE job_mishap
        ADD COLUMN failures integer NOT NULL DEFAULT 0,
        ADD COLUMN place text
    """,
    # Nobody asked for a job to be aborted: these are what was stopped too often, and what they were to
    # do is still to be done. What runs by the clock or is asked for again has been done since.
    """
    UPDATE procrastinate_jobs SET status = 'todo', scheduled_at = NULL, worker_id = NULL
        WHERE status = 'aborted' AND task_name IN ('factchecks.read', 'ingest.read', 'matching.note',
            'matching.note_checks', 'evidence.archive')
    """,
    "DELETE FROM procrastinate_jobs WHERE status = 'aborted'",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None, "Piccolo found no engine; is PICCOLO_CONF set?"
        for statement in FORWARDS:
            await engine.run_ddl(statement)

    manager.add_raw(run)
    return manager
