"""An earlier verdict is used again on a claim that says the same, and follows what becomes of it."""

import asyncio
from typing import Any

import pytest

from claimdesk.accounts.rules import Role
from claimdesk.errors import Conflict, Invalid
from claimdesk.matching.judging import Likeness
from claimdesk.reviews.rules import check_reuse
from tests.api.conftest import Caller, SignIn
from tests.api.test_bad_input import is_problem, rows
from tests.api.test_checked_before import AGAIN, FIRST, NEARLY, OTHER, claim_in
from tests.api.test_corrections import overturn, tasks_of, texts_of
from tests.api.test_revisions import published


async def use(caller: Caller, claim: dict[str, Any], of: dict[str, Any], **more: Any) -> Any:
    path = f"/claims/{claim['id']}"
    etag = (await caller.get(path)).headers["ETag"]
    body = {"claim": of["id"], "reason": more.pop("reason", "")}
    return await caller.post(f"{path}/verdict/reuse", body, **({"If_Match": etag} | more))


@pytest.fixture
async def first(checker: Caller, editor: Caller) -> dict[str, Any]:
    """A claim with a published verdict."""
    claim = await claim_in(checker, FIRST)
    await published(checker, editor, claim)
    return claim


async def test_an_earlier_verdict_is_submitted_with_what_it_rests_on(
    first: dict[str, Any], checker: Caller, editor: Caller
) -> None:
    again = await claim_in(checker, AGAIN)
    answer = await use(checker, again, first)
    assert answer.status_code == 200, answer.text
    claim = answer.json()
    assert claim["state"] == "submitted"
    assert claim["assignment"]["assignee"]["id"] == checker.id
    earlier = (await checker.get(f"/claims/{first['id']}")).json()
    new, old = claim["verdict"], earlier["verdict"]
    assert (new["rating"], new["summary"]) == (old["rating"], old["summary"])
    assert new["author"]["id"] == checker.id
    assert new["reuses"] == {
        "claim": first["id"], "number": 1, "likeness": "same", "reason": "", "changed": False,
    }  # fmt: skip
    assert old["reuses"] is None
    copy, original = claim["evidence"][0], earlier["evidence"][0]
    assert copy["id"] != original["id"]
    assert new["evidence"] == [copy["id"]]
    assert {name: copy[name] for name in ("url", "stance", "title", "quote")} == {
        name: original[name] for name in ("url", "stance", "title", "quote")
    }
    trail = (await editor.get("/audit", claim=again["id"])).json()["items"]
    event = next(one for one in trail if one["action"] == "reuse")
    assert event["after"] == {"of": first["id"], "verdict": 1, "likeness": "same"}
    # An editor approves it like any other.
    is_problem(await checker.post(f"/claims/{again['id']}/approval", {}), 403)
    approved = await editor.post(f"/claims/{again['id']}/approval", {})
    assert approved.json()["state"] == "published"


async def test_evidence_that_the_claim_has_is_not_added_again(
    first: dict[str, Any], checker: Caller
) -> None:
    again = await claim_in(checker, AGAIN)
    path = f"/claims/{again['id']}"
    await checker.post(f"{path}/assignment", {})
    link = (await checker.get(f"/claims/{first['id']}")).json()["evidence"][0]["url"]
    own = (await checker.post(f"{path}/evidence", {"url": link})).json()
    claim = (await use(checker, again, first)).json()
    assert claim["verdict"]["evidence"] == [own["id"]]
    assert len(claim["evidence"]) == 1


async def test_nearly_the_same_needs_a_reason_and_less_is_refused(
    first: dict[str, Any], checker: Caller
) -> None:
    nearly = await claim_in(checker, NEARLY)
    problem = is_problem(await use(checker, nearly, first), 422)
    assert "nearly the same" in problem
    assert (await checker.get(f"/claims/{nearly['id']}")).json()["state"] == "new"
    assert await rows("evidence") == 1
    claim = (await use(checker, nearly, first, reason="The same basin.")).json()
    assert claim["verdict"]["why"] == "The same basin."
    assert claim["verdict"]["reuses"]["likeness"] == "near"
    other = await claim_in(checker, OTHER)
    assert "do not say the same" in is_problem(await use(checker, other, first, reason="So."), 409)


