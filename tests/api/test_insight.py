"""Numbers and the lists they lead to: each number of a report is as many claims as its filter gives."""

import csv
import io
from typing import Any

import pytest

from claimdesk.accounts.rules import Role
from claimdesk.db.engine import fetch
from tests.api.conftest import ARTICLE, Caller, SignIn
from tests.api.test_bad_input import is_problem
from tests.api.test_period_report import MARCH, Desk, desk, whole

__all__ = ["desk"]


async def listed(caller: Caller, **wanted: Any) -> int:
    answer = await caller.get("/claims", limit=100, **wanted)
    assert answer.status_code == 200, answer.text
    items = answer.json()["items"]
    counts = (await caller.get("/claims/counts", **wanted)).json()
    assert sum(row["count"] for row in counts) == len(items)
    return len(items)


async def busy(desk: Desk) -> dict[str, int]:
    """A small desk: six claims of two sections, counted by hand."""
    local, world = await desk.article("local", "Ines"), await desk.article("world", "Rafe")
    mayor, unnamed = await desk.source("The mayor"), await desk.source("a source", unnamed=True)
    one = await desk.claim(
        local,
        [(1, "new"), (2, "accepted"), (4, "assigned"), (10, "submitted"), (11, "published")],
        source=mayor,
    )
    two = await desk.claim(local, [(5, "new"), (6, "accepted"), (7, "new"), (9, "accepted")])
    three = await desk.claim(world, [(-5, "new"), (3, "dismissed")], source=unnamed, unnamed=True)
    four = await desk.claim(world, [(-9, "new"), (2, "assigned")], source=mayor)
    await desk.claim(world, [(20, "new")], source=unnamed, unnamed=True)
    await desk.claim(world, [(33, "new")])  # after the period
    await desk.assignment(one, "vera", 4, due=None)
    await desk.assignment(four, "vera", 2, due=None)
    verdict = await desk.verdict(one, "vera", 9)
    await desk.decision(one, verdict, "return", "edith", 9.5)
    await desk.verdict(one, "vera", 10, number=2)
    await desk.decision(one, verdict, "approve", "edith", 11)
    await desk.outgoing(one, 11, "true")
    return {"one": one, "two": two, "three": three, "mayor": mayor}


async def test_each_number_of_a_period_leads_to_as_many_claims(desk: Desk, editor: Caller) -> None:
    await busy(desk)
    for section in (None, "local", "world", "nowhere"):
        kept = {"section": section} if section else {}
        group = await whole(editor, **kept) if section != "nowhere" else None
        if group is None:
            assert await listed(editor, **MARCH, **kept) == 0
            continue
        assert await listed(editor, **MARCH, **kept) == group["found"]
        for figures in group["states"]:
            state = figures["state"]
            assert await listed(editor, **MARCH, **kept, entered=state) == figures["entered"]
            assert await listed(editor, **MARCH, **kept, left=state) == figures["left"]
            if state not in ("published", "dismissed"):
                before = {"to": MARCH["from"]}
                assert await listed(editor, **kept, **before, was=state) == figures["at_start"]
                at = {"to": MARCH["to"]}
                assert await listed(editor, **kept, **at, was=state) == figures["at_end"]
        for rated in group["ratings"]:
            key = f"{rated['rating']['scale']}:{rated['rating']['key']}"
            assert await listed(editor, **MARCH, **kept, rated=key) == rated["claims"]
    for group_by, name in (("source", "source"), ("section", "section"), ("desk", "desk")):
        report = (await editor.get("/reports/period", **MARCH, group_by=group_by)).json()
        for group in report["groups"]:
            assert await listed(editor, **MARCH, **{name: group["key"]}) == group["found"]


