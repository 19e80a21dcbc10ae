"""The scales of a desk: those built in and its own, in versions that never change."""

from collections.abc import Iterable
from typing import Any

import msgspec

from claimdesk.accounts.rules import Actor, Role
from claimdesk.accounts.service import desks_meant, lock_desk, own_desk
from claimdesk.audit import service as audit
from claimdesk.db.engine import fetch, json_value, transaction
from claimdesk.errors import Conflict, Invalid, NotFound
from claimdesk.policies import service as policies
from claimdesk.scales.rules import check_key, check_options
from claimdesk.scales.schemas import DeskScale, RatingScale, ScaleCreate, ScaleWrite
from claimdesk.scales.tables import RatingScale as RatingScaleRow
from claimdesk.versions import require_version


async def listing(actor: Actor, desk: int | None) -> list[DeskScale]:
    """The newest version of each scale a desk may use: its default first, then those offered.

    Without a desk those of all the caller's desks, desk by desk. Raises NotFound.
    """
    desks = desks_meant(actor, desk)
    rules = await policies.of_desks(desks)
    found: list[DeskScale] = []
    for each in desks:
        policy = rules[each].rules.verdicts
        scales = [
            DeskScale(
                **msgspec.structs.asdict(scale),
                used_by=each,
                offered=scale.key in {policy.scale, *policy.offered},
                default=scale.key == policy.scale,
            )
            for scale in (await newest(each)).values()
        ]
        found += sorted(scales, key=lambda s: (not s.default, not s.offered, s.key))
    return found


async def versions(actor: Actor, desk: int | None, key: str) -> list[RatingScale]:
    """Every version of a scale, newest first. Raises NotFound."""
    found = await _versions(own_desk(actor, desk), key)
    if not found:
        raise NotFound(_no_scale(key))
    return found


async def newest(desk: int) -> dict[str, RatingScale]:
    """The newest version of each scale that the desk may use, by key."""
    rows = await fetch(
        "SELECT DISTINCT ON (key) * FROM rating_scale WHERE desk IS NULL OR desk = {} "
        "ORDER BY key, version DESC",
        desk,
    )
    return {row["key"]: _scale(row) for row in rows}


async def for_verdict(desk: int, key: str | None) -> RatingScale:
    """The scale a new verdict of the desk is given on: the one named, or the desk's default.

    Raises Invalid where the desk does not offer it, Conflict where its policy names none there is.
    """
    policy = (await policies.of_desk(desk)).rules.verdicts
    offered = list(dict.fromkeys([policy.scale, *policy.offered]))
    if key is not None and key not in offered:
        raise Invalid(
            f"This desk gives no verdicts on the scale {key!r}. It uses: {', '.join(offered)}.",
            errors=[{"field": "scale", "detail": f"one of {', '.join(offered)}"}],
        )
    scale = (await newest(desk)).get(key or policy.scale)
    if scale is None:
        raise Conflict(
            f"The desk's policy names the scale {key or policy.scale!r}, and there is none. "
            "Ask an admin to choose one that GET /scales lists."
        )
    return scale


async def check_named(desk: int, keys: Iterable[str]) -> None:
    """Raise Invalid where a desk's policy would name a scale that there is not."""
    known = await newest(desk)
    missing = sorted(set(keys) - set(known))
    if missing:
        raise Invalid(
            f"There is no scale {', '.join(missing)}. The desk has: {', '.join(sorted(known))}.",
            errors=[{"field": "verdicts", "detail": "keys that GET /scales lists"}],
        )


async def by_ids(ids: Iterable[int]) -> dict[int, RatingScale]:
    """Versions of scales by their ids, whoever made them."""
    wanted = list(set(ids))
    if not wanted:
        return {}
    rows = await RatingScaleRow.select().where(RatingScaleRow.id.is_in(wanted))
    return {row["id"]: _scale(row) for row in rows}


async def find(desk: int, key: str, version: int | None = None) -> RatingScale:
    """A version of a scale, the newest unless said. Raises NotFound."""
    for scale in await _versions(desk, key):
        if version in (None, scale.version):
            return scale
    raise NotFound(_no_scale(key if version is None else f"{key}, version {version}"))


async def add(actor: Actor, desk: int | None, data: ScaleCreate) -> RatingScale:
    """Make a scale of the desk's own; for admins. Raises Conflict where the key is taken."""
    check_key(data.key)
    desk = await _admins_desk(actor, desk)
    async with transaction():
        await lock_desk(desk)  # two admins' new versions get two numbers
        if await _versions(desk, data.key):
            raise Conflict(
                f"There is a scale {data.key!r} already. Change it, which makes a new version, or "
                "choose another key."
            )
        return await _insert(actor, desk, data.key, 1, data)


async def change(
    actor: Actor, desk: int | None, key: str, if_match: str | None, data: ScaleWrite
) -> RatingScale:
    """Make a new version of a scale for the desk; for admins. Older verdicts keep theirs.

    Saying what it says already makes none. Raises NotFound, PreconditionRequired, Stale and what
    `check_options` does.
    """
    desk = await _admins_desk(actor, desk)
    async with transaction():
        await lock_desk(desk)  # two admins' new versions get two numbers
        current = await find(desk, key)
        require_version(current.version, if_match, current)
        return await _insert(actor, desk, key, current.version + 1, data, current)


async def _admins_desk(actor: Actor, desk: int | None) -> int:
    desk = own_desk(actor, desk)
    actor.require(Role.ADMIN, desk, "Changing the desk's scales")
    return desk


async def _insert(
    actor: Actor,
    desk: int,
    key: str,
    version: int,
    data: ScaleWrite,
    before: RatingScale | None = None,
) -> RatingScale:
    check_options(data.options)
    content = {"name": data.name.strip(), "options": msgspec.to_builtins(data.options)}
    if before is not None and content == _content(before):
        return before
    row = RatingScaleRow(
        key=key,
        version=version,
        name=content["name"],
        options=msgspec.json.encode(data.options).decode(),
        desk=desk,
    )
    await row.save()
    audit.record(
        actor,
        "add_version" if before else "create",
        "scale",
        row.id,
        desk=desk,
        before=_content(before) if before else None,
        after=content | {"key": key, "version": version},
    )
    return _scale(row.to_dict())


def _content(scale: RatingScale) -> dict[str, Any]:
    return {"name": scale.name, "options": msgspec.to_builtins(scale.options)}


async def _versions(desk: int, key: str) -> list[RatingScale]:
    rows = await fetch(
        "SELECT * FROM rating_scale WHERE key = {} AND (desk IS NULL OR desk = {}) "
        "ORDER BY version DESC",
        key,
        desk,
    )
    return [_scale(row) for row in rows]


def _scale(row: dict[str, Any]) -> RatingScale:
    return msgspec.convert(row | {"options": json_value(row["options"])}, RatingScale)


def _no_scale(which: str) -> str:
    return f"There is no scale {which} on this desk. GET /scales lists those there are."
