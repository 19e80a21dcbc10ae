"""Whom a claim may go to. Pure; times come in as parameters."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from claimdesk.assignments.schemas import Hours, Profile
from claimdesk.claims.guards import is_byline
from claimdesk.errors import Conflict, Invalid
from claimdesk.policies.schemas import AssignmentPolicy

AUTHOR = "{name} is in the article's byline, so somebody else has to check its claims."


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who could take a claim: what they hold now, and since when they were given nothing."""

    id: int
    name: str
    profile: Profile
    load: int
    last_given: datetime | None = None


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules look at of a claim to give out."""

    id: int
    byline: str
    language: str
    section: str


def lease_end(policy: AssignmentPolicy, moment: datetime) -> datetime:
    """Until when a claim stays with somebody who gives no further sign of working on it."""
    return moment + timedelta(minutes=policy.lease_minutes)


def check_assignee(byline: str, name: str) -> None:
    """Raise Conflict where the article's author would check their own claims."""
    if is_byline(byline, name):
        raise Conflict(AUTHOR.format(name=name))


def check_zone(hours: Hours | None) -> None:
    """Raise Invalid for a time zone that nobody knows."""
    if hours is None:
        return
    try:
        ZoneInfo(hours.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid(
            f"{hours.zone!r} is no time zone. Write it as Europe/Berlin or America/New_York.",
            errors=[{"field": "hours.zone", "detail": "a name of the IANA time zone database"}],
        ) from error


def limit_of(profile: Profile, policy: AssignmentPolicy) -> int:
    """How many claims somebody holds at most before no more are given."""
    return policy.max_load if profile.max_load is None else profile.max_load


def at_work(profile: Profile, moment: datetime) -> bool:
    """Whether somebody is there: not away, and within their hours where they have any."""
    if profile.away_until is not None and moment < profile.away_until:
        return False
    hours = profile.hours
    if hours is None:
        return True
    local = moment.astimezone(ZoneInfo(hours.zone))
    clock, today = local.strftime("%H:%M"), local.isoweekday()
    if hours.start < hours.end:
        return today in hours.days and hours.start <= clock < hours.end
    yesterday = today - 1 or 7
    return (today in hours.days and clock >= hours.start) or (
        yesterday in hours.days and clock < hours.end
    )


def fits(work: Work, person: Candidate, policy: AssignmentPolicy, moment: datetime) -> bool:
    """Whether the automatic rule may give this claim to that person."""
    profile = person.profile
    beats = {beat.casefold() for beat in profile.beats}
    return (
        not is_byline(work.byline, person.name)
        and person.load < limit_of(profile, policy)
        and not (
            policy.by_language and profile.languages and work.language not in profile.languages
        )
        and not (policy.by_beat and beats and work.section.casefold() not in beats)
        and (not policy.by_hours or at_work(profile, moment))
    )


def choose(
    work: Work, people: Sequence[Candidate], policy: AssignmentPolicy, moment: datetime
) -> Candidate | None:
    """Who gets the claim: of those it fits, whoever holds least, then waited longest, then by id."""
    possible = [person for person in people if fits(work, person, policy, moment)]
    return min(possible, key=_turn, default=None)


def _turn(person: Candidate) -> tuple[int, float, int]:
    waited = person.last_given.timestamp() if person.last_given else 0.0
    return (person.load, waited, person.id)
