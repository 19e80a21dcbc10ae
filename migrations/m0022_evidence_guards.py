"""What Piccolo has no word for: what was kept is never changed, and the archive's indexes.

Links that were there before are given a time to be looked at, so that they are archived too.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T13:00:00:000022"
VERSION = "1.38.0"
DESCRIPTION = "evidence guards and indexes"

FORWARDS = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON archive
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON kept_content
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE archive ADD CONSTRAINT archive_kept
    FOREIGN KEY (sha256) REFERENCES kept_content (sha256);
ALTER TABLE evidence ADD CONSTRAINT evidence_kept
    FOREIGN KEY (file) REFERENCES kept_content (sha256);
ALTER TABLE evidence ADD CONSTRAINT evidence_link_or_file CHECK ((file IS NULL) = (url <> ''));
CREATE INDEX archive_of_evidence ON archive (evidence, id);
CREATE INDEX archive_changes ON archive (evidence, id) WHERE changed;
CREATE INDEX evidence_due ON evidence (next_check_at) WHERE retracted_at IS NULL;
UPDATE evidence SET next_check_at = now() WHERE retracted_at IS NULL;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None, "Piccolo found no engine; is PICCOLO_CONF set?"
        for statement in FORWARDS.split(";\n"):
            if statement.strip():
                await engine.run_ddl(statement)

    manager.add_raw(run)
    return manager
