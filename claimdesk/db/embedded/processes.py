"""Which live process is the server of a cluster, and how it is ended."""

import logging
import socket
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from claimdesk.db.embedded.address import SOCKET_NAME

_POLL_SECONDS = 0.01

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Server:
    """A live server: its socket folder, and its process unless another container has it."""

    socket_folder: Path
    process: psutil.Process | None


def find_server(data: Path) -> Server | None:
    """The server that has the cluster in `data` open, starting and stopping ones included."""
    try:
        lines = (data / "postmaster.pid").read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return None
    if len(lines) < 5:
        return None  # just being written, or cut off by a crash
    # The path in the file is that of the server's own view; a copied data folder, or one that
    # another container has open under another path, would be led astray by it.
    beside = data.parent / "run"
    # A server that has only just begun has not written its path yet.
    known = not (beside / SOCKET_NAME).exists() and lines[4]
    folder = Path(lines[4]) if known else beside
    try:
        process = psutil.Process(int(lines[0]))
    except (ValueError, psutil.Error):
        process = None
    # The number alone proves nothing: after a crash a stranger may have it.
    if process is not None and works_in(data, process):
        return Server(folder, process)
    return Server(folder, None) if folder == beside and _answers(folder) else None


def works_in(data: Path, process: psutil.Process) -> bool:
    """Whether it is one of PostgreSQL's processes, alive, with the cluster in `data` open."""
    try:
        return (
            process.name().startswith("postgres")
            and process.status() != psutil.STATUS_ZOMBIE
            and Path(process.cwd()).samefile(data)
        )
    except (psutil.Error, OSError):
        return False


def _answers(folder: Path) -> bool:
    """Whether a server listens there whose process we cannot see (in another container)."""
    try:
        with socket.socket(socket.AF_UNIX) as trial:
            trial.settimeout(5)
            trial.connect(str(folder / SOCKET_NAME))
    except OSError:
        return False
    return True


def end(process: psutil.Process, *steps: tuple[int, float]) -> None:
    """Send one signal after another, each with time to work, until the process is gone.

    Waits for it to stop living, not for its number to be free: in a container the one who should
    collect it may be slow, or be ourselves.
    """
    for number, seconds in steps:
        deadline = time.monotonic() + seconds
        try:
            process.send_signal(number)
            while time.monotonic() < deadline:
                if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
                    return
                time.sleep(_POLL_SECONDS)
        except psutil.NoSuchProcess:
            return
        _log.warning("the server (process %d) did not end within %.0f s", process.pid, seconds)
