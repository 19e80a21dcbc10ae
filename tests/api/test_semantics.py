"""Earlier checks are found by what they mean, where a model is named; without harm where not."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
import pytest

from claimdesk.db.engine import fetch, transaction
from claimdesk.jobs.worker import work
from claimdesk.matching import embedding, upkeep, vectors
from claimdesk.matching.encoder import ModelError
from claimdesk.settings import Settings
from tests.api.conftest import Caller
from tests.api.test_matches import bring, found
from tests.databases import somebody_waits
from tests.matching.tiny_model import make_model

BURNED = "An automobile burned near Esk."
ASKED = "Vehicle in flames!"


@pytest.fixture
async def semantic(database: None, settings: Settings, tmp_path: Path) -> AsyncIterator[Settings]:
    """Settings with a model, which is in use."""
    named = msgspec.structs.replace(settings, semantic_model=make_model(tmp_path / "tiny"))
    assert await vectors.prepare(named, take_over=True) is None
    yield named
    vectors.leave()


async def vectors_kept() -> int:
    return int((await fetch("SELECT count(*) AS n FROM statement_vector"))[0]["n"])


async def test_other_words_of_the_same_meaning_are_found(
    checker: Caller, semantic: Settings
) -> None:
    await bring(BURNED, "The bridge is shut.", "Port dues were doubled.")
    assert (await found(checker, ASKED))["items"] == []
    assert await embedding.behind() == 3
    await work(semantic, until_empty=True)
    assert await embedding.catch_up() == 3
    assert await embedding.behind() == 0
    (match,) = (await found(checker, ASKED))["items"]
    assert match["text"] == BURNED
    assert match["meaning"] > 0.9
    # However near the model finds it: words that differ are for people to compare.
    assert match["likeness"] == "related"
    closed = (await found(checker, "the crossing is closed"))["items"][0]
    assert closed["text"] == "The bridge is shut."


async def test_a_job_gives_vectors_after_the_claims_transaction(
    checker: Caller, semantic: Settings
) -> None:
    await upkeep.catch_up()  # else a worker that begins indexes what was there before
    await checker.post("/articles", {"text": 'The port said: "Harbour fees will be doubled."'})
    assert await vectors_kept() == 0
    await work(semantic, until_empty=True)
    statements = await fetch("SELECT id FROM statement ORDER BY id")
    assert statements
    kept = await fetch("SELECT statement AS id FROM statement_vector ORDER BY statement")
    assert kept == statements


@asynccontextmanager
async def by_the_index() -> AsyncIterator[None]:
    """A transaction that reads no table whole and sorts none, as PostgreSQL does with a few rows."""
    async with transaction():
        for way in ("seqscan", "bitmapscan", "sort"):
            await fetch(f"SET LOCAL enable_{way} = off")
        yield


async def apart() -> None:
    """No two vectors alike, as of texts that people wrote."""
    await fetch(
        "UPDATE text_vector v SET numbers = (SELECT array_agg("
        "(n + sin(v.id * at) / 10)::real ORDER BY at) "
        "FROM unnest(v.numbers) WITH ORDINALITY AS own (n, at))"
    )


async def texts_of(statements: list[int]) -> list[str]:
    rows = await fetch("SELECT id, text FROM statement WHERE id = ANY({})", statements)
    texts = {row["id"]: row["text"] for row in rows}
    return [texts[one] for one in statements]


async def test_another_desks_vectors_are_passed_over(checker: Caller, semantic: Settings) -> None:
    """However many of them are nearer, and although the index gives a hundred at a time."""
    await bring(*(f"The seal number {n} shut a bridge." for n in range(3 * vectors.KEPT)))
    await embedding.catch_up()
    await apart()
    await fetch("UPDATE statement_vector SET desk = 99")
    await bring("A walrus keeps the port.")
    await embedding.catch_up()
    vector = await vectors.vector_of("seal closed bridge")
    async with by_the_index():
        near = await vectors.nearest(vector, [0])
    assert await texts_of(near) == ["A walrus keeps the port."]


async def test_many_that_say_the_same_crowd_out_no_other(
    checker: Caller, semantic: Settings
) -> None:
    """A statement that stands in three hundred articles is one of what is near, and so are others."""
    often = "The seal shut a bridge."
    links = [f"{often} https://sea.example.org/{n}" for n in range(3 * vectors.KEPT)]
    near = {f"A walrus, the {n}th, closed the crossing." for n in range(20)}
    far = [f"Port dues were doubled {n} times." for n in range(8)]
    await bring(*links, *near, *far)
    assert await embedding.catch_up() == len(links) + len(near) + len(far)
    await apart()
    # Of so few texts, without the vectors that were alike, the index holds each beside each: it misses none.
    await fetch(f"REINDEX INDEX {vectors.INDEX}")
    vector = await vectors.vector_of(often)
    async with by_the_index():
        found = await vectors.nearest(vector, [0])
    texts = await texts_of(found)
    assert near <= set(texts)
    assert sum(text.startswith(often) for text in texts) == vectors.OF_A_TEXT
    assert len(await vectors.cosines(vector, found)) == len(found)


async def test_what_was_asked_of_the_old_model_is_compared_with_no_other(
    checker: Caller, semantic: Settings, tmp_path: Path
) -> None:
    await bring(BURNED)
    await embedding.catch_up()
    asked = await vectors.vector_of(ASKED)
    left_over = vectors.in_use()
    other = make_model(tmp_path / "other", meanings=("seal flames", "automobile"))
    changed = msgspec.structs.replace(semantic, semantic_model=other)
    await vectors.prepare(changed, take_over=True)
    await embedding.catch_up()
    vectors._stage = left_over  # as in a process that was asked just before
    statements = [row["id"] for row in await fetch("SELECT id FROM statement")]
    assert await vectors.nearest(asked, [0]) == []
    assert await vectors.cosines(asked, statements) == {}


async def test_a_model_is_taken_over_from_while_vectors_are_written(
    checker: Caller, semantic: Settings, tmp_path: Path, database_url: str
) -> None:
    await bring(BURNED)
    (statement,) = await fetch("SELECT id FROM statement")
    other = make_model(tmp_path / "other", meanings=("seal flames", "automobile"))
    changed = msgspec.structs.replace(semantic, semantic_model=other)
    elsewhere = await asyncpg.connect(database_url)
    try:
        async with elsewhere.transaction():
            await elsewhere.execute("SELECT FROM vector_model FOR SHARE")
            taking = asyncio.create_task(vectors.prepare(changed, take_over=True))
            await somebody_waits()
            await elsewhere.execute(
                "WITH made AS (INSERT INTO text_vector (digest, numbers) VALUES ('', $2) RETURNING id) "
                "INSERT INTO statement_vector SELECT $1, 0, id FROM made",
                statement["id"],
                [0.1] * 9,
            )
        assert await taking is None
    finally:
        await elsewhere.close()
    assert await vectors_kept() == 0
    assert await embedding.catch_up() == 1


async def test_another_model_makes_all_vectors_anew(
    checker: Caller, semantic: Settings, tmp_path: Path
) -> None:
    await bring(BURNED)
    await embedding.catch_up()
    other = make_model(tmp_path / "other", meanings=("seal flames", "automobile"))
    changed = msgspec.structs.replace(semantic, semantic_model=other)
    left_over = vectors.in_use()
    assert await vectors.prepare(changed, take_over=True) is None
    assert await vectors_kept() == 0
    assert await embedding.catch_up() == 1
    rows = await fetch("SELECT cardinality(numbers) AS n FROM text_vector")
    assert rows == [{"n": 3}]
    # The same again, as at every start, keeps them.
    assert await vectors.prepare(changed, take_over=True) is None
    assert await vectors_kept() == 1
    # A process that still has the old one neither writes nor compares.
    vectors._stage = left_over
    await bring("A walrus keeps seals.")
    assert await embedding.catch_up() == 0
    assert await vectors_kept() == 1
    assert (await found(checker, ASKED))["items"] == []


async def test_vectors_go_with_their_statements(checker: Caller, semantic: Settings) -> None:
    await bring(BURNED, title="Did it burn?")
    await embedding.catch_up()
    await bring(BURNED, title="Was it on fire?")
    assert await vectors_kept() == 0
    await embedding.catch_up()
    await upkeep.start_over()
    assert await embedding.behind() == 1
    assert await embedding.catch_up() == 1


async def texts_kept() -> list[dict[str, Any]]:
    return await fetch("SELECT id, numbers FROM text_vector ORDER BY id")


async def test_a_texts_vector_stays_as_long_as_a_statement_has_it(
    checker: Caller, semantic: Settings
) -> None:
    await bring(BURNED, f"{BURNED} https://esk.example.org/fire", "The bridge is shut.")
    await embedding.catch_up()
    assert await vectors_kept() == 3
    before = await texts_kept()
    assert len(before) == 2
    # Said again before it is forgotten, nothing is made anew.
    await bring("The bridge is shut.", title="Again")
    assert await embedding.catch_up() == 1
    assert await texts_kept() == before
    await fetch("DELETE FROM statement WHERE text LIKE '%https:%' OR text LIKE '%bridge%'")
    assert await embedding.forget() == 1
    (burned,) = await texts_kept()
    assert burned in before
    await bring("The bridge is shut.", title="And again")
    await embedding.catch_up()
    assert await embedding.behind() == 0
    assert {str(row["numbers"]) for row in await texts_kept()} == {
        str(row["numbers"]) for row in before
    }
    assert await embedding.forget() == 0


async def test_a_text_that_is_said_again_while_it_is_forgotten_keeps_its_vector(
    checker: Caller, semantic: Settings, database_url: str
) -> None:
    await bring(BURNED)
    await embedding.catch_up()
    (burned,) = await texts_kept()
    await bring(BURNED, title="Again")
    assert await vectors_kept() == 0
    elsewhere = await asyncpg.connect(database_url)
    try:
        async with elsewhere.transaction():
            await elsewhere.execute(
                "INSERT INTO statement_vector SELECT id, 0, $1 FROM statement", burned["id"]
            )
            assert await embedding.forget() == 0
    finally:
        await elsewhere.close()
    assert await texts_kept() == [burned]
    assert await embedding.behind() == 0


async def test_a_search_goes_by_the_index(semantic: Settings) -> None:
    await bring(*(f"The seal number {n} shut a bridge." for n in range(30)))
    await embedding.catch_up()
    stage = vectors.in_use()
    assert stage is not None
    async with by_the_index():
        sql = vectors.nearest_sql(stage.encoder)
        plan = await fetch("EXPLAIN " + sql, await vectors.vector_of(BURNED), [0], [0])
    assert f"Index Scan using {vectors.INDEX}" in str(plan)
    rows = await fetch("SELECT indexdef FROM pg_indexes WHERE indexname = {}", vectors.INDEX)
    assert "USING hnsw" in rows[0]["indexdef"]


async def test_off_nothing_is_different(checker: Caller, settings: Settings) -> None:
    assert await vectors.prepare(settings) is None
    await bring(BURNED)
    await work(settings, until_empty=True)
    assert await embedding.catch_up() == 0
    assert await vectors_kept() == 0
    assert await embedding.behind() == 0
    (match,) = (await found(checker, "The automobile burned near Esk"))["items"]
    assert match["meaning"] is None


async def test_a_model_that_is_not_there_is_an_error(
    database: None, settings: Settings, tmp_path: Path
) -> None:
    named = msgspec.structs.replace(settings, semantic_model=tmp_path / "nowhere")
    with pytest.raises(ModelError, match="has no model"):
        await vectors.prepare(named, take_over=True)
    assert vectors.in_use() is None


async def prepared_by_a_server(named: Settings, *offering: str) -> str | None:
    """What is said on a server that offers these versions of pgvector and has none yet."""
    async with transaction():
        await fetch(
            "CREATE TEMPORARY TABLE pg_available_extensions (name text, default_version text) "
            "ON COMMIT DROP"
        )
        await fetch(
            'CREATE TEMPORARY TABLE pg_extension (extname text, extversion text COLLATE "C") '
            "ON COMMIT DROP"
        )
        for version in offering:
            await fetch("INSERT INTO pg_available_extensions VALUES ('vector', {})", version)
        await fetch("SET LOCAL search_path = pg_temp, public, pg_catalog")
        return await vectors.prepare(named, take_over=True)


@pytest.mark.parametrize(
    ("offering", "said"), [([], "has no pgvector"), (["0.7.4"], "has pgvector 0.7.4")]
)
async def test_a_server_without_pgvector_goes_on_by_words(
    checker: Caller, settings: Settings, tmp_path: Path, offering: list[str], said: str
) -> None:
    named = msgspec.structs.replace(settings, semantic_model=make_model(tmp_path / "tiny"))
    problem = await prepared_by_a_server(named, *offering)
    assert problem is not None
    assert said in problem
    assert "goes on by words" in problem
    assert vectors.in_use() is None
    await bring(BURNED)
    assert (await found(checker, "The automobile burned near Esk"))["likeness"] == "same"


async def test_whoever_may_not_create_extensions_is_told_who_can(
    database: None, settings: Settings, tmp_path: Path
) -> None:
    named = msgspec.structs.replace(settings, semantic_model=make_model(tmp_path / "tiny"))
    await fetch("CREATE ROLE claimdesk_humble")
    try:
        async with transaction():  # what it does comes to nothing with the refusal
            await fetch("DROP EXTENSION IF EXISTS vector CASCADE")
            await fetch("SET LOCAL ROLE claimdesk_humble")
            problem = await vectors.prepare(named, take_over=True)
    finally:
        await fetch("DROP ROLE claimdesk_humble")
    assert problem is not None
    assert "CREATE EXTENSION vector" in problem
    assert vectors.in_use() is None
