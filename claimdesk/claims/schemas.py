"""Claims in the API's words."""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Annotated

from msgspec import Meta, field

from claimdesk.accounts.schemas import PersonRef
from claimdesk.articles.rules import HeldBack
from claimdesk.claims.facts import Anchor, Checked, Opinion, State
from claimdesk.claims.rules import Action
from claimdesk.evidence.schemas import Evidence
from claimdesk.extraction.model import Form, SourceKind
from claimdesk.followups.schemas import FollowUp
from claimdesk.opinions.schemas import OpinionRequest, SecondOpinion
from claimdesk.reviews.schemas import Review, Verdict
from claimdesk.schemas import BigId, Input, Moment, Schema, SmallId, TextSpan

Tag = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"\S")]
Tags = Annotated[list[Tag], Meta(max_length=20)]
Reason = Annotated[str, Meta(min_length=1, max_length=2000)]
Piece = tuple[Annotated[int, Meta(ge=0, le=2**31 - 1)], Annotated[int, Meta(ge=0, le=2**31 - 1)]]
Pieces = Annotated[list[Piece], Meta(min_length=1, max_length=100)]


class Priority(IntEnum):
    """How urgent a claim is, before its check-worthiness counts."""

    LOW = -1
    NORMAL = 0
    HIGH = 1
    URGENT = 2


class DismissKind(StrEnum):
    """Why a claim needs no check. `not_a_claim` is the machine's mistake: it teaches the extractor."""

    OPINION = "opinion"
    PREDICTION = "prediction"
    NOT_CHECKABLE = "not_checkable"
    TRIVIAL = "trivial"
    DUPLICATE = "duplicate"
    OUT_OF_SCOPE = "out_of_scope"
    NOT_A_CLAIM = "not_a_claim"
    OTHER = "other"


class ArticleRef(Schema, frozen=True, kw_only=True):
    """The article a claim stands in."""

    id: int
    title: str


class ClaimArticle(ArticleRef, frozen=True, kw_only=True):
    """The same, and why it is `held` back: nothing on it is published meanwhile."""

    held: HeldBack | None


class SourceMention(Schema, frozen=True, kw_only=True):
    """The words that name who said it. `source_id` is the source across articles."""

    start: int
    end: int
    text: str
    kind: SourceKind
    unnamed: bool
    refers_to: TextSpan | None
    source_id: int | None


class Assignment(Schema, frozen=True, kw_only=True):
    """Who has the claim, since when, until when."""

    assignee: PersonRef
    assigned_by: str
    assigned_at: datetime
    due: datetime | None
    lease_until: datetime | None


class FollowUpState(StrEnum):
    """Where the follow-up of an unnamed source stands, as a queue shows it."""

    NONE = "none"
    OPEN = "open"
    OVERDUE = "overdue"
    CLOSED = "closed"


class Claim(Schema, frozen=True, kw_only=True):
    """What someone is said to have said, as the queue shows it; `desk` is whose it is.

    `spans` are the pieces of the content, `start` and `end` their hull. With `hearsay` it is passed
    on with nobody named ("reportedly"), which opens a follow-up as an unnamed source does. `version` is the value
    of the ETag. `actions` lists what the caller may do with it now. With `verdict_withheld`
    the caller owes a blind second opinion and sees the first verdict once theirs is in. `anchor` says
    how it came to stand there; an ambiguous or gone one has no place in the article's current revision,
    and `revision` is the last in which it had one. `stale`: its verdict was given on other words.
    `checked_before`: readers have a verdict on a claim that says the same, or nearly so, or others checked
    one; it is some seconds behind the words.
    """

    id: int
    desk: int
    article: ClaimArticle
    revision: int
    start: int
    end: int
    spans: list[tuple[int, int]]
    text: str
    form: Form
    parent: int | None
    cue: TextSpan | None
    source: SourceMention | None
    hearsay: bool
    checkworthiness: float
    basis: str
    priority: Priority
    tags: list[str]
    sensitive: bool
    state: State
    version: int
    actions: list[Action]
    assignment: Assignment | None
    verdict: Verdict | None
    verdict_withheld: bool
    snoozed_until: datetime | None
    opinion: Opinion
    evidence_count: int
    followup: FollowUpState
    anchor: Anchor
    stale: bool
    checked_before: Checked | None
    created_at: datetime
    updated_at: datetime


