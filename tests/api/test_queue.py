"""The queue: every claim once, in order, under every filter."""

import asyncio
from typing import Any

import pytest

from claimdesk.accounts.rules import Role
from claimdesk.pages import encode_cursor
from tests.api.conftest import ARTICLE, Caller, SignIn
from tests.api.test_bad_input import is_problem, rows

SECOND = """\
Ferry late again

The ferry carried 4,000 people in May, Maren Holt said. Two officials said the ferry lost 3 million euros.
"""


@pytest.fixture
async def claims(checker: Caller) -> list[dict[str, Any]]:
    """The claims of three articles, two of them alike so that scores are equal."""
    texts = (ARTICLE, SECOND, ARTICLE)
    return [
        claim
        for text in texts
        for claim in (await checker.post("/articles", {"text": text})).json()["claims"]
    ]


async def walk(caller: Caller, path: str, limit: int, **filters: Any) -> list[dict[str, Any]]:
    """All pages of a list."""
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = (await caller.get(path, limit=limit, **filters, **cursor)).json()
        assert len(page["items"]) <= limit
        found += page["items"]
        assert len(found) < 1000, "it goes round in a circle"
        if page["next"] is None:
            return found
        cursor = {"cursor": page["next"]}


def ids(found: list[dict[str, Any]]) -> list[int]:
    return [item["id"] for item in found]


@pytest.mark.parametrize("limit", [1, 2, 200])
async def test_every_claim_comes_once_the_most_worth_checking_first(
    checker: Caller, claims: list[dict[str, Any]], limit: int
) -> None:
    expected = sorted(claims, key=lambda c: (-c["checkworthiness"], c["id"]))
    assert ids(await walk(checker, "/claims", limit)) == ids(expected)
    desk = (await checker.get("/session")).json()["desks"][0]["id"]
    assert {claim["desk"] for claim in claims} == {desk}
    assert len({claim["checkworthiness"] for claim in claims}) < len(claims)


async def test_filters_choose_and_counts_agree(
    checker: Caller, editor: Caller, claims: list[dict[str, Any]]
) -> None:
    unnamed = [c for c in claims if c["source"] and c["source"]["unnamed"]]
    mine, theirs = claims[0], claims[1]
    await checker.post(f"/claims/{mine['id']}/assignment", {})
    await editor.post(f"/claims/{theirs['id']}/assignment", {})
    held = {mine["id"], theirs["id"]}
    expectations: list[tuple[dict[str, Any], set[int]]] = [
        ({}, set(ids(claims))),
        ({"unnamed": True}, set(ids(unnamed))),
        ({"unnamed": False}, set(ids(claims)) - set(ids(unnamed))),
        ({"assignee": "me"}, {mine["id"]}),
        ({"assignee": str(editor.id)}, {theirs["id"]}),
        ({"assignee": "none"}, set(ids(claims)) - held),
        ({"article": 2}, {c["id"] for c in claims if c["article"]["id"] == 2}),
        ({"article": 99}, set()),
        ({"text": "ferry"}, {c["id"] for c in claims if "ferry" in c["text"].lower()}),
        ({"text": '"double harbour fees"'}, {c["id"] for c in claims if "double" in c["text"]}),
        ({"text": "ferry -officials", "unnamed": True}, set()),
    ]
    for filters, expected in expectations:
        found = await walk(checker, "/claims", 3, **filters)
        assert set(ids(found)) == expected, filters
        assert len(found) == len(expected)
        counts = (await checker.get("/claims/counts", **filters)).json()
        assert sum(count["count"] for count in counts) == len(expected), filters
    by_state = await walk(checker, "/claims", 50, state=["assigned", "dismissed"])
    assert set(ids(by_state)) == held


