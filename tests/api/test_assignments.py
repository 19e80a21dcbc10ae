"""Who works on which claim: leases, take-next, the automatic rule, hand-overs."""

import asyncio
import os
from datetime import datetime, timedelta
from typing import Any

import pytest

from claimdesk.accounts.rules import Role
from claimdesk.assignments import giving
from claimdesk.assignments.overdue import escalate
from claimdesk.audit.views import check
from claimdesk.clock import now
from claimdesk.db.engine import fetch
from claimdesk.settings import Settings
from tests.api.conftest import ARTICLE, Caller, SignIn
from tests.api.test_bad_input import is_problem
from tests.workers import run_periodic

CLAIMS = 2000 if os.environ.get("CLAIMDESK_TEST_SOAK") else 500
"""That fifty checkers take at once."""


async def _claims(caller: Caller, **article: Any) -> list[dict[str, Any]]:
    answer = await caller.post("/articles", {"text": ARTICLE} | article)
    claims: list[dict[str, Any]] = answer.json()["claims"]
    return claims


async def _accepted(caller: Caller, **article: Any) -> list[int]:
    ids = [claim["id"] for claim in await _claims(caller, **article)]
    answer = await caller.post("/claims/bulk", {"action": "accept", "claims": ids})
    assert answer.status_code == 200, answer.text
    return ids


async def _due_then(claim: int, due: str) -> None:
    """Have a claim in somebody's hands due since then: nobody may choose a time that is over."""
    moment = datetime.fromisoformat(due)
    await fetch("UPDATE claim SET due = {} WHERE id = {}", moment, claim)
    await fetch("UPDATE assignment SET due = {} WHERE claim = {}", moment, claim)


async def _let_leases_run_out() -> None:
    await fetch("UPDATE claim SET lease_until = {}", now() - timedelta(seconds=1))


async def test_a_lease_shows_and_is_renewed_by_its_holder_only(
    checker: Caller, sign_in: SignIn
) -> None:
    path = f"/claims/{(await _claims(checker))[0]['id']}"
    first = (await checker.post(f"{path}/assignment", {})).json()["assignment"]["lease_until"]
    renewed = await checker.post(f"{path}/lease")
    assert renewed.json()["until"] > first
    other = await sign_in("otto", Role.CHECKER)
    is_problem(await other.post(f"{path}/lease"), 409)


async def test_working_on_a_claim_renews_its_lease(checker: Caller) -> None:
    path = f"/claims/{(await _claims(checker))[0]['id']}"
    await checker.post(f"{path}/assignment", {})
    await _let_leases_run_out()
    await checker.post(f"{path}/evidence", {"url": "https://port.example.org/plan"})
    claim = (await checker.get(path)).json()
    assert claim["assignment"]["lease_until"] > claim["updated_at"]


async def test_a_claim_is_taken_over_when_its_lease_is_over_and_nothing_is_lost(
    checker: Caller, sign_in: SignIn
) -> None:
    path = f"/claims/{(await _claims(checker))[0]['id']}"
    etag = (await checker.post(f"{path}/assignment", {})).headers["ETag"]
    verdict = {"rating": "true", "summary": "Half-written."}
    await checker.put(f"{path}/verdict", verdict, If_Match=etag)
    other = await sign_in("otto", Role.CHECKER)
    refused = await other.post(f"{path}/takeover", {"reason": "Vera is ill."})
    is_problem(refused, 403)
    assert "lease" in refused.json()["detail"]
    await _let_leases_run_out()
    is_problem(await other.post(f"{path}/takeover", {"reason": " "}), 400)
    taken = (await other.post(f"{path}/takeover", {"reason": "Vera is ill."})).json()
    assert taken["assignment"]["assignee"]["login"] == "otto"
    assert taken["verdict"]["summary"] == "Half-written."
    history = (await other.get(f"{path}/assignments")).json()
    assert [(h["assignee"]["login"], h["ending"]) for h in history] == [
        ("vera", "taken_over"),
        ("otto", None),
    ]
    assert history[0]["reason"] == "Vera is ill."
    is_problem(await other.post(f"{path}/takeover", {"reason": "Again"}), 409)


