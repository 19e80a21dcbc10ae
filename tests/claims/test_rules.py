"""The life of a claim: every state, action and role against the table, and the table against words."""

from itertools import product

import msgspec
import pytest

from claimdesk.accounts.rules import SYSTEM, Actor, Role
from claimdesk.claims.facts import Anchor, Facts, Opinion, State
from claimdesk.claims.guards import MEANING, SECOND_PERSON, Guard, hides_verdict, is_byline
from claimdesk.claims.rules import (
    OPEN_STATES,
    TRANSITIONS,
    Action,
    allowed_actions,
    apply,
    check_undo,
)
from claimdesk.errors import Conflict, Forbidden

DESK, ME, COLLEAGUE = 1, 7, 8
ROLES = [None, *Role]

# What the desk agreed on, apart from the code: from each state, the actions and where they lead.
STAYS = "(stays)"
FRESH = {
    "dismiss": "dismissed", "merge": "dismissed", "assign": "assigned",
    "edit": STAYS, "split": STAYS, "label": STAYS, "unmark": STAYS, "snooze": STAYS,
}  # fmt: skip
HELD = {"take_over": "assigned", "reschedule": STAYS, "release": "accepted", "snooze": STAYS}
JUDGED = {"save_verdict": "in_review", "submit": "submitted"}
LIFE: dict[str, dict[str, str]] = {
    "new": FRESH | {"accept": "accepted"},
    "accepted": FRESH,
    "assigned": FRESH | HELD | JUDGED | {"start": "in_review"},
    "in_review": HELD
    | JUDGED
    | {"assign": "assigned", "edit": STAYS, "label": STAYS, "unmark": STAYS},
    "returned": HELD
    | JUDGED
    | {"assign": "assigned", "start": "in_review", "edit": STAYS, "label": STAYS, "unmark": STAYS},
    "submitted": {
        "return": "returned",
        "approve": "approved",
        "revise": "returned",
        "label": STAYS,
        "hand_on": STAYS,
        "ask_opinion": "second_opinion",
        "withdraw": STAYS,
        "settle_opinion": STAYS,
    },
    "second_opinion": {
        "cancel_opinion": "submitted",
        "withdraw": STAYS,
        "give_opinion": "submitted",
        "revise": "returned",
        "label": STAYS,
        "hand_on": STAYS,
    },
    "approved": {
        "return": "returned",
        "publish": "published",
        "revise": "returned",
        "label": STAYS,
        "hand_on": STAYS,
    },
    "published": {"correct": "returned", "revise": "returned", "label": STAYS, "unmark": STAYS},
    "dismissed": {"restore": "new", "label": STAYS, "unmark": STAYS},
}
for _state, _ways in LIFE.items():
    if _state != "dismissed":
        _ways["place"] = STAYS
EDITORS_ONLY = {"unmark", "return", "approve", "publish", "correct", "settle_opinion"}


def somebody(role: Role | None, desk: int = DESK) -> Actor:
    return Actor(name="Somebody", person_id=ME, roles={desk: role} if role else {})


def ready(state: State, action: Action) -> Facts:
    """A claim of which every guard is content with this action by me."""
    return Facts(
        state=state,
        desk=DESK,
        holder=COLLEAGUE if action in {Action.TAKE_OVER, Action.GIVE_OPINION} else ME,
        lease_over=True,
        byline="By Ann Lee and Bo Ek",
        sensitive=True,
        verdict_author=ME if action is Action.WITHDRAW else COLLEAGUE,
        verdict_evidence=1,
        approver=COLLEAGUE,
        opinion=Opinion.DISAGREED if action is Action.SETTLE_OPINION else Opinion.NONE,
        opinion_by=COLLEAGUE,
        stale=True,
        anchor=Anchor.GONE if action is Action.PLACE else Anchor.FOUND,
    )