async def test_what_moves_while_somebody_pages_is_neither_lost_nor_doubled(
    checker: Caller, claims: list[dict[str, Any]]
) -> None:
    first = (await checker.get("/claims", limit=4)).json()
    for claim in first["items"]:
        await checker.post(f"/claims/{claim['id']}/dismissal", {"reason": "Trivial"})
    rest = (await checker.get("/claims", limit=200, cursor=first["next"])).json()
    assert sorted(ids(first["items"]) + ids(rest["items"])) == sorted(ids(claims))


async def test_articles_are_listed_newest_first(
    checker: Caller, claims: list[dict[str, Any]]
) -> None:
    listed = await walk(checker, "/articles", 2)
    assert ids(listed) == [3, 2, 1]
    for article in listed:
        own = [c for c in claims if c["article"]["id"] == article["id"]]
        counts = article["claim_counts"]
        assert counts["total"] == counts["open"] == len(own)
        assert counts["unnamed"] == sum(bool(c["source"] and c["source"]["unnamed"]) for c in own)


async def test_desks_do_not_see_each_other(
    checker: Caller, claims: list[dict[str, Any]], sign_in: SignIn
) -> None:
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    assert await walk(stranger, "/claims", 50) == await walk(stranger, "/articles", 50) == []
    assert ids((await stranger.get("/people")).json()) == [stranger.id]
    mine = {"text": "The mayor said so.", "desk": 1}
    is_problem(await stranger.post("/articles", mine), 404)
    outside = {"assignee": stranger.id}
    answer = await checker.post(f"/claims/{claims[0]['id']}/assignment", outside)
    assert "GET /people" in is_problem(answer, 422)


@pytest.mark.parametrize(
    "query",
    [
        "text=%ED%A0%80", "text=%FF", "text=%F0%9F", "state=new&state=published", "unnamed=1",
        "nonsense=1", "text=" + "%E2%80%AE" * 100, "text=&assignee=none", "assignee=%D9%A1",
    ],
)  # fmt: skip
async def test_odd_but_harmless_questions_are_answered(checker: Caller, query: str) -> None:
    answer = await checker.http.get(f"/api/v1/claims?{query}")
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    "query",
    [
        "text=a%00b", "assignee=a%00b", "assignee=-1", "assignee=", "cursor=%00", "limit=1e3",
        "limit=-1", "article=0", "state=", "state=new&state=x", f"cursor={encode_cursor(1)}",
        f"cursor={encode_cursor((1, 2**70))}",
    ],
)  # fmt: skip
async def test_odd_questions_get_a_problem(checker: Caller, query: str) -> None:
    answer = await checker.http.get(f"/api/v1/claims?{query}")
    assert answer.status_code in {400, 422}, answer.text
    is_problem(answer, answer.status_code)


async def test_one_article_of_a_name_however_many_come_at_once(checker: Caller) -> None:
    body = {"text": ARTICLE, "source": "cms", "external_id": "harbour-1"}
    answers = await asyncio.gather(*(checker.post("/articles", body) for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5
    assert await rows("article") == await rows("revision") == 1
    assert await rows("claim") == len(
        next(a for a in answers if a.status_code == 201).json()["claims"]
    )


async def test_shouting_articles_and_quiet_ones_do_not_block_each_other(checker: Caller) -> None:
    names = ["Alice Abel", "Bob Brown", "Carol Crane", "Dan Drew"]
    lines = [f"The fee rose by {n} percent, {{}} said." for n in range(4)]
    texts = []
    for loud in range(8):
        told = [name.upper() if (loud >> (i % 3)) & 1 else name for i, name in enumerate(names)]
        pairs = list(zip(lines, told, strict=True))
        texts.append("\n\n".join(line.format(name) for line, name in pairs[:: 1 - 2 * (loud % 2)]))
    answers = await asyncio.gather(*(checker.post("/articles", {"text": t}) for t in texts * 2))
    assert {answer.status_code for answer in answers} == {201}
    assert await rows("source WHERE NOT unnamed") <= len(names) * 2
