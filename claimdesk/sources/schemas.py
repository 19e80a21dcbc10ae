"""Sources in the API's words."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from claimdesk.accounts.schemas import PersonRef
from claimdesk.extraction.model import SourceKind
from claimdesk.scales.schemas import Rating
from claimdesk.schemas import BigId, Input, Schema


class SourceRef(Schema, frozen=True, kw_only=True):
    """A source by its id and name."""

    id: int
    name: str
    kind: SourceKind


class SourceSummary(SourceRef, frozen=True, kw_only=True):
    """A source as a list shows it: how many claims are its, and how many have a published verdict."""

    desk: int
    unnamed: bool
    version: int
    claims: int
    published: int


class Alias(Schema, frozen=True, kw_only=True):
    """A name the source goes by."""

    id: int
    name: str
    added_at: datetime


class Merge(Schema, frozen=True, kw_only=True):
    """Another source that was found to be this one. `claims` were its own then."""

    id: int
    merged: SourceRef
    claims: int
    reason: str
    by: PersonRef
    at: datetime


class RatingShare(Schema, frozen=True, kw_only=True):
    """How many verdicts bear a label; `share` (0..1) is null under ten verdicts on the scale."""

    rating: Rating
    count: int
    share: float | None


class ScaleRecord(Schema, frozen=True, kw_only=True):
    """Published verdicts on one version of a scale. Scales are never added up: they differ in meaning."""

    scale: str
    version: int
    name: str
    total: int
    ratings: list[RatingShare]


class Source(SourceSummary, frozen=True, kw_only=True):
    """Everything on one source. `merged_into` is set where it is part of another by now."""

    merged_into: SourceRef | None
    aliases: list[Alias]
    merges: list[Merge]
    record: list[ScaleRecord]
    created_at: datetime


class SourceWrite(Input, frozen=True, kw_only=True):
    """What a source is called. The name before stays one of its aliases."""

    name: Annotated[str, Meta(min_length=1, max_length=300, pattern=r"\S")]


class MergeCreate(Input, frozen=True, kw_only=True):
    """The source that is the same as this one, and how you know."""

    source: BigId
    reason: Annotated[str, Meta(max_length=2000)] = ""


class Suggestion(Schema, frozen=True, kw_only=True):
    """Two sources that may be one: by which names, how alike (0..1) and why."""

    one: SourceRef
    other: SourceRef
    names: tuple[str, str]
    score: float
    why: str