async def test_only_what_readers_have_is_used_again(
    first: dict[str, Any], checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    again = await claim_in(checker, AGAIN)
    unjudged = await claim_in(checker, FIRST)
    is_problem(await use(checker, again, unjudged), 409)
    is_problem(await use(checker, again, again), 422)
    is_problem(await use(checker, again, {"id": 999}), 404)
    await editor.post(f"/claims/{first['id']}/correction", {"reason": "New data."})
    assert "Wait until" in is_problem(await use(checker, again, first), 409)
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    theirs = await claim_in(stranger, AGAIN)
    is_problem(await use(stranger, theirs, first), 404)
    assert await rows("verdict_reuse") == 0


async def test_a_colleagues_claim_is_not_judged_and_versions_are_held_to(
    first: dict[str, Any], checker: Caller, editor: Caller
) -> None:
    again = await claim_in(checker, AGAIN)
    path = f"/claims/{again['id']}"
    is_problem(await checker.post(f"{path}/verdict/reuse", {"claim": first["id"]}), 428)
    is_problem(await use(checker, again, first, If_Match='"99"'), 412)
    await editor.post(f"{path}/assignment", {})
    is_problem(await use(checker, again, first), 409)
    assert await rows("evidence") == 1


async def test_done_twice_it_is_done_once(first: dict[str, Any], checker: Caller) -> None:
    again = await claim_in(checker, AGAIN)
    etag = (await checker.get(f"/claims/{again['id']}")).headers["ETag"]
    keyed = {"If_Match": etag, "Idempotency_Key": "once"}
    one, two = await asyncio.gather(
        use(checker, again, first, **keyed), use(checker, again, first, **keyed)
    )
    assert one.status_code == two.status_code == 200
    assert one.json() == two.json()
    assert await rows("verdict_reuse") == 1


async def test_two_people_use_it_at_once_and_one_of_them_is_told(
    first: dict[str, Any], checker: Caller, editor: Caller
) -> None:
    again = await claim_in(checker, AGAIN)
    etag = (await checker.get(f"/claims/{again['id']}")).headers["ETag"]
    answers = await asyncio.gather(
        *(use(caller, again, first, If_Match=etag) for caller in (checker, editor))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    assert await rows("verdict_reuse") == 1


@pytest.mark.parametrize("rating", ["false", "true"])
async def test_a_corrected_verdict_marks_every_claim_that_uses_it(
    first: dict[str, Any], checker: Caller, editor: Caller, rating: str
) -> None:
    again = await claim_in(checker, AGAIN)
    nearly = await claim_in(checker, NEARLY)
    await use(checker, again, first)
    assert (await editor.post(f"/claims/{again['id']}/approval", {})).status_code == 200
    # Taken from what was taken itself.
    assert (await use(checker, nearly, again, reason="The same.")).status_code == 200
    assert await tasks_of(editor) == []
    await overturn(checker, editor, f"/claims/{first['id']}", rating)
    told = texts_of(await tasks_of(editor), "claim")
    for claim in (again, nearly):
        assert "was taken from" in told[claim["id"]]
        seen = (await checker.get(f"/claims/{claim['id']}")).json()
        assert seen["verdict"]["reuses"]["changed"] is True
    assert {again["id"], nearly["id"]} <= set(texts_of(await tasks_of(checker), "claim"))
    reach = (await checker.get(f"/claims/{first['id']}/reach")).json()
    assert {one["claim"] for one in reach["sharing"] if "reused" in one["why"]} == {
        again["id"],
        nearly["id"],
    }


async def test_nothing_goes_to_readers_while_what_it_was_taken_from_is_corrected(
    first: dict[str, Any], checker: Caller, editor: Caller
) -> None:
    again = await claim_in(checker, AGAIN)
    waiting = await claim_in(checker, NEARLY)
    await use(checker, again, first)
    assert (await editor.post(f"/claims/{again['id']}/approval", {})).status_code == 200
    assert (await use(checker, waiting, again, reason="The same.")).status_code == 200
    reason = {"reason": "The base year was wrong."}
    assert (await editor.post(f"/claims/{first['id']}/correction", reason)).status_code == 200

    seen = (await editor.get(f"/claims/{waiting['id']}")).json()
    assert seen["verdict"]["reuses"]["changed"] is True
    refused = await editor.post(f"/claims/{waiting['id']}/approval", {})
    is_problem(refused, 409)
    assert "is being corrected" in refused.json()["detail"]
    version = {"claim": waiting["id"], "version": seen["version"]}
    is_problem(await editor.post("/approvals", {"items": [version]}), 409)
    # Nor is it passed on by what was taken from it.
    another = await claim_in(checker, AGAIN)
    is_problem(await use(checker, another, again), 409)


async def test_a_verdict_of_its_own_ends_what_follows_from_the_earlier_one(
    first: dict[str, Any], checker: Caller, editor: Caller
) -> None:
    again = await claim_in(checker, AGAIN)
    await use(checker, again, first)
    path = f"/claims/{again['id']}"
    await editor.post(f"{path}/approval", {"decision": "return", "comment": "Look yourself."})
    etag = (await checker.get(path)).headers["ETag"]
    body = {"rating": "true", "summary": "It did.", "why": "Looked.", "submit": True}
    assert (await checker.put(f"{path}/verdict", body, If_Match=etag)).status_code == 200
    await overturn(checker, editor, f"/claims/{first['id']}", "true")
    assert await tasks_of(editor) == []


def test_the_rule_by_itself() -> None:
    good = {"same_desk": True, "stands": True, "likeness": Likeness.SAME, "reason": ""}
    check_reuse(**good)  # type: ignore[arg-type]
    check_reuse(**(good | {"likeness": Likeness.NEAR, "reason": "So."}))  # type: ignore[arg-type]
    for wrong in ({"same_desk": False}, {"stands": False}, {"likeness": Likeness.RELATED}):
        with pytest.raises(Conflict):
            check_reuse(**(good | wrong))  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        check_reuse(**(good | {"likeness": Likeness.NEAR, "reason": " "}))  # type: ignore[arg-type]
