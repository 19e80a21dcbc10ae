"""What statements mean, kept in pgvector beside them, for whoever named a model. Off else.

A vector is a text's: statements that say it in the same words refer to the same, or a statement that
stands in a thousand articles would be the hundred nearest to whatever is near it.

`embedding.py` makes them.
"""

import asyncio
import logging
from collections.abc import Collection, Sequence
from pathlib import Path

import asyncpg
import msgspec

from claimdesk.db.engine import fetch, transaction
from claimdesk.matching.encoder import Encoder
from claimdesk.matching.terms import plain
from claimdesk.settings import Settings

log = logging.getLogger("claimdesk")

KEPT = 100
"""So many of the nearest texts are looked at."""
OF_A_TEXT = 10
"""Of a text, so many statements of a desk at most: the first, as where points are equal."""
STATEMENTS = 3 * KEPT
"""So many statements at most: of each text one, then of each another."""
LOCK = 0x636C_6169_6D0B
OLDEST = (0, 8)
"""The pgvector from which on a search goes on until enough of the desk's own are found."""
INDEX = "statement_vector_near"
WITHOUT = "Matching goes on by words alone."


class Stage(msgspec.Struct, frozen=True):
    """The model in use, and how like in meaning a statement must be to be on the same matter."""

    encoder: Encoder
    least: float


_stage: Stage | None = None


def in_use() -> Stage | None:
    """The stage, where a model is named and the database can keep its vectors."""
    return _stage


def leave() -> None:
    """Match by words alone from now on."""
    global _stage  # noqa: PLW0603  (one model a process, as there is one database)
    _stage = None


async def prepare(settings: Settings, *, take_over: bool = False) -> str | None:
    """Use the model that the settings name, if any, on the open database.

    Gives why it is not used, where the database cannot keep vectors or keeps another model's; matching
    goes on by words. With `take_over`, for those that make vectors, another model than the last one
    takes the place of all vectors. Raises ModelError.
    """
    global _stage  # noqa: PLW0603  (as above)
    _stage = None
    if settings.semantic_model is None:
        return None
    encoder = await asyncio.to_thread(Encoder, Path(settings.semantic_model))
    if take_over:
        problem = await _extension()
        if problem is None:
            await _take_over(encoder)
    else:
        problem = await _others(encoder)
    if problem is None:
        _stage = Stage(encoder, settings.semantic_least)
        log.info("matching: by meaning as well, with the model %s", encoder.name)
    return problem


async def _others(encoder: Encoder) -> str | None:
    """Why the vectors that are there cannot be compared with this model's, if they cannot."""
    if await is_kept(encoder):
        return None
    kept = await fetch("SELECT name FROM vector_model")
    there = f"those of the model {kept[0]['name']}" if kept else "none yet"
    return (
        f"CLAIMDESK_SEMANTIC_MODEL names the model {encoder.name}, and the vectors that this desk keeps "
        f"are {there}. `claimdesk embed`, or starting claimdesk with this setting, makes them anew by "
        f"{encoder.name}. {WITHOUT}"
    )


async def _extension() -> str | None:
    found = await fetch(
        "SELECT a.default_version AS offered, e.extversion AS there FROM pg_available_extensions a "
        "LEFT JOIN pg_extension e ON e.extname = a.name WHERE a.name = 'vector'"
    )
    if not found:
        return (
            "CLAIMDESK_SEMANTIC_MODEL is set, but this PostgreSQL has no pgvector. Install pgvector "
            f"{'.'.join(map(str, OLDEST))} or newer on the server and start claimdesk again. {WITHOUT}"
        )
    version = found[0]["there"] or found[0]["offered"]
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST:
        return (
            f"CLAIMDESK_SEMANTIC_MODEL is set, but this PostgreSQL has pgvector {version}. It takes "
            f"{'.'.join(map(str, OLDEST))}: update it, then ALTER EXTENSION vector UPDATE. {WITHOUT}"
        )
    try:
        async with transaction():
            await fetch("SELECT pg_advisory_xact_lock({})", LOCK)
            await fetch("CREATE EXTENSION IF NOT EXISTS vector")
    except asyncpg.InsufficientPrivilegeError:
        return (
            "CLAIMDESK_SEMANTIC_MODEL is set, but claimdesk's user may not create the extension. "
            "Have a superuser run CREATE EXTENSION vector in claimdesk's database, and start "
            f"claimdesk again. {WITHOUT}"
        )
    return None


