"""What was written in the columns of old moves into the notes; append-only tables and indexes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T13:00:00:000031"
VERSION = "1.38.0"
DESCRIPTION = "follow-up guards and indexes"

APPEND_ONLY = ("followup_attempt", "followup_decision", "read_log", "reply", "reply_entry")

STATEMENTS = (
    # JSON as `followups.notes` reads it. When the colleague was told had no place until now.
    """
    UPDATE followup SET
        notes = json_strip_nulls(json_build_object(
            'reason', reason, 'basis_of_knowledge', basis_of_knowledge, 'known_to', known_to
        ))::text,
        reason_class = CASE WHEN reason = '' THEN 'none_given' ELSE 'other' END,
        clock_from = opened_at,
        expires = greatest(due, opened_at + interval '30 days')
    """,
    """
    UPDATE claim SET hearsay = true WHERE mention IS NULL AND cue ->> 'text' ~*
        '(^|\\s)(reportedly|allegedly|supposedly|purportedly|rumouredly)$|\\s(understood|believed|thought|said|reported|alleged|claimed|rumoured|rumored|suspected|assumed)$'
    """,
    "CREATE INDEX followup_open_due ON followup (due, id) WHERE outcome IS NULL",
    "CREATE INDEX read_log_recent ON read_log (desk, id DESC)",
    "CREATE INDEX reply_of_article ON reply (article, id)",
    *(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        for table in APPEND_ONLY
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
