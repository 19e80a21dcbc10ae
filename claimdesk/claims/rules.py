"""The life of a claim: one table of transitions, and nothing else decides. Pure."""

import re
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


ORPHANED = frozenset({Anchor.AMBIGUOUS, Anchor.GONE})


class Action(StrEnum):
    """What can be done with a claim."""

    ACCEPT = "accept"
    DISMISS = "dismiss"
    MERGE = "merge"
    RESTORE = "restore"
    LABEL = "label"
    EDIT = "edit"
    SPLIT = "split"
    ASSIGN = "assign"
    TAKE_OVER = "take_over"
    RESCHEDULE = "reschedule"
    RELEASE = "release"
    START = "start"
    SAVE_VERDICT = "save_verdict"
    SUBMIT = "submit"
    ASK_OPINION = "ask_opinion"
    CANCEL_OPINION = "cancel_opinion"
    GIVE_OPINION = "give_opinion"
    SETTLE_OPINION = "settle_opinion"
    RETURN = "return"
    APPROVE = "approve"
    PUBLISH = "publish"
    CORRECT = "correct"
    REVISE = "revise"
    UNDO = "undo"


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
    a second opinion, null for anybody, and `opinion_by` gave the last one.
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
    stale: bool = False


class Guard(StrEnum):
    """A condition of a transition, by name, so that documents and pages can show it."""

    HOLDER = "holder"
    OWN_OR_EDITOR = "own_or_editor"
    LEASE_OVER_OR_EDITOR = "lease_over_or_editor"
    NOT_BYLINE = "not_byline"
    EVIDENCE = "evidence"
    NOT_AUTHOR = "not_author"
    SECOND_EDITOR = "second_editor"
    FOLLOWUP_CLOSED = "followup_closed"
    NOT_PUBLISHED = "not_published"
    AUTHOR_OR_EDITOR = "author_or_editor"
    OTHER_PERSON = "other_person"
    ASKED = "asked"
    UNSEEN = "unseen"
    OPINION_IN = "opinion_in"
    AGREED = "agreed"
    DISAGREED = "disagreed"
    THIRD_PERSON = "third_person"
    STALE = "stale"


MEANING: Mapping[Guard, str] = {
    Guard.HOLDER: "Only the person it is assigned to writes its verdict. Assign it to yourself first.",
    Guard.OWN_OR_EDITOR: "A colleague has this claim. Ask them or an editor.",
    Guard.LEASE_OVER_OR_EDITOR: "A colleague is working on this claim. Wait until their lease is over, or ask an editor.",
    Guard.NOT_BYLINE: "You are in the article's byline, so a colleague has to check and approve its claims.",
    Guard.EVIDENCE: "The verdict rests on no evidence yet. Add at least one link first.",
    Guard.NOT_AUTHOR: "You wrote this verdict, so another editor has to approve it.",
    Guard.SECOND_EDITOR: "The claim is sensitive and you approved its verdict, so another editor has to publish it.",
    Guard.FOLLOWUP_CLOSED: "The follow-up of its unnamed source is still open. Close it with an outcome first.",
    Guard.NOT_PUBLISHED: "Readers see a verdict on this claim. Correct it with a new verdict instead.",
    Guard.AUTHOR_OR_EDITOR: "Only whoever judged the claim or an editor asks for a second opinion on it.",
    Guard.OTHER_PERSON: "The first verdict is yours, so somebody else gives the second opinion.",
    Guard.ASKED: "A colleague was asked for this second opinion by name.",
    Guard.UNSEEN: "You could read the first verdict, so your opinion would not be blind. Have somebody asked by name.",
    Guard.OPINION_IN: "The desk wants a second opinion on this claim first. Ask for one.",
    Guard.AGREED: "The second opinion differs. An editor has to settle that with a reason, or return the verdict.",
    Guard.DISAGREED: "No second opinion differs from this verdict, so there is nothing to settle.",
    Guard.THIRD_PERSON: "You gave one of the two verdicts, so another editor has to settle it.",
    Guard.STALE: "Its words are the ones that were judged. Only a new text of the article changes that.",
}
"""What a caller is told where a guard does not hold: what is wrong and what to do."""

