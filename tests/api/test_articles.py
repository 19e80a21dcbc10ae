"""The list of articles, and what a text's lines are for its page."""

import pytest

from claimdesk.accounts.rules import Role
from tests.api.conftest import ARTICLE, Caller, SignIn
from tests.api.test_bad_input import is_problem

NO_CLAIM = "Opening hours of the library\n\nMonday to Friday.\n"


async def _titles(caller: Caller, **params: object) -> list[str]:
    answer = await caller.get("/articles", **params)
    assert answer.status_code == 200, answer.text
    return [article["title"] for article in answer.json()["items"]]


@pytest.fixture
async def three(checker: Caller) -> Caller:
    """A desk with three articles, of which one holds nothing to check."""
    for text, title, section in (
        (ARTICLE, "harbour fees", "local"),
        (NO_CLAIM, "Opening hours", "service"),
        (ARTICLE, "Canal 100%", "local"),
    ):
        body = {"text": text, "title": title, "section": section}
        assert (await checker.post("/articles", body)).status_code == 201
    return checker


async def test_articles_are_found_by_words(three: Caller) -> None:
    assert await _titles(three) == ["Canal 100%", "Opening hours", "harbour fees"]
    assert await _titles(three, text="HARBOUR") == ["harbour fees"]
    assert await _titles(three, text=" service ") == ["Opening hours"]
    assert await _titles(three, text="calloway", order="oldest") == ["harbour fees", "Canal 100%"]
    assert await _titles(three, text="0%") == ["Canal 100%"]
    assert await _titles(three, text="a%s") == []  # no pattern
    assert await _titles(three, text="_") == []


async def test_articles_are_sorted_and_paged(three: Caller) -> None:
    assert await _titles(three, order="title") == ["Canal 100%", "harbour fees", "Opening hours"]
    for order in ("newest", "oldest", "title"):
        whole = await _titles(three, order=order)
        seen: list[str] = []
        cursor = None
        for _ in range(3):
            page = (
                await three.get(
                    "/articles", order=order, limit=1, **({"cursor": cursor} if cursor else {})
                )
            ).json()
            seen += [article["title"] for article in page["items"]]
            cursor = page["next"]
        assert (seen, cursor) == (whole, None)
    is_problem(await three.get("/articles", order="loudest"), 400)
    is_problem(await three.get("/articles", cursor="WzFd"), 422)


async def test_articles_with_open_claims_are_told_from_the_others(three: Caller) -> None:
    assert await _titles(three, open="true") == ["Canal 100%", "harbour fees"]
    assert await _titles(three, open="false") == ["Opening hours"]
    for claim in (await three.get("/articles/1")).json()["claims"]:
        await three.post(f"/claims/{claim['id']}/dismissal", {"reason": "An opinion"})
    first = (await three.get("/articles", order="oldest", limit=1)).json()["items"][0]
    for claim in (await three.get(f"/articles/{first['id']}")).json()["claims"]:
        await three.post(f"/claims/{claim['id']}/dismissal", {"reason": "An opinion"})
    assert await _titles(three, open="true") == ["Canal 100%"]


async def test_another_desks_articles_are_not_listed(three: Caller, sign_in: SignIn) -> None:
    other = await sign_in("olga", Role.ADMIN, desk="elsewhere")
    assert await _titles(other, text="harbour") == []


async def test_what_is_set_aside_says_what_it_is(checker: Caller) -> None:
    text = (
        "Harbour fees to double\n\nBy Ines Calloway\n\nPhoto: Reuters\n\n"
        "The city will double its fees, the council said on Monday.\n\n"
        "What the port says\n\nThe port will pay, its master said.\n\n"
        "Read more: Why the ferry is late again\n"
    )
    article = (await checker.post("/articles", {"text": text})).json()
    shown = [(text[f["start"] : f["end"]], f["kind"]) for f in article["furniture"]]
    assert shown == [
        ("By Ines Calloway", "byline"),
        ("Photo: Reuters", "caption"),
        ("What the port says", "heading"),
        ("Read more: Why the ferry is late again", "promotion"),
    ]
    revision = (await checker.get(f"/articles/{article['id']}/revisions/1")).json()
    assert revision["furniture"] == article["furniture"]


async def test_moving_a_claims_edge_keeps_whom_its_source_refers_to(checker: Caller) -> None:
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    claim = next(c for c in article["claims"] if (c["source"] or {}).get("refers_to"))
    source = claim["source"]
    [[start, end]] = claim["spans"]
    marking = {
        "spans": [[start, end - 1]],
        "cue": [claim["cue"]["start"], claim["cue"]["end"]],
        "source": [source["start"], source["end"]],
        "kind": source["kind"],
        "unnamed": source["unnamed"],
    }
    path = f"/claims/{claim['id']}/marking"
    edited = (await checker.put(path, marking, If_Match=f'"{claim["version"]}"')).json()
    assert edited["source"] == source
    other = await checker.put(
        path, marking | {"kind": "official"}, If_Match=f'"{edited["version"]}"'
    )
    assert other.json()["source"]["refers_to"] is None
