"""An account at a provider is one person's, and nobody has two with one provider."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T08:30:00:000131"
VERSION = "1.38.0"
DESCRIPTION = "accounts at a provider, each once"

FORWARDS = (
    "ALTER TABLE provider_account ADD CONSTRAINT provider_account_once UNIQUE (issuer, subject)",
    "ALTER TABLE provider_account ADD CONSTRAINT provider_account_of_one UNIQUE (issuer, person)",
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
