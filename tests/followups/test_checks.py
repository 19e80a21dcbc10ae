"""The checklist: each check unmet and met, what a policy makes of it, and what it never says."""

from typing import Any

import msgspec
import pytest

from claimdesk.accounts.rules import Role
from claimdesk.followups.checks import OnRecord, checklist
from claimdesk.followups.rules import missing
from claimdesk.followups.schemas import (
    CheckResult,
    ReasonClass,
    SourceContent,
    SourceKnowledge,
    Terms,
)
from claimdesk.followups.wording import Told
from claimdesk.policies.followups import (
    PRESETS,
    Approvers,
    FollowUpPolicy,
    SourceCheck,
    SourceUse,
)

OFFICIAL = Told(description="an official of the port", reason="fearing reprisals", direct=True)
COMPLETE = OnRecord(
    reason_class=ReasonClass.FEAR_OF_RETALIATION,
    reason_words="fearing reprisals",
    terms=Terms.NOT_FOR_ATTRIBUTION,
    basis=True,
    knowledge=SourceKnowledge.FIRST_HAND,
    content=SourceContent.INFORMATION,
    people=1,
    known_to=True,
    editor_knows=True,
    attempts=1,
    corroborations=1,
    approver=Role.EDITOR,
    signed=True,
    approver_knows=True,
    reply_sought=True,
)


def run(
    article: Told = OFFICIAL, policy: FollowUpPolicy | None = None, **changes: Any
) -> dict[SourceCheck, CheckResult]:
    record = msgspec.structs.replace(COMPLETE, **changes)
    found = checklist(policy or FollowUpPolicy(), article, record, frozenset())
    assert len({check.check for check in found}) == len(found)
    return {check.check: check for check in found}


def test_a_complete_record_meets_every_check_and_every_preset() -> None:
    found = run()
    assert set(found) == set(SourceCheck)
    assert all(check.met and not check.todo for check in found.values())
    for preset in PRESETS:
        assert missing(list(run(policy=preset.policy).values())) == []


@pytest.mark.parametrize(
    ("check", "article", "changes", "says"),
    [
        (
            SourceCheck.DESCRIPTION,
            Told(description="a source", reason="x"),
            {},
            "“a source” and nothing more",
        ),
        (
            SourceCheck.PLURAL,
            Told(description="sources in the port", reason="x"),
            {"people": None},
            "means more than one, and 1 on record",
        ),
        (
            SourceCheck.PLURAL,
            Told(description="three port officials", count=3, reason="x"),
            {"people": 2},
            "means 3, and 2 on record",
        ),
        (
            SourceCheck.DECLINED_COMMENT,
            msgspec.structs.replace(OFFICIAL, declined=("The port declined to comment.",)),
            {},
            "“The port declined to comment.”",
        ),
        (SourceCheck.REASON, OFFICIAL, {"reason_class": ReasonClass.NONE_GIVEN}, "No reason"),
        (
            SourceCheck.REASON_FOR_READERS,
            Told(description="an official of the port"),
            {"reason_words": " "},
            "does not tell readers",
        ),
        (SourceCheck.TERMS, OFFICIAL, {"terms": Terms.UNKNOWN}, "not recorded"),
        (SourceCheck.TERMS, OFFICIAL, {"terms": Terms.OFF_THE_RECORD}, "off the record"),
        (SourceCheck.BASIS, OFFICIAL, {"basis": False}, "not recorded"),
        (
            SourceCheck.FIRST_HAND,
            OFFICIAL,
            {"knowledge": SourceKnowledge.SECOND_HAND},
            "what others said",
        ),
        (SourceCheck.INFORMATION, OFFICIAL, {"content": SourceContent.OPINION}, "an opinion"),
        (SourceCheck.EDITOR_KNOWS, OFFICIAL, {"editor_knows": False}, "no editor does"),
        (
            SourceCheck.EDITOR_KNOWS,
            OFFICIAL,
            {"editor_knows": False, "known_to": False},
            "Nobody on the desk",
        ),
        (SourceCheck.ATTEMPT, OFFICIAL, {"attempts": 0}, "No attempt"),
        (SourceCheck.CORROBORATION, OFFICIAL, {"corroborations": 0}, "0 of 1"),
        (SourceCheck.RIGHT_OF_REPLY, OFFICIAL, {"reply_sought": False}, "No reply"),
        (SourceCheck.SIGN_OFF, OFFICIAL, {"signed": False}, "not signed off"),
        (SourceCheck.APPROVER_KNOWS, OFFICIAL, {"approver_knows": False}, "Nobody who knows"),
    ],
)
def test_what_is_not_there_is_named_with_what_to_do(
    check: SourceCheck, article: Told, changes: dict[str, Any], says: str
) -> None:
    found = run(article, **changes)
    assert [name for name, result in found.items() if not result.met] == [check]
    assert says in found[check].detail
    assert found[check].todo


def test_people_who_bear_the_source_out_make_up_a_plural() -> None:
    plural = Told(description="officials of the port", reason="x")
    assert run(plural, people=None, vouching=1)[SourceCheck.PLURAL].met
    assert not run(plural, people=1, vouching=1)[SourceCheck.PLURAL].met


def test_hearsay_has_a_check_of_its_own_and_none_of_a_source_it_has_not() -> None:
    rumour = Told(hearsay=True, cue="reportedly", reason="x")
    found = run(rumour, people=0)
    assert not found[SourceCheck.SOMEBODY_BEHIND].met
    assert "“reportedly”" in found[SourceCheck.SOMEBODY_BEHIND].detail
    assert not {SourceCheck.DESCRIPTION, SourceCheck.PLURAL} & set(found)
    assert run(rumour, people=1)[SourceCheck.SOMEBODY_BEHIND].met


def test_a_policy_requires_and_a_waiver_lets_pass() -> None:
    policy = FollowUpPolicy(
        required=[SourceCheck.TERMS], approvers=Approvers(direct_quote=Role.EDITOR)
    )
    record = msgspec.structs.replace(COMPLETE, terms=Terms.UNKNOWN, signed=False)
    lacking = missing(checklist(policy, OFFICIAL, record, frozenset()))
    assert [check.check for check in lacking] == [SourceCheck.TERMS, SourceCheck.SIGN_OFF]
    waived = frozenset([SourceCheck.TERMS, SourceCheck.SIGN_OFF])
    assert missing(checklist(policy, OFFICIAL, record, waived)) == []
    nobody = msgspec.structs.replace(record, approver=None)
    lacking = missing(checklist(policy, OFFICIAL, nobody, frozenset()))
    assert [check.check for check in lacking] == [SourceCheck.TERMS]


def test_the_presets_are_told_apart_by_what_they_ask() -> None:
    policies = {preset.key: preset.policy for preset in PRESETS}
    assert set(policies) == {"basic", "ap", "reuters", "nyt", "bbc", "npr"}
    assert SourceCheck.DECLINED_COMMENT in policies["ap"].required
    assert SourceCheck.APPROVER_KNOWS in policies["ap"].required
    assert SourceCheck.PLURAL in policies["reuters"].required
    assert SourceCheck.RIGHT_OF_REPLY in policies["bbc"].required
    assert SourceCheck.REASON_FOR_READERS in policies["npr"].required
    tiers = policies["nyt"].approvers
    assert [tiers.of(use) for use in SourceUse] == [Role.ADMIN, Role.EDITOR, Role.EDITOR]
    assert policies["basic"] == FollowUpPolicy()
