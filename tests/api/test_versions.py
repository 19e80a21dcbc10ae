"""If-Match and Idempotency-Key: what is stale, what is missing, what is no value at all."""

import asyncio

import pytest

from claimdesk.accounts.rules import Role, Scope
from claimdesk.audit.views import check
from claimdesk.db.engine import fetch
from tests.api.conftest import ARTICLE, PASSWORD, Caller, SignIn, TokenFor
from tests.api.test_bad_input import is_problem, rows
from tests.api.test_safe_writes import LINK, a_claim

VERDICT = {"rating": "true", "summary": "So it is."}


@pytest.fixture
async def path(checker: Caller) -> str:
    """An unnamed claim that the checker holds, its version 2, its follow-up's 1."""
    found = await a_claim(checker, unnamed=True)
    assert (await checker.post(f"{found}/assignment", {})).headers["ETag"] == '"2"'
    return found


@pytest.mark.parametrize("tag", ['"2"', 'W/"2"', "2", ' "2" '])
async def test_the_version_read_is_accepted_however_it_is_quoted(
    checker: Caller, path: str, tag: str
) -> None:
    answer = await checker.put(f"{path}/verdict", VERDICT, If_Match=tag)
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"3"')


@pytest.mark.parametrize(
    "tag", ['"1"', '"3"', "", '""', "*", '"2x"', '"1", "2"', "-2", "é", "9" * 500]
)
async def test_any_other_is_stale_and_nothing_is_lost(checker: Caller, path: str, tag: str) -> None:
    for call, current in (("verdict", 2), ("followup", 1)):
        body = VERDICT if call == "verdict" else {"reason": "New"}
        tag = tag if call == "verdict" or tag != '"1"' else '"2"'
        answer = await checker.http.put(
            f"/api/v1{path}/{call}", json=body, headers=[(b"If-Match", tag.encode())]
        )
        assert "Compare `current`" in is_problem(answer, 412)
        assert answer.json()["current"]["version"] == current
    detail = (await checker.get(path)).json()
    assert (detail["verdicts"], detail["version"], detail["follow_up"]["version"]) == ([], 2, 1)


async def test_without_a_version_nothing_is_replaced(checker: Caller, path: str) -> None:
    for call in ("verdict", "followup"):
        assert "If-Match" in is_problem(
            await checker.put(f"{path}/{call}", VERDICT if call == "verdict" else {}), 428
        )


