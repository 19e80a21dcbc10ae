"""When a follow-up may end, who reads its notes, what counts."""

from datetime import UTC, datetime, timedelta
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.accounts.rules import SYSTEM, Actor, Role
from claimdesk.errors import Conflict, Forbidden, Invalid
from claimdesk.followups.rules import (
    Corroborating,
    check_outcome,
    check_sign_off,
    check_waiver,
    clock_from,
    independent,
    may_read_notes,
    require_notes,
    still_signed,
)
from claimdesk.followups.schemas import (
    CheckResult,
    FollowUp,
    FollowUpWrite,
    Outcome,
    ReasonClass,
    SourceContent,
    SourceKnowledge,
    Terms,
)
from claimdesk.policies.followups import Approvers, FollowUpPolicy, SourceCheck, SourceUse

DESK = 1
CHECKER = Actor(name="Vera", person_id=1, roles={DESK: Role.CHECKER})
EDITOR = Actor(name="Edith", person_id=2, roles={DESK: Role.EDITOR})
ADMIN = Actor(name="Ada", person_id=3, roles={DESK: Role.ADMIN})
POLICY = FollowUpPolicy()
OPENED = datetime(2026, 2, 25, 12, tzinfo=UTC)


ENTRY = FollowUp(
    id=1, claim=1, version=1, hearsay=False, description="a source", promise_words="",
    reason_words="", reason_class=ReasonClass.NONE_GIVEN, terms=Terms.UNKNOWN,
    knowledge=SourceKnowledge.UNKNOWN, content=SourceContent.UNKNOWN, source_count=None,
    use=SourceUse.HINGES, approver=None, sign_off=None, waivers=[], corroborations=0,
    attempt_count=0, notes_hidden=True, notes_unreadable=False, reason="", basis_of_knowledge="", known_to=None,
    told_at=None, attempts=[], corroboration_list=[], checklist=[], due=OPENED, overdue=False,
    expires=OPENED, expired=False, outcome=None, outcome_reason="", opened_at=OPENED,
    closed_at=None,
)  # fmt: skip


def lacking(check: SourceCheck, *, required: bool = True, waived: bool = False) -> CheckResult:
    return CheckResult(
        check=check, required=required, met=False, waived=waived, detail="It lacks.", todo="Do it."
    )


def judge(
    data: FollowUpWrite,
    actor: Actor,
    *checks: CheckResult,
    desk: int = DESK,
    policy: FollowUpPolicy = POLICY,
    expired: bool = False,
    works_on_it: bool = False,
    still_unnamed: bool = True,
) -> None:
    entry = msgspec.structs.replace(
        ENTRY, corroborations=data.corroborations, checklist=list(checks), expired=expired
    )
    check_outcome(
        data,
        actor,
        desk,
        policy=policy,
        entry=entry,
        works_on_it=works_on_it,
        still_unnamed=still_unnamed,
    )


@pytest.mark.parametrize("actor", [CHECKER, EDITOR])
@pytest.mark.parametrize(
    "data",
    [
        FollowUpWrite(),
        FollowUpWrite(reason="Fears for her job", corroborations=0),
        FollowUpWrite(outcome=Outcome.CORROBORATED, corroborations=1),
        FollowUpWrite(outcome=Outcome.CLEARED),
    ],
)
def test_what_anybody_on_the_desk_may_record(data: FollowUpWrite, actor: Actor) -> None:
    judge(data, actor)


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
        judge(data, EDITOR)


def test_only_an_editor_of_the_desk_waives() -> None:
    waiver = FollowUpWrite(outcome=Outcome.WAIVED, outcome_reason="A document settles it.")
    judge(waiver, EDITOR, lacking(SourceCheck.TERMS))
    for actor, desk in ((CHECKER, DESK), (EDITOR, DESK + 1)):
        with pytest.raises(Forbidden, match="Only an editor"):
            judge(waiver, actor, desk=desk)


@pytest.mark.parametrize("outcome", [Outcome.WAIVED, Outcome.DROPPED])
def test_an_expired_entry_is_waived_or_dropped_by_an_admin(outcome: Outcome) -> None:
    waiver = FollowUpWrite(outcome=outcome, outcome_reason="A document settles it.")
    with pytest.raises(Forbidden, match=r"an admin (waives|drops) an expired"):
        judge(waiver, EDITOR, expired=True)
    judge(waiver, ADMIN, expired=True)


