"""The notes of unnamed sources: who reads them, that it is logged, and where they never turn up."""

from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from claimdesk.accounts.rules import Role, Scope
from claimdesk.db.engine import fetch
from claimdesk.sealing.ring import unseal
from tests.api.conftest import Caller, SignIn, TokenFor
from tests.api.test_bad_input import is_problem, rows
from tests.api.test_followups import adopt, entry, take_in

SECRETS = (
    "Fears the harbour master", "Sat in the second row", "Rang her sister", "Vera",
    "The night clerk's copy", "Seen in the archive", "Met her on the third floor",
)  # fmt: skip
NOTES: dict[str, Any] = {"reason": SECRETS[0], "basis_of_knowledge": SECRETS[1]}


async def keep_notes(checker: Caller, editor: Caller) -> dict[str, Any]:
    """A claim that the checker holds, with every kind of note."""
    claim = (await take_in(checker))["quote"]
    path = f"/claims/{claim['id']}"
    await checker.post(f"{path}/assignment", {}, Idempotency_Key="a")
    attempt = {"result": "refused", "note": SECRETS[2]}
    corroboration = {"kind": "document", "origin": SECRETS[4], "note": SECRETS[5]}
    answers = [
        await checker.put(
            f"{path}/followup",
            NOTES | {"known_to": checker.id},
            If_Match='"1"',
            Idempotency_Key="b",
        ),
        await checker.post(f"{path}/followup/attempts", attempt, Idempotency_Key="c"),
        await checker.post(f"{path}/followup/corroborations", corroboration, Idempotency_Key="d"),
        await editor.post(f"{path}/followup/sign-off", {"note": SECRETS[6]}, Idempotency_Key="e"),
    ]
    for answer in answers:
        assert answer.status_code < 300, answer.text
        assert answer.json()["notes_hidden"] is True
    return claim


def notes_of(found: dict[str, Any]) -> str:
    """All that could lead to the source, as text."""
    fields = (
        "reason", "basis_of_knowledge", "known_to", "attempts", "corroboration_list", "sign_off",
    )  # fmt: skip
    return str({name: found[name] for name in fields})


async def test_the_holder_and_editors_read_the_notes(
    checker: Caller, editor: Caller, admin: Caller, sign_in: SignIn, token_for: TokenFor
) -> None:
    claim = await keep_notes(checker, editor)
    for caller in (checker, editor, admin):
        found = await entry(caller, claim)
        assert found["notes_hidden"] is False
        assert all(secret in notes_of(found) for secret in SECRETS)
    colleague = await sign_in("otto", Role.CHECKER)
    program = await token_for(Scope.DESK_READ)
    for caller in (colleague, program):
        found = await entry(caller, claim)
        assert found["notes_hidden"] is True
        assert not any(secret in notes_of(found) for secret in SECRETS)
        assert found["sign_off"]["by"]["login"] == "edith"
        assert (found["attempt_count"], found["corroborations"]) == (1, 1)
        assert found["checklist"]
    # Nobody replaces, or adds to, what they cannot see.
    path = f"/claims/{claim['id']}/followup"
    is_problem(await colleague.put(path, NOTES, If_Match='"5"'), 403)
    is_problem(await colleague.post(f"{path}/attempts", {"result": "refused"}), 403)
    # Once it is somebody else's, the notes are too.
    await editor.post(f"/claims/{claim['id']}/assignment", {"assignee": colleague.id})
    assert (await entry(checker, claim))["notes_hidden"] is True
    assert (await entry(colleague, claim))["notes_hidden"] is False


async def test_the_desk_s_policy_says_who_reads(
    checker: Caller, editor: Caller, admin: Caller
) -> None:
    await adopt(admin, "basic", notes_readers="admin", notes_for_holder=False)
    claim = (await take_in(checker))["quote"]
    path = f"/claims/{claim['id']}"
    await checker.post(f"{path}/assignment", {})
    is_problem(await checker.put(f"{path}/followup", NOTES, If_Match='"1"'), 403)
    is_problem(await editor.put(f"{path}/followup", NOTES, If_Match='"1"'), 403)
    assert (await admin.put(f"{path}/followup", NOTES, If_Match='"1"')).status_code == 200
    assert [(await entry(c, claim))["reason"] for c in (checker, editor, admin)] == [
        "", "", SECRETS[0],
    ]  # fmt: skip