async def test_each_reviewers_numbers_lead_to_as_many_claims(desk: Desk, editor: Caller) -> None:
    await busy(desk)
    report = (await editor.get("/reports/period", **MARCH)).json()
    loads = {load["person"]["login"]: load for load in report["reviewers"]}
    assert loads["vera"] | {"person": None} == {
        "person": None, "assigned": 2, "holding": 1, "verdicts": 1, "returned": 1, "decisions": 0,
    }  # fmt: skip
    for load in loads.values():
        for figure, did in (
            ("assigned", "assigned"),
            ("verdicts", "verdict"),
            ("returned", "returned"),
            ("decisions", "decided"),
        ):
            by = load["person"]["id"]
            assert await listed(editor, **MARCH, did=did, by=by) == load[figure]
    assert await listed(editor, **MARCH, did="decided") == 1
    assert await listed(editor, **MARCH, second="given") == 0
    local = (await editor.get("/reports/period", **MARCH, section="local")).json()
    assert {load["person"]["login"]: load["assigned"] for load in local["reviewers"]} == {
        "vera": 1,
        "edith": 0,
    }


async def test_what_was_due_and_late_leads_to_as_many_claims(desk: Desk, editor: Caller) -> None:
    article = await desk.article("local", "Ines")
    in_time = await desk.claim(article, [(1, "new"), (2, "assigned"), (5, "submitted")])
    late = await desk.claim(article, [(1, "new"), (2, "assigned"), (7, "submitted")])
    never = await desk.claim(article, [(1, "new"), (2, "assigned")])
    for claim in (in_time, late, never):
        await desk.assignment(claim, "vera", 2, due=6)
    await desk.followup(in_time, 2, 4, 3)
    await desk.followup(never, 2, 4, None)
    found = await whole(editor)
    people = {"assignments": ("due", "late"), "followups": ("followup_due", "followup_late")}
    assert [found[name][key] for name in people for key in ("due", "late")] == [3, 2, 2, 1]
    for name, (due, late_then) in people.items():
        assert await listed(editor, **MARCH, did=due) == found[name]["due"]
        assert await listed(editor, **MARCH, did=late_then) == found[name]["late"]
    report = (await editor.get("/reports/period", **MARCH)).json()
    vera = next(one for one in report["reviewers"] if one["person"]["login"] == "vera")
    assert await listed(editor, **MARCH, did="late", by=vera["person"]["id"]) == 2
    assert await listed(editor, **MARCH, did="late", by=vera["person"]["id"] + 1000) == 0


async def test_a_series_counts_step_by_step(desk: Desk, checker: Caller, sign_in: SignIn) -> None:
    await busy(desk)
    found = (await checker.get("/reports/series", **MARCH, every="week")).json()
    assert found["sections"] == ["local", "world"]
    assert [step["found"] for step in found["steps"]] == [2, 0, 1, 0, 0]
    # Of two from February one is dismissed on the 3rd; two more come, one is published on the 11th.
    assert [step["backlog"] for step in found["steps"]] == [3, 2, 3, 3, 3]
    assert found["steps"][-1]["to"] == "2030-04-01T00:00:00Z"  # cut short
    second = {row["state"]: row for row in found["steps"][1]["states"]}
    assert (second["published"]["entered"], second["published"]["at_end"]) == (1, 0)
    days = (await checker.get("/reports/series", **MARCH, section="local")).json()["steps"]
    assert len(days) == 31
    for day in days:
        bounds = {"from": day["from"], "to": day["to"], "section": "local"}
        assert await listed(checker, **bounds) == day["found"]
        waiting = [
            r["state"] for r in day["states"] if r["state"] not in {"published", "dismissed"}
        ]
        backlog = {"to": day["to"], "section": "local", "was": waiting}
        assert await listed(checker, **backlog) == day["backlog"]
        for row in day["states"]:
            assert await listed(checker, **bounds, entered=row["state"]) == row["entered"]
    stranger = await sign_in("stan", Role.EDITOR, desk="elsewhere")
    theirs = (await stranger.get("/reports/series", **MARCH)).json()
    assert theirs["sections"] == []
    assert sum(step["found"] for step in theirs["steps"]) == 0
    is_problem(await stranger.get("/reports/series", desk=1), 404)


