"""What finds claims of one source or of the same words, and evidence that others rest on too."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T13:00:00:000042"
VERSION = "1.38.0"
DESCRIPTION = "sharing indexes"

FORWARDS = (
    "CREATE INDEX claim_words ON claim (desk, md5(lower(text)))",
    "CREATE INDEX evidence_address ON evidence (md5(url))",
    "CREATE INDEX evidence_file ON evidence (file) WHERE file IS NOT NULL",
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