async def test_who_read_them_is_logged_and_shown_to_editors(
    checker: Caller, editor: Caller, admin: Caller, sign_in: SignIn
) -> None:
    claim = await keep_notes(checker, editor)
    assert await rows("read_log") == 0, "writing is no reading"
    colleague = await sign_in("otto", Role.CHECKER)
    for caller in (editor, colleague, editor, admin):
        await entry(caller, claim)
    log = (await editor.get("/followups/readings")).json()["items"]
    assert [(item["person"]["login"], item["claim"], item["version"]) for item in log] == [
        ("ada", claim["id"], 5), ("edith", claim["id"], 5),
    ]  # fmt: skip
    # Another look at the same is one entry within a quarter of an hour, and a new one later or
    # after a change.
    await checker.post(f"/claims/{claim['id']}/followup/attempts", {"result": "no_answer"})
    await entry(editor, claim)
    assert await rows("read_log") == 3
    await fetch("ALTER TABLE read_log DISABLE TRIGGER append_only")
    await fetch("UPDATE read_log SET at = at - {}::interval", timedelta(minutes=16))
    await fetch("ALTER TABLE read_log ENABLE TRIGGER append_only")
    await entry(editor, claim)
    assert await rows("read_log") == 4
    for statement in ("UPDATE read_log SET version = 1", "DELETE FROM read_log"):
        with pytest.raises(asyncpg.RestrictViolationError):
            await fetch(statement)

    one = (await admin.get("/followups/readings", person=editor.id, limit=2)).json()
    assert len(one["items"]) == 2
    rest = await admin.get("/followups/readings", person=editor.id, cursor=one["next"])
    assert len(rest.json()["items"]) == 1
    assert (await admin.get("/followups/readings", claim=999)).json()["items"] == []
    is_problem(await checker.get("/followups/readings"), 403)
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    assert (await stranger.get("/followups/readings")).json()["items"] == []


async def test_an_entry_without_notes_is_read_without_a_trace(
    checker: Caller, editor: Caller
) -> None:
    claim = (await take_in(checker))["quote"]
    await checker.post(f"/claims/{claim['id']}/acceptance")
    assert (await entry(editor, claim))["notes_hidden"] is False
    assert await rows("read_log") == 0


async def test_notes_are_sealed_in_their_columns_and_in_clear_nowhere(
    checker: Caller, editor: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    claim = await keep_notes(checker, editor)
    article = claim["article"]["id"]
    stale = await editor.put(f"/claims/{claim['id']}/followup", NOTES, If_Match='"1"')
    is_problem(stale, 412)
    report = await editor.get(f"/articles/{article}/report")
    others = [
        stale,
        report,
        await editor.get("/audit"),
        await editor.get("/followups"),
        await editor.get("/reports/unnamed"),
        await editor.get("/claims", text="harbour master"),
        await editor.post(f"/claims/{claim['id']}/restoration"),
        await editor.get(f"/articles/{article}"),
    ]
    assert report.json()["entries"][0]["follow_up"]["notes_hidden"] is True
    told = [secret for secret in SECRETS if secret != "Vera"]  # who is on the desk as well
    for answer in others:
        assert not any(secret in answer.text for secret in told), answer.url
    assert '"known_to":{' not in report.text
    assert not any(secret in caplog.text for secret in told)

    assert await columns_with(told) == set()
    await in_clear()
    assert await columns_with(told) == {
        ("followup", "notes"),
        ("followup_attempt", "notes"),
        ("followup_corroboration", "notes"),
        ("followup_decision", "notes"),
    }, "the search finds what is there"


async def columns_with(words: list[str]) -> set[tuple[str, str]]:
    """The columns of the whole database that have any of these words, by table."""
    tables = await fetch("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")
    found = set()
    for name in (table["name"] for table in tables):
        for row in await fetch(f'SELECT * FROM "{name}"'):  # noqa: S608
            for column, value in row.items():
                shown = value.decode(errors="replace") if isinstance(value, bytes) else str(value)
                if any(word in shown for word in words):
                    found.add((name, column))
    return found


async def in_clear() -> None:
    """The notes as a desk without a key has them."""
    for table in ("followup", "followup_attempt", "followup_corroboration", "followup_decision"):
        await fetch(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for row in await fetch(f"SELECT id, notes FROM {table}"):  # noqa: S608
            plain = unseal(row["notes"])
            await fetch(f"UPDATE {table} SET notes = {{}} WHERE id = {{}}", plain, row["id"])  # noqa: S608
        await fetch(f"ALTER TABLE {table} ENABLE TRIGGER USER")


async def test_the_audit_says_that_notes_changed_and_not_how(
    checker: Caller, editor: Caller
) -> None:
    claim = await keep_notes(checker, editor)
    path = f"/claims/{claim['id']}/followup"
    unchanged = NOTES | {"known_to": checker.id, "corroborations": 1}
    assert (await checker.put(path, unchanged, If_Match='"5"')).status_code == 200
    trail = (await editor.get("/audit", claim=claim["id"])).json()["items"]
    changed = [event["after"]["notes_changed"] for event in trail if event["action"] == "update"]
    assert changed == [False, True]
    signed = next(event for event in trail if event["action"] == "sign_off")
    assert (signed["after"]["noted"], signed["reason"]) == (True, "")
