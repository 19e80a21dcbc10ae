"""Claims in the API's words."""

from datetime import datetime
from enum import StrEnum

from claimdesk.accounts.schemas import PersonRef
from claimdesk.claims.rules import Action, State
from claimdesk.evidence.schemas import Evidence
from claimdesk.extraction.model import Form, SourceKind
from claimdesk.followups.schemas import FollowUp
from claimdesk.reviews.schemas import Review, Verdict
from claimdesk.schemas import Schema, TextSpan


class ArticleRef(Schema, frozen=True, kw_only=True):
    """The article a claim stands in."""

    id: int
    title: str


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


class FollowUpState(StrEnum):
    """Where the follow-up of an unnamed source stands, as a queue shows it."""

    NONE = "none"
    OPEN = "open"
    OVERDUE = "overdue"
    CLOSED = "closed"


class Claim(Schema, frozen=True, kw_only=True):
    """What someone is said to have said, as the queue shows it.

    `spans` are the pieces of the content, `start` and `end` their hull. `version` is the value
    of the ETag. `actions` lists what the caller may do with it now.
    """

    id: int
    article: ArticleRef
    revision: int
    start: int
    end: int
    spans: list[tuple[int, int]]
    text: str
    form: Form
    parent: int | None
    cue: TextSpan | None
    source: SourceMention | None
    checkworthiness: float
    basis: str
    state: State
    version: int
    actions: list[Action]
    assignment: Assignment | None
    verdict: Verdict | None
    evidence_count: int
    followup: FollowUpState
    created_at: datetime
    updated_at: datetime


class ClaimDetail(Claim, frozen=True, kw_only=True):
    """Everything on one claim."""

    evidence: list[Evidence]
    verdicts: list[Verdict]
    reviews: list[Review]
    follow_up: FollowUp | None
    dismiss_reason: str | None
    children: list[int]


class StateCount(Schema, frozen=True, kw_only=True):
    """How many claims are in a state."""

    state: State
    count: int
