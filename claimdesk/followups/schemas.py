"""Follow-ups of unnamed sources in the API's words. The source's name has no field, on purpose."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from claimdesk.accounts.schemas import PersonRef
from claimdesk.schemas import Input, Moment, Schema, SmallId


class Terms(StrEnum):
    """What was agreed with the source."""

    UNKNOWN = "unknown"
    BACKGROUND = "background"
    NOT_FOR_ATTRIBUTION = "not_for_attribution"
    OFF_THE_RECORD = "off_the_record"


class Outcome(StrEnum):
    """How a follow-up ends."""

    IDENTIFIED = "identified"
    CORROBORATED = "corroborated"
    WAIVED = "waived"
    DROPPED = "dropped"


class FollowUp(Schema, frozen=True, kw_only=True):
    """The ledger entry an unnamed source makes. Open while `outcome` is null.

    `known_to` is the colleague who knows the identity: never the source.
    """

    id: int
    claim: int
    version: int
    reason: str
    terms: Terms
    basis_of_knowledge: str
    known_to: PersonRef | None
    corroborations: int
    due: datetime
    overdue: bool
    outcome: Outcome | None
    outcome_reason: str
    opened_at: datetime
    closed_at: datetime | None


class FollowUpWrite(Input, frozen=True, kw_only=True):
    """What is known now. Setting `outcome` closes it; waiving needs an editor and a reason."""

    reason: Annotated[str, Meta(max_length=2000)] = ""
    terms: Terms = Terms.UNKNOWN
    basis_of_knowledge: Annotated[str, Meta(max_length=2000)] = ""
    known_to: SmallId | None = None
    corroborations: Annotated[int, Meta(ge=0, le=99)] = 0
    due: Moment | None = None
    outcome: Outcome | None = None
    outcome_reason: Annotated[str, Meta(max_length=2000)] = ""
