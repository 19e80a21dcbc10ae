"""Where keys come from: the environment and, beside an embedded database, a file.

A desk on the embedded database gets a key by itself, in its data folder, for its owner alone. It keeps
notes on sources from whoever gets a backup or a dump, where people look after nothing; it does not
keep them from whoever gets the folder. The price is that a backup needs the key beside it to be
read in full, which `claimdesk backup` says. A server of one's own has processes on several machines,
which only their environment can give the same key.
"""

import os
import tempfile
from pathlib import Path

from claimdesk.sealing.ring import VARIABLE, keys_in, new_key
from claimdesk.settings import Settings, SettingsError

NAME = "secret-keys"
_HEAD = """\
# What claimdesk seals notes on sources with, the newest key first. Without it they cannot be read
# again: keep a copy in another place than the backups.
"""


def key_file(settings: Settings) -> Path | None:
    """Where the file of keys is, or would be; null for a desk on a server of one's own."""
    return None if settings.database_url else settings.data_dir.expanduser() / NAME


def places_of(settings: Settings) -> list[str]:
    """Where each of the keys stands, in their order. Raises SettingsError."""
    given = keys_in(settings.secret_keys)
    return [VARIABLE if key in given else str(key_file(settings)) for key in keys_of(settings)]


def keys_of(settings: Settings) -> list[str]:
    """The keys of a desk, those of the environment first. Raises SettingsError for what is no key."""
    try:
        found = keys_in(settings.secret_keys)
    except ValueError as error:
        # What it is stays unsaid: it may be a key but for a letter.
        raise SettingsError(
            f"{VARIABLE} has to be keys as `claimdesk secrets new-key` prints them, with commas "
            "between. Change or unset it."
        ) from error
    path = key_file(settings)
    if path is None or not path.exists():
        return found
    try:
        return list(dict.fromkeys([*found, *keys_in(path.read_text(encoding="utf-8"))]))
    except ValueError as error:
        raise SettingsError(
            f"{path} has to hold one key a line, as `claimdesk secrets new-key` prints them. Put its "
            "copy back: what was sealed with a key that is lost cannot be read again."
        ) from error
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be read: {error.strerror}. Run claimdesk as the user that it belongs to."
        ) from error


def make_key_file(settings: Settings) -> Path | None:
    """Give a desk on the embedded database a key, where it has none; the file, if it was made.

    Of several processes that begin at once, one makes it. Raises SettingsError where it cannot be
    written.
    """
    path = key_file(settings)
    if path is None or settings.secret_keys.strip() or path.exists():
        return None
    try:
        # Private from its first moment, and there at once in full.
        handle, draft = tempfile.mkstemp(prefix=f".{NAME}-", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(f"{_HEAD}{new_key()}\n")
                file.flush()
                os.fsync(file.fileno())
            if os.geteuid() == 0:
                folder = path.parent.stat()
                os.chown(draft, folder.st_uid, folder.st_gid)
            os.link(draft, path)
        finally:
            Path(draft).unlink()
    except FileExistsError:
        return None
    except OSError as error:
        raise SettingsError(
            f"{path}, the key that notes on sources are sealed with, cannot be made: {error.strerror}. "
            f"See that the folder can be written to, or set {VARIABLE}."
        ) from error
    return path
