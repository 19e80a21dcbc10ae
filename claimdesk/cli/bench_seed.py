"""A desk's database as it is after a year and a half, for ``claimdesk bench desk``.

Claims are those that the extractor finds in the demo's articles, again and again, each article with a
place of its own in its claims' texts, so that words are rare and common as in a real desk. Each claim
has a life: states with their times, audit events in one chain, assignment, evidence, verdict,
decision, the feed's event, the follow-up of an unnamed source. Rows are copied in, since by way of
the services 100,000 claims would take an hour; so this knows all tables, as nothing else may.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import asyncpg
import msgspec

from claimdesk.accounts import service as accounts
from claimdesk.accounts.people import create as add_person
from claimdesk.accounts.rules import SYSTEM, Role
from claimdesk.accounts.schemas import PersonCreate, PersonRef
from claimdesk.cli.bench_rows import COLUMNS, Template, Writer, place
from claimdesk.extraction.pipeline import extract
from claimdesk.fixtures import fixtures
from claimdesk.matching.terms import VERSION
from claimdesk.matching.upkeep import count as count_terms
from claimdesk.scales import service as scales

PASSWORD = "quay-ledger-otter-26"  # noqa: S105  (of a database that is thrown away)
PORTION = 5000


class Seeded(NamedTuple):
    """What the bench needs to know: an editor to sign in as, somebody who has claims, a rare word."""

    login: str
    person: int
    place: str


async def seed(url: str, claims: int, advance: Callable[[int], None]) -> Seeded:
    """Fill an empty, migrated database with so many claims; `advance` hears how many are done.

    One article in ten is another desk's. The same number makes the same desk, the hour apart.
    """
    first = await accounts.ensure_desk("bench", "Bench")
    second = await accounts.ensure_desk("other", "Other")
    editor = PersonCreate(login="edith", name="Edith", password=PASSWORD, role=Role.EDITOR)
    await add_person(SYSTEM, first, editor)
    five_steps = (await scales.newest(first))["five_step"]
    texts = [path.read_text(encoding="utf-8") for path in sorted(fixtures().glob("articles/*.txt"))]
    articles = [Template(text, extract(text)) for text in texts]
    connection = await asyncpg.connect(url)
    try:
        people = {
            first: await _people(connection, "bench", first, 40),
            second: await _people(connection, "other", second, 8),
        }
        writer = Writer(people, five_steps)
        await writer.sources(connection, articles)
        await connection.execute("ALTER TABLE claim DISABLE TRIGGER USER")  # stays are copied, too
        done = 0
        while done < claims:
            goal = min(done + PORTION, claims)
            while writer.claims < goal:
                writer.article(articles, goal - writer.claims)
            await _copy(connection, writer.rows)
            advance(goal - done)
            done = goal
        head = await connection.fetchrow("SELECT number, hash FROM audit_head")
        await _copy(connection, {"audit_event": writer.chained(*head)})
        await connection.execute(
            "UPDATE audit_head SET (number, hash) = "
            "(SELECT number, hash FROM audit_event ORDER BY number DESC LIMIT 1)"
        )
        await connection.execute("ALTER TABLE claim ENABLE TRIGGER USER")
        for table in ("article", "claim", "verdict", "statement"):
            await connection.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"  # noqa: S608
            )
        # All of them are indexed, so that no job begins to.
        await connection.execute(
            "INSERT INTO statement_count (version, claims_to, checks_to) VALUES ($1, -1, -1)",
            VERSION,
        )
        await count_terms()
        await connection.execute("VACUUM ANALYZE")  # as the server does by itself before long
    finally:
        await connection.close()
    return Seeded(editor.login, people[first][0].id, place(5))


async def _people(connection: Any, prefix: str, desk: int, how_many: int) -> list[PersonRef]:
    """The first three are editors. Nobody can sign in yet: a password takes its time to hash."""
    refs = []
    for number in range(how_many):
        ref = PersonRef(id=0, login=f"{prefix}{number}", name=f"{prefix.title()} {number}")
        person = await connection.fetchval(
            "INSERT INTO person (login, name, password_hash) VALUES ($1, $2, '') RETURNING id",
            ref.login,
            ref.name,
        )
        await connection.execute(
            "INSERT INTO membership (person, desk, role) VALUES ($1, $2, $3)",
            person,
            desk,
            (Role.EDITOR if number < 3 else Role.CHECKER).value,
        )
        refs.append(msgspec.structs.replace(ref, id=person))
    return refs


async def _copy(connection: Any, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    for table, records in rows.items():
        columns = COLUMNS[table].split()
        await connection.copy_records_to_table(table, records=records, columns=columns)
        records.clear()
