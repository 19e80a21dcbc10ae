"""Marking claims by hand."""

from typing import Any

import pytest

from claimdesk.accounts.rules import Actor
from claimdesk.articles import service as articles
from claimdesk.articles.tables import Article
from tests.api.conftest import ARTICLE, Caller
from tests.api.test_bad_input import is_problem
from tests.api.test_followups import adopt, take_in

WORDS = "the basin had lost 40 percent of its traffic since 2019"
START = ARTICLE.index(WORDS)


async def _claim(caller: Caller) -> dict[str, Any]:
    article = (await caller.post("/articles", {"text": ARTICLE})).json()
    found: dict[str, Any] = next(c for c in article["claims"] if WORDS in c["text"])
    return found


async def test_the_words_are_marked_anew_and_the_machines_kept(checker: Caller) -> None:
    claim = await _claim(checker)
    path = f"/claims/{claim['id']}/marking"
    marking = {"spans": [[START, START + 30]], "source": claim_source(claim), "kind": "official"}
    is_problem(await checker.put(path, marking), 428)
    etag = f'"{claim["version"]}"'
    edited = (await checker.put(path, marking, If_Match=etag)).json()
    assert edited["text"] == ARTICLE[START : START + 30]
    assert edited["source"]["kind"] == "official"
    assert edited["machine"]["text"] == claim["text"]
    stale = await checker.put(path, marking, If_Match=etag)
    is_problem(stale, 412)
    assert stale.json()["current"]["text"] == edited["text"]
    again = await checker.put(
        path, {"spans": [[START, START + 9]]}, If_Match=f'"{edited["version"]}"'
    )
    assert again.json()["machine"]["text"] == claim["text"]  # the machine's, not the one before
    article = (await checker.get(f"/articles/{claim['article']['id']}")).json()
    shown = next(c for c in article["claims"] if c["id"] == claim["id"])
    assert article["text"][shown["start"] : shown["end"]] == shown["text"]


def claim_source(claim: dict[str, Any]) -> list[int]:
    return [claim["source"]["start"], claim["source"]["end"]]


async def test_a_source_that_turns_out_unnamed_gets_a_follow_up(
    checker: Caller, editor: Caller
) -> None:
    claim = await _claim(checker)
    path = f"/claims/{claim['id']}"
    accepted = (await checker.post(f"{path}/acceptance")).json()
    marking = {"spans": claim["spans"], "source": claim_source(claim), "unnamed": True}
    edited = await checker.put(f"{path}/marking", marking, If_Match=f'"{accepted["version"]}"')
    assert edited.json()["followup"] == "open"
    # That the words name somebody ends the follow-up: nothing for whoever works on the claim alone.
    named = marking | {"unnamed": False}
    etag = edited.headers["ETag"]
    refused = await checker.put(f"{path}/marking", named, If_Match=etag)
    assert "Ask an editor" in is_problem(refused, 403)
    assert (await checker.get(path)).json()["source"]["unnamed"]
    ended = (await editor.put(f"{path}/marking", named, If_Match=etag)).json()
    assert (ended["followup"], ended["follow_up"]["outcome"]) == ("closed", "identified")


async def test_marking_a_source_as_named_does_not_pass_over_the_approver(
    checker: Caller, editor: Caller, admin: Caller
) -> None:
    await adopt(admin, "nyt")
    claim = (await take_in(checker))["quote"]
    path = f"/claims/{claim['id']}"
    await editor.post(f"{path}/assignment", {})
    use = {"use": "hinges"}
    assert (await editor.put(f"{path}/followup", use, If_Match='"1"')).status_code == 200
    marking = {"spans": claim["spans"], "source": claim_source(claim)}
    etag = (await editor.get(path)).headers["ETag"]
    refused = await editor.put(f"{path}/marking", marking, If_Match=etag)
    assert "Ask an admin" in is_problem(refused, 403)
    ended = await admin.put(f"{path}/marking", marking, If_Match=etag)
    assert ended.json()["followup"] == "closed"


async def test_a_claim_the_machine_missed_is_added(checker: Caller) -> None:
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    at = article["text"].index("Why the ferry")
    body = {"spans": [[at, at + 13]], "form": "indirect"}
    added = await checker.post(f"/articles/{article['id']}/claims", body)
    assert added.status_code == 201
    claim = added.json()
    assert (claim["text"], claim["state"], claim["source"]) == ("Why the ferry", "new", None)
    assert claim["added_by"]["login"] == "vera"
    assert "Vera" in claim["basis"]
    shown = (await checker.get(f"/articles/{article['id']}")).json()["claims"]
    assert claim["id"] in [c["id"] for c in shown]


