"""Sources across articles: one record each, merged by people, undone exactly."""

import asyncio
from typing import Any

import pytest

from claimdesk.accounts.rules import Role
from claimdesk.db.engine import fetch, transaction
from claimdesk.sources.rules import SourceKey
from claimdesk.sources.service import ensure
from tests.api.conftest import ARTICLE, Caller, SignIn
from tests.api.test_bad_input import is_problem, rows
from tests.api.test_queue import ids, walk
from tests.api.test_safe_writes import submitted


async def said_by(caller: Caller, *names: str) -> list[int]:
    """The sources of claims of fresh articles, in each of which one of these people says something."""
    found = []
    for name in names:
        text = f"{name} said that the fee rose by 4 percent."
        claims = (await caller.post("/articles", {"text": text})).json()["claims"]
        assert [c["source"]["text"] for c in claims] == [name]
        found.append(claims[0]["source"]["source_id"])
    return found


async def source(caller: Caller, source_id: int) -> dict[str, Any]:
    found: dict[str, Any] = (await caller.get(f"/sources/{source_id}")).json()
    return found


async def owners() -> dict[int, int]:
    """The source of every claim."""
    return {r["id"]: r["source"] for r in await fetch("SELECT id, source FROM claim")}


async def aliases() -> dict[str, int]:
    return {r["name"]: r["source"] for r in await fetch("SELECT name, source FROM source_alias")}


def named(*names: str) -> set[SourceKey]:
    return {SourceKey(name, "person", unnamed=False) for name in names}


async def test_one_record_across_articles_whatever_the_letter_case(checker: Caller) -> None:
    first = await said_by(checker, "Maren Holt", "Alice Abel")
    second = await said_by(checker, "Alice Abel", "MAREN HOLT")
    assert second == first[::-1]
    listed = await walk(checker, "/sources", 1)
    assert [(s["name"], s["claims"]) for s in listed] == [("Alice Abel", 2), ("Maren Holt", 2)]


async def test_known_sources_are_only_read_and_unnamed_ones_always_new(checker: Caller) -> None:
    unnamed = SourceKey("officials", "group", unnamed=True)
    async with transaction():
        first = await ensure(1, named("Maren Holt", "maren holt", "Alice Abel") | {unnamed})
    before = await fetch("SELECT id, xmin::text FROM source ORDER BY id")
    async with transaction():
        again = await ensure(1, named("Maren Holt", "maren holt", "Alice Abel") | {unnamed})
    assert len(set(first.values())) == 3
    assert again.pop(unnamed) != first.pop(unnamed)
    assert again == first
    assert (await fetch("SELECT id, xmin::text FROM source ORDER BY id"))[:-1] == before


async def test_many_at_once_agree_on_one_record(checker: Caller) -> None:
    names = [f"Person {chr(65 + n)}" for n in range(20)]

    async def one(turn: int) -> dict[SourceKey, int]:
        async with transaction():
            return await ensure(1, named(*(names if turn % 2 else map(str.upper, names))))

    found = await asyncio.gather(*(one(turn) for turn in range(8)))
    assert {frozenset(ids.values()) for ids in found} == {frozenset(found[0].values())}
    assert await rows("source") == await rows("source_alias") == len(names)


async def test_search_finds_any_of_the_names(checker: Caller, editor: Caller) -> None:
    (holt, abel, roy) = await said_by(checker, "Maren Holt", "Alice Abel", "Zoé Roy")
    etag = f'"{(await source(checker, abel))["version"]}"'
    await editor.put(f"/sources/{abel}", {"name": "Alice Brown"}, If_Match=etag)
    for text, expected in {
        "hol": [holt], "abe ali": [abel], "brown": [abel], "ZOÉ": [roy], "zzz": [], "&": [],
        "  ": [abel, holt, roy], "a": [abel],
    }.items():  # fmt: skip
        assert ids((await checker.get("/sources", text=text)).json()["items"]) == expected, text
    assert (await checker.get("/sources", kind="organisation")).json()["items"] == []


