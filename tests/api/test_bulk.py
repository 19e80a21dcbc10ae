"""One action on many claims, and taking it back."""

from datetime import timedelta
from typing import Any

import pytest

from claimdesk.accounts.rules import Role
from claimdesk.audit.views import check
from claimdesk.clock import now
from claimdesk.db.engine import fetch
from tests.api.conftest import ARTICLE, Caller, SignIn
from tests.api.test_bad_input import is_problem


async def _ids(caller: Caller) -> list[int]:
    claims = (await caller.post("/articles", {"text": ARTICLE})).json()["claims"]
    return [claim["id"] for claim in claims]


async def _states(caller: Caller) -> dict[int, str]:
    items = (await caller.get("/claims", limit=200)).json()["items"]
    return {claim["id"]: claim["state"] for claim in items}


async def test_a_selection_is_accepted_and_the_follow_ups_open(checker: Caller) -> None:
    ids = await _ids(checker)
    done = await checker.post("/claims/bulk", {"action": "accept", "claims": ids + ids})
    assert done.json()["claims"] == ids
    assert set((await _states(checker)).values()) == {"accepted"}
    unnamed = (await checker.get("/claims", unnamed=True)).json()["items"]
    assert unnamed
    assert {claim["followup"] for claim in unnamed} == {"open"}


async def test_all_or_nothing_and_the_refused_are_named(checker: Caller) -> None:
    ids = await _ids(checker)
    await checker.post(f"/claims/{ids[1]}/acceptance")
    answer = await checker.post("/claims/bulk", {"action": "accept", "claims": ids})
    is_problem(answer, 409)
    assert [refused["claim"] for refused in answer.json()["claims"]] == [ids[1]]
    states = await _states(checker)
    assert states.pop(ids[1]) == "accepted"
    assert set(states.values()) == {"new"}


async def test_a_filter_acts_on_what_it_showed_and_on_nothing_else(checker: Caller) -> None:
    ids = await _ids(checker)
    body = {"action": "dismiss", "reason": "Routine", "filter": {"states": ["new"]}}
    is_problem(await checker.post("/claims/bulk", body), 422)
    drifted = await checker.post("/claims/bulk", body | {"expect": len(ids) - 1})
    is_problem(drifted, 409)
    assert drifted.json()["count"] == len(ids)
    done = await checker.post("/claims/bulk", body | {"expect": len(ids), "kind": "trivial"})
    assert done.json()["claims"] == ids
    detail = (await checker.get(f"/claims/{ids[0]}")).json()
    assert (detail["dismiss_kind"], detail["dismiss_reason"]) == ("trivial", "Routine")


@pytest.mark.parametrize(
    ("action", "extra"),
    [
        ("accept", {}),
        ("dismiss", {"reason": "Routine"}),
        ("assign", {}),
        ("label", {"tag": ["harbour"], "priority": 2, "sensitive": True}),
    ],
)
async def test_undo_puts_everything_back(
    checker: Caller, action: str, extra: dict[str, Any]
) -> None:
    ids = await _ids(checker)
    before = [(await checker.get(f"/claims/{claim}")).json() for claim in ids]
    done = (await checker.post("/claims/bulk", {"action": action, "claims": ids} | extra)).json()
    changed = [(await checker.get(f"/claims/{claim}")).json() for claim in ids]
    assert changed != before
    undone = await checker.post(f"/claims/bulk/{done['id']}/undo")
    assert undone.json() == {"claims": ids, "kept": []}
    again = await checker.post(f"/claims/bulk/{done['id']}/undo")
    assert again.json() == undone.json()
    after = [(await checker.get(f"/claims/{claim}")).json() for claim in ids]
    moving = {"version", "updated_at", "follow_up", "followup"}
    for was, is_now in zip(before, after, strict=True):
        assert {k: v for k, v in was.items() if k not in moving} == {
            k: v for k, v in is_now.items() if k not in moving
        }
        assert is_now["followup"] in {"none", "closed"}
    assert not (await check()).flaws


