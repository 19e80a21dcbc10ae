"""What statements mean, as vectors. Plain numbers: pgvector is asked for only where a model is named.

The index over them is made then as well, since it needs the model's own number of dimensions.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T06:00:00:000120"
VERSION = "1.38.0"
DESCRIPTION = "vectors of statements"

FORWARDS = (
    """
    CREATE TABLE statement_vector (
        statement bigint PRIMARY KEY REFERENCES statement (id) ON DELETE CASCADE,
        desk integer NOT NULL,
        numbers real[] NOT NULL
    )
    """,
    # Of which model they are: never of two.
    """
    CREATE TABLE vector_model (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        digest varchar(64) NOT NULL,
        name text NOT NULL,
        dimensions integer NOT NULL
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
