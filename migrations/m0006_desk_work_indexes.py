"""The queue's order by urgency, take-next's, and what Piccolo has no word for of assignments."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T13:00:00:000006"
VERSION = "1.38.0"
DESCRIPTION = "indexes of the desk's work"

# The queue's keys as expressions that all ascend: one index gives the order, and a row comparison
# with the cursor's key finds where a page begins.
FORWARDS = (
    "DROP INDEX claim_queue",
    "DROP INDEX claim_queue_state",
    "CREATE INDEX claim_queue ON claim (desk, (-priority), (-checkworthiness), id)",
    "CREATE INDEX claim_queue_state ON claim (desk, state, (-priority), (-checkworthiness), id)",
    "CREATE INDEX claim_held ON claim (desk, holder) WHERE holder IS NOT NULL",
    "CREATE INDEX claim_due ON claim (desk, due) WHERE holder IS NOT NULL AND due IS NOT NULL",
    "CREATE INDEX claim_tags ON claim USING gin (tags)",
    "ALTER TABLE work_profile ADD CONSTRAINT work_profile_once UNIQUE (person, desk)",
    "UPDATE claim SET byline = a.byline FROM article a WHERE a.id = claim.article",
    # Who holds a claim already gets a lease as long as the default; it is renewed by their work.
    "UPDATE claim SET lease_until = now() + interval '8 hours' WHERE holder IS NOT NULL",
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