async def test_undoing_a_dismissal_gives_the_claims_back_to_who_had_them(
    checker: Caller, editor: Caller
) -> None:
    ids = await _ids(checker)
    await checker.post("/claims/bulk", {"action": "assign", "claims": ids})
    body = {"action": "dismiss", "claims": ids, "reason": "Routine"}
    done = (await editor.post("/claims/bulk", body)).json()
    await editor.post(f"/claims/bulk/{done['id']}/undo")
    held = (await checker.get("/claims", assignee="me")).json()["items"]
    assert sorted(claim["id"] for claim in held) == ids
    assert {c["followup"] for c in held if c["source"] and c["source"]["unnamed"]} == {"open"}
    running = await fetch("SELECT count(*) AS n FROM assignment WHERE ended_at IS NULL")
    assert running[0]["n"] == len(ids)


async def test_undo_leaves_alone_what_somebody_went_on_with(
    checker: Caller, editor: Caller
) -> None:
    ids = await _ids(checker)
    done = (await checker.post("/claims/bulk", {"action": "accept", "claims": ids})).json()
    await editor.post(f"/claims/{ids[0]}/assignment", {})
    undone = (await checker.post(f"/claims/bulk/{done['id']}/undo")).json()
    assert undone == {"claims": ids[1:], "kept": [ids[0]]}
    states = await _states(checker)
    assert states.pop(ids[0]) == "assigned"
    assert set(states.values()) == {"new"}


async def test_undo_takes_back_what_it_changed_and_nothing_else(
    checker: Caller, editor: Caller
) -> None:
    first, second, *_ = await _ids(checker)
    early, late = now() + timedelta(days=1), now() + timedelta(days=5)
    await checker.post(f"/claims/{first}/assignment", {"due": early.isoformat()})
    body = {"action": "label", "claims": [first, second], "tag": ["x"]}
    done = (await editor.post("/claims/bulk", body)).json()
    moved = {"assignee": checker.id, "due": late.isoformat()}
    await editor.post(f"/claims/{first}/assignment", moved)
    await fetch("UPDATE claim SET lease_until = {} WHERE id = {}", late, first)
    undone = (await editor.post(f"/claims/bulk/{done['id']}/undo")).json()
    assert undone == {"claims": [first, second], "kept": []}
    row = (await fetch("SELECT tags, due, lease_until FROM claim WHERE id = {}", first))[0]
    assert row == {"tags": [], "due": late, "lease_until": late}


async def test_undoing_a_new_due_date_leaves_the_work_alone(checker: Caller) -> None:
    claim, *_ = await _ids(checker)
    early, late = now() + timedelta(days=1), now() + timedelta(days=5)
    path = f"/claims/{claim}"
    await checker.post(f"{path}/assignment", {"due": early.isoformat()})
    await checker.post(f"{path}/evidence", {"url": "https://port.example.org/plan"})
    body = {"action": "assign", "claims": [claim], "due": late.isoformat()}
    done = (await checker.post("/claims/bulk", body)).json()
    undone = await checker.post(f"/claims/bulk/{done['id']}/undo")
    assert undone.json() == {"claims": [claim], "kept": []}
    rows = await fetch("SELECT state, due FROM claim WHERE id = {}", claim)
    assert rows == [{"state": "in_review", "due": early}]
    running = await fetch("SELECT due FROM assignment WHERE ended_at IS NULL")
    assert running == [{"due": early}]


async def test_undo_leaves_a_claim_that_is_being_worked_on(checker: Caller) -> None:
    ids = await _ids(checker)
    done = (await checker.post("/claims/bulk", {"action": "assign", "claims": ids})).json()
    await checker.post(f"/claims/{ids[0]}/evidence", {"url": "https://port.example.org/plan"})
    undone = await checker.post(f"/claims/bulk/{done['id']}/undo")
    assert undone.json() == {"claims": ids[1:], "kept": [ids[0]]}
    states = await _states(checker)
    assert states.pop(ids[0]) == "in_review"
    assert set(states.values()) == {"new"}


