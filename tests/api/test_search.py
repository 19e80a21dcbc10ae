"""Full-text search: what is found, shown and kept back."""

from typing import Any

import pytest

from claimdesk.accounts.rules import Role, Scope
from tests.api.conftest import ARTICLE, Caller, SignIn, TokenFor
from tests.api.test_bad_input import is_problem
from tests.api.test_queue import walk
from tests.api.test_safe_writes import a_claim

LINK = {
    "url": "https://tariffs.example.org/plan.pdf",
    "title": "Tariff of 2 March",
    "publisher": "Port Authority",
    "quote": "Berthing <b>charges</b> rise & rise.",
}


async def found(caller: Caller, text: str, **more: Any) -> list[tuple[str, int]]:
    """What is found, best first, whatever the size of the page."""
    hits = await walk(caller, "/search", 50, text=text, **more)
    assert await walk(caller, "/search", 1, text=text, **more) == hits
    assert [hit["rank"] for hit in hits] == sorted((hit["rank"] for hit in hits), reverse=True)
    return [(hit["kind"], hit["id"]) for hit in hits]


async def worked_on(checker: Caller) -> dict[str, Any]:
    """A claim with evidence and a verdict."""
    path = await a_claim(checker)
    await checker.post(f"{path}/assignment", {})
    link = (await checker.post(f"{path}/evidence", LINK)).json()
    etag = (await checker.get(path)).headers["ETag"]
    body = {"rating": "true", "summary": "So it is.", "reasons": "The gazette confirms berthing."}
    saved = await checker.put(f"{path}/verdict", body, If_Match=etag)
    claim: dict[str, Any] = saved.json()
    return claim | {"link": link}


async def test_every_kind_is_found_by_its_words(checker: Caller) -> None:
    claim = await worked_on(checker)
    article, verdict, link = claim["article"]["id"], claim["verdict"]["id"], claim["link"]["id"]
    assert set(await found(checker, "basin")) == {("claim", 3), ("article", article)}
    assert await found(checker, "gazettes") == [("verdict", verdict)]
    assert set(await found(checker, "berthing")) == {("verdict", verdict), ("evidence", link)}
    assert await found(checker, "tariffs.example.org") == [("evidence", link)]
    assert await found(checker, "calloway") == [("article", article)]
    assert await found(checker, "berthing", kind=["claim", "evidence"]) == [("evidence", link)]
    assert await found(checker, "berthing -gazette") == [("evidence", link)]
    assert await found(checker, '"harbour fees" ferry') == [("article", article)]
    assert await found(checker, "zeppelin") == await found(checker, "the of and") == []


async def test_hits_say_where_they_are_and_show_plain_text(checker: Caller) -> None:
    claim = await worked_on(checker)
    (hit,) = (await checker.get("/search", text="charges")).json()["items"]
    article = {name: claim["article"][name] for name in ("id", "title")}
    assert (hit["claim"], hit["article"]) == (claim["id"], article)
    assert hit["claim_text"] == claim["text"]
    (highlight,) = hit["highlights"]
    assert highlight["field"] == "quote"
    assert {"text": "charges", "match": True} in highlight["fragments"]
    assert all(set(f) == {"text", "match"} for f in highlight["fragments"])
    (first, *_) = (await checker.get("/search", text="fees", kind="article")).json()["items"]
    assert [h["field"] for h in first["highlights"]] == ["title", "text"]
    assert first["claim"] is None


async def test_markers_in_a_text_are_text(checker: Caller) -> None:
    text = "StopSel, said Maren Holt, is <script>alert(1)</script> 5 percent of zeppelins [b]."
    await checker.post("/articles", {"text": text})
    hits = (await checker.get("/search", text="zeppelin", kind="article")).json()["items"]
    shown = hits[0]["highlights"][-1]["fragments"]
    assert [f["text"] for f in shown if f["match"]] == ["zeppelins"]


