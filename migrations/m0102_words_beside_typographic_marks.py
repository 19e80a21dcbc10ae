"""Words are found beside typographic quotes, dashes and the like.

In a database whose character type is C, as the embedded one's is, the parser of full text takes every
character outside ASCII for a letter, so that “word and word… were words of their own. These marks are
written as their plain likes before a text is indexed, one character for one, and in what is looked for.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T06:00:00:000102"
VERSION = "1.38.0"
DESCRIPTION = "words beside typographic marks"

DOUBLE = "“”„‟«»‹›「」『』"
SINGLE = "‘’‚‛′"
BLANK = "–—―…•·¡¿،؛؟۔、。・！？，；：（）\u00a0\u2009\u200a\u2007\u202f\u3000\u200b\u2028\u2029"
HYPHEN = "‐‑"
MARKS = DOUBLE + SINGLE + BLANK + HYPHEN
PLAIN = '"' * len(DOUBLE) + "'" * len(SINGLE) + " " * len(BLANK) + "-" * len(HYPHEN)

FUNCTIONS = (
    f"""
    CREATE FUNCTION plain_marks(words text) RETURNS text
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN translate(words, '{MARKS}', '{PLAIN.replace("'", "''")}')
    """,
    # For excerpts, which show the text as it is: the caller takes the U+0001 out again.
    f"""
    CREATE FUNCTION marks_apart(words text) RETURNS text
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN regexp_replace(words, '([{MARKS}])', E'\\x01\\\\1\\x01', 'g')
    """,
)

FIELDS = {
    "article": [("title", "A"), ("byline", "B")],
    "revision": [("text", "D")],
    "verdict": [("summary", "A"), ("reasons", "B"), ("why", "C")],
    "evidence": [("title", "A"), ("publisher", "B"), ("quote", "B"), ("note", "C"), ("url", "D")],
}
CLAIM = "to_tsvector('english', plain_marks(text || ' ' || coalesce(mention ->> 'text', '')))"


def _statements() -> list[str]:
    columns = {
        table: " || ".join(
            f"setweight(to_tsvector('english', plain_marks(left({field}, 200000))), '{weight}')"
            for field, weight in fields
        )
        for table, fields in FIELDS.items()
    }
    columns["claim"] = CLAIM
    statements = [*FUNCTIONS, "DROP VIEW latest_verdict"]
    for table, words in columns.items():
        statements += [
            f"ALTER TABLE {table} DROP COLUMN search",
            f"ALTER TABLE {table} ADD COLUMN search tsvector GENERATED ALWAYS AS ({words}) STORED",
            f"CREATE INDEX {table}_search ON {table} USING gin (search)",
        ]
    return [
        *statements,
        "DROP INDEX source_alias_words",
        "CREATE INDEX source_alias_words ON source_alias "
        "USING gin (to_tsvector('simple', plain_marks(name)))",
        """
        CREATE VIEW latest_verdict AS
            SELECT DISTINCT ON (claim) v.* FROM verdict v
            WHERE NOT EXISTS (SELECT FROM verdict_withdrawal w WHERE w.verdict = v.id)
            ORDER BY claim, number DESC
        """,
    ]


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None, "Piccolo found no engine; is PICCOLO_CONF set?"
        for statement in _statements():
            await engine.run_ddl(statement)

    manager.add_raw(run)
    return manager
