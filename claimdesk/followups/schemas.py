"""Follow-ups of unnamed sources in the API's words. The source's name has no field, on purpose."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from claimdesk.accounts.rules import Role
from claimdesk.accounts.schemas import PersonRef
from claimdesk.policies.followups import SourceCheck, SourceUse
from claimdesk.schemas import BigId, Input, Moment, Schema, SmallId

Note = Annotated[str, Meta(max_length=2000)]
Needed = Annotated[str, Meta(min_length=1, max_length=2000, pattern=r"\S")]


class ReasonClass(StrEnum):
    """Why the source is not named, as a class that can be counted."""

    NOT_AUTHORISED = "not_authorised"
    FEAR_FOR_JOB = "fear_for_job"
    FEAR_OF_RETALIATION = "fear_of_retaliation"
    FEAR_FOR_SAFETY = "fear_for_safety"
    LEGAL = "legal"
    PRIVACY = "privacy"
    ROUTINE_BRIEFING = "routine_briefing"
    NONE_GIVEN = "none_given"
    OTHER = "other"


class Terms(StrEnum):
    """What was agreed with the source."""

    UNKNOWN = "unknown"
    BACKGROUND = "background"
    NOT_FOR_ATTRIBUTION = "not_for_attribution"
    OFF_THE_RECORD = "off_the_record"


class SourceKnowledge(StrEnum):
    """Whether the source saw or heard it, or passes on what others said."""

    UNKNOWN = "unknown"
    FIRST_HAND = "first_hand"
    SECOND_HAND = "second_hand"


class SourceContent(StrEnum):
    """What the source gives. Most newsrooms grant anonymity for information only."""

    UNKNOWN = "unknown"
    INFORMATION = "information"
    OPINION = "opinion"


class Outcome(StrEnum):
    """How a follow-up ends.

    `identified`: the article names the source now, and the claim is marked so. `corroborated`:
    others who are independent of the source say the same. `cleared`: the source stays unnamed and
    all that the desk's policy demands is on record. `waived`: an editor lets it pass though something
    is missing. `dropped`: the claim is no longer pursued; by hand it takes whoever may waive.
    """

    IDENTIFIED = "identified"
    CORROBORATED = "corroborated"
    CLEARED = "cleared"
    WAIVED = "waived"
    DROPPED = "dropped"


class AttemptResult(StrEnum):
    """What came of asking the source to go on the record."""

    AGREED = "agreed"
    REFUSED = "refused"
    UNDECIDED = "undecided"
    NO_ANSWER = "no_answer"


class CorroborationKind(StrEnum):
    """What bears the source out."""

    DOCUMENT = "document"
    NAMED_PERSON = "named_person"
    UNNAMED_PERSON = "unnamed_person"
    OBSERVATION = "observation"
    OTHER = "other"


class CheckResult(Schema, frozen=True, kw_only=True):
    """One check of the ledger. The follow-up is not closed while a `required` one is neither `met`
    nor `waived`; the others are advice. `detail` says what was found, `todo` what to do about it.
    """

    check: SourceCheck
    required: bool
    met: bool
    waived: bool
    detail: str
    todo: str


class EditorsWord(Schema, frozen=True, kw_only=True):
    """An editor's sign-off or waiver, as given: the role is the one they had then."""

    by: PersonRef
    role: Role
    at: datetime
    note: str


class SignOff(EditorsWord, frozen=True, kw_only=True):
    """The approver's sign-off. It stands for the use it was given for and no other.

    Its `note` is one of the notes: empty for whoever may not read them.
    """

    use: SourceUse
    knows_identity: bool


class Waiver(EditorsWord, frozen=True, kw_only=True):
    """A check that an editor lets pass, with the reason in `note`, which everybody may read."""

    check: SourceCheck


class Attempt(Schema, frozen=True, kw_only=True):
    """One attempt to get the source on the record."""

    id: int
    at: datetime
    by: PersonRef
    result: AttemptResult
    note: str


class Corroboration(Schema, frozen=True, kw_only=True):
    """Something that bears the source out. `independent` is false where it has its origin in the
    source itself, where an earlier one has the same origin, or where its evidence was taken back.
    """

    id: int
    kind: CorroborationKind
    evidence: int | None
    origin: str
    from_source: bool
    independent: bool
    note: str
    added_by: PersonRef
    added_at: datetime
    retracted_at: datetime | None


