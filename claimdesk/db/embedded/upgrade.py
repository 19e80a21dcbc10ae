"""A cluster of an older major making way for one of a newer, which somebody fills from it.

The new one is made below another name, and comes to stand beside the old one before that is renamed:
whenever this is broken off, the old one is there whole, or both are and claimdesk refuses to choose.
"""

import contextlib
import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from claimdesk.db.embedded.address import url_for
from claimdesk.db.embedded.binaries import Binaries, find_binaries
from claimdesk.db.embedded.cluster import Cluster, sync_folder
from claimdesk.db.embedded.errors import EmbeddedPostgresError
from claimdesk.db.embedded.folders import folder_for, owner_for
from claimdesk.db.embedded.locks import Hold, exclusive
from claimdesk.db.embedded.server import ensure_running, stop

_WAIT = 5.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upgrade:
    """Two running servers by their URLs and majors; the old cluster will be kept at `kept`."""

    old_url: str
    new_url: str
    old_major: int
    new_major: int
    kept: Path


@contextlib.contextmanager
def upgrading(
    data_dir: Path, *, binaries: Binaries | None = None, timeout: float = 60.0
) -> Iterator[Upgrade | None]:
    """For the block: the old cluster, to read, and a new empty one; at its end the new one is in use.

    Null where the cluster is of the newest major already. Nobody else gets to either meanwhile. Left by
    an exception, all is as before. Raises EmbeddedPostgresError, which says what to do.
    """
    root = folder_for(data_dir)
    owner = owner_for(root)
    with exclusive(root / "lock", _WAIT, owner):
        hold = Hold(root / "users", owner)
        try:
            if not hold.exclusive():
                raise EmbeddedPostgresError(
                    f"The database in {root} is in use. Stop claimdesk serve and worker, and try again."
                )
            old = Cluster(root, None, {}, timeout)
            newest = binaries or find_binaries()
            if newest.major <= old.binaries.major:
                yield None
                return
            beside = root / f"{newest.major}.upgrade"
            kept = root / f"{old.folder.name}.before-{datetime.now(UTC):%Y%m%d%H%M%S}"
            with _running(old) as old_url, _fresh(beside, newest, timeout, owner) as new:
                with _running(new) as new_url:
                    yield Upgrade(old_url, new_url, old.binaries.major, newest.major, kept)
                stop(old)
                new.folder.rename(root / str(newest.major))
                old.folder.rename(kept)
                sync_folder(root)
        finally:
            hold.close()


@contextlib.contextmanager
def _running(cluster: Cluster) -> Iterator[str]:
    cluster.ensure_created()
    try:
        yield url_for(ensure_running(cluster).socket_folder)
    finally:
        stop(cluster)


@contextlib.contextmanager
def _fresh(
    root: Path, binaries: Binaries, timeout: float, owner: tuple[int, int] | None
) -> Iterator[Cluster]:
    """A cluster to be made below an empty folder, removed at the end with what is left there."""
    if any(root.glob("*/data/PG_VERSION")):
        stop(Cluster(root, binaries, {}, timeout))  # of an upgrade that was killed
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(mode=0o711 if owner else 0o700)
    try:
        yield Cluster(root, binaries, {}, timeout)
    finally:
        shutil.rmtree(root, ignore_errors=True)
