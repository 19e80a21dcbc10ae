"""The server as a whole: health, a database that goes away, media types, the OpenAPI document."""

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import msgspec
import pytest
from litestar import get

from claimdesk.app import create_app
from claimdesk.db.engine import close_pool, configure, fetch, open_pool
from claimdesk.schemas import Input
from claimdesk.settings import Settings
from tests.api.conftest import ARTICLE, PASSWORD, Caller
from tests.api.test_bad_input import is_problem, rows

METHODS = {"get", "post", "put", "delete", "patch"}


@pytest.fixture
async def database_away(database_url: str, database: None) -> AsyncIterator[None]:
    """No server where the engine looks for it."""
    await close_pool()
    configure("postgresql://nobody@127.0.0.1:1/nothing")
    yield
    configure(database_url)
    await open_pool(size=8)


async def test_the_server_is_well(anybody: Caller) -> None:
    answer = await anybody.http.get("/api/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_without_its_database_the_server_says_so(
    checker: Caller, anybody: Caller, database_away: None
) -> None:
    for answer in (
        await anybody.http.get("/api/health"),
        await checker.get("/claims"),
        await checker.post("/articles", {"text": ARTICLE}, Idempotency_Key="k"),
        await anybody.post("/session", {"login": "vera", "password": PASSWORD}),
    ):
        assert "database" in is_problem(answer, 503)
        assert answer.headers["Retry-After"]


@get("/breaks")
async def breaks() -> None:
    """A mistake of our own, with what nobody outside is to read."""
    secret = "postgresql://desk:hunter2@db.example"
    raise RuntimeError(f"cannot reach {secret}")


