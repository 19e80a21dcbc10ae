"""Looking after a server while somebody uses it: one that was killed is started again.

Each process that uses a cluster looks; whoever takes the lock first starts it, the others find it
running. A server that cannot start, as on a full disk, is tried again until it can.
"""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from claimdesk.db.embedded.cluster import Cluster
from claimdesk.db.embedded.errors import EmbeddedPostgresError
from claimdesk.db.embedded.locks import exclusive
from claimdesk.db.embedded.processes import find_server
from claimdesk.db.embedded.server import ensure_running

LOOK_EVERY = 0.5
LONGEST_REST = 30.0

_log = logging.getLogger(__name__)


class Watch:
    """Looks from its making until it is stopped, in a thread of its own."""

    def __init__(self, cluster: Cluster, lock: Path, is_ours: Callable[[], bool]) -> None:
        """`is_ours` says whether the folder is still the one that was entered."""
        self._cluster = cluster
        self._lock = lock
        self._is_ours = is_ours
        self._end = threading.Event()
        self._thread = threading.Thread(
            target=self._run, name="claimdesk-embedded-postgres-watch", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Look no more; waits for a start that is under way."""
        self._end.set()
        self._thread.join()

    def _run(self) -> None:
        failures = 0
        rest = LOOK_EVERY
        while not self._end.wait(rest):
            try:
                if find_server(self._cluster.data) is not None:
                    failures, rest = 0, LOOK_EVERY
                    continue
                if not self._is_ours():
                    return  # deleted or made anew: not for us to begin a server in
                _log.error("the database in %s ended; starting it again", self._cluster.data)
                with exclusive(self._lock, self._cluster.timeout + 120):
                    ensure_running(self._cluster)
                _log.warning("the database in %s answers again", self._cluster.data)
            except (OSError, EmbeddedPostgresError) as error:
                failures += 1
                rest = min(2.0**failures, LONGEST_REST)
                _log.error("no database; the next try is in %.0f s: %s", rest, error)
