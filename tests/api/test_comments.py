"""Comments, mentions and watching, from saying something to whoever learns of it."""

from typing import Any

import pytest

from claimdesk.accounts.rules import Role, Scope
from claimdesk.db.engine import fetch
from tests.api.conftest import Caller, SignIn, TokenFor
from tests.api.test_bad_input import is_problem, rows
from tests.api.test_inbox import kinds
from tests.api.test_queue import ids, walk
from tests.api.test_safe_writes import a_claim, submitted


async def say(caller: Caller, path: str, text: str) -> dict[str, Any]:
    """A comment on what the path leads to."""
    answer = await caller.post(f"{path}/comments", {"text": text})
    assert answer.status_code == 201, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def test_a_mention_is_found_shown_and_told(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    path = await a_claim(checker)
    await sign_in("stan", Role.CHECKER, desk="elsewhere")
    text = "  @edith, ask @stan and @nobody. @edith?\n"
    said = await say(checker, path, text)
    assert said["text"] == text.strip()
    assert [(m["start"], m["end"], m["person"]["login"]) for m in said["mentions"]] == [
        (0, 6, "edith"), (31, 37, "edith"),
    ]  # fmt: skip
    notice = (await editor.get("/inbox")).json()["items"]
    assert [(n["kind"], n["text"], n["actor"]) for n in notice] == [
        ("mention", said["text"].replace("\n", " "), "Vera")
    ]
    assert notice[0]["target"]["id"] == said["claim"]
    assert await rows("notice") == 1


async def test_the_holder_and_the_watchers_are_told_once_each(
    checker: Caller, editor: Caller, admin: Caller, sign_in: SignIn
) -> None:
    path = await a_claim(checker)
    article = (await checker.get(path)).json()["article"]["id"]
    await checker.post(f"{path}/assignment", {})
    watcher = await sign_in("wim", Role.CHECKER)
    assert (await admin.put(f"/articles/{article}/watch", None)).json()["watching"] is True
    watch = (await watcher.put(f"{path}/watch", None)).json()
    assert watch == {
        "watching": True,
        "watchers": [{"id": watcher.id, "login": "wim", "name": "Wim"}],
    }
    await watcher.put(f"{path}/watch", None)
    await say(editor, path, "Is it @wim who knows the port?")
    assert await kinds(checker) == await kinds(admin) == ["comment"]
    assert await kinds(watcher) == ["mention"]
    assert await kinds(editor) == []
    await say(watcher, path, "It is.")
    assert await kinds(editor) == ["comment"], "whoever said something is told what is answered"
    await admin.delete(f"/articles/{article}/watch")
    await editor.delete(f"{path}/watch")
    await say(watcher, path, "Really.")
    assert (await kinds(editor), len(await kinds(admin))) == (["comment"], 2)


async def test_watching_an_article_is_watching_its_decisions(
    checker: Caller, editor: Caller, admin: Caller
) -> None:
    path = await submitted(checker)
    article = (await checker.get(path)).json()["article"]["id"]
    await admin.put(f"/articles/{article}/watch", None)
    await checker.put(f"{path}/watch", None)
    await editor.post(f"{path}/approval", {"decision": "return", "comment": "Dead link."})
    notice = (await admin.get("/inbox")).json()["items"][0]
    assert (notice["kind"], notice["text"]) == ("watched", "returned: Dead link.")
    assert await kinds(checker) == ["returned"], "the author is told as such, and not twice"
    await say(editor, f"/articles/{article}", "Who is the port's spokesman?")
    notice = (await admin.get("/inbox")).json()["items"][0]
    assert (notice["kind"], notice["target"]["kind"]) == ("comment", "article")


async def test_changing_ones_words_keeps_the_old_and_tells_only_the_new(
    checker: Caller, editor: Caller, admin: Caller
) -> None:
    path = await a_claim(checker)
    said = await say(checker, path, "Ask @edith")
    where = f"/comments/{said['id']}"
    is_problem(await checker.put(where, {"text": "x"}), 428)
    is_problem(await editor.put(where, {"text": "x"}, If_Match='"1"'), 403)
    changed = await checker.put(where, {"text": "Ask @edith and @ada"}, If_Match='"1"')
    assert changed.headers["ETag"] == '"2"'
    assert changed.json()["edited_at"]
    assert (await kinds(editor), await kinds(admin)) == (["mention"], ["mention"])
    stale = await checker.put(where, {"text": "Ask nobody"}, If_Match='"1"')
    is_problem(stale, 412)
    assert stale.json()["current"] == {"version": 2, "text": "Ask @edith and @ada"}
    versions = (await editor.get(f"{where}/versions")).json()
    assert [(v["number"], v["text"]) for v in versions] == [
        (1, "Ask @edith"), (2, "Ask @edith and @ada"),
    ]  # fmt: skip


async def test_a_deleted_comment_keeps_its_place_and_not_its_words(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    path = await a_claim(checker)
    said = [await say(checker, path, f"@edith, no. {n}") for n in range(3)]
    where = f"/comments/{said[1]['id']}"
    other = await sign_in("otto", Role.CHECKER)
    is_problem(await other.delete(where), 403)
    gone = (await checker.delete(where)).json()
    assert (gone["text"], gone["mentions"], gone["deleted_by"]["login"]) == (None, [], "vera")
    assert (await checker.delete(where)).json() == gone
    listed = await walk(other, f"{path}/comments", 2)
    assert [c["text"] for c in listed] == ["@edith, no. 0", None, "@edith, no. 2"]
    quoted = [n["text"] for n in (await editor.get("/inbox")).json()["items"]]
    assert quoted == ["@edith, no. 2", "@edith, no. 0"]
    is_problem(await checker.put(where, {"text": "x"}, If_Match='"2"'), 409)
    is_problem(await other.get(f"{where}/versions"), 403)
    assert len((await editor.get(f"{where}/versions")).json()) == 1
    back = (await checker.post(f"{where}/restoration")).json()
    assert (back["text"], back["deleted_at"], back["version"]) == ("@edith, no. 1", None, 3)
    await editor.delete(where)
    is_problem(await checker.post(f"{where}/restoration"), 403)
    assert (await editor.post(f"{where}/restoration")).json()["text"] == "@edith, no. 1"


async def quoted(caller: Caller) -> list[tuple[str, str]]:
    """Who said what, by the notices that the caller has."""
    return [(n["actor"], n["text"]) for n in (await caller.get("/inbox")).json()["items"]]


async def test_words_that_were_changed_are_in_no_inbox(checker: Caller, editor: Caller) -> None:
    path = await a_claim(checker)
    await checker.post(f"{path}/assignment", {})
    said = await say(editor, path, "It is John Doe of the ministry")
    where = f"/comments/{said['id']}"
    await editor.put(where, {"text": "Never  mind"}, If_Match='"1"')
    assert await quoted(checker) == [("Edith", "Never mind")]
    await editor.delete(where)
    assert await quoted(checker) == []


async def test_taking_words_back_leaves_a_colleague_s_alone(
    checker: Caller, editor: Caller, admin: Caller
) -> None:
    path = await a_claim(checker)
    await checker.post(f"{path}/assignment", {})
    first = await say(editor, path, "Looks wrong.")
    await say(admin, path, "Looks wrong.")
    assert len(await quoted(checker)) == 2
    await editor.delete(f"/comments/{first['id']}")
    assert await quoted(checker) == [("Ada", "Looks wrong.")]


@pytest.mark.parametrize("scope", list(Scope))
async def test_no_program_reads_what_people_say(
    checker: Caller, token_for: TokenFor, scope: Scope
) -> None:
    path = await submitted(checker)
    secret = "The port's spokesman told me on background"
    await say(checker, path, secret)
    article = (await checker.get(path)).json()["article"]["id"]
    await say(checker, f"/articles/{article}", secret)
    program = await token_for(scope)
    for where in (
        path, "/claims", f"/articles/{article}", f"/articles/{article}/report",
        f"/articles/{article}/claimreview", "/audit", "/ratings", f"{path}/comments", "/inbox",
        "/comments/1", "/comments/1/versions", f"{path}/watch",
    ):  # fmt: skip
        assert secret not in (await program.get(where)).text, where


async def test_comments_are_paged_and_of_one_thing(checker: Caller) -> None:
    path, other = await a_claim(checker), await a_claim(checker)
    mine = [await say(checker, path, f"No. {n}") for n in range(5)]
    await say(checker, other, "Elsewhere")
    for limit in (1, 2, 5, 50):
        assert ids(await walk(checker, f"{path}/comments", limit)) == ids(mine)


async def test_versions_cannot_be_changed_even_by_sql(checker: Caller) -> None:
    await say(checker, await a_claim(checker), "As I said.")
    with pytest.raises(Exception, match="append-only"):
        await fetch("UPDATE comment_version SET text = 'I never said'")


async def test_strangers_find_nothing_to_talk_about(checker: Caller, sign_in: SignIn) -> None:
    path = await a_claim(checker)
    said = await say(checker, path, "Among us")
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    for answer in (
        await stranger.post(f"{path}/comments", {"text": "Hello"}),
        await stranger.put(f"{path}/watch", None),
        await stranger.get(f"/comments/{said['id']}"),
        await stranger.delete(f"/comments/{said['id']}"),
    ):
        is_problem(answer, 404)