async def test_headlines_count_for_more(checker: Caller) -> None:
    await checker.post("/articles", {"title": "Ports", "text": "Of zeppelins, ports and more."})
    await checker.post("/articles", {"title": "Zeppelins", "text": "Of ports, and much more."})
    assert await found(checker, "zeppelin", kind="article") == [("article", 2), ("article", 1)]


async def test_retracted_evidence_is_not_found(checker: Caller) -> None:
    claim = await worked_on(checker)
    link = f"/claims/{claim['id']}/evidence/{claim['link']['id']}"
    await checker.delete(link)
    assert await found(checker, "tariff") == []
    await checker.post(f"{link}/restoration")
    assert len(await found(checker, "tariff")) == 1


async def test_comments_and_follow_ups_are_never_searched(
    checker: Caller, token_for: TokenFor
) -> None:
    path = await a_claim(checker, unnamed=True)
    await checker.post(f"{path}/assignment", {})
    await checker.post(f"{path}/comments", {"text": "The zeppelin pilot told me."})
    saved = await checker.put(f"{path}/followup", {"reason": "A zeppelin pilot"}, If_Match='"1"')
    assert saved.status_code == 200, saved.text
    assert await found(checker, "zeppelin") == []
    program = await token_for(Scope.DESK_READ)
    assert await found(program, "zeppelin") == []


async def test_a_desk_finds_its_own(checker: Caller, sign_in: SignIn) -> None:
    await worked_on(checker)
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    for text in ("berthing", "fees", "tariff"):
        assert await found(stranger, text) == []


async def test_a_very_long_text_is_taken_in_and_found(checker: Caller) -> None:
    words = " ".join(f"w{n:x}" for n in range(120_000))
    answer = await checker.post("/articles", {"text": f"Zeppelins. {words}"})
    assert answer.status_code == 201, answer.text
    assert await found(checker, "zeppelin") == [("article", 1)]


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({}, 400),
        ({"text": ""}, 400),
        ({"text": "  "}, 422),
        ({"text": "x" * 501}, 400),
        ({"text": "a\0b"}, 422),
        ({"text": "a", "kind": "comment"}, 400),
        ({"text": "a", "cursor": "zzz"}, 422),
        ({"text": "a", "cursor": "WzEsMiwzXQ"}, 422),
        ({"text": "a", "limit": 0}, 400),
    ],
)
async def test_odd_searches_get_a_problem(
    checker: Caller, params: dict[str, Any], status: int
) -> None:
    is_problem(await checker.get("/search", **params), status)


@pytest.mark.parametrize(
    "text", ['"', "' OR 1=1 --", "a & | ! <-> b", "-", "-fees", "\\", "{}", "%_"]
)
async def test_hostile_searches_are_just_searches(checker: Caller, text: str) -> None:
    await checker.post("/articles", {"text": ARTICLE})
    answer = await checker.get("/search", text=text)
    assert answer.status_code == 200, answer.text


async def test_typographic_marks_hide_no_word_beside_them(checker: Caller) -> None:
    text = (
        "Quota halved\n\n“Lanternfish stocks fell by 60 percent…after the storm—badly,” "
        "said Maeve O’Neill, the fleet’s biologist.\n"
    )
    article = (await checker.post("/articles", {"text": text})).json()["id"]
    for words in ("lanternfish", "storm", "badly", "“stocks fell”", "“lanternfish stocks”"):
        assert ("article", article) in await found(checker, words), words
    listed = await checker.get("/claims", text="lanternfish", article=article)
    assert len(listed.json()["items"]) == 1
    assert not (await checker.get("/claims", text="“fell stocks”")).json()["items"]
    hits = (await checker.get("/search", text="lanternfish", kind=["claim"])).json()["items"]
    shown = "".join(fragment["text"] for fragment in hits[0]["highlights"][0]["fragments"])
    assert "Lanternfish stocks fell by 60 percent…after the storm—badly" in shown
    assert "\x01" not in shown
    sources = (await checker.get("/sources", text="neill")).json()["items"]
    assert [source["name"] for source in sources] == ["Maeve O’Neill"]
