"""A second opinion and an editor's word on it never change; one request at a time; the queue's index."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T13:00:00:000013"
VERSION = "1.38.0"
DESCRIPTION = "guards of second opinions"

FORWARDS = (
    """
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON second_opinion
        FOR EACH ROW EXECUTE FUNCTION refuse_change()
    """,
    """
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON opinion_resolution
        FOR EACH ROW EXECUTE FUNCTION refuse_change()
    """,
    """
    CREATE UNIQUE INDEX opinion_request_once ON opinion_request (claim) WHERE closed_at IS NULL
    """,
    """
    CREATE INDEX claim_disagreement ON claim (desk) WHERE opinion = 'disagreed'
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