class FollowUp(Schema, frozen=True, kw_only=True):
    """The ledger entry an unnamed source makes. Open while `outcome` is null.

    The source's name is nowhere in it: `known_to` is the colleague who knows the identity.
    `description`, `promise_words` and `reason_words` are the article's own words for the source, the
    promise of anonymity and its reason; a `hearsay` entry stands for "reportedly" and the like, with
    nobody behind it. `corroborations` counts the independent ones in `corroboration_list` and those
    counted by hand without a record; `approver` is the role that has to sign off this use.

    Notes are `reason`, `basis_of_knowledge`, `known_to`, `told_at`, `attempts`,
    `corroboration_list` and the sign-off's `note`. Only those may read them whom the desk's policy lets, in the answer of
    getClaim, and each reading is logged; everywhere else they are empty and `notes_hidden` is true.
    With `notes_unreadable` some are left out: the server lacks the key that they were sealed with.
    """

    id: int
    claim: int
    version: int
    hearsay: bool
    description: str
    promise_words: str
    reason_words: str
    reason_class: ReasonClass
    terms: Terms
    knowledge: SourceKnowledge
    content: SourceContent
    source_count: int | None
    use: SourceUse
    approver: Role | None
    sign_off: SignOff | None
    waivers: list[Waiver]
    corroborations: int
    attempt_count: int
    notes_hidden: bool
    notes_unreadable: bool
    reason: str
    basis_of_knowledge: str
    known_to: PersonRef | None
    told_at: datetime | None
    attempts: list[Attempt]
    corroboration_list: list[Corroboration]
    checklist: list[CheckResult]
    due: datetime
    overdue: bool
    expires: datetime
    expired: bool
    outcome: Outcome | None
    outcome_reason: str
    opened_at: datetime
    closed_at: datetime | None


class FollowUpWrite(Input, frozen=True, kw_only=True):
    """What is known now, never the source's name.

    The fields down to `outcome_reason` replace what is there. The others stay as they are where they
    are left out. Setting `outcome` closes the follow-up. `source_count` is how many people stand
    behind the words, null for unknown; `corroborations` below the number on the list counts no more.
    `outcome_reason` stays in the audit trail for all to read: nothing that could lead to the source
    belongs there.
    """

    reason: Note = ""
    terms: Terms = Terms.UNKNOWN
    basis_of_knowledge: Note = ""
    known_to: SmallId | None = None
    corroborations: Annotated[int, Meta(ge=0, le=99)] = 0
    due: Moment | None = None
    outcome: Outcome | None = None
    outcome_reason: Note = ""
    told_at: Moment | UnsetType | None = UNSET
    reason_class: ReasonClass | UnsetType = UNSET
    reason_words: Note | UnsetType = UNSET
    knowledge: SourceKnowledge | UnsetType = UNSET
    content: SourceContent | UnsetType = UNSET
    source_count: Annotated[int, Meta(ge=0, le=99)] | UnsetType | None = UNSET
    use: SourceUse | UnsetType = UNSET


class AttemptCreate(Input, frozen=True, kw_only=True):
    """An attempt to get the source on the record, made now unless `at` says when."""

    result: AttemptResult
    note: Note = ""
    at: Moment | None = None


class CorroborationCreate(Input, frozen=True, kw_only=True):
    """Something that bears the source out.

    `evidence` is the id of a piece of the claim's evidence. `origin` says in a few words where it
    comes from: two with the same origin, or the same evidence, count once. `from_source` marks what
    goes back to the unnamed source itself and counts for nothing.
    """

    kind: CorroborationKind
    evidence: BigId | None = None
    origin: Annotated[str, Meta(max_length=200)] = ""
    from_source: bool = False
    note: Note = ""


class SignOffCreate(Input, frozen=True, kw_only=True):
    """The approver's sign-off of the source's present use. Nobody signs what they work on.

    The `note` is kept with the other notes; the audit says only whether there is one.
    """

    knows_identity: bool = False
    note: Note = ""


class WaiverCreate(Input, frozen=True, kw_only=True):
    """Let one check pass, with the reason.

    The `reason` stays in the audit trail for all to read: nothing that could lead to the source
    belongs there.
    """

    check: SourceCheck
    reason: Needed


class LedgerEntry(Schema, frozen=True, kw_only=True):
    """A follow-up as the ledger lists it, without its notes and checklist.

    `corroborations` are those on record, the ones taken back or going back to the source aside, and
    those counted by hand. `identity_known` says whether somebody on the desk knows who it is, not who;
    `approver` is the role that signs off this use. `holder` has the claim.
    """

    id: int
    claim: int
    article: int
    desk: int
    title: str
    byline: str
    section: str
    text: str
    hearsay: bool
    description: str
    reason_class: ReasonClass
    terms: Terms
    use: SourceUse
    approver: Role | None
    signed_off: bool
    identity_known: bool
    corroborations: int
    attempts: int
    holder: PersonRef | None
    due: datetime
    overdue: bool
    expires: datetime
    expired: bool
    outcome: Outcome | None
    outcome_reason: str
    opened_at: datetime
    closed_at: datetime | None


class LedgerCounts(Schema, frozen=True, kw_only=True):
    """How many entries stand where, under the list's other filters. `overdue` and `expired` are open,
    `closed` all that have an outcome, and the rest the closed ones by theirs.
    """

    total: int
    open: int
    overdue: int
    expired: int
    closed: int
    identified: int
    corroborated: int
    cleared: int
    waived: int
    dropped: int


class NoteRead(Schema, frozen=True, kw_only=True):
    """Somebody read the notes of a follow-up. Readings by one person within a quarter of an hour
    are one entry as long as nothing is written in between.
    """

    id: int
    at: datetime
    person: PersonRef
    claim: int
    article: int
    followup: int
    version: int
