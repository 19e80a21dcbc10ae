"""Moving a desk from one server to another of a newer major, proven like a backup."""

import tempfile
from pathlib import Path

from claimdesk.backups import archive
from claimdesk.backups.manifest import Manifest, Say
from claimdesk.backups.proving import fill, require_fit
from claimdesk.backups.saving import write


async def move(old_url: str, new_url: str, folder: Path, say: Say) -> Manifest:
    """Fill the empty database of `new_url` with what the other has; by a file in `folder`, for a while.

    Raises as saving and proving do; then the new database is of no use, and the old one unchanged.
    """
    with tempfile.TemporaryDirectory(prefix=".upgrade-", dir=folder) as private:
        file = Path(private) / "desk.zip"
        made = await write(old_url, file, say)
        archive.verify_checksum(file, made)
        await fill(new_url, await require_fit(new_url, made), file, made, say)
    return made
