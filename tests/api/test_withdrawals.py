"""Taking a submitted verdict back: who may, until when, what it was, and an editor at the same time."""

import asyncio
from typing import Any

import httpx
import pytest

from claimdesk.accounts.rules import Role
from claimdesk.db.engine import fetch
from tests.api.conftest import ARTICLE, Caller, SignIn
from tests.api.test_bad_input import is_problem

VERDICT = {"rating": "true", "summary": "Turbot says so.", "submit": True}


async def _ready(caller: Caller) -> str:
    """The path of a claim of a named source that the caller has, with evidence."""
    claims = (await caller.post("/articles", {"text": ARTICLE})).json()["claims"]
    claim = next(c for c in claims if not (c["source"] and c["source"]["unnamed"]))
    path = f"/claims/{claim['id']}"
    await caller.post(f"{path}/assignment", {})
    await caller.post(f"{path}/evidence", {"url": "https://port.example.org/tariff"})
    return path


async def _judge(caller: Caller, path: str, **said: Any) -> dict[str, Any]:
    etag = (await caller.get(path)).headers["ETag"]
    answer = await caller.put(f"{path}/verdict", VERDICT | said, If_Match=etag)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def _take_back(caller: Caller, path: str, **headers: str) -> httpx.Response:
    etag = (await caller.get(path)).headers["ETag"]
    return await caller.post(f"{path}/withdrawal", **({"If_Match": etag} | headers))


async def _stays(path: str) -> list[str]:
    claim = int(path.rpartition("/")[2])
    rows = await fetch("SELECT state FROM claim_stay WHERE claim = {} ORDER BY id", claim)
    return [row["state"] for row in rows]


async def test_the_author_takes_it_back_and_the_claim_is_as_it_was(checker: Caller) -> None:
    path = await _ready(checker)
    before, stays = (await checker.get(path)).json(), await _stays(path)
    assert "withdraw" in (await _judge(checker, path))["actions"]
    answer = await _take_back(checker, path)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["version"] > before["version"]
    for same in ("state", "verdict", "opinion", "stale", "actions"):
        assert found[same] == before[same], same
    assert found["assignment"]["assignee"]["id"] == checker.id
    (taken,) = found["verdicts"]
    assert taken["summary"] == "Turbot says so."
    assert taken["withdrawn"]["by"]["id"] == checker.id
    assert await _stays(path) == stays
    trail = (await checker.get("/audit", claim=found["id"])).json()["items"]
    assert {"submit", "withdraw"} <= {event["action"] for event in trail}


@pytest.mark.parametrize("back", ["returned", "kept"])
async def test_the_verdict_before_is_the_latest_again(
    checker: Caller, editor: Caller, back: str
) -> None:
    path = await _ready(checker)
    first = await _judge(checker, path, submit=back == "returned")
    if back == "returned":
        await editor.post(f"{path}/approval", {"decision": "return", "comment": "Why?"})
    state = (await checker.get(path)).json()["state"]
    await _judge(checker, path, rating="false")
    found = (await _take_back(checker, path)).json()
    assert (found["state"], found["verdict"]["id"]) == (state, first["verdict"]["id"])
    # The series goes on after what was taken back, and that can be submitted and published.
    again = await _judge(checker, path, rating="false")
    assert [one["number"] for one in again["verdicts"]] == [1, 2, 3]
    out = (await editor.post(f"{path}/approval", {})).json()
    assert (out["state"], out["verdict"]["number"]) == ("published", 3)


async def test_it_counts_nowhere_as_a_verdict(checker: Caller, editor: Caller) -> None:
    path = await _ready(checker)
    await _judge(checker, path)
    period = {"from": "2020-01-01T00:00:00Z", "to": "2036-01-01T00:00:00Z"}

    async def counted() -> tuple[Any, Any, Any, Any]:
        report = (await checker.get("/reports/period", **period)).json()
        ours = next(one for one in report["reviewers"] if one["person"]["id"] == checker.id)
        stages = {one["state"]: one["entered"] for one in report["groups"][0]["states"]}
        did = (await checker.get("/claims", did="verdict")).json()["items"]
        hits = (await checker.get("/search", text="turbot", kind="verdict")).json()["items"]
        return ours["verdicts"], stages.get("submitted", 0), len(did), len(hits)

    assert await counted() == (1, 1, 1, 1)
    await _take_back(checker, path)
    assert await counted() == (0, 0, 0, 0)
    article = (await checker.get(path)).json()["article"]["id"]
    report = (await editor.get(f"/articles/{article}/report")).json()
    assert all(entry["verdict"] is None for entry in report["entries"])
    assert not await fetch("SELECT FROM rating_event")


