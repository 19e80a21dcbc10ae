"""Evidence: what is known of it, the policy it has to meet, and the copies of its pages."""

from collections.abc import Iterator
from typing import Any

import asyncpg
import msgspec
import pytest

from claimdesk.audit.views import check
from claimdesk.db.engine import fetch
from claimdesk.jobs.worker import work
from claimdesk.settings import Settings
from tests.api.conftest import Caller
from tests.api.test_bad_input import is_problem, rows
from tests.api.test_safe_writes import LINK, a_claim
from tests.web_server import Answer, WebServer, article, redirect, web_server
from tests.workers import run_periodic

VERDICT = {"rating": "false", "summary": "They rise by half.", "submit": True}
TARIFF = "\n".join(
    f"Berth {number} costs half as much again from March on." for number in range(20)
)


@pytest.fixture
async def path(checker: Caller) -> str:
    """A claim that the checker holds."""
    found = await a_claim(checker)
    assert (await checker.post(f"{found}/assignment", {})).status_code == 200
    return found


@pytest.fixture
def web() -> Iterator[WebServer]:
    """A web server on the loopback address."""
    with web_server() as server:
        yield server


@pytest.fixture
def allowing(settings: Settings) -> Settings:
    """Settings under which pages of this machine may be fetched."""
    return msgspec.structs.replace(settings, fetch_allow="127.0.0.1")


async def add(caller: Caller, path: str, **known: Any) -> dict[str, Any]:
    answer = await caller.post(f"{path}/evidence", LINK | known)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def the_evidence(caller: Caller, path: str) -> dict[str, Any]:
    (found,) = (await caller.get(path)).json()["evidence"]
    assert isinstance(found, dict)
    return found


async def judge(caller: Caller, path: str, **more: Any) -> Any:
    etag = (await caller.get(path)).headers["ETag"]
    return await caller.put(f"{path}/verdict", VERDICT | more, If_Match=etag)


async def set_policy(admin: Caller, **evidence: Any) -> None:
    desk = (await fetch("SELECT id FROM desk"))[0]["id"]
    etag = (await admin.get(f"/desks/{desk}/policy")).headers["ETag"]
    answer = await admin.put(f"/desks/{desk}/policy", {"evidence": evidence}, If_Match=etag)
    assert answer.status_code == 200, answer.text


# --- what is known of it -------------------------------------------------------------------------


async def test_everything_that_is_known_is_kept_and_changed_under_its_version(
    checker: Caller, path: str
) -> None:
    first = await add(checker, path)
    assert (first["version"], first["primary"], first["unnamed"]) == (1, None, False)
    known = {
        "title": " Tariff ",
        "publisher": "Port of Esk",
        "published_on": "2026-03-02",
        "quote": "Fees rise by 50 percent.",
        "stance": "refutes",
        "note": "Table 4",
        "primary": True,
        "unnamed": True,
        "common_origin_with": first["id"],
    }
    second = await add(checker, path, url="https://port.example.org/2", **known)
    assert {name: second[name] for name in known} == known | {"title": "Tariff"}
    one = f"{path}/evidence/{second['id']}"
    is_problem(await checker.put(one, {"title": "New"}), 428)
    saved = await checker.put(one, {"title": "New", "primary": False}, If_Match='"1"')
    assert (saved.status_code, saved.headers["ETag"]) == (200, '"2"')
    assert saved.json()["url"] == "https://port.example.org/2"
    assert (saved.json()["title"], saved.json()["quote"], saved.json()["primary"]) == (
        "New", "", False,
    )  # fmt: skip
    stale = await checker.put(one, {"title": "Mine"}, If_Match='"1"')
    is_problem(stale, 412)
    assert stale.json()["current"]["title"] == "New"
    event = (await fetch("SELECT * FROM audit_event WHERE action = 'update'"))[0]
    assert '"title": "Tariff"' in event["before"]
    assert '"title": "New"' in event["after"]
    assert "url" not in event["after"]
    assert not (await check()).flaws


async def test_the_address_is_never_changed(checker: Caller, path: str) -> None:
    one = f"{path}/evidence/{(await add(checker, path))['id']}"
    answer = await checker.put(one, {"url": "https://other.example.org/"}, If_Match='"1"')
    assert "url" in is_problem(answer, 400)


async def test_common_origin_is_another_piece_of_the_same_claim(checker: Caller, path: str) -> None:
    own = (await add(checker, path))["id"]
    other_claim = await a_claim(checker)
    elsewhere = (await add(checker, other_claim))["id"]
    for wrong in (own, elsewhere, 999_999):
        answer = await checker.put(
            f"{path}/evidence/{own}", {"common_origin_with": wrong}, If_Match='"1"'
        )
        assert "same claim" in is_problem(answer, 422)
    answer = await checker.post(f"{path}/evidence", LINK | {"common_origin_with": elsewhere})
    is_problem(answer, 422)
    assert await rows("evidence") == 2


