"""Renaming sources, and saying that two are one: by an editor, with what moved, and undone exactly."""

from typing import Any

from asyncpg import UniqueViolationError

from claimdesk.accounts.rules import Actor, Role
from claimdesk.audit import service as audit
from claimdesk.claims import by_source as claims
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Conflict, NotFound
from claimdesk.sources.rules import Standing, check_merge, check_named
from claimdesk.sources.schemas import MergeCreate, SourceWrite
from claimdesk.sources.tables import Source, SourceMerge
from claimdesk.versions import require_version

MISSING = "There is no such source on your desks."


async def rename(actor: Actor, source_id: int, if_match: str | None, data: SourceWrite) -> None:
    """Call a source something else; the name before stays one of its aliases.

    Raises NotFound, Forbidden, PreconditionRequired, Stale, and Conflict for an unnamed source or a
    name that is another's.
    """
    async with transaction():
        (row,) = await _lock(actor, source_id)
        require_version(row.version, if_match, {"version": row.version, "name": row.name})
        check_named(standing(row))
        name, before = " ".join(data.name.split()), row.name
        if name == before:
            return
        row.name = name
        row.version += 1
        taken = Conflict(
            f"“{name}” is another {row.kind} of this desk. If they are one, merge them instead."
        )
        try:
            await row.save([Source.name, Source.version])
        except UniqueViolationError as error:
            raise taken from error
        await fetch(
            "INSERT INTO source_alias (desk, kind, name, source, added_at) "
            "VALUES ({}, {}, {}, {}, {}) ON CONFLICT DO NOTHING",
            row.desk, row.kind, name, row.id, now(),
        )  # fmt: skip
        owner = await fetch(
            "SELECT source FROM source_alias WHERE desk = {} AND kind = {} AND lower(name) = lower({})",
            row.desk, row.kind, name,
        )  # fmt: skip
        if owner[0]["source"] != row.id:
            raise taken
        _audit(actor, "rename", row, before={"name": before}, after={"name": name})


async def merge(actor: Actor, source_id: int, data: MergeCreate) -> None:
    """Make another source part of this one: its names and its claims become this one's.

    What moved is recorded, so that `unmerge` gives back exactly that. Raises NotFound, Forbidden,
    and what `check_merge` does.
    """
    async with transaction():
        rows = {row.id: row for row in await _lock(actor, source_id, data.source)}
        target, other = rows[source_id], rows[data.source]
        check_merge(standing(target), standing(other))
        await claims.lock_by_source([target.id, other.id])
        moved = await _move_aliases(other.id, target.id)
        given = await claims.give_to_source(other.id, target.id)
        await SourceMerge.insert(
            SourceMerge(
                target=target.id,
                merged=other.id,
                aliases=moved,
                claims=given,
                reason=data.reason.strip(),
                by=actor.person_id,
                at=now(),
            )
        )
        await _saved(target)
        await _saved(other, merged_into=target.id)
        _audit(
            actor, "merge", target, reason=data.reason.strip(),
            after={"merged": other.id, "name": other.name, "claims": len(given)},
        )  # fmt: skip


async def unmerge(actor: Actor, source_id: int, merge_id: int) -> None:
    """Undo a merge: the other source gets back its names and claims.

    Claims that came to this one since, by one of those names, go with it; all others stay. Raises
    NotFound, Forbidden, and Conflict where this source itself was merged since.
    """
    async with transaction():
        row = (
            await SourceMerge.objects()
            .where((SourceMerge.id == merge_id) & (SourceMerge.target == source_id))
            .first()
        )
        if row is None:
            await _lock(actor, source_id)
            raise NotFound("This source has no such merge.")
        rows = {source.id: source for source in await _lock(actor, source_id, row.merged)}
        target, other = rows[source_id], rows[row.merged]
        # Under the locks now, where somebody else may have undone it in the meantime.
        await row.refresh()
        if row.undone_at is not None:
            return
        check_named(standing(target))
        await claims.lock_by_source([target.id, other.id])
        moved = await _move_aliases(target.id, other.id, row.aliases)
        given = await claims.give_to_source(target.id, other.id, row.claims)
        left = await claims.names_in_claims(target.id, besides=row.claims)
        theirs = await _recognised(other, left)
        given += await claims.give_to_source(target.id, other.id, theirs)
        row.undone_by, row.undone_at = actor.person_id, now()
        await row.save([SourceMerge.undone_by, SourceMerge.undone_at])
        await _saved(target)
        await _saved(other, merged_into=None)
        _audit(
            actor, "unmerge", target,
            after={"merged": other.id, "claims": len(given), "names": len(moved)},
        )  # fmt: skip


def standing(row: Source) -> Standing:
    """What decides whether it may be merged."""
    return Standing(
        id=row.id,
        desk=row.desk,
        kind=row.kind,
        unnamed=row.unnamed,
        merged=row.merged_into is not None,
    )


async def _lock(actor: Actor, *source_ids: int) -> list[Source]:
    """The rows, locked in the order of their ids, for an editor of their desk."""
    rows = (
        await Source.objects()
        .where(Source.id.is_in(list(source_ids)))
        .order_by(Source.id)
        # Not "UPDATE": claims that are being stored refer to these rows and hold names we wait for.
        .lock_rows("NO KEY UPDATE")
    )
    if len(rows) != len(set(source_ids)) or any(row.desk not in actor.desks for row in rows):
        raise NotFound(MISSING)
    for row in rows:
        actor.require(Role.EDITOR, row.desk, "Changing sources")
    return rows


async def _move_aliases(old: int, new: int, only: list[int] | None = None) -> list[int]:
    # Locked first, and fully: `ensure` holds the names it has just looked up, until its claims are in.
    rows = await fetch(
        "WITH names AS (SELECT id FROM source_alias WHERE source = {} "
        "AND ({}::bigint[] IS NULL OR id = ANY({}::bigint[])) ORDER BY id FOR UPDATE) "
        "UPDATE source_alias SET source = {} FROM names WHERE source_alias.id = names.id "
        "RETURNING source_alias.id",
        old, only, only, new,
    )  # fmt: skip
    return sorted(row["id"] for row in rows)


async def _recognised(source: Source, words: dict[int, str]) -> list[int]:
    """Which of these claims (words that name the source, by claim id) go by a name of this source."""
    rows = await fetch(
        "SELECT c.id FROM unnest({}::bigint[], {}::text[]) AS c (id, name) "
        "JOIN source_alias a ON a.source = {} AND lower(a.name) = lower(c.name)",
        list(words),
        list(words.values()),
        source.id,
    )
    return [row["id"] for row in rows]


async def _saved(row: Source, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    await row.save([Source.version, *(Source._meta.get_column_by_name(name) for name in changes)])


def _audit(
    actor: Actor,
    action: str,
    row: Source,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any],
    reason: str = "",
) -> None:
    audit.record(
        actor, action, "source", row.id, desk=row.desk, before=before, after=after, reason=reason
    )
