"""The embedded server as its users meet it: real servers, real kills."""

import signal
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import asyncpg
import psutil
import pytest

from claimdesk.db.embedded import EmbeddedPostgresError, embedded_postgres, find_binaries, server
from claimdesk.db.embedded.address import SOCKET_NAME
from claimdesk.db.embedded.locks import Hold, exclusive
from claimdesk.db.embedded.processes import find_server
from tests.db.embedded_support import (
    QUICK,
    Desk,
    data_of,
    kill,
    lives,
    postmaster,
    psql,
    servers_below,
    until,
)

# -- what one gets ------------------------------------------------------------------------


async def test_the_url_works_with_asyncpg_even_where_a_loop_runs(folder: Path) -> None:
    with embedded_postgres(folder, settings=QUICK) as url:
        connection = await asyncpg.connect(url)
        assert await connection.fetchval("SELECT current_database()") == "claimdesk"
        await connection.close()


def test_the_database_is_private_unicode_utc_and_durable(folder: Path) -> None:
    with embedded_postgres(folder) as url:
        asked = (
            "server_encoding", "timezone", "log_timezone", "listen_addresses", "fsync",
            "synchronous_commit", "full_page_writes", "data_checksums",
        )  # fmt: skip
        answers = [psql(url, f"SHOW {name}") for name in asked]
        assert answers == ["UTF8", "UTC", "UTC", "", "on", "on", "on", "on"]
        assert psql(url, "SELECT lower('ÄÉŁ'), 'a' < 'B'") == "äéł|f"
        run = data_of(folder).parent / "run"
        assert f"host={run}" in url
        assert data_of(folder).parent.stat().st_mode & 0o077 == 0
        assert not [c for c in postmaster(folder).net_connections("inet") if c.status == "LISTEN"]


def test_rows_stay_from_one_start_to_the_next(made: Path) -> None:
    with embedded_postgres(made, settings=QUICK) as url:
        psql(url, "CREATE TABLE t (x int); INSERT INTO t VALUES (7)")
    assert servers_below(made) == []
    with embedded_postgres(made, settings=QUICK) as url:
        assert psql(url, "SELECT x FROM t") == "7"


def test_a_dropped_database_is_made_anew(made: Path) -> None:
    with embedded_postgres(made, settings=QUICK) as url:
        psql(url.replace("/claimdesk", "/postgres"), "DROP DATABASE claimdesk")
        with embedded_postgres(made, settings=QUICK) as again:
            assert psql(again, "SELECT 1") == "1"


def test_settings_reach_the_server_and_change_with_the_next_start(made: Path) -> None:
    odd = 'it\'s a \\ "name" 100%'
    with embedded_postgres(made, settings=QUICK | {"cluster_name": odd}) as url:
        assert psql(url, "SHOW fsync") == "off"
        assert psql(url, "SHOW cluster_name") == odd
    with embedded_postgres(made) as url:
        assert psql(url, "SHOW fsync") == "on"


@pytest.mark.parametrize("name", ["listen_addresses", "port", "hba_file", "x = 1\ny", "Fsync"])
def test_settings_that_would_open_the_server_are_refused(folder: Path, name: str) -> None:
    with pytest.raises(EmbeddedPostgresError, match="cannot be given"):
        embedded_postgres(folder, settings={name: "*"}).__enter__()


