from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Text
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T13:00:00:000033"
VERSION = "1.38.0"
DESCRIPTION = "notes of sign-offs sealed"

# What was written so far becomes JSON as `followups.notes` reads it; the rows are append-only
# otherwise. This runs before the column is renamed.
STATEMENTS = (
    "ALTER TABLE followup_decision DISABLE TRIGGER append_only",
    "UPDATE followup_decision SET note = json_build_object('note', note)::text",
    "ALTER TABLE followup_decision ENABLE TRIGGER append_only",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None, "Piccolo found no engine; is PICCOLO_CONF set?"
        for statement in STATEMENTS:
            await engine.run_ddl(statement)

    manager.add_raw(run)

    manager.rename_column(
        table_class_name="FollowUpDecision",
        tablename="followup_decision",
        old_column_name="note",
        new_column_name="notes",
        old_db_column_name="note",
        new_db_column_name="notes",
        schema=None,
    )

    manager.alter_column(
        table_class_name="FollowUpDecision",
        tablename="followup_decision",
        column_name="notes",
        db_column_name="notes",
        params={"default": "{}", "secret": True},
        old_params={"default": "", "secret": False},
        column_class=Text,
        old_column_class=Text,
        schema=None,
    )

    return manager
