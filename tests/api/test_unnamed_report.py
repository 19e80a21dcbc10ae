"""How much comes from unnamed sources: counted by the database, by desk, section, author, words."""

from datetime import datetime
from typing import Any

from claimdesk.accounts.rules import Role
from claimdesk.clock import now
from claimdesk.db.engine import fetch
from tests.api.conftest import Caller, SignIn
from tests.api.test_bad_input import is_problem
from tests.api.test_followups import take_in


def by_name(counts: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {count["name"]: count for count in counts}


async def test_shares_and_what_became_of_them(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    started = now()
    local = await take_in(checker, section="local", byline="Ines Calloway")
    business = await take_in(checker, section="business", byline="Tom Reyes")
    for claims in (local, business):
        for claim in claims.values():
            await checker.post(f"/claims/{claim['id']}/acceptance")
    # One was identified after two days, one corroborated after four, one dropped; one is late.
    for claim, outcome, days in (
        (local["quote"], "identified", 2),
        (local["plural"], "corroborated", 4),
        (business["plural"], "dropped", 1),
    ):
        path = f"/claims/{claim['id']}"
        if outcome == "identified":
            named = {"spans": claim["spans"], "source": [*claim["spans"][0]]}
            etag = (await editor.get(path)).headers["ETag"]
            saved = await editor.put(f"{path}/marking", named, If_Match=etag)
        else:
            closing = {"outcome": outcome, "outcome_reason": "x", "corroborations": 1}
            saved = await editor.put(f"{path}/followup", closing, If_Match='"1"')
        assert saved.status_code == 200, saved.text
        await fetch(
            "UPDATE followup SET opened_at = closed_at - make_interval(days => {}) WHERE claim = {}",
            days,
            claim["id"],
        )
    await fetch(
        "UPDATE followup SET opened_at = opened_at - interval '40 days', "
        "due = due - interval '40 days', expires = expires - interval '40 days' WHERE claim = {}",
        business["quote"]["id"],
    )

    found = (await checker.get("/reports/unnamed", days=30)).json()
    total = found["total"]
    shown = await checker.get("/claims", limit=200)
    attributed = [c for c in shown.json()["items"] if c["cue"] or c["source"]]
    assert total["claims"] == len(attributed)
    unnamed = sum(bool(c["source"] and c["source"]["unnamed"]) for c in attributed)
    assert unnamed >= 3
    assert (total["unnamed"], total["hearsay"]) == (unnamed, 2)
    assert total["share"] == (unnamed + 2) / len(attributed)
    assert (total["open"], total["overdue"], total["expired"]) == (3, 1, 1)
    assert (total["closed"], total["identified"], total["still_unnamed"]) == (3, 1, 1)
    assert (round(total["days_to_resolve"], 2), round(total["days_to_resolve_p90"], 2)) == (3, 3.8)
    assert len(found["desks"]) == 1
    assert found["desks"][0] | {"name": ""} == total
    sections = by_name(found["sections"])
    assert sections["local"]["overdue"] == 0
    assert sections["business"]["overdue"] == 1
    assert sections["business"]["days_to_resolve"] is None, "dropping resolves nothing"
    authors = by_name(found["authors"])
    assert authors["Ines Calloway"] | {"name": ""} == sections["local"] | {"name": ""}
    words = by_name(found["descriptions"])
    assert words["port officials"]["unnamed"] == 2
    assert words["port officials"]["share"] == 1
    assert sum(count["unnamed"] for count in words.values()) == unnamed

    assert (await checker.get("/reports/unnamed", days=50)).json()["total"]["still_unnamed"] == 0
    early = await checker.get("/reports/unnamed", until=started.isoformat())
    assert early.json()["total"]["claims"] == 0
    assert early.json()["total"]["share"] is None
    assert datetime.fromisoformat(early.json()["until"]) == started
    later = await checker.get("/reports/unnamed", since=started.isoformat())
    assert later.json()["total"]["claims"] == total["claims"]
    await checker.post(f"/claims/{local['hearsay']['id']}/dismissal", {"reason": "Trivial"})
    assert (await checker.get("/reports/unnamed")).json()["total"]["hearsay"] == 1

    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    theirs = (await stranger.get("/reports/unnamed")).json()
    assert theirs["total"]["claims"] == 0
    assert theirs["sections"] == []
    desk = (await checker.get("/session")).json()["desks"][0]["id"]
    is_problem(await stranger.get("/reports/unnamed", desk=desk), 404)
    assert (await checker.get("/reports/unnamed", desk=desk)).json()["desks"]
