"""Saved filters: the very filter of the claims list, one's own or the desk's."""

from typing import Any

import pytest

from claimdesk.accounts.rules import Role
from tests.api.conftest import Caller, SignIn
from tests.api.test_bad_input import is_problem, rows
from tests.api.test_queue import ids, walk

MINE = {"states": ["new", "accepted"], "unnamed": True, "assignee": "me", "text": "fees -ferry"}


async def saved(
    caller: Caller, name: str, filter_: dict[str, Any] | None = None, *, shared: bool = False
) -> dict[str, Any]:
    """A new filter."""
    body = {"name": name, "filter": filter_ or {}, "shared": shared}
    answer = await caller.post("/filters", body)
    assert answer.status_code == 201, answer.text
    assert answer.headers["ETag"] == '"1"'
    made: dict[str, Any] = answer.json()
    return made


async def test_a_filter_comes_back_as_it_was_saved_and_fits_the_list(checker: Caller) -> None:
    made = await saved(checker, "  Mine ", MINE)
    assert (made["name"], made["owner"]["login"], made["shared"]) == ("Mine", "vera", False)
    assert {name: made["filter"][name] for name in MINE} == MINE
    assert (await checker.get(f"/filters/{made['id']}")).json() == made
    params = {"state" if name == "states" else name: value for name, value in MINE.items()}
    assert (await checker.get("/claims", **params)).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"states": ["nonsense"]},
        {"colour": "red"},
        {"assignee": "nobody"},
        {"assignee": 3},
        {"text": "x" * 501},
        {"text": "a\0b"},
        {"article": 0},
        [],
        None,
    ],
)
async def test_what_the_list_does_not_take_is_not_saved(checker: Caller, wrong: Any) -> None:
    answer = await checker.post("/filters", {"name": "Wrong", "filter": wrong})
    is_problem(answer, 400)
    assert await rows("saved_filter") == 0


async def test_a_shared_filter_is_the_desks_and_an_unshared_one_is_nobody_elses(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    own = await saved(checker, "b own")
    shared = await saved(checker, "A shared", shared=True)
    theirs = await saved(editor, "c theirs")
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    assert ids(await walk(checker, "/filters", 1)) == [shared["id"], own["id"]]
    assert ids(await walk(editor, "/filters", 1)) == [shared["id"], theirs["id"]]
    assert ids(await walk(stranger, "/filters", 1)) == []
    for caller, which in ((editor, own), (checker, theirs), (stranger, shared)):
        where = f"/filters/{which['id']}"
        is_problem(await caller.get(where), 404)
        is_problem(await caller.put(where, {"name": "x", "filter": {}}, If_Match='"1"'), 404)
        is_problem(await caller.delete(where, If_Match='"1"'), 404)


async def test_only_its_owner_or_an_editor_changes_a_shared_filter(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    made = await saved(checker, "Ours", shared=True)
    where, body = f"/filters/{made['id']}", {"name": "Ours", "filter": MINE, "shared": True}
    other = await sign_in("otto", Role.CHECKER)
    is_problem(await other.put(where, body, If_Match='"1"'), 403)
    is_problem(await other.delete(where, If_Match='"1"'), 403)
    is_problem(await editor.put(where, body), 428)
    changed = await editor.put(where, body, If_Match='"1"')
    assert (changed.json()["version"], changed.json()["owner"]["login"]) == (2, "vera")
    again = await editor.put(where, body, If_Match='"2"')
    assert again.headers["ETag"] == '"2"', "nothing changed"
    stale = await checker.put(where, body, If_Match='"1"')
    is_problem(stale, 412)
    assert stale.json()["current"]["version"] == 2
    is_problem(await checker.delete(where), 428)
    is_problem(await checker.delete(where, If_Match='"1"'), 412)
    assert (await checker.delete(where, If_Match='"2"')).status_code == 204
    is_problem(await checker.get(where), 404)
    gone = (await checker.get("/audit")).json()["items"][0]
    assert (gone["action"], gone["before"]["name"]) == ("remove", "Ours")


async def test_a_name_is_used_once_a_person(checker: Caller, editor: Caller) -> None:
    await saved(checker, "Mine")
    second = await saved(checker, "Other")
    body = {"name": "MINE", "filter": {}}
    assert "another name" in is_problem(await checker.post("/filters", body), 409)
    answer = await checker.put(f"/filters/{second['id']}", body, If_Match='"1"')
    is_problem(answer, 409)
    await saved(editor, "Mine")
