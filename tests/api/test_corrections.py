"""A verdict is overturned: everything that shares it gets a task, with where it was published."""

from typing import Any

from claimdesk.accounts.rules import Role
from tests.api.conftest import Caller, SignIn
from tests.api.test_bad_input import is_problem, rows
from tests.api.test_revisions import claim_of, judged, published

TEXTS = {
    "first": "The port is quiet.\n\nMaren Holt said that the basin had lost 40 percent of its traffic since 2019.",
    "again": "Ferries are late.\n\nMaren Holt said that the basin has lost 40 percent of its traffic since 2019.",
    "other": "Cranes stand still.\n\nMaren Holt said that the basin had lost 14 percent of its traffic since 2019.",
    "rests": "Money is short.\n\nPiet Maas said that the port had cut 120 jobs in two years.",
    "aside": "Rain fell.\n\nAnna Brink said that the lighthouse had been sold for 3 million.",
}
WORDS = {"first": "40 percent", "again": "40 percent", "other": "14 percent", "rests": "120", "aside": "3 million"}  # fmt: skip


async def desk_with(checker: Caller) -> dict[str, dict[str, Any]]:
    """The claim of each article, by name."""
    found = {}
    for name, text in TEXTS.items():
        url = f"https://paper.example.org/{name}"
        article = await checker.post("/articles", {"text": text, "url": url})
        assert article.status_code == 201, article.text
        found[name] = claim_of(article.json(), WORDS[name])
    return found


async def tasks_of(caller: Caller) -> list[dict[str, Any]]:
    items = (await caller.get("/inbox")).json()["items"]
    return [item for item in items if item["kind"] == "task"]


def texts_of(tasks: list[dict[str, Any]], kind: str) -> dict[int, str]:
    """What the tasks that lead to a claim, or to an article, say."""
    found = [task for task in tasks if task["target"]["kind"] == kind]
    return {task["target"]["id"]: task["text"] for task in found}


async def overturn(checker: Caller, editor: Caller, path: str, rating: str = "false") -> None:
    assert (await editor.post(f"{path}/correction", {"reason": "New data."})).status_code == 200
    etag = (await checker.get(path)).headers["ETag"]
    body = {"rating": rating, "summary": "It did not.", "why": "New data.", "submit": True}
    assert (await checker.put(f"{path}/verdict", body, If_Match=etag)).status_code == 200
    assert (await editor.post(f"{path}/approval", {})).json()["state"] == "published"


async def test_everything_that_shares_an_overturned_verdict_gets_a_task(
    checker: Caller, editor: Caller
) -> None:
    claims = await desk_with(checker)
    path = await published(checker, editor, claims["first"])
    again = await published(checker, editor, claims["again"])
    rests = await judged(checker, claims["rests"])  # on the same evidence
    await checker.post(f"/claims/{claims['aside']['id']}/assignment", {})
    assert await tasks_of(editor) == []

    reach = (await checker.get(f"{path}/reach")).json()
    assert [event["seq"] for event in reach["published"]] == [1]
    by_claim = {one["claim"]: one for one in reach["sharing"]}
    assert set(by_claim) == {claims["again"]["id"], claims["rests"]["id"]}
    same = by_claim[claims["again"]["id"]]
    assert same["why"] == ["same_source", "same_evidence"]
    assert [event["seq"] for event in same["published"]] == [2]
    resting = by_claim[claims["rests"]["id"]]
    assert (resting["why"], resting["published"]) == (["same_evidence"], [])
    assert resting["evidence"] == ["https://port.example.org/plan.pdf"]
    assert [article["url"].rpartition("/")[2] for article in reach["articles"]] == [
        "first",
        "again",
        "rests",
    ]

    await overturn(checker, editor, path)
    tasks = await tasks_of(editor)
    of_claims = texts_of(tasks, "claim")
    assert set(of_claims) == {claims[name]["id"] for name in ("first", "again", "rests")}
    assert "was True, is False now" in of_claims[claims["again"]["id"]]
    assert "same source" in of_claims[claims["again"]["id"]]
    assert "plan.pdf" in of_claims[claims["rests"]["id"]]
    assert "Look at the evidence again" in of_claims[claims["first"]["id"]]
    of_articles = texts_of(tasks, "article")
    assert set(of_articles) == {article["id"] for article in reach["articles"]}
    first = of_articles[claims["first"]["article"]["id"]]
    assert "https://paper.example.org/first" in first
    assert "Ratings 1 of the feed" in first
    # Whoever judged those claims has the task too; of articles it is the editors' alone.
    own = texts_of(await tasks_of(checker), "claim")
    assert set(own) == {claims["again"]["id"], claims["rests"]["id"]}
    trail = (await editor.get("/audit", claim=claims["first"]["id"])).json()["items"]
    event = next(one for one in trail if one["action"] == "propagate")
    assert event["after"]["claims"] == sorted(by_claim)
    for unchanged in (again, rests):
        assert (await checker.get(unchanged)).json()["state"] in {"published", "submitted"}


async def test_the_same_rating_again_overturns_nothing(checker: Caller, editor: Caller) -> None:
    claims = await desk_with(checker)
    path = await published(checker, editor, claims["first"])
    await overturn(checker, editor, path, "true")
    assert await tasks_of(editor) == []


async def test_dismissed_claims_and_other_desks_are_left_alone(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    await desk_with(stranger)
    claims = await desk_with(checker)
    await checker.post(f"/claims/{claims['again']['id']}/dismissal", {"reason": "Old."})
    path = await published(checker, editor, claims["first"])
    reach = (await checker.get(f"{path}/reach")).json()
    assert (reach["sharing"], len(reach["articles"])) == ([], 1)
    await overturn(checker, editor, path)
    assert await tasks_of(stranger) == []
    tasks = await tasks_of(editor)
    assert set(texts_of(tasks, "article")) == {claims["first"]["article"]["id"]}
    assert set(texts_of(tasks, "claim")) == {claims["first"]["id"]}
    is_problem(await stranger.get(f"{path}/reach"), 404)
    assert await rows("notice WHERE kind = 'task'") == 2
