"""One PostgreSQL cluster in a folder: made, found running, started, stopped.

Everything here happens under the exclusive lock that the package's `embedded_postgres` holds.

    postgres/<major>/           owned by the account the server runs as, closed to all others
        data/                   the cluster
        run/                    its socket, where the path is short enough for one
        socket-folder           else the path of a private folder in /tmp that has the socket
        start.log  log/         what the server said: while starting; then a file a weekday
"""

import asyncio
import contextlib
import errno
import logging
import os
import re
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import asyncpg  # type: ignore[import-untyped]
import psutil

from claimdesk.db.embedded import accounts
from claimdesk.db.embedded.accounts import Account
from claimdesk.db.embedded.binaries import Binaries, find_binaries
from claimdesk.db.embedded.errors import EmbeddedPostgresError

DATABASE = "claimdesk"
SUPERUSER = "postgres"
PORT = 5432  # part of the socket's name; nothing listens on the network

_SOCKET_NAME = f".s.PGSQL.{PORT}"
_SOCKET_PATH_LIMIT = 103 if sys.platform == "darwin" else 107  # bytes, without the final NUL
_STOP_SECONDS = 60.0
_ORPHAN_SECONDS = 10.0
_POLL_SECONDS = 0.05

# What keeps the server private and ours; `settings` may not touch it.
_FIXED = frozenset(
    {
        "data_directory",
        "external_pid_file",
        "hba_file",
        "ident_file",
        "listen_addresses",
        "log_directory",
        "port",
        "unix_socket_directories",
        "unix_socket_group",
        "unix_socket_permissions",
    }
)
_DEFAULTS = {
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A week of logs, a file a weekday, each emptied when its day comes round again.
    "logging_collector": "on",
    "log_filename": "postgres-%w.log",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_truncate_on_rotation": "on",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] ",
    # The log is no place for what the desk stores: no statements, no rows that failed.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Server:
    """A live server: its socket folder, and its process unless another container has it."""

    socket_folder: Path
    process: psutil.Process | None


class Cluster:
    """The cluster below `root` (the folder `postgres` of a data folder).

    Chooses account and programs; makes and starts nothing yet. Raises EmbeddedPostgresError when
    the folder holds a database that these programs must not open.
    """

    def __init__(
        self, root: Path, binaries: Binaries | None, settings: Mapping[str, str], timeout: float
    ) -> None:
        for name in settings:
            if name in _FIXED or not re.fullmatch(r"[a-z_][a-z0-9_.]*", name):
                raise EmbeddedPostgresError(f"PostgreSQL's setting {name!r} cannot be given here.")
        self._root = root
        self._settings = {**_DEFAULTS, **settings}
        self._timeout = timeout
        existing = _existing_major(root)
        if existing is None:
            self.binaries = binaries or find_binaries()
            self.folder = root / str(self.binaries.major)
        else:
            self.folder, major = existing
            self.binaries = _binaries_for(self.folder, major, binaries)
        self.data = self.folder / "data"
        self.account = self._choose_account()

    def _choose_account(self) -> Account:
        if os.geteuid() != 0:
            own = accounts.own_account()
            if self.folder.exists() and (owner := self.folder.stat().st_uid) != own.uid:
                holder = accounts.account_of(owner)
                raise EmbeddedPostgresError(
                    f"The database in {self.folder} belongs to "
                    f"{holder.name if holder else f'user number {owner}'}, claimdesk runs as "
                    f"{own.name}. Run claimdesk as the same user as before, or as root, or hand "
                    f"over the whole data folder: `chown -R {own.name} {self._root.parent}`."
                )
            return own
        for place in (self.folder, self._root.parent):
            # Root, working in somebody's data folder, leaves it theirs.
            if place.exists() and (account := accounts.account_of(place.stat().st_uid)):
                return account
        return accounts.service_account()

    # -- making ---------------------------------------------------------------------------

    def ensure_created(self) -> None:
        """Make the cluster unless it is there. Half-made ones are cleared away."""
        accounts.let_run(self.account, self.binaries.bindir)
        for leftover in self._root.glob("*.partial-*"):
            # An initdb whose claimdesk was killed may still write there; the next start gets it.
            shutil.rmtree(leftover, ignore_errors=True)
        if not self.folder.exists():
            self._create()
        if self.account.switch:
            accounts.let_through(self.account, self._root)
            if self.folder.stat().st_uid != self.account.uid:
                # Copied or restored by root, or from a machine where the account had another number.
                self._hand_over()

    def _create(self) -> None:
        # Under another name until it is complete: whoever sees the folder sees a whole cluster.
        partial = self._root / f"{self.folder.name}.partial-{secrets.token_hex(4)}"
        partial.mkdir(mode=0o700)
        self.account.give(partial)
        accounts.let_through(self.account, partial)
        common: list[str | Path] = [self.binaries.program("initdb"), "--pgdata=data"]
        common += [f"--username={SUPERUSER}"]
        common += ["--encoding=UTF8", "--auth=peer", "--text-search-config=simple", "--locale=C"]
        if self._settings.get("fsync") == "off":
            common.append("--no-sync")
        if self.binaries.major >= 17:
            # Unicode's letters and case from PostgreSQL itself: the same on every machine.
            attempts = [["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]]
        else:
            attempts = [["--lc-ctype=C.UTF-8", "--lc-collate=C.UTF-8"], []]
        for extra in attempts:
            code, said = self._run([*common, *extra], partial, "initdb")
            if code == 0:
                break
            if "invalid locale name" not in said:
                break
        if code != 0:
            shutil.rmtree(partial, ignore_errors=True)
            raise EmbeddedPostgresError(
                f"PostgreSQL could not make a database in {self._root}: {_last_lines(said)}\n"
                "Mend what it names (free space, permissions) and start again."
            )
        self._write(partial / "data" / "claimdesk.conf", "")
        code, said = self._run(
            ["/bin/sh", "-c", "mkdir run log && echo \"include 'claimdesk.conf'\" >>data/postgresql.conf"],
            partial,
            "sh",
        )  # fmt: skip
        if code != 0:
            raise EmbeddedPostgresError(f"Cannot write in {partial}: {said}")
        partial.rename(self.folder)
        _sync_folder(self._root)

    def _hand_over(self) -> None:
        if self.running() is not None:
            return
        _log.warning("%s now belongs to the account %s", self.folder, self.account.name)
        for folder, names, files in os.walk(self.folder):
            for name in (*names, *files):
                self.account.give(Path(folder, name))
        self.account.give(self.folder)

    # -- running --------------------------------------------------------------------------

    def running(self) -> Server | None:
        """The server that has this cluster open, starting and stopping ones included."""
        lines = self._pid_file()
        if len(lines) < 5:
            return None
        folder = Path(lines[4])
        process = self._postmaster(lines[0])
        if process is None and not self._answers(folder):
            return None
        return Server(folder, process)

    def _pid_file(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text("utf-8", "replace").splitlines()
        except FileNotFoundError:
            return []

    def _postmaster(self, pid: str) -> psutil.Process | None:
        """The process, if it lives and is a server on our cluster, not a stranger with its number."""
        try:
            process = psutil.Process(int(pid))
        except (ValueError, psutil.Error):
            return None
        return process if self._works_here(process) else None

    def _works_here(self, process: psutil.Process) -> bool:
        try:
            return (
                process.status() != psutil.STATUS_ZOMBIE
                and process.name().startswith("postgres")
                and Path(process.cwd()).samefile(self.data)
            )
        except (psutil.Error, OSError):
            return False

    def _answers(self, folder: Path) -> bool:
        """Whether a server listens there whose process we cannot see (in another container)."""
        try:
            if folder.stat().st_uid != self.folder.stat().st_uid:
                return False
            with socket.socket(socket.AF_UNIX) as trial:
                trial.settimeout(5)
                trial.connect(str(folder / _SOCKET_NAME))
        except OSError:
            return False
        return True

    def ensure_running(self) -> Server:
        """Adopt the server that runs, or start one; return once it answers queries."""
        deadline = time.monotonic() + self._timeout
        trouble: BaseException | None = None
        while True:
            server = self.running()
            if server is None:
                self._clear_remains()
                server = self.running() or self._launch(deadline)
            trouble = _ensure_database(url_for(server.socket_folder))
            if trouble is None:
                return server
            if time.monotonic() > deadline:
                raise EmbeddedPostgresError(
                    f"The database in {self.data} does not answer after {self._timeout:.0f} "
                    f"seconds: {trouble}. If it says it is starting up, it is recovering from a "
                    "crash: it goes on by itself, start claimdesk again in a while. "
                    f"{self._log_tail()}"
                ) from trouble
            time.sleep(_POLL_SECONDS)

    def _clear_remains(self) -> None:
        """Make way for a new server after one that was killed.

        PostgreSQL itself removes a stale postmaster.pid, except one that is empty or whose number
        another process of the same user has by now; and it refuses to start while a child of the
        killed server lives. The children notice and leave; a busy one is ended (its work is lost
        already).
        """
        deadline = time.monotonic() + _ORPHAN_SECONDS
        while orphans := [p for p in psutil.process_iter() if self._works_here(p)]:
            if self.running() is not None:
                return
            if time.monotonic() > deadline:
                _log.warning("ending what a killed server left: %s", [p.pid for p in orphans])
                for orphan in orphans:
                    with contextlib.suppress(psutil.Error):
                        orphan.kill()
                psutil.wait_procs(orphans, timeout=_ORPHAN_SECONDS)
                break
            time.sleep(_POLL_SECONDS)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        folder = self._socket_folder()
        for name in (_SOCKET_NAME, f"{_SOCKET_NAME}.lock"):
            (folder / name).unlink(missing_ok=True)

    def _launch(self, deadline: float) -> Server:
        folder = self._socket_folder()
        self._configure(folder)
        seconds = max(1, int(deadline - time.monotonic()))
        # Paths relative to the folder: pg_ctl puts them through a shell.
        command: list[str | Path] = [self.binaries.program("pg_ctl"), "start", "-w", f"-t{seconds}"]
        command += ["-D", "data", "-l", "start.log"]
        self._write(self.folder / "start.log", "")
        code, said = self._run(command, self.folder, "pg_ctl")
        server = self.running()
        if server is None:
            raise EmbeddedPostgresError(
                f"The database in {self.data} did not start: {_last_lines(said)}\n{self._log_tail()}"
            )
        if code != 0:
            _log.info("the database takes its time: %s", _last_lines(said))
        return server

    def _configure(self, socket_folder: Path) -> None:
        def quoted(value: str) -> str:
            return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"

        fixed = {
            "listen_addresses": "",
            "port": str(PORT),
            "unix_socket_directories": f'"{socket_folder}"',
            "unix_socket_permissions": "0700",
            "log_directory": "../log",
        }
        lines = ["# claimdesk writes this file at every start; ALTER SYSTEM overrides it."]
        lines += [f"{k} = {quoted(v)}" for k, v in {**self._settings, **fixed}.items()]
        self._write(self.data / "claimdesk.conf", "\n".join(lines) + "\n")
        # No password: the kernel tells the server who calls. Only its own account and root may.
        self._write(self.data / "pg_hba.conf", f"local all {SUPERUSER} peer map={DATABASE}\n")
        callers = dict.fromkeys((self.account.name, "root"))
        ident = "".join(f'{DATABASE} "{caller}" {SUPERUSER}\n' for caller in callers)
        self._write(self.data / "pg_ident.conf", ident)

    def _socket_folder(self) -> Path:
        """Where the socket is to be: beside the cluster, or in a private folder with a short path."""
        beside = self.folder / "run"
        if _fit_for_socket(beside):
            return beside
        note = self.folder / "socket-folder"
        with contextlib.suppress(OSError, ValueError):
            # The same as last time, so that the URL stays right across a crash.
            noted = Path(note.read_text("utf-8").strip())
            found = noted.lstat()
            if stat.S_ISDIR(found.st_mode) and found.st_uid == self.account.uid and not found.st_mode & 0o077:  # fmt: skip
                return noted
        for base in (Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108
            if _fit_for_socket(base / "claimdesk-12345678"):
                folder = Path(tempfile.mkdtemp(prefix="claimdesk-", dir=base))
                self.account.give(folder)
                accounts.let_through(self.account, folder)
                self._write(note, f"{folder}\n")
                return folder
        raise EmbeddedPostgresError(
            f"The path of the data folder {self._root.parent} is too long for a socket, and so is "
            "that of the folder for temporary files. Choose a data folder with a shorter path."
        )

    def stop(self, remembered: psutil.Process | None) -> None:
        """Stop the server, in bounded time: politely, then at once, then by force.

        `remembered` is the process as it was at the start, for a folder that has been deleted.
        """
        server = self.running()
        if server is None and not self.data.exists():
            _end(remembered, (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
        if server is None:
            return
        if server.process is None:
            _log.warning("the server on %s runs where it cannot be stopped from here", self.data)
            return
        # "Fast": open transactions are rolled back, everything committed is on disk.
        _end(server.process, (signal.SIGINT, _STOP_SECONDS), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0))  # fmt: skip
        if server.socket_folder.parent != self.folder:
            (self.folder / "socket-folder").unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                server.socket_folder.rmdir()

    # -- help -----------------------------------------------------------------------------

    def _run(self, args: list[str | Path], cwd: Path, name: str) -> tuple[int, str]:
        try:
            return self.account.run(args, cwd=cwd, timeout=self._timeout + 60)
        except subprocess.TimeoutExpired:
            return 1, f"{name} did not finish within {self._timeout + 60:.0f} seconds"
        except OSError as error:
            return 1, f"{name}: {error}"

    def _write(self, path: Path, text: str) -> None:
        # By the account itself: root must not follow a link that the account could plant.
        command: list[str | Path] = [
            "/bin/sh",
            "-c",
            'cat >"$1.new" && mv "$1.new" "$1"',
            "sh",
            path,
        ]
        code, said = self.account.run(command, cwd=self._root, timeout=60, stdin=text)
        if code != 0:
            raise EmbeddedPostgresError(
                f"The account {self.account.name} cannot write {path}: {said}. "
                "Check the permissions of the data folder and the space on its disk."
            )

    def _log_tail(self) -> str:
        newest = sorted(self.folder.glob("log/*.log"), key=lambda p: p.stat().st_mtime)[-1:]
        parts = []
        for path in (self.folder / "start.log", *newest):
            with contextlib.suppress(OSError), path.open("rb") as file:
                file.seek(max(0, path.stat().st_size - 4000))
                if tail := _last_lines(file.read().decode(errors="replace")):
                    parts.append(f"From {path}:\n{tail}")
        return "\n".join(parts)


def url_for(socket_folder: Path) -> str:
    """The address of the database whose socket is there, for asyncpg and psql alike."""
    # The port is spelled out because PGPORT in the environment would else change it.
    return f"postgresql://{SUPERUSER}@/{DATABASE}?host={quote(str(socket_folder))}&port={PORT}"


def _existing_major(root: Path) -> tuple[Path, int] | None:
    """The one cluster below root and the major that it says it is."""
    found: list[tuple[Path, int]] = []
    for version in sorted(root.glob("*/data/PG_VERSION")):
        folder = version.parent.parent
        if folder.name.isdecimal():
            try:
                found.append((folder, int(version.read_text().split(".")[0])))
            except ValueError:
                raise EmbeddedPostgresError(
                    f"{version} does not say which PostgreSQL made this database: it is damaged. "
                    "Restore the data folder from a backup."
                ) from None
    if len(found) > 1:
        names = " and ".join(str(folder) for folder, _ in found)
        raise EmbeddedPostgresError(
            f"There are several databases in the data folder: {names}. Nobody can tell which one "
            "is in use: move all but that one elsewhere, and start again."
        )
    for folder in root.glob("[0-9]*"):
        if folder.name.isdecimal() and not found:
            raise EmbeddedPostgresError(
                f"{folder} is not a whole PostgreSQL database (data/PG_VERSION is missing). "
                "Restore it from a backup, or move it away to begin with an empty desk."
            )
    return found[0] if found else None


def _binaries_for(folder: Path, major: int, given: Binaries | None) -> Binaries:
    """The programs of exactly the major that made the cluster; any other would ruin or refuse it."""
    if given is not None and given.major == major:
        return given
    try:
        matching = find_binaries(major)
    except EmbeddedPostgresError as error:
        raise EmbeddedPostgresError(
            f"The database in {folder} was made by PostgreSQL {major}, and only PostgreSQL {major} "
            f"can open it. {error}\nWays out: install PostgreSQL {major} (Debian and Ubuntu: "
            f"`apt-get install postgresql-{major}`) and start again, claimdesk will use it; or "
            f"where PostgreSQL {major} is installed, save the database with its pg_dump and load it "
            "into a fresh data folder with pg_restore; or start with a fresh data folder."
        ) from None
    newest = given.major if given else find_binaries().major
    if newest != major:
        _log.warning(
            "The database in %s is PostgreSQL %d's and runs on %s; PostgreSQL %d is there, too.",
            folder, major, matching.bindir, newest,
        )  # fmt: skip
    return matching


def _fit_for_socket(folder: Path) -> bool:
    """Short enough for the kernel, and free of what lists of folders and hosts take as signs."""
    text = str(folder)
    length = len(os.fsencode(folder / _SOCKET_NAME))
    return length <= _SOCKET_PATH_LIMIT and text.isprintable() and not set(text) & set(",\"'\\@")


def _ensure_database(url: str) -> BaseException | None:
    """Connect by the URL as everyone will; make the database if missing. Returns what went wrong.

    In a thread with its own event loop: the caller may have one running.
    """

    async def ask() -> None:
        # Only a missing database is made; a failure to connect is the caller's to judge.
        try:
            connection = await asyncpg.connect(url, timeout=10)
        except asyncpg.InvalidCatalogNameError:
            connection = await asyncpg.connect(url, database=SUPERUSER, timeout=10)
            with contextlib.suppress(asyncpg.DuplicateDatabaseError):
                await connection.execute(f"CREATE DATABASE {DATABASE}")
        await connection.close()

    outcome: list[BaseException] = []

    def work() -> None:
        try:
            asyncio.run(ask())
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            outcome.append(error)

    thread = threading.Thread(target=work, name="claimdesk-embedded-postgres")
    thread.start()
    thread.join()
    return outcome[0] if outcome else None


def _end(process: psutil.Process | None, *steps: tuple[int, float]) -> None:
    """Send one signal after another, each with time to work, until the process is gone."""
    for number, seconds in steps:
        if process is None:
            return
        try:
            process.send_signal(number)
            process.wait(seconds)
        except psutil.TimeoutExpired:
            if process.status() == psutil.STATUS_ZOMBIE:
                return
            _log.warning("the server (process %d) did not end in %.0f s", process.pid, seconds)
        except psutil.NoSuchProcess:
            return
        else:
            return


def _last_lines(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-12:])


def _sync_folder(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a file system without it
            raise
    finally:
        os.close(fd)
