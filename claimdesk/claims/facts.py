"""What is known of a claim when something is to be done with it. Pure."""

from enum import StrEnum

import msgspec

from claimdesk.extraction.model import Form


class State(StrEnum):
    """Where a claim is in the desk's work. What the desk thinks of it is its verdict."""

    NEW = "new"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    IN_REVIEW = "in_review"
    SUBMITTED = "submitted"
    SECOND_OPINION = "second_opinion"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    DISMISSED = "dismissed"


class Anchor(StrEnum):
    """How a claim came to stand where it does in a revision, or that it has no place there.

    Found by the machine or marked by a person; carried over, moved or edited by a new text; placed
    by a person. Ambiguous and gone ones are orphaned: they wait for somebody to place them.
    """

    FOUND = "found"
    CARRIED = "carried"
    MOVED = "moved"
    EDITED = "edited"
    PLACED = "placed"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"


class Checked(StrEnum):
    """How like a claim is to what was checked before: it says the same, or nearly so."""

    SAME = "same"
    NEAR = "near"


ORPHANED = frozenset({Anchor.AMBIGUOUS, Anchor.GONE})


class Opinion(StrEnum):
    """What a second opinion makes of the verdict. Waiting for one is a state.

    `wanted`: the desk's policy wants one. `resolved`: it differs, and an editor settled that.
    """

    NONE = "none"
    WANTED = "wanted"
    AGREED = "agreed"
    DISAGREED = "disagreed"
    RESOLVED = "resolved"


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What the guards look at: read from the database under the claim's lock.

    `holder` has the claim, on a lease that is `lease_over` once it ran out. `byline` is the article's.
    `evidence_lacks` says what the desk's policy misses in the evidence, empty if nothing. `approver`
    approved the verdict that is to be published. `opinion_of` was asked for
    a second opinion, null for anybody, and `opinion_by` gave the last one. `seconded`: one was given on the
    latest verdict, or settled since.
    """

    state: State
    desk: int
    holder: int | None = None
    lease_over: bool = False
    byline: str = ""
    sensitive: bool = False
    verdict_author: int | None = None
    verdict_evidence: int = 0
    evidence_lacks: str = ""
    approver: int | None = None
    followup_open: bool = False
    published: bool = False
    opinion: Opinion = Opinion.NONE
    opinion_of: int | None = None
    opinion_by: int | None = None
    opinion_blind: bool = False
    seconded: bool = False
    stale: bool = False
    anchor: Anchor = Anchor.FOUND


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What of a claim stands between its article and publication."""

    id: int
    state: State
    open: bool
    followup_open: bool
    stale: bool


class SourceFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a claim's row says of its source, and who works on it. `mention` and `cue` are JSON.

    `by_hand`: a person marked the claim or changed how it is marked.
    """

    id: int
    desk: int
    article: int
    revision: int
    form: Form
    cue: str | None
    mention: str | None
    unnamed: bool
    hearsay: bool
    holder: int | None
    verdict_author: int | None
    by_hand: bool
