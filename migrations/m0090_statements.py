"""Statements and what finds them. Raw, since their keys are of several columns.

`posting` is the index: which statements have a term. Its key holds the desk, so that the database
never reads another desk's; 0 stands for what every desk sees. No foreign key leads from it, and no
index by statement: a statement that goes takes its postings along, by its own terms.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T06:00:00:000090"
VERSION = "1.38.0"
DESCRIPTION = "statements and their terms"

FORWARDS = (
    """
    CREATE TABLE statement (
        id bigserial PRIMARY KEY,
        claim bigint UNIQUE REFERENCES claim (id),
        fact_check bigint UNIQUE REFERENCES fact_check (id),
        desk integer REFERENCES desk (id),
        text text NOT NULL,
        title text NOT NULL,
        terms integer[] NOT NULL,
        fingerprint integer NOT NULL,
        CHECK (num_nonnulls(claim, fact_check) = 1),
        CHECK ((claim IS NULL) = (desk IS NULL))
    )
    """,
    """
    CREATE TABLE posting (
        term integer NOT NULL,
        desk integer NOT NULL,
        statement bigint NOT NULL,
        PRIMARY KEY (term, desk, statement)
    )
    WITH (autovacuum_vacuum_insert_scale_factor = 0.05)
    """,
    "CREATE TABLE term_count (term integer PRIMARY KEY, statements integer NOT NULL)",
    """
    CREATE TABLE statement_count (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        statements bigint NOT NULL DEFAULT 0,
        average double precision NOT NULL DEFAULT 0,
        counted_to bigint NOT NULL DEFAULT 0,
        version integer NOT NULL DEFAULT 0,
        claims_to bigint NOT NULL DEFAULT 0,
        checks_to bigint NOT NULL DEFAULT 0
    )
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
