"""Writes are safe to repeat, to race and to audit."""

import asyncio

import asyncpg
import pytest

from claimdesk.accounts.rules import Role, Scope
from claimdesk.audit.views import check
from claimdesk.db.engine import fetch
from tests.api.conftest import ARTICLE, Caller, SignIn, TokenFor
from tests.api.test_bad_input import is_problem, rows

LINK = {"url": "https://port.example.org/plan.pdf"}


async def a_claim(caller: Caller, *, unnamed: bool = False) -> str:
    """The path of a claim of a fresh article."""
    article = (await caller.post("/articles", {"text": ARTICLE})).json()
    found = next(c for c in article["claims"] if c["source"] and c["source"]["unnamed"] is unnamed)
    return f"/claims/{found['id']}"


async def submitted(checker: Caller) -> str:
    """The path of a claim whose verdict waits for an editor."""
    path = await a_claim(checker)
    await checker.post(f"{path}/assignment", {})
    await checker.post(f"{path}/evidence", LINK)
    etag = (await checker.get(path)).headers["ETag"]
    body = {"rating": "true", "summary": "So it is.", "submit": True}
    answer = await checker.put(f"{path}/verdict", body, If_Match=etag)
    assert answer.status_code == 200, answer.text
    return path


async def test_a_repeated_post_acts_once(checker: Caller) -> None:
    first = await checker.post("/articles", {"text": ARTICLE}, Idempotency_Key="one")
    again = await checker.post("/articles", {"text": ARTICLE}, Idempotency_Key="one")
    assert again.status_code == first.status_code == 201
    assert again.content == first.content
    assert again.headers["idempotent-replay"] == "true"
    assert await rows("article") == 1
    other = await checker.post("/articles", {"text": "Other text"}, Idempotency_Key="one")
    assert "new key" in is_problem(other, 409)


async def test_repeats_at_the_same_moment_act_once(checker: Caller) -> None:
    answers = await asyncio.gather(
        *(checker.post("/articles", {"text": ARTICLE}, Idempotency_Key="k") for _ in range(8))
    )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert await rows("article") == 1


async def test_a_failed_request_may_be_repeated_with_its_key(checker: Caller) -> None:
    is_problem(await checker.post("/articles", {"text": ""}, Idempotency_Key="k"), 422)
    assert (
        await checker.post("/articles", {"text": ARTICLE}, Idempotency_Key="k")
    ).status_code == 201


async def test_a_key_belongs_to_its_caller(checker: Caller, editor: Caller) -> None:
    for caller in (checker, editor):
        answer = await caller.post("/articles", {"text": ARTICLE}, Idempotency_Key="k")
        assert answer.status_code == 201
    assert await rows("article") == 2


async def test_one_claim_goes_to_one_of_many(sign_in: SignIn) -> None:
    checkers = [await sign_in(f"checker{i}", Role.CHECKER) for i in range(8)]
    path = await a_claim(checkers[0])
    answers = await asyncio.gather(*(c.post(f"{path}/assignment", {}) for c in checkers))
    assert sorted(a.status_code for a in answers) == [200] + [403] * 7
    assert await rows("assignment WHERE ended_at IS NULL") == 1


async def test_many_approvals_publish_once(checker: Caller, editor: Caller) -> None:
    path = await submitted(checker)
    answers = await asyncio.gather(*(editor.post(f"{path}/approval", {}) for _ in range(8)))
    assert sorted(a.status_code for a in answers) == [200] + [409] * 7
    assert await rows("rating_event") == 1


async def test_the_feed_has_no_gaps_and_the_trail_no_breaks(
    checker: Caller, editor: Caller, token_for: TokenFor
) -> None:
    paths = [await submitted(checker) for _ in range(6)]
    answers = await asyncio.gather(*(editor.post(f"{path}/approval", {}) for path in paths))
    assert {a.status_code for a in answers} == {200}
    cms = await token_for(Scope.RATINGS_READ)
    after, seen = 0, []
    while True:
        page = (await cms.get("/ratings", after=after, limit=2)).json()
        seen += [event["seq"] for event in page["items"]]
        after = page["next"]
        if not page["more"]:
            break
    assert seen == [1, 2, 3, 4, 5, 6]
    assert not (await check()).flaws


async def test_articles_that_share_sources_do_not_block_each_other(checker: Caller) -> None:
    answers = await asyncio.gather(
        *(checker.post("/articles", {"text": ARTICLE}) for _ in range(8))
    )
    assert {a.status_code for a in answers} == {201}


