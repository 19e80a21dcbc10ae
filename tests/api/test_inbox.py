"""Inboxes: who is told what, once, and that it leads there."""

import asyncio
from datetime import timedelta

from claimdesk.accounts.rules import SYSTEM, Role
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.inbox.rules import Kind
from claimdesk.inbox.service import notify
from claimdesk.settings import Settings
from tests.api.conftest import Caller, SignIn
from tests.api.test_bad_input import is_problem, rows
from tests.api.test_queue import ids, walk
from tests.api.test_safe_writes import a_claim, submitted
from tests.workers import run_periodic


async def kinds(caller: Caller) -> list[str]:
    """The kinds in somebody's inbox, newest first."""
    return [item["kind"] for item in (await caller.get("/inbox")).json()["items"]]


async def tell(claim: str, kind: Kind = Kind.TASK, **who: object) -> None:
    async with transaction():
        number = int(claim.rpartition("/")[2])
        notify(desk=1, kind=kind, claim=number, text="Look at it", **who)  # type: ignore[arg-type]


async def test_whoever_gets_a_claim_is_told_and_who_loses_it(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    path = await a_claim(checker)
    await checker.post(f"{path}/assignment", {})
    assert await kinds(checker) == [], "nobody is told what they did themselves"
    other = await sign_in("otto", Role.CHECKER)
    await editor.post(f"{path}/assignment", {"assignee": other.id})
    assert await kinds(checker) == ["taken_over"]
    notice = (await other.get("/inbox")).json()["items"][0]
    assert (notice["kind"], notice["actor"], notice["task"]) == ("assigned", "Edith", False)
    claim = (await other.get(path)).json()
    article = {name: claim["article"][name] for name in ("id", "title")}
    assert notice["target"] == {
        "kind": "claim", "id": claim["id"], "article": article, "text": claim["text"],
        "comment": None, "evidence": None, "day": None,
    }  # fmt: skip
    assert await kinds(editor) == []


async def test_the_author_learns_what_became_of_the_verdict(
    checker: Caller, editor: Caller
) -> None:
    path = await submitted(checker)
    await editor.post(f"{path}/approval", {"decision": "return", "comment": "Dead link."})
    notice = (await checker.get("/inbox")).json()["items"][0]
    assert (notice["kind"], notice["text"]) == ("returned", "Dead link.")
    etag = (await checker.get(path)).headers["ETag"]
    again = {"rating": "true", "summary": "So it is.", "submit": True}
    assert (await checker.put(f"{path}/verdict", again, If_Match=etag)).status_code == 200
    await editor.post(f"{path}/approval", {})
    await editor.post(f"{path}/correction", {"reason": "The tariff was withdrawn."})
    assert await kinds(checker) == ["returned", "decided", "returned"]


async def test_a_refused_action_tells_nobody(checker: Caller, editor: Caller) -> None:
    path = await submitted(checker)
    is_problem(await editor.post(f"{path}/approval", {"decision": "return"}), 422)
    is_problem(await editor.post(f"{path}/publication"), 409)
    assert await rows("notice") == 0


async def test_the_same_is_not_said_twice_while_it_is_unread(checker: Caller) -> None:
    path = await a_claim(checker)
    for _ in range(2):
        await tell(path, Kind.OVERDUE, people=[checker.id])
    (notice,) = (await checker.get("/inbox")).json()["items"]
    read = (await checker.post(f"/inbox/{notice['id']}/read")).json()
    again = (await checker.post(f"/inbox/{notice['id']}/read")).json()
    assert read["read_at"]
    assert again == read
    await tell(path, Kind.OVERDUE, people=[checker.id])
    assert await kinds(checker) == ["overdue", "overdue"]


async def test_the_same_told_by_many_at_once_is_said_once(checker: Caller, editor: Caller) -> None:
    path = await a_claim(checker)
    people = [checker.id, editor.id]
    await asyncio.gather(*(tell(path, people=people[:: 1 - 2 * (n % 2)]) for n in range(8)))
    assert await rows("notice") == 2


async def test_a_task_is_done_once_for_everybody_who_has_it(
    checker: Caller, editor: Caller, admin: Caller
) -> None:
    path = await a_claim(checker)
    await tell(path, role=Role.EDITOR)
    assert await kinds(checker) == []
    tasks = {c.id: (await c.get("/inbox")).json()["items"][0] for c in (editor, admin)}
    read = (await admin.post(f"/inbox/{tasks[admin.id]['id']}/read")).json()
    assert (read["task"], read["done_at"]) == (True, None)
    await tell(path, role=Role.EDITOR)
    assert await rows("notice") == 2, "read, but not done: it is still there"
    answers = await asyncio.gather(
        *(c.post(f"/inbox/{tasks[c.id]['id']}/done") for c in (editor, admin))
    )
    done = [answer.json() for answer in answers]
    assert done[0]["done_by"] == done[1]["done_by"]
    assert done[0]["done_at"] == done[1]["done_at"]
    for caller in (editor, admin):
        inbox = (await caller.get("/inbox", undone=True)).json()
        assert (inbox["items"], inbox["counts"]["undone"]) == ([], 0)
        assert len((await caller.get("/inbox", undone=False)).json()["items"]) == 1
    trail = (await editor.get("/audit", claim=path.rpartition("/")[2])).json()["items"]
    assert [event["action"] for event in trail] == ["done"]
    await tell(path, role=Role.EDITOR)
    assert len(await kinds(editor)) == 2, "done, so it can come up again"


async def test_a_notice_is_no_task(checker: Caller) -> None:
    path = await a_claim(checker)
    await tell(path, Kind.OVERDUE, people=[checker.id])
    notice = (await checker.get("/inbox")).json()["items"][0]
    assert "as read" in is_problem(await checker.post(f"/inbox/{notice['id']}/done"), 409)


async def test_an_inbox_is_ones_own(checker: Caller, editor: Caller) -> None:
    path = await a_claim(checker)
    await tell(path, people=[checker.id])
    notice = (await checker.get("/inbox")).json()["items"][0]
    is_problem(await editor.post(f"/inbox/{notice['id']}/read"), 404)
    is_problem(await editor.post(f"/inbox/{notice['id']}/done"), 404)
    await editor.post("/inbox/read-all", {})
    assert (await checker.get("/inbox")).json()["counts"] == {"unread": 1, "undone": 1}


async def test_who_left_the_desk_sees_nothing_of_it(checker: Caller, sign_in: SignIn) -> None:
    path = await a_claim(checker)
    await tell(path, people=[checker.id])
    await sign_in("stan", Role.ADMIN, desk="elsewhere")
    notice = (await checker.get("/inbox")).json()["items"][0]
    await fetch("UPDATE membership SET desk = 2 WHERE person = {}", checker.id)
    assert (await checker.get("/inbox")).json() == {
        "items": [], "next": None, "counts": {"unread": 0, "undone": 0},
    }  # fmt: skip
    is_problem(await checker.post(f"/inbox/{notice['id']}/read"), 404)
    await tell(path, Kind.OVERDUE, people=[checker.id])
    assert await rows("notice") == 1


async def test_pages_filters_and_reading_up_to_what_was_shown(checker: Caller) -> None:
    path = await a_claim(checker)
    for n in range(5):
        async with transaction():
            notify(desk=1, kind=Kind.MENTION, people=[checker.id], article=1, text=f"No. {n}")
    assert ids(await walk(checker, "/inbox", 2)) == [5, 4, 3, 2, 1]
    first = (await checker.get("/inbox", limit=1)).json()["items"][0]
    assert first["target"]["kind"] == "article"
    assert first["target"]["article"]["id"] == first["target"]["id"] == 1
    await tell(path, people=[checker.id])
    counts = await checker.post("/inbox/read-all", {"up_to": 4})
    assert counts.json() == {"unread": 2, "undone": 1}
    assert ids(await walk(checker, "/inbox", 1, unread=True)) == [6, 5]
    assert ids(await walk(checker, "/inbox", 3, unread=False)) == [4, 3, 2, 1]
    assert ids((await checker.get("/inbox", undone=True)).json()["items"]) == [6]
    assert (await checker.post("/inbox/read-all", {})).json() == {"unread": 0, "undone": 1}


async def test_the_system_tells_in_its_own_name(checker: Caller) -> None:
    path = await a_claim(checker)
    await tell(path, Kind.OVERDUE, people=[None, checker.id], by=SYSTEM)
    assert (await checker.get("/inbox")).json()["items"][0]["actor"] == "claimdesk"


async def test_a_notice_leads_to_the_very_comment_or_evidence(
    checker: Caller, editor: Caller
) -> None:
    path = await a_claim(checker)
    said = (await editor.post(f"{path}/comments", {"text": "@vera look at table 4"})).json()
    notice = (await checker.get("/inbox")).json()["items"][0]
    assert (notice["kind"], notice["target"]["comment"]) == ("mention", said["id"])
    link = (await editor.post(f"{path}/evidence", {"url": "https://port.example.org/"})).json()
    await tell(path, Kind.EVIDENCE_CHANGED, people=[checker.id], evidence=link["id"])
    target = (await checker.get("/inbox")).json()["items"][0]["target"]
    assert (target["evidence"], target["comment"]) == (link["id"], None)


async def digests(caller: Caller) -> list[str]:
    """What the digests in somebody's inbox say. Other jobs that are due tell of other things."""
    items = (await caller.get("/inbox")).json()["items"]
    return [item["text"] for item in items if item["kind"] == "digest"]


async def test_a_digest_once_a_morning_for_whoever_wants_it(
    settings: Settings, checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    path = await a_claim(checker)
    early = await sign_in("otto", Role.CHECKER)
    await checker.post(f"{path}/assignment", {})
    await fetch("UPDATE claim SET due = {}", now() - timedelta(days=1))
    await tell(path, Kind.MENTION, people=[checker.id, editor.id, early.id])
    assert (await checker.get("/inbox/digest")).json() == {"digest": "off", "zone": "UTC"}
    is_problem(await checker.put("/inbox/digest", {"digest": "daily", "zone": "Mars/Base"}), 422)
    hour = now().hour
    morning = next(  # of somebody for whom it is past seven, and of somebody for whom it is not
        f"Etc/GMT{-n:+d}" for n in range(-11, 12) if 8 <= hour + n <= 22
    )
    night = next(f"Etc/GMT{-n:+d}" for n in range(-12, 13) if 0 <= (hour + n) % 24 < 6)
    await checker.put("/inbox/digest", {"digest": "daily", "zone": morning})
    await early.put("/inbox/digest", {"digest": "daily", "zone": night})
    for _ in range(2):
        await run_periodic(settings, "inbox.digest")
    assert await digests(editor) == await digests(early) == []
    assert await digests(checker) == ["Your day: 1 assigned, 1 overdue, 1 mention"]
    targets = [item["target"] for item in (await checker.get("/inbox")).json()["items"]]
    assert [target["day"] is not None for target in targets if target["kind"] == "day"] == [True]
    assert (await checker.get("/inbox/summary")).json() == {
        "assigned": 1, "overdue": 1, "mentions": 1, "tasks": 0,
    }  # fmt: skip

    # The next morning: one that nobody looked at makes room for the new one.
    await fetch("UPDATE digest_choice SET last_day = last_day - 1")
    await run_periodic(settings, "inbox.digest")
    assert len(await digests(checker)) == 1

    # Nothing waits: no notice. And none for whoever has had enough.
    await checker.post("/inbox/read-all", {})
    await checker.delete(f"{path}/assignment")
    await fetch("UPDATE digest_choice SET last_day = last_day - 1")
    await run_periodic(settings, "inbox.digest")
    assert len(await digests(checker)) == 1
    await tell(path, Kind.TASK, people=[checker.id])
    await checker.put("/inbox/digest", {"digest": "off"})
    await fetch("UPDATE digest_choice SET last_day = last_day - 1")
    await run_periodic(settings, "inbox.digest")
    assert len(await digests(checker)) == 1


async def test_an_inbox_can_be_narrowed_to_a_day(checker: Caller) -> None:
    path = await a_claim(checker)
    await tell(path, people=[checker.id])
    at = (await checker.get("/inbox")).json()["items"][0]["at"]
    assert ids((await checker.get("/inbox", **{"from": at})).json()["items"]) == [1]
    assert ids((await checker.get("/inbox", to=at)).json()["items"]) == []
