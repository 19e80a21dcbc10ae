"""A statement is judged once: its verdict is used on all open claims that make it, or on none."""

import asyncio
from typing import Any

import pytest

from claimdesk.accounts.rules import Role, Scope
from claimdesk.audit.views import check
from claimdesk.db.engine import fetch
from claimdesk.errors import Conflict
from claimdesk.jobs.worker import work
from claimdesk.matching.judging import Likeness
from claimdesk.reviews.rules import check_same, check_stands
from claimdesk.settings import Settings
from tests.api.conftest import Caller, SignIn, TokenFor
from tests.api.test_bad_input import is_problem, rows
from tests.api.test_checked_before import AGAIN, FIRST, NEARLY, OTHER, claim_in
from tests.api.test_corrections import overturn, tasks_of, texts_of
from tests.api.test_revisions import judged, published


@pytest.fixture
async def first(checker: Caller, editor: Caller) -> dict[str, Any]:
    """A claim with a published verdict."""
    claim = await claim_in(checker, FIRST)
    await published(checker, editor, claim)
    return claim


@pytest.fixture
async def again(checker: Caller) -> list[dict[str, Any]]:
    """Three claims of other articles that say the same, and wait."""
    return [await claim_in(checker, text) for text in (AGAIN, FIRST, AGAIN)]


async def seen(caller: Caller, claims: list[dict[str, Any]]) -> dict[str, Any]:
    ids = [claim["id"] for claim in claims]
    return {
        "items": [
            {"claim": i, "version": (await caller.get(f"/claims/{i}")).json()["version"]}
            for i in ids
        ]
    }


async def use_on(
    caller: Caller, of: dict[str, Any], claims: list[dict[str, Any]], **headers: Any
) -> Any:
    body = headers.pop("body", None) or await seen(caller, claims)
    etag = (await caller.get(f"/claims/{of['id']}")).headers.get("ETag")
    return await caller.post(
        f"/claims/{of['id']}/group/reuse", body, **({"If_Match": etag} | headers)
    )


async def states(caller: Caller, claims: list[dict[str, Any]]) -> list[str]:
    return [(await caller.get(f"/claims/{claim['id']}")).json()["state"] for claim in claims]


async def offered(caller: Caller, claim: dict[str, Any]) -> Any:
    answer = await caller.get(f"/claims/{claim['id']}/group/reuse")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_all_open_claims_of_a_statement_get_its_verdict(
    first: dict[str, Any], again: list[dict[str, Any]], checker: Caller, editor: Caller
) -> None:
    answer = await use_on(checker, first, again)
    assert answer.status_code == 200, answer.text
    assert [one["claim"] for one in answer.json()] == [claim["id"] for claim in again]
    for one in answer.json():
        claim = (await checker.get(f"/claims/{one['claim']}")).json()
        assert (claim["state"], claim["version"]) == ("submitted", one["version"])
        assert claim["assignment"]["assignee"]["id"] == checker.id
        verdict = claim["verdict"]
        assert verdict["id"] == one["verdict"]
        assert verdict["rating"]["key"] == "true"
        assert verdict["reuses"] == {
            "claim": first["id"], "number": 1, "likeness": "same", "reason": "", "changed": False,
        }  # fmt: skip
        assert verdict["evidence"] == [piece["id"] for piece in claim["evidence"]]
        trail = (await editor.get("/audit", claim=one["claim"])).json()["items"]
        assert [event["after"]["of"] for event in trail if event["action"] == "reuse"] == [
            first["id"]
        ]
    # Each is an editor's to approve, who did not write it.
    path = f"/claims/{again[0]['id']}/approval"
    is_problem(await checker.post(path, {}), 403)
    assert (await editor.post(path, {})).json()["state"] == "published"
    # One by one they are taken back as long as nobody has.
    etag = (await checker.get(f"/claims/{again[1]['id']}")).headers["ETag"]
    back = await checker.post(f"/claims/{again[1]['id']}/withdrawal", {}, If_Match=etag)
    assert back.json()["state"] == "in_review"
    assert not (await check()).flaws
    # All that have it are told when it turns out to be another.
    await overturn(checker, editor, f"/claims/{first['id']}")
    told = texts_of(await tasks_of(editor), "claim")
    assert {claim for claim, text in told.items() if "was taken from" in text} == {
        again[0]["id"],
        again[2]["id"],
    }


