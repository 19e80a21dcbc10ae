"""What guards the trail and what finds things in it.

An append-only table refuses TRUNCATE as it refuses UPDATE and DELETE: a row trigger does not see
it. The head of the chain stays one row and only moves on. The indexes are those of the trail's
filters; all but two start with the desk, since everybody reads their own desks only.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T13:00:00:000061"
VERSION = "1.38.0"
DESCRIPTION = "audit guards and indexes"

FORWARDS = """
DO $migration$
DECLARE guarded regclass;
BEGIN
    FOR guarded IN SELECT tgrelid::regclass FROM pg_trigger WHERE tgname = 'append_only' LOOP
        EXECUTE format(
            'CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON %s '
            'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', guarded);
    END LOOP;

    CREATE FUNCTION refuse_step_back() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.id <> OLD.id OR NEW.number <= OLD.number THEN
            RAISE EXCEPTION '% only moves on', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END
    $$;
    ALTER TABLE audit_head ADD CONSTRAINT audit_head_once CHECK (id = 1);
    INSERT INTO audit_head (id, number, hash)
        SELECT 1, coalesce(max(number), 0), coalesce(
            (SELECT hash FROM audit_event ORDER BY number DESC LIMIT 1), repeat('0', 64))
        FROM audit_event;
    CREATE TRIGGER moves_on BEFORE UPDATE ON audit_head
        FOR EACH ROW EXECUTE FUNCTION refuse_step_back();
    CREATE TRIGGER stays BEFORE DELETE ON audit_head
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER stays_whole BEFORE TRUNCATE ON audit_head
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

    CREATE INDEX audit_event_desk ON audit_event (desk, number);
    CREATE INDEX audit_event_moment ON audit_event (desk, at);
    CREATE INDEX audit_event_action ON audit_event (desk, action, number);
    CREATE INDEX audit_event_entity ON audit_event (desk, entity, entity_id);
    CREATE INDEX audit_event_person ON audit_event (person, number);
END
$migration$
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None, "Piccolo found no engine; is PICCOLO_CONF set?"
        await engine.run_ddl(FORWARDS)

    manager.add_raw(run)
    return manager