async def test_who_may_and_until_when(checker: Caller, editor: Caller, sign_in: SignIn) -> None:
    path = await _ready(checker)
    assert "must be one of" in is_problem(await _take_back(checker, path), 409)
    await _judge(checker, path)
    colleague = await sign_in("walt", Role.CHECKER)
    assert "gave this verdict" in is_problem(await _take_back(colleague, path), 403)
    assert "If-Match" in is_problem(await checker.post(f"{path}/withdrawal"), 428)
    is_problem(await checker.post(f"{path}/withdrawal", If_Match='"0"'), 412)
    assert (await _take_back(editor, path)).json()["verdict"] is None
    await _judge(checker, path)
    stale = (await checker.get(path)).headers["ETag"]
    await editor.post(f"{path}/approval", {})
    # That it was decided on is what counts, more than the version.
    answer = await checker.post(f"{path}/withdrawal", If_Match=stale)
    assert "published" in is_problem(answer, 409)


async def test_nobody_decides_on_what_was_taken_back(checker: Caller, editor: Caller) -> None:
    path = await _ready(checker)
    await _judge(checker, path)
    seen = (await editor.get(path)).headers["ETag"]
    await _take_back(checker, path)
    for headers in ({}, {"If_Match": seen}):
        for body in ({}, {"decision": "return", "comment": "Why?"}):
            answer = await editor.post(f"{path}/approval", body, **headers)
            assert "took this verdict back" in is_problem(answer, 409)
    is_problem(await editor.post(f"{path}/publication"), 409)


@pytest.mark.parametrize("_run", range(5))
@pytest.mark.parametrize("first", ["author", "editor"])
async def test_an_editor_approves_while_it_is_taken_back(
    checker: Caller, editor: Caller, first: str, _run: int
) -> None:
    path = await _ready(checker)
    await _judge(checker, path)
    etag = (await checker.get(path)).headers["ETag"]
    calls = [
        checker.post(f"{path}/withdrawal", If_Match=etag),
        editor.post(f"{path}/approval", {}, If_Match=etag),
    ]
    answers = await asyncio.gather(*(calls if first == "author" else reversed(calls)))
    if first == "editor":
        answers.reverse()
    taken, approved = answers
    assert sorted([taken.status_code, approved.status_code]) == [200, 409]
    found = (await editor.get(path)).json()
    won = approved.status_code == 200
    assert (found["state"] == "published") is won
    assert (found["verdicts"][0]["withdrawn"] is None) is won
    assert len(found["reviews"]) == len(await fetch("SELECT FROM rating_event")) == won


async def test_repeating_it_by_key_changes_nothing(checker: Caller) -> None:
    path = await _ready(checker)
    await _judge(checker, path)
    etag = (await checker.get(path)).headers["ETag"]
    headers = {"If_Match": etag, "Idempotency_Key": "once"}
    one = await checker.post(f"{path}/withdrawal", **headers)
    two = await checker.post(f"{path}/withdrawal", **headers)
    assert (one.status_code, one.json()) == (two.status_code, two.json())
    assert one.status_code == 200


async def test_a_second_opinion_is_called_off_but_one_that_was_given_holds(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    path = await _ready(checker)
    await _judge(checker, path)
    await checker.post(f"{path}/second-opinion", {"of": editor.id})
    assert "asked for this opinion" in is_problem(await _take_back(editor, path), 403)
    found = (await _take_back(checker, path)).json()
    assert (found["state"], found["opinion"], found["opinion_request"]) == (
        "in_review",
        "none",
        None,
    )
    await _judge(checker, path)
    await checker.post(f"{path}/second-opinion", {})
    vera = await sign_in("walt", Role.CHECKER)
    given = await vera.post(f"{path}/second-opinion/verdict", {"rating": "false", "summary": "No."})
    assert given.status_code == 200, given.text
    assert "second opinion was given" in is_problem(await _take_back(checker, path), 409)
