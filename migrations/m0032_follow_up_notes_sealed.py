from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-24T13:00:00:000032"
VERSION = "1.38.0"
DESCRIPTION = "follow-up notes in one column"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    manager.drop_column(
        table_class_name="FollowUp",
        tablename="followup",
        column_name="basis_of_knowledge",
        db_column_name="basis_of_knowledge",
        schema=None,
    )

    manager.drop_column(
        table_class_name="FollowUp",
        tablename="followup",
        column_name="known_to",
        db_column_name="known_to",
        schema=None,
    )

    manager.drop_column(
        table_class_name="FollowUp",
        tablename="followup",
        column_name="reason",
        db_column_name="reason",
        schema=None,
    )

    return manager
