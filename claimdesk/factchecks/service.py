"""Bringing in other people's checks, once each, however often and in whatever pieces."""

import hashlib
from collections.abc import Callable
from io import BytesIO
from itertools import islice
from typing import IO, Any

import msgspec

from claimdesk.accounts.rules import SYSTEM, Actor, Role
from claimdesk.audit import service as audit
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Conflict, NotFound
from claimdesk.factchecks.reading import BrokenFile, FileKind, elements
from claimdesk.factchecks.rules import Check, Refused
from claimdesk.factchecks.schemas import ENDED, ImportState
from claimdesk.factchecks.tables import FactCheckFile, FactCheckImportRecord
from claimdesk.jobs.queue import enqueue
from claimdesk.matching import noted
from claimdesk.matching import service as matching
from claimdesk.matching.service import Kind, Said
from claimdesk.versions import require_version

READ = "factchecks.read"
BATCH = 500
TOLD_REFUSALS = 100
MOST_REFUSED = 10_000
"""Of a file of which more is refused than taken in, so much is read: others wait behind it."""

Progress = Callable[[int], None]
"""Told the place in the file, in bytes, after each batch."""

_SAVE = """
INSERT INTO fact_check (key, claim, url, rating, publisher, claimant, title, published, language,
                        brought_by, created_at, updated_at)
SELECT key, claim, url, rating, publisher, claimant, title, published, language, {}, {}, {}
FROM json_to_recordset({}::json) AS sent (
    key text, claim text, url text, rating text, publisher text, claimant text, title text,
    published date, language text)
ORDER BY key
ON CONFLICT (key) DO UPDATE SET
    claim = excluded.claim, rating = excluded.rating, publisher = excluded.publisher,
    claimant = excluded.claimant, title = excluded.title, published = excluded.published,
    language = excluded.language, updated_at = excluded.updated_at
WHERE (fact_check.claim, fact_check.rating, fact_check.publisher, fact_check.claimant,
       fact_check.title, fact_check.published, fact_check.language)
   IS DISTINCT FROM (excluded.claim, excluded.rating, excluded.publisher, excluded.claimant,
       excluded.title, excluded.published, excluded.language)
RETURNING id, claim, title, (xmax = 0) AS added
"""


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file to bring in: `digest` its SHA-256 in hex, `size` in bytes."""

    name: str
    kind: FileKind
    digest: str
    size: int


async def begin(actor: Actor, desk: int, file: File) -> int:
    """The import of this very file: begun now, or the one that there is. Commits by itself.

    The trail of `desk` tells of it. Raises Forbidden.
    """
    require_admin(actor)
    async with transaction():
        row, is_new = await _import_of(actor, desk, file)
        if is_new:
            _audit(actor, "begin", row)
    return int(row.id)


async def send(actor: Actor, name: str, kind: FileKind, content: bytes) -> int:
    """Keep a file that was sent and have it read by a job; the same file again is the same import.

    Raises Forbidden.
    """
    require_admin(actor)
    desk = min(desk for desk in actor.desks if actor.has(Role.ADMIN, desk))
    digest = hashlib.sha256(content).hexdigest()
    async with transaction():
        file = File(name=name, kind=kind, digest=digest, size=len(content))
        row, is_new = await _import_of(actor, desk, file)
        if is_new:
            _audit(actor, "begin", row)
        if row.state not in ENDED:
            kept = FactCheckFile(brought_by=row.id, content=content)
            await FactCheckFile.insert(kept).on_conflict(action="DO NOTHING")
            await enqueue(READ, lock=f"{READ}:{row.id}", number=row.id)
    return int(row.id)


async def remove(actor: Actor, number: int, if_match: str | None) -> None:
    """Take back an import that has ended, with the checks that it was the first to bring.

    Raises NotFound, Forbidden, PreconditionRequired, Stale, and Conflict while it is read.
    """
    require_admin(actor)
    async with transaction():
        row = await _locked(number)
        require_version(row.version, if_match, _recorded(row) | {"version": row.version})
        if row.state not in ENDED:
            raise Conflict("This import is being read. Take it back once it has ended.")
        gone = await fetch("SELECT id FROM fact_check WHERE brought_by = {} FOR UPDATE", number)
        await matching.remove(Kind.CHECK, [check["id"] for check in gone])
        await fetch("DELETE FROM fact_check WHERE brought_by = {}", number)
        await FactCheckImportRecord.delete().where(FactCheckImportRecord.id == number)
        _audit(actor, "remove", row, removed=len(gone))


async def read_kept(number: int) -> None:
    """Read a file that was sent to its end, from where it was left. For the job."""
    rows = await FactCheckFile.select(FactCheckFile.content).where(
        FactCheckFile.brought_by == number
    )
    if rows:
        await read(number, BytesIO(rows[0]["content"]))


async def handled(number: int) -> int:
    """How many elements of an import's file are handled; 0 where there is no such import."""
    table = FactCheckImportRecord
    rows = await table.select(table.read).where(table.id == number)
    return int(rows[0]["read"]) if rows else 0


async def give_up(number: int, why: str) -> None:
    """End an import that cannot be read on, keeping what it has brought; nothing, where it has ended."""
    async with transaction():
        row = await FactCheckImportRecord.objects().get(FactCheckImportRecord.id == number)
        if row is not None:
            await _end(number, ImportState.BROKEN, _stopped(row.read, why))


