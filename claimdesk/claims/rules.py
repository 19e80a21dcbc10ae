"""The life of a claim: one table of transitions, and nothing else decides. Pure."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from claimdesk.accounts.rules import Actor, Role
from claimdesk.claims.facts import Facts, State
from claimdesk.claims.guards import ABOUT_PEOPLE, MEANING, Guard, holds
from claimdesk.errors import Conflict, Forbidden


class Action(StrEnum):
    """What can be done with a claim."""

    ACCEPT = "accept"
    DISMISS = "dismiss"
    MERGE = "merge"
    RESTORE = "restore"
    LABEL = "label"
    UNMARK = "unmark"
    SNOOZE = "snooze"
    EDIT = "edit"
    SPLIT = "split"
    ASSIGN = "assign"
    TAKE_OVER = "take_over"
    HAND_ON = "hand_on"
    RESCHEDULE = "reschedule"
    RELEASE = "release"
    START = "start"
    SAVE_VERDICT = "save_verdict"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    ASK_OPINION = "ask_opinion"
    CANCEL_OPINION = "cancel_opinion"
    GIVE_OPINION = "give_opinion"
    SETTLE_OPINION = "settle_opinion"
    RETURN = "return"
    APPROVE = "approve"
    PUBLISH = "publish"
    CORRECT = "correct"
    REVISE = "revise"
    PLACE = "place"
    UNDO = "undo"


class Transition(msgspec.Struct, frozen=True):
    """From which states an action leads where, who may do it, and what must hold.

    Without a `target` the claim stays in its state.
    """

    sources: frozenset[State]
    target: State | None
    role: Role
    guards: tuple[Guard, ...] = ()


def _from(*states: State) -> frozenset[State]:
    return frozenset(states)


S, A, G = State, Action, Guard
IN_WORK = _from(S.ASSIGNED, S.IN_REVIEW, S.RETURNED)
HANDED_IN = _from(S.SUBMITTED, S.SECOND_OPINION, S.APPROVED)
OPEN_STATES = frozenset(State) - {State.PUBLISHED, State.DISMISSED}
_UNTOUCHED = _from(S.NEW, S.ACCEPTED, S.ASSIGNED)
_WRITING = (G.HOLDER, G.NOT_BYLINE)

TRANSITIONS: Mapping[Action, Transition] = {
    A.ACCEPT: Transition(_from(S.NEW), S.ACCEPTED, Role.CHECKER),
    A.DISMISS: Transition(
        _UNTOUCHED, S.DISMISSED, Role.CHECKER, (G.OWN_OR_EDITOR, G.NOT_PUBLISHED)
    ),
    A.MERGE: Transition(_UNTOUCHED, S.DISMISSED, Role.CHECKER, (G.OWN_OR_EDITOR, G.NOT_PUBLISHED)),
    A.RESTORE: Transition(_from(S.DISMISSED), S.NEW, Role.CHECKER),
    A.LABEL: Transition(frozenset(State), None, Role.CHECKER),
    # Taking the sensitive mark away; not while a verdict waits, or one editor could do both steps.
    A.UNMARK: Transition(frozenset(State) - HANDED_IN, None, Role.EDITOR),
    # Out of the queue until a time or until something happens to it; whoever it waits for knows when.
    A.SNOOZE: Transition(
        _from(S.NEW, S.ACCEPTED) | IN_WORK, None, Role.CHECKER, (G.OWN_OR_EDITOR,)
    ),
    A.EDIT: Transition(
        _UNTOUCHED | IN_WORK, None, Role.CHECKER, (G.OWN_OR_EDITOR, G.NOT_PUBLISHED)
    ),
    A.SPLIT: Transition(_UNTOUCHED, None, Role.CHECKER, (G.OWN_OR_EDITOR, G.NOT_PUBLISHED)),
    A.ASSIGN: Transition(
        _from(S.NEW, S.ACCEPTED) | IN_WORK, S.ASSIGNED, Role.CHECKER, (G.OWN_OR_EDITOR,)
    ),
    A.TAKE_OVER: Transition(IN_WORK, S.ASSIGNED, Role.CHECKER, (G.LEASE_OVER_OR_EDITOR,)),
    # What was handed in changes hands where it stands, when somebody's whole pile does.
    A.HAND_ON: Transition(HANDED_IN, None, Role.CHECKER, (G.OWN_OR_EDITOR,)),
    A.RESCHEDULE: Transition(IN_WORK, None, Role.CHECKER, (G.OWN_OR_EDITOR,)),
    A.RELEASE: Transition(IN_WORK, S.ACCEPTED, Role.CHECKER, (G.OWN_OR_EDITOR,)),
    A.START: Transition(_from(S.ASSIGNED, S.RETURNED), S.IN_REVIEW, Role.CHECKER, _WRITING),
    A.SAVE_VERDICT: Transition(IN_WORK, S.IN_REVIEW, Role.CHECKER, _WRITING),
    A.SUBMIT: Transition(IN_WORK, S.SUBMITTED, Role.CHECKER, (*_WRITING, G.PLACED, G.EVIDENCE)),
    # Back to the state before the submission; nobody else has said anything of the verdict yet.
    A.WITHDRAW: Transition(
        _from(S.SUBMITTED, S.SECOND_OPINION),
        None,
        Role.CHECKER,
        (G.VERDICT_OWN_OR_EDITOR, G.NOT_ASKED, G.NOT_SECONDED),
    ),
    # A second opinion is a stop on the way to the editor: asked for, given by somebody else, and where
    # it differs, settled by a third.
    A.ASK_OPINION: Transition(
        _from(S.SUBMITTED), S.SECOND_OPINION, Role.CHECKER, (G.AUTHOR_OR_EDITOR, G.AGREED)
    ),
    A.CANCEL_OPINION: Transition(
        _from(S.SECOND_OPINION), S.SUBMITTED, Role.CHECKER, (G.AUTHOR_OR_EDITOR, G.NOT_ASKED)
    ),
    A.GIVE_OPINION: Transition(
        _from(S.SECOND_OPINION),
        S.SUBMITTED,
        Role.CHECKER,
        (G.OTHER_PERSON, G.ASKED, G.UNSEEN, G.NOT_BYLINE),
    ),
    A.SETTLE_OPINION: Transition(
        _from(S.SUBMITTED), None, Role.EDITOR, (G.DISAGREED, G.THIRD_PERSON, G.NOT_BYLINE)
    ),
    A.RETURN: Transition(_from(S.SUBMITTED, S.APPROVED), S.RETURNED, Role.EDITOR),
    A.APPROVE: Transition(
        _from(S.SUBMITTED),
        S.APPROVED,
        Role.EDITOR,
        (
            G.NOT_AUTHOR,
            G.NOT_BYLINE,
            G.PLACED,
            G.EVIDENCE,
            G.FOLLOWUP_CLOSED,
            G.OPINION_IN,
            G.AGREED,
        ),
    ),
    A.PUBLISH: Transition(
        _from(S.APPROVED),
        S.PUBLISHED,
        Role.EDITOR,
        (
            G.SECOND_EDITOR,
            G.NOT_BYLINE,
            G.PLACED,
            G.EVIDENCE,
            G.FOLLOWUP_CLOSED,
            G.OPINION_IN,
            G.AGREED,
        ),
    ),
    A.CORRECT: Transition(_from(S.PUBLISHED), S.RETURNED, Role.EDITOR),
    # Done by a new text in which a judged claim reads differently, or is not to be found.
    A.REVISE: Transition(
        _from(S.SUBMITTED, S.SECOND_OPINION, S.APPROVED, S.PUBLISHED),
        S.RETURNED,
        Role.CHECKER,
        (G.STALE,),
    ),
    A.PLACE: Transition(
        frozenset(State) - {S.DISMISSED},
        None,
        Role.CHECKER,
        (G.UNPLACED, G.OWN_OR_EDITOR, G.EDITOR_IF_PUBLISHED),
    ),
    # Back to the state before a bulk action, for a few minutes and while nobody went on from there.
    A.UNDO: Transition(frozenset(State), None, Role.CHECKER),
}
"""The whole life of a claim. Accepting (or assigning at once) opens an unnamed source's follow-up."""


