"""Full-text search: what each row says as a generated column, and an index on it.

At most 200,000 characters of a text count, since PostgreSQL refuses words of more than a megabyte.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T13:00:00:000056"
VERSION = "1.38.0"
DESCRIPTION = "full-text search"

FIELDS = {
    "article": [("title", "A"), ("byline", "B")],
    "revision": [("text", "D")],
    "verdict": [("summary", "A"), ("reasons", "B"), ("why", "C")],
    "evidence": [("title", "A"), ("publisher", "B"), ("quote", "B"), ("note", "C"), ("url", "D")],
}


def _statements() -> list[str]:
    statements = []
    for table, fields in FIELDS.items():
        words = " || ".join(
            f"setweight(to_tsvector('english', left({field}, 200000)), '{weight}')"
            for field, weight in fields
        )
        statements += [
            f"ALTER TABLE {table} ADD COLUMN search tsvector GENERATED ALWAYS AS ({words}) STORED",
            f"CREATE INDEX {table}_search ON {table} USING gin (search)",
        ]
    return statements


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None, "Piccolo found no engine; is PICCOLO_CONF set?"
        for statement in _statements():
            await engine.run_ddl(statement)

    manager.add_raw(run)
    return manager