@pytest.mark.parametrize(
    ("state", "action", "role"),
    list(product(State, [a for a in Action if a is not Action.UNDO], ROLES)),
)
def test_every_state_action_and_role(state: State, action: Action, role: Role | None) -> None:
    actor, facts = somebody(role), ready(state, action)
    may = role in ({Role.EDITOR, Role.ADMIN} if action in EDITORS_ONLY else set(Role))
    target = LIFE[state].get(action)
    assert (action in allowed_actions(facts, actor)) is (may and target is not None)
    if not may:
        with pytest.raises(Forbidden, match="needs the role"):
            apply(action, facts, actor)
    elif target is None:
        with pytest.raises(Conflict, match="must be one of") as caught:
            apply(action, facts, actor)
        assert caught.value.extra["state"] == state
    else:
        assert apply(action, facts, actor) == (state if target == STAYS else target)


def test_the_words_cover_the_whole_table() -> None:
    assert set(LIFE) == set(State)
    told = {action for ways in LIFE.values() for action in ways}
    assert set(TRANSITIONS) == set(Action) == told | {Action.UNDO}
    assert set(MEANING) == set(Guard)


def test_every_state_but_the_first_is_reached_and_none_is_a_dead_end() -> None:
    reached = {target for ways in LIFE.values() for target in ways.values()} - {STAYS}
    assert reached == set(State)
    assert all(LIFE[state] for state in State)
    assert State.NEW in OPEN_STATES
    assert set(State) - OPEN_STATES == {State.PUBLISHED, State.DISMISSED}


def test_guards_stand_where_they_must() -> None:
    guards = {action: set(t.guards) for action, t in TRANSITIONS.items() if t.guards}
    own, writing = Guard.OWN_OR_EDITOR, {Guard.HOLDER, Guard.NOT_BYLINE}
    assert guards == {
        Action.SNOOZE: {own},
        Action.DISMISS: {own, Guard.NOT_PUBLISHED},
        Action.MERGE: {own, Guard.NOT_PUBLISHED},
        Action.EDIT: {own, Guard.NOT_PUBLISHED},
        Action.SPLIT: {own, Guard.NOT_PUBLISHED},
        Action.ASSIGN: {own},
        Action.TAKE_OVER: {Guard.LEASE_OVER_OR_EDITOR},
        Action.RESCHEDULE: {own},
        Action.RELEASE: {own},
        Action.START: writing,
        Action.SAVE_VERDICT: writing,
        Action.SUBMIT: writing | {Guard.PLACED, Guard.EVIDENCE},
        Action.WITHDRAW: {Guard.VERDICT_OWN_OR_EDITOR, Guard.NOT_ASKED, Guard.NOT_SECONDED},
        Action.APPROVE: {
            Guard.NOT_AUTHOR,
            Guard.NOT_BYLINE,
            Guard.PLACED,
            Guard.EVIDENCE,
            Guard.FOLLOWUP_CLOSED,
            Guard.OPINION_IN,
            Guard.AGREED,
        },
        Action.ASK_OPINION: {Guard.AUTHOR_OR_EDITOR, Guard.AGREED},
        Action.CANCEL_OPINION: {Guard.AUTHOR_OR_EDITOR, Guard.NOT_ASKED},
        Action.HAND_ON: {own},
        Action.GIVE_OPINION: {
            Guard.OTHER_PERSON,
            Guard.ASKED,
            Guard.UNSEEN,
            Guard.NOT_BYLINE,
        },
        Action.SETTLE_OPINION: {Guard.DISAGREED, Guard.THIRD_PERSON, Guard.NOT_BYLINE},
        Action.PUBLISH: {
            Guard.SECOND_EDITOR,
            Guard.NOT_BYLINE,
            Guard.PLACED,
            Guard.EVIDENCE,
            Guard.FOLLOWUP_CLOSED,
            Guard.OPINION_IN,
            Guard.AGREED,
        },
        Action.REVISE: {Guard.STALE},
        Action.PLACE: {Guard.UNPLACED, own, Guard.EDITOR_IF_PUBLISHED},
    }


