"""What a desk demands before an unnamed source is let through: data, with presets. Pure.

The presets say in our words what published policies of these houses ask for; each house's own text
is what binds its journalists.
"""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from claimdesk.accounts.rules import Role
from claimdesk.schemas import Input, Schema


class SourceUse(StrEnum):
    """What the article does with the source, the weightiest first."""

    HINGES = "hinges"
    DIRECT_QUOTE = "direct_quote"
    OTHER = "other"


class SourceCheck(StrEnum):
    """What is looked at in every follow-up. A policy says which of these have to hold."""

    SOMEBODY_BEHIND = "somebody_behind"
    REASON = "reason"
    REASON_FOR_READERS = "reason_for_readers"
    DESCRIPTION = "description"
    TERMS = "terms"
    BASIS = "basis"
    FIRST_HAND = "first_hand"
    INFORMATION = "information"
    PLURAL = "plural"
    DECLINED_COMMENT = "declined_comment"
    EDITOR_KNOWS = "editor_knows"
    ATTEMPT = "attempt"
    CORROBORATION = "corroboration"
    RIGHT_OF_REPLY = "right_of_reply"
    SIGN_OFF = "sign_off"
    APPROVER_KNOWS = "approver_knows"


class Approvers(Input, frozen=True, kw_only=True):
    """The least role that signs off each use; null where none has to."""

    hinges: Role | None = None
    direct_quote: Role | None = None
    other: Role | None = None

    def of(self, use: SourceUse) -> Role | None:
        """Who signs off that use."""
        return {
            SourceUse.HINGES: self.hinges,
            SourceUse.DIRECT_QUOTE: self.direct_quote,
            SourceUse.OTHER: self.other,
        }[use]


Days = Annotated[int, Meta(ge=1, le=365)]


class FollowUpPolicy(Input, frozen=True, kw_only=True):
    """The desk's demands on unnamed sources.

    `required` are the checks that have to hold; a sign-off has to wherever `approvers` names a role.
    `corroborations` is how many independent ones the check of that name wants, of which those
    counted by hand are left out where `corroborations_listed`. An entry is due `days_due` after it
    opened and expires after `days_expiry`: from then on what was signed off has to be signed off
    again, and waiving needs `late_waiver` in place of `waiver`. The notes are read by `notes_readers`
    and above and, with `notes_for_holder`, by whoever holds the claim.
    """

    required: list[SourceCheck] = field(default_factory=list)
    corroborations: Annotated[int, Meta(ge=1, le=9)] = 1
    corroborations_listed: bool = False
    approvers: Approvers = Approvers()
    waiver: Role = Role.EDITOR
    late_waiver: Role = Role.ADMIN
    days_due: Days = 7
    days_expiry: Days = 30
    notes_readers: Role = Role.EDITOR
    notes_for_holder: bool = True


class FollowUpPreset(Schema, frozen=True, kw_only=True):
    """A policy to start from: what a house is known to ask for, in our words."""

    key: str
    name: str
    policy: FollowUpPolicy


_EDITOR = Approvers(hinges=Role.EDITOR, direct_quote=Role.EDITOR, other=Role.EDITOR)
_SENIOR_IF_IT_HINGES = Approvers(hinges=Role.ADMIN, direct_quote=Role.EDITOR, other=Role.EDITOR)
C = SourceCheck

PRESETS = (
    FollowUpPreset(key="basic", name="An outcome and no more", policy=FollowUpPolicy()),
    FollowUpPreset(
        key="ap",
        name="After the Associated Press",
        policy=FollowUpPolicy(
            required=[
                C.SOMEBODY_BEHIND, C.REASON, C.REASON_FOR_READERS, C.DESCRIPTION, C.BASIS,
                C.INFORMATION, C.DECLINED_COMMENT, C.EDITOR_KNOWS, C.ATTEMPT, C.APPROVER_KNOWS,
            ],
            approvers=_EDITOR,
        ),
    ),
    FollowUpPreset(
        key="reuters",
        name="After Reuters",
        policy=FollowUpPolicy(
            required=[
                C.SOMEBODY_BEHIND, C.DESCRIPTION, C.TERMS, C.BASIS, C.INFORMATION, C.PLURAL,
                C.ATTEMPT, C.CORROBORATION, C.RIGHT_OF_REPLY,
            ],
            corroborations_listed=True,
            approvers=_SENIOR_IF_IT_HINGES,
        ),
    ),
    FollowUpPreset(
        key="nyt",
        name="After the New York Times (2016)",
        policy=FollowUpPolicy(
            required=[C.SOMEBODY_BEHIND, C.REASON, C.DESCRIPTION, C.BASIS, C.EDITOR_KNOWS],
            approvers=_SENIOR_IF_IT_HINGES,
        ),
    ),
    FollowUpPreset(
        key="bbc",
        name="After the BBC",
        policy=FollowUpPolicy(
            required=[
                C.SOMEBODY_BEHIND, C.REASON, C.DESCRIPTION, C.BASIS, C.EDITOR_KNOWS,
                C.CORROBORATION, C.RIGHT_OF_REPLY,
            ],
            approvers=_SENIOR_IF_IT_HINGES,
        ),
    ),
    FollowUpPreset(
        key="npr",
        name="After NPR",
        policy=FollowUpPolicy(
            required=[
                C.SOMEBODY_BEHIND, C.REASON, C.REASON_FOR_READERS, C.DESCRIPTION, C.INFORMATION,
                C.EDITOR_KNOWS,
            ],
            approvers=_EDITOR,
        ),
    ),
)  # fmt: skip
"""Policies to start from: ours, and after five houses'."""