def test_variables_for_other_servers_change_nothing(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "PGPORT": "1", "PGDATA": "/nowhere", "PGHOST": "db.example", "PGUSER": "me",
        "PGDATABASE": "other", "PGOPTIONS": "", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Tokyo",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    with embedded_postgres(made, settings=QUICK) as url:
        assert psql(url, "SELECT current_user, current_database()") == "postgres|claimdesk"


def test_the_log_holds_no_statements_and_no_rows(made: Path) -> None:
    with embedded_postgres(made, settings=QUICK) as url:
        psql(url, "CREATE TABLE t (x text PRIMARY KEY); INSERT INTO t VALUES ('m4rker')")
        for sql in (
            "INSERT INTO t VALUES ('m4rker')",
            "SELECT m4rker_column /* m4rker */ FROM t x",
        ):
            with pytest.raises(AssertionError):
                psql(url, sql.replace("m4rker_column", "no_column"))
    text = "".join(p.read_text() for p in data_of(made).parent.rglob("*.log"))
    assert "duplicate key" in text
    assert "m4rker" not in text


@pytest.mark.parametrize(
    "tail",
    ["a folder with é, \"quotes\", 'more', $HOME and `date`", "x" * 100, "sp ace/söcket"],
)
def test_any_path_will_do(folder: Path, tail: str) -> None:
    with embedded_postgres(folder / tail, settings=QUICK) as url:
        assert psql(url, "SELECT 1") == "1"
        found = psql(url, "SHOW unix_socket_directories").strip('"')
        assert Path(found).stat().st_mode & 0o077 == 0
    if not Path(found).is_relative_to(folder):
        assert not Path(found).exists()


def test_a_short_folder_for_the_socket_outlives_a_crash_and_the_url_stays(folder: Path) -> None:
    long = folder / ("x" * 100)
    with embedded_postgres(long, settings=QUICK) as url:
        kill(postmaster(long))
        with embedded_postgres(long, settings=QUICK) as again:
            assert again == url
            assert psql(url, "SELECT 1") == "1"


# -- who starts, who stops ----------------------------------------------------------------


def test_one_process_may_enter_several_times(made: Path) -> None:
    with embedded_postgres(made, settings=QUICK) as url:
        first = postmaster(made)
        with embedded_postgres(made, settings=QUICK) as inner:
            assert inner == url
        assert postmaster(made) == first
        assert psql(url, "SELECT 1") == "1"
    assert not lives(first)


def test_threads_may_enter_at_once(made: Path) -> None:
    urls: list[str] = []

    def use() -> None:
        with embedded_postgres(made, settings=QUICK) as url:
            urls.append(psql(url, "SELECT 1"))

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert urls == ["1"] * 4
    assert servers_below(made) == []


def test_processes_that_start_together_share_one_server(folder: Path) -> None:
    desks = [Desk(folder) for _ in range(5)]
    try:
        assert len({desk.url for desk in desks}) == 1
        process = postmaster(folder)
        for desk in desks[:-1]:
            desk.leave()
        assert lives(process)
        assert psql(desks[-1].url, "SELECT 1") == "1"
        desks[-1].leave()
        assert not lives(process)
    finally:
        for desk in desks:
            desk.__exit__(None, None, None)


def test_processes_that_come_and_go_never_see_it_closed(made: Path) -> None:
    body = "time.sleep(0.01)"
    for _ in range(2):
        desks = [Desk(made, body=body) for _ in range(3)]
        for desk in desks:
            with desk:
                assert desk.url
                assert desk.rest() == "left\n"
    assert servers_below(made) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_terminated_desk_stops_its_server(made: Path, number: signal.Signals) -> None:
    body = "sys.stderr.close(); time.sleep(600)"
    with Desk(made, body=body) as desk:
        assert desk.url
        process = postmaster(made)
        desk.kill(number)
        assert not lives(process)


def test_terminating_during_the_start_leaves_nothing_running(made: Path) -> None:
    with embedded_postgres(made, settings=QUICK):
        pass
    with Desk(made) as desk:
        until((data_of(made) / "postmaster.pid").exists)
        desk.kill(signal.SIGTERM)
    until(lambda: servers_below(made) == [])


def test_signal_handlers_are_put_back(made: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with embedded_postgres(made, settings=QUICK):
        pass
    assert signal.getsignal(signal.SIGTERM) == before


# -- forks --------------------------------------------------------------------------------


def test_a_forked_child_that_leaves_the_block_stops_nothing(made: Path) -> None:
    body = """
if (child := os.fork()) == 0:
    sys.exit()
os.waitpid(child, 0)
print("forked", flush=True)
sys.stdin.read()
"""
    with Desk(made, body=body) as desk:
        assert desk.url
        assert desk.process.stdout is not None
        assert desk.process.stdout.readline() == "forked\n"
        assert psql(desk.url, "SELECT 1") == "1"
        process = postmaster(made)
        desk.leave()
        assert not lives(process)


def test_a_forked_child_does_not_keep_a_killed_parents_hold(made: Path) -> None:
    body = """
if (child := os.fork()) == 0:
    time.sleep(600)
print(child, flush=True)
sys.stdin.read()
"""
    with Desk(made, body=body) as desk:
        assert desk.url
        assert desk.process.stdout is not None
        child = psutil.Process(int(desk.process.stdout.readline()))
        desk.kill()
    with Desk(made) as desk:
        assert desk.url
        process = postmaster(made)
        desk.leave()
        assert not lives(process)
        assert lives(child)
    child.kill()


def test_a_forked_child_may_enter_for_itself(made: Path) -> None:
    body = """
if (child := os.fork()) == 0:
    with embedded_postgres(Path(sys.argv[1])) as own:
        print(os.getpid(), flush=True)
        time.sleep(600)
sys.stdin.read()
"""
    with Desk(made, body=body) as desk:
        assert desk.url
        assert desk.process.stdout is not None
        child = psutil.Process(int(desk.process.stdout.readline()))
        process = postmaster(made)
        desk.process.send_signal(signal.SIGTERM)
        desk.process.wait()
        assert lives(process)
        child.terminate()
        until(lambda: not lives(process))


# -- kills --------------------------------------------------------------------------------


def test_a_killed_desk_leaves_the_server_to_the_next(made: Path) -> None:
    with Desk(made) as desk:
        psql(desk.url, "CREATE TABLE t (x int); INSERT INTO t VALUES (7)")
        process = postmaster(made)
        desk.kill()
    assert lives(process)
    with Desk(made) as desk:
        assert psql(desk.url, "SELECT x FROM t") == "7"
        assert postmaster(made) == process
        desk.leave()
    assert not lives(process)


def test_a_killed_desk_does_not_count_as_a_user(made: Path) -> None:
    with Desk(made) as one, Desk(made) as two:
        assert one.url == two.url
        process = postmaster(made)
        one.kill()
        two.leave()
        assert not lives(process)


def test_a_killed_server_comes_back_with_the_next_start(made: Path) -> None:
    with Desk(made) as old:
        psql(old.url, "CREATE TABLE t (x int); INSERT INTO t VALUES (7)")
        first = postmaster(made)
        kill(first)
        with Desk(made) as new:
            assert new.url == old.url
            assert psql(old.url, "SELECT x FROM t") == "7"
            second = postmaster(made)
            new.leave()
            assert lives(second), "the old desk still uses it"
        old.leave()
        assert not lives(second)


def is_another(folder: Path, first: psutil.Process) -> bool:
    found = find_server(data_of(folder))
    return found is not None and found.process not in (None, first)


def test_a_server_that_is_killed_inside_the_block_is_started_again(made: Path) -> None:
    with embedded_postgres(made, settings=QUICK, revive=True) as url:
        psql(url, "CREATE TABLE t (x int); INSERT INTO t VALUES (7)")
        with Desk(made) as beside:
            assert beside.url == url
            for _ in range(2):
                first = postmaster(made)
                kill(first)
                until(partial(is_another, made, first))
                with embedded_postgres(made, settings=QUICK):
                    assert psql(url, "SELECT x FROM t") == "7"
            beside.leave()
    assert servers_below(made) == []


def test_a_folder_that_was_deleted_gets_no_server_again(made: Path) -> None:
    with embedded_postgres(made, settings=QUICK, revive=True):
        server_of = postmaster(made)
        made.rename(made.with_name("trash"))
        kill(server_of)
        until(lambda: not any(t.name.endswith("postgres-watch") for t in threading.enumerate()))
        assert not made.exists()
        assert servers_below(made.parent) == []


def test_leaving_after_the_server_was_killed_is_quiet(made: Path) -> None:
    with embedded_postgres(made, settings=QUICK):
        kill(postmaster(made))
    with embedded_postgres(made, settings=QUICK) as url:
        assert psql(url, "SELECT 1") == "1"


def test_everything_killed_and_the_number_taken_by_a_stranger(made: Path) -> None:
    with Desk(made) as desk:
        run = Path(psql(desk.url, "SHOW unix_socket_directories").strip('"'))
        process = postmaster(made)
        owner = process.uids().real
        desk.kill()
        kill(process)
    # As after a reboot. The stranger is the same user's, whom PostgreSQL would take for its own.
    with subprocess.Popen(["/bin/sleep", "600"], user=owner, cwd="/") as stranger:
        for lock in (data_of(made) / "postmaster.pid", run / f"{SOCKET_NAME}.lock"):
            lines = lock.read_text().splitlines(keepends=True)
            lock.write_text("".join([f"{stranger.pid}\n", *lines[1:]]))
        with embedded_postgres(made, settings=QUICK) as url:
            assert psql(url, "SELECT 1") == "1"
        assert stranger.poll() is None
        stranger.kill()


def test_a_lock_file_cut_off_by_a_crash(made: Path) -> None:
    with embedded_postgres(made, settings=QUICK):
        pass
    run = data_of(made).parent / "run"
    for text in ("", "\0\0\0\0", "12", "not a number\n"):
        for lock in (data_of(made) / "postmaster.pid", run / f"{SOCKET_NAME}.lock"):
            lock.write_text(text)
        (run / SOCKET_NAME).touch()
        with embedded_postgres(made, settings=QUICK) as url:
            assert psql(url, "SELECT 1") == "1"


@pytest.mark.parametrize("name", ["short", "long" * 25])
def test_a_copy_of_a_folder_in_use_is_not_the_original(folder: Path, name: str) -> None:
    original, copy = folder / name, folder / f"{name} copy"
    with embedded_postgres(original, settings=QUICK) as url:
        psql(url, "CREATE TABLE t (x int); CHECKPOINT")
        subprocess.run(["/bin/cp", "-a", original, copy], check=True)  # noqa: S603
        with embedded_postgres(copy, settings=QUICK) as other:
            assert other != url
            assert psql(other, "SHOW data_directory") == str(data_of(copy))
            psql(other, "DROP TABLE t")
        assert psql(url, "SELECT count(*) FROM t") == "0"
    with embedded_postgres(copy, settings=QUICK) as other:
        assert psql(other, "SELECT to_regclass('t') IS NULL") == "t"


def test_a_server_that_has_only_just_begun_is_seen(folder: Path) -> None:
    long = folder / ("x" * 100)
    with embedded_postgres(long, settings=QUICK):
        lock = data_of(long) / "postmaster.pid"
        whole = lock.read_text()
        lines = whole.splitlines()
        lock.write_text("\n".join([*lines[:4], ""]) + "\n")  # no path of a socket yet
        found = find_server(data_of(long))
        lock.write_text(whole)
        assert found is not None
        assert found.process == postmaster(long)
        assert found.socket_folder.is_absolute()


def test_a_busy_child_of_a_killed_server_is_ended(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_ORPHAN_SECONDS", 0.2)
    with embedded_postgres(made, settings=QUICK) as url:
        psql(url, "CREATE TABLE t (x int); INSERT INTO t VALUES (7)")
        with subprocess.Popen(  # noqa: S603
            [find_binaries().program("psql"), url, "-Xc", "DO 'BEGIN LOOP END LOOP; END'"],
            stderr=subprocess.DEVNULL,
        ):
            until(
                lambda: (
                    psql(url, "SELECT count(*) FROM pg_stat_activity WHERE query ~ '^DO'") == "1"
                )
            )
            kill(postmaster(made))
            with embedded_postgres(made, settings=QUICK) as again:
                assert psql(again, "SELECT x FROM t") == "7"


def test_killed_while_making_the_cluster(folder: Path) -> None:
    with Desk(folder) as desk:
        until(lambda: any(folder.glob("postgres/*.partial-*/data/base")))
        desk.kill()
    assert not any(folder.glob("postgres/[0-9]*/postgresql.conf"))
    with Desk(folder) as desk:
        assert psql(desk.url, "SELECT 1") == "1"
        desk.leave()
    until(lambda: servers_below(folder) == [])
    with embedded_postgres(folder, settings=QUICK):
        assert not any(folder.glob("postgres/*.partial-*"))


def test_killed_at_many_moments_of_the_start(made: Path) -> None:
    with embedded_postgres(made, settings=QUICK) as url:
        psql(url, "CREATE TABLE t (x int)")
    for count in range(8):
        with Desk(made) as desk:
            # From before the lock is taken to after the server answers.
            with pytest.raises(subprocess.TimeoutExpired):
                desk.process.wait(0.1 + count * 0.045)
            desk.kill()
        with Desk(made) as desk:
            psql(desk.url, "INSERT INTO t VALUES (1)")
            if count % 2:
                kill(postmaster(made))
            desk.kill()
    with embedded_postgres(made, settings=QUICK) as url:
        assert psql(url, "SELECT count(*) FROM t") == "8"
    assert servers_below(made) == []


def test_the_data_folder_deleted_and_made_anew_meanwhile(made: Path) -> None:
    with Desk(made) as old:
        assert old.url
        first = postmaster(made)
        made.rename(made.with_name("trash"))
        for path in sorted(made.with_name("trash").rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
        with Desk(made) as new:
            psql(new.url, "CREATE TABLE t (x int)")
            second = postmaster(made)
            old.leave()
            assert not lives(first)
            assert lives(second)
            new.leave()
            assert not lives(second)


# -- refusals -----------------------------------------------------------------------------


def test_a_data_folder_that_is_a_file(folder: Path) -> None:
    folder.write_text("")
    for place in (folder, folder / "below"):
        with pytest.raises(EmbeddedPostgresError, match=r"is a file.*another data folder"):
            embedded_postgres(place).__enter__()


def test_a_lock_file_that_is_no_file(folder: Path) -> None:
    (folder / "postgres" / "lock").mkdir(parents=True)
    with pytest.raises(EmbeddedPostgresError, match=r"cannot be used.*lock"):
        embedded_postgres(folder).__enter__()


def test_half_a_cluster_is_not_taken_for_none(folder: Path) -> None:
    (folder / "postgres" / "18" / "data").mkdir(parents=True)
    with pytest.raises(EmbeddedPostgresError, match=r"not a whole.*backup"):
        embedded_postgres(folder).__enter__()


def test_a_server_that_does_not_start_shows_its_log_and_can_be_mended(made: Path) -> None:
    with embedded_postgres(made, settings=QUICK):
        pass
    with pytest.raises(
        EmbeddedPostgresError, match=r"did not start(?s:.*)start\.log(?s:.*)shared_buffers"
    ):
        embedded_postgres(made, settings={"shared_buffers": "lots"}).__enter__()
    control = data_of(made) / "global" / "pg_control"
    control.rename(made / "pg_control")
    with pytest.raises(EmbeddedPostgresError, match="pg_control"):
        embedded_postgres(made, settings=QUICK).__enter__()
    (made / "pg_control").rename(control)
    with embedded_postgres(made, settings=QUICK) as url:
        assert psql(url, "SELECT 1") == "1"
    assert servers_below(made) == []


def test_a_lock_held_too_long_names_its_file(folder: Path) -> None:
    folder.mkdir()
    holder = Hold(folder / "lock")
    assert holder.exclusive()
    with pytest.raises(EmbeddedPostgresError, match=r"Another claimdesk.*lock"), exclusive(folder / "lock", 0.1):  # fmt: skip
        pass
    holder.close()
    with exclusive(folder / "lock", 0.1):
        pass


def test_an_ordinary_script_needs_nothing_else(folder: Path) -> None:
    code = (
        "import sys, pathlib; from claimdesk.db.embedded import embedded_postgres as e\n"
        "with e(pathlib.Path(sys.argv[1])) as u: print(u)"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-W", "error", "-X", "dev", "-c", code, folder],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("postgresql://")