class Machine(Schema, frozen=True, kw_only=True):
    """What the extractor had found, kept once a person changed it."""

    spans: list[tuple[int, int]]
    text: str
    cue: TextSpan | None
    source: dict[str, object] | None
    form: Form
    unnamed: bool


class ClaimDetail(Claim, frozen=True, kw_only=True):
    """Everything on one claim. `merged` are claims set aside as saying the same."""

    evidence: list[Evidence]
    verdicts: list[Verdict]
    reviews: list[Review]
    opinion_request: OpinionRequest | None
    second_opinions: list[SecondOpinion]
    follow_up: FollowUp | None
    dismiss_kind: DismissKind | None
    dismiss_reason: str | None
    merged_into: int | None
    merged: list[int]
    machine: Machine | None
    added_by: PersonRef | None
    children: list[int]


class StateCount(Schema, frozen=True, kw_only=True):
    """How many claims are in a state."""

    state: State
    count: int


class Deed(StrEnum):
    """What somebody did with a claim, or what was `due` of it and was not done by then (`late`)."""

    ASSIGNED = "assigned"
    VERDICT = "verdict"
    RETURNED = "returned"
    DECIDED = "decided"
    DUE = "due"
    LATE = "late"
    FOLLOWUP_DUE = "followup_due"
    FOLLOWUP_LATE = "followup_late"


class SecondLook(StrEnum):
    """A second opinion that was given, or one that agreed with the verdict."""

    GIVEN = "given"
    AGREED = "agreed"


class Filter(Input, frozen=True, kw_only=True):
    """Which claims a list shows. `assignee` is `me`, `none` or a person's id; `tags` are all borne.

    `anchor` is how it came to stand where it does, or `orphaned`: without a certain place. `snoozed`
    true is what is snoozed, and without it that is left out, unless something is asked of the past.
    `matched` is how like it is to what was checked before, at best. `source` is a source's id, `unnamed`, or `none` for the article's own voice.

    Of what happened from `from` to before `to`: `entered` and `left` a state; `rated`, the rating that
    readers were given last in it, as `scale:key`; what `by` somebody, or anybody, `did`; a `second`
    opinion. `was` are the states it was in at `to`. With none of these it is when the claim was found.
    """

    states: list[State] | None = None
    unnamed: bool | None = None
    assignee: (
        Annotated[str, Meta(max_length=20, pattern=r"^(me|none|[0-9]{1,9})(?!\n)$")] | None
    ) = None
    article: BigId | None = None
    text: Annotated[str, Meta(max_length=500)] | None = None
    tags: Tags | None = None
    priority: Priority | None = None
    sensitive: bool | None = None
    overdue: bool | None = None
    disagreement: bool | None = None
    snoozed: bool | None = None
    matched: Checked | None = None
    anchor: Annotated[str, Meta(max_length=20)] | None = None
    desk: SmallId | None = None
    section: Annotated[str, Meta(max_length=300)] | None = None
    source: (
        Annotated[str, Meta(max_length=20, pattern=r"^(unnamed|none|[0-9]{1,15})(?!\n)$")] | None
    ) = None
    since: Moment | None = field(default=None, name="from")
    until: Moment | None = field(default=None, name="to")
    entered: State | None = None
    left: State | None = None
    was: list[State] | None = None
    rated: Annotated[str, Meta(max_length=90, pattern=r"^[^:]+:[^:]+$")] | None = None
    did: Deed | None = None
    by: SmallId | None = None
    second: SecondLook | None = None


class Dismissal(Input, frozen=True, kw_only=True):
    """Why a claim needs no check."""

    reason: Reason
    kind: DismissKind = DismissKind.OTHER


class Snooze(Input, frozen=True, kw_only=True):
    """Until when a claim stays out of the queue; null puts it back."""

    until: Moment | None


