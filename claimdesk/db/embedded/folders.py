"""The folder that clusters are in, and whose it is."""

import os
import pwd
from pathlib import Path

from claimdesk.db.embedded.errors import EmbeddedPostgresError


def has_database(data_dir: Path) -> bool:
    """Whether there is one in the data folder, of whichever major; makes nothing."""
    root = data_dir.expanduser().absolute() / "postgres"
    return any(folder.name.isdecimal() for folder in root.glob("[0-9]*"))


def folder_for(data_dir: Path) -> Path:
    """The folder `postgres` in the data folder, made if missing."""
    root = data_dir.expanduser().absolute() / "postgres"
    # Root's data folder must let the server's account pass; what is in it says who may read it.
    mode = 0o711 if os.geteuid() == 0 else 0o700
    try:
        root.parent.mkdir(mode=mode, parents=True, exist_ok=True)
        if not root.exists():
            root.mkdir(mode=mode, exist_ok=True)
            if (owner := owner_for(root)) is not None:
                os.chown(root, *owner, follow_symlinks=False)
        root = root.resolve(strict=True)
        _check_owner(root)
    except (FileExistsError, NotADirectoryError) as error:
        raise EmbeddedPostgresError(
            f"{error.filename or data_dir} is a file, a folder is needed there. "
            "Move it away or choose another data folder."
        ) from error
    except OSError as error:
        raise EmbeddedPostgresError(
            f"The data folder {data_dir} cannot be made or read: {error.strerror}. "
            "Check its permissions or choose another data folder."
        ) from error
    return root


def _check_owner(root: Path) -> None:
    """An ordinary user can use nobody else's database."""
    uid, owner = os.geteuid(), root.stat().st_uid
    if uid not in (0, owner):
        try:
            name = pwd.getpwuid(owner).pw_name
        except KeyError:
            name = f"user number {owner}"
        raise EmbeddedPostgresError(
            f"The database in {root} belongs to {name}, and claimdesk runs as another user. Run it "
            "as the same user as before, or hand the whole data folder over "
            f"(`chown -R USER {root.parent}`, as root), or choose another data folder."
        )


def owner_for(root: Path) -> tuple[int, int] | None:
    """For root: whom new files are given to, so that the data folder's owner can go on with them."""
    if os.geteuid() != 0:
        return None
    folder = root.parent.stat()
    return folder.st_uid, folder.st_gid
