"""Each event once for each endpoint, and what is due found without reading what is done."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T06:00:00:000097"
VERSION = "1.38.0"
DESCRIPTION = "indexes of webhooks"

FORWARDS = (
    "ALTER TABLE webhook_delivery ADD CONSTRAINT webhook_delivery_once UNIQUE (endpoint, seq)",
    """
    CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint, next_at)
        WHERE state = 'pending'
    """,
    """
    CREATE INDEX webhook_delivery_turn ON webhook_delivery (endpoint, article, seq)
        WHERE state = 'pending'
    """,
    "CREATE INDEX webhook_delivery_recent ON webhook_delivery (endpoint, id DESC)",
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