@pytest.mark.parametrize(
    ("guard", "broken", "role"),
    [
        (Guard.HOLDER, {"holder": COLLEAGUE}, Role.ADMIN),
        (Guard.HOLDER, {"holder": None}, Role.ADMIN),
        (Guard.OWN_OR_EDITOR, {"holder": COLLEAGUE}, Role.CHECKER),
        (Guard.LEASE_OVER_OR_EDITOR, {"lease_over": False}, Role.CHECKER),
        (Guard.NOT_BYLINE, {"byline": "by SOMEBODY, for the desk"}, Role.ADMIN),
        (Guard.EVIDENCE, {"verdict_evidence": 0}, Role.ADMIN),
        (Guard.EVIDENCE, {"evidence_lacks": "One more source."}, Role.ADMIN),
        (Guard.NOT_AUTHOR, {"verdict_author": ME}, Role.ADMIN),
        (Guard.SECOND_EDITOR, {"approver": ME}, Role.ADMIN),
        (Guard.SECOND_EDITOR, {"verdict_author": ME}, Role.ADMIN),
        (Guard.FOLLOWUP_CLOSED, {"followup_open": True}, Role.ADMIN),
        (Guard.NOT_PUBLISHED, {"published": True}, Role.ADMIN),
        (Guard.AUTHOR_OR_EDITOR, {"holder": COLLEAGUE}, Role.CHECKER),
        (Guard.OTHER_PERSON, {"verdict_author": ME}, Role.ADMIN),
        (Guard.OTHER_PERSON, {"holder": ME}, Role.ADMIN),
        (Guard.ASKED, {"opinion_of": COLLEAGUE}, Role.ADMIN),
        (Guard.NOT_ASKED, {"opinion_of": ME}, Role.ADMIN),
        (Guard.UNSEEN, {"opinion_blind": True}, Role.ADMIN),
        (Guard.OPINION_IN, {"opinion": Opinion.WANTED}, Role.ADMIN),
        (Guard.AGREED, {"opinion": Opinion.DISAGREED}, Role.ADMIN),
        (Guard.DISAGREED, {"opinion": Opinion.RESOLVED}, Role.ADMIN),
        (Guard.THIRD_PERSON, {"verdict_author": ME}, Role.ADMIN),
        (Guard.THIRD_PERSON, {"opinion_by": ME}, Role.ADMIN),
        (Guard.STALE, {"stale": False}, Role.ADMIN),
        (Guard.PLACED, {"anchor": Anchor.GONE}, Role.ADMIN),
        (Guard.PLACED, {"anchor": Anchor.AMBIGUOUS}, Role.ADMIN),
        (Guard.UNPLACED, {"anchor": Anchor.CARRIED}, Role.ADMIN),
        (Guard.EDITOR_IF_PUBLISHED, {"published": True}, Role.CHECKER),
    ],
)
def test_a_broken_guard_stops_what_it_guards(
    guard: Guard, broken: dict[str, object], role: Role
) -> None:
    me = somebody(role)
    for action, transition in TRANSITIONS.items():
        if guard not in transition.guards:
            continue
        for state in transition.sources:
            facts = msgspec.structs.replace(ready(state, action), **broken)
            with pytest.raises((Conflict, Forbidden)) as caught:
                apply(action, facts, me)
            told = caught.value.extra.get("guard", guard)  # or it was the role already
            assert told == guard or "holder" in broken
            # A lack of evidence does not hide the button: whoever presses it is told what is missing.
            assert (action in allowed_actions(facts, me)) is (guard is Guard.EVIDENCE)


def test_an_admin_breaks_the_two_person_rule_and_no_other() -> None:
    admin = somebody(Role.ADMIN)
    own = msgspec.structs.replace(ready(State.SUBMITTED, Action.APPROVE), verdict_author=ME)
    assert apply(Action.APPROVE, own, admin, waived=SECOND_PERSON) is State.APPROVED
    for broken in ({"followup_open": True}, {"verdict_evidence": 0}, {"byline": "Somebody"}):
        with pytest.raises((Conflict, Forbidden)):
            apply(
                Action.APPROVE,
                msgspec.structs.replace(own, **broken),
                admin,
                waived=SECOND_PERSON,
            )


