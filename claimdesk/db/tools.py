"""pg_dump and pg_restore: which of those on the machine fit a server, and running them.

A dump is made by a pg_dump that is not older than the server, as PostgreSQL demands; the server's own
version comes first, so that what it writes is read back by the same.
"""

import asyncio
import os
import re
import subprocess
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from claimdesk.db.embedded.binaries import program_folders

CHUNK = 1 << 20


class ToolError(Exception):
    """A program is missing or failed; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Tools:
    """A folder with pg_dump and pg_restore, and the major they are of."""

    bindir: Path
    major: int


def find_tools(server: int) -> Tools:
    """The programs for a server of that major: its own, else the oldest newer ones on the machine.

    Raises ToolError that says what to install.
    """
    found = list(_on_this_machine())
    fitting = [tools for tools in found if tools.major >= server]
    if fitting:
        return min(fitting, key=lambda tools: tools.major)
    others = ", ".join(f"{tools.major} in {tools.bindir}" for tools in found) or "none"
    raise ToolError(
        f"The server is PostgreSQL {server}, and this machine has no pg_dump and pg_restore of "
        f"{server} or newer (found: {others}). Install PostgreSQL {server}'s client programs (Debian "
        f"and Ubuntu: `apt-get install postgresql-client-{server}`, macOS: "
        f"`brew install postgresql@{server}`) and try again."
    )


def _on_this_machine() -> Iterator[Tools]:
    seen: set[Path] = set()
    for folder in program_folders("pg_dump", "pg_restore"):
        if folder in seen or not all(
            os.access(folder / name, os.X_OK) for name in ("pg_dump", "pg_restore")
        ):
            continue
        seen.add(folder)
        try:
            said = subprocess.run(  # noqa: S603
                [folder / "pg_dump", "--version"],
                capture_output=True,
                text=True,
                timeout=30,
                check=True,
                env={"LC_ALL": "C"},
            ).stdout
        except (OSError, subprocess.SubprocessError):
            continue
        if match := re.search(r"\(PostgreSQL\) (\d+)", said):
            yield Tools(folder, int(match[1]))


@dataclass(frozen=True, slots=True)
class Target:
    """A database as the programs are told of it: an address without its password, and the rest."""

    address: str
    environ: dict[str, str]


def target(url: str, environ: Mapping[str, str] = os.environ) -> Target:
    """How to hand a database to a program: everybody on the machine can read its command line."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    password = next((value for name, value in query if name == "password"), None)
    _, _, host = parts.netloc.rpartition("@")
    user = parts.netloc.removesuffix(host).rstrip("@").partition(":")[0]
    address = parts._replace(
        netloc=f"{user}@{host}" if user else host,
        query=urlencode([pair for pair in query if pair[0] != "password"]),
    )
    # The embedded server's address says all; PGOPTIONS and the like are for a server of one's own.
    embedded = any(name == "host" and value.startswith("/") for name, value in query)
    kept = {
        name: value
        for name, value in environ.items()
        if not name.startswith("CLAIMDESK_") and not (embedded and name.startswith("PG"))
    }
    if parts.password is not None or password is not None:
        kept["PGPASSWORD"] = password if password is not None else unquote(parts.password or "")
    return Target(urlunsplit(address), kept | {"LC_ALL": "C", "PGAPPNAME": "claimdesk backup"})


def renamed(url: str, database: str) -> str:
    """The same server's other database."""
    return urlunsplit(urlsplit(url)._replace(path="/" + quote(database, safe="")))


@asynccontextmanager
async def _running(
    command: list[str | Path], where: Target, *, reads: bool
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a program for the block, with a pipe to or from it; it ends with the block.

    Raises ToolError where it failed.
    """
    pipe, none = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    with tempfile.TemporaryFile() as said:
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=pipe if reads else none,
                stdout=none if reads else pipe,
                stderr=said,
                env=where.environ,
                cwd="/",
                start_new_session=True,  # Ctrl-C is for claimdesk, which then ends it
            )
        except OSError as error:
            raise ToolError(f"{command[0]} cannot be run: {error}") from error
        try:
            # A program that ends early breaks its pipe, and says why.
            with suppress(BrokenPipeError, ConnectionResetError):
                yield process
            await process.wait()
        except BaseException:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            raise
        said.seek(0)
        text = said.read().decode(errors="replace").strip()
    if process.returncode != 0 and not _harmless(text):
        raise ToolError(f"{Path(command[0]).name} failed: {_end_of(text)}")


_FOREIGN_SETTING = re.compile(
    r"pg_restore: error: could not execute query: ERROR:  unrecognized configuration parameter "
    r'"transaction_timeout"\s*Command was: SET transaction_timeout = 0;'
)
_COUNT = re.compile(r"pg_restore: warning: errors ignored on restore: \d+")


def _harmless(text: str) -> bool:
    """Whether all that went wrong is a setting that programs from 17 on send and older servers lack."""
    left, settings = _FOREIGN_SETTING.subn("", text)
    return settings > 0 and not _COUNT.sub("", left).strip()


def _end_of(text: str) -> str:
    return "\n".join(text.splitlines()[-12:]) or "it says nothing about why"


async def dump(
    tools: Tools,
    url: str,
    *,
    snapshot: str,
    without_rows_of: tuple[str, ...],
    write: Callable[[bytes], object],
) -> None:
    """Write a database, as a snapshot sees it, in pg_dump's custom format.

    `without_rows_of` are tables that are dumped empty. Raises ToolError.
    """
    where = target(url)
    command: list[str | Path] = [tools.bindir / "pg_dump", "--format=custom", "--no-password"]
    command += [f"--snapshot={snapshot}", "--no-owner", "--no-privileges"]
    # What belongs to the server and not to the desk.
    command += ["--no-publications", "--no-subscriptions", "--no-tablespaces"]
    command += [f"--exclude-table-data=public.{name}" for name in without_rows_of]
    command += [f"--dbname={where.address}"]
    async with _running(command, where, reads=False) as process:
        while process.stdout and (piece := await process.stdout.read(CHUNK)):
            write(piece)


async def load(tools: Tools, url: str, pieces: Iterator[bytes]) -> None:
    """Put a dump into an empty database. Raises ToolError, also for a single row that failed."""
    where = target(url)
    command: list[str | Path] = [tools.bindir / "pg_restore", "--no-owner", "--no-privileges"]
    command += ["--no-password", f"--dbname={where.address}"]
    async with _running(command, where, reads=True) as process:
        if process.stdin:
            for piece in pieces:
                process.stdin.write(piece)
                await process.stdin.drain()
            process.stdin.close()
