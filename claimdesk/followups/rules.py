"""When a follow-up may end, and who may know what. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from claimdesk.accounts.rules import Actor, Role, reaches
from claimdesk.errors import Conflict, Forbidden, Invalid
from claimdesk.followups.schemas import CheckResult, FollowUp, FollowUpWrite, Outcome
from claimdesk.policies.followups import FollowUpPolicy, SourceCheck, SourceUse


class Clock(msgspec.Struct, frozen=True):
    """When an entry is due and when it expires."""

    due: datetime
    expires: datetime


def clock_from(opened: datetime, policy: FollowUpPolicy) -> Clock:
    """The clock of a follow-up that opens at that moment."""
    due = opened + timedelta(days=policy.days_due)
    return Clock(due, max(due, opened + timedelta(days=policy.days_expiry)))


def may_read_notes(actor: Actor, desk: int, holder: int | None, policy: FollowUpPolicy) -> bool:
    """Whether the caller reads, and so may write, the notes of a follow-up. No program does."""
    if actor.person_id is None:
        return False
    holds = holder == actor.person_id and actor.has(Role.CHECKER, desk)
    return actor.has(policy.notes_readers, desk) or (policy.notes_for_holder and holds)


def require_notes(actor: Actor, desk: int, holder: int | None, policy: FollowUpPolicy) -> None:
    """Raise Forbidden unless the caller may read the notes: nobody replaces what they cannot see."""
    if not may_read_notes(actor, desk, holder, policy):
        raise Forbidden(
            "The follow-up of an unnamed source is kept by whoever holds its claim and by the role "
            f"{policy.notes_readers}. Assign the claim to yourself, or ask one of them."
        )


class Corroborating(msgspec.Struct, frozen=True, kw_only=True):
    """What counts of a corroboration. `evidence` is the origin of its evidence, as one piece's id."""

    id: int
    evidence: int | None
    origin: str
    from_source: bool
    stands: bool


def independent(items: Iterable[Corroborating]) -> set[int]:
    """The ids of those that count: of one origin the first only, and none that was taken back or
    goes back to the source, itself or by its origin.

    Origins are compared without regard to case and spacing; what names none is its own, and so is
    each piece of evidence.
    """
    standing = sorted((item for item in items if item.stands), key=lambda item: item.id)
    seen = {mark for item in standing if item.from_source for mark in _marks(item)}
    counted = set()
    for item in standing:
        if not item.from_source and not _marks(item) & seen:
            counted.add(item.id)
        seen |= _marks(item)
    return counted


def _marks(item: Corroborating) -> set[str]:
    origin = " ".join(item.origin.casefold().split())
    marks = {f"origin {origin}"} if origin else set()
    if item.evidence is not None:
        marks.add(f"evidence {item.evidence}")
    return marks


def missing(checks: Sequence[CheckResult]) -> list[CheckResult]:
    """The checks that keep a follow-up open."""
    return [check for check in checks if check.required and not check.met and not check.waived]


def explain(checks: Sequence[CheckResult]) -> str:
    """What keeps a follow-up open, for somebody who wants to go on. Empty where nothing does."""
    return " ".join(f"{check.detail} {check.todo}" for check in missing(checks))


_SIGNED = frozenset({SourceCheck.SIGN_OFF, SourceCheck.APPROVER_KNOWS})


def check_waiver(
    actor: Actor,
    desk: int,
    policy: FollowUpPolicy,
    use: SourceUse,
    *,
    check: SourceCheck | None,
    expired: bool,
    works_on_it: bool,
    does: str = "waives",
) -> None:
    """Whether the caller may waive one check, or with null the whole follow-up.

    That needs the policy's role; and where it passes over the approver's sign-off, the approver's
    role too, by somebody who does not work on the claim. `does` is what the caller is about to do to
    the follow-up, for the sentence. Raises Forbidden or Conflict.
    """
    role = policy.late_waiver if expired else policy.waiver
    approver = policy.approvers.of(use)
    passes_over = approver is not None and (check is None or check in _SIGNED)
    if passes_over and approver is not None and not reaches(role, approver):
        role = approver
    if not actor.has(role, desk):
        article = "an" if role[0] in "aeiou" else "a"
        thing = "follow-up of an unnamed source" if check is None else "check of an unnamed source"
        raise Forbidden(
            f"Only {article} {role} {does} {'an expired' if expired else 'this'} {thing}: "
            f"it lets the claim be approved with something missing. Ask {article} {role} to do it."
        )
    if passes_over and works_on_it:
        raise Conflict(
            "You work on this claim, so another person has to let its source pass without sign-off."
        )


def check_outcome(
    data: FollowUpWrite,
    actor: Actor,
    desk: int,
    *,
    policy: FollowUpPolicy,
    entry: FollowUp,
    works_on_it: bool,
    still_unnamed: bool,
) -> None:
    """Whether the follow-up may end like this; `entry` is as it is after the write.

    Waiving and dropping need a reason and what `check_waiver` asks: both let the claim go on with
    something missing. Identified needs a claim that is no longer marked as `still_unnamed`.
    Corroborated and cleared need every check that the policy requires, and corroborated at least
    one independent corroboration. Raises Forbidden, Invalid or Conflict, saying what is missing.
    """
    match data.outcome:
        case Outcome.IDENTIFIED:
            if still_unnamed:
                raise Conflict(
                    "Identified means that the article names the source, and the claim is still "
                    "marked as from nobody named. Take in the article's new text or mark the words "
                    "that name the source first; or choose the outcome that fits."
                )
        case Outcome.WAIVED | Outcome.DROPPED:
            check_waiver(
                actor,
                desk,
                policy,
                entry.use,
                check=None,
                expired=entry.expired,
                works_on_it=works_on_it,
                does="waives" if data.outcome is Outcome.WAIVED else "drops",
            )
            if not data.outcome_reason.strip():
                raise Invalid("Waiving and dropping need a reason in `outcome_reason`.")
        case Outcome.CORROBORATED | Outcome.CLEARED:
            if data.outcome is Outcome.CORROBORATED and entry.corroborations < 1:
                raise Invalid(
                    "Corroborated means at least one independent corroboration: record it first."
                )
            if lacking := missing(entry.checklist):
                raise Conflict(
                    f"The desk's policy is not met yet. {explain(entry.checklist)}",
                    checks=[check.check for check in lacking],
                )
        case _:
            pass


def check_sign_off(
    actor: Actor,
    desk: int,
    approver: Role | None,
    *,
    works_on_it: bool,
) -> None:
    """Whether the caller may sign off a use that `approver` signs. Raises Forbidden or Conflict."""
    role = approver or Role.EDITOR
    if not actor.has(role, desk):
        raise Forbidden(f"This use of an unnamed source is signed off by the role {role}.")
    if works_on_it:
        raise Conflict("You work on this claim, so another person has to sign off its source.")


def still_signed(
    signed_role: Role,
    signed_at: datetime,
    approver: Role | None,
    clock: tuple[datetime, datetime],
    now: datetime,
) -> bool:
    """Whether a sign-off of the present use still stands.

    `clock` is when the entry was (last) opened and when it expires. It falls where the entry was
    opened anew since, where it has expired since, and where the policy asks for a higher role now.
    """
    opened, expires = clock
    lapsed = signed_at < expires <= now
    return (
        signed_at >= opened and not lapsed and (approver is None or reaches(signed_role, approver))
    )