class Labels(Input, frozen=True, kw_only=True):
    """Tags to add and to take away, a priority, a mark for sensitive claims; null leaves as it is.

    A sensitive claim is approved by one editor and published by another, neither its verdict's
    author. Taking the mark away needs an editor.
    """

    tag: Tags = field(default_factory=list)
    untag: Tags = field(default_factory=list)
    priority: Priority | None = None
    sensitive: bool | None = None


class BulkAction(StrEnum):
    """What can be done with many claims at once."""

    ACCEPT = "accept"
    DISMISS = "dismiss"
    RESTORE = "restore"
    ASSIGN = "assign"
    RELEASE = "release"
    LABEL = "label"


class BulkRequest(Labels, frozen=True, kw_only=True):
    """One action on `claims`, or on everything under `filter`, of which `expect` is the count shown.

    `assignee` and `due` are for assigning (null: to the caller), `kind` and `reason` for dismissing,
    tags, priority and sensitive for labelling.
    """

    action: BulkAction
    claims: Annotated[list[BigId], Meta(min_length=1, max_length=5000)] | None = None
    filter: Filter | None = None
    expect: Annotated[int, Meta(ge=1)] | None = None
    assignee: SmallId | None = None
    due: Moment | None = None
    kind: DismissKind | None = None
    reason: Annotated[str, Meta(max_length=2000)] = ""


class BulkResult(Schema, frozen=True, kw_only=True):
    """What was done; until `undo_until` it can be taken back by its id."""

    id: int
    action: BulkAction
    claims: list[int]
    undo_until: datetime


class Undone(Schema, frozen=True, kw_only=True):
    """Claims that are as before, and those `kept` as they are: somebody went on with them, or who had
    them may not have them back.
    """

    claims: list[int]
    kept: list[int]


class SameClaims(Input, frozen=True, kw_only=True):
    """Claims that say the same as this one."""

    claims: Annotated[list[BigId], Meta(min_length=1, max_length=200)]


class Marking(Input, frozen=True, kw_only=True):
    """A claim's words, marked by hand. Offsets are code points in the revision's text, ends exclusive.

    `spans` are the pieces of the content in order; `cue` and `source` the words that attribute it and
    that name who. `kind` and `unnamed` judge the source.
    """

    spans: Pieces
    cue: Piece | None = None
    source: Piece | None = None
    kind: SourceKind | None = None
    unnamed: bool = False
    form: Form | None = None


class Split(Input, frozen=True, kw_only=True):
    """The pieces of each claim that one is split into, at least two; the first keeps its number."""

    parts: Annotated[list[Pieces], Meta(min_length=2, max_length=20)]


class GuardRow(Schema, frozen=True, kw_only=True):
    """A condition of a transition, and what is said where it does not hold."""

    guard: str
    says: str


class TransitionRow(Schema, frozen=True, kw_only=True):
    """A row of the table that decides a claim's life, as documents and pages show it."""

    action: Action
    sources: list[State]
    target: State | None
    role: str
    guards: list[GuardRow]


class AnchorCounts(Schema, frozen=True, kw_only=True):
    """How many claims came to stand in a revision how, or have no certain place in it."""

    found: int = 0
    carried: int = 0
    moved: int = 0
    edited: int = 0
    placed: int = 0
    ambiguous: int = 0
    gone: int = 0


class WentOn(Schema, frozen=True, kw_only=True):
    """What the next revision did to a claim."""

    revision: int
    anchor: Anchor


class ClaimStanding(Schema, frozen=True, kw_only=True):
    """A claim as it stood in one revision.

    Without `spans` it had no certain place there: `text` is then what it said where it stood last,
    and `candidates` are places that were like it. `score` is how like its words are to those of the
    revision before, of 100. `next` is null in the current revision.
    """

    claim: int
    anchor: Anchor
    spans: list[tuple[int, int]]
    text: str
    cue: TextSpan | None
    source: TextSpan | None
    score: float
    candidates: list[tuple[int, int]]
    placed_by: str
    next: WentOn | None


class AnchorWrite(Input, frozen=True, kw_only=True):
    """Where a claim stands in the article's current revision.

    `spans` are the pieces of its content, in order; none says that its words are gone. `cue` and
    `source` are looked for beside them if left out.
    """

    spans: Annotated[list[Piece], Meta(max_length=50)]
    cue: Piece | None = None
    source: Piece | None = None
