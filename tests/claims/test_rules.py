"""The life of a claim: every state, action and role against the table, and the table against words."""

from itertools import product

import msgspec
import pytest

from claimdesk.accounts.rules import SYSTEM, Actor, Role
from claimdesk.claims.rules import (
    OPEN_STATES,
    TRANSITIONS,
    Action,
    Facts,
    Guard,
    State,
    allowed_actions,
    apply,
)
from claimdesk.errors import Conflict, Forbidden

DESK, ME, COLLEAGUE = 1, 7, 8
ROLES = [None, *Role]

# What the desk agreed on, apart from the code: from each state, the actions and where they lead.
LIFE: dict[str, dict[str, str]] = {
    "new": {"accept": "accepted", "dismiss": "dismissed", "assign": "assigned"},
    "accepted": {"dismiss": "dismissed", "assign": "assigned"},
    "assigned": {
        "dismiss": "dismissed",
        "assign": "assigned",
        "release": "accepted",
        "start": "in_review",
        "save_verdict": "in_review",
        "submit": "submitted",
    },
    "in_review": {
        "assign": "assigned",
        "release": "accepted",
        "save_verdict": "in_review",
        "submit": "submitted",
    },
    "submitted": {"return": "returned", "approve": "approved"},
    "returned": {
        "assign": "assigned",
        "release": "accepted",
        "start": "in_review",
        "save_verdict": "in_review",
        "submit": "submitted",
    },
    "approved": {"return": "returned", "publish": "published"},
    "published": {"correct": "returned"},
    "dismissed": {"restore": "new"},
}
EDITORS_ONLY = {"return", "approve", "publish", "correct"}


def somebody(role: Role | None, desk: int = DESK) -> Actor:
    return Actor(name="Somebody", person_id=ME, roles={desk: role} if role else {})


def ready(state: State) -> Facts:
    """A claim of which every guard is content."""
    return Facts(state=state, desk=DESK, holder=ME, verdict_author=COLLEAGUE, verdict_evidence=1)


@pytest.mark.parametrize(("state", "action", "role"), list(product(State, Action, ROLES)))
def test_every_state_action_and_role(state: State, action: Action, role: Role | None) -> None:
    actor, facts = somebody(role), ready(state)
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
        assert apply(action, facts, actor) == target


def test_the_words_cover_the_whole_table() -> None:
    assert set(LIFE) == set(State)
    assert set(TRANSITIONS) == set(Action) == {action for ways in LIFE.values() for action in ways}


def test_every_state_but_the_first_is_reached_and_none_is_a_dead_end() -> None:
    reached = {target for ways in LIFE.values() for target in ways.values()}
    assert reached == set(State)
    assert all(LIFE[state] for state in State)
    assert State.NEW in OPEN_STATES
    assert set(State) - OPEN_STATES == {State.PUBLISHED, State.DISMISSED}


def test_guards_stand_where_they_must() -> None:
    guards = {action: set(t.guards) for action, t in TRANSITIONS.items() if t.guards}
    assert guards == {
        Action.DISMISS: {Guard.NOT_PUBLISHED},
        Action.START: {Guard.HOLDER},
        Action.SAVE_VERDICT: {Guard.HOLDER},
        Action.SUBMIT: {Guard.HOLDER, Guard.EVIDENCE},
        Action.APPROVE: {Guard.NOT_AUTHOR, Guard.EVIDENCE, Guard.FOLLOWUP_CLOSED},
        Action.PUBLISH: {Guard.FOLLOWUP_CLOSED},
    }


@pytest.mark.parametrize(
    ("guard", "broken"),
    [
        (Guard.HOLDER, {"holder": COLLEAGUE}),
        (Guard.HOLDER, {"holder": None}),
        (Guard.EVIDENCE, {"verdict_evidence": 0}),
        (Guard.NOT_AUTHOR, {"verdict_author": ME}),
        (Guard.FOLLOWUP_CLOSED, {"followup_open": True}),
    ],
)
def test_a_broken_guard_stops_what_it_guards_and_nothing_else(
    guard: Guard, broken: dict[str, object]
) -> None:
    admin = somebody(Role.ADMIN)
    for action, transition in TRANSITIONS.items():
        for state in transition.sources:
            facts = msgspec.structs.replace(ready(state), **broken)
            if guard not in transition.guards:
                assert apply(action, facts, admin) == transition.target
                continue
            with pytest.raises(Conflict) as caught:
                apply(action, facts, admin)
            assert caught.value.extra == {"state": state, "guard": guard}
            # A lack of evidence does not hide the button: whoever presses it is told what is missing.
            assert (action in allowed_actions(facts, admin)) is (guard is Guard.EVIDENCE)


def test_roles_count_on_their_own_desk_only() -> None:
    for action in Action:
        for state in TRANSITIONS[action].sources:
            with pytest.raises(Forbidden):
                apply(action, ready(state), somebody(Role.ADMIN, desk=DESK + 1))
            assert allowed_actions(ready(state), somebody(Role.ADMIN, desk=DESK + 1)) == []


def test_a_claim_nobody_holds_is_not_held_by_a_program() -> None:
    facts = msgspec.structs.replace(ready(State.ASSIGNED), holder=None)
    program = msgspec.structs.replace(SYSTEM, roles={DESK: Role.ADMIN})
    with pytest.raises(Conflict, match="Assign it to yourself"):
        apply(Action.SAVE_VERDICT, facts, program)
