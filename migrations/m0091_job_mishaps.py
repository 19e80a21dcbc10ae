"""How often a job ended its worker, and whether it was told where its work is watched that it is given up."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T06:00:00:000091"
VERSION = "1.38.0"
DESCRIPTION = "mishaps of jobs"

FORWARDS = (
    """
    CREATE TABLE job_mishap (
        job bigint PRIMARY KEY REFERENCES procrastinate_jobs (id) ON DELETE CASCADE,
        deaths integer NOT NULL DEFAULT 0,
        told boolean NOT NULL DEFAULT false)
    """,
    # A feed that could not be read some weeks ago may have been read since.
    """
    INSERT INTO job_mishap (job, told)
        SELECT id, true FROM procrastinate_jobs
        WHERE status = 'failed' AND task_name = 'ingest.feed'
    """,
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
