"""One place a claim and revision, and what finds them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T13:00:00:000041"
VERSION = "1.38.0"
DESCRIPTION = "claim anchor guards"

FORWARDS = (
    "CREATE UNIQUE INDEX claim_anchor_once ON claim_anchor (claim, revision)",
    "CREATE INDEX claim_anchor_revision ON claim_anchor (article, revision)",
    "CREATE INDEX claim_orphaned ON claim (desk, checkworthiness DESC, id) "
    "WHERE anchor IN ('ambiguous', 'gone')",
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
