"""What was taken back is no latest verdict, never changes, and never meets an editor's decision."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T01:00:00:000081"
VERSION = "1.38.0"
DESCRIPTION = "withdrawals of verdicts, kept"

FORWARDS = (
    """
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON verdict_withdrawal
        FOR EACH ROW EXECUTE FUNCTION refuse_change()
    """,
    """
    CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON verdict_withdrawal
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """,
    "DROP VIEW latest_verdict",
    """
    CREATE VIEW latest_verdict AS
        SELECT DISTINCT ON (claim) v.* FROM verdict v
        WHERE NOT EXISTS (SELECT FROM verdict_withdrawal w WHERE w.verdict = v.id)
        ORDER BY claim, number DESC
    """,
    """
    CREATE FUNCTION refuse_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT FROM verdict_withdrawal WHERE verdict = NEW.verdict) THEN
            RAISE EXCEPTION 'verdict % was taken back', NEW.verdict
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END
    $$
    """,
    """
    CREATE TRIGGER not_withdrawn BEFORE INSERT ON review
        FOR EACH ROW EXECUTE FUNCTION refuse_withdrawn()
    """,
    """
    CREATE TRIGGER not_withdrawn BEFORE INSERT ON rating_event
        FOR EACH ROW WHEN (NEW.verdict IS NOT NULL) EXECUTE FUNCTION refuse_withdrawn()
    """,
    """
    CREATE FUNCTION refuse_decided() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT FROM review WHERE verdict = NEW.verdict) THEN
            RAISE EXCEPTION 'verdict % was decided on', NEW.verdict
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END
    $$
    """,
    """
    CREATE TRIGGER not_decided BEFORE INSERT ON verdict_withdrawal
        FOR EACH ROW EXECUTE FUNCTION refuse_decided()
    """,
    # The claim is back in work by now: it never was elsewhere, as far as figures go.
    """
    CREATE FUNCTION forget_claim_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE work bigint;
    BEGIN
        SELECT max(id) INTO work FROM claim_stay WHERE claim = NEW.claim AND left_at IS NOT NULL
            AND state IN ('assigned', 'in_review', 'returned');
        DELETE FROM claim_stay WHERE claim = NEW.claim AND id > work;
        UPDATE claim_stay SET left_at = NULL WHERE id = work;
        RETURN NULL;
    END
    $$
    """,
    """
    CREATE TRIGGER stays_forgotten AFTER INSERT ON verdict_withdrawal
        FOR EACH ROW EXECUTE FUNCTION forget_claim_stays()
    """,
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
