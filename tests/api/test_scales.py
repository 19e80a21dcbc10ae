"""Rating scales: built in and a desk's own, versions that keep their meaning, cross-walks, void."""

import asyncio
from typing import Any

import asyncpg
import httpx
import pytest

from claimdesk.accounts.rules import Role, Scope
from claimdesk.db.engine import fetch
from tests.api.conftest import ARTICLE, Caller, SignIn, TokenFor
from tests.api.test_bad_input import is_problem

HOUSE: dict[str, Any] = {
    "name": "House scale",
    "options": [
        {"key": "right", "label": "Right", "rank": 2},
        {"key": "wrong", "label": "Wrong", "rank": 1},
        {"key": "void", "label": "Taken back", "off_axis": "void"},
    ],
}


async def offer(admin: Caller, scale: str, *others: str) -> None:
    """Have the desk give its verdicts on a scale."""
    desk = (await admin.get("/session")).json()["desks"][0]["id"]
    path = f"/desks/{desk}/policy"
    version = (await admin.get(path)).headers["ETag"]
    policy = {"verdicts": {"scale": scale, "offered": list(others)}}
    assert (await admin.put(path, policy, If_Match=version)).status_code == 200


async def held(checker: Caller) -> str:
    """The path of a claim of a named source that the checker holds, with a link."""
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    claim = next(c for c in article["claims"] if c["source"] and not c["source"]["unnamed"])
    path = f"/claims/{claim['id']}"
    assert (await checker.post(f"{path}/assignment", {})).status_code == 200
    await checker.post(f"{path}/evidence", {"url": "https://port.example.org/tariff"})
    return path


async def judge(checker: Caller, path: str, rating: str, **more: Any) -> httpx.Response:
    """Save a verdict on what the checker sees now."""
    etag = (await checker.get(path)).headers["ETag"]
    body = {"rating": rating, "summary": "As the tariff says.", "why": "New figures."} | more
    return await checker.put(f"{path}/verdict", body, If_Match=etag)


async def publish(checker: Caller, editor: Caller, path: str, rating: str, **more: Any) -> None:
    """Take a verdict to the readers."""
    judged = await judge(checker, path, rating, submit=True, **more)
    assert judged.status_code == 200, judged.text
    approved = await editor.post(f"{path}/approval", {})
    assert approved.json()["state"] == "published", approved.text


async def test_six_are_built_in_and_the_desks_default_comes_first(
    checker: Caller, admin: Caller
) -> None:
    found = (await checker.get("/scales")).json()
    assert len(found) == 6
    assert [s["key"] for s in found if s["default"]] == [found[0]["key"]] == ["five_step"]
    assert [s["key"] for s in found if s["offered"]] == ["five_step"]
    await offer(admin, "support", "headline")
    found = (await checker.get("/scales")).json()
    assert [s["key"] for s in found if s["offered"]] == ["support", "headline"]
    assert [s["key"] for s in found if s["default"]] == [found[0]["key"]] == ["support"]


async def test_the_best_is_the_true_end_and_labels_off_the_axis_have_no_number(
    checker: Caller,
) -> None:
    true_ends = set()
    for scale in (await checker.get("/scales")).json():
        on_axis = [option for option in scale["options"] if option["rank"] is not None]
        assert sorted(option["rank"] for option in on_axis) == list(range(1, len(on_axis) + 1))
        true_ends.add(max(on_axis, key=lambda option: option["rank"])["key"])
        for option in scale["options"]:
            assert (option["rank"] is None) is (option["off_axis"] is not None)
        assert any(option["off_axis"] == "void" for option in scale["options"])
    assert true_ends == {"true", "supported", "correct", "none"}


async def test_the_first_version_of_the_built_in_scale_is_as_it_was(checker: Caller) -> None:
    newest, first = (await checker.get("/scales/five_step")).json()
    assert (newest["version"], first["version"]) == (2, 1)
    keys = ["true", "mostly_true", "half_true", "mostly_false", "false", "unproven"]
    assert [option["key"] for option in first["options"]] == keys
    assert [option["rank"] for option in first["options"]] == [5, 4, 3, 2, 1, None]
    assert first["options"][-1]["off_axis"] == "unproven"
    assert first["options"] == [option for option in newest["options"] if option["key"] in keys]


