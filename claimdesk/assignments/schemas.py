"""Assignments in the API's words."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from claimdesk.accounts.schemas import PersonRef
from claimdesk.schemas import Input, Moment, Schema, SmallId

Reason = Annotated[str, Meta(min_length=1, max_length=2000, pattern=r"\S")]
Clock = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d(?!\n)$")]
Label = Annotated[str, Meta(min_length=1, max_length=100, pattern=r"\S")]


class Ending(StrEnum):
    """How somebody's time with a claim ended."""

    RELEASED = "released"
    REASSIGNED = "reassigned"
    TAKEN_OVER = "taken_over"
    HANDED_OVER = "handed_over"
    DISMISSED = "dismissed"
    UNDONE = "undone"


class AssignmentCreate(Input, frozen=True, kw_only=True):
    """Give the claim to someone; without `assignee`, to whoever calls."""

    assignee: SmallId | None = None
    due: Moment | None = None


class TakeOver(Input, frozen=True, kw_only=True):
    """Take a claim from a colleague whose lease is over; editors may at any time."""

    reason: Reason
    due: Moment | None = None


class TakeNext(Input, frozen=True, kw_only=True):
    """What to take: the most urgent claim, of one article if `article` says so."""

    article: Annotated[int, Meta(ge=1, le=2**53)] | None = None
    desk: SmallId | None = None
    due: Moment | None = None


class HandOver(Input, frozen=True, kw_only=True):
    """Somebody's whole pile on a desk: to `to`, or back to the queue where it is null."""

    to: SmallId | None = None
    reason: Reason
    desk: SmallId | None = None


class Moved(Schema, frozen=True, kw_only=True):
    """Which claims changed hands, in the order of their ids."""

    claims: list[int]


class PastAssignment(Schema, frozen=True, kw_only=True):
    """One entry of a claim's history of hands; the running one has no end."""

    id: int
    assignee: PersonRef
    role: str
    assigned_by: str
    assigned_at: datetime
    due: datetime | None
    ended_at: datetime | None
    ended_by: str
    ending: Ending | None
    reason: str


class Hours(Input, frozen=True, kw_only=True):
    """Working hours: `days` 1 (Monday) to 7, from `start` to before `end`, on the clock of `zone`.

    Where `end` is not after `start` the shift runs past midnight and belongs to the day it begins.
    """

    zone: Annotated[str, Meta(min_length=1, max_length=64)]
    days: Annotated[list[Annotated[int, Meta(ge=1, le=7)]], Meta(min_length=1, max_length=7)]
    start: Clock
    end: Clock


class ProfileWrite(Input, frozen=True, kw_only=True):
    """What somebody can take on. Empty `languages` or `beats` mean any; `max_load` null the desk's."""

    languages: Annotated[
        list[Annotated[str, Meta(pattern=r"^[a-z]{2,3}(?!\n)$")]], Meta(max_length=50)
    ] = field(default_factory=list)
    beats: Annotated[list[Label], Meta(max_length=50)] = field(default_factory=list)
    max_load: Annotated[int, Meta(ge=0, le=500)] | None = None
    hours: Hours | None = None
    away_until: Moment | None = None


class Profile(Schema, frozen=True, kw_only=True):
    """What somebody of a desk can take on; `version` is 0 while nothing was said."""

    person: int
    desk: int
    version: int
    languages: list[str]
    beats: list[str]
    max_load: int | None
    hours: Hours | None
    away_until: datetime | None


class Given(Schema, frozen=True, kw_only=True):
    """A claim that the automatic rule gave to somebody."""

    claim: int
    assignee: PersonRef


class Distribution(Schema, frozen=True, kw_only=True):
    """What one run of the automatic rule gave out; `left` claims had nobody who may take them now."""

    given: list[Given]
    left: int
