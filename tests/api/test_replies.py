"""The right of reply by the API, and that a policy can ask for it."""

from datetime import timedelta

import asyncpg
import pytest

from claimdesk.accounts.rules import Role
from claimdesk.clock import now
from claimdesk.db.engine import fetch
from tests.api.conftest import Caller, SignIn
from tests.api.test_bad_input import is_problem, rows
from tests.api.test_followups import checks, entry, take_in


async def test_a_reply_from_the_question_to_its_place_in_the_article(
    checker: Caller, editor: Caller
) -> None:
    claim = (await take_in(checker))["quote"]
    path = f"/articles/{claim['article']['id']}/replies"
    deadline = (now() + timedelta(hours=4)).isoformat()
    opened = await checker.post(
        path, {"subject": "Northgate", "concern": "Posts go.", "claim": claim["id"]}
    )
    assert opened.status_code == 201, opened.text
    reply = opened.json()
    assert (reply["standing"], reply["entries"]) == ("not_asked", [])
    entries = f"{path}/{reply['id']}/entries"
    is_problem(await checker.post(entries, {"kind": "answer", "answer": "none"}), 409)
    contact = {"kind": "contact", "channel": "email", "deadline": deadline}
    assert (await checker.post(entries, contact)).json()["standing"] == "waiting"
    too_soon = await checker.post(entries, {"kind": "answer", "answer": "none"})
    assert "They have until" in is_problem(too_soon, 409)
    again = contact | {"channel": "phone"}
    assert (await editor.post(entries, again)).json()["channel"] == "phone"
    answer = {"kind": "answer", "answer": "quote", "words": "“No posts go,” Northgate wrote."}
    assert (await checker.post(entries, answer)).json()["standing"] == "answered"
    used = (await checker.post(entries, {"kind": "use", "words": "Paragraph 5"})).json()
    assert (used["answer"], used["words"], used["used"]) == (
        "quote", answer["words"], ["Paragraph 5"],
    )  # fmt: skip
    assert [e["kind"] for e in used["entries"]] == ["contact", "contact", "answer", "use"]
    assert [e["by"]["login"] for e in used["entries"]] == ["vera", "edith", "vera", "vera"]
    assert (await editor.get(path)).json() == [used]
    trail = (await editor.get("/audit", claim=claim["id"])).json()["items"]
    assert [event["action"] for event in reversed(trail)] == [
        "open", "contact", "contact", "answer", "use",
    ]  # fmt: skip
    assert "No posts go" not in str(trail)


async def test_asking_at_once_and_a_deadline_that_passes(checker: Caller) -> None:
    claims = await take_in(checker)
    claim, other = claims["quote"], claims["plural"]
    path = f"/articles/{claim['article']['id']}/replies"
    for one in (claim, other):
        await checker.post(f"/claims/{one['id']}/acceptance")
    assert not checks(await entry(checker, claim))["right_of_reply"]["met"]
    asked = {
        "subject": "Northgate", "claim": claim["id"], "channel": "press_office",
        "contacted_at": (now() - timedelta(days=2)).isoformat(),
        "deadline": (now() + timedelta(hours=1)).isoformat(),
    }  # fmt: skip
    assert (await checker.post(path, asked)).json()["standing"] == "waiting"
    assert not checks(await entry(checker, claim))["right_of_reply"]["met"]
    over = asked | {"deadline": (now() - timedelta(days=1)).isoformat(), "claim": other["id"]}
    assert (await checker.post(path, over)).json()["standing"] == "overdue"
    assert checks(await entry(checker, other))["right_of_reply"]["met"]
    assert not checks(await entry(checker, claim))["right_of_reply"]["met"]


async def test_bad_replies_are_refused_and_leave_nothing(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    claim = (await take_in(checker))["quote"]
    elsewhere = (await take_in(checker))["quote"]
    path = f"/articles/{claim['article']['id']}/replies"
    deadline = (now() + timedelta(hours=4)).isoformat()
    for body, status in (
        ({"subject": "a source"}, 422),
        ({"subject": " "}, 400),
        ({"subject": "Northgate", "deadline": deadline}, 422),
        ({"subject": "Northgate", "channel": "email"}, 422),
        ({"subject": "Northgate", "channel": "pigeon"}, 400),
        ({"subject": "Northgate", "claim": elsewhere["id"]}, 422),
        ({"subject": "Northgate", "claim": 999}, 404),
    ):
        is_problem(await checker.post(path, body), status)
    assert await rows("reply") == 0
    reply = (await checker.post(path, {"subject": "Northgate"})).json()
    other = f"/articles/{elsewhere['article']['id']}/replies/{reply['id']}/entries"
    contact = {"kind": "contact", "channel": "email", "deadline": deadline}
    is_problem(await checker.post(other, contact), 404)
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    is_problem(await stranger.get(path), 404)
    is_problem(await stranger.post(f"{path}/{reply['id']}/entries", contact), 404)


@pytest.mark.parametrize("table", ["reply", "reply_entry"])
async def test_replies_cannot_be_rewritten(checker: Caller, table: str) -> None:
    claim = (await take_in(checker))["quote"]
    deadline = (now() + timedelta(hours=4)).isoformat()
    await checker.post(
        f"/articles/{claim['article']['id']}/replies",
        {"subject": "Northgate", "channel": "email", "deadline": deadline},
    )
    assert await rows(table) == 1
    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):  # noqa: S608
        with pytest.raises(asyncpg.RestrictViolationError):
            await fetch(statement)
