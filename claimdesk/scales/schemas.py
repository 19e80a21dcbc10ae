"""Rating scales in the API's words."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from claimdesk.schemas import Input, Schema

CLAIMREVIEW = "claimreview"
"""The target of a cross-walk that is no scale: what schema.org's ClaimReview says."""

Key = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[a-z][a-z0-9_]*(?!\n)$")]
Label = Annotated[str, Meta(min_length=1, max_length=80, pattern=r"\S")]
Rank = Annotated[int, Meta(ge=1, le=100)]


class OffAxis(StrEnum):
    """What a label says that is neither more nor less true. Such a label never has a number.

    `void`: the desk's own check was wrong and is taken back.
    """

    UNPROVEN = "unproven"
    MISSING_CONTEXT = "missing_context"
    OUT_OF_CONTEXT = "out_of_context"
    ALTERED = "altered"
    SATIRE = "satire"
    OUTDATED = "outdated"
    VOID = "void"
    OTHER = "other"


class RatingOption(Schema, frozen=True, kw_only=True):
    """One label of a scale.

    `rank` 1 is the worst, the highest the true end; null is off the axis, and `off_axis` says how.
    A `retired` label still names old verdicts, but no new one.
    """

    key: str
    label: str
    meaning: str
    rank: int | None
    off_axis: OffAxis | None = None
    retired: bool = False


class RatingScale(Schema, frozen=True, kw_only=True):
    """A version of a rating scale, which never changes. `desk` is whose it is, null a built-in."""

    id: int
    key: str
    version: int
    name: str
    options: list[RatingOption]
    desk: int | None = None


class DeskScale(RatingScale, frozen=True, kw_only=True):
    """A scale as the desk `used_by` uses it.

    `offered`: verdicts may be given on it. `default`: they are, unless another is named.
    """

    used_by: int
    offered: bool
    default: bool


class Rating(Schema, frozen=True, kw_only=True):
    """A label of a scale's version; `of` is the best rank, the true end."""

    key: str
    label: str
    scale: str
    scale_version: int
    rank: int | None
    of: int
    off_axis: OffAxis | None = None


class OptionWrite(Input, frozen=True, kw_only=True):
    """A label to be. Either `rank` or `off_axis` is given."""

    key: Key
    label: Label
    meaning: Annotated[str, Meta(max_length=500)] = ""
    rank: Rank | None = None
    off_axis: OffAxis | None = None
    retired: bool = False


class ScaleWrite(Input, frozen=True, kw_only=True):
    """A new version of a scale, whole."""

    name: Annotated[str, Meta(min_length=1, max_length=120, pattern=r"\S")]
    options: Annotated[list[OptionWrite], Meta(min_length=2, max_length=40)]


class ScaleCreate(ScaleWrite, frozen=True, kw_only=True):
    """A new scale of the desk's own."""

    key: Key


class CrosswalkEntry(Input, frozen=True, kw_only=True):
    """How one label is said elsewhere.

    `to` is a label's key on the target scale, or ClaimReview's `alternateName`. `value` is
    ClaimReview's `ratingValue`, 1 the worst; null gives no number.
    """

    option: Key
    to: Label
    value: Rank | None = None


class Crosswalk(Schema, frozen=True, kw_only=True):
    """How a desk says the labels of a scale's version on another scale, or in ClaimReview.

    `target` is a scale's key, whose version is `target_version`, or `claimreview`, whose
    `bestRating` is `best`. `version` is the ETag's value, 0 while nothing is mapped.
    """

    scale: str
    scale_version: int
    target: str
    target_version: int | None
    best: int | None
    entries: list[CrosswalkEntry]
    version: int


class CrosswalkWrite(Input, frozen=True, kw_only=True):
    """A cross-walk to replace the one there is. `scale_version` is the newest unless said.

    Labels left out are said as they are in ClaimReview, and not at all on another scale.
    """

    entries: Annotated[list[CrosswalkEntry], Meta(max_length=40)]
    best: Annotated[int, Meta(ge=2, le=100)] | None = None
    scale_version: Annotated[int, Meta(ge=1, le=2**31 - 1)] | None = None


ClaimReviewLabels = Mapping[tuple[str, int, str], tuple[CrosswalkEntry, int | None]]
"""By scale, version and label: how a desk says it in ClaimReview, and the best rating there."""

Translation = Mapping[tuple[int, str, int, str], Rating]
"""By desk, scale, version and label: the rating it has on a partner's scale."""
