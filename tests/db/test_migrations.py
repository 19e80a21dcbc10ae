"""Migrations, on desks that earlier states of claimdesk left, and what happens where one fails."""

import asyncio
import lzma
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
import pytest

from claimdesk.db.open import known_migrations
from claimdesk.db.tools import find_tools, load
from tests.cli.test_database_away import send, sign_in
from tests.databases import fresh_database
from tests.processes import claimdesk, serving

DESKS = sorted((Path(__file__).parent / "desks").glob("*.xz"))
ROOT = Path(__file__).parents[2]
SOAK = os.environ.get("CLAIMDESK_TEST_SOAK") == "1"
KEPT = (
    "article",
    "revision",
    "claim",
    "verdict",
    "review",
    "evidence",
    "rating_event",
    "audit_event",
)

# In a process of its own: the tests' pool belongs to another database. One migration at a time, each in
# a transaction of its own, or all at once; then the notes of before are sealed, and what the doctor says.
WALK = """
import asyncio, sys
import msgspec
from claimdesk.audit.views import check
from claimdesk.db.engine import close_pool, configure, open_pool
from claimdesk.db.open import applied_migrations, known_migrations, migrate, pending_migrations
from claimdesk.doctor import service
from claimdesk.sealing.ring import Ring, new_key, using
from claimdesk.sealing.service import rotate

async def main():
    await open_pool(size=2)
    steps = await pending_migrations() if sys.argv[2] == "steps" else ["all"]
    await close_pool()
    for step in steps:
        await migrate(step)
    await open_pool(size=2)
    flaws = [str(flaw) for flaw in (await check()).flaws]
    with using(Ring([new_key()])):
        await rotate(lambda *_: None)
        faults = [each for each in await service.examine() if each.findings]
    left = await pending_migrations()
    await close_pool()
    print("\\n" + msgspec.json.encode([len(steps), flaws, faults, left]).decode())

configure(sys.argv[1])
asyncio.run(main())
"""

# The same with a folder that has one migration more, which breaks half-way.
BROKEN = """
from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2036-01-01T00:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "breaks"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        await engine.run_ddl("CREATE TABLE half_done (id int)")
        await engine.run_ddl("UPDATE article SET title = 'half done'")
        await engine.run_ddl("ALTER TABLE claim ADD COLUMN half int NOT NULL")

    manager.add_raw(run)
    return manager
"""
UPDATE = """
import sys
from claimdesk.db.piccolo_app import APP_CONFIG
APP_CONFIG.migrations_folder_path = sys.argv.pop(1)
from claimdesk.__main__ import main
main()
"""


def ask(url: str, sql: str) -> list[dict[str, Any]]:
    async def inside() -> list[dict[str, Any]]:
        connection = await asyncpg.connect(url)
        try:
            return [dict(row) for row in await connection.fetch(sql)]
        finally:
            await connection.close()

    return asyncio.run(inside())


@contextmanager
def desk_of_then(server_url: str, file: Path) -> Iterator[str]:
    """A database as an earlier state left it."""
    with fresh_database(server_url) as url:
        major = int(ask(url, "SHOW server_version_num")[0]["server_version_num"]) // 10_000
        content = lzma.decompress(file.read_bytes())
        asyncio.run(load(find_tools(major), url, iter([content])))
        yield url


def counts(url: str) -> list[int]:
    return [ask(url, f"SELECT count(*) AS n FROM {name}")[0]["n"] for name in KEPT]  # noqa: S608


