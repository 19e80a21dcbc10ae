"""The ledger of follow-ups is read in its order, not sorted whole for each page."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T13:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "the ledger of follow-ups in the order of an index"

FORWARDS = ("CREATE INDEX followup_turn ON followup ((outcome IS NOT NULL), due, id)",)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None, "Piccolo found no engine; is PICCOLO_CONF set?"
        for statement in FORWARDS:
            await engine.run_ddl(statement)

    manager.add_raw(run)
    return manager