async def test_a_merge_moves_names_and_claims_and_new_mentions_follow(
    checker: Caller, editor: Caller
) -> None:
    holt, short, abel = await said_by(checker, "Maren Holt", "M. Holt", "Alice Abel")
    suggested = (await editor.get("/sources/suggestions")).json()
    assert [{s["one"]["id"], s["other"]["id"]} for s in suggested] == [{holt, short}]
    assert "initial" in suggested[0]["why"]
    assert (await editor.get("/sources/suggestions", source=abel)).json() == []
    answer = await editor.post(f"/sources/{holt}/merges", {"source": short, "reason": "She is."})
    assert answer.status_code == 201, answer.text
    merged = answer.json()
    assert [a["name"] for a in merged["aliases"]] == ["Maren Holt", "M. Holt"]
    assert merged["claims"] == 2
    assert [(m["merged"]["id"], m["claims"], m["reason"]) for m in merged["merges"]] == [
        (short, 1, "She is.")
    ]
    assert (await source(checker, short))["merged_into"]["id"] == holt
    assert await said_by(checker, "M. HOLT", "Maren Holt") == [holt, holt]
    assert ids(await walk(checker, "/sources", 1)) == [abel, holt]
    claims = await walk(checker, f"/sources/{holt}/claims", 2)
    assert [c["source"]["text"] for c in claims] == [
        "Maren Holt",
        "M. HOLT",
        "M. Holt",
        "Maren Holt",
    ]
    assert (await editor.get("/sources/suggestions")).json() == []


async def test_undoing_a_merge_gives_back_exactly_what_moved(
    checker: Caller, editor: Caller
) -> None:
    holt, short, surname = await said_by(checker, "Maren Holt", "M. Holt", "Holt")
    before, names = await owners(), await aliases()
    for other in (short, surname):
        await editor.post(f"/sources/{holt}/merges", {"source": other})
    await said_by(checker, "Maren Holt", "M. HOLT", "Holt")
    first, second = (await source(editor, holt))["merges"]
    undone = await editor.delete(f"/sources/{holt}/merges/{first['id']}")
    assert undone.status_code == 200, undone.text
    assert [m["id"] for m in undone.json()["merges"]] == [second["id"]]
    later = await owners()
    assert [later[n] for n in (4, 5, 6)] == [holt, short, holt], "what came since goes by its name"
    version = undone.json()["version"]
    again = await editor.delete(f"/sources/{holt}/merges/{first['id']}")
    assert again.json()["version"] == version
    await editor.delete(f"/sources/{holt}/merges/{second['id']}")
    later = await owners()
    assert {claim: later[claim] for claim in before} == before
    assert [later[n] for n in (4, 5, 6)] == [holt, short, surname]
    assert await aliases() == names
    assert await said_by(checker, "M. Holt") == [short]
    assert (await source(checker, short))["merged_into"] is None


async def test_merges_of_merges_are_undone_from_the_last(checker: Caller, editor: Caller) -> None:
    a, b, c = await said_by(checker, "Maren Holt", "M. Holt", "Marren Holt")
    await editor.post(f"/sources/{b}/merges", {"source": c})
    await editor.post(f"/sources/{a}/merges", {"source": b})
    assert set((await owners()).values()) == set((await aliases()).values()) == {a}
    inner = (await source(editor, b))["merges"][0]["id"]
    assert "undo the merge" in is_problem(await editor.delete(f"/sources/{b}/merges/{inner}"), 409)
    outer = (await source(editor, a))["merges"][0]["id"]
    await editor.delete(f"/sources/{a}/merges/{outer}")
    assert await owners() == {1: a, 2: b, 3: b}
    await editor.delete(f"/sources/{b}/merges/{inner}")
    assert await owners() == {1: a, 2: b, 3: c}


async def test_unnamed_sources_are_nobody_else_and_get_no_name(
    checker: Caller, editor: Caller
) -> None:
    claims = (await checker.post("/articles", {"text": ARTICLE})).json()["claims"]
    spoken = [c["source"] for c in claims if c["source"]]
    by_unnamed = {s["unnamed"]: s["source_id"] for s in spoken if s["kind"] != "organisation"}
    holt, officials = by_unnamed[False], by_unnamed[True]
    for target, other in ((holt, officials), (officials, holt)):
        answer = await editor.post(f"/sources/{target}/merges", {"source": other})
        assert "unnamed" in is_problem(answer, 409)
    answer = await editor.put(f"/sources/{officials}", {"name": "Jo Doe"}, If_Match='"1"')
    assert "no name" in is_problem(answer, 409)
    listed = await walk(checker, "/sources", 10)
    assert [s["name"] for s in listed] == ["Maren Holt", "the council", "the mayor"]
    assert (await source(checker, officials))["unnamed"] is True