async def test_a_new_version_leaves_old_verdicts_their_meaning(
    checker: Caller, admin: Caller
) -> None:
    assert (await admin.post("/scales", HOUSE | {"key": "house"})).status_code == 201
    await offer(admin, "house")
    path = await held(checker)
    assert (await judge(checker, path, "wrong")).status_code == 200
    changed = {
        "name": "House scale",
        "options": [
            {"key": "right", "label": "Correct", "rank": 2},
            {"key": "false", "label": "False", "rank": 1},
            {"key": "wrong", "label": "Wrong", "rank": 1, "retired": True},
        ],
    }
    saved = await admin.put("/scales/house", changed, If_Match='"1"')
    assert (saved.status_code, saved.json()["version"], saved.headers["ETag"]) == (200, 2, '"2"')
    old = (await checker.get(path)).json()["verdict"]["rating"]
    assert (old["label"], old["scale_version"]) == ("Wrong", 1)
    refused = await judge(checker, path, "wrong")
    assert "retired" in is_problem(refused, 422)
    assert refused.json()["errors"][0]["field"] == "rating"
    assert (await judge(checker, path, "right")).json()["verdict"]["rating"]["label"] == "Correct"
    labels = [v["rating"]["label"] for v in (await checker.get(path)).json()["verdicts"]]
    assert labels == ["Wrong", "Correct"]
    versions = await checker.get("/scales/house")
    assert versions.headers["ETag"] == '"2"'
    assert [scale["version"] for scale in versions.json()] == [2, 1]
    assert any(option["retired"] for option in versions.json()[0]["options"])


async def test_the_database_refuses_to_change_a_version(checker: Caller) -> None:
    for statement in ("UPDATE rating_scale SET name = 'x'", "DELETE FROM rating_scale"):
        with pytest.raises(asyncpg.RestrictViolationError, match="append-only"):
            await fetch(statement)


async def test_two_admins_make_two_versions_or_one_is_told(admin: Caller) -> None:
    await admin.post("/scales", HOUSE | {"key": "house"})
    answers = await asyncio.gather(
        *(
            admin.put("/scales/house", HOUSE | {"name": name}, If_Match='"1"')
            for name in ("A", "B", "C")
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412]
    stale = next(answer for answer in answers if answer.status_code == 412)
    assert stale.json()["current"]["version"] == 2
    saying_the_same = (await admin.get("/scales/house")).json()[0]
    again = await admin.put(
        "/scales/house", HOUSE | {"name": saying_the_same["name"]}, If_Match='"2"'
    )
    assert again.json()["version"] == 2


async def test_a_desks_versions_are_its_own(admin: Caller, sign_in: SignIn) -> None:
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    await admin.post("/scales", HOUSE | {"key": "house"})
    assert (await admin.put("/scales/support", HOUSE, If_Match='"1"')).json()["version"] == 2
    assert len((await admin.get("/scales")).json()) == 7
    theirs = {scale["key"]: scale for scale in (await stranger.get("/scales")).json()}
    assert theirs["support"]["version"] == 1
    assert "house" not in theirs
    is_problem(await stranger.get("/scales/house"), 404)
    is_problem(await stranger.put("/scales/house", HOUSE, If_Match='"1"'), 404)
    assert (await stranger.post("/scales", HOUSE | {"key": "house"})).status_code == 201
    desk = (await admin.get("/session")).json()["desks"][0]["id"]
    is_problem(await stranger.get("/scales", desk=desk), 404)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"key": "support"}, 409),
        ({"key": "claimreview"}, 422),
        ({"key": "Has Blanks"}, 400),
        ({"key": "house\n"}, 400),
        ({"name": " "}, 400),
        ({"options": []}, 400),
        ({"options": [{"key": "a", "label": "A", "rank": 1}] * 2}, 422),
        ({"options": [{"key": "a", "label": "A"}, {"key": "b", "label": "B"}]}, 422),
        ({"options": [{"key": "a", "label": "A\0", "rank": 1}, {"key": "b", "label": "B"}]}, 400),
        ({"options": [{"key": "a", "label": "A", "off_axis": "maybe"}] * 2}, 400),
        ({"option": []}, 400),
    ],
)
async def test_what_is_no_scale_is_refused(
    admin: Caller, change: dict[str, Any], status: int
) -> None:
    is_problem(await admin.post("/scales", HOUSE | {"key": "house"} | change), status)
    assert len((await admin.get("/scales")).json()) == 6


async def test_a_verdict_names_a_scale_that_the_desk_offers(checker: Caller, admin: Caller) -> None:
    path = await held(checker)
    refused = await judge(checker, path, "supported", scale="support")
    assert "It uses: five_step" in is_problem(refused, 422)
    await offer(admin, "five_step", "support")
    judged = await judge(checker, path, "supported", scale="support")
    assert judged.json()["verdict"]["rating"]["scale"] == "support"
    assert (await judge(checker, path, "true")).json()["verdict"]["rating"]["scale"] == "five_step"
    assert "Choose one of: true" in is_problem(await judge(checker, path, "supported"), 422)


