"""Giving statements the vector of what they say, where a model is named.

Vectors come after the writer's transaction and never slow it: each minute a job gives them to
statements that have none, so one lacks its vector for about a minute, or for as long as more come in
than a minute's work. Until then it is found by its words.
"""

import asyncio
import hashlib
import logging
from collections.abc import Sequence

import msgspec

from claimdesk.db.engine import fetch, transaction
from claimdesk.matching import vectors
from claimdesk.matching.terms import plain

log = logging.getLogger("claimdesk")

BATCH = 256
A_RUN = 20
"""Batches that a run of the job makes at most. `claimdesk embed` makes all."""


async def catch_up(batches: int | None = None) -> int:
    """Give vectors to statements that have none, a batch a transaction; how many got one.

    All, or at most so many batches. Nothing where the stage is off.
    """
    done = 0
    while batches is None or batches > 0:
        left = await fetch(
            "SELECT id, coalesce(desk, 0) AS desk, text FROM statement s WHERE NOT EXISTS "
            "(SELECT FROM statement_vector v WHERE v.statement = s.id) ORDER BY id DESC LIMIT {}",
            BATCH if vectors.in_use() else 0,
        )
        got = await _embed(left)
        done += got
        if got < BATCH:
            break
        batches = None if batches is None else batches - 1
    return done


async def catch_up_claims(claims: Sequence[int]) -> None:
    """The same for these claims alone."""
    if vectors.in_use() is not None:
        await _embed(
            await fetch(
                "SELECT id, desk, text FROM statement s WHERE claim = ANY({}) AND NOT EXISTS "
                "(SELECT FROM statement_vector v WHERE v.statement = s.id)",
                list(claims),
            )
        )


async def _embed(rows: Sequence[dict[str, object]]) -> int:
    stage = vectors.in_use()
    if stage is None or not rows:
        return 0
    encoder = stage.encoder
    read = [plain(str(row["text"])) for row in rows]
    digests = [hashlib.sha256(text.encode()).digest() for text in read]
    known = await fetch("SELECT digest FROM text_vector WHERE digest = ANY({})", digests)
    lacking = dict(zip(digests, read, strict=True))
    for row in known:
        lacking.pop(row["digest"])
    made = await asyncio.to_thread(encoder.encode, list(lacking.values())) if lacking else []
    new = [
        {"digest": digest.hex(), "numbers": vector}
        for digest, vector in zip(lacking, made, strict=True)
    ]
    said = [
        {"id": row["id"], "desk": row["desk"], "digest": digest.hex()}
        for row, digest in zip(rows, digests, strict=True)
    ]
    async with transaction():
        if not await vectors.is_kept(encoder):
            log.warning("matching: another process uses another model; this one makes no vectors")
            return 0
        # In one order: who writes the same texts at the same time waits, and not in a circle.
        await fetch(
            "INSERT INTO text_vector (digest, numbers) SELECT decode(digest, 'hex'), numbers "
            "FROM json_to_recordset({}::json) AS new (digest text, numbers real[]) "
            "ORDER BY digest ON CONFLICT DO NOTHING",
            msgspec.json.encode(new).decode(),
        )
        # Statements that were taken away meanwhile get none, as those whose text's was: they are next.
        await fetch(
            "WITH there AS (SELECT id FROM statement WHERE id = ANY({}) FOR KEY SHARE) "
            "INSERT INTO statement_vector (statement, desk, vector) SELECT said.id, said.desk, v.id "
            "FROM json_to_recordset({}::json) AS said (id bigint, desk int, digest text) "
            "JOIN there USING (id) JOIN text_vector v ON v.digest = decode(said.digest, 'hex') "
            "ON CONFLICT DO NOTHING",
            [row["id"] for row in rows],
            msgspec.json.encode(said).decode(),
        )
    return len(rows)


async def forget() -> int:
    """Take away vectors of texts that no statement has any more; how many."""
    async with transaction():
        rows = await fetch(
            "SELECT id FROM text_vector v WHERE NOT EXISTS "
            "(SELECT FROM statement_vector s WHERE s.vector = v.id) FOR UPDATE SKIP LOCKED"
        )
        # Locked, they gain no statement; asked again, since they may have gained one just before.
        gone = await fetch(
            "DELETE FROM text_vector v WHERE id = ANY({}) AND NOT EXISTS "
            "(SELECT FROM statement_vector s WHERE s.vector = v.id) RETURNING id",
            [row["id"] for row in rows],
        )
    return len(gone)


async def behind() -> int:
    """How many statements have no vector yet; none where the stage is off."""
    if vectors.in_use() is None:
        return 0
    rows = await fetch(
        "SELECT count(*) AS n FROM statement s WHERE NOT EXISTS "
        "(SELECT FROM statement_vector v WHERE v.statement = s.id)"
    )
    return int(rows[0]["n"])