@pytest.mark.parametrize("outcome", [Outcome.WAIVED, Outcome.DROPPED])
def test_neither_waiving_nor_dropping_passes_over_the_approver(outcome: Outcome) -> None:
    tiers = FollowUpPolicy(approvers=Approvers(hinges=Role.ADMIN, direct_quote=Role.EDITOR))
    waiver = FollowUpWrite(outcome=outcome, outcome_reason="A document settles it.")
    with pytest.raises(Forbidden, match="Only an admin"):
        judge(waiver, EDITOR, policy=tiers)
    with pytest.raises(Conflict, match="another person"):
        judge(waiver, ADMIN, policy=tiers, works_on_it=True)
    judge(waiver, ADMIN, policy=tiers)
    judge(waiver, EDITOR, works_on_it=True)  # where no sign-off is asked for, none is passed over

    def single(
        actor: Actor, check: SourceCheck, use: SourceUse, *, works_on_it: bool = False
    ) -> None:
        check_waiver(actor, DESK, tiers, use, check=check, expired=False, works_on_it=works_on_it)

    for check in (SourceCheck.SIGN_OFF, SourceCheck.APPROVER_KNOWS):
        with pytest.raises(Forbidden, match="Only an admin"):
            single(EDITOR, check, SourceUse.HINGES)
        single(EDITOR, check, SourceUse.DIRECT_QUOTE)
        with pytest.raises(Conflict):
            single(EDITOR, check, SourceUse.DIRECT_QUOTE, works_on_it=True)
        single(EDITOR, check, SourceUse.OTHER, works_on_it=True)
    single(EDITOR, SourceCheck.TERMS, SourceUse.HINGES, works_on_it=True)


def test_every_outcome_is_covered() -> None:
    drop = FollowUpWrite(outcome=Outcome.DROPPED, outcome_reason="The claim was cut.")
    judge(drop, EDITOR)
    with pytest.raises(Forbidden):
        judge(drop, CHECKER)
    assert set(Outcome) == {"identified", "corroborated", "cleared", "waived", "dropped"}


@pytest.mark.parametrize("outcome", [Outcome.CORROBORATED, Outcome.CLEARED])
def test_the_policy_is_met_before_a_source_stays_unnamed(outcome: Outcome) -> None:
    data = FollowUpWrite(outcome=outcome, corroborations=1)
    with pytest.raises(Conflict, match=r"It lacks\. Do it\.") as refused:
        judge(data, ADMIN, lacking(SourceCheck.TERMS), lacking(SourceCheck.BASIS, required=False))
    assert refused.value.extra == {"checks": [SourceCheck.TERMS]}
    judge(data, CHECKER, lacking(SourceCheck.TERMS, waived=True))


def test_identified_is_a_source_that_the_claim_names() -> None:
    data = FollowUpWrite(outcome=Outcome.IDENTIFIED)
    with pytest.raises(Conflict, match="mark the words that name the source first"):
        judge(data, ADMIN)
    judge(data, CHECKER, lacking(SourceCheck.TERMS), still_unnamed=False)


def test_a_follow_up_is_due_in_a_week_and_expires_in_a_month() -> None:
    clock = clock_from(OPENED, POLICY)
    assert (clock.due, clock.expires) == (
        OPENED + timedelta(days=7),
        OPENED + timedelta(days=30),
    )
    late = clock_from(OPENED, FollowUpPolicy(days_due=9, days_expiry=2))
    assert late.due == late.expires, "nothing expires before it is due"