async def test_a_void_verdict_withdraws_what_readers_have(
    checker: Caller, editor: Caller, token_for: TokenFor
) -> None:
    cms = await token_for(Scope.RATINGS_READ)
    path = await held(checker)
    assert "readers see none" in is_problem(await judge(checker, path, "void"), 422)
    await publish(checker, editor, path, "false")
    await editor.post(f"{path}/correction", {"reason": "We misread the table."})
    await publish(checker, editor, path, "void")
    first, withdrawn = (await cms.get("/ratings")).json()["items"]
    assert (withdrawn["kind"], withdrawn["verdict"]) == ("withdrawn", None)
    assert withdrawn["previous"] == first["verdict"]["rating"]
    article = first["article"]["id"]
    assert (await cms.get(f"/articles/{article}/claimreview")).json()["@graph"] == []
    detail = (await checker.get(path)).json()
    assert (detail["state"], detail["verdict"]["rating"]["off_axis"]) == ("published", "void")
    assert [v["published"] for v in detail["verdicts"]] == [False, True]
    await editor.post(f"{path}/correction", {"reason": "Now we know."})
    is_problem(await judge(checker, path, "void"), 422)
    await publish(checker, editor, path, "half_true")
    again = (await cms.get("/ratings")).json()["items"][-1]
    assert (again["kind"], again["previous"]) == ("published", None)
    assert again["verdict"]["rating"]["key"] == "half_true"


async def test_a_crosswalk_says_labels_in_claimreview(
    checker: Caller, editor: Caller, admin: Caller, sign_in: SignIn
) -> None:
    path = await held(checker)
    await publish(checker, editor, path, "false")
    article = (await checker.get(path)).json()["article"]["id"]

    async def rating() -> dict[str, Any]:
        document = (await checker.get(f"/articles/{article}/claimreview")).json()
        found: dict[str, Any] = document["@graph"][0]["reviewRating"]
        return found

    assert (await rating())["alternateName"] == "False"
    walk = "/scales/five_step/crosswalks/claimreview"
    entries = [{"option": "false", "to": "Fake", "value": 1}]
    saved = await admin.put(walk, {"entries": entries, "best": 7}, If_Match='"0"')
    assert (saved.status_code, saved.headers["ETag"]) == (200, '"1"')
    assert (await rating()).items() >= {
        "alternateName": "Fake", "ratingValue": 1, "worstRating": 1, "bestRating": 7,
    }.items()  # fmt: skip
    stale = await admin.put(walk, {"entries": []}, If_Match='"0"')
    is_problem(stale, 412)
    assert stale.json()["current"]["entries"][0]["to"] == "Fake"
    unproven = {"entries": [{"option": "unproven", "to": "Open", "value": 3}], "best": 7}
    assert "off the axis" in is_problem(await admin.put(walk, unproven, If_Match='"1"'), 422)
    # The first version of the scale has a cross-walk of its own.
    first = {"entries": [], "scale_version": 1}
    assert (await admin.put(walk, first, If_Match='"0"')).json()["scale_version"] == 1
    assert [w["scale_version"] for w in (await checker.get(walk)).json()] == [2, 1]
    is_problem(await admin.put(walk, first | {"scale_version": 9}, If_Match='"0"'), 404)
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    assert (await stranger.get(walk)).json() == []


async def test_the_feed_says_ratings_on_a_partners_scale(
    checker: Caller, editor: Caller, admin: Caller, token_for: TokenFor
) -> None:
    walk = "/scales/five_step/crosswalks/content"
    entries = [
        {"option": "mostly_false", "to": "partly_false"},
        {"option": "satire", "to": "satire"},
    ]
    assert (await admin.put(walk, {"entries": entries}, If_Match='"0"')).status_code == 200
    cms = await token_for(Scope.RATINGS_READ)
    for rating in ("mostly_false", "satire", "true"):
        await publish(checker, editor, await held(checker), rating)
    asked = (await cms.get("/ratings", scale="content")).json()["items"]
    translated = [event["verdict"]["translated"] for event in asked]
    assert translated[2] is None
    assert (translated[0]["label"], translated[0]["rank"], translated[0]["of"]) == (
        "Partly false", 2, 3,
    )  # fmt: skip
    assert (translated[1]["off_axis"], translated[1]["rank"]) == ("satire", None)
    unasked = (await cms.get("/ratings")).json()["items"]
    assert {event["verdict"]["translated"] for event in unasked} == {None}
    wrong = {"entries": [{"option": "unproven", "to": "partly_false"}]}
    is_problem(await admin.put(walk, wrong, If_Match='"1"'), 422)
    is_problem(await admin.put("/scales/five_step/crosswalks/nowhere", wrong, If_Match='"0"'), 404)
