"""What statements mean, kept in pgvector beside them, for whoever named a model. Off else.

Vectors come after the writer's transaction and never slow it: each minute a job gives them to
statements that have none, so one lacks its vector for about a minute, or for as long as more come in
than a minute's work. Until then it is found by its words.
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

BATCH = 256
A_RUN = 20
"""Batches that a run of the job makes at most. `claimdesk embed` makes all."""
KEPT = 100
"""So many of the nearest are looked at."""
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
    if await _is_kept(encoder):
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
        await fetch("TRUNCATE statement_vector")
        await fetch(f"DROP INDEX IF EXISTS {INDEX}")
        near = _near(encoder)
        await fetch(
            f"CREATE INDEX {INDEX} ON statement_vector USING hnsw (({near}) halfvec_cosine_ops)"
        )
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


async def _is_kept(encoder: Encoder) -> bool:
    """Whether the vectors are this model's; held until the end of the transaction if there is one."""
    kept = await fetch("SELECT digest FROM vector_model FOR SHARE")
    return bool(kept) and kept[0]["digest"] == encoder.digest


async def catch_up(batches: int | None = None) -> int:
    """Give vectors to statements that have none, a batch a transaction; how many got one.

    All, or at most so many batches. Nothing where the stage is off.
    """
    done = 0
    while batches is None or batches > 0:
        left = await fetch(
            "SELECT id, coalesce(desk, 0) AS desk, text FROM statement s WHERE NOT EXISTS "
            "(SELECT FROM statement_vector v WHERE v.statement = s.id) ORDER BY id DESC LIMIT {}",
            BATCH if _stage else 0,
        )
        got = await _embed(left)
        done += got
        if got < BATCH:
            break
        batches = None if batches is None else batches - 1
    return done


async def catch_up_claims(claims: Sequence[int]) -> None:
    """The same for these claims alone."""
    if _stage is not None:
        await _embed(
            await fetch(
                "SELECT id, desk, text FROM statement s WHERE claim = ANY({}) AND NOT EXISTS "
                "(SELECT FROM statement_vector v WHERE v.statement = s.id)",
                list(claims),
            )
        )


async def _embed(rows: Sequence[dict[str, object]]) -> int:
    if _stage is None or not rows:
        return 0
    encoder = _stage.encoder
    vectors = await asyncio.to_thread(encoder.encode, [plain(str(row["text"])) for row in rows])
    new = [
        {"statement": row["id"], "desk": row["desk"], "numbers": vector}
        for row, vector in zip(rows, vectors, strict=True)
    ]
    async with transaction():
        if not await _is_kept(encoder):
            log.warning("matching: another process uses another model; this one makes no vectors")
            return 0
        # What was taken away meanwhile gets none.
        await fetch(
            "WITH there AS (SELECT id FROM statement WHERE id = ANY({}) FOR KEY SHARE) "
            "INSERT INTO statement_vector (statement, desk, numbers) SELECT statement, desk, numbers "
            "FROM json_to_recordset({}::json) AS new (statement bigint, desk int, numbers real[]) "
            "JOIN there ON there.id = new.statement ON CONFLICT DO NOTHING",
            [row["id"] for row in rows],
            msgspec.json.encode(new).decode(),
        )
    return len(rows)


async def behind() -> int:
    """How many statements have no vector yet; none where the stage is off."""
    if _stage is None:
        return 0
    rows = await fetch(
        "SELECT count(*) AS n FROM statement s WHERE NOT EXISTS "
        "(SELECT FROM statement_vector v WHERE v.statement = s.id)"
    )
    return int(rows[0]["n"])


async def vector_of(text: str) -> list[float]:
    """What a text means; nothing where the stage is off or another process has taken over."""
    if _stage is None or not await _is_kept(_stage.encoder):
        return []
    return (await asyncio.to_thread(_stage.encoder.encode, [plain(text)]))[0]


async def nearest(vector: list[float], desks: Sequence[int]) -> list[int]:
    """The statements of these desks that are nearest in meaning, the nearest first."""
    if _stage is None or not vector:
        return []
    async with transaction():
        if not await _is_kept(_stage.encoder):
            return []
        # Others' desks are passed over, so the search goes on until there are enough.
        await fetch("SET LOCAL hnsw.iterative_scan = relaxed_order")
        await fetch(f"SET LOCAL hnsw.ef_search = {KEPT}")
        rows = await fetch(nearest_sql(_stage.encoder), list(desks), vector)
    return [row["statement"] for row in rows]


def nearest_sql(encoder: Encoder) -> str:
    """The query for the nearest, given desks and a vector."""
    return (
        "SELECT statement FROM statement_vector WHERE desk = ANY({}) "  # noqa: S608
        f"ORDER BY {_near(encoder)} <=> {{}}::real[]::halfvec({encoder.dimensions}) LIMIT {KEPT}"
    )


async def cosines(vector: list[float], statements: Collection[int]) -> dict[int, float]:
    """How near these statements are in meaning, from -1 to 1, of those that have a vector."""
    if _stage is None or not vector:
        return {}
    size = _stage.encoder.dimensions
    async with transaction():
        if not await _is_kept(_stage.encoder):
            return {}
        rows = await fetch(
            f"SELECT statement, 1 - (numbers::vector({size}) <=> {{}}::real[]::vector({size})) "  # noqa: S608
            "AS cosine FROM statement_vector WHERE statement = ANY({})",
            vector,
            list(statements),
        )
    return {row["statement"]: row["cosine"] for row in rows}
