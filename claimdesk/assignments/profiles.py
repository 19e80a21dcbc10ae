"""What people can take on: languages, beats, hours, how much at once."""

from typing import Any

import msgspec
from piccolo.columns import Column

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.assignments.rules import check_zone
from claimdesk.assignments.schemas import Hours, Profile, ProfileWrite
from claimdesk.assignments.tables import WorkProfile
from claimdesk.audit import service as audit
from claimdesk.db.engine import fetch, json_value, transaction
from claimdesk.errors import NotFound
from claimdesk.versions import require_version


def unsaid(person: int, desk: int) -> Profile:
    """The profile of somebody who said nothing: anything, at any time, as much as the desk allows."""
    return Profile(
        person=person, desk=desk, version=0, languages=[], beats=[],
        max_load=None, hours=None, away_until=None,
    )  # fmt: skip


async def of_desk(desk: int) -> dict[int, Profile]:
    """What the people of a desk said they can take on, by person."""
    rows = await WorkProfile.select().where(WorkProfile.desk == desk)
    return {row["person"]: _profile(row) for row in rows}


async def of_person(person: int, desk: int) -> Profile:
    """What somebody can take on."""
    row = (
        await WorkProfile.select()
        .where((WorkProfile.person == person) & (WorkProfile.desk == desk))
        .first()
    )
    return unsaid(person, desk) if row is None else _profile(row)


async def read(actor: Actor, person: int, desk: int | None) -> Profile:
    """The profile of somebody on the caller's desk. Raises NotFound."""
    desk = accounts.own_desk(actor, desk)
    await _require_colleague(person, desk)
    return await of_person(person, desk)


async def save(
    actor: Actor, person: int, desk: int | None, if_match: str | None, data: ProfileWrite
) -> Profile:
    """Replace a profile: one's own, or as an editor anybody's.

    Raises NotFound, Forbidden, Invalid for an unknown time zone, PreconditionRequired and Stale.
    """
    desk = accounts.own_desk(actor, desk)
    actor.require(Role.CHECKER, desk, "Saying what somebody can take on")
    await _require_colleague(person, desk)
    if person != actor.person_id:
        actor.require(Role.EDITOR, desk, "Saying what a colleague can take on")
    check_zone(data.hours)
    async with transaction():
        # The membership stands for a profile that may have no row of its own yet.
        await fetch(
            "SELECT id FROM membership WHERE person = {} AND desk = {} FOR UPDATE", person, desk
        )
        current = await of_person(person, desk)
        require_version(current.version, if_match, current)
        saved = Profile(
            person=person, desk=desk, version=current.version + 1, **msgspec.structs.asdict(data)
        )
        row: dict[Column | str, Any] = {
            "version": saved.version,
            "languages": saved.languages,
            "beats": saved.beats,
            "max_load": saved.max_load,
            "hours": msgspec.json.encode(saved.hours).decode() if saved.hours else None,
            "away_until": saved.away_until,
        }
        if current.version == 0:
            await WorkProfile(person=person, desk=desk).save()
        await WorkProfile.update(row).where(
            (WorkProfile.person == person) & (WorkProfile.desk == desk)
        )
        before, after = msgspec.to_builtins(current), msgspec.to_builtins(saved)
        audit.record(
            actor, "change_profile", "person", person, desk=desk, before=before, after=after
        )
    return saved


async def _require_colleague(person: int, desk: int) -> None:
    if not any(ref.id == person for ref, _ in await accounts.colleagues(desk)):
        raise NotFound("There is no such person on this desk. GET /people lists them.")


def _profile(row: dict[str, Any]) -> Profile:
    hours = json_value(row["hours"])
    return Profile(
        person=row["person"],
        desk=row["desk"],
        version=row["version"],
        languages=row["languages"],
        beats=row["beats"],
        max_load=row["max_load"],
        hours=None if hours is None else msgspec.convert(hours, Hours),
        away_until=row["away_until"],
    )