async def test_a_new_name_is_free_and_the_old_one_stays(checker: Caller, editor: Caller) -> None:
    holt, abel = await said_by(checker, "Maren Holt", "Alice Abel")
    where = f"/sources/{holt}"
    is_problem(await checker.put(where, {"name": "Maren Hult"}, If_Match='"1"'), 403)
    renamed = await editor.put(where, {"name": " Maren  Hult "}, If_Match='"1"')
    assert renamed.json()["name"] == "Maren Hult"
    assert renamed.headers["ETag"] == '"2"'
    assert await said_by(checker, "Maren Holt", "Maren Hult") == [holt, holt]
    is_problem(await editor.put(where, {"name": "X Y"}, If_Match='"1"'), 412)
    for taken in ("alice abel", "ALICE ABEL"):
        answer = await editor.put(where, {"name": taken}, If_Match='"2"')
        assert "merge" in is_problem(answer, 409)
    answer = await editor.put(f"/sources/{abel}", {"name": "Maren Holt"}, If_Match='"1"')
    assert "merge" in is_problem(answer, 409), "an old name is taken too"
    back = await editor.put(where, {"name": "MAREN HOLT"}, If_Match='"2"')
    assert [a["name"] for a in back.json()["aliases"]] == ["Maren Holt", "Maren Hult"]


async def test_the_record_counts_published_verdicts(checker: Caller, editor: Caller) -> None:
    path = await submitted(checker)
    who = (await checker.get(path)).json()["source"]["source_id"]
    assert (await source(checker, who))["record"] == []
    await editor.post(f"{path}/approval", {})
    found = await source(checker, who)
    assert found["published"] == 1
    (record,) = found["record"]
    assert (record["scale"], record["total"]) == ("five_step", 1)
    (rating,) = record["ratings"]
    assert (rating["rating"]["label"], rating["count"], rating["share"]) == ("True", 1, None)


async def test_two_editors_merging_at_once_leave_one_merge(
    checker: Caller, editor: Caller, admin: Caller
) -> None:
    a, b = await said_by(checker, "Maren Holt", "M. Holt")
    answers = await asyncio.gather(
        editor.post(f"/sources/{a}/merges", {"source": b}),
        admin.post(f"/sources/{b}/merges", {"source": a}),
        editor.post(f"/sources/{a}/merges", {"source": b}),
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    assert await rows("source_merge") == 1


async def test_articles_that_come_during_a_merge_are_never_left_behind(
    checker: Caller, editor: Caller
) -> None:
    a, b = await said_by(checker, "Maren Holt", "M. Holt")
    await asyncio.gather(
        *(said_by(checker, "M. Holt", "Maren Holt") for _ in range(4)),
        editor.post(f"/sources/{a}/merges", {"source": b}),
        *(said_by(checker, "Maren Holt", "M. Holt") for _ in range(4)),
    )
    assert set((await owners()).values()) == {a}


async def test_other_desks_sources_are_not_there(checker: Caller, sign_in: SignIn) -> None:
    (holt,) = await said_by(checker, "Maren Holt")
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    (theirs,) = await said_by(stranger, "Maren Holt")
    assert theirs != holt
    assert ids(await walk(stranger, "/sources", 5)) == [theirs]
    for answer in (
        await stranger.get(f"/sources/{holt}/claims"),
        await stranger.post(f"/sources/{theirs}/merges", {"source": holt}),
        await stranger.post(f"/sources/{holt}/merges", {"source": theirs}),
        await stranger.get("/sources/suggestions", source=holt),
        await stranger.get("/sources/suggestions", desk=1),
    ):
        is_problem(answer, 404)


@pytest.mark.parametrize("query", ["cursor=zzz", "kind=nobody", "kind=", "limit=0"])
async def test_odd_questions_get_a_problem(checker: Caller, query: str) -> None:
    answer = await checker.http.get(f"/api/v1/sources?{query}")
    assert answer.status_code in {400, 422}
    is_problem(answer, answer.status_code)
