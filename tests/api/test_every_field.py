"""Every text field of every body, as the OpenAPI document has them, with what PostgreSQL cannot hold."""

import json
from typing import Any, NamedTuple

import httpx
import pytest

from claimdesk.app import create_app
from claimdesk.db.engine import fetch
from claimdesk.settings import Settings
from tests.api.conftest import ARTICLE, Caller
from tests.api.test_bad_input import is_problem

UNLIMITED = 0
ARTICLES_TEXT = 1_000_000


class TextField(NamedTuple):
    """A text field of a call's body; `longest` is its limit in characters."""

    method: str
    path: str
    example: dict[str, Any]
    name: str
    longest: int

    def __str__(self) -> str:
        return f"{self.path.removeprefix('/api/v1/')} {self.name}"


def _fields() -> list[TextField]:
    document = create_app(Settings()).openapi_schema.to_schema()
    found = []
    for path, item in document["paths"].items():
        for method in ("post", "put"):
            body = item.get(method, {}).get("requestBody")
            if body is None or "application/json" not in body["content"]:
                continue  # a form is sent another way: test_evidence_files
            schema = body["content"]["application/json"]["schema"]
            kinds = schema.get("allOf") or schema.get("oneOf")  # one that may be left out
            if kinds is None:
                continue  # whatever another system writes: test_ingest
            name = next(kind["$ref"] for kind in kinds if "$ref" in kind).rpartition("/")[2]
            for field, declared in document["components"]["schemas"][name]["properties"].items():
                kinds = declared.get("oneOf", [declared])
                if any(kind.get("type") == "string" and "format" not in kind for kind in kinds):
                    longest = declared.get("maxLength", UNLIMITED)
                    found.append(
                        TextField(method.upper(), path, schema["examples"][0], field, longest)
                    )
    return found


FIELDS = _fields()
every_field = pytest.mark.parametrize("field", FIELDS, ids=str)


async def _counts() -> dict[str, int]:
    tables = await fetch("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")
    # Attempts to sign in and calls are counted, and none of it is the desk's content.
    counted = {"sign_in_failure", "rate"}
    names = [table["name"] for table in tables if table["name"] not in counted]
    sums = " UNION ALL ".join(f"SELECT '{n}' AS name, count(*) AS n FROM {n}" for n in names)  # noqa: S608
    return {row["name"]: row["n"] for row in await fetch(sums)}


async def send_field(
    admin: Caller, field: TextField, value: str, stands_at: int | None = None, **more: str
) -> httpx.Response:
    """The call's example with this value, on an unnamed claim that the caller holds.

    `stands_at` is the version that it replaces where that is known, `more` is said beside.
    """
    claims = (await admin.get("/claims", unnamed=True)).json()["items"]
    path = field.path.format(
        claim_id=claims[0]["id"],
        article_id=claims[0]["article"]["id"],
        comment_id=1,
        evidence_id=1,
        scale_key="five_step",
        target="claimreview",
        person_id=admin.id,
        desk_id=1,
        reply_id=1,
        source_id=1,
        filter_id=1,
        webhook_id=1,
        passkey_id=1,
    )
    version = claims[0]["version"] if path.endswith("verdict") else 1
    version = stands_at or version
    example = {"assignee": admin.id, "known_to": admin.id}
    body = field.example | {k: v for k, v in example.items() if k in field.example}
    return await admin.http.request(
        field.method,
        path,
        content=json.dumps(
            body | more | {field.name: value}
        ),  # as ASCII: what is no text stays an escape
        headers={"If-Match": f'"{version}"', "Content-Type": "application/json"},
    )


async def start_work(admin: Caller) -> None:
    """Have an admin hold an unnamed claim, with one of everything that paths name beside it."""
    article = (await admin.post("/articles", {"text": ARTICLE})).json()
    claim = next(c for c in article["claims"] if c["source"] and c["source"]["unnamed"])
    assert (await admin.post(f"/claims/{claim['id']}/assignment", {})).status_code == 200
    remark = await admin.post(f"/claims/{claim['id']}/comments", {"text": "Ask the port."})
    assert remark.json()["id"] == 1
    assert (await admin.post("/filters", {"name": "Mine", "filter": {}})).json()["id"] == 1
    hook = {"name": "CMS", "url": "https://cms.example.org"}
    assert (await admin.post("/webhooks", hook)).json()["id"] == 1
    reply = {"subject": "The harbour authority"}
    assert (await admin.post(f"/articles/{article['id']}/replies", reply)).json()["id"] == 1
    link = await admin.post(f"/claims/{claim['id']}/evidence", {"url": "https://port.example.org"})
    assert remark.json()["id"] == link.json()["id"] == 1


@pytest.fixture
async def working(admin: Caller) -> Caller:
    """An admin with an unnamed claim to work on."""
    await start_work(admin)
    return admin


def test_the_document_names_the_text_fields() -> None:
    names = {str(field) for field in FIELDS}
    assert len(names) > 20
    assert {
        "articles byline",
        "claims/{claim_id}/evidence quote",
        "claims/{claim_id}/verdict why",
        "session password",
    } <= names
    assert [str(f) for f in FIELDS if f.longest == UNLIMITED] == [
        "articles text",
        "articles/{article_id}/revisions text",
    ]


@every_field
async def test_what_does_not_fit_is_refused_and_nothing_is_stored(
    working: Caller, field: TextField
) -> None:
    before = await _counts()
    for value in ("a\0b", "\0", "\ud800", "x\udfff", "\udc00\ud800"):
        answer = await send_field(working, field, value)
        assert answer.status_code in {400, 422}, (value, answer.text)
        is_problem(answer, answer.status_code)
    longest = field.longest or ARTICLES_TEXT
    answer = await send_field(working, field, "x" * (longest + 1))
    is_problem(answer, 400 if field.longest else 413)
    assert field.name in answer.text
    assert await _counts() == before
    if field.longest:
        answer = await send_field(working, field, "𐍈" * longest)
        assert answer.status_code < 500, answer.text
        assert "too large" not in answer.text  # let through by the schema, refused by the column
