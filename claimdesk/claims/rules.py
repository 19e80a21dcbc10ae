"""The life of a claim: one table of transitions, and nothing else decides. Pure."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from claimdesk.accounts.rules import Actor, Role
from claimdesk.errors import Conflict, Forbidden


class State(StrEnum):
    """Where a claim is in the desk's work. What the desk thinks of it is its verdict."""

    NEW = "new"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    IN_REVIEW = "in_review"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    DISMISSED = "dismissed"


class Action(StrEnum):
    """What can be done with a claim."""

    ACCEPT = "accept"
    DISMISS = "dismiss"
    RESTORE = "restore"
    ASSIGN = "assign"
    RELEASE = "release"
    START = "start"
    SAVE_VERDICT = "save_verdict"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    PUBLISH = "publish"
    CORRECT = "correct"


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What the guards look at: read from the database under the claim's lock."""

    state: State
    desk: int
    holder: int | None = None
    verdict_author: int | None = None
    verdict_evidence: int = 0
    followup_open: bool = False
    published: bool = False


class Guard(StrEnum):
    """A condition of a transition, by name, so that documents and pages can show it."""

    HOLDER = "holder"
    EVIDENCE = "evidence"
    NOT_AUTHOR = "not_author"
    FOLLOWUP_CLOSED = "followup_closed"
    NOT_PUBLISHED = "not_published"


class Transition(msgspec.Struct, frozen=True):
    """From which states an action leads where, who may do it, and what must hold."""

    sources: frozenset[State]
    target: State
    role: Role
    guards: tuple[Guard, ...] = ()


def _from(*states: State) -> frozenset[State]:
    return frozenset(states)


S, A = State, Action
IN_WORK = _from(S.ASSIGNED, S.IN_REVIEW, S.RETURNED)
OPEN_STATES = frozenset(State) - {State.PUBLISHED, State.DISMISSED}

TRANSITIONS: Mapping[Action, Transition] = {
    A.ACCEPT: Transition(_from(S.NEW), S.ACCEPTED, Role.CHECKER),
    A.DISMISS: Transition(
        _from(S.NEW, S.ACCEPTED, S.ASSIGNED), S.DISMISSED, Role.CHECKER, (Guard.NOT_PUBLISHED,)
    ),
    A.RESTORE: Transition(_from(S.DISMISSED), S.NEW, Role.CHECKER),
    A.ASSIGN: Transition(_from(S.NEW, S.ACCEPTED) | IN_WORK, S.ASSIGNED, Role.CHECKER),
    A.RELEASE: Transition(IN_WORK, S.ACCEPTED, Role.CHECKER),
    A.START: Transition(_from(S.ASSIGNED, S.RETURNED), S.IN_REVIEW, Role.CHECKER, (Guard.HOLDER,)),
    A.SAVE_VERDICT: Transition(IN_WORK, S.IN_REVIEW, Role.CHECKER, (Guard.HOLDER,)),
    A.SUBMIT: Transition(IN_WORK, S.SUBMITTED, Role.CHECKER, (Guard.HOLDER, Guard.EVIDENCE)),
    A.RETURN: Transition(_from(S.SUBMITTED, S.APPROVED), S.RETURNED, Role.EDITOR),
    A.APPROVE: Transition(
        _from(S.SUBMITTED),
        S.APPROVED,
        Role.EDITOR,
        (Guard.NOT_AUTHOR, Guard.EVIDENCE, Guard.FOLLOWUP_CLOSED),
    ),
    A.PUBLISH: Transition(_from(S.APPROVED), S.PUBLISHED, Role.EDITOR, (Guard.FOLLOWUP_CLOSED,)),
    A.CORRECT: Transition(_from(S.PUBLISHED), S.RETURNED, Role.EDITOR),
}
"""The whole life of a claim. Accepting (or assigning at once) opens an unnamed source's follow-up."""


def _why_not(guard: Guard, facts: Facts, actor: Actor) -> str | None:
    match guard:
        case Guard.HOLDER if facts.holder is None or facts.holder != actor.person_id:
            return (
                "Only the person it is assigned to writes its verdict. Assign it to yourself first."
            )
        case Guard.EVIDENCE if facts.verdict_evidence == 0:
            return "The verdict rests on no evidence yet. Add at least one link first."
        case Guard.NOT_AUTHOR if facts.verdict_author == actor.person_id:
            return "You wrote this verdict, so another editor has to approve it."
        case Guard.FOLLOWUP_CLOSED if facts.followup_open:
            return (
                "The follow-up of its unnamed source is still open. Close it with an outcome first."
            )
        case Guard.NOT_PUBLISHED if facts.published:
            return "Readers see a verdict on this claim. Correct it with a new verdict instead."
    return None


def apply(action: Action, facts: Facts, actor: Actor) -> State:
    """The state that `action` leads to.

    Raises Forbidden if the actor's role does not allow it, Conflict if the state or a guard
    does not; either says what to do.
    """
    transition = TRANSITIONS[action]
    if not actor.has(transition.role, facts.desk):
        raise Forbidden(
            f"To {action.replace('_', ' ')} a claim needs the role {transition.role} on its desk."
        )
    if facts.state not in transition.sources:
        possible = ", ".join(sorted(transition.sources))
        raise Conflict(
            f"The claim is {facts.state.replace('_', ' ')}; to {action.replace('_', ' ')} it must be one of: {possible}.",
            state=facts.state,
        )
    for guard in transition.guards:
        if why := _why_not(guard, facts, actor):
            raise Conflict(why, state=facts.state, guard=guard)
    return transition.target


def allowed_actions(facts: Facts, actor: Actor) -> list[Action]:
    """The actions open to `actor` now, in the table's order; what pages offer as buttons."""
    possible = []
    for action, transition in TRANSITIONS.items():
        if not actor.has(transition.role, facts.desk) or facts.state not in transition.sources:
            continue
        # Evidence is added on the way, so its lack does not hide the button: the answer explains it.
        guards = [g for g in transition.guards if g is not Guard.EVIDENCE]
        if all(_why_not(guard, facts, actor) is None for guard in guards):
            possible.append(action)
    return possible
