"""Approving many verdicts at once: who may, what stands in the way, and two editors at the same time."""

import asyncio
from typing import Any

import pytest

from claimdesk.accounts.rules import Role
from claimdesk.audit.views import check
from tests.api.conftest import ARTICLE, Caller, SignIn
from tests.api.test_bad_input import is_problem


async def _submitted(checker: Caller, *, unnamed: bool | None = False) -> list[int]:
    """Claims of an article with a verdict that waits for an editor; `unnamed` chooses which."""
    claims = (await checker.post("/articles", {"text": ARTICLE})).json()["claims"]
    ids = []
    for claim in claims:
        hidden = bool(claim["source"] and claim["source"]["unnamed"])
        if unnamed is not None and hidden is not unnamed:
            continue
        path = f"/claims/{claim['id']}"
        await checker.post(f"{path}/assignment", {})
        await checker.post(f"{path}/evidence", {"url": "https://port.example.org/tariff"})
        etag = (await checker.get(path)).headers["ETag"]
        body = {"rating": "true", "summary": "So it is.", "submit": True}
        assert (await checker.put(f"{path}/verdict", body, If_Match=etag)).status_code == 200
        ids.append(claim["id"])
    return ids


async def _seen(caller: Caller, ids: list[int]) -> list[dict[str, int]]:
    return [
        {"claim": i, "version": (await caller.get(f"/claims/{i}")).json()["version"]} for i in ids
    ]


async def _states(caller: Caller, ids: list[int]) -> list[str]:
    return [(await caller.get(f"/claims/{i}")).json()["state"] for i in ids]


async def _obstacles(caller: Caller, ids: list[int]) -> dict[int, str]:
    answer = await caller.http.get("/api/v1/approvals/obstacles", params={"claim": ids})
    assert answer.status_code == 200, answer.text
    return {one["claim"]: one["detail"] for one in answer.json()}


async def test_an_editor_approves_and_publishes_many(checker: Caller, editor: Caller) -> None:
    ids = await _submitted(checker)
    assert len(ids) > 1
    assert set((await _obstacles(editor, ids)).values()) == {""}
    answer = await editor.post("/approvals", {"items": await _seen(editor, ids)})
    assert answer.json() == [{"claim": i, "published": True, "held": None} for i in ids]
    assert await _states(editor, ids) == ["published"] * len(ids)
    reviews = (await editor.get(f"/claims/{ids[0]}")).json()["reviews"]
    assert [review["decision"] for review in reviews] == ["approve"]
    assert not (await check()).flaws


async def test_approved_only_and_a_sensitive_one_waits_for_another_editor(
    checker: Caller, editor: Caller
) -> None:
    ids = await _submitted(checker)
    await editor.post(f"/claims/{ids[0]}/labels", {"sensitive": True})
    answer = await editor.post("/approvals", {"items": await _seen(editor, ids[:2])})
    assert answer.json() == [
        {"claim": ids[0], "published": False, "held": None},
        {"claim": ids[1], "published": True, "held": None},
    ]
    rest = {"items": await _seen(editor, ids[2:3]), "publish": False, "comment": "Clear."}
    assert (await editor.post("/approvals", rest)).json()[0]["published"] is False
    assert await _states(editor, ids[:3]) == ["approved", "published", "approved"]


async def test_all_or_nothing_and_each_obstacle_is_named(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    named, hidden = await _submitted(checker), await _submitted(checker, unnamed=True)
    own = await _submitted(editor)
    found = await _obstacles(editor, [*named, *hidden, *own])
    assert found[named[0]] == ""
    assert "follow-up" in found[hidden[0]]
    assert "You wrote this verdict" in found[own[0]]
    answer = await editor.post(
        "/approvals", {"items": await _seen(editor, [named[0], hidden[0], own[0]])}
    )
    is_problem(answer, 409)
    refused = {one["claim"]: one["detail"] for one in answer.json()["claims"]}
    assert refused == {hidden[0]: found[hidden[0]], own[0]: found[own[0]]}
    assert await _states(editor, [named[0]]) == ["submitted"]
    other = await sign_in("edda", Role.EDITOR)
    assert (await _obstacles(other, own))[own[0]] == ""


async def test_a_verdict_that_changed_since_is_not_approved(
    checker: Caller, editor: Caller
) -> None:
    ids = await _submitted(checker)
    seen = await _seen(editor, ids)
    await checker.post(f"/claims/{ids[0]}/labels", {"tag": ["harbour"]})
    answer = await editor.post("/approvals", {"items": seen})
    is_problem(answer, 409)
    assert [one["claim"] for one in answer.json()["claims"]] == [ids[0]]


async def test_two_editors_at_once_approve_each_verdict_once(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    other = await sign_in("edda", Role.EDITOR)
    ids = await _submitted(checker)
    body = {"items": await _seen(editor, ids)}
    answers = await asyncio.gather(
        editor.post("/approvals", body),
        other.post("/approvals", body | {"items": body["items"][::-1]}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    for claim in ids:
        assert len((await editor.get(f"/claims/{claim}")).json()["reviews"]) == 1


@pytest.mark.parametrize("keyed", [False, True])
async def test_repeating_it_by_key_changes_nothing(
    checker: Caller, editor: Caller, keyed: bool
) -> None:
    ids = await _submitted(checker)
    body: dict[str, Any] = {"items": await _seen(editor, ids)}
    headers = {"Idempotency_Key": "once"} if keyed else {}
    first = await editor.post("/approvals", body, **headers)
    again = await editor.post("/approvals", body, **headers)
    assert first.status_code == 200
    assert again.status_code == (200 if keyed else 409)


async def test_a_checker_does_not_approve_and_strangers_learn_nothing(
    checker: Caller, sign_in: SignIn
) -> None:
    ids = await _submitted(checker)
    items = await _seen(checker, ids)
    assert "editor" in is_problem(await checker.post("/approvals", {"items": items}), 403)
    assert "needs the role editor" in (await _obstacles(checker, ids))[ids[0]]
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    assert await _obstacles(stranger, ids) == {}
    is_problem(await stranger.post("/approvals", {"items": items}), 404)
