"""What is no article, no JSON or out of range: a right answer or a clear problem, nothing half stored."""

import json
from typing import Any

import httpx
import pytest

from claimdesk.db.engine import fetch
from tests.api.conftest import Caller

SURROGATE = b'{"text": "half \\ud800 a character"}'


def is_problem(answer: httpx.Response, status: int) -> str:
    """The detail of a problem, checked for its form."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["type"].startswith("urn:claimdesk:problem:")
    assert problem["title"]
    assert problem["detail"]
    return str(problem["detail"])


async def rows(table: str) -> int:
    return int((await fetch(f"SELECT count(*) AS n FROM {table}"))[0]["n"])  # noqa: S608


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        (b"", 400, "JSON body"),
        (b'{"text":', 400, "truncated"),
        (b"[]", 400, "object"),
        (b'{"text": "caf\xe9"}', 422, "UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 400, "JSON"),
        (SURROGATE, 400, "surrogate"),
        (b"[" * 100_000 + b"]" * 100_000, 422, "nested"),
        (b'{"text": "a b", "titel": "misspelt"}', 400, "titel"),
        (b'{"text": 5}', 400, "text"),
        (b'{"text": ""}', 422, "empty"),
        (b'{"text": " \\n\\t\\u00a0 "}', 422, "empty"),
        (b'{"text": "a \\u0000 b"}', 400, "NUL"),
        (b'{"text": "said", "title": "a\\u0000b"}', 400, "NUL"),
        (b'{"text": "said", "external_id": "a\\u0000b"}', 400, "NUL"),
    ],
)
async def test_what_is_no_article_is_refused(
    checker: Caller, body: bytes, status: int, says: str
) -> None:
    answer = await checker.http.post(
        "/api/v1/articles", content=body, headers={"Content-Type": "application/json"}
    )
    assert says in is_problem(answer, status)
    assert await rows("article") == await rows("revision") == await rows("claim") == 0


async def test_a_text_over_the_limit_names_the_limit(checker: Caller) -> None:
    answer = await checker.post("/articles", {"text": "x" * 1_000_001})
    assert "1,000,000" in is_problem(answer, 413)
    assert await rows("article") == 0
    huge = {"text": "x" * 13_000_000}
    is_problem(await checker.post("/articles", huge), 413)
    is_problem(await checker.post("/articles", huge, Idempotency_Key="huge"), 413)


async def test_a_megabyte_of_text_is_taken(checker: Caller) -> None:
    text = "The tide rose and fell, and nobody on the quay spoke.\n" * 18_000
    answer = await checker.post("/articles", {"text": text})
    assert answer.status_code == 201
    assert answer.json()["text"] == text


@pytest.mark.parametrize(
    "text",
    [
        "First line\r\n\r\nThe minister said it rained for 5 days.\r\n\r\n“We know,” she said.\r\n",
        "\u202eThe minister said \u200fit rained for 5 days.\u202c\n",
        "😀 The minister said it rained for 5 days 👩‍🚀.",
        "Opening hours and directions",
    ],
)
async def test_texts_are_kept_to_the_letter(checker: Caller, text: str) -> None:
    answer = await checker.post("/articles", {"text": text})
    assert answer.status_code == 201, answer.text
    article = answer.json()
    assert article["text"] == text
    assert bool(article["claims"]) is ("said" in text)
    for claim in article["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["text"]
        for span in (claim["cue"], claim["source"]):
            assert span is None or text[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize(
    ("path", "params", "status"),
    [
        ("/claims", {"state": "nonsense"}, 400),
        ("/claims", {"limit": 0}, 400),
        ("/claims", {"limit": 9999}, 400),
        ("/claims", {"cursor": "zzz"}, 422),
        ("/claims", {"cursor": "WzFd"}, 422),
        ("/claims", {"assignee": "9999999999999"}, 422),
        ("/claims", {"assignee": "nobody"}, 422),
        ("/claims", {"unnamed": "maybe"}, 400),
        ("/claims", {"text": "a\0b"}, 422),
        ("/claims", {"text": "x" * 501}, 400),
        ("/articles", {"cursor": "WyJhIiwxXQ"}, 422),
        ("/ratings", {"after": -1}, 400),
        ("/ratings", {"after": 2**70}, 400),
        ("/claims/0", {}, 400),
        ("/claims/99999999999999999999", {}, 400),
        ("/claims/9007199254740992", {}, 404),
        ("/articles/9007199254740992", {}, 404),
        ("/claims/abc", {}, 404),
        ("/nowhere", {}, 404),
    ],
)
async def test_odd_questions_get_a_problem(
    checker: Caller, path: str, params: dict[str, Any], status: int
) -> None:
    is_problem(await checker.get(path, **params), status)


@pytest.mark.parametrize(
    "text", ['"', "' OR 1=1 --", "a & | ! <-> b", "()", "😀", "-", "* :*", "the of and", "\\", "%_"]
)
async def test_hostile_searches_are_just_searches(checker: Caller, text: str) -> None:
    answer = await checker.get("/claims", text=text)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "https://",
        "//example.org",
        "example.org",
        "https://exa mple.org/",
        "https://example.org:99999/",
        "https://[",
        "https://example.org/\u0007",
    ],
)
async def test_only_web_addresses_are_evidence(checker: Caller, url: str) -> None:
    article = await checker.post("/articles", {"text": "The mayor said it was 5 percent."})
    claim = article.json()["claims"][0]["id"]
    is_problem(await checker.post(f"/claims/{claim}/evidence", {"url": url}), 422)
    assert await rows("evidence") == 0


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/assignment", {"assignee": 2**60}, 400),
        ("/assignment", {"assignee": 10**30}, 400),
        ("/assignment", {"assignee": 424242}, 422),
        ("/assignment", {"due": "2030-01-01T00:00:00"}, 400),
        ("/assignment", {"due": "0001-01-01T00:00:00+14:00"}, 400),
        ("/assignment", {"due": "9999-12-31T23:59:59-14:00"}, 400),
        ("/assignment", {"due": "tomorrow"}, 400),
        ("/dismissal", {"reason": "   "}, 422),
        ("/dismissal", {"reason": ""}, 400),
        ("/dismissal", {}, 400),
        ("/evidence", {"url": "https://a.example/", "quote": "a\0b"}, 400),
        ("/evidence", {"url": "https://a.example/", "stance": "maybe"}, 400),
        ("/evidence", {"url": "https://bank.example@a.example/"}, 422),
        ("/approval", {"decision": "perhaps"}, 400),
    ],
)
async def test_odd_writes_get_a_problem_and_change_nothing(
    checker: Caller, path: str, body: dict[str, Any], status: int
) -> None:
    article = await checker.post("/articles", {"text": "The mayor said it was 5 percent."})
    claim = article.json()["claims"][0]
    audited = await rows("audit_event")
    is_problem(await checker.post(f"/claims/{claim['id']}{path}", body), status)
    assert (await checker.get(f"/claims/{claim['id']}")).json()["version"] == claim["version"]
    assert await rows("audit_event") == audited


async def test_a_second_article_of_the_same_name_is_refused(checker: Caller) -> None:
    body = {"text": "The mayor said so.", "source": "cms", "external_id": "1"}
    assert (await checker.post("/articles", body)).status_code == 201
    assert "cms 1" in is_problem(await checker.post("/articles", body), 409)
    assert await rows("article") == 1


@pytest.mark.parametrize("url", ["javascript:alert(1)", "www.example.org", "https://a.example/\\b"])
async def test_an_article_links_to_web_addresses_only(checker: Caller, url: str) -> None:
    answer = await checker.post("/articles", {"text": "The mayor said so.", "url": url})
    assert "https://" in is_problem(answer, 422)
    assert await rows("article") == 0


@pytest.mark.parametrize("method", ["PATCH", "TRACE", "CONNECT", "PROPFIND", "SPY"])
async def test_a_method_no_address_takes(checker: Caller, method: str) -> None:
    for path in ("/", "/api/v1/articles", "/public/claims/1"):
        answer = await checker.http.request(method, path)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        is_problem(answer, 405)


async def test_a_wrong_field_is_named(checker: Caller) -> None:
    answer = await checker.post("/articles", {"text": "x", "section": "s" * 101})
    is_problem(answer, 400)
    assert json.loads(answer.text)["errors"][0]["field"] == "section"
