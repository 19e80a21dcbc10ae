"""A desk of a server and workers, each a process, on its embedded database; and whom to kill of them."""

import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import httpx
import psutil

from claimdesk.db.embedded.address import url_for
from claimdesk.db.embedded.processes import find_server, works_in
from tests.db.embedded_support import data_of
from tests.processes import Process, Server, claimdesk

PASSWORD = "a long walk by the Esk"
PATIENCE = 300.0
ENV = {
    "CLAIMDESK_SERVE_JOBS": "false",
    "CLAIMDESK_LOG_FORMAT": "json",
    "CLAIMDESK_RATE_WRITES": "0",
    "CLAIMDESK_RATE_COSTLY": "0",
}

SERVER, WORKER, POSTMASTER, BACKEND, ALL = (
    "server",
    "worker",
    "postmaster",
    "a backend",
    "everything",
)
CHILDREN = ("checkpointer", "walwriter", "background writer")
VICTIMS = (SERVER, POSTMASTER, WORKER, BACKEND, ALL, *CHILDREN)


class Desk:
    """The processes. Each method that kills does so with SIGKILL."""

    def __init__(self, folder: Path, workers: int = 2) -> None:
        self.folder = folder
        self._data = folder / "desk"
        option = ("--data-dir", str(self._data))
        self.server = Server("serve", *option, env=ENV, log=folder / "server.log")
        self.workers = [
            Process("worker", *option, env=ENV, log=folder / f"worker-{number}.log")
            for number in range(workers)
        ]
        self.ended_by_themselves = 0

    def begin(self) -> None:
        """Make the desk with a checker and an editor, and start all."""
        for login, role in (("vera", "checker"), ("edith", "editor")):
            self.run("user", "add", login, "--role", role, "--password", PASSWORD)
        self.start()

    def start(self) -> None:
        """Start whatever does not run, and wait until the desk answers."""
        for each in (*self.workers, self.server):
            if not each.lives:
                each.start()
        until(self._is_up, "the desk is up")

    def _is_up(self) -> bool:
        if not self.server.lives:
            said = "\n".join(self.server.log.read_text().splitlines()[-20:])
            raise AssertionError(f"the server ended by itself:\n{said}")
        with contextlib.suppress(httpx.TransportError):
            return httpx.get(f"{self.server.address}/api/health/ready", timeout=5).is_success
        return False

    def revive(self) -> None:
        """Bring back what was killed; what ended by itself, which is to be nothing, is counted."""
        for each in (*self.workers, self.server):
            if not each.lives and each.process.returncode != -9:
                self.ended_by_themselves += 1
        self.start()

    def stop(self) -> None:
        """End all in good order, and the database with the last."""
        for each in (self.server, *self.workers):
            each.stop()

    def url(self) -> str:
        """Where the database is; it has to run."""
        server = find_server(data_of(self._data))
        assert server is not None
        return url_for(server.socket_folder)

    def run(self, *arguments: str) -> str:
        """What a command on this desk says. Raises AssertionError where it fails."""
        done = claimdesk(*arguments, "--data-dir", str(self._data), env={})
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def sign_in(self, login: str) -> httpx.Client:
        """A client whose session outlives the processes."""
        client = httpx.Client(base_url=f"{self.server.address}/api/v1", timeout=30)
        answer = client.post("/session", json={"login": login, "password": PASSWORD})
        client.headers["X-CSRF-Token"] = answer.raise_for_status().json()["csrf_token"]
        return client

    def kill(self, victim: str, chance: Random) -> None:
        """Kill one of VICTIMS."""
        if victim in (SERVER, ALL):
            self.server.kill()
        if victim == WORKER:
            chance.choice(self.workers).kill()
        if victim == ALL:
            for worker in self.workers:
                worker.kill()
        if victim == ALL:
            for process in self._database():
                _kill(process)
        elif victim == POSTMASTER:
            server = find_server(data_of(self._data))
            assert server is not None
            assert server.process is not None
            _kill(server.process)
        elif victim == BACKEND:
            backends = [p for p in self._database() if " claimdesk " in _title(p)]
            assert backends, "nobody is connected"
            _kill(chance.choice(backends))
        elif victim in CHILDREN:
            (child,) = (p for p in self._database() if _title(p).startswith(f"postgres: {victim}"))
            _kill(child)

    def _database(self) -> list[psutil.Process]:
        """All processes of the database, the first one first, in the order of their numbers."""
        data = data_of(self._data)
        found = [process for process in psutil.process_iter() if works_in(data, process)]
        return sorted(found, key=lambda process: (process.create_time(), process.pid))


def _title(process: psutil.Process) -> str:
    with contextlib.suppress(psutil.Error):
        return " ".join(process.cmdline())
    return ""


def _kill(process: psutil.Process) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        process.kill()


def until(
    holds: Callable[[], bool], what: str, patience: float = PATIENCE, every: float = 0.05
) -> None:
    """Wait until it holds, which is asked `every` so many seconds. Raises AssertionError."""
    give_up = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < give_up, f"waited in vain: {what}"
        time.sleep(every)
