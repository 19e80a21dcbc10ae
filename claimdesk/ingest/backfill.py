"""An archive, taken in behind today's articles: handed to the workers a batch at a time.

No more than a few batches wait in the database, however large the archive. A file is known by its name, so
that whoever is stopped, in good order or not, starts again: what is there is the same article again.
"""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from claimdesk.accounts.rules import Actor
from claimdesk.db.engine import fetch
from claimdesk.errors import Problem
from claimdesk.formats.reading import Sent
from claimdesk.ingest import service
from claimdesk.ingest.places import from_file
from claimdesk.ingest.schemas import IngestState

BATCH = 50
"""Files that are handed over together: some seconds of one worker's, for which nothing else waits longer."""
AHEAD = 16
"""Batches that wait or are under way at most: enough for some workers, and little to keep twice."""
LOOKS_APART = 0.5
"""Seconds between two looks at how far the workers are."""
_COUNTS = ("done", "added", "changed", "same", "refused")


class File(NamedTuple):
    """A file of the archive, and what it is called there: by that it is known again."""

    path: Path
    name: str


class Progress(msgspec.Struct, kw_only=True):
    """How far it is: of `sent` files `done` are taken in, and what became of their articles.

    `unread` are files that could not be handed over, `told` what was refused of others, with why.
    """

    sent: int = 0
    done: int = 0
    added: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    unread: list[str] = msgspec.field(default_factory=list)
    told: list[str] = msgspec.field(default_factory=list)


async def hand_over(
    actor: Actor,
    desk: int,
    source: str,
    files: Sequence[File],
    max_bytes: int,
    tell: Callable[[Progress], None],
) -> Progress:
    """Have all files taken in by the workers, and wait until they are; how it went.

    `tell` hears how far it is, again and again. Cancelled, what was handed over is still taken in.
    Raises what `service.send` raises.
    """
    ended, waiting = Progress(), list[int]()
    for start in range(0, len(files), BATCH):
        portion = files[start : start + BATCH]
        sent = await asyncio.to_thread(_read, portion, max_bytes, ended.unread)
        if sent:
            waiting.append(await service.send(actor, desk, source, sent, later=True))
            ended.sent += len(sent)
        waiting = await _look(waiting, ended, tell, at_most=AHEAD - 1)
    await _look(waiting, ended, tell, at_most=0)
    return ended


async def _look(
    waiting: list[int], ended: Progress, tell: Callable[[Progress], None], *, at_most: int
) -> list[int]:
    """Tell how far it is until at most so many batches wait, and count those that ended; the others."""
    while True:
        # Those that ended are asked for once, so that a look costs the same to the archive's end.
        rows = await fetch("SELECT * FROM ingest WHERE id = ANY({}) ORDER BY id", waiting)
        done = [row for row in rows if row["state"] == IngestState.DONE]
        waiting = [row["id"] for row in rows if row["state"] != IngestState.DONE]
        for row in done:
            _count(ended, row)
            for told in msgspec.json.decode(row["refusals"]):
                ended.told.append(f"{told['name']}: {told['detail']}")
        so_far = msgspec.structs.replace(ended)
        for row in rows:
            if row["id"] in waiting:
                _count(so_far, row)
        tell(so_far)
        if len(waiting) <= at_most:
            return waiting
        await asyncio.sleep(LOOKS_APART)


def _count(progress: Progress, row: dict[str, int]) -> None:
    for name in _COUNTS:
        setattr(progress, name, getattr(progress, name) + row[name])


def _read(files: Sequence[File], max_bytes: int, unread: list[str]) -> list[Sent]:
    """What is in the files, each under its name in the archive."""
    found = []
    for path, name in files:
        try:
            sent = from_file(path, max_bytes)
        except Problem as problem:
            unread.append(f"{name}: {problem.detail}")
        except OSError as error:
            unread.append(f"{name}: {error.strerror or error}")
        else:
            found.append(msgspec.structs.replace(sent, name=name, content_type=service.NAMED_FILE))
    return found