def apply(
    action: Action, facts: Facts, actor: Actor, *, waived: frozenset[Guard] = frozenset()
) -> State:
    """The state that `action` leads to.

    `waived` are guards that an admin breaks in an emergency. Raises Forbidden if the actor's role
    does not allow it, Conflict if the state or a guard does not; either says what to do.
    """
    transition = TRANSITIONS[action]
    if not actor.has(transition.role, facts.desk):
        raise Forbidden(
            f"To {_words(action)} a claim needs the role {transition.role} on its desk."
        )
    if facts.state not in transition.sources:
        possible = ", ".join(sorted(transition.sources))
        raise Conflict(
            f"The claim is {_words(facts.state)}; to {_words(action)} it must be one of: {possible}.",
            state=facts.state,
        )
    for guard in transition.guards:
        if guard not in waived and not holds(guard, facts, actor):
            refusal = Forbidden if guard in ABOUT_PEOPLE else Conflict
            why = MEANING[guard]
            if guard is Guard.EVIDENCE and facts.verdict_evidence:
                why = facts.evidence_lacks  # what exactly the desk's policy misses
            raise refusal(why, state=facts.state, guard=guard)
    return transition.target or facts.state


def check_undo(undone: Action, before: State, facts: Facts, actor: Actor) -> State:
    """The state `before`, if taking `undone` back leads there along the table.

    Raises Conflict where the claim is no longer where that action left it.
    """
    apply(Action.UNDO, facts, actor)
    transition = TRANSITIONS[undone]
    if before not in transition.sources or (transition.target or before) != facts.state:
        raise Conflict(f"The claim is {_words(facts.state)} by now.", state=facts.state)
    return before


def _words(value: str) -> str:
    return value.replace("_", " ")


def allowed_actions(facts: Facts, actor: Actor) -> list[Action]:
    """The actions open to `actor` now, in the table's order; what pages offer as buttons.

    Undoing belongs to what was done, not to the claim, and is not among them.
    """
    possible: list[Action] = []
    for action, transition in TRANSITIONS.items():
        if action is Action.UNDO:
            continue
        if not actor.has(transition.role, facts.desk) or facts.state not in transition.sources:
            continue
        # Evidence is added on the way, so its lack does not hide the button: the answer explains it.
        guards = [g for g in transition.guards if g is not Guard.EVIDENCE]
        if all(holds(guard, facts, actor) for guard in guards):
            possible.append(action)
    return possible