SECOND_PERSON = frozenset({Guard.NOT_AUTHOR, Guard.SECOND_EDITOR})
"""The two-person rule: what an admin may break in an emergency, with a reason and loudly."""


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
    A.EDIT: Transition(
        _UNTOUCHED | IN_WORK, None, Role.CHECKER, (G.OWN_OR_EDITOR, G.NOT_PUBLISHED)
    ),
    A.SPLIT: Transition(_UNTOUCHED, None, Role.CHECKER, (G.OWN_OR_EDITOR, G.NOT_PUBLISHED)),
    A.ASSIGN: Transition(
        _from(S.NEW, S.ACCEPTED) | IN_WORK, S.ASSIGNED, Role.CHECKER, (G.OWN_OR_EDITOR,)
    ),
    A.TAKE_OVER: Transition(IN_WORK, S.ASSIGNED, Role.CHECKER, (G.LEASE_OVER_OR_EDITOR,)),
    A.RESCHEDULE: Transition(IN_WORK, None, Role.CHECKER, (G.OWN_OR_EDITOR,)),
    A.RELEASE: Transition(IN_WORK, S.ACCEPTED, Role.CHECKER, (G.OWN_OR_EDITOR,)),
    A.START: Transition(_from(S.ASSIGNED, S.RETURNED), S.IN_REVIEW, Role.CHECKER, _WRITING),
    A.SAVE_VERDICT: Transition(IN_WORK, S.IN_REVIEW, Role.CHECKER, _WRITING),
    A.SUBMIT: Transition(IN_WORK, S.SUBMITTED, Role.CHECKER, (*_WRITING, G.EVIDENCE)),
    # A second opinion is a stop on the way to the editor: asked for, given by somebody else, and where
    # it differs, settled by a third.
    A.ASK_OPINION: Transition(
        _from(S.SUBMITTED), S.SECOND_OPINION, Role.CHECKER, (G.AUTHOR_OR_EDITOR, G.AGREED)
    ),
    A.CANCEL_OPINION: Transition(
        _from(S.SECOND_OPINION), S.SUBMITTED, Role.CHECKER, (G.AUTHOR_OR_EDITOR,)
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
        (G.SECOND_EDITOR, G.NOT_BYLINE, G.FOLLOWUP_CLOSED),
    ),
    A.CORRECT: Transition(_from(S.PUBLISHED), S.RETURNED, Role.EDITOR),
    # Done by a new text in which a judged claim reads differently, or is not to be found.
    A.REVISE: Transition(
        _from(S.SUBMITTED, S.SECOND_OPINION, S.APPROVED, S.PUBLISHED),
        S.RETURNED,
        Role.CHECKER,
        (G.STALE,),
    ),
    # Back to the state before a bulk action, for a few minutes and while nobody went on from there.
    A.UNDO: Transition(frozenset(State), None, Role.CHECKER),
}
"""The whole life of a claim. Accepting (or assigning at once) opens an unnamed source's follow-up."""


def is_byline(byline: str, name: str) -> bool:
    """Whether somebody of that name wrote the article: their whole name stands in its byline."""
    wanted, given = _plain(name), _plain(byline)
    return wanted != "  " and wanted in given


def _plain(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


_WORD = re.compile(r"[^\W_]+")


def hides_verdict(facts: Facts, actor: Actor) -> bool:
    """Whether the first verdict is kept from somebody until their blind second opinion is in.

    From the person asked; where anybody is, from all checkers but who gave it or has the claim.
    """
    if facts.state is not State.SECOND_OPINION or not facts.opinion_blind:
        return False
    if actor.person_id is None or actor.person_id in {facts.verdict_author, facts.holder}:
        return False
    if facts.opinion_of is not None:
        return facts.opinion_of == actor.person_id
    return not actor.has(Role.EDITOR, facts.desk)


def _holds(guard: Guard, facts: Facts, actor: Actor) -> bool:
    own = facts.holder is not None and facts.holder == actor.person_id
    editor = actor.has(Role.EDITOR, facts.desk)
    match guard:
        case Guard.HOLDER:
            return own
        case Guard.OWN_OR_EDITOR:
            return own or editor or facts.holder is None
        case Guard.LEASE_OVER_OR_EDITOR:
            return not own and (editor or facts.lease_over)
        case Guard.NOT_BYLINE:
            return not is_byline(facts.byline, actor.name)
        case Guard.EVIDENCE:
            return facts.verdict_evidence > 0 and not facts.evidence_lacks
        case Guard.NOT_AUTHOR:
            return facts.verdict_author != actor.person_id
        case Guard.SECOND_EDITOR:
            return not facts.sensitive or facts.approver != actor.person_id
        case Guard.FOLLOWUP_CLOSED:
            return not facts.followup_open
        case Guard.NOT_PUBLISHED:
            return not facts.published
        case Guard.AUTHOR_OR_EDITOR:
            return editor or actor.person_id in {facts.holder, facts.verdict_author}
        case Guard.OTHER_PERSON:
            return actor.person_id not in {facts.holder, facts.verdict_author}
        case Guard.ASKED:
            return facts.opinion_of in {None, actor.person_id}
        case Guard.UNSEEN:
            return not facts.opinion_blind or hides_verdict(facts, actor)
        case Guard.OPINION_IN:
            return facts.opinion is not Opinion.WANTED
        case Guard.AGREED:
            return facts.opinion is not Opinion.DISAGREED
        case Guard.DISAGREED:
            return facts.opinion is Opinion.DISAGREED
        case Guard.THIRD_PERSON:
            return actor.person_id not in {facts.verdict_author, facts.opinion_by}
        case Guard.STALE:
            return facts.stale


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
        if guard not in waived and not _holds(guard, facts, actor):
            refusal = Forbidden if guard in _ABOUT_PEOPLE else Conflict
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


_ABOUT_PEOPLE = frozenset(
    {
        Guard.OWN_OR_EDITOR,
        Guard.LEASE_OVER_OR_EDITOR,
        Guard.NOT_BYLINE,
        Guard.AUTHOR_OR_EDITOR,
        Guard.OTHER_PERSON,
        Guard.ASKED,
        Guard.UNSEEN,
        Guard.THIRD_PERSON,
    }
)
"""Guards that somebody else would pass: the refusal is 403, not 409."""


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
        if all(_holds(guard, facts, actor) for guard in guards):
            possible.append(action)
    return possible
