"""Counting terms anew when there are many more statements, and indexing what is not indexed yet."""

from claimdesk.db.engine import fetch, transaction
from claimdesk.matching import noted, service
from claimdesk.matching.service import Kind, Said
from claimdesk.matching.terms import VERSION

GROWTH = 1.1
"""Terms are counted again when so many times as many statements came in as at the last count."""
BATCH = 500
LOCK = 0x636C_6169_6D09

_COUNT = (
    "DELETE FROM term_count",
    # What one statement alone has weighs as much as what none has; its fingerprint is such a term.
    "INSERT INTO term_count (term, statements) SELECT term, count(*) FROM posting "
    "GROUP BY term HAVING count(*) > 1 ORDER BY term",
    "INSERT INTO statement_count (statements, average, counted_to) "
    "SELECT count(*), coalesce(avg(cardinality(terms)), 0), coalesce(max(id), 0) FROM statement "
    "ON CONFLICT (single) DO UPDATE SET statements = excluded.statements, "
    "average = excluded.average, counted_to = excluded.counted_to",
)

# What is to be findable of each kind, in the order of its ids.
_LEFT = {
    Kind.CLAIM: "SELECT id, desk, text, '' AS title FROM claim "
    "WHERE id > {} AND state <> 'dismissed' ORDER BY id LIMIT {} FOR NO KEY UPDATE",
    Kind.CHECK: "SELECT id, NULL::int AS desk, claim AS text, title FROM fact_check "
    "WHERE id > {} ORDER BY id LIMIT {} FOR NO KEY UPDATE",
}
_REACHED = {Kind.CLAIM: "claims_to", Kind.CHECK: "checks_to"}


async def count_if_grown() -> bool:
    """Count how many statements have each term, where there are many more than were counted."""
    rows = await fetch(
        "SELECT (SELECT coalesce(max(id), 0) FROM statement) AS newest, "
        "coalesce((SELECT counted_to FROM statement_count), 0) AS counted"
    )
    newest, counted = rows[0]["newest"], rows[0]["counted"]
    if newest == counted or (counted > 1000 and counted <= newest < counted * GROWTH):
        return False
    await count()
    return True


async def count() -> None:
    """Count how many statements have each term. Two at once wait for each other."""
    async with transaction():
        await fetch("SELECT pg_advisory_xact_lock({})", LOCK)
        for sql in _COUNT:
            await fetch(sql)


async def catch_up() -> int:
    """Index what was there before statements were, or in an older way; how many were.

    A batch a transaction, with how far it came, so that it goes on where it was stopped. New ones are
    indexed by their writers: this meets them only while it is at it, and then nothing changes.
    """
    await fetch(
        "INSERT INTO statement_count (version) VALUES ({}) ON CONFLICT (single) DO UPDATE SET "
        "version = excluded.version, claims_to = 0, checks_to = 0 "
        "WHERE statement_count.version <> excluded.version",
        VERSION,
    )
    return sum([await _catch_up(kind) for kind in Kind])


async def start_over() -> None:
    """Index everything anew."""
    await fetch("TRUNCATE statement, statement_vector, posting, statement_count")
    await catch_up()
    await count()


async def astray() -> int:
    """How many claims and checks are not found by the words they have, or are found and should not."""
    rows = await fetch(
        "SELECT (SELECT count(*) FROM claim c LEFT JOIN statement s ON s.claim = c.id "
        "WHERE s.text IS DISTINCT FROM CASE WHEN c.state <> 'dismissed' THEN c.text END) + "
        "(SELECT count(*) FROM fact_check f LEFT JOIN statement s ON s.fact_check = f.id "
        "WHERE (s.text, s.title) IS DISTINCT FROM (f.claim, f.title)) AS n"
    )
    return int(rows[0]["n"])


async def _catch_up(kind: Kind) -> int:
    done = 0
    reached = _REACHED[kind]
    while True:
        async with transaction():
            row = (
                await fetch(
                    f"SELECT {reached} AS reached FROM statement_count FOR UPDATE"  # noqa: S608
                )
            )[0]
            if row["reached"] < 0:
                return done
            left = await fetch(_LEFT[kind], row["reached"], BATCH)
            await service.replace(kind, [Said(**one) for one in left])
            if kind is Kind.CLAIM:
                await noted.soon([one["id"] for one in left])
            # Below zero: the end was reached, and what comes in later is its writers' business.
            reached_now = left[-1]["id"] if len(left) == BATCH else -1
            await fetch(f"UPDATE statement_count SET {reached} = {{}}", reached_now)  # noqa: S608
            done += len(left)
