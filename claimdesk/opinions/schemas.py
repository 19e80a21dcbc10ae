"""Second opinions and agreement in the API's words."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from claimdesk.accounts.schemas import PersonRef
from claimdesk.scales.schemas import Rating
from claimdesk.schemas import BigId, Input, Schema, SmallId

Reason = Annotated[str, Meta(min_length=1, max_length=2000, pattern=r"\S")]


class OpinionRequest(Schema, frozen=True, kw_only=True):
    """A second opinion that somebody is waited for: `of` a person, or null for anybody.

    Given on the first verdict's scale in that version. While it is `blind`, whoever gives it does
    not see the first verdict.
    """

    id: int
    scale: str
    scale_version: int
    of: PersonRef | None
    blind: bool
    reason: str
    asked_by: PersonRef
    at: datetime


class Resolution(Schema, frozen=True, kw_only=True):
    """How an editor settled a disagreement."""

    editor: PersonRef
    reason: str
    at: datetime


class SecondOpinion(Schema, frozen=True, kw_only=True):
    """An independent verdict on a claim beside `verdict`, the first one's id.

    `agrees`: both bear the same label. `blind`: its author did not see the first.
    """

    id: int
    verdict: int
    rating: Rating
    summary: str
    reasons: str
    evidence: list[int]
    author: PersonRef
    at: datetime
    blind: bool
    agrees: bool
    resolution: Resolution | None


class OpinionAsk(Input, frozen=True, kw_only=True):
    """Ask for a second opinion: `of` a person, or of anybody but the first verdict's author.

    `blind` is what the desk's policy says if left out.
    """

    of: SmallId | None = None
    blind: bool | None = None
    reason: Annotated[str, Meta(max_length=2000)] = ""


class OpinionWrite(Input, frozen=True, kw_only=True):
    """A second opinion. `evidence` are ids, all of the claim's evidence if left out."""

    rating: Annotated[str, Meta(min_length=1, max_length=40)]
    summary: Annotated[str, Meta(min_length=1, max_length=2000, pattern=r"\S")]
    reasons: Annotated[str, Meta(max_length=20_000)] = ""
    evidence: list[BigId] | None = None


class OpinionResolve(Input, frozen=True, kw_only=True):
    """Why the first verdict may go on although the second opinion differs."""

    reason: Reason


class Alpha(Schema, frozen=True, kw_only=True):
    """Krippendorff's alpha over `pairs` of verdicts: 1 is agreement, 0 what chance would do.

    `value` is null where there is nothing to tell, and `why` says why.
    """

    value: float | None
    pairs: int
    why: str | None


class ScaleAgreement(Schema, frozen=True, kw_only=True):
    """How far first verdicts and second opinions agree on a version of a scale.

    `nominal` counts every two labels as equally different, those off the axis included. `ordinal`
    is over pairs with both labels on the axis, where one step apart is better than two.
    `blind` pairs are those whose second did not see the first.
    """

    desk: int
    scale: str
    scale_version: int
    name: str
    pairs: int
    agreed: int
    blind: int
    nominal: Alpha
    ordinal: Alpha


class AgreementReport(Schema, frozen=True, kw_only=True):
    """Agreement by desk and scale. Under `min_pairs` pairs no alpha is shown."""

    min_pairs: int
    scales: list[ScaleAgreement]