def walk(url: str, how: str) -> tuple[int, list[str], list[Any], list[str]]:
    done = subprocess.run(  # noqa: S603  (our own program)
        [sys.executable, "-c", WALK, url, how],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    steps, flaws, faults, left = msgspec.json.decode(done.stdout.splitlines()[-1])
    return steps, flaws, faults, left


@pytest.mark.parametrize("how", ["steps", "at once"])
@pytest.mark.parametrize("file", DESKS, ids=lambda file: file.name.partition(".")[0])
def test_a_desk_of_then_comes_up_with_all_that_it_had(
    server_url: str, file: Path, how: str
) -> None:
    # From the oldest one migration after the other, as if each had been a release; the long way from
    # every state is `make soak`'s.
    if not SOAK and (how == "steps") != (file == DESKS[0]):
        pytest.skip("the long rounds have it")
    with desk_of_then(server_url, file) as url:
        before = counts(url)
        assert min(before) > 0
        missing = len(known_migrations()) - ask(url, "SELECT count(*) AS n FROM migration")[0]["n"]
        steps, flaws, faults, left = walk(url, how)
        assert steps == (missing if how == "steps" else 1)
        assert counts(url) == before
        assert (flaws, faults, left) == ([], [], [])


# To the end, or to an earlier state.
MIGRATE = """
import asyncio, sys
from claimdesk.db.engine import configure
from claimdesk.db.open import migrate

configure(sys.argv[1])
asyncio.run(migrate(sys.argv[2]))
"""
ONE_A_STATEMENT = "2026-11-29T06:00:00:000125"
"""The last state in which each statement had a vector of its own."""


def migrated(url: str, until: str) -> None:
    done = subprocess.run(  # noqa: S603  (our own program)
        [sys.executable, "-c", MIGRATE, url, until],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_vectors_of_statements_become_those_of_their_texts(server_url: str) -> None:
    """None is lost, what says the same shares one, and the index that finds them is there again."""
    with desk_of_then(server_url, DESKS[-1]) as url:
        migrated(url, ONE_A_STATEMENT)
        ask(url, "UPDATE statement SET text = 'Said again and again.' WHERE id % 2 = 0")
        ask(
            url,
            "INSERT INTO statement_vector (statement, desk, numbers) SELECT id, coalesce(desk, 0), "
            "ARRAY[1, length(text), ascii(text)]::real[] FROM statement",
        )
        ask(url, "CREATE EXTENSION IF NOT EXISTS vector")
        ask(url, "INSERT INTO vector_model (digest, name, dimensions) VALUES ('d', 'tiny', 3)")
        ask(
            url,
            "CREATE INDEX statement_vector_near ON statement_vector "
            "USING hnsw ((numbers::halfvec(3)) halfvec_cosine_ops)",
        )
        (there,) = ask(url, "SELECT count(*) AS all, count(DISTINCT text) AS texts FROM statement")
        assert there["all"] > there["texts"] > 1
        migrated(url, "all")
        kept = ask(
            url,
            "SELECT count(*) AS all, count(DISTINCT vector) AS texts FROM statement_vector v "
            "JOIN statement s ON s.id = v.statement AND coalesce(s.desk, 0) = v.desk JOIN text_vector t "
            "ON t.id = v.vector AND t.digest = sha256(convert_to(s.text, 'UTF8')) "
            "AND t.numbers = ARRAY[1, length(s.text), ascii(s.text)]::real[]",
        )
        assert kept == [there]
        assert ask(url, "SELECT count(*) AS n FROM text_vector") == [{"n": there["texts"]}]
        (index,) = ask(
            url, "SELECT indexdef FROM pg_indexes WHERE indexname = 'statement_vector_near'"
        )
        assert "ON public.text_vector USING hnsw" in index["indexdef"]


def test_a_failed_migration_leaves_the_old_claimdesk_at_work(
    server_url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(ROOT / "migrations", folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "m9999_breaks.py").write_text(BROKEN)
    with fresh_database(server_url) as url:
        env = {"CLAIMDESK_DATABASE_URL": url}
        added = claimdesk("user", "add", "vera", "--password", "correct horse battery", env=env)
        assert added.returncode == 0, added.stderr
        with (
            serving("serve", env=env, log=tmp_path / "log") as (address, _),
            closing(sign_in(address)) as client,
        ):
            number = send(client).json()["id"]
            update = subprocess.run(  # noqa: S603  (our own program)
                [sys.executable, "-c", UPDATE, str(folder), "serve", "--port", "8498"],
                env=os.environ | env, capture_output=True, text=True, check=False, cwd=ROOT,
                timeout=120,
            )  # fmt: skip
            assert update.returncode == 1
            assert 'column "half" of relation "claim" contains null values' in update.stderr
            assert "Nothing was changed" in update.stderr
            assert "Traceback" not in update.stderr
            assert ask(url, "SELECT to_regclass('half_done') AS name") == [{"name": None}]
            assert client.get(f"/articles/{number}").json()["title"] != "half done"
            assert send(client).status_code == 201
        checked = claimdesk("doctor", env=env)
        assert checked.returncode == 0, checked.stderr


def test_a_database_of_a_newer_claimdesk_is_refused(server_url: str) -> None:
    with fresh_database(server_url) as url:
        env = {"CLAIMDESK_DATABASE_URL": url}
        assert claimdesk("user", "list", env=env).returncode == 0
        ask(
            url,
            "INSERT INTO migration (name, app_name) VALUES ('2036-01-01T00:00:00:000000', 'claimdesk')",
        )
        for command in (["serve", "--port", "8497"], ["worker"], ["user", "list"]):
            refused = claimdesk(*command, env=env)
            assert refused.returncode == 1
            assert "This database is a newer claimdesk's" in refused.stderr
            assert "the last 2036-01-01T00:00:00:000000" in refused.stderr
            assert "Traceback" not in refused.stderr
        looked = claimdesk("doctor", env=env)
        assert looked.returncode == 1
        assert "newer claimdesk's" in looked.stderr