async def test_two_who_save_at_once_lose_nothing(checker: Caller, path: str) -> None:
    bodies = [VERDICT | {"summary": f"Version {number}."} for number in range(6)]
    answers = await asyncio.gather(
        *(checker.put(f"{path}/verdict", body, If_Match='"2"') for body in bodies)
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 5
    kept = next(a.json()["verdict"]["summary"] for a in answers if a.status_code == 200)
    for answer in answers:
        if answer.status_code == 412:
            assert answer.json()["current"]["verdict"]["summary"] == kept
    assert await rows("verdict") == 1


async def test_evidence_does_not_make_a_verdict_in_the_making_stale(
    checker: Caller, path: str
) -> None:
    await checker.post(f"{path}/evidence", LINK)
    await checker.post(f"{path}/evidence", LINK)
    assert (await checker.put(f"{path}/verdict", VERDICT, If_Match='"2"')).status_code == 200


@pytest.mark.parametrize("key", [b"", b"k" * 101, b"a\x01b", b"a\tb", b"\xc2\xa0", b"\xad"])
async def test_what_is_no_key(checker: Caller, key: bytes) -> None:
    answer = await checker.http.post(
        "/api/v1/articles", json={"text": ARTICLE}, headers=[(b"Idempotency-Key", key)]
    )
    assert "Idempotency-Key" in is_problem(answer, 422)
    assert await rows("article") == 0


@pytest.mark.parametrize("key", [b"k" * 100, b"a b", b"\xc3\xa9", b"' OR 1=1 --", b"%00"])
async def test_what_is_one(checker: Caller, key: bytes) -> None:
    for _ in range(2):
        answer = await checker.http.post(
            "/api/v1/articles", json={"text": ARTICLE}, headers=[(b"Idempotency-Key", key)]
        )
        assert answer.status_code == 201, answer.text
    assert await rows("article") == 1


async def test_a_key_belongs_to_one_address_and_one_body(checker: Caller, path: str) -> None:
    assert (await checker.post(f"{path}/evidence", LINK, Idempotency_Key="k")).status_code == 201
    others = (
        await checker.post(f"{path}/evidence", LINK | {"title": "x"}, Idempotency_Key="k"),
        await checker.post(f"{path}/dismissal", {"reason": "x"}, Idempotency_Key="k"),
        await checker.delete(f"{path}/assignment", Idempotency_Key="k"),
    )
    for answer in others:
        assert "new key" in is_problem(answer, 409)
    assert await rows("evidence") == 1
    assert (await checker.get(path)).json()["state"] == "in_review"


async def test_a_replay_is_what_was_answered_then(checker: Caller, path: str) -> None:
    first = await checker.put(f"{path}/verdict", VERDICT, If_Match='"2"', Idempotency_Key="k")
    await checker.put(f"{path}/verdict", VERDICT, If_Match='"3"')
    again = await checker.put(f"{path}/verdict", VERDICT, If_Match='"2"', Idempotency_Key="k")
    assert (again.content, again.headers["ETag"]) == (first.content, '"3"')
    assert await rows("verdict") == 2
    # A session is its browser's: it is neither kept nor handed out again.
    stored = await fetch("SELECT headers, body FROM idempotent_answer")
    assert checker.http.cookies["__Host-claimdesk_session"] not in str(stored)


async def test_a_key_is_forgotten_after_two_days(checker: Caller, anybody: Caller) -> None:
    first = await checker.post("/articles", {"text": ARTICLE}, Idempotency_Key="k")
    await fetch("UPDATE idempotent_answer SET at = at - interval '49 hours'")
    anew = await checker.post("/articles", {"text": ARTICLE}, Idempotency_Key="k")
    again = await checker.post("/articles", {"text": ARTICLE}, Idempotency_Key="k")
    assert first.json()["id"] != anew.json()["id"] == again.json()["id"]
    assert await rows("idempotent_answer") == 1
    await fetch("UPDATE idempotent_answer SET at = at - interval '49 hours'")
    await anybody.post("/session", {"login": "vera", "password": PASSWORD})
    assert await rows("idempotent_answer") == 0


async def test_programs_with_one_key_each_act_once(token_for: TokenFor) -> None:
    programs = [await token_for(Scope.ARTICLES_WRITE) for _ in range(2)]
    answers = await asyncio.gather(
        *(p.post("/articles", {"text": ARTICLE}, Idempotency_Key="k") for p in programs * 3)
    )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == await rows("article") == 2
    assert not (await check()).flaws


async def test_a_key_does_not_outlive_the_right_to_use_it(checker: Caller, sign_in: SignIn) -> None:
    await checker.post("/articles", {"text": ARTICLE}, Idempotency_Key="k")
    right = checker.http.headers.pop("X-CSRF-Token")
    is_problem(await checker.post("/articles", {"text": ARTICLE}, Idempotency_Key="k"), 403)
    checker.http.headers["X-CSRF-Token"] = right
    other = await sign_in("otto", Role.CHECKER)
    mine = await other.post("/articles", {"text": ARTICLE}, Idempotency_Key="k")
    assert "idempotent-replay" not in mine.headers


async def test_undoing_does_not_overwrite_what_a_colleague_did_since(
    checker: Caller, editor: Caller
) -> None:
    """Assignment, release, snooze and restoration take If-Match, and say who was quicker."""
    path = await a_claim(checker)
    taken = await checker.post(f"{path}/assignment", {})
    seen = taken.headers["ETag"]
    await editor.post(f"{path}/labels", {"priority": 2})
    before = (await checker.get(path)).json()
    for stale in (
        await checker.delete(f"{path}/assignment", If_Match=seen),
        await checker.post(f"{path}/assignment", {"due": "2036-01-31T12:00:00Z"}, If_Match=seen),
        await checker.post(f"{path}/snooze", {"until": "2036-01-31T12:00:00Z"}, If_Match=seen),
    ):
        is_problem(stale, 412)
        current = stale.json()["current"]
        assert current == {
            "version": before["version"],
            "state": "assigned",
            "changed_by": (await editor.get("/session")).json()["person"]["name"],
        }
    assert (await checker.get(path)).json() == before

    fresh = await checker.delete(f"{path}/assignment", If_Match=f'"{before["version"]}"')
    assert fresh.status_code == 200
    dismissed = await checker.post(f"{path}/dismissal", {"reason": "Twice", "kind": "other"})
    await editor.post(f"{path}/labels", {"tag": ["kept"]})
    etag = dismissed.headers["ETag"]
    is_problem(await checker.post(f"{path}/restoration", If_Match=etag), 412)
    assert (await checker.get(path)).json()["state"] == "dismissed"
    # Who says no version means the claim as it is.
    assert (await checker.post(f"{path}/restoration")).json()["state"] == "new"