def test_notes_are_for_the_holder_and_editors() -> None:
    strict = FollowUpPolicy(notes_readers=Role.ADMIN, notes_for_holder=False)
    program = Actor(name="token", token_id=1, token_desk=DESK)
    for actor, holder, policy, may in (
        (CHECKER, None, POLICY, False),
        (CHECKER, EDITOR.person_id, POLICY, False),
        (CHECKER, CHECKER.person_id, POLICY, True),
        (CHECKER, CHECKER.person_id, strict, False),
        (EDITOR, None, POLICY, True),
        (EDITOR, None, strict, False),
        (ADMIN, None, strict, True),
        (program, None, POLICY, False),
        (SYSTEM, None, POLICY, False),
    ):
        assert may_read_notes(actor, DESK, holder, policy) is may
        assert not may_read_notes(actor, DESK + 1, holder, policy)
        if not may:
            with pytest.raises(Forbidden):
                require_notes(actor, DESK, holder, policy)


def item(
    number: int,
    origin: str = "",
    *,
    evidence: int | None = None,
    from_source: bool = False,
    stands: bool = True,
) -> Corroborating:
    return Corroborating(
        id=number, evidence=evidence, origin=origin, from_source=from_source, stands=stands
    )


def test_two_wires_quoting_one_official_are_one_corroboration() -> None:
    assert independent([item(2, " the  Ministry "), item(1, "The ministry")]) == {1}
    assert independent([item(1), item(2)]) == {1, 2}
    assert independent([item(1, evidence=7), item(2, evidence=7), item(3, evidence=8)]) == {1, 3}
    # One that was taken back leaves its place to the next of the same origin.
    assert independent([item(1, "A", stands=False), item(2, "A")]) == {2}
    # What goes back to the source is no proof of what the source says.
    assert independent([item(1, "A", from_source=True)]) == set()
    assert independent([item(1, "A"), item(2, "a", from_source=True), item(3, "B")]) == {3}
    # A chain: the second shares its origin with the first and its evidence with the third.
    assert independent([item(1, "A"), item(2, "A", evidence=7), item(3, evidence=7)]) == {1}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "a", "A ", "b"]),
            st.sampled_from([None, 1, 2]),
            st.booleans(),
            st.booleans(),
        ),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_no_origin_counts_twice_in_any_order(
    drawn: list[tuple[str, int | None, bool, bool]], chance: Random
) -> None:
    items = [
        item(number, origin, evidence=evidence, from_source=of_source, stands=stands)
        for number, (origin, evidence, of_source, stands) in enumerate(drawn)
    ]
    counted = independent(items)
    shuffled = list(items)
    chance.shuffle(shuffled)
    assert independent(shuffled) == counted
    kept = [one for one in items if one.id in counted]
    assert all(one.stands and not one.from_source for one in kept)
    origins = [one.origin.strip().lower() for one in kept if one.origin.strip()]
    links = [one.evidence for one in kept if one.evidence is not None]
    assert len(set(origins)) == len(origins)
    assert len(set(links)) == len(links)
    if any(one.stands for one in items) and not any(one.from_source for one in items):
        assert counted, "the first counts"


def test_nobody_signs_what_they_work_on_or_above_their_role() -> None:
    check_sign_off(EDITOR, DESK, None, works_on_it=False)
    check_sign_off(ADMIN, DESK, Role.ADMIN, works_on_it=False)
    for actor, approver in ((CHECKER, None), (EDITOR, Role.ADMIN)):
        with pytest.raises(Forbidden, match="signed off by the role"):
            check_sign_off(actor, DESK, approver, works_on_it=False)
    with pytest.raises(Conflict, match="another person"):
        check_sign_off(ADMIN, DESK, Role.EDITOR, works_on_it=True)


def test_a_sign_off_falls_when_the_entry_expires_reopens_or_asks_for_more() -> None:
    expires = OPENED + timedelta(days=30)
    signed = OPENED + timedelta(days=2)
    clock = (OPENED, expires)
    before, after = expires - timedelta(days=1), expires + timedelta(days=1)
    assert still_signed(Role.EDITOR, signed, Role.EDITOR, clock, before)
    assert not still_signed(Role.EDITOR, signed, Role.EDITOR, clock, after)
    assert still_signed(Role.EDITOR, after, Role.EDITOR, clock, after + timedelta(days=1))
    assert not still_signed(Role.EDITOR, signed, Role.ADMIN, clock, before)
    reopened = (signed + timedelta(hours=1), expires)
    assert not still_signed(Role.EDITOR, signed, Role.EDITOR, reopened, before)