@pytest.mark.parametrize(
    ("byline", "name", "expected"),
    [
        ("By Ann Lee", "Ann Lee", True),
        ("ann lee, Bo Ek", "Bo Ek", True),
        ("By Ann Lee/Bo Ek; photos: C. D.", "Bo  Ek", True),
        ("By Joann Lee", "Ann Lee", False),
        ("By Ann Leeds", "Ann Lee", False),
        ("By Ann Marie Lee", "Ann Lee", False),
        ("Lee, Ann", "Ann Lee", True),
        ("By Inés Calloway", "Ines Calloway", True),
        ("By Ine\u0301s Calloway", "In\u00e9s Calloway", True),
        ("By Sean O’Brien", "Sean O'Brien", True),
        ("", "Ann Lee", False),
        ("By Ann Lee", "", False),
        ("By Ann Lee", "…", False),
        ("By José Ñandú", "josé ñandú", True),
    ],
)
def test_who_wrote_the_article(byline: str, name: str, *, expected: bool) -> None:
    assert is_byline(byline, name) is expected


def test_undoing_leads_back_along_the_table_only() -> None:
    me = somebody(Role.CHECKER)
    dismissed = ready(State.DISMISSED, Action.UNDO)
    assert check_undo(Action.DISMISS, State.ACCEPTED, dismissed, me) is State.ACCEPTED
    with pytest.raises(Conflict, match="by now"):
        check_undo(Action.DISMISS, State.PUBLISHED, dismissed, me)
    with pytest.raises(Conflict, match="by now"):
        check_undo(Action.ACCEPT, State.NEW, ready(State.IN_REVIEW, Action.UNDO), me)
    assert check_undo(Action.LABEL, State.NEW, ready(State.NEW, Action.UNDO), me) is State.NEW


def test_roles_count_on_their_own_desk_only() -> None:
    for action in Action:
        for state in TRANSITIONS[action].sources:
            with pytest.raises(Forbidden):
                apply(action, ready(state, action), somebody(Role.ADMIN, desk=DESK + 1))
            assert allowed_actions(ready(state, action), somebody(Role.ADMIN, desk=DESK + 1)) == []


def test_a_claim_nobody_holds_is_not_held_by_a_program() -> None:
    facts = msgspec.structs.replace(ready(State.ASSIGNED, Action.SUBMIT), holder=None)
    program = msgspec.structs.replace(SYSTEM, roles={DESK: Role.ADMIN})
    with pytest.raises(Conflict, match="Assign it to yourself"):
        apply(Action.SAVE_VERDICT, facts, program)


@pytest.mark.parametrize(
    ("me", "role", "of", "hidden"),
    [
        ("asked", Role.CHECKER, ME, True),
        ("asked", Role.ADMIN, ME, True),
        ("not asked", Role.CHECKER, COLLEAGUE, False),
        ("any checker", Role.CHECKER, None, True),
        ("any editor", Role.EDITOR, None, False),
        ("author", Role.CHECKER, None, False),
        ("holder", Role.CHECKER, None, False),
    ],
)
def test_from_whom_a_blind_opinion_hides_the_first_verdict(
    me: str, role: Role, of: int | None, *, hidden: bool
) -> None:
    facts = Facts(
        state=State.SECOND_OPINION,
        desk=DESK,
        holder=ME if me == "holder" else COLLEAGUE,
        verdict_author=ME if me == "author" else COLLEAGUE,
        opinion_of=of,
        opinion_blind=True,
    )
    actor = somebody(role)
    assert hides_verdict(facts, actor) is hidden
    assert not hides_verdict(msgspec.structs.replace(facts, opinion_blind=False), actor)
    for state in set(State) - {State.SECOND_OPINION}:
        assert not hides_verdict(msgspec.structs.replace(facts, state=state), actor)
    # Whom it hides the verdict from may give the opinion, and nobody else.
    assert (Action.GIVE_OPINION in allowed_actions(facts, actor)) is hidden
