"""What was found to say the same as a claim, or nearly so, both ways; claims are matched once more."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T06:00:00:000110"
VERSION = "1.38.0"
DESCRIPTION = "matches of claims, noted"

FORWARDS = (
    """
    CREATE TABLE claim_match (
        id bigserial PRIMARY KEY,
        claim bigint NOT NULL REFERENCES claim (id),
        found bigint REFERENCES claim (id),
        fact_check bigint REFERENCES fact_check (id) ON DELETE CASCADE,
        likeness varchar(8) NOT NULL,
        score double precision NOT NULL,
        CHECK (num_nonnulls(found, fact_check) = 1),
        UNIQUE (claim, found),
        UNIQUE (claim, fact_check)
    )
    """,
    "CREATE INDEX claim_match_found ON claim_match (found)",
    "CREATE INDEX claim_match_fact_check ON claim_match (fact_check)",
    # What is there is gone through again, by the job that indexes it.
    "UPDATE statement_count SET claims_to = 0",
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
