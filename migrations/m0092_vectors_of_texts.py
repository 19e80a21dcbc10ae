"""A vector for each text rather than for each statement: many that say the same crowd out no others.

Vectors that are there are kept. A text's digest is that of what the model read of it, which is the text
itself but for links and the marks of tags; of such a text another vector is made when it comes again.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T06:10:00:000092"
VERSION = "1.38.0"
DESCRIPTION = "vectors of texts"

FORWARDS = (
    """
    CREATE TABLE text_vector (
        id bigserial PRIMARY KEY,
        digest bytea NOT NULL UNIQUE,
        numbers real[] NOT NULL
    )
    """,
    """
    CREATE TEMPORARY TABLE said ON COMMIT DROP AS
        SELECT v.statement, v.desk, sha256(convert_to(s.text, 'UTF8')) AS digest
        FROM statement_vector v JOIN statement s ON s.id = v.statement
    """,
    """
    INSERT INTO text_vector (digest, numbers)
        SELECT DISTINCT ON (said.digest) said.digest, v.numbers
        FROM said JOIN statement_vector v USING (statement) ORDER BY said.digest, statement
    """,
    # With its index goes what it takes to make it again: pgvector is only there where a model was named.
    """
    DO $$
    DECLARE
        indexed boolean := to_regclass('statement_vector_near') IS NOT NULL;
    BEGIN
        DROP TABLE statement_vector;
        IF indexed THEN
            EXECUTE format(
                'CREATE INDEX statement_vector_near ON text_vector '
                'USING hnsw ((numbers::halfvec(%s)) halfvec_cosine_ops)',
                (SELECT dimensions FROM vector_model));
        END IF;
    END $$
    """,
    """
    CREATE TABLE statement_vector (
        statement bigint PRIMARY KEY REFERENCES statement (id) ON DELETE CASCADE,
        desk integer NOT NULL,
        vector bigint NOT NULL REFERENCES text_vector (id)
    )
    """,
    """
    INSERT INTO statement_vector (statement, desk, vector)
        SELECT statement, desk, text_vector.id FROM said JOIN text_vector USING (digest)
    """,
    "CREATE INDEX statement_vector_of_text ON statement_vector (vector, desk, statement)",
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