async def test_a_stale_verdict_meets_the_newer_one_and_nothing_is_lost(checker: Caller) -> None:
    path = await a_claim(checker)
    await checker.post(f"{path}/assignment", {})
    etag = (await checker.get(path)).headers["ETag"]
    mine = {"rating": "true", "summary": "Mine."}
    assert (await checker.put(f"{path}/verdict", mine, If_Match=etag)).status_code == 200
    stale = await checker.put(
        f"{path}/verdict", {"rating": "false", "summary": "Other."}, If_Match=etag
    )
    is_problem(stale, 412)
    assert stale.json()["current"]["verdict"]["summary"] == "Mine."
    is_problem(await checker.put(f"{path}/verdict", mine), 428)
    assert await rows("verdict") == 1


async def test_an_unknown_rating_or_strange_evidence_is_refused(checker: Caller) -> None:
    path = await a_claim(checker)
    await checker.post(f"{path}/assignment", {})
    for body in (
        {"rating": "truish", "summary": "x"},
        {"rating": "true", "summary": "x", "evidence": [99]},
        {"rating": "true", "summary": "  ", "submit": True},
    ):
        etag = (await checker.get(path)).headers["ETag"]
        is_problem(await checker.put(f"{path}/verdict", body, If_Match=etag), 422)


async def test_a_verdict_without_evidence_is_not_submitted(checker: Caller) -> None:
    path = await a_claim(checker)
    await checker.post(f"{path}/assignment", {})
    etag = (await checker.get(path)).headers["ETag"]
    body = {"rating": "true", "summary": "So it is.", "submit": True}
    answer = await checker.put(f"{path}/verdict", body, If_Match=etag)
    assert "link" in is_problem(answer, 409)
    assert await rows("verdict") == 0


async def test_nobody_approves_their_own_verdict(editor: Caller) -> None:
    path = await submitted(editor)
    assert "another editor" in is_problem(await editor.post(f"{path}/approval", {}), 409)


async def test_returned_approved_held_published_corrected(checker: Caller, editor: Caller) -> None:
    path = await submitted(checker)
    is_problem(await editor.post(f"{path}/approval", {"decision": "return"}), 422)
    returned = await editor.post(
        f"{path}/approval", {"decision": "return", "comment": "Ask the port."}
    )
    assert returned.json()["state"] == "returned"
    body = {"rating": "mostly_true", "summary": "Nearly.", "submit": True}
    etag = returned.headers["ETag"]
    await checker.put(f"{path}/verdict", body, If_Match=etag)
    held = await editor.post(f"{path}/approval", {"publish": False})
    assert held.json()["state"] == "approved"
    assert await rows("rating_event") == 0
    assert (await editor.post(f"{path}/publication")).json()["state"] == "published"

    reopened = await editor.post(f"{path}/correction", {"reason": "The port wrote to us."})
    etag = reopened.headers["ETag"]
    worse = {"rating": "false", "summary": "It is not.", "submit": True}
    is_problem(await checker.put(f"{path}/verdict", worse, If_Match=etag), 422)
    worse["why"] = "New figures from the port."
    await checker.put(f"{path}/verdict", worse, If_Match=etag)
    await editor.post(f"{path}/approval", {})
    events = (await editor.get("/ratings")).json()["items"]
    assert [event["kind"] for event in events] == ["published", "corrected"]
    assert events[1]["previous"]["key"] == "mostly_true"
    detail = (await editor.get(path)).json()
    assert [v["published"] for v in detail["verdicts"]] == [False, False, True]
    assert [r["decision"] for r in detail["reviews"]] == ["return", "approve", "approve"]


async def test_dismissing_drops_the_follow_up_and_can_be_undone(checker: Caller) -> None:
    path = await a_claim(checker, unnamed=True)
    assert (await checker.post(f"{path}/acceptance")).json()["followup"] == "open"
    gone = (await checker.post(f"{path}/dismissal", {"reason": "Trivial"})).json()
    assert (gone["state"], gone["followup"], gone["follow_up"]["outcome"]) == (
        "dismissed", "closed", "dropped",
    )  # fmt: skip
    assert (await checker.post(f"{path}/restoration")).json()["state"] == "new"
    assert (await checker.post(f"{path}/acceptance")).json()["followup"] == "open"


async def test_a_waiver_needs_an_editor_and_a_reason(checker: Caller, editor: Caller) -> None:
    path = await a_claim(checker, unnamed=True)
    await checker.post(f"{path}/acceptance")
    waive = {"outcome": "waived", "outcome_reason": "Settled."}
    is_problem(await checker.put(f"{path}/followup", waive, If_Match='"1"'), 403)
    is_problem(await editor.put(f"{path}/followup", {"outcome": "waived"}, If_Match='"1"'), 422)
    is_problem(await editor.put(f"{path}/followup", waive, If_Match='"7"'), 412)
    assert (await editor.put(f"{path}/followup", waive, If_Match='"1"')).status_code == 200
    is_problem(await editor.put(f"{path}/followup", waive, If_Match='"2"'), 409)


