"""Whom a claim may go to."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from claimdesk.assignments.profiles import unsaid
from claimdesk.assignments.rules import (
    Candidate,
    Work,
    at_work,
    check_assignee,
    check_zone,
    choose,
    fits,
    lease_end,
)
from claimdesk.assignments.schemas import Hours
from claimdesk.errors import Conflict, Invalid
from claimdesk.policies.schemas import AssignmentPolicy

MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
OFFICE = Hours(zone="Europe/Berlin", days=[1, 2, 3, 4, 5], start="08:00", end="16:30")
NIGHT = Hours(zone="UTC", days=[1], start="22:00", end="06:00")
WORK = Work(id=1, byline="By Ann Lee", language="en", section="Local")
ALL = AssignmentPolicy(by_language=True, by_beat=True, by_hours=True)


def person(number: int = 1, *, load: int = 0, name: str = "Bo Ek", **profile: Any) -> Candidate:
    known = msgspec.structs.replace(unsaid(number, 1), **profile)
    return Candidate(id=number, name=name, profile=known, load=load)


@pytest.mark.parametrize(
    ("hours", "at", "expected"),
    [
        (None, MONDAY_NOON, True),
        (OFFICE, MONDAY_NOON, True),
        (OFFICE, datetime(2026, 11, 23, 6, 59, tzinfo=UTC), False),  # 07:59 in Berlin
        (OFFICE, datetime(2026, 11, 23, 7, 0, tzinfo=UTC), True),
        (OFFICE, datetime(2026, 11, 23, 15, 30, tzinfo=UTC), False),  # the end is exclusive
        (OFFICE, datetime(2026, 7, 20, 6, 0, tzinfo=UTC), True),  # 08:00 in summer
        (OFFICE, MONDAY_NOON + timedelta(days=5), False),  # Saturday
        (NIGHT, datetime(2026, 11, 23, 23, 0, tzinfo=UTC), True),
        (NIGHT, datetime(2026, 11, 24, 5, 59, tzinfo=UTC), True),  # Monday's shift, on Tuesday
        (NIGHT, datetime(2026, 11, 24, 23, 0, tzinfo=UTC), False),
        (NIGHT, datetime(2026, 11, 23, 5, 0, tzinfo=UTC), False),
    ],
)
def test_working_hours(hours: Hours | None, at: datetime, *, expected: bool) -> None:
    assert at_work(person(hours=hours).profile, at) is expected


def test_who_is_away_is_not_there_until_they_are_back() -> None:
    profile = person(away_until=MONDAY_NOON).profile
    assert not at_work(profile, MONDAY_NOON - timedelta(seconds=1))
    assert at_work(profile, MONDAY_NOON)


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ({}, True),
        ({"languages": ["en", "de"]}, True),
        ({"languages": ["de"]}, False),
        ({"beats": ["local"]}, True),
        ({"beats": ["sport"]}, False),
        ({"max_load": 0}, False),
        ({"hours": OFFICE}, True),
        ({"away_until": MONDAY_NOON + timedelta(days=1)}, False),
    ],
)
def test_what_somebody_said_they_take_on(profile: dict[str, Any], *, expected: bool) -> None:
    assert fits(WORK, person(**profile), ALL, MONDAY_NOON) is expected
    nothing = AssignmentPolicy(by_language=False, by_beat=False, by_hours=False)
    asked = {"max_load"} & set(profile)
    assert fits(WORK, person(**profile), nothing, MONDAY_NOON) is (expected or not asked)


def test_the_author_is_never_chosen() -> None:
    assert choose(WORK, [person(name="Ann Lee")], ALL, MONDAY_NOON) is None
    with pytest.raises(Conflict, match="Ann Lee is in the article's byline"):
        check_assignee("By Ann Lee", "Ann Lee")
    check_assignee("By Ann Lee", "Bo Ek")


def test_whoever_holds_least_gets_it_then_whoever_waited_longest() -> None:
    busy, idle = person(1, load=2), person(2, load=1)
    assert choose(WORK, [busy, idle], ALL, MONDAY_NOON) == idle
    served = msgspec.structs.replace(person(3, load=1), last_given=MONDAY_NOON)
    assert choose(WORK, [served, idle], ALL, MONDAY_NOON) == idle
    assert choose(WORK, [person(5), person(4)], ALL, MONDAY_NOON) == person(4)
    full = person(1, load=ALL.max_load)
    assert choose(WORK, [full], ALL, MONDAY_NOON) is None


def test_a_lease_lasts_as_long_as_the_desk_says() -> None:
    policy = AssignmentPolicy(lease_minutes=90)
    assert lease_end(policy, MONDAY_NOON) == MONDAY_NOON + timedelta(minutes=90)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "/etc/passwd", "x" * 60, " "])
def test_a_zone_that_nobody_knows_is_refused(zone: str) -> None:
    with pytest.raises(Invalid, match="time zone"):
        check_zone(msgspec.structs.replace(OFFICE, zone=zone))
    check_zone(OFFICE)
    check_zone(None)
