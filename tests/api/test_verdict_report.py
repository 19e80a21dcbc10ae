"""The verdict report of an article: what readers see stands in it, whatever the desk is at."""

from datetime import datetime

from tests.api.conftest import ARTICLE, Caller

TRUE = {"rating": "true", "summary": "So it is."}


async def test_an_overtaken_verdict_stays_until_the_next_is_published(
    checker: Caller, editor: Caller
) -> None:
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    first, *others = article["claims"]
    path, report = f"/claims/{first['id']}", f"/articles/{article['id']}/report"

    async def judge(**changes: object) -> None:
        version = (await checker.get(path)).json()["version"]
        answer = await checker.put(f"{path}/verdict", TRUE | changes, If_Match=f'"{version}"')
        assert answer.status_code == 200, answer.text

    async def shown() -> tuple[str | None, int, dict[str, int]]:
        found = (await editor.get(report)).json()
        assert [entry["verdict"] for entry in found["entries"][1:]] == [None] * len(others)
        verdict = found["entries"][0]["verdict"]
        ratings = {rated["rating"]["key"]: rated["count"] for rated in found["ratings"]}
        return verdict and verdict["rating"]["key"], found["published"], ratings

    assert (await checker.post(f"{path}/assignment", {})).status_code == 200
    await checker.post(f"{path}/evidence", {"url": "https://port.example.org/plan.pdf"})
    await judge(submit=True)
    assert await shown() == (None, 0, {})
    assert (await editor.post(f"{path}/approval", {})).status_code == 200
    assert await shown() == ("true", 1, {"true": 1})
    assert (await editor.post(f"{path}/correction", {"reason": "It wrote."})).status_code == 200
    await checker.post(f"{path}/assignment", {})
    await judge(rating="false", why="The port wrote.")
    assert await shown() == ("true", 1, {"true": 1})
    await judge(rating="false", why="The port wrote.", submit=True)
    assert (await editor.post(f"{path}/approval", {})).status_code == 200
    assert await shown() == ("false", 1, {"false": 1})
    feed = (await editor.get("/ratings")).json()["items"]
    entry = (await editor.get(report)).json()["entries"][0]
    assert [(made["at"], made["previous"]["key"]) for made in entry["corrections"]] == [
        (feed[-1]["at"], "true")
    ]


async def test_the_report_and_the_claimreview_say_one_time_of_publication(
    checker: Caller, editor: Caller
) -> None:
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    path, base = f"/claims/{article['claims'][0]['id']}", f"/articles/{article['id']}"
    await checker.post(f"{path}/assignment", {})
    await checker.post(f"{path}/evidence", {"url": "https://port.example.org/plan.pdf"})
    version = (await checker.get(path)).json()["version"]
    body = TRUE | {"submit": True}
    assert (await checker.put(f"{path}/verdict", body, If_Match=f'"{version}"')).status_code == 200
    unpublished = (await editor.get(f"{base}/report")).json()["entries"][0]
    assert (unpublished["published_at"], unpublished["corrections"]) == (None, [])
    assert (await editor.post(f"{path}/approval", {})).status_code == 200
    entry = (await editor.get(f"{base}/report")).json()["entries"][0]
    reviews = (await editor.get(f"{base}/claimreview")).json()["@graph"]
    published = datetime.fromisoformat(entry["published_at"])
    assert published > datetime.fromisoformat(entry["verdict"]["at"])
    assert [datetime.fromisoformat(review["datePublished"]) for review in reviews] == [
        published.replace(microsecond=0)
    ]
    feed = (await editor.get("/ratings")).json()["items"]
    assert feed[-1]["at"] == entry["published_at"]
