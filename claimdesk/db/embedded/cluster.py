"""The files of a cluster: whose they are, which programs open them, how they are made.

Everything here happens under the exclusive lock that the package's `embedded_postgres` holds.

    postgres/<major>/           owned by the account the server runs as, closed to all others
        data/                   the cluster
        run/                    its socket, where the path is short enough for one
        socket-folder           else the path of a private folder in /tmp that has the socket
        start.log  log/         what the server said: while starting; then a file a weekday
"""

import contextlib
import errno
import logging
import os
import re
import secrets
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from claimdesk.db.embedded import accounts
from claimdesk.db.embedded.accounts import Account
from claimdesk.db.embedded.address import SUPERUSER, fit_for_socket
from claimdesk.db.embedded.binaries import Binaries, find_binaries
from claimdesk.db.embedded.errors import EmbeddedPostgresError
from claimdesk.db.embedded.processes import find_server

# What keeps the server private and ours; `settings` may not touch it.
_FIXED = frozenset(
    {
        "data_directory",
        "external_pid_file",
        "hba_file",
        "ident_file",
        "listen_addresses",
        "log_directory",
        "port",
        "unix_socket_directories",
        "unix_socket_group",
        "unix_socket_permissions",
    }
)
_DEFAULTS = {
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A week of logs, a file a weekday, each emptied when its day comes round again.
    "logging_collector": "on",
    "log_filename": "postgres-%w.log",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_truncate_on_rotation": "on",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] ",
    # The log is no place for what the desk stores: no statements, no rows that failed.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}

_log = logging.getLogger(__name__)


class Cluster:
    """The cluster below `root` (the folder `postgres` of a data folder).

    Chooses account and programs; makes and starts nothing yet. Raises EmbeddedPostgresError when
    the folder holds a database that these programs must not open.
    """

    def __init__(
        self, root: Path, binaries: Binaries | None, settings: Mapping[str, str], timeout: float
    ) -> None:
        for name in settings:
            if name in _FIXED or not re.fullmatch(r"[a-z_][a-z0-9_.]*", name):
                raise EmbeddedPostgresError(f"PostgreSQL's setting {name!r} cannot be given here.")
        self._root = root
        self.settings = {**_DEFAULTS, **settings}
        self.timeout = timeout
        existing = _existing_major(root)
        if existing is None:
            self.binaries = binaries or find_binaries()
            self.folder = root / str(self.binaries.major)
        else:
            self.folder, major = existing
            self.binaries = _binaries_for(self.folder, major, binaries)
        self.data = self.folder / "data"
        self.account = self._choose_account()

    def _choose_account(self) -> Account:
        if os.geteuid() != 0:
            return accounts.own_account()
        for place in (self.folder, self._root.parent):
            # Root, working in somebody's data folder, leaves it theirs.
            if place.exists() and (account := accounts.account_of(place.stat().st_uid)):
                return account
        return accounts.service_account()

    # -- making ---------------------------------------------------------------------------

    def ensure_created(self) -> None:
        """Make the cluster unless it is there. Half-made ones are cleared away."""
        for leftover in self._root.glob("*.partial-*"):
            # An initdb whose claimdesk was killed may still write there; the next start gets it.
            shutil.rmtree(leftover, ignore_errors=True)
        if find_server(self.data) is not None:
            return
        accounts.let_run(self.account, self.binaries.bindir)
        if not self.folder.exists():
            self._create()
        elif self.account.switch:
            accounts.let_through(self.account, self._root)
            if self.folder.stat().st_uid != self.account.uid:
                # Copied or restored by root, or from a machine where the account had another number.
                self._hand_over()

    def _create(self) -> None:
        # Under another name until it is complete: whoever sees the folder sees a whole cluster.
        partial = self._root / f"{self.folder.name}.partial-{secrets.token_hex(4)}"
        partial.mkdir(mode=0o700)
        self.account.give(partial)
        accounts.let_through(self.account, partial)
        common: list[str | Path] = [self.binaries.program("initdb"), "--pgdata=data"]
        common += [f"--username={SUPERUSER}"]
        common += ["--encoding=UTF8", "--auth=peer", "--locale=C", "--data-checksums"]
        if self.settings.get("fsync") == "off":
            common.append("--no-sync")
        if self.binaries.major >= 17:
            # Unicode's letters and case from PostgreSQL itself: the same on every machine.
            attempts = [["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]]
        else:
            attempts = [["--lc-ctype=C.UTF-8", "--lc-collate=C.UTF-8"], []]
        for extra in attempts:
            code, said = self.run([*common, *extra], partial, "initdb")
            if code == 0 or "invalid locale name" not in said:
                break
        if code != 0:
            shutil.rmtree(partial, ignore_errors=True)
            raise EmbeddedPostgresError(
                f"PostgreSQL could not make a database in {self._root}: {last_lines(said)}\n"
                "Mend what it names (free space, permissions) and start again."
            )
        finish = "echo \"include 'claimdesk.conf'\" >>data/postgresql.conf"
        code, said = self.run(["/bin/sh", "-c", finish], partial, "sh")
        if code != 0:
            raise EmbeddedPostgresError(f"Cannot write in {partial}: {said}")
        partial.rename(self.folder)
        sync_folder(self._root)

    def _hand_over(self) -> None:
        _log.warning("%s now belongs to the account %s", self.folder, self.account.name)
        for folder, names, files in os.walk(self.folder):
            for name in (*names, *files):
                self.account.give(Path(folder, name))
        self.account.give(self.folder)

    def socket_folder(self) -> Path:
        """Where the socket is to be: beside the cluster, or in a private folder with a short path."""
        beside = self.folder / "run"
        if fit_for_socket(beside):
            return beside
        note = self.folder / "socket-folder"
        # The same as last time, so that the URL stays right across a crash.
        if (noted := self._noted_folder(note)) is not None:
            return noted
        for base in (Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108
            if fit_for_socket(base / "claimdesk-12345678"):
                folder = Path(tempfile.mkdtemp(prefix="claimdesk-", dir=base))
                self.account.give(folder)
                accounts.let_through(self.account, folder)
                self.write({note.name: f"{self.folder.stat().st_ino} {folder}\n"})
                return folder
        raise EmbeddedPostgresError(
            f"The path of the data folder {self._root.parent} is too long for a socket, and so is "
            "that of the folder for temporary files. Choose a data folder with a shorter path."
        )

    def _noted_folder(self, note: Path) -> Path | None:
        try:
            whose, text = note.read_text("utf-8").strip().split(" ", 1)
            found = Path(text).lstat()
            # In a copy of a data folder, the note is still the original's.
            ours = whose == str(self.folder.stat().st_ino) and found.st_uid == self.account.uid
        except (OSError, ValueError):
            return None
        private = stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077
        return Path(text) if ours and private else None

    def run(self, args: list[str | Path], cwd: Path, name: str) -> tuple[int, str]:
        """Run a program as the cluster's account: exit code and what it said; never raises."""
        try:
            return self.account.run(args, cwd=cwd, timeout=self.timeout + 60)
        except subprocess.TimeoutExpired:
            return 1, f"{name} did not finish within {self.timeout + 60:.0f} seconds"
        except OSError as error:
            return 1, f"{name}: {error}"

    def write(self, files: Mapping[str, str]) -> None:
        """Write files of the cluster, each whole, by name in its folder. Raises EmbeddedPostgresError."""
        # By the account itself: root must not follow a link that the account could plant.
        script = """
            while [ $# -gt 0 ]; do
                printf %s "$2" >"$1.new" && mv "$1.new" "$1" || exit 1
                shift 2
            done
        """
        words = [word for pair in files.items() for word in pair]
        code, said = self.run(["/bin/sh", "-c", script, "sh", *words], self.folder, "sh")
        if code != 0:
            raise EmbeddedPostgresError(
                f"The account {self.account.name} cannot write in {self.folder}: {said}. "
                "Check the permissions of the data folder and the space on its disk."
            )


def _existing_major(root: Path) -> tuple[Path, int] | None:
    """The one cluster below root and the major that it says it is."""
    found: list[tuple[Path, int]] = []
    for version in sorted(root.glob("*/data/PG_VERSION")):
        folder = version.parent.parent
        if folder.name.isdecimal():
            try:
                found.append((folder, int(version.read_text().split(".")[0])))
            except ValueError:
                raise EmbeddedPostgresError(
                    f"{version} does not say which PostgreSQL made this database: it is damaged. "
                    "Restore the data folder from a backup."
                ) from None
    if len(found) > 1:
        names = " and ".join(str(folder) for folder, _ in found)
        raise EmbeddedPostgresError(
            f"There are several databases in the data folder: {names}. Nobody can tell which one "
            "is in use: move all but that one elsewhere, and start again."
        )
    for folder in root.glob("[0-9]*"):
        if folder.name.isdecimal() and not found:
            raise EmbeddedPostgresError(
                f"{folder} is not a whole PostgreSQL database (data/PG_VERSION is missing). "
                "Restore it from a backup, or move it away to begin with an empty desk."
            )
    return found[0] if found else None


def _binaries_for(folder: Path, major: int, given: Binaries | None) -> Binaries:
    """The programs of exactly the major that made the cluster; any other would ruin or refuse it."""
    if given is not None and given.major == major:
        return given
    try:
        matching = find_binaries(major)
    except EmbeddedPostgresError as error:
        raise EmbeddedPostgresError(
            f"The database in {folder} was made by PostgreSQL {major}, and only PostgreSQL {major} "
            f"can open it. {error}\nWays out: install PostgreSQL {major} (Debian and Ubuntu: "
            f"`apt-get install postgresql-{major}`) and run `claimdesk upgrade-database`, which moves the "
            f"database to the newest; or do so on a machine that has PostgreSQL {major}; or restore a backup "
            "into a fresh data folder with `claimdesk restore`."
        ) from None
    with contextlib.suppress(EmbeddedPostgresError):
        newest = given or find_binaries()
        if newest.major != major:
            _log.warning(
                f"the database in {folder} was made by PostgreSQL {major} and is opened by the "
                f"programs in {matching.bindir}; `claimdesk upgrade-database` moves it to PostgreSQL "
                f"{newest.major}"
            )
    return matching


def last_lines(text: str) -> str:
    """The end of what a program or a log says, short enough for an error message."""
    return "\n".join(text.strip().splitlines()[-12:])


def sync_folder(folder: Path) -> None:
    """See to it that what was renamed in a folder outlives a crash of the machine."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a file system without it
            raise
    finally:
        os.close(fd)