async def _unnamed(caller: Caller) -> int:
    claims = (await caller.post("/articles", {"text": ARTICLE})).json()["claims"]
    claim: int = next(c["id"] for c in claims if c["source"] and c["source"]["unnamed"])
    return claim


async def test_a_dropped_follow_up_comes_back_with_its_old_clock(
    checker: Caller, editor: Caller
) -> None:
    claim = await _unnamed(checker)
    await checker.post(f"/claims/{claim}/assignment", {})
    signed = await editor.post(f"/claims/{claim}/followup/sign-off", {"knows_identity": True})
    assert signed.status_code == 201, signed.text
    late = now() - timedelta(days=3)
    await fetch("UPDATE followup SET due = {}, escalated = 1 WHERE claim = {}", late, claim)
    body = {"action": "dismiss", "claims": [claim], "reason": "Routine"}
    done = (await checker.post("/claims/bulk", body)).json()
    assert (await checker.post(f"/claims/bulk/{done['id']}/undo")).json()["claims"] == [claim]
    detail = (await editor.get(f"/claims/{claim}")).json()
    assert detail["followup"] == "overdue"
    assert detail["follow_up"]["sign_off"]["by"]["login"] == "edith"
    row = (await fetch("SELECT due, escalated FROM followup WHERE claim = {}", claim))[0]
    assert row == {"due": late, "escalated": 1}


async def test_undo_does_not_drop_a_follow_up_on_which_somebody_worked(
    checker: Caller, editor: Caller
) -> None:
    claim = await _unnamed(checker)
    done = (await checker.post("/claims/bulk", {"action": "accept", "claims": [claim]})).json()
    attempt = {"result": "refused", "note": "Called twice"}
    added = await editor.post(f"/claims/{claim}/followup/attempts", attempt)
    assert added.status_code == 201, added.text
    undone = await checker.post(f"/claims/bulk/{done['id']}/undo")
    assert undone.json() == {"claims": [], "kept": [claim]}
    detail = (await checker.get(f"/claims/{claim}")).json()
    assert (detail["state"], detail["followup"]) == ("accepted", "open")


@pytest.mark.parametrize(
    "since",
    [
        "UPDATE person SET active = false WHERE login = 'vera'",
        "UPDATE claim SET byline = 'By Vera'",
    ],
)
async def test_undo_gives_no_claim_to_who_may_not_have_it_any_more(
    checker: Caller, editor: Caller, since: str
) -> None:
    claim, *_ = await _ids(checker)
    await checker.post(f"/claims/{claim}/assignment", {})
    done = (await editor.post("/claims/bulk", {"action": "release", "claims": [claim]})).json()
    await fetch(since)
    undone = await editor.post(f"/claims/bulk/{done['id']}/undo")
    assert undone.json() == {"claims": [], "kept": [claim]}
    rows = await fetch("SELECT state, holder FROM claim WHERE id = {}", claim)
    assert rows == [{"state": "accepted", "holder": None}]


