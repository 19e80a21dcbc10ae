"""Which statements may be what was asked for, without reading most of them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

import msgspec

from claimdesk.db.engine import fetch
from claimdesk.matching.scoring import Corpus

BUDGET = 6000
"""So many postings are read for one question, however common its words are."""
MOST_TERMS = 48
KEPT = 100
"""Of what the rarest terms find, so many are looked at with all terms."""
EVERYBODYS = 0


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that shares rare terms with what was asked: a claim or a check, by its id."""

    id: int
    claim: int | None
    fact_check: int | None
    text: str
    title: str
    terms: list[int]


class Candidates(Protocol):
    """Where statements are found. The one there is asks PostgreSQL; the README says why."""

    async def corpus(self, terms: Collection[int]) -> Corpus:
        """How common these terms are among all statements."""
        ...

    async def find(
        self, weights: Mapping[int, float], desks: Sequence[int], *, published: bool = False
    ) -> list[Candidate]:
        """Statements of these desks, `EVERYBODYS` one of them, that have most of these terms, by weight.

        The terms come rarest first; what of them is too much to read is left out at the end. Only
        claims that readers have a verdict on where `published`.
        """
        ...

    async def by_ids(self, ids: Sequence[int]) -> list[Candidate]:
        """These statements, such as were found in another way."""
        ...


_FIND = """
WITH hit AS (
    SELECT found.statement, asked.weight
    FROM unnest({}::int[], {}::float8[]) AS asked (term, weight) CROSS JOIN LATERAL (
        SELECT statement FROM posting p WHERE p.term = asked.term AND p.desk = ANY({}) LIMIT {}
    ) AS found LIMIT {}),
best AS (
    SELECT statement, sum(weight) AS weight FROM hit ONLY_OF
    GROUP BY statement ORDER BY weight DESC, statement LIMIT {})
SELECT s.id, s.claim, s.fact_check, s.text, s.title, s.terms
FROM best JOIN statement s ON s.id = best.statement
"""

_PUBLISHED = """JOIN statement s ON s.id = hit.statement
    JOIN claim c ON c.id = s.claim AND c.published_verdict IS NOT NULL"""


class Postings:
    """Candidates by the table `posting`: for each term the statements that have it."""

    async def corpus(self, terms: Collection[int]) -> Corpus:
        """As `Candidates` says. The counts are some minutes old."""
        rows = await fetch(
            "SELECT term, statements FROM term_count WHERE term = ANY({}) "
            "UNION ALL SELECT NULL, statements FROM statement_count "
            "UNION ALL SELECT NULL, round(average * 1000)::bigint FROM statement_count",
            list(terms),
        )
        having = {row["term"]: row["statements"] for row in rows if row["term"] is not None}
        counts = [row["statements"] for row in rows if row["term"] is None] or [0, 0]
        return Corpus(statements=counts[0], average=counts[1] / 1000, having=having)

    async def find(
        self, weights: Mapping[int, float], desks: Sequence[int], *, published: bool = False
    ) -> list[Candidate]:
        """As `Candidates` says."""
        rows = await fetch(
            _FIND.replace("ONLY_OF", _PUBLISHED if published else ""),
            list(weights),
            list(weights.values()),
            list(desks),
            BUDGET,
            2 * BUDGET,
            KEPT,
        )
        return [Candidate(**row) for row in rows]

    async def by_ids(self, ids: Sequence[int]) -> list[Candidate]:
        """As `Candidates` says."""
        rows = await fetch(
            "SELECT id, claim, fact_check, text, title, terms FROM statement WHERE id = ANY({})",
            list(ids),
        )
        return [Candidate(**row) for row in rows]