async def test_what_was_not_foreseen_tells_nothing_inside(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("LITESTAR_DEBUG", "1")  # no variable of the environment's changes that
    app: Any = create_app(settings)
    app.register(breaks)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(
        transport=transport, base_url="https://desk.example.org"
    ) as stranger:
        answer = await stranger.get("/breaks", headers={"Accept": "text/html"})
    is_problem(answer, 500)
    for inside in ("hunter2", "RuntimeError", "Traceback", ".py"):
        assert inside not in answer.text
    assert "RuntimeError" in caplog.text, "whoever runs the server is told"
    assert app.debug is False


async def test_broken_connections_are_replaced(checker: Caller) -> None:
    killer = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
    await fetch(killer)
    # One answer at most, on a connection that broke unseen, is a 503; never a 500.
    answers = [await checker.post("/articles", {"text": ARTICLE}) for _ in range(9)]
    assert {answer.status_code for answer in answers} <= {201, 503}
    assert answers[-1].status_code == 201
    assert await rows("article") == sum(answer.status_code == 201 for answer in answers)


CUT_AT_COMMIT = """
CREATE FUNCTION cut_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
"""


async def test_a_commit_that_nobody_knows_of_is_said_so_and_sent_again_safely(
    checker: Caller,
) -> None:
    body = {"text": "The mayor said it was 5 percent."}
    await fetch(CUT_AT_COMMIT)
    try:
        await fetch(
            "CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON article DEFERRABLE INITIALLY DEFERRED "
            "FOR EACH ROW EXECUTE FUNCTION cut_at_commit()"
        )
        broken = await checker.post("/articles", body, Idempotency_Key="once")
        assert broken.status_code == 503, broken.text
        assert "nobody knows whether it was" in broken.json()["detail"]
        assert int(broken.headers["Retry-After"]) > 0
    finally:
        await fetch("DROP FUNCTION cut_at_commit() CASCADE")
    sent = [await checker.post("/articles", body, Idempotency_Key="once") for _ in range(2)]
    assert [answer.status_code for answer in sent] == [201, 201]
    assert len((await checker.get("/articles")).json()["items"]) == 1


@pytest.mark.parametrize(
    "content_type",
    [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"],
)
async def test_a_body_has_to_say_that_it_is_json(
    anybody: Caller, checker: Caller, content_type: str | None
) -> None:
    # What another site can make a browser send without asking; signing in needs no CSRF token.
    headers = {"Content-Type": content_type} if content_type else {}
    body = b'{"login": "vera", "password": "correct horse battery"}'
    answer = await anybody.http.post("/api/v1/session", content=body, headers=headers)
    assert "Content-Type" in is_problem(answer, 415)
    assert "set-cookie" not in answer.headers


async def test_json_may_name_its_encoding(checker: Caller) -> None:
    answer = await checker.http.post(
        "/api/v1/articles",
        content=b'{"text": "The mayor said so."}',
        headers={"Content-Type": "Application/JSON; charset=utf-8"},
    )
    assert answer.status_code == 201


async def test_every_answer_has_the_security_headers(anybody: Caller) -> None:
    for path in ("/api/v1/claims", "/api/health", "/api/nowhere", "/api/openapi.json"):
        headers = (await anybody.http.get(path)).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'; script-src 'self';" in headers["Content-Security-Policy"]


@pytest.fixture
async def document(anybody: Caller) -> dict[str, Any]:
    answer = await anybody.http.get("/api/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def _operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        operation
        for item in document["paths"].values()
        for method, operation in item.items()
        if method in METHODS
    ]


def test_the_document_says_what_every_call_does(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    operations = _operations(document)
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names)) > 30
    for operation in operations:
        assert operation["summary"], operation["operationId"]
        assert operation["description"], operation["operationId"]
        assert operation["tags"], operation["operationId"]


def test_the_document_says_how_every_call_fails(document: dict[str, Any]) -> None:
    for operation in _operations(document):
        failures = {
            code: answer for code, answer in operation["responses"].items() if code >= "400"
        }
        if operation["operationId"] == "isAlive":
            continue  # it asks nobody
        probe = operation["operationId"] in {"health", "isReady"}
        expected = {"503"} if probe else {"401", "403", "422", "503"}
        assert expected <= set(failures), operation["operationId"]
        for code, answer in failures.items():
            content = answer["content"]
            assert list(content) == ["application/problem+json"], (operation["operationId"], code)
            assert content["application/problem+json"]["schema"]["$ref"].endswith("/ProblemDetails")
    problem = document["components"]["schemas"]["ProblemDetails"]
    assert {"type", "title", "status", "detail"} <= set(problem["required"])


def _below(schema: type[Input]) -> Iterator[type[Input]]:
    for kind in schema.__subclasses__():
        yield kind
        yield from _below(kind)


def test_no_body_is_part_of_an_answer(document: dict[str, Any]) -> None:
    """A body's example goes to its schema: where answers have that too, it comes and goes by chance."""
    named = re.compile(r"#/components/schemas/([^']+)'")
    operations = list(_operations(document))
    bodies = set(named.findall(str([o["requestBody"] for o in operations if "requestBody" in o])))
    answers = named.findall(str([o["responses"] for o in operations]))
    components = document["components"]["schemas"]
    seen: set[str] = set()
    while answers:
        name = answers.pop()
        if name not in seen:
            seen.add(name)
            answers += named.findall(str(components[name]))
    assert len(bodies) > 30
    assert not bodies & seen


def test_every_body_has_an_example_that_the_call_takes(document: dict[str, Any]) -> None:
    inputs = {schema.__name__: schema for schema in _below(Input)}
    with_body = [operation for operation in _operations(document) if "requestBody" in operation]
    assert len(with_body) >= 10
    for operation in with_body:
        content = operation["requestBody"]["content"]
        if operation["operationId"] in {"addEvidenceFile", "importFactChecks"}:
            assert list(content) == ["multipart/form-data"]
            continue
        schema = content["application/json"]["schema"]
        if operation["operationId"] == "putArticleVersion":
            assert {"application/json", "text/plain", "text/html"} < set(content)
            continue  # whatever other systems write: test_ingest
        (reference,) = [kind for kind in schema.get("allOf", schema.get("oneOf")) if "$ref" in kind]
        assert schema["examples"], operation["operationId"]
        for example in schema["examples"]:
            msgspec.convert(example, inputs[reference["$ref"].rpartition("/")[2]])


def test_the_document_says_who_calls_and_what_may_be_sent_again() -> None:
    document = create_app(Settings()).openapi_schema.to_schema()
    schemes = document["components"]["securitySchemes"]
    assert (schemes["session"]["in"], schemes["token"]["scheme"]) == ("cookie", "bearer")

    def call(method: str, path: str) -> tuple[Any, bool]:
        found = document["paths"][f"/api/v1{path}"][method]
        names = {parameter["name"] for parameter in found.get("parameters", [])}
        return found.get("security"), "Idempotency-Key" in names

    program: dict[str, list[str]] = {"token": []}
    assert call("post", "/articles") == ([{"session": [], "csrf": []}, program], True)
    assert call("get", "/articles") == ([{"session": []}, program], False)
    assert call("get", "/session") == ([{"session": []}, program, {}], False)
    assert call("post", "/session") == (None, False)
    # Its answer has a secret and is not kept.
    assert call("post", "/tokens") == ([{"session": [], "csrf": []}, program], False)
