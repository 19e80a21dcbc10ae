"""How a desk's labels are said on a partner's scale and in ClaimReview."""

from typing import Any

import msgspec

from claimdesk.accounts.rules import Actor, Role
from claimdesk.accounts.service import lock_desk, own_desk
from claimdesk.audit import service as audit
from claimdesk.clock import now
from claimdesk.db.engine import json_value, transaction
from claimdesk.scales import service as scales
from claimdesk.scales.rules import check_crosswalk, rating_of
from claimdesk.scales.schemas import (
    CLAIMREVIEW,
    ClaimReviewLabels,
    Crosswalk,
    CrosswalkEntry,
    CrosswalkWrite,
    Rating,
    RatingScale,
    Translation,
)
from claimdesk.scales.tables import Crosswalk as CrosswalkRow
from claimdesk.versions import require_version


async def of_scale(actor: Actor, desk: int | None, key: str, target: str) -> list[Crosswalk]:
    """A scale's cross-walks to `target`, one for each version of the scale, newest first.

    A version that says nothing of the target has none. Raises NotFound for an unknown scale.
    """
    desk = own_desk(actor, desk)
    await scales.find(desk, key)
    return [walk for walk in reversed(await _of_desk(desk, target)) if walk.scale == key]


async def save(
    actor: Actor,
    desk: int | None,
    key: str,
    target: str,
    if_match: str | None,
    data: CrosswalkWrite,
) -> Crosswalk:
    """Replace a cross-walk; for admins. Raises NotFound, Stale and what `check_crosswalk` does."""
    desk = own_desk(actor, desk)
    actor.require(Role.ADMIN, desk, "Changing the desk's cross-walks")
    async with transaction():
        await lock_desk(desk)
        scale = await scales.find(desk, key, data.scale_version)
        aim = None if target == CLAIMREVIEW else await scales.find(desk, target)
        check_crosswalk(scale, aim, data.entries, data.best)
        row = (
            await CrosswalkRow.objects()
            .where(CrosswalkRow.desk == desk)
            .where((CrosswalkRow.scale == scale.id) & (CrosswalkRow.target == target))
            .first()
        )
        current = None if row is None else _crosswalk(row.to_dict(), scale)
        require_version(current.version if current else 0, if_match, current)
        row = row or CrosswalkRow(desk=desk, scale=scale.id, target=target, version=0)
        row.entries = msgspec.json.encode(data.entries).decode()
        row.best = data.best if aim is None else None
        row.target_version = aim.version if aim else None
        row.version += 1
        row.updated_at = now()
        await row.save()
        saved = _crosswalk(row.to_dict(), scale)
        audit.record(
            actor,
            "change_crosswalk",
            "scale",
            scale.id,
            desk=desk,
            before=_recorded(current),
            after=_recorded(saved),
        )
    return saved


def _recorded(walk: Crosswalk | None) -> dict[str, Any] | None:
    return None if walk is None else msgspec.to_builtins(walk)


async def claimreview_labels(desk: int) -> ClaimReviewLabels:
    """What a desk says in ClaimReview otherwise than by the label itself."""
    return {
        (walk.scale, walk.scale_version, entry.option): (entry, walk.best)
        for walk in await _of_desk(desk, CLAIMREVIEW)
        for entry in walk.entries
    }


async def translation(desks: list[int], target: str) -> Translation:
    """The ratings that desks' labels have on a partner's scale."""
    found: dict[tuple[int, str, int, str], Rating] = {}
    for desk in desks:
        walks = await _of_desk(desk, target)
        if not walks:
            continue
        aims = {
            walk.target_version: await scales.find(desk, target, walk.target_version)
            for walk in walks
        }
        for walk in walks:
            for entry in walk.entries:
                rating = rating_of(aims[walk.target_version], entry.to)
                found[desk, walk.scale, walk.scale_version, entry.option] = rating
    return found


async def _of_desk(desk: int, target: str) -> list[Crosswalk]:
    rows = (
        await CrosswalkRow.select()
        .where((CrosswalkRow.desk == desk) & (CrosswalkRow.target == target))
        .order_by(CrosswalkRow.scale)
    )
    of = await scales.by_ids(row["scale"] for row in rows)
    return [_crosswalk(row, of[row["scale"]]) for row in rows]


def _crosswalk(row: dict[str, Any], scale: RatingScale) -> Crosswalk:
    return Crosswalk(
        scale=scale.key,
        scale_version=scale.version,
        target=row["target"],
        target_version=row["target_version"],
        best=row["best"],
        entries=msgspec.convert(json_value(row["entries"]), list[CrosswalkEntry]),
        version=row["version"],
    )