async def test_evidence_is_retracted_and_restored(checker: Caller) -> None:
    path = await a_claim(checker)
    made = (await checker.post(f"{path}/evidence", LINK)).json()
    assert (await checker.delete(f"{path}/evidence/{made['id']}")).status_code == 204
    detail = (await checker.get(path)).json()
    assert detail["evidence_count"] == 0
    assert detail["evidence"][0]["retracted_at"]
    assert (await checker.post(f"{path}/evidence/{made['id']}/restoration")).status_code == 204
    assert (await checker.get(path)).json()["evidence_count"] == 1


async def test_what_rests_on_retracted_evidence_is_not_published(
    checker: Caller, editor: Caller
) -> None:
    path = await submitted(checker)
    link = (await checker.get(path)).json()["evidence"][0]["id"]
    await checker.delete(f"{path}/evidence/{link}")
    assert "taken back" in is_problem(await editor.post(f"{path}/approval", {}), 409)
    await checker.post(f"{path}/evidence/{link}/restoration")
    assert (await editor.post(f"{path}/approval", {"publish": False})).status_code == 200
    await checker.delete(f"{path}/evidence/{link}")
    assert "taken back" in is_problem(await editor.post(f"{path}/publication"), 409)
    assert await rows("rating_event") == 0
    await checker.post(f"{path}/evidence/{link}/restoration")
    assert (await editor.post(f"{path}/publication")).status_code == 200


async def test_passwords_and_secrets_are_not_remembered_for_repeats(admin: Caller) -> None:
    token = {"name": "cms", "scopes": ["ratings:read"]}
    person = {"login": "otto", "name": "Otto", "password": "correct horse battery"}
    assert (await admin.post("/tokens", token, Idempotency_Key="k1")).status_code == 201
    assert (await admin.post("/people", person, Idempotency_Key="k2")).status_code == 201
    assert await rows("idempotent_answer") == 0


@pytest.mark.parametrize("table", ["revision", "verdict", "review", "rating_event", "audit_event"])
async def test_history_cannot_be_rewritten(checker: Caller, editor: Caller, table: str) -> None:
    path = await submitted(checker)
    await editor.post(f"{path}/approval", {})
    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):  # noqa: S608
        with pytest.raises(asyncpg.RestrictViolationError):
            await fetch(statement)


async def test_a_settled_follow_up_outlives_a_new_due_date(checker: Caller) -> None:
    path = await a_claim(checker, unnamed=True)
    await checker.post(f"{path}/assignment", {})
    closed = {"outcome": "corroborated", "corroborations": 1, "outcome_reason": "The minutes."}
    assert (await checker.put(f"{path}/followup", closed, If_Match='"1"')).status_code == 200
    moved = await checker.post(f"{path}/assignment", {"due": "2031-01-01T00:00:00Z"})
    assert moved.json()["follow_up"]["outcome_reason"] == "The minutes."


async def test_dropping_a_follow_up_needs_an_editor(checker: Caller) -> None:
    path = await a_claim(checker, unnamed=True)
    await checker.post(f"{path}/assignment", {})
    drop = {"outcome": "dropped", "outcome_reason": "x"}
    is_problem(await checker.put(f"{path}/followup", drop, If_Match='"1"'), 403)


async def test_what_readers_see_is_not_dismissed(checker: Caller, editor: Caller) -> None:
    path = await submitted(checker)
    await editor.post(f"{path}/approval", {})
    await editor.post(f"{path}/correction", {"reason": "A letter came."})
    await checker.delete(f"{path}/assignment")
    refused = await checker.post(f"{path}/dismissal", {"reason": "Never mind"})
    assert "Readers see" in is_problem(refused, 409)


async def test_an_editor_decides_on_the_verdict_they_saw(checker: Caller, editor: Caller) -> None:
    path = await submitted(checker)
    seen = (await editor.get(path)).headers["ETag"]
    await editor.post(f"{path}/approval", {"decision": "return", "comment": "Look again."})
    etag = (await checker.get(path)).headers["ETag"]
    other = {"rating": "false", "summary": "It is not.", "submit": True}
    await checker.put(f"{path}/verdict", other, If_Match=etag)
    is_problem(await editor.post(f"{path}/approval", {}, If_Match=seen), 412)
    assert await rows("rating_event") == 0