async def _take_over(encoder: Encoder) -> None:
    """Keep the vectors of this model, of no other, and index them."""
    async with transaction():
        await fetch("SELECT pg_advisory_xact_lock({})", LOCK)
        # This row first, as all others do that go on to the vectors.
        kept = await fetch("SELECT digest FROM vector_model FOR UPDATE")
        if kept and kept[0]["digest"] == encoder.digest:
            return
        log.info("matching: statements get vectors of the model %s", encoder.name)
        await fetch("TRUNCATE statement_vector, text_vector")
        await fetch(f"DROP INDEX IF EXISTS {INDEX}")
        near = _near(encoder)
        await fetch(f"CREATE INDEX {INDEX} ON text_vector USING hnsw (({near}) halfvec_cosine_ops)")
        await fetch(
            "INSERT INTO vector_model (digest, name, dimensions) VALUES ({}, {}, {}) "
            "ON CONFLICT (single) DO UPDATE SET digest = excluded.digest, name = excluded.name, "
            "dimensions = excluded.dimensions",
            encoder.digest,
            encoder.name,
            encoder.dimensions,
        )


def _near(encoder: Encoder) -> str:
    """What is indexed: half the size of the numbers, and no worse to search by."""
    return f"numbers::halfvec({encoder.dimensions})"


async def is_kept(encoder: Encoder) -> bool:
    """Whether the vectors that are kept are this model's; held until the end of the transaction if there is one."""
    kept = await fetch("SELECT digest FROM vector_model FOR SHARE")
    return bool(kept) and kept[0]["digest"] == encoder.digest


async def vector_of(text: str) -> list[float]:
    """What a text means; nothing where the stage is off or another process has taken over."""
    if _stage is None or not await is_kept(_stage.encoder):
        return []
    return (await asyncio.to_thread(_stage.encoder.encode, [plain(text)]))[0]


async def nearest(vector: list[float], desks: Sequence[int]) -> list[int]:
    """The statements of these desks that are nearest in meaning: each text's first, the nearest first."""
    if _stage is None or not vector:
        return []
    async with transaction():
        if not await is_kept(_stage.encoder):
            return []
        # Others' desks are passed over, so the search goes on until there are enough.
        await fetch("SET LOCAL hnsw.iterative_scan = relaxed_order")
        await fetch(f"SET LOCAL hnsw.ef_search = {KEPT}")
        rows = await fetch(nearest_sql(_stage.encoder), vector, list(desks), list(desks))
    return [row["statement"] for row in rows]


def nearest_sql(encoder: Encoder) -> str:
    """The query for the nearest, given a vector, and the desks twice."""
    # Whether a desk has the text is asked text by text, in the index's order: a join could be sorted.
    return f"""
        WITH near AS (
            SELECT id, {_near(encoder)} <=> {{}}::real[]::halfvec({encoder.dimensions}) AS away
            FROM text_vector v WHERE (
                SELECT true FROM statement_vector s
                WHERE s.vector = v.id AND s.desk = ANY({{}}) LIMIT 1)
            ORDER BY away LIMIT {KEPT})
        SELECT statement FROM (
            SELECT statement, away, row_number() OVER (PARTITION BY near.id ORDER BY statement) AS nth
            FROM near CROSS JOIN unnest({{}}::int[]) AS asked (desk) CROSS JOIN LATERAL (
                SELECT statement FROM statement_vector s
                WHERE s.vector = near.id AND s.desk = asked.desk
                ORDER BY statement LIMIT {OF_A_TEXT}) AS own) AS said
        ORDER BY nth, away LIMIT {STATEMENTS}
    """  # noqa: S608


async def cosines(vector: list[float], statements: Collection[int]) -> dict[int, float]:
    """How near these statements are in meaning, from -1 to 1, of those that have a vector."""
    if _stage is None or not vector:
        return {}
    size = _stage.encoder.dimensions
    async with transaction():
        if not await is_kept(_stage.encoder):
            return {}
        rows = await fetch(
            f"SELECT statement, 1 - (numbers::vector({size}) <=> {{}}::real[]::vector({size})) "  # noqa: S608
            "AS cosine FROM statement_vector s JOIN text_vector v ON v.id = s.vector "
            "WHERE statement = ANY({})",
            vector,
            list(statements),
        )
    return {row["statement"]: row["cosine"] for row in rows}