async def test_taking_back_makes_an_open_form_stale(checker: Caller, path: str) -> None:
    one = f"{path}/evidence/{(await add(checker, path))['id']}"
    await checker.delete(one)
    is_problem(await checker.put(one, {}, If_Match='"1"'), 412)


# --- the desk's policy ---------------------------------------------------------------------------


async def test_a_desk_asks_for_so_many_independent_sources(
    checker: Caller, editor: Caller, admin: Caller, path: str
) -> None:
    await set_policy(admin, min_independent=2)
    first = await add(checker, path)
    second = await add(
        checker, path, url="https://wire.example.org/1", common_origin_with=first["id"]
    )
    refusal = await judge(checker, path)
    assert "2 independent sources; the verdict rests on 1" in is_problem(refusal, 409)
    assert refusal.json()["guard"] == "evidence"
    assert (await judge(checker, path, submit=False)).status_code == 200  # a draft may lack some
    third = await add(checker, path, url="https://court.example.org/1")
    assert (await judge(checker, path)).status_code == 200
    # What is found out before the approval counts at the approval.
    await checker.put(
        f"{path}/evidence/{third['id']}", {"common_origin_with": second["id"]}, If_Match='"1"'
    )
    assert "rests on 1" in is_problem(await editor.post(f"{path}/approval", {}), 409)
    await checker.put(f"{path}/evidence/{third['id']}", {}, If_Match='"2"')
    assert (await editor.post(f"{path}/approval", {})).status_code == 200


async def test_a_desk_that_allows_no_unnamed_evidence(
    checker: Caller, admin: Caller, path: str
) -> None:
    await set_policy(admin, allow_unnamed=False)
    named = await add(checker, path)
    unnamed = await add(checker, path, url="https://wire.example.org/1", unnamed=True)
    assert f": {unnamed['id']}." in is_problem(await judge(checker, path), 409)
    assert (await judge(checker, path, evidence=[named["id"]])).status_code == 200


# --- copies of pages -----------------------------------------------------------------------------


async def test_a_dead_link_still_proves_what_was_seen(
    checker: Caller, path: str, web: WebServer, allowing: Settings
) -> None:
    web.pages |= {"/t": redirect("/tariff"), "/tariff": article(TARIFF, "Tariff of 2026")}
    added = await add(checker, path, url=web.url("/t"))
    assert added["archive"] is None
    assert web.asked == []  # nothing is fetched in a request
    await work(allowing, until_empty=True)
    archive = (await the_evidence(checker, path))["archive"]
    assert archive["error"] == ""
    assert archive["checked_at"] == archive["archived_at"]
    assert (archive["changed_at"], archive["gone"]) == (None, False)
    one = f"{path}/evidence/{added['id']}"
    (look,) = (await checker.get(f"{one}/archive")).json()
    assert look["final_url"] == web.url("/tariff")
    assert (look["status"], look["title"], look["changed"]) == (200, "Tariff of 2026", True)
    assert look["sha256"] == archive["sha256"]

    web.pages.clear()
    assert (await checker.post(f"{one}/archive")).status_code == 202
    await work(allowing, until_empty=True)
    newest, first = (await checker.get(f"{one}/archive")).json()
    assert (newest["status"], newest["sha256"], newest["changed"]) == (404, None, True)
    archive = (await the_evidence(checker, path))["archive"]
    assert archive["gone"]
    assert archive["sha256"] == first["sha256"]
    page = (await checker.get(f"{one}/archive/{first['id']}")).json()
    assert "Berth 7 costs half as much again" in page["text"]
    saved = await checker.get(f"{one}/archive/{first['id']}/file")
    assert (
        saved.headers["content-disposition"]
        == "attachment; filename*=UTF-8''Tariff%20of%202026.txt"
    )
    assert saved.text == page["text"]
    actions = [r["action"] for r in await fetch("SELECT action FROM audit_event ORDER BY number")]
    assert actions[-3:] == ["archive", "look_again", "notice_change"]
    assert not (await check()).flaws


async def test_the_archive_is_never_changed(
    checker: Caller, path: str, web: WebServer, allowing: Settings
) -> None:
    web.pages["/"] = article(TARIFF)
    await add(checker, path, url=web.url("/"))
    await work(allowing, until_empty=True)
    for table in ("archive", "kept_content"):
        for statement in (f"UPDATE {table} SET sha256 = 'x'", f"DELETE FROM {table}"):  # noqa: S608
            with pytest.raises(asyncpg.RestrictViolationError, match="append-only"):
                await fetch(statement)


