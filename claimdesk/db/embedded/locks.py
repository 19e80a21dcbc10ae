"""File locks that the kernel lets go of when their process dies, however it dies.

`flock` belongs to the open file, not to the process: SIGKILL releases it, nothing has to be
cleaned up, and two holders within one process count as two. A fork copies the open file, so
copies are closed in the child: a child holds nothing until it asks for something itself.
"""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from claimdesk.db.embedded.errors import EmbeddedPostgresError

_POLL_SECONDS = 0.02
_open: set[int] = set()


def _close_in_child() -> None:
    for fd in _open:
        with contextlib.suppress(OSError):
            os.close(fd)
    _open.clear()


os.register_at_fork(after_in_child=_close_in_child)


class Hold:
    """One open lock file. Raises OSError when the file cannot be opened or locked."""

    def __init__(self, path: Path, owner: tuple[int, int] | None = None) -> None:
        # O_NOFOLLOW: as root we may work in a folder that somebody else can write to.
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        self._fd = os.open(path, flags, 0o600)
        self._pid = os.getpid()
        _open.add(self._fd)
        if owner is not None and os.fstat(self._fd).st_uid != owner[0]:
            os.fchown(self._fd, *owner)

    def shared(self) -> None:
        """Join the holders. Nobody holds it exclusively except under another lock: never waits long."""
        fcntl.flock(self._fd, fcntl.LOCK_SH)

    def exclusive(self) -> bool:
        """Become the only holder, or say False and hold nothing."""
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def is_still(self, path: Path) -> bool:
        """Whether the file at `path` is the one held, not a new one after the folder was deleted."""
        try:
            return os.path.samestat(os.fstat(self._fd), path.stat())
        except OSError:
            return False

    def close(self) -> None:
        """Let go. In a forked child this does nothing: the hold is its parent's."""
        if self._fd not in _open or self._pid != os.getpid():
            return
        # Unlock before closing: a child forked a moment ago may not have closed its copy yet.
        with contextlib.suppress(OSError):
            fcntl.flock(self._fd, fcntl.LOCK_UN)
        _open.discard(self._fd)
        os.close(self._fd)


@contextlib.contextmanager
def exclusive(path: Path, timeout: float, owner: tuple[int, int] | None = None) -> Iterator[None]:
    """Hold `path` alone for the block; wait at most `timeout` seconds for others to finish.

    Raises EmbeddedPostgresError when they do not, OSError when the file cannot be used.
    """
    hold = Hold(path, owner)
    try:
        deadline = time.monotonic() + timeout
        while not hold.exclusive():
            if time.monotonic() > deadline:
                raise EmbeddedPostgresError(
                    f"Another claimdesk process has been starting or stopping the database for "
                    f"more than {timeout:.0f} seconds ({path} is locked). Look for a claimdesk that "
                    f"hangs or is suspended, end it, and start again."
                )
            time.sleep(_POLL_SECONDS)
        yield
    finally:
        hold.close()