async def read(number: int, stream: IO[bytes], progress: Progress | None = None) -> None:
    """Read the file of an import to its end, a batch a transaction, from where it was left.

    Two readers of one file do each batch once: the later one finds it done, and goes on.
    """
    row = await _found(number)
    if row.state in ENDED:
        return
    kind = FileKind(row.kind)
    left = elements(stream, kind)
    handled = row.read
    try:
        for _ in islice(left, handled):
            pass
        while batch := list(islice(left, BATCH)):
            refused = await _take_in(number, handled, batch, stream.tell())
            handled += len(batch)
            if progress:
                progress(stream.tell())
            if refused:
                raise BrokenFile(
                    f"{refused:,} records were refused, more than were taken in, and it is read no "
                    "further. See why they were, mend the file and send it again"
                )
    except BrokenFile as error:
        await _end(number, ImportState.BROKEN, _stopped(handled, f"{error}."))
    else:
        await _end(number, ImportState.DONE, "")


async def _take_in(number: int, before: int, batch: list[list[Check | Refused]], place: int) -> int:
    """A batch in one transaction with the import's own count, so that neither is without the other.

    Gives how many were refused by now, where that is too many to read on.
    """
    async with transaction():
        row = await _locked(number)
        if row.read != before or row.state in ENDED:
            return 0
        checks: dict[str, Check] = {}
        told = msgspec.json.decode(row.refusals)
        seen = 0
        for count, element in enumerate(batch, start=before + 1):
            for found in element:
                if isinstance(found, Check):
                    seen += 1
                    checks[found.key] = found
                    continue
                row.refused += 1
                if len(told) < TOLD_REFUSALS:
                    told.append({"number": count, "detail": found.detail})
        saved = await save(number, checks)
        await noted.checks_soon([one["id"] for one in saved])
        added = sum(one["added"] for one in saved)
        row.added += added
        row.changed += len(saved) - added
        row.same += seen - len(saved)
        row.read = before + len(batch)
        row.place = min(place, row.size)
        row.refusals = msgspec.json.encode(told).decode()
        row.state = ImportState.RUNNING.value
        row.version += 1
        row.updated_at = now()
        await row.save()
        _audit(SYSTEM, "read", row)
        taken_in = row.added + row.changed + row.same
        return row.refused if row.refused >= MOST_REFUSED and row.refused > taken_in else 0


async def save(number: int, checks: dict[str, Check]) -> list[dict[str, Any]]:
    """Write checks by their key; gives id, claim, title and `added` of those new or changed."""
    sent = [{"key": key, **msgspec.to_builtins(check)} for key, check in checks.items()]
    moment = now()
    saved = await fetch(_SAVE, number, moment, moment, msgspec.json.encode(sent).decode())
    await matching.remove(Kind.CHECK, [row["id"] for row in saved if not row["added"]])
    await matching.add(
        Kind.CHECK,
        [Said(id=row["id"], desk=None, text=row["claim"], title=row["title"]) for row in saved],
    )
    return saved


def _stopped(handled: int, why: str) -> str:
    return f"After element {handled:,}: {why}" if handled else f"{why[0].upper()}{why[1:]}"


async def _end(number: int, state: ImportState, problem: str) -> None:
    async with transaction():
        row = await _locked(number)
        if row.state in ENDED:
            return
        row.state, row.problem = state.value, problem
        row.place = row.size if state is ImportState.DONE else row.place
        row.version += 1
        row.updated_at = now()
        await row.save()
        await FactCheckFile.delete().where(FactCheckFile.brought_by == number)
        _audit(SYSTEM, "end", row)


async def _import_of(actor: Actor, desk: int, file: File) -> tuple[FactCheckImportRecord, bool]:
    table = FactCheckImportRecord
    new = table(
        digest=file.digest, name=file.name[:300], kind=file.kind.value, size=file.size, problem="",
        state=ImportState.WAITING.value, started_by=actor.person_id, desk=desk,
        created_at=now(), updated_at=now(),
    )  # fmt: skip
    made = await table.insert(new).on_conflict(action="DO NOTHING")
    row = await table.objects().where(table.digest == file.digest).lock_rows("UPDATE").first()
    return _there(row), bool(made)


async def _locked(number: int) -> FactCheckImportRecord:
    table = FactCheckImportRecord
    row = await table.objects().where(table.id == number).lock_rows("UPDATE").first()
    return _there(row)


async def _found(number: int) -> FactCheckImportRecord:
    table = FactCheckImportRecord
    return _there(await table.objects().where(table.id == number).first())


def _there(row: FactCheckImportRecord | None) -> FactCheckImportRecord:
    if row is None:
        raise NotFound("There is no such import, or it was taken back.")
    return row


def require_admin(actor: Actor) -> None:
    """Raise Forbidden for all but admins and the command line."""
    if not actor.is_system:
        actor.require_person("Bringing in other people's checks")
        actor.require_any(Role.ADMIN, "Bringing in other people's checks")


def _recorded(row: FactCheckImportRecord) -> dict[str, Any]:
    names = ("name", "state", "read", "added", "changed", "same", "refused", "problem")
    return {name: getattr(row, name) for name in names}


def _audit(actor: Actor, action: str, row: FactCheckImportRecord, **more: Any) -> None:
    after = _recorded(row) | more
    audit.record(actor, action, "fact_check_import", row.id, desk=row.desk, after=after)
