"""A real PostgreSQL for every test that wants one: the embedded, or the one of
CLAIMDESK_TEST_DATABASE_URL. Each xdist worker has a database of its own."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from claimdesk.db.embedded import embedded_postgres
from claimdesk.db.engine import close_pool, configure, fetch, open_pool
from claimdesk.db.open import migrate
from claimdesk.settings import Settings
from tests.databases import fresh_database


@contextmanager
def _folder() -> Iterator[Path]:
    # Not in pytest's own folder: that one is closed to all but its owner again and again, and where
    # the tests run as root, PostgreSQL runs as somebody else.
    with tempfile.TemporaryDirectory(prefix="claimdesk-test-") as folder:
        yield Path(folder) / "desk"


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """A data folder for an embedded database."""
    with _folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """A server to make databases on."""
    if given := os.environ.get("CLAIMDESK_TEST_DATABASE_URL"):
        yield given
        return
    fast = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    with _folder() as folder, embedded_postgres(folder, settings=fast) as url:
        yield url


@pytest.fixture(scope="session")
def database_url(server_url: str) -> Iterator[str]:
    """A migrated database that nobody else uses, dropped at the end."""
    with fresh_database(server_url) as url:
        configure(url)
        asyncio.run(migrate())
        yield url


@pytest.fixture(scope="session")
async def pool(database_url: str) -> AsyncIterator[None]:
    """The engine's pool, for the whole run."""
    await open_pool(size=8)
    yield
    await close_pool()


@pytest.fixture
async def database(pool: None) -> AsyncIterator[None]:
    """An empty, migrated database; the built-in scales, which came with it, are there."""
    built_in = (await fetch("SELECT json_agg(s ORDER BY id) AS rows FROM rating_scale s"))[0]
    yield
    await fetch(EMPTY)
    await fetch(
        "INSERT INTO rating_scale (key, version, name, options) SELECT key, version, name, options "
        "FROM json_populate_recordset(null::rating_scale, {}::json) ORDER BY id",
        built_in["rows"],
    )


# Of some sixty tables a test fills a few. As a replica, which only a superuser may play, the server
# asks no trigger and no foreign key; the ordinary way alters every append-only table to and fro. The
# audit chain's end is a row that starts again.
EMPTY = """
DO $$
DECLARE named text; filled bool; guarded text[];
BEGIN
    IF current_setting('is_superuser') = 'on' THEN
        PERFORM set_config('session_replication_role', 'replica', true);
        FOR named IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'
            AND tablename NOT IN ('migration', 'audit_head', 'rating_feed')
        LOOP
            EXECUTE 'SELECT EXISTS (SELECT FROM ' || named || ')' INTO filled;
            IF filled THEN EXECUTE 'DELETE FROM ' || named; END IF;
        END LOOP;
        PERFORM setval(format('%I.%I', schemaname, sequencename), start_value, false)
            FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
    ELSE
        SELECT array_agg(DISTINCT tgrelid::regclass::text) INTO guarded
            FROM pg_trigger WHERE NOT tgisinternal AND tgtype & 32 > 0;
        FOREACH named IN ARRAY guarded LOOP
            EXECUTE 'ALTER TABLE ' || named || ' DISABLE TRIGGER USER';
        END LOOP;
        SELECT string_agg(quote_ident(tablename), ', ') INTO named FROM pg_tables
            WHERE schemaname = 'public' AND tablename NOT IN ('migration', 'audit_head', 'rating_feed');
        EXECUTE 'TRUNCATE ' || named || ' RESTART IDENTITY CASCADE';
        FOREACH named IN ARRAY guarded LOOP
            EXECUTE 'ALTER TABLE ' || named || ' ENABLE TRIGGER USER';
        END LOOP;
    END IF;
    UPDATE audit_head SET number = 0, hash = repeat('0', 64);
END
$$
"""


def desk_settings(data_dir: Path) -> Settings:
    """Settings as a desk would have them."""
    return Settings(
        data_dir=data_dir, organisation="The Test Desk", public_url="https://desk.example.org"
    )


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The desk's settings, with a data folder of the test's own."""
    return desk_settings(tmp_path)
