"""What Piccolo has no word for: uniqueness over several columns, append-only tables, search.

The database itself refuses to change or remove a revision, a verdict, a review, a published event
or an audit row, whoever asks.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T09:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards and indexes"

FORWARDS = """
ALTER TABLE membership ADD CONSTRAINT membership_once UNIQUE (person, desk);
ALTER TABLE article ADD CONSTRAINT article_external_once UNIQUE (desk, source, external_id);
ALTER TABLE revision ADD CONSTRAINT revision_number_once UNIQUE (article, number);
ALTER TABLE verdict ADD CONSTRAINT verdict_number_once UNIQUE (claim, number);
ALTER TABLE rating_scale ADD CONSTRAINT rating_scale_once UNIQUE (key, version);
ALTER TABLE claim ADD CONSTRAINT claim_span CHECK (span_start >= 0 AND span_end > span_start);
CREATE UNIQUE INDEX source_named_once ON source (desk, kind, lower(name)) WHERE NOT unnamed;
CREATE UNIQUE INDEX assignment_running_once ON assignment (claim) WHERE ended_at IS NULL;

CREATE INDEX claim_queue ON claim (desk, checkworthiness DESC, id);
CREATE INDEX claim_queue_state ON claim (desk, state, checkworthiness DESC, id);
CREATE INDEX article_recent ON article (desk, id DESC);
CREATE INDEX rating_event_desk ON rating_event (desk, seq);

ALTER TABLE claim ADD COLUMN search tsvector
    GENERATED ALWAYS AS (
        to_tsvector('english', text || ' ' || coalesce(mention ->> 'text', ''))
    ) STORED;
CREATE INDEX claim_search ON claim USING gin (search);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON revision
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON verdict
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON review
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON rating_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None, "Piccolo found no engine; is PICCOLO_CONF set?"
        for statement in _statements(FORWARDS):
            await engine.run_ddl(statement)

    manager.add_raw(run)
    return manager


def _statements(script: str) -> list[str]:
    # asyncpg runs one statement a call; a $$-quoted body keeps its semicolons.
    parts, quoted = [""], False
    for line in script.splitlines():
        parts[-1] += line + "\n"
        quoted ^= line.count("$$") % 2 == 1
        if line.endswith(";") and not quoted:
            parts.append("")
    return [part for part in parts if part.strip()]
