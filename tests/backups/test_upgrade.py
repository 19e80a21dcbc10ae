"""The embedded database goes from one major of PostgreSQL to the next with all that it has."""

import asyncio
import lzma
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimdesk.db.embedded import Binaries, EmbeddedPostgresError, embedded_postgres, find_binaries
from claimdesk.db.embedded.binaries import MINIMUM_MAJOR
from claimdesk.db.tools import ToolError, Tools, find_tools, load
from tests.db.embedded_support import data_of, psql, servers_below
from tests.db.test_migrations import DESKS, counts
from tests.processes import claimdesk


def older() -> Binaries:
    """Programs of the oldest major that is still mended; the test is skipped where none is older."""
    newest = find_binaries()
    for major in range(MINIMUM_MAJOR, newest.major):
        try:
            return find_binaries(major)
        except EmbeddedPostgresError:
            continue
    pytest.skip(f"the machine has PostgreSQL {newest.major} and no older one")


@pytest.fixture
def old_desk(data_dir: Path) -> Iterator[tuple[Path, list[int]]]:
    """A data folder with a desk in a cluster of an older major, and how many rows it has."""
    binaries = older()
    with embedded_postgres(data_dir, binaries=binaries, settings={"fsync": "off"}) as url:
        content = lzma.decompress(DESKS[-1].read_bytes())
        asyncio.run(load(find_tools(binaries.major), url, iter([content])))
        before = counts(url)
    yield data_dir, before
    assert servers_below(data_dir) == []


def test_a_desk_comes_to_the_newest_postgresql(old_desk: tuple[Path, list[int]]) -> None:
    folder, before = old_desk
    desk = ("--data-dir", str(folder))
    old, new = older().major, find_binaries().major
    with embedded_postgres(folder):
        refused = claimdesk("upgrade-database", *desk, env={})
        assert refused.returncode == 1
        assert "is in use" in refused.stderr or "Another claimdesk process" in refused.stderr
    assert (data_of(folder) / "PG_VERSION").read_text().strip() == str(old)
    done = claimdesk("upgrade-database", *desk, env={})
    assert done.returncode == 0, done.stderr
    assert f"PostgreSQL {new}'s" in done.stdout
    folders = sorted(path.name for path in (folder / "postgres").iterdir() if path.is_dir())
    assert folders[0].startswith(f"{old}.before-")
    assert folders[1:] == [str(new)]
    with embedded_postgres(folder) as url:
        assert psql(url, "SHOW server_version_num").startswith(str(new))
        assert counts(url) == before
    checked = claimdesk("doctor", *desk, env={})
    assert checked.returncode == 0, checked.stderr
    assert psql_head(done.stdout) in checked.stdout
    again = claimdesk("upgrade-database", *desk, env={})
    assert again.returncode == 0
    assert "nothing to do" in again.stdout


def psql_head(said: str) -> str:
    """The audit head that the command printed."""
    return next(line.split()[-1] for line in said.splitlines() if "audit head" in line)


def test_a_desk_that_is_not_whole_stays_where_it_is(old_desk: tuple[Path, list[int]]) -> None:
    folder, before = old_desk
    with embedded_postgres(folder) as url:
        psql(url, "ALTER TABLE audit_event DISABLE TRIGGER USER")
        psql(url, "UPDATE audit_event SET actor = 'nobody' WHERE number = 7")
    refused = claimdesk("upgrade-database", "--data-dir", str(folder), env={})
    assert refused.returncode == 1
    assert "event 7 is not as written" in refused.stderr
    assert "The database is as it was" in refused.stderr
    (kept,) = (path for path in (folder / "postgres").iterdir() if path.is_dir())
    assert kept.name == str(older().major)
    with embedded_postgres(folder) as url:
        assert counts(url) == before


def test_newer_programs_serve_an_older_server_and_say_what_failed(data_dir: Path) -> None:
    newest = find_binaries()
    programs = Tools(newest.bindir, newest.major)
    content = lzma.decompress(DESKS[0].read_bytes())
    with embedded_postgres(data_dir, binaries=older(), settings={"fsync": "off"}) as url:
        asyncio.run(load(programs, url, iter([content])))
        assert min(counts(url)) > 0
        with pytest.raises(ToolError, match="pg_restore failed"):
            asyncio.run(load(programs, url, iter([content])))


def test_without_a_desk_there_is_nothing_to_upgrade(tmp_path: Path) -> None:
    nothing = claimdesk("upgrade-database", "--data-dir", str(tmp_path / "typo"), env={})
    assert nothing.returncode == 1
    assert "There is no desk in" in nothing.stderr
    assert list(tmp_path.iterdir()) == []
    own = claimdesk(
        "upgrade-database", env={"CLAIMDESK_DATABASE_URL": "postgresql://x@127.0.0.1:9/x"}
    )
    assert own.returncode == 1
    assert "as PostgreSQL's manual says" in own.stderr