async def test_a_claim_is_split(checker: Caller) -> None:
    claim = await _claim(checker)
    middle = START + 30
    parts = [[[claim["start"], middle]], [[middle, claim["end"]]]]
    first, second = (await checker.post(f"/claims/{claim['id']}/split", {"parts": parts})).json()
    assert (first["id"], first["end"], second["start"]) == (claim["id"], middle, middle)
    assert first["source"]["text"] == second["source"]["text"] == claim["source"]["text"]
    assert first["source"]["source_id"] == second["source"]["source_id"]
    assert second["state"] == "new"
    assert first["machine"]["text"] == claim["text"]
    overlapping = [[[first["start"], first["end"]]], [[first["start"] + 1, first["end"]]]]
    is_problem(await checker.post(f"/claims/{claim['id']}/split", {"parts": overlapping}), 422)


async def test_the_parts_of_a_claim_keep_its_labels_and_what_is_nested_in_it(
    checker: Caller,
) -> None:
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    outer = next(c for c in article["claims"] if "mayor had told" in c["text"])
    nested = next(c for c in article["claims"] if c["parent"] == outer["id"])
    labels = {"sensitive": True, "priority": 2, "tag": ["port"]}
    await checker.post(f"/claims/{outer['id']}/labels", labels)
    middle = nested["start"]
    parts = [[[outer["start"], middle - 1]], [[middle, outer["end"]]]]
    first, second = (await checker.post(f"/claims/{outer['id']}/split", {"parts": parts})).json()
    for part in (first, second):
        assert (part["sensitive"], part["priority"], part["tags"]) == (True, 2, ["port"])
        assert part["parent"] == outer["parent"]
    assert (await checker.get(f"/claims/{nested['id']}")).json()["parent"] == second["id"]
    start, end = nested["start"], nested["end"]
    parts = [[[start, end - 3]], [[end - 3, end]]]
    inner = (await checker.post(f"/claims/{nested['id']}/split", {"parts": parts})).json()
    assert {part["parent"] for part in inner} == {second["id"]}
    parts = [[[second["start"], start + 2]], [[start + 2, second["end"]]]]
    await checker.post(f"/claims/{second['id']}/split", {"parts": parts})
    torn = (await checker.get(f"/claims/{inner[0]['id']}")).json()
    assert torn["parent"] == outer["parent"]  # neither part holds its words


async def test_a_submitted_claim_is_not_edited(checker: Caller) -> None:
    claim = await _claim(checker)
    path = f"/claims/{claim['id']}"
    await checker.post(f"{path}/assignment", {})
    await checker.post(f"{path}/evidence", {"url": "https://port.example.org/plan"})
    etag = (await checker.get(path)).headers["ETag"]
    verdict = {"rating": "true", "summary": "So it is.", "submit": True}
    etag = (await checker.put(f"{path}/verdict", verdict, If_Match=etag)).headers["ETag"]
    marking = {"spans": claim["spans"]}
    is_problem(await checker.put(f"{path}/marking", marking, If_Match=etag), 409)
    is_problem(await checker.post(f"{path}/split", {"parts": [[[0, 5]], [[6, 9]]]}), 422)


@pytest.mark.parametrize(
    "marking",
    [
        {"spans": []},
        {"spans": [[0, 0]]},
        {"spans": [[5, 2]]},
        {"spans": [[0, 10**6]]},
        {"spans": [[-1, 5]]},
        {"spans": [[0, 5], [3, 9]]},
        {"spans": [[0, 5, 9]]},
        {"spans": [[0, 5]], "cue": [9, 9]},
        {"spans": [[0, 5]], "source": [0, 10**6]},
        {"spans": [[0, 5]], "kind": "person"},
        {"spans": [[0, 5]], "kind": "dragon", "source": [0, 5]},
        {"spans": [[0.5, 5]]},
        {"spans": "0-5"},
        {},
    ],
)
async def test_odd_markings_get_a_problem(checker: Caller, marking: dict[str, Any]) -> None:
    claim = await _claim(checker)
    etag = f'"{claim["version"]}"'
    for answer in (
        await checker.put(f"/claims/{claim['id']}/marking", marking, If_Match=etag),
        await checker.post(f"/articles/{claim['article']['id']}/claims", marking),
    ):
        assert answer.status_code in {400, 422}, answer.text
        is_problem(answer, answer.status_code)
    assert (await checker.get(f"/claims/{claim['id']}")).json()["version"] == claim["version"]


async def test_a_claim_added_while_a_new_text_comes_in_stands_in_the_new_text(
    checker: Caller, editor: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    read, texts = articles.find, [f"A new line.\n\n{ARTICLE}"]

    async def and_then_a_text_comes_in(actor: Actor, article_id: int) -> Article:
        row = await read(actor, article_id)
        if texts:
            body = {"text": texts.pop()}
            path = f"/articles/{article_id}/revisions"
            assert (await editor.post(path, body, If_Match='"1"')).status_code == 201
        return row

    monkeypatch.setattr(articles, "find", and_then_a_text_comes_in)
    added = await checker.post(f"/articles/{article['id']}/claims", {"spans": [[0, 11]]})
    assert added.status_code == 201, added.text
    assert (added.json()["revision"], added.json()["text"]) == (2, "A new line.")
