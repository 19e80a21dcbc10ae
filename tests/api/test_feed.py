"""A CMS that reads the ratings from 0 knows exactly what readers see now."""

import random
from typing import Any

import pytest

from claimdesk.accounts.rules import Role, Scope
from claimdesk.publishing import cursors
from tests.api.conftest import ARTICLE, Caller, SignIn, TokenFor
from tests.api.hooked import desk_of
from tests.api.test_bad_input import is_problem

RATINGS = ["true", "mostly_true", "half_true", "mostly_false", "false", "unproven"]


class Cms:
    """Keeps the last event of every claim, reading one event at a time."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller
        self.after = 0
        self.present: dict[int, dict[str, Any]] = {}

    async def catch_up(self) -> list[dict[str, Any]]:
        read: list[dict[str, Any]] = []
        more = True
        while more:
            page = (await self.caller.get("/ratings", after=self.after, limit=1)).json()
            read += page["items"]
            assert len(read) < 1000, "it goes round in a circle"
            self.after, more = page["next"], page["more"]
        self.present |= {event["claim"]["id"]: event for event in read}
        return read


class Desk:
    """Moves claims about by chance; `shown` is what readers should see."""

    def __init__(self, chance: random.Random, checker: Caller, editor: Caller) -> None:
        self.chance, self.checker, self.editor = chance, checker, editor
        self.shown: dict[int, str] = {}

    async def step(self, claim_id: int) -> None:
        path = f"/claims/{claim_id}"
        claim = (await self.checker.get(path)).json()
        match claim["state"]:
            case "new":
                answer = await self.checker.post(f"{path}/assignment", {})
            case "assigned":
                link = {"url": f"https://port.example.org/{claim['version']}"}
                answer = await self.checker.post(f"{path}/evidence", link)
            case "in_review" | "returned":
                body = {
                    "rating": self.chance.choice(RATINGS),
                    "summary": "As the plan says.",
                    "why": "New figures.",
                    "submit": self.chance.random() < 0.7,
                }
                answer = await self.checker.put(
                    f"{path}/verdict", body, If_Match=f'"{claim["version"]}"'
                )
            case "submitted":
                decision, publish = self.chance.choice(
                    [("approve", True), ("approve", False), ("return", True)]
                )
                body = {"decision": decision, "publish": publish, "comment": "Seen."}
                answer = await self.editor.post(f"{path}/approval", body)
            case "approved":
                answer = await self.editor.post(f"{path}/publication")
            case _:
                answer = await self.editor.post(f"{path}/correction", {"reason": "They wrote."})
        assert answer.status_code in {200, 201}, answer.text
        if claim["state"] in {"submitted", "approved"} and answer.json()["state"] == "published":
            self.shown[claim_id] = answer.json()["verdict"]["rating"]["key"]


@pytest.mark.parametrize("seed", [1, 2])
async def test_reading_from_0_rebuilds_the_present(
    checker: Caller, editor: Caller, token_for: TokenFor, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    named = [c["id"] for c in article["claims"] if not (c["source"] and c["source"]["unnamed"])]
    desk = Desk(chance, checker, editor)
    program = await token_for(Scope.RATINGS_READ)
    follower, events = Cms(program), []
    for _ in range(12):
        for _ in range(5):
            await desk.step(chance.choice(named[:3]))
        events += await follower.catch_up()
    newcomer = Cms(program)
    assert await newcomer.catch_up() == events
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert any(event["kind"] == "corrected" for event in events)
    for cms in (follower, newcomer):
        present = {k: e["verdict"]["rating"]["key"] for k, e in cms.present.items()}
        assert present == desk.shown
    before: dict[int, dict[str, Any]] = {}
    for event in events:
        earlier = before.get(event["claim"]["id"])
        assert event["kind"] == ("corrected" if earlier else "published")
        assert event["previous"] == (earlier["verdict"]["rating"] if earlier else None)
        before[event["claim"]["id"]] = event
    reviews = (await program.get(f"/articles/{article['id']}/claimreview")).json()["@graph"]
    assert len(reviews) == len(desk.shown)


async def test_the_end_of_the_feed_stays_where_it_is(checker: Caller, editor: Caller) -> None:
    begun = (await checker.get("/ratings", after=0)).json()
    assert begun == {"items": [], "next": 0, "more": False, "feed": begun["feed"]}
    desk = await desk_of(checker, editor)
    await desk.judge(0, "true")
    await desk.judge(1, "true")
    for _ in range(2):
        page = (await checker.get("/ratings", after=2, feed=begun["feed"])).json()
        assert page == {"items": [], "next": 2, "more": False, "feed": begun["feed"]}
    is_problem(await checker.get("/ratings", after="x"), 400)


async def test_a_place_behind_the_end_is_of_another_feed(checker: Caller, editor: Caller) -> None:
    desk = await desk_of(checker, editor)
    await desk.judge(0, "true")
    name = (await checker.get("/ratings")).json()["feed"]
    for after in (2, 2**53):
        answer = await checker.get("/ratings", after=after, wait=60)  # at once
        assert "Read it again from `after=0`" in is_problem(answer, 410)
        assert answer.json()["type"].endswith("other-feed")
        assert answer.json()["feed"] == name


async def test_a_number_that_was_given_again_is_noticed(checker: Caller, editor: Caller) -> None:
    desk = await desk_of(checker, editor)
    await desk.judge(0, "true")
    page = await checker.get("/ratings")
    read, tag = page.json(), page.headers["ETag"]
    # The desk is set back and goes on: its first event is another one.
    await cursors.rename()
    there = {"after": read["next"], "feed": read["feed"]}
    for wait in (0, 60):
        answer = await checker.get("/ratings", **there, wait=wait)
        assert "Read it again from `after=0`" in is_problem(answer, 410)
        assert answer.json()["type"].endswith("other-feed")
    anew = await checker.http.get(
        "/api/v1/ratings", params={"feed": read["feed"]}, headers={"If-None-Match": tag}
    )
    assert (anew.status_code, anew.json()["items"]) == (200, read["items"])
    assert anew.json()["feed"] not in (read["feed"], "")
    on = await checker.get("/ratings", after=1, feed=anew.json()["feed"])
    assert (on.status_code, on.json()["items"]) == (200, [])


async def test_what_readers_do_not_see_is_not_in_the_feed(
    checker: Caller, editor: Caller, token_for: TokenFor
) -> None:
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    claim = next(c for c in article["claims"] if c["source"] and c["source"]["unnamed"])
    path = f"/claims/{claim['id']}"
    await checker.post(f"{path}/assignment", {})
    await checker.post(
        f"{path}/evidence", {"url": "https://port.example.org/", "note": "From Piet, quietly."}
    )
    follow_up = {
        "reason": "Works there",
        "basis_of_knowledge": "Saw the minutes",
        "known_to": checker.id,
        "outcome": "cleared",
        "outcome_reason": "Met in person",
    }
    await checker.put(f"{path}/followup", follow_up, If_Match='"1"')
    version = (await checker.get(path)).headers["ETag"]
    verdict = {
        "rating": "true",
        "summary": "So it is.",
        "reasons": "The minutes say so.",
        "submit": True,
    }
    await checker.put(f"{path}/verdict", verdict, If_Match=version)
    assert (await editor.post(f"{path}/approval", {"comment": "Bravo."})).status_code == 200
    cms = await token_for(Scope.RATINGS_READ)
    feed = await cms.get("/ratings")
    review = await cms.get(f"/articles/{article['id']}/claimreview")
    assert "So it is." in feed.text
    for secret in (
        "Piet", "Works there", "minutes", "Met in person", "Bravo", "Vera", "vera", "Edith",
    ):  # fmt: skip
        assert secret not in feed.text + review.text
    assert "officials" not in str(review.json()["@graph"][0]["itemReviewed"].get("author"))


async def test_a_desk_reads_its_own_ratings_only(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    claim = next(c["id"] for c in article["claims"] if not c["source"]["unnamed"])
    desk = Desk(random.Random(0), checker, editor)  # noqa: S311
    while claim not in desk.shown:
        await desk.step(claim)
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    assert (await stranger.get("/ratings")).json()["items"] == []
    assert len((await checker.get("/ratings")).json()["items"]) == 1
