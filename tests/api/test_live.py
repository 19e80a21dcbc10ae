"""Live changes: what is told, to whom, what is caught up with, and who is where."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from litestar import Litestar

from claimdesk.accounts.rules import Role, Scope
from claimdesk.app import create_app
from claimdesk.db.engine import fetch, transaction
from claimdesk.inbox.rules import Kind
from claimdesk.inbox.service import notify
from claimdesk.live import channels as live_channels
from claimdesk.settings import Settings
from tests.api.conftest import ARTICLE, Caller, SignIn, TokenFor
from tests.api.streams import listening
from tests.api.test_bad_input import is_problem
from tests.api.test_safe_writes import a_claim

TAB, OTHER = "tab-of-vera-1", "tab-of-edith-1"
BEAT = 0.1


@pytest.fixture(autouse=True)
async def started(app: Litestar, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """The application hears what happens."""
    monkeypatch.setattr(app.state, "live_beat", BEAT)
    async with app.state.channels:
        yield


def number(path: str) -> int:
    return int(path.rpartition("/")[2])


async def test_a_change_is_told_with_its_version_and_without_words(
    app: Litestar, checker: Caller, editor: Caller
) -> None:
    path = await a_claim(checker)
    async with listening(app, editor) as stream:
        assert stream.status == 200
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert stream.headers["x-accel-buffering"] == "no"
        assert "content-encoding" not in stream.headers
        assert (await stream.next("hello"))["reset"] is False
        await stream.next("beat")
        comment = {"text": "The minister's driver told me."}
        assert (await checker.post(f"{path}/comments", comment)).status_code == 201
        told = await stream.next("changes")
        assert "driver" not in json.dumps(told)
        assert (told[0]["entity"], told[0]["claim"]) == ("comment", number(path))
        answer = await checker.post(f"{path}/dismissal", {"reason": "An opinion of his driver's"})
        (change,) = await stream.next("changes")
        assert "driver" not in json.dumps(change)
        assert {name: change[name] for name in ("action", "claim", "person", "actor", "state")} == {
            "action": "dismiss", "claim": number(path), "person": checker.id, "actor": "Vera",
            "state": "dismissed",
        }  # fmt: skip
        assert change["version"] == answer.json()["version"]
        assert stream.last == change["id"]


async def test_what_was_rolled_back_is_not_told(
    app: Litestar, checker: Caller, editor: Caller
) -> None:
    path = await a_claim(checker)
    async with listening(app, editor) as stream:
        await stream.next("beat")
        is_problem(await checker.post(f"{path}/approval", {}), 403)
        await checker.post(f"{path}/labels", {"tag": ["harbour"]})
        assert (await stream.next("changes"))[0]["action"] == "label"


@pytest.mark.parametrize("who", ["checker", "editor", "admin", "program"])
async def test_only_what_is_on_the_readers_desks_is_told(
    app: Litestar, sign_in: SignIn, token_for: TokenFor, who: str
) -> None:
    program = await token_for(Scope.DESK_READ)
    reader = program if who == "program" else await sign_in("rita", Role(who))
    colleague = await sign_in("vera", Role.CHECKER)
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    theirs = await a_claim(stranger)
    async with listening(app, reader) as stream:
        await stream.next("beat")
        await stranger.post(f"{theirs}/labels", {"tag": ["secret"]})
        await stranger.put("/presence", {"tab": OTHER, "claim": number(theirs)})
        own = await a_claim(colleague)
        (change,) = await stream.next("changes")
        assert (change["action"], change["entity"]) == ("take_in", "article")
        await colleague.post(f"{own}/labels", {"tag": ["harbour"]})
        await colleague.put("/presence", {"tab": TAB, "claim": number(own)})
        assert (await stream.next())[0]["claim"] == number(own)
        assert (await stream.next("presence"))["claim"] == number(own)
    # Nor is it caught up with.
    async with listening(app, reader, after=0) as stream:
        assert {change["desk"] for change in await stream.next("changes")} == {change["desk"]}


async def test_whoever_was_away_catches_up_once(
    app: Litestar, checker: Caller, editor: Caller
) -> None:
    path = await a_claim(checker)
    async with listening(app, editor) as stream:
        await stream.next("beat")
        last = stream.last
    for tag in ("one", "two", "three"):
        await checker.post(f"{path}/labels", {"tag": [tag]})
    async with listening(app, editor, after=last) as stream:
        assert (await stream.next("hello"))["reset"] is False
        missed = await stream.next("changes")
        assert [change["action"] for change in missed] == ["label"] * 3
        assert len({change["version"] for change in missed}) == 1, "as the claim stands now"
        await checker.post(f"{path}/labels", {"tag": ["four"]})
        assert len(await stream.next("changes")) == 1
        last = stream.last
    async with listening(app, editor, after=last) as stream:
        assert await stream.next() == {"reset": False, "presence": []}
        await checker.post(f"{path}/labels", {"tag": ["five"]})
        assert len(await stream.next()) == 1


async def test_a_page_that_is_new_hears_of_the_last_moments(
    app: Litestar, checker: Caller, editor: Caller
) -> None:
    await a_claim(checker)
    async with listening(app, editor) as stream:
        assert (await stream.next("changes"))[-1]["entity"] == "article"


async def test_too_far_behind_is_told_to_read_again(
    app: Litestar, checker: Caller, editor: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimdesk.live.stream.MAX_CHANGES", 2)
    path = await a_claim(checker)
    for tag in ("one", "two", "three"):
        await checker.post(f"{path}/labels", {"tag": [tag]})
    async with listening(app, editor, after=1) as stream:
        assert (await stream.next("hello"))["reset"] is True
        head = (await fetch("SELECT number FROM audit_head"))[0]["number"]
        assert stream.last == head
    async with listening(app, editor, after=head + 7) as stream:  # another database's
        assert (await stream.next("hello"))["reset"] is True


async def test_a_great_many_at_once_are_told_as_such_and_some_in_portions(
    app: Litestar, checker: Caller, editor: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = (await checker.post("/articles", {"text": ARTICLE * 20})).json()
    claims = [claim["id"] for claim in article["claims"]]
    bulk = {"action": "label", "claims": claims, "tag": ["harbour"]}
    async with listening(app, editor) as stream:
        await stream.next("beat")
        assert (await checker.post("/claims/bulk", bulk)).status_code == 200
        told: list[dict[str, object]] = []
        while len(told) < len(claims):
            told += await stream.next("changes")
        assert {change["claim"] for change in told if change["claim"]} == set(claims)
        monkeypatch.setattr("claimdesk.live.rules.MAX_CHANGES", 3)
        await checker.post("/claims/bulk", bulk | {"tag": ["port"]})
        assert (await stream.next("many"))["changes"] >= len(claims)
        assert stream.last == (await fetch("SELECT number FROM audit_head"))[0]["number"]


async def test_two_processes_and_many_tabs_hear_the_same(
    app: Litestar, settings: Settings, checker: Caller, editor: Caller
) -> None:
    path = await a_claim(checker)
    beside = create_app(settings)
    beside.state.live_beat = BEAT
    async with (
        beside.state.channels,
        listening(app, editor) as one,
        listening(app, editor) as two,
        listening(beside, editor) as three,
    ):
        for stream in (one, two, three):
            await stream.next("beat")
        await checker.post(f"{path}/labels", {"tag": ["harbour"]})
        heard = [await stream.next("changes") for stream in (one, two, three)]
        assert heard[0] == heard[1] == heard[2]


async def test_a_slow_reader_holds_nobody_up_and_catches_up(
    app: Litestar, checker: Caller, editor: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.state.channels, "_max_backlog", 3)
    path = await a_claim(checker)
    async with listening(app, editor) as slow, listening(app, checker) as quick:
        await slow.next("beat")
        await quick.next("beat")
        slow.room.clear()
        for n in range(12):
            await checker.post(f"{path}/labels", {"tag": [f"t{n}"]})
            await quick.next("changes")
        slow.room.set()
        assert (await slow.end())[-1] == "bye"
    async with listening(app, editor, after=slow.last) as again:
        assert len(await again.next("changes")) > 8


async def test_the_stream_ends_with_the_session(
    app: Litestar, checker: Caller, editor: Caller, admin: Caller
) -> None:
    async with (
        listening(app, checker) as out,
        listening(app, editor) as moved,
        listening(app, admin) as expired,
    ):
        for stream in (out, moved, expired):
            await stream.next("hello")
        assert (await checker.delete("/session")).status_code == 200
        await fetch("UPDATE membership SET role = 'checker' WHERE person = {}", editor.id)
        await fetch("UPDATE person SET active = false WHERE id = {}", admin.id)
        for stream in (out, moved, expired):
            assert (await stream.end())[-1] == "bye"


async def test_listening_does_not_keep_a_session_alive(app: Litestar, checker: Caller) -> None:
    async with listening(app, checker) as stream:
        await stream.next("hello")
        before = await fetch("SELECT expires_at FROM session")
        await stream.next("beat")
        await stream.next("beat")
        assert await fetch("SELECT expires_at FROM session") == before


async def test_streams_end_when_the_server_stops(app: Litestar, checker: Caller) -> None:
    async with listening(app, checker) as stream:
        await stream.next("hello")
        app.state.channels.end()
        assert (await stream.end())[-1] == "bye"


async def test_a_lost_connection_to_the_database_is_made_again(
    app: Litestar, checker: Caller, editor: Caller
) -> None:
    path = await a_claim(checker)
    async with listening(app, editor) as stream:
        await stream.next("beat")
        await fetch(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        )
        assert (await stream.end())[-1] == "bye"
        last = stream.last
    await checker.post(f"{path}/labels", {"tag": ["harbour"]})
    for _ in range(100):
        async with listening(app, editor, after=last) as stream:
            if stream.status == 503:
                await asyncio.sleep(0.1)
                continue
            assert (await stream.next("changes"))[0]["action"] == "label"
            await stream.next("beat")
            await checker.post(f"{path}/labels", {"tag": ["port"]})
            assert (await stream.next("changes"))[0]["action"] == "label"
            return
    pytest.fail("not made again")


async def test_who_is_on_a_claim(app: Litestar, checker: Caller, editor: Caller) -> None:
    claim = number(await a_claim(checker))
    async with listening(app, editor, tab=OTHER) as stream:
        assert (await stream.next("hello"))["presence"] == []
        async with listening(app, checker, tab=TAB) as own:
            await own.next("hello")
            here = {"tab": TAB, "claim": claim}
            assert (await checker.put("/presence", here)).status_code == 204
            vera = {"id": checker.id, "name": "Vera", "writing": False}
            assert await stream.next("presence") == {"claim": claim, "people": [vera]}
            await checker.put("/presence", here | {"writing": True})
            writing = vera | {"writing": True}
            assert await stream.next("presence") == {"claim": claim, "people": [writing]}
            await editor.put("/presence", {"tab": OTHER, "claim": claim})
            names = [person["name"] for person in (await stream.next("presence"))["people"]]
            assert names == ["Edith", "Vera"]
            async with listening(app, editor) as late:
                (there,) = (await late.next("hello"))["presence"]
                assert (there["claim"], len(there["people"])) == (claim, 2)
        # The line is closed: nobody has to say so.
        assert [p["name"] for p in (await stream.next("presence"))["people"]] == ["Edith"]
        await editor.put("/presence", {"tab": OTHER})
        assert (await stream.next("presence"))["people"] == []


async def test_whoever_gives_no_sign_of_life_is_not_there(
    app: Litestar, checker: Caller, editor: Caller
) -> None:
    claim = number(await a_claim(checker))
    await checker.put("/presence", {"tab": TAB, "claim": claim})
    async with listening(app, editor, tab=OTHER) as stream:
        assert len((await stream.next("hello"))["presence"]) == 1
        await fetch("UPDATE presence SET seen_at = seen_at - interval '31 seconds'")
        assert await stream.next("presence") == {"claim": claim, "people": []}


async def test_nobody_takes_anothers_page_off(checker: Caller, editor: Caller) -> None:
    claim = number(await a_claim(checker))
    await checker.put("/presence", {"tab": TAB, "claim": claim})
    await editor.put("/presence", {"tab": TAB})
    await editor.put("/presence", {"tab": TAB, "claim": claim})
    assert await fetch("SELECT person FROM presence") == [{"person": checker.id}]


async def test_an_inbox_says_to_its_owner_alone_that_it_changed(
    app: Litestar, checker: Caller, editor: Caller
) -> None:
    path = await a_claim(checker)
    async with listening(app, checker) as own, listening(app, editor) as others:
        await own.next("beat")
        await others.next("beat")
        async with transaction():
            notify(
                desk=1, kind=Kind.MENTION, people=[checker.id], claim=number(path), text="Secret"
            )
        assert await own.next("inbox") == {}
        notice = (await checker.get("/inbox")).json()["items"][0]["id"]
        await checker.post(f"/inbox/{notice}/read")
        assert await own.next("inbox") == {}
        await checker.post(f"{path}/labels", {"tag": ["harbour"]})
        assert (await others.next())[0]["action"] == "label"


async def test_claims_can_be_asked_for_by_id(checker: Caller) -> None:
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    one, two = [claim["id"] for claim in article["claims"][:2]]
    listed = (await checker.get("/claims", ids=[one, two, 999])).json()["items"]
    assert {claim["id"] for claim in listed} == {one, two}
    await checker.post(f"/claims/{one}/dismissal", {"reason": "An opinion"})
    fitting = (await checker.get("/claims", ids=[one, two], state="new")).json()["items"]
    assert [claim["id"] for claim in fitting] == [two]
    is_problem(await checker.get("/claims", ids=list(range(1, 202))), 400)


def test_the_backlog_is_bounded() -> None:
    assert live_channels.BACKLOG <= 1000
