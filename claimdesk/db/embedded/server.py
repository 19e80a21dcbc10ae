"""The server of a cluster: adopted, started, stopped."""

import contextlib
import logging
import signal
import time
from pathlib import Path

import psutil

from claimdesk.db.embedded.address import (
    DATABASE,
    PORT,
    SOCKET_NAME,
    SUPERUSER,
    ensure_database,
    url_for,
)
from claimdesk.db.embedded.cluster import Cluster, last_lines
from claimdesk.db.embedded.errors import EmbeddedPostgresError
from claimdesk.db.embedded.processes import Server, end, find_server, works_in

_STOP_SECONDS = 60.0
_ORPHAN_SECONDS = 10.0
_POLL_SECONDS = 0.05

_log = logging.getLogger(__name__)


def ensure_running(cluster: Cluster) -> Server:
    """Adopt the server that runs, or start one; return once it answers queries."""
    deadline = time.monotonic() + cluster.timeout
    failures: list[EmbeddedPostgresError] = []
    while True:
        server = find_server(cluster.data)
        if server is None:
            _clear_remains(cluster)
            try:
                server = find_server(cluster.data) or _launch(cluster, deadline)
            except EmbeddedPostgresError as error:
                # Once may be a server killed in its first moment; twice has a reason.
                if failures or time.monotonic() > deadline:
                    raise
                failures.append(error)
                continue
        trouble: Exception | None = None
        if server is not None:
            trouble = ensure_database(url_for(server.socket_folder))
            if trouble is None:
                return server
        if time.monotonic() > deadline:
            raise EmbeddedPostgresError(
                f"The database in {cluster.data} does not answer after {cluster.timeout:.0f} "
                f"seconds: {trouble or 'it ends as soon as it is ready'}. If it says it is starting up, it is recovering from a "
                "crash: it goes on by itself, start claimdesk again in a while. "
                f"{_log_tail(cluster)}"
            ) from trouble
        time.sleep(_POLL_SECONDS)


def _clear_remains(cluster: Cluster) -> None:
    """Make way for a new server after one that was killed.

    PostgreSQL refuses to start while a child of the killed server lives. They notice and leave; a
    busy one is ended (its work is lost already).
    """
    deadline = time.monotonic() + _ORPHAN_SECONDS
    while orphans := [p for p in psutil.process_iter() if works_in(cluster.data, p)]:
        if find_server(cluster.data) is not None:
            return
        if time.monotonic() > deadline:
            _log.warning("ending what a killed server left: %s", [p.pid for p in orphans])
            for orphan in orphans:
                with contextlib.suppress(psutil.Error):
                    orphan.kill()
            psutil.wait_procs(orphans, timeout=_ORPHAN_SECONDS)
            break
        time.sleep(_POLL_SECONDS)
    for lock in (cluster.data / "postmaster.pid", cluster.socket_folder() / f"{SOCKET_NAME}.lock"):
        if _misleads(lock):
            lock.unlink(missing_ok=True)


def _misleads(lock: Path) -> bool:
    """Whether PostgreSQL would take a killed server's lock file for a live one's.

    It sees through a number that nobody has, not through an empty file (the machine crashed) nor
    through a number that a stranger has by now.
    """
    try:
        return psutil.pid_exists(int(lock.read_text("utf-8", "replace").split("\n", 1)[0]))
    except FileNotFoundError:
        return False
    except ValueError:
        return True


def _launch(cluster: Cluster, deadline: float) -> Server | None:
    """Start the server: None when it was ready, and killed since."""
    folder = cluster.socket_folder()
    _configure(cluster, folder)
    seconds = max(1, int(deadline - time.monotonic()))
    # Paths relative to the folder: pg_ctl puts them through a shell.
    command: list[str | Path] = [cluster.binaries.program("pg_ctl"), "start", "-w", f"-t{seconds}"]
    command += ["-D", "data", "-l", "start.log"]
    code, said = cluster.run(command, cluster.folder, "pg_ctl")
    server = find_server(cluster.data)
    if server is None and code == 0:
        _log.warning("the server in %s was ready, and is gone", cluster.data)
    elif server is None:
        raise EmbeddedPostgresError(
            f"The database in {cluster.data} did not start: {last_lines(said)}\n{_log_tail(cluster)}"
        )
    elif code != 0:
        _log.info("the database takes its time: %s", last_lines(said))
    return server


def _configure(cluster: Cluster, socket_folder: Path) -> None:
    if not all((cluster.folder / name).is_dir() for name in ("run", "log")):
        # A copy of the data folder may have lost what was empty.
        cluster.run(["mkdir", "-p", "run", "log"], cluster.folder, "mkdir")

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
    lines += [f"{k} = {quoted(v)}" for k, v in {**cluster.settings, **fixed}.items()]
    # No password: the kernel tells the server who calls. Only its own account and root may.
    callers = dict.fromkeys((cluster.account.name, "root"))
    ident = "".join(f'{DATABASE} "{caller}" {SUPERUSER}\n' for caller in callers)
    cluster.write(
        {
            "data/claimdesk.conf": "\n".join(lines) + "\n",
            "data/pg_hba.conf": f"local all {SUPERUSER} peer map={DATABASE}\n",
            "data/pg_ident.conf": ident,
            "start.log": "",
        }
    )


def stop(cluster: Cluster) -> None:
    """Stop the server, in bounded time: in order, then at once, then by force."""
    server = find_server(cluster.data)
    if server is None:
        return
    if server.process is None:
        _log.warning("the server on %s runs where it cannot be stopped from here", cluster.data)
        return
    # "Fast": open transactions are rolled back, everything committed is on disk.
    end(
        server.process,
        (signal.SIGINT, _STOP_SECONDS),
        (signal.SIGQUIT, 10),
        (signal.SIGKILL, 10),
    )
    if server.socket_folder.parent != cluster.folder:
        (cluster.folder / "socket-folder").unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            server.socket_folder.rmdir()


def _log_tail(cluster: Cluster) -> str:
    newest = sorted(cluster.folder.glob("log/*.log"), key=lambda p: p.stat().st_mtime)[-1:]
    parts = []
    for path in (cluster.folder / "start.log", *newest):
        with contextlib.suppress(OSError), path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - 4000))
            if tail := last_lines(file.read().decode(errors="replace")):
                parts.append(f"From {path}:\n{tail}")
    return "\n".join(parts)