async def test_an_editor_takes_over_at_any_time(checker: Caller, editor: Caller) -> None:
    path = f"/claims/{(await _claims(checker))[0]['id']}"
    is_problem(await editor.post(f"{path}/takeover", {"reason": "Mine"}), 409)  # nobody has it
    await checker.post(f"{path}/assignment", {})
    assert (await editor.post(f"{path}/takeover", {"reason": "Urgent"})).status_code == 200


async def test_a_new_due_date_does_not_set_the_work_back(checker: Caller) -> None:
    path = f"/claims/{(await _claims(checker))[0]['id']}"
    await checker.post(f"{path}/assignment", {})
    await checker.post(f"{path}/evidence", {"url": "https://port.example.org/plan"})
    before = (await checker.get(path)).json()
    assert before["state"] == "in_review"
    due = "2030-01-31T12:00:00Z"
    after = (await checker.post(f"{path}/assignment", {"due": due})).json()
    assert (after["state"], after["assignment"]["due"]) == ("in_review", due)
    assert after["version"] == before["version"]


async def test_nobody_has_anything_due_in_the_past(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    claim, *others = await _accepted(checker)
    over = {"due": (now() - timedelta(hours=1)).isoformat()}
    path = f"/claims/{claim}"
    refused = [
        await checker.post(f"{path}/assignment", over),
        await checker.post("/assignments/next", over),
        await editor.post("/claims/bulk", {"action": "assign", "claims": others} | over),
    ]
    soon = {"due": (now() + timedelta(hours=1)).isoformat()}
    assert (await checker.post(f"{path}/assignment", soon)).status_code == 200
    refused += [
        await checker.post(f"{path}/assignment", over),
        await editor.post(f"{path}/takeover", {"reason": "Urgent"} | over),
        await editor.post("/claims/bulk", {"action": "assign", "claims": [claim]} | over),
    ]
    for answer in refused:
        is_problem(answer, 422)
        assert answer.json()["errors"] == [{"field": "due", "detail": "in the future"}]
    # What passed meanwhile stays, is handed on, and comes back with an undo.
    await _due_then(claim, over["due"])
    assert (await checker.post(f"{path}/assignment", over)).status_code == 200
    taken = await editor.post(f"{path}/takeover", {"reason": "Urgent"})
    assert taken.status_code == 200, taken.text
    assert taken.json()["assignment"]["due"][:16] == over["due"][:16]
    assert (await editor.post(f"{path}/assignment", {})).status_code == 200
    back = await editor.post(f"{path}/assignment", {"assignee": checker.id} | over)
    assert back.status_code == 200, back.text


async def test_an_author_does_not_check_their_own_article(checker: Caller, editor: Caller) -> None:
    path = f"/claims/{(await _claims(editor, byline='By Vera and Ines Calloway'))[0]['id']}"
    refused = await checker.post(f"{path}/assignment", {})
    is_problem(refused, 409)
    assert "byline" in refused.json()["detail"]
    is_problem(await editor.post(f"{path}/assignment", {"assignee": checker.id}), 409)
    assert (await checker.get(path)).json()["state"] == "new"


async def test_an_author_does_not_approve_their_own_article(
    checker: Caller, editor: Caller
) -> None:
    claim = (await _claims(checker, byline="Edith"))[0]
    path = f"/claims/{claim['id']}"
    await checker.post(f"{path}/assignment", {})
    await checker.post(f"{path}/evidence", {"url": "https://port.example.org/plan"})
    etag = (await checker.get(path)).headers["ETag"]
    verdict = {"rating": "true", "summary": "So it is.", "submit": True}
    submitted = await checker.put(f"{path}/verdict", verdict, If_Match=etag)
    assert submitted.status_code == 200, submitted.text
    is_problem(await editor.post(f"{path}/approval", {}), 403)
    assert "approve" not in (await editor.get(path)).json()["actions"]


async def test_take_next_gives_the_most_urgent_claim(checker: Caller) -> None:
    ids = await _accepted(checker)
    urgent = ids[-1]
    await checker.post(f"/claims/{urgent}/labels", {"priority": 2})
    first = (await checker.post("/assignments/next", {})).json()
    assert (first["id"], first["state"]) == (urgent, "assigned")
    scores = []
    for _ in ids[1:]:
        taken = (await checker.post("/assignments/next", {})).json()
        scores.append(taken["checkworthiness"])
    assert scores == sorted(scores, reverse=True)
    assert (await checker.post("/assignments/next", {})).json() is None


async def test_on_several_desks_take_next_asks_which_unless_the_article_says(
    checker: Caller, sign_in: SignIn
) -> None:
    ids = await _accepted(checker)
    article = (await checker.get(f"/claims/{ids[0]}")).json()["article"]["id"]
    both = await sign_in("bea", Role.CHECKER, desk="elsewhere")
    await fetch(
        "INSERT INTO membership (person, desk, role) SELECT {}, id, 'checker' FROM desk "
        "WHERE slug = 'desk'",
        both.id,
    )
    is_problem(await both.post("/assignments/next", {}), 422)
    is_problem(await both.get("/tokens"), 403)
    taken = await both.post("/assignments/next", {"article": article})
    assert taken.json()["id"] in ids, taken.text


async def test_take_next_passes_over_what_somebody_may_not_check(
    checker: Caller, editor: Caller
) -> None:
    await _accepted(editor, byline="By Vera")
    assert (await checker.post("/assignments/next", {})).json() is None
    profile = f"/people/{checker.id}/profile"
    await checker.put(profile, {"languages": ["fr"]}, If_Match='"0"')
    await _accepted(editor)
    assert (await checker.post("/assignments/next", {})).json() is None
    await checker.put(profile, {"max_load": 1}, If_Match='"1"')
    assert (await checker.post("/assignments/next", {})).json()["state"] == "assigned"
    is_problem(await checker.post("/assignments/next", {}), 409)


async def test_take_next_goes_on_past_what_the_rule_alone_knows_for_ones_own(
    editor: Caller, sign_in: SignIn
) -> None:
    sean = await sign_in("sean", Role.CHECKER)
    await fetch("UPDATE person SET name = 'Sean O''Brien' WHERE id = {}", sean.id)
    await _accepted(editor, byline="By Sean O’Brien")
    theirs = await _accepted(editor)
    taken = (await sean.post("/assignments/next", {})).json()
    assert taken["id"] in theirs


async def test_the_rule_looks_past_claims_that_suit_nobody(
    admin: Caller, checker: Caller, editor: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(giving, "AT_ONCE", 2)
    own = await _accepted(editor, byline="By Vera")
    for claim in own:
        await editor.post(f"/claims/{claim}/labels", {"priority": 2})
    theirs = await _accepted(editor)
    desk = (await admin.get("/session")).json()["desks"][0]["id"]
    await admin.put(f"/desks/{desk}/policy", {"assignment": {"automatic": True}}, If_Match='"0"')
    given = (await editor.post("/assignments/distribution")).json()["given"]
    assert len(given) == 2
    assert {entry["claim"] for entry in given} <= set(theirs)


async def _submitted(checker: Caller, **article: Any) -> str:
    claim = (await _claims(checker, **article))[0]["id"]
    path = f"/claims/{claim}"
    await checker.post(f"{path}/assignment", {})
    await _due_then(claim, "2020-01-31T12:00:00Z")
    await checker.post(f"{path}/evidence", {"url": "https://port.example.org/plan"})
    etag = (await checker.get(path)).headers["ETag"]
    verdict = {"rating": "true", "summary": "So it is.", "submit": True}
    answer = await checker.put(f"{path}/verdict", verdict, If_Match=etag)
    assert answer.status_code == 200, answer.text
    return path


async def test_what_was_handed_in_is_not_late(checker: Caller, editor: Caller) -> None:
    path = await _submitted(checker)
    assert await escalate() == 0
    assert (await editor.get("/claims", overdue=True)).json()["items"] == []
    await editor.post(f"{path}/approval", {"decision": "return", "comment": "Why?"})
    assert await escalate() == 1


async def test_what_was_handed_in_goes_with_the_pile(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    path = await _submitted(checker)
    other = await sign_in("otto", Role.CHECKER)
    body = {"to": other.id, "reason": "Vera has left."}
    moved = await editor.post(f"/people/{checker.id}/handover", body)
    assert len(moved.json()["claims"]) == 1
    claim = (await editor.get(path)).json()
    assert (claim["state"], claim["assignment"]["assignee"]["login"]) == ("submitted", "otto")
    back = await editor.post(f"{path}/approval", {"decision": "return", "comment": "Why?"})
    assert back.json()["assignment"]["assignee"]["login"] == "otto"
    await other.post(f"/people/{other.id}/handover", {"reason": "End of shift"})
    assert (await other.get(path)).json()["assignment"] is None


async def test_nobody_takes_their_own_name_out_of_a_byline(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    claims = await _claims(editor, byline="By Vera and Edith")
    path = f"/articles/{claims[0]['article']['id']}/revisions"
    body = {"text": ARTICLE, "byline": "Staff"}
    for author in (checker, editor):
        refused = await author.post(path, body, If_Match='"1"')
        is_problem(refused, 403)
        assert "Your name" in refused.json()["detail"]
    is_problem(await (await sign_in("otto", Role.CHECKER)).post(path, body, If_Match='"1"'), 403)
    edda = await sign_in("edda", Role.EDITOR)
    assert (await edda.post(path, body, If_Match='"1"')).status_code == 200


async def _many(accepted: int, desk: int, article: int) -> None:
    await fetch(
        "INSERT INTO claim (desk, article, revision, span_start, span_end, spans, text, form, basis, "
        "byline, state, checkworthiness, tags) SELECT {}, {}, 1, n, n + 1, '[[0,1]]', 'w', 'indirect', '', "
        "'', 'accepted', (n % 100) / 100.0, ARRAY[]::varchar[] FROM generate_series(1, {}::int) n",
        desk, article, accepted,
    )  # fmt: skip


async def test_fifty_checkers_take_every_claim_once(admin: Caller, sign_in: SignIn) -> None:
    checkers = [await sign_in(f"checker{n}", Role.CHECKER) for n in range(50)]
    desk = (await admin.get("/session")).json()["desks"][0]["id"]
    policy = {"assignment": {"max_load": 100}}
    await admin.put(f"/desks/{desk}/policy", policy, If_Match='"0"')
    article = (await admin.post("/articles", {"text": "Nothing is said here."})).json()
    await fetch("DELETE FROM claim")
    await _many(CLAIMS, desk, article["id"])

    async def work(caller: Caller) -> list[int]:
        taken = []
        for _ in range(CLAIMS // 50):
            answer = await caller.post("/assignments/next", {})
            assert answer.status_code == 200, answer.text
            if answer.json() is not None:
                taken.append(answer.json()["id"])
        return taken

    piles = await asyncio.gather(*(work(caller) for caller in checkers))
    given = [claim for pile in piles for claim in pile]
    assert len(given) == len(set(given))
    # Somebody may have found the last ones locked by another; they are still there, not lost.
    while (answer := await checkers[0].post("/assignments/next", {})).json() is not None:
        given.append(answer.json()["id"])
    assert len(given) == len(set(given)) == CLAIMS
    rows = await fetch("SELECT state, count(*) AS n FROM claim GROUP BY state")
    assert [(row["state"], row["n"]) for row in rows] == [("assigned", CLAIMS)]
    assert (await fetch("SELECT count(*) AS n FROM assignment"))[0]["n"] == CLAIMS
    assert not (await check()).flaws


async def test_a_pile_is_handed_over_whole(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    ids = await _accepted(checker)
    await checker.post("/claims/bulk", {"action": "assign", "claims": ids})
    other = await sign_in("otto", Role.CHECKER)
    path = f"/people/{checker.id}/handover"
    is_problem(await other.post(path, {"to": other.id, "reason": "Leave"}), 403)
    is_problem(await editor.post(path, {"to": checker.id, "reason": "Leave"}), 422)
    moved = await editor.post(path, {"to": other.id, "reason": "Vera is on leave."})
    assert moved.json()["claims"] == ids
    held = (await other.get("/claims", assignee="me")).json()["items"]
    assert sorted(claim["id"] for claim in held) == ids
    back = await other.post(f"/people/{other.id}/handover", {"reason": "End of shift"})
    assert back.json()["claims"] == ids
    free = (await other.get("/claims", assignee="none", state="accepted")).json()["items"]
    assert sorted(claim["id"] for claim in free) == ids


async def test_a_pile_with_an_authors_own_claim_is_not_handed_over_at_all(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    ids = await _accepted(checker) + await _accepted(checker, byline="Otto")
    await checker.post("/claims/bulk", {"action": "assign", "claims": ids})
    other = await sign_in("otto", Role.CHECKER)
    answer = await editor.post(f"/people/{checker.id}/handover", {"to": other.id, "reason": "x"})
    is_problem(answer, 409)
    held = (await checker.get("/claims", assignee="me", limit=200)).json()["items"]
    assert len(held) == len(ids)


async def test_the_automatic_rule_shares_claims_out(
    admin: Caller, checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    ids = await _accepted(checker)
    is_problem(await editor.post("/assignments/distribution"), 422)
    desk = (await admin.get("/session")).json()["desks"][0]["id"]
    policy = {"assignment": {"automatic": True, "max_load": 2}}
    await admin.put(f"/desks/{desk}/policy", policy, If_Match='"0"')
    other = await sign_in("otto", Role.CHECKER)
    given = (await editor.post("/assignments/distribution")).json()
    loads = [entry["assignee"]["login"] for entry in given["given"]]
    assert sorted(loads) == ["otto", "otto", "vera", "vera"][: len(ids)]
    assert given["left"] == max(0, len(ids) - 4)
    mine = (await other.get("/claims", assignee="me")).json()["items"]
    assert len(mine) == loads.count("otto")


async def test_the_automatic_rule_works_by_itself_where_it_is_switched_on(
    admin: Caller, checker: Caller, settings: Settings
) -> None:
    ids = await _accepted(checker)
    await run_periodic(settings, "assignments.distribute")
    assert (await checker.get("/claims", assignee="me")).json()["items"] == []
    desk = (await admin.get("/session")).json()["desks"][0]["id"]
    await admin.put(f"/desks/{desk}/policy", {"assignment": {"automatic": True}}, If_Match='"0"')
    await run_periodic(settings, "assignments.distribute")
    mine = (await checker.get("/claims", assignee="me")).json()["items"]
    assert {claim["id"] for claim in mine} == set(ids)
    assert {claim["assignment"]["assigned_by"] for claim in mine} == {"claimdesk"}


async def test_a_profile_is_ones_own_or_an_editors_to_say(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    path = f"/people/{checker.id}/profile"
    hours = {"zone": "Europe/Berlin", "days": [1, 2], "start": "08:00", "end": "16:00"}
    saved = await checker.put(path, {"hours": hours, "beats": ["Local"]}, If_Match='"0"')
    assert saved.json()["hours"] == hours
    is_problem(await editor.put(path, {}, If_Match='"0"'), 412)
    assert (await editor.put(path, {"max_load": 3}, If_Match='"1"')).status_code == 200
    other = await sign_in("otto", Role.CHECKER)
    is_problem(await other.put(path, {}, If_Match='"2"'), 403)
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    is_problem(await stranger.get(path), 404)


@pytest.mark.parametrize(
    ("profile", "status"),
    [
        ({"hours": {"zone": "Mars", "days": [1], "start": "08:00", "end": "16:00"}}, 422),
        ({"hours": {"zone": "UTC", "days": [8], "start": "08:00", "end": "16:00"}}, 400),
        ({"hours": {"zone": "UTC", "days": [], "start": "08:00", "end": "16:00"}}, 400),
        ({"hours": {"zone": "UTC", "days": [1], "start": "24:00", "end": "16:00"}}, 400),
        ({"languages": ["English"]}, 400),
        ({"max_load": -1}, 400),
        ({"away_until": "tomorrow"}, 400),
        ({"colour": "red"}, 400),
    ],
)
async def test_what_is_no_profile_is_refused(
    checker: Caller, profile: dict[str, Any], status: int
) -> None:
    is_problem(await checker.put(f"/people/{checker.id}/profile", profile, If_Match='"0"'), status)


async def test_what_is_late_is_told_of_once_for_each_due_date(
    checker: Caller, editor: Caller
) -> None:
    claim = (await _claims(checker))[0]["id"]
    path = f"/claims/{claim}/assignment"
    await checker.post(path, {})
    await _due_then(claim, "2020-01-31T12:00:00Z")
    assert (await escalate(), await escalate()) == (1, 0)
    for caller in (checker, editor):
        told = (await caller.get("/inbox")).json()["items"]
        assert [(n["kind"], n["target"]["id"]) for n in told if n["kind"] == "overdue"] == [
            ("overdue", claim)
        ]
    late = (await editor.get("/claims", overdue=True)).json()["items"]
    assert [item["id"] for item in late] == [claim]
    await _due_then(claim, "2021-01-31T12:00:00Z")
    assert await escalate() == 1
    await checker.post(path, {"due": "2100-01-31T12:00:00Z"})
    assert await escalate() == 0
    assert (await editor.get("/claims", overdue=True)).json()["items"] == []