async def test_a_page_that_changed_since_the_verdict_flags_it_and_leaves_it(
    checker: Caller, editor: Caller, path: str, web: WebServer, allowing: Settings
) -> None:
    web.pages["/"] = article(TARIFF)
    piece = (await add(checker, path, url=web.url("/")))["id"]
    await work(allowing, until_empty=True)
    await judge(checker, path)
    await editor.post(f"{path}/approval", {})
    before = (await checker.get(path)).json()
    assert before["verdict"]["changed_since_verdict"] == []

    async def recheck() -> dict[str, Any]:
        await fetch("UPDATE evidence SET next_check_at = now()")
        await run_periodic(allowing, "evidence.recheck")
        found: dict[str, Any] = (await checker.get(path)).json()
        return found

    same = await recheck()
    assert same["verdict"] == before["verdict"]
    assert (
        same["evidence"][0]["archive"]["checked_at"]
        > before["evidence"][0]["archive"]["checked_at"]
    )
    web.pages["/"] = article(TARIFF.replace("half as much", "twice as much"))
    changed = await recheck()
    assert changed["verdict"] == before["verdict"] | {"changed_since_verdict": [piece]}
    assert changed["state"] == before["state"]
    for person in (checker, editor):  # who judged it, and who answers for what readers see
        notices = (await person.get("/inbox")).json()["items"]
        told = [n["text"] for n in notices if n["kind"] == "evidence_changed"]
        assert told == [f"{web.url('/')} is another page than before"]
    assert changed["version"] == before["version"]
    listed = (await checker.get("/claims", state="published")).json()["items"][0]
    assert listed["verdict"]["changed_since_verdict"] == [piece]
    web.pages["/"] = article(TARIFF)
    assert (await recheck())["verdict"]["changed_since_verdict"] == []
    web.pages["/"] = Answer(b"Gone", 410)
    assert (await recheck())["verdict"]["changed_since_verdict"] == [piece]
    assert await rows("archive") == 5
    assert await rows("kept_content") == 2


async def test_what_is_not_on_the_public_internet_is_not_fetched(
    checker: Caller, path: str, web: WebServer, settings: Settings
) -> None:
    web.pages["/"] = article(TARIFF)
    await add(checker, path, url=web.url("/"))
    await work(settings, until_empty=True)
    archive = (await the_evidence(checker, path))["archive"]
    assert "not on the public internet" in archive["error"]
    assert web.asked == []
    assert await rows("procrastinate_jobs WHERE task_name = 'evidence.archive'") == 0


async def test_what_fails_by_chance_is_tried_again(
    checker: Caller, path: str, web: WebServer, allowing: Settings
) -> None:
    web.pages["/"] = Answer(b"Later", 503)
    await add(checker, path, url=web.url("/"))
    await work(allowing, until_empty=True)
    assert "503" in (await the_evidence(checker, path))["archive"]["error"]
    web.pages["/"] = article(TARIFF)
    await fetch("UPDATE procrastinate_jobs SET scheduled_at = now()")
    await work(allowing, until_empty=True)
    archive = (await the_evidence(checker, path))["archive"]
    assert (archive["error"], archive["changed_at"]) == ("", None)
    assert await rows("archive") == 2


async def test_a_pdf_behind_a_link_is_kept_as_it_came(
    checker: Caller, path: str, web: WebServer, allowing: Settings
) -> None:
    pdf = b"%PDF-1.7\n" + bytes(range(256)) * 20
    web.pages["/"] = Answer(pdf, headers={"Content-Type": "application/pdf"})
    added = await add(checker, path, url=web.url("/"))
    await work(allowing, until_empty=True)
    one = f"{path}/evidence/{added['id']}/archive"
    (look,) = (await checker.get(one)).json()
    assert (await checker.get(f"{one}/{look['id']}")).json()["text"] is None
    saved = await checker.get(f"{one}/{look['id']}/file")
    assert saved.content == pdf
    assert saved.headers["content-type"] == "application/pdf"
    assert saved.headers["content-disposition"].startswith("attachment;")


async def test_a_link_that_was_taken_back_is_left_alone(
    checker: Caller, path: str, web: WebServer, allowing: Settings
) -> None:
    added = await add(checker, path, url=web.url("/"))
    one = f"{path}/evidence/{added['id']}"
    await checker.delete(one)
    is_problem(await checker.post(f"{one}/archive"), 409)
    await fetch("UPDATE evidence SET next_check_at = now()")
    await run_periodic(allowing, "evidence.recheck")
    assert web.asked == []
    assert await rows("archive") == 0