async def test_all_or_none_and_each_reason_is_named(
    first: dict[str, Any], again: list[dict[str, Any]], checker: Caller, editor: Caller
) -> None:
    nearly = await claim_in(checker, NEARLY)
    other = await claim_in(checker, OTHER)
    await editor.post(f"/claims/{again[1]['id']}/assignment", {})
    await judged(checker, again[2])
    wanted = [*again, nearly, other]
    before = await rows("audit_event"), await rows("evidence")
    answer = await use_on(checker, first, wanted)
    assert "4 of the 5 cannot have this verdict" in is_problem(answer, 409)
    refused = {one["claim"]: one["detail"] for one in answer.json()["claims"]}
    assert set(refused) == {claim["id"] for claim in wanted[1:]}
    assert "not say quite the same" in refused[nearly["id"]]
    assert "not say quite the same" in refused[other["id"]]
    assert await states(checker, wanted) == ["new", "assigned", "submitted", "new", "new"]
    assert (await rows("audit_event"), await rows("evidence")) == before
    assert await rows("verdict_reuse") == 0


async def test_the_offer_says_which_and_what_keeps_one_from_it(
    first: dict[str, Any],
    again: list[dict[str, Any]],
    checker: Caller,
    editor: Caller,
    settings: Settings,
) -> None:
    nearly = await claim_in(checker, NEARLY)
    await editor.post(f"/claims/{again[1]['id']}/assignment", {})
    await work(settings, until_empty=True)
    offer = await offered(checker, first)
    etag = (await checker.get(f"/claims/{first['id']}")).headers["ETag"]
    verdict = offer["verdict"]
    assert (verdict["claim"], f'"{verdict["version"]}"') == (first["id"], etag)
    assert (verdict["rating"]["key"], verdict["summary"]) == ("true", "So it is.")
    assert verdict["title"] == "The port is quiet."
    claims = {one["claim"]: one for one in offer["claims"]}
    assert set(claims) == {claim["id"] for claim in again}
    assert nearly["id"] not in claims
    assert {one["likeness"] for one in claims.values()} == {"same"}
    assert [claims[claim["id"]]["detail"] == "" for claim in again] == [True, False, True]
    # It is the same from whichever of them one looks.
    assert await offered(checker, again[0]) == offer
    # What is offered is what can be done.
    able = [{"id": claim} for claim, one in claims.items() if one["detail"] == ""]
    assert (await use_on(checker, first, able)).status_code == 200
    assert [one["claim"] for one in (await offered(checker, first))["claims"]] == [again[1]["id"]]


async def test_what_another_joins_to_it_is_shown_and_not_used_unseen(
    first: dict[str, Any], again: list[dict[str, Any]], checker: Caller, settings: Settings
) -> None:
    nearly = await claim_in(checker, NEARLY)
    await work(settings, until_empty=True)
    # The same as one of them, as far as was noted, and only nearly the same as the one judged.
    await fetch(
        "UPDATE claim_match SET likeness = 'same' WHERE claim = {} AND found = {}",
        again[0]["id"],
        nearly["id"],
    )
    claims = {one["claim"]: one for one in (await offered(checker, first))["claims"]}
    assert claims[nearly["id"]]["likeness"] == "near"
    assert "not say quite the same" in claims[nearly["id"]]["detail"]
    assert {claims[claim["id"]]["detail"] for claim in again} == {""}


