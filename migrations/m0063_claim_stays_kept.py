"""The trigger that keeps claims' stays, what there was before it, and indexes for the reports."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T13:00:00:000063"
VERSION = "1.38.0"
DESCRIPTION = "stays of claims in states, kept"

FORWARDS = """
DO $migration$
BEGIN
    INSERT INTO claim_stay (claim, desk, state, entered_at, left_at)
        SELECT claim, desk, state, at, lead(at) OVER (PARTITION BY claim ORDER BY number) FROM (
            SELECT id AS claim, desk, 'new' AS state, created_at AS at, 0 AS number FROM claim
            UNION ALL
            SELECT c.id, c.desk, e.after ->> 'state', e.at, e.number
            FROM audit_event e JOIN claim c ON c.id = e.claim
            WHERE e.entity = 'claim' AND e.after ? 'state'
                AND e.after ->> 'state' IS DISTINCT FROM e.before ->> 'state'
        ) moves;

    CREATE UNIQUE INDEX claim_stay_running_once ON claim_stay (claim) WHERE left_at IS NULL;
    CREATE INDEX claim_stay_running ON claim_stay (desk, state) WHERE left_at IS NULL;
    CREATE INDEX claim_stay_claim ON claim_stay (claim, entered_at);
    CREATE INDEX claim_stay_entered ON claim_stay (desk, entered_at);
    CREATE INDEX claim_stay_left ON claim_stay (desk, left_at);
    CREATE INDEX claim_found ON claim (desk, created_at);
    CREATE INDEX rating_event_moment ON rating_event (desk, at);
    CREATE INDEX verdict_moment ON verdict (at);
    CREATE INDEX review_moment ON review (at);
    CREATE INDEX assignment_due ON assignment (due);
    CREATE INDEX assignment_begun ON assignment (assigned_at);
    CREATE INDEX followup_due ON followup (due);

    CREATE FUNCTION keep_claim_stay() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE moment timestamptz := NEW.created_at;
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            -- The moment that the audit trail has, where whoever moved the claim noted it.
            moment := CASE WHEN NEW.updated_at > OLD.updated_at
                THEN NEW.updated_at ELSE clock_timestamp() END;
            UPDATE claim_stay SET left_at = greatest(moment, entered_at)
                WHERE claim = NEW.id AND left_at IS NULL
                RETURNING left_at INTO moment;
        END IF;
        INSERT INTO claim_stay (claim, desk, state, entered_at)
            VALUES (NEW.id, NEW.desk, NEW.state, moment);
        RETURN NULL;
    END
    $$;
    CREATE TRIGGER stay_begins AFTER INSERT ON claim
        FOR EACH ROW EXECUTE FUNCTION keep_claim_stay();
    CREATE TRIGGER stay_changes AFTER UPDATE OF state ON claim
        FOR EACH ROW WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION keep_claim_stay();
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