@pytest.mark.parametrize(
    ("path", "params", "status", "says"),
    [
        ("/reports/series", {"from": "2000-01-01T00:00:00Z", "to": "2030-01-01T00:00:00Z"}, 422, "steps"),
        ("/reports/series", {"every": "hour"}, 400, "every"),
        ("/claims", {"from": "2030-03-01T00:00:00"}, 422, "zone"),
        ("/claims", {"rated": "true"}, 400, "rated"),
        ("/claims", {"source": "mayor"}, 400, "source"),
        ("/claims", {"entered": "lost"}, 400, "entered"),
        ("/claims", {"did": "slept"}, 400, "did"),
        ("/followups", {"outcome": "lost"}, 400, "outcome"),
    ],
)  # fmt: skip
async def test_odd_wishes_get_a_problem(
    checker: Caller, path: str, params: dict[str, Any], status: int, says: str
) -> None:
    assert says in is_problem(await checker.get(path, **params), status)


async def test_the_ledger_in_numbers_as_a_list_and_as_a_file(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    body = {"text": ARTICLE, "section": "local", "title": "=1+1"}
    article = (await checker.post("/articles", body)).json()
    unnamed = [c["id"] for c in article["claims"] if c["source"] and c["source"]["unnamed"]]
    for claim in unnamed:
        await checker.post(f"/claims/{claim}/acceptance")
    mine = unnamed[0]
    await checker.post(f"/claims/{mine}/assignment", {})
    kept = {
        "reason": "SECRET reason", "basis_of_knowledge": "SECRET basis", "known_to": editor.id,
        "corroborations": 2,
    }  # fmt: skip
    saved = await editor.put(f"/claims/{mine}/followup", kept, If_Match='"1"')
    assert saved.status_code == 200, saved.text
    await fetch("UPDATE followup SET due = now() - interval '1 day' WHERE claim = {}", mine)
    counts = (await checker.get("/followups/counts")).json()
    assert counts["total"] == counts["open"] == len(unnamed)
    assert (counts["overdue"], counts["closed"]) == (1, 0)
    closed = {"outcome": "waived", "outcome_reason": "Settled"} | kept
    version = (await checker.get(f"/claims/{mine}")).json()["follow_up"]["version"]
    shown = (await checker.get("/followups", status="overdue")).json()["items"]
    assert [entry["claim"] for entry in shown] == [mine]
    assert shown[0]["holder"]["login"] == "vera"
    assert shown[0]["identity_known"] is True
    assert shown[0]["corroborations"] == 2
    answer = await editor.put(f"/claims/{mine}/followup", closed, If_Match=f'"{version}"')
    assert answer.status_code == 200, answer.text
    assert (await checker.get("/followups/counts")).json()["waived"] == 1
    for wanted, number in (
        ({"status": "open"}, len(unnamed) - 1),
        ({"outcome": "waived"}, 1),
        ({"outcome": "dropped"}, 0),
        ({"mine": True}, 1),
        ({"mine": False}, len(unnamed) - 1),
        ({"article": article["id"]}, len(unnamed)),
        ({"section": "local"}, len(unnamed)),
        ({"section": "world"}, 0),
    ):
        page = await checker.get("/followups", **wanted)
        assert len(page.json()["items"]) == number, wanted
        file = await checker.get("/followups", **wanted, format="csv")
        assert file.headers["content-type"].startswith("text/csv")
        assert "attachment" in file.headers["content-disposition"]
        rows = list(csv.DictReader(io.StringIO(file.text)))
        assert len(rows) == number
        assert "SECRET" not in file.text + page.text
        assert all(row["article"] == "'=1+1" for row in rows)
    stranger = await sign_in("stan", Role.EDITOR, desk="elsewhere")
    assert (await stranger.get("/followups/counts")).json()["total"] == 0
    assert "Harbour" not in (await stranger.get("/followups", format="csv")).text