async def test_undo_is_over_after_ten_minutes_and_not_a_strangers(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    ids = await _ids(checker)
    done = (await editor.post("/claims/bulk", {"action": "accept", "claims": ids})).json()
    path = f"/claims/bulk/{done['id']}/undo"
    is_problem(await checker.post(path), 403)
    is_problem(await (await sign_in("stan", Role.ADMIN, desk="elsewhere")).post(path), 404)
    await fetch("UPDATE bulk_action SET at = {}", now() - timedelta(minutes=10, seconds=1))
    is_problem(await editor.post(path), 409)
    assert set((await _states(checker)).values()) == {"accepted"}


async def test_labels_are_added_and_taken_away_and_filter_the_queue(checker: Caller) -> None:
    first, second, *_ = await _ids(checker)
    path = f"/claims/{first}/labels"
    labelled = (await checker.post(path, {"tag": ["a", "b", "a"], "priority": 1})).json()
    assert (labelled["tags"], labelled["priority"]) == (["a", "b"], 1)
    await checker.post(f"/claims/{second}/labels", {"tag": ["b"]})
    both = (await checker.get("/claims", tag="b")).json()["items"]
    assert {claim["id"] for claim in both} == {first, second}
    assert both[0]["id"] == first  # the more urgent one
    assert (await checker.post(path, {"untag": ["b", "zz"]})).json()["tags"] == ["a"]
    only = (await checker.http.get("/api/v1/claims?tag=a&tag=b")).json()["items"]
    assert only == []
    is_problem(await checker.post(path, {"tag": [f"t{n}" for n in range(20)]}), 422)
    is_problem(await checker.post(path, {"priority": 7}), 400)


async def test_a_sensitive_claim_takes_two_editors(
    checker: Caller, editor: Caller, admin: Caller
) -> None:
    claim = next(c for c in await _ids(checker))
    path = f"/claims/{claim}"
    await checker.post(f"{path}/labels", {"sensitive": True})
    is_problem(await checker.post(f"{path}/labels", {"sensitive": False}), 403)
    await checker.post(f"{path}/assignment", {})
    await checker.post(f"{path}/evidence", {"url": "https://port.example.org/plan"})
    etag = (await checker.get(path)).headers["ETag"]
    verdict = {"rating": "true", "summary": "So it is.", "submit": True}
    await checker.put(f"{path}/verdict", verdict, If_Match=etag)
    approved = (await admin.post(f"{path}/approval", {"publish": True})).json()
    assert approved["state"] == "approved"
    assert "publish" not in approved["actions"]
    refused = await admin.post(f"{path}/publication")
    is_problem(refused, 409)
    assert "another editor" in refused.json()["detail"]
    is_problem(await editor.post(f"{path}/publication", {"break_glass": "Because"}), 403)
    published = await admin.post(f"{path}/publication", {"break_glass": "Edith is on a plane."})
    assert published.json()["state"] == "published"
    events = await fetch("SELECT reason FROM audit_event WHERE action = 'break_glass'")
    assert [event["reason"] for event in events] == ["Edith is on a plane."]
    told = (await editor.get("/inbox")).json()["items"]
    assert "break_glass" in {notice["kind"] for notice in told}


async def test_another_editor_publishes_a_sensitive_claim_without_breaking_glass(
    checker: Caller, editor: Caller, admin: Caller
) -> None:
    path = f"/claims/{(await _ids(checker))[0]}"
    await checker.post(f"{path}/labels", {"sensitive": True})
    await checker.post(f"{path}/assignment", {})
    await checker.post(f"{path}/evidence", {"url": "https://port.example.org/plan"})
    etag = (await checker.get(path)).headers["ETag"]
    verdict = {"rating": "true", "summary": "So it is.", "submit": True}
    await checker.put(f"{path}/verdict", verdict, If_Match=etag)
    await editor.post(f"{path}/approval", {})
    assert (await admin.post(f"{path}/publication")).json()["state"] == "published"


async def test_neither_who_wrote_nor_who_approved_a_sensitive_verdict_publishes_it(
    editor: Caller, admin: Caller, sign_in: SignIn
) -> None:
    path = f"/claims/{(await _ids(editor))[0]}"
    await editor.post(f"{path}/labels", {"sensitive": True})
    await editor.post(f"{path}/assignment", {})
    await editor.post(f"{path}/evidence", {"url": "https://port.example.org/plan"})
    etag = (await editor.get(path)).headers["ETag"]
    verdict = {"rating": "true", "summary": "So it is.", "submit": True}
    await editor.put(f"{path}/verdict", verdict, If_Match=etag)
    await admin.post(f"{path}/approval", {})
    for one in (editor, admin):
        is_problem(await one.post(f"{path}/publication"), 409)
        # Nor by taking the mark away in between.
        is_problem(await one.post(f"{path}/labels", {"sensitive": False}), 409)
    third = await sign_in("edda", Role.EDITOR)
    assert (await third.post(f"{path}/publication")).json()["state"] == "published"


async def test_equal_claims_are_merged_and_come_apart_again(checker: Caller) -> None:
    first, second, third, *_ = await _ids(checker)
    merged = (await checker.post(f"/claims/{first}/merge", {"claims": [second, third]})).json()
    assert merged["merged"] == [second, third]
    gone = (await checker.get(f"/claims/{second}")).json()
    assert (gone["state"], gone["dismiss_kind"], gone["merged_into"]) == (
        "dismissed",
        "duplicate",
        first,
    )
    is_problem(await checker.post(f"/claims/{first}/merge", {"claims": [first]}), 422)
    is_problem(await checker.post(f"/claims/{second}/merge", {"claims": [third]}), 409)
    apart = (await checker.post(f"/claims/{second}/restoration")).json()
    assert (apart["state"], apart["merged_into"]) == ("new", None)
    assert (await checker.get(f"/claims/{first}")).json()["merged"] == [third]


async def test_what_is_merged_keeps_its_labels_and_what_was_merged_into_it(
    checker: Caller,
) -> None:
    first, second, third, *_ = await _ids(checker)
    labels = {"sensitive": True, "priority": 2, "tag": ["b", "c"]}
    await checker.post(f"/claims/{first}/labels", labels)
    await checker.post(f"/claims/{second}/labels", {"tag": ["a", "b"]})
    merged = (await checker.post(f"/claims/{second}/merge", {"claims": [first]})).json()
    shown = (merged["sensitive"], merged["priority"], merged["tags"])
    assert shown == (True, 2, ["a", "b", "c"])
    events = await fetch(
        "SELECT reason FROM audit_event WHERE action = 'label' AND claim = {} ORDER BY number",
        second,
    )
    assert events[-1]["reason"] == f"Labels of what was merged into it: {first}."
    onwards = (await checker.post(f"/claims/{third}/merge", {"claims": [second]})).json()
    assert (onwards["merged"], onwards["sensitive"]) == ([first, second], True)
    detail = (await checker.get(f"/claims/{first}")).json()
    assert (detail["merged_into"], detail["dismiss_reason"]) == (
        third,
        f"It says the same as claim {third}.",
    )
    assert not (await check()).flaws


async def test_a_claim_that_others_are_merged_into_is_not_set_aside(checker: Caller) -> None:
    first, second, third, *_ = await _ids(checker)
    await checker.post(f"/claims/{second}/merge", {"claims": [first]})
    refused = await checker.post(f"/claims/{second}/dismissal", {"reason": "Routine"})
    is_problem(refused, 409)
    assert f"Claims merged into claim {second}: {first}." in refused.json()["detail"]
    body = {"action": "dismiss", "claims": [second, third], "reason": "Routine"}
    many = await checker.post("/claims/bulk", body)
    is_problem(many, 409)
    assert [one["claim"] for one in many.json()["claims"]] == [second]
    await checker.post(f"/claims/{first}/restoration")
    done = await checker.post(f"/claims/{second}/dismissal", {"reason": "Routine"})
    assert done.json()["state"] == "dismissed"


@pytest.mark.parametrize(
    "body",
    [
        {"action": "accept"},
        {"action": "accept", "claims": []},
        {"action": "accept", "claims": [1], "filter": {}},
        {"action": "eat", "claims": [1]},
        {"action": "dismiss", "claims": "own"},
        {"action": "accept", "filter": {"colour": "red"}, "expect": 1},
        {"action": "accept", "filter": {"assignee": "nobody"}, "expect": 1},
    ],
)
async def test_odd_bulk_actions_get_a_problem(checker: Caller, body: dict[str, Any]) -> None:
    ids = await _ids(checker)
    if body.get("claims") == "own":
        body = body | {"claims": ids}  # without a reason
    answer = await checker.post("/claims/bulk", body)
    assert answer.status_code in {400, 422}, answer.text
    assert set((await _states(checker)).values()) == {"new"}
