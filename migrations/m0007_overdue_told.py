from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Timestamptz
from piccolo.columns.indexes import IndexMethod
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T13:00:00:000007"
VERSION = "1.38.0"
DESCRIPTION = "overdue assignments told of"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    manager.add_column(
        table_class_name="Assignment",
        tablename="assignment",
        column_name="due_told",
        db_column_name="due_told",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={
            "default": None,
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema=None,
    )

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None, "Piccolo found no engine; is PICCOLO_CONF set?"
        await engine.run_ddl(
            "CREATE INDEX assignment_late ON assignment (due) "
            "WHERE ended_at IS NULL AND due IS NOT NULL"
        )

    manager.add_raw(run)
    return manager
