"""When a follow-up may end."""

from datetime import UTC, datetime, timedelta

import pytest

from claimdesk.accounts.rules import Actor, Role
from claimdesk.errors import Forbidden, Invalid
from claimdesk.followups.rules import check_outcome, due_from
from claimdesk.followups.schemas import FollowUpWrite, Outcome

DESK = 1
CHECKER = Actor(name="Vera", person_id=1, roles={DESK: Role.CHECKER})
EDITOR = Actor(name="Edith", person_id=2, roles={DESK: Role.EDITOR})


@pytest.mark.parametrize("actor", [CHECKER, EDITOR])
@pytest.mark.parametrize(
    "data",
    [
        FollowUpWrite(),
        FollowUpWrite(reason="Fears for her job", corroborations=0),
        FollowUpWrite(outcome=Outcome.IDENTIFIED),
        FollowUpWrite(outcome=Outcome.CORROBORATED, corroborations=1),
    ],
)
def test_what_anybody_on_the_desk_may_record(data: FollowUpWrite, actor: Actor) -> None:
    check_outcome(data, actor, DESK)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (FollowUpWrite(outcome=Outcome.CORROBORATED), "record it first"),
        (FollowUpWrite(outcome=Outcome.DROPPED), "outcome_reason"),
        (FollowUpWrite(outcome=Outcome.DROPPED, outcome_reason=" \n"), "outcome_reason"),
        (FollowUpWrite(outcome=Outcome.WAIVED, outcome_reason=" "), "outcome_reason"),
    ],
)
def test_what_is_missing_is_named(data: FollowUpWrite, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        check_outcome(data, EDITOR, DESK)


def test_only_an_editor_of_the_desk_waives() -> None:
    waiver = FollowUpWrite(outcome=Outcome.WAIVED, outcome_reason="A document settles it.")
    check_outcome(waiver, EDITOR, DESK)
    for actor, desk in ((CHECKER, DESK), (EDITOR, DESK + 1)):
        with pytest.raises(Forbidden, match="Only an editor"):
            check_outcome(waiver, actor, desk)


def test_every_outcome_is_covered() -> None:
    drop = FollowUpWrite(outcome=Outcome.DROPPED, outcome_reason="The claim was cut.")
    check_outcome(drop, EDITOR, DESK)
    with pytest.raises(Forbidden):
        check_outcome(drop, CHECKER, DESK)
    assert set(Outcome) == {"identified", "corroborated", "waived", "dropped"}


def test_a_follow_up_is_due_in_a_week() -> None:
    opened = datetime(2026, 2, 25, 12, tzinfo=UTC)
    assert due_from(opened) == datetime(2026, 3, 4, 12, tzinfo=UTC)
    assert due_from(opened) - opened == timedelta(days=7)
