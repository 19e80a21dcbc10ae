"""Attempts and decisions stay as they are, but their notes may be sealed with another key."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T11:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "notes sealed anew"

# The setting keeps a mistake from passing, not somebody who may write SQL.
STATEMENTS = (
    """
    CREATE FUNCTION refuse_change_but_sealing() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND current_setting('claimdesk.sealing', true) = 'on'
            AND NEW.notes LIKE 'fernet:%'
            AND to_jsonb(NEW) - 'notes' = to_jsonb(OLD) - 'notes' THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END
    $$
    """,
    *(
        statement
        for table in ("followup_attempt", "followup_decision")
        for statement in (
            f"DROP TRIGGER append_only ON {table}",
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change_but_sealing()",
        )
    ),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None, "Piccolo found no engine; is PICCOLO_CONF set?"
        for statement in STATEMENTS:
            await engine.run_ddl(statement)

    manager.add_raw(run)
    return manager
