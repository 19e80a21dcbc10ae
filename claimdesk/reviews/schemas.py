"""Verdicts, ratings and reviews in the API's words."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from claimdesk.accounts.schemas import PersonRef
from claimdesk.articles.rules import HeldBack
from claimdesk.claims.facts import State
from claimdesk.matching.judging import Likeness
from claimdesk.scales.schemas import Key, Rating
from claimdesk.schemas import BigId, Input, Schema

Reason = Annotated[str, Meta(min_length=1, max_length=2000)]


class Withdrawal(Schema, frozen=True, kw_only=True):
    """Who took a submitted verdict back before an editor decided on it, and when."""

    by: PersonRef
    at: datetime


class Reused(Schema, frozen=True, kw_only=True):
    """The verdict that another was taken from: that of `claim`, its `number` there.

    `likeness` is that of the claims' words then, `reason` why it holds for both where they were not the
    same. `changed`: readers have another verdict on that claim by now, or none, or it is being corrected.
    """

    claim: int
    number: int
    likeness: Likeness
    reason: str
    changed: bool


class Verdict(Schema, frozen=True, kw_only=True):
    """One entry of a claim's verdict series; `number` counts from 1. `evidence` are its ids.

    `changed_since_verdict` are those of them whose page is another now than it was then, or gone.
    One that is `withdrawn` was taken back before an editor decided on it, and counts no more.
    `reuses` says which verdict it was taken from, if from any.
    """

    id: int
    number: int
    rating: Rating
    summary: str
    reasons: str
    why: str
    evidence: list[int]
    changed_since_verdict: list[int]
    author: PersonRef
    at: datetime
    published: bool
    withdrawn: Withdrawal | None
    reuses: Reused | None


class VerdictWrite(Input, frozen=True, kw_only=True):
    """A new entry of the verdict series.

    `scale` is the key of one that the desk offers, its default if left out. `summary` is for readers
    and may be empty until it is submitted, `reasons` for the desk, `why` says what made you change an
    earlier verdict. `evidence` are ids, all of the claim's evidence if left out. `submit` sends it to
    an editor; without, it stays in review.
    """

    rating: Annotated[str, Meta(min_length=1, max_length=40)]
    scale: Key | None = None
    summary: Annotated[str, Meta(max_length=2000)] = ""
    reasons: Annotated[str, Meta(max_length=20_000)] = ""
    why: Annotated[str, Meta(max_length=2000)] = ""
    evidence: list[BigId] | None = None
    submit: bool = False


class ReuseWrite(Input, frozen=True, kw_only=True):
    """The claim whose published verdict is to be this one's as well.

    `reason` is needed where they say only nearly the same, or readers have seen a verdict on this one.
    """

    claim: BigId
    reason: Annotated[str, Meta(max_length=2000)] = ""


class GroupVerdict(Schema, frozen=True, kw_only=True):
    """What readers have of a statement: the verdict on `claim`, which stands in the article `title`.

    `version` is that of the claim, for If-Match.
    """

    claim: int
    version: int
    title: str
    rating: Rating
    summary: str


class GroupClaim(Schema, frozen=True, kw_only=True):
    """A claim of the statement that waits for a verdict, and the title of the article it stands in.

    `likeness` is that to the claim with the verdict. `detail` is what keeps the caller from using the
    verdict on it together with others, for people; empty if nothing does.
    """

    claim: int
    version: int
    text: str
    title: str
    state: State
    likeness: Likeness
    detail: str


class GroupOffer(Schema, frozen=True, kw_only=True):
    """A statement's published verdict, and the open claims that make the statement as well.

    `verdict` is null, and `claims` empty, where none of them has one or they have different ones.
    """

    verdict: GroupVerdict | None
    claims: list[GroupClaim]


class Decision(StrEnum):
    """What an editor says of a verdict."""

    APPROVE = "approve"
    RETURN = "return"


class Review(Schema, frozen=True, kw_only=True):
    """An editor's decision on a verdict."""

    id: int
    verdict: int
    decision: Decision
    comment: str
    editor: PersonRef
    at: datetime


class Approval(Input, frozen=True, kw_only=True):
    """An editor's decision. Returning needs a comment. `publish` false approves without publishing.

    A sensitive claim is approved only, for another editor to publish. `break_glass` is an admin's
    reason to go past the two-person rule; the audit trail has it as an event of its own.
    """

    decision: Decision = Decision.APPROVE
    comment: Annotated[str, Meta(max_length=5000)] = ""
    publish: bool = True
    break_glass: Annotated[str, Meta(max_length=2000)] | None = None


class SeenClaim(Input, frozen=True, kw_only=True):
    """A claim as the caller saw it, at that version: the value of its ETag."""

    claim: BigId
    version: Annotated[int, Meta(ge=0)]


class Approving(Input, frozen=True, kw_only=True):
    """Verdicts to approve, all or none; `publish` and `comment` as in an approval."""

    items: Annotated[list[SeenClaim], Meta(min_length=1, max_length=200)]
    comment: Annotated[str, Meta(max_length=5000)] = ""
    publish: bool = True


class GroupReuse(Input, frozen=True, kw_only=True):
    """Claims that are to have the verdict, at the versions the caller saw; all or none."""

    items: Annotated[list[SeenClaim], Meta(min_length=1, max_length=100)]


class SubmittedClaim(Schema, frozen=True, kw_only=True):
    """A claim whose verdict waits for an editor now: its version, and the verdict's id."""

    claim: int
    version: int
    verdict: int


class ApprovedClaim(Schema, frozen=True, kw_only=True):
    """A claim whose verdict was approved. A sensitive one waits for another editor to publish it.

    While its article is `held` back, its verdict is too.
    """

    claim: int
    published: bool
    held: HeldBack | None


class Obstacle(Schema, frozen=True, kw_only=True):
    """What keeps the caller from approving a claim's verdict, for people; empty if nothing does."""

    claim: int
    detail: str


class PublicationWrite(Input, frozen=True, kw_only=True):
    """Publishing an approved verdict; `break_glass` as in an approval."""

    break_glass: Annotated[str, Meta(max_length=2000)] | None = None


class ReasonGiven(Input, frozen=True, kw_only=True):
    """An action that needs a reason."""

    reason: Reason