async def test_nothing_is_offered_without_one_verdict_that_holds(
    first: dict[str, Any],
    again: list[dict[str, Any]],
    checker: Caller,
    editor: Caller,
    settings: Settings,
) -> None:
    nothing: dict[str, Any] = {"verdict": None, "claims": []}
    alone = await claim_in(checker, OTHER)
    await judged(checker, again[2], "false")
    await editor.post(f"/claims/{again[2]['id']}/approval", {})
    await work(settings, until_empty=True)
    assert await offered(checker, alone) == nothing
    # Two verdicts that differ: from a third claim neither is the one, from each its own is.
    assert await offered(checker, again[0]) == nothing
    assert (await offered(checker, first))["verdict"]["rating"]["key"] == "true"
    assert (await offered(checker, again[2]))["verdict"]["rating"]["key"] == "false"
    await editor.post(f"/claims/{first['id']}/correction", {"reason": "New data."})
    assert (await offered(checker, first))["verdict"]["rating"]["key"] == "false"
    assert "Wait until" in is_problem(await use_on(checker, first, again[:1]), 409)
    assert await states(checker, again[:2]) == ["new", "new"]


async def test_versions_are_held_to(
    first: dict[str, Any], again: list[dict[str, Any]], checker: Caller, editor: Caller
) -> None:
    body = await seen(checker, again)
    path = f"/claims/{first['id']}/group/reuse"
    is_problem(await checker.post(path, body), 428)
    is_problem(await use_on(checker, first, again, If_Match='"99"'), 412)
    await editor.post(f"/claims/{again[1]['id']}/labels", {"tag": ["harbour"]})
    answer = await use_on(checker, first, again, body=body)
    is_problem(answer, 409)
    assert [one["claim"] for one in answer.json()["claims"]] == [again[1]["id"]]
    is_problem(await use_on(checker, first, [first]), 422)
    is_problem(await use_on(checker, first, [], body={"items": []}), 400)
    is_problem(
        await use_on(checker, first, [], body={"items": [{"claim": 999, "version": 1}]}), 404
    )
    assert await states(checker, again) == ["new"] * 3


async def test_strangers_and_programs_learn_nothing(
    first: dict[str, Any], again: list[dict[str, Any]], sign_in: SignIn, token_for: TokenFor
) -> None:
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    theirs = await claim_in(stranger, AGAIN)
    body = {"items": [{"claim": again[0]["id"], "version": 0}]}
    is_problem(await use_on(stranger, first, [], body=body, If_Match='"1"'), 404)
    is_problem(await use_on(stranger, theirs, [], body=body), 404)
    is_problem(await stranger.get(f"/claims/{first['id']}/group/reuse"), 404)
    program = await token_for(Scope.DESK_READ)
    is_problem(await use_on(program, first, [], body=body, If_Match='"1"'), 403)
    assert all(one["detail"] for one in (await offered(program, first))["claims"])


async def test_done_twice_it_is_done_once(
    first: dict[str, Any], again: list[dict[str, Any]], checker: Caller
) -> None:
    etag = (await checker.get(f"/claims/{first['id']}")).headers["ETag"]
    more = {"body": await seen(checker, again), "If_Match": etag}
    keyed = more | {"Idempotency_Key": "once"}
    one, two = await asyncio.gather(
        use_on(checker, first, again, **keyed), use_on(checker, first, again, **keyed)
    )
    assert one.status_code == two.status_code == 200
    assert one.json() == two.json()
    is_problem(await use_on(checker, first, again, **more), 409)
    assert await rows("verdict_reuse") == 3


async def test_two_people_at_once_and_one_of_them_is_told(
    first: dict[str, Any], again: list[dict[str, Any]], checker: Caller, editor: Caller
) -> None:
    body = await seen(checker, again)
    turned = {"items": body["items"][::-1]}
    answers = await asyncio.gather(
        use_on(checker, first, again, body=body), use_on(editor, first, again, body=turned)
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert await rows("verdict_reuse") == 3


def test_the_rules_by_themselves() -> None:
    check_same(Likeness.SAME)
    for likeness in set(Likeness) - {Likeness.SAME}:
        with pytest.raises(Conflict):
            check_same(likeness)
    check_stands(True)
    with pytest.raises(Conflict):
        check_stands(False)
