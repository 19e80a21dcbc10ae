"""The file of a backup: written so that it is there whole or not at all, and read with its checksum."""

import hashlib
import os
import secrets
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from claimdesk.backups.manifest import DUMP, FORMAT, MANIFEST, BackupError, Manifest

CHUNK = 1 << 20


class Writer:
    """Takes the dump piece by piece, then the manifest."""

    def __init__(self, archive: zipfile.ZipFile, dump: IO[bytes]) -> None:
        self._archive = archive
        self._dump = dump
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, piece: bytes) -> None:
        """Add to the dump."""
        self._dump.write(piece)
        self._hash.update(piece)
        self.size += len(piece)

    def finish(self, manifest: Callable[[int, str], Manifest]) -> Manifest:
        """End the dump and add the manifest, which is given the dump's size and SHA-256."""
        self._dump.close()
        made = manifest(self.size, self._hash.hexdigest())
        self._archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(made)))
        return made


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """A private file beside `target`, which is renamed to it at the end of the block, or removed.

    Raises BackupError where there is a file already, or none can be made.
    """
    partial = target.with_name(f".{target.name}.partial-{secrets.token_hex(4)}")
    try:
        if target.exists():
            raise BackupError(
                f"There is a file {target} already, and it stays. Name another one, or a folder: the "
                "backup then gets a name with the time."
            )
        # Its owner's alone from its first byte on: it has everything that the desk has.
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600))
    except OSError as error:
        raise BackupError(
            f"No file can be made in {target.parent}: {error.strerror}. Name another place."
        ) from error
    try:
        yield partial
        _sync(partial)
        partial.rename(target)
        _sync(target.parent)
    except OSError as error:
        raise BackupError(
            f"{target} could not be written: {error.strerror or error}. Check the space on its disk, or "
            "name another place."
        ) from error
    finally:
        partial.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Write a backup into an empty file."""
    # The dump is compressed already, by pg_dump.
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive,
        archive.open(DUMP, "w", force_zip64=True) as dump,
    ):
        yield Writer(archive, dump)


def read_manifest(path: Path) -> Manifest:
    """What the file says it is. Raises BackupError where it is no whole backup."""
    try:
        with zipfile.ZipFile(path) as archive:
            text = archive.read(MANIFEST)
            archive.getinfo(DUMP)
        found = msgspec.json.decode(text)
        if found.get("format") != FORMAT:
            raise BackupError(
                f"{path} has a format of backups that this claimdesk does not know. Install a newer one."
            )
        return msgspec.convert(found, Manifest)
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror}.") from error
    except (zipfile.BadZipFile, KeyError, AttributeError, msgspec.MsgspecError) as error:
        raise BackupError(
            f"{path} is no backup of claimdesk's, or was cut off: its end is missing. Take another one."
        ) from error


def verify_checksum(path: Path, manifest: Manifest) -> None:
    """Read the whole dump. Raises BackupError where a single byte is another one."""
    found = hashlib.sha256()
    size = 0
    try:
        for piece in pieces(path):
            found.update(piece)
            size += len(piece)
    except (zipfile.BadZipFile, OSError):
        size = -1
    if size != manifest.dump_size or found.hexdigest() != manifest.dump_sha256:
        raise BackupError(
            f"{path} is damaged: its dump has not the SHA-256 {manifest.dump_sha256} that its manifest "
            "says. Take another copy or another backup."
        )


def pieces(path: Path) -> Iterator[bytes]:
    """The dump."""
    with zipfile.ZipFile(path) as archive, archive.open(DUMP) as dump:
        while piece := dump.read(CHUNK):
            yield piece
