"""Real claimdesk processes in a real data folder, for the tests of the embedded server."""

import atexit
import contextlib
import functools
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

import psutil
import pytest

from claimdesk.db.embedded import embedded_postgres, find_binaries
from claimdesk.db.embedded.processes import find_server

QUICK = {"fsync": "off"}
ROOT = os.geteuid() == 0
needs_root = pytest.mark.skipif(not ROOT, reason="needs root, to be several users")
PATIENCE = 60.0  # how long anything may take before a test gives up; no test measures time

_DESK = """
import asyncio, encodings.idna, os, signal, sys, time
from pathlib import Path
# A shell starts what it runs in the background with SIGINT ignored, and the tests may be that.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # nohup ignores that one
import claimdesk.db.embedded.server
from claimdesk.db.embedded import EmbeddedPostgresError, embedded_postgres, find_binaries
if uid := int(sys.argv[2]):
    # Here, not by the parent: this user may not be able to reach the interpreter's files.
    asyncio.run(asyncio.sleep(0))
    os.setgroups([]); os.setgid(int(sys.argv[3])); os.setuid(uid)
try:
    with embedded_postgres(Path(sys.argv[1]), settings={"fsync": "off"}) as url:
        print(url, flush=True)
        exec(sys.argv[4])
except EmbeddedPostgresError as error:
    print("refused:", error, flush=True)
else:
    print("left", flush=True)
"""


class Desk:
    """A claimdesk process that uses the database of a data folder until told to leave."""

    def __init__(self, folder: Path, user: str | int = 0, body: str = "sys.stdin.read()") -> None:
        uid = gid = user if isinstance(user, int) else 0
        if isinstance(user, str):
            entry = pwd.getpwnam(user)
            uid, gid = entry.pw_uid, entry.pw_gid
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-W", "error", "-c", _DESK, folder, str(uid), str(gid), body],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._first: str | None = None

    @property
    def answer(self) -> str:
        """The URL, or why there is none; waits for it."""
        assert self.process.stdout is not None
        if self._first is None:
            self._first = self.process.stdout.readline().strip()
        return self._first

    @property
    def url(self) -> str:
        assert self.answer.startswith("postgresql://"), self.answer + self.rest()
        return self.answer

    def rest(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.read()

    def leave(self) -> None:
        assert self.process.stdin is not None
        assert self.url
        self.process.stdin.close()
        assert self.rest() == "left\n"
        assert self.process.wait(PATIENCE) == 0

    def kill(self, number: int = signal.SIGKILL) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def __enter__(self) -> "Desk":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()


def data_of(folder: Path) -> Path:
    return next((folder / "postgres").glob("[0-9]*/data"))


def postmaster(folder: Path) -> psutil.Process:
    server = find_server(data_of(folder))
    assert server is not None
    assert server.process is not None
    return server.process


def lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def kill(process: psutil.Process) -> None:
    process.kill()
    until(lambda: not lives(process))


def until(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)


def psql(url: str, sql: str) -> str:
    done = subprocess.run(  # noqa: S603
        [find_binaries().program("psql"), url, "-XAtc", sql],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def servers_below(folder: Path) -> list[psutil.Process]:
    """Every live process of PostgreSQL whose cluster is in the folder."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            ours = process.name() in ("postgres", "initdb", "pg_ctl")
            if ours and Path(process.cwd()).is_relative_to(folder) and lives(process):
                found.append(process)
    return found


def fresh_folder() -> Iterator[Path]:
    """A data folder with a short path that any account can pass; whatever runs there is ended."""
    base = Path(tempfile.mkdtemp(prefix="cd-", dir="/tmp")).resolve()
    base.chmod(0o711)
    yield base / "desk"
    for process in servers_below(base):
        process.kill()
    until(lambda: not servers_below(base))
    shutil.rmtree(base)


@functools.cache
def _template() -> Path:
    folders = fresh_folder()
    folder = next(folders)
    atexit.register(lambda: next(folders, None))
    with embedded_postgres(folder, settings=QUICK):
        pass
    return folder


def made_folder() -> Iterator[Path]:
    """The same with a cluster in it, made as ever but once for all tests of the process."""
    for folder in fresh_folder():
        subprocess.run(["/bin/cp", "-a", _template(), folder], check=True)  # noqa: S603
        yield folder
