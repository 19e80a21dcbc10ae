"""A request's id: in the answer, the problem, the log's lines, and the lines of its jobs."""

import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest

from claimdesk.accounts.attempts import FAILURES_PER_LOGIN
from claimdesk.accounts.rules import Scope
from claimdesk.db.engine import ENGINE
from claimdesk.jobs.worker import work
from claimdesk.logs import JOBS, REQUESTS, SIGN_INS, LogFormat, formatter
from claimdesk.settings import Settings
from tests.api.conftest import ARTICLE, PASSWORD, Caller, TokenFor
from tests.api.test_bad_input import is_problem


class Lines(logging.Handler):
    """Keeps what is logged, as it is written."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(formatter(LogFormat.JSON))
        self.written: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        import json

        self.written.append(json.loads(self.format(record)))


@pytest.fixture
async def lines() -> AsyncIterator[list[dict[str, Any]]]:
    handler = Lines()
    root = logging.getLogger()
    root.addHandler(handler)
    levels = {each: each.level for each in (REQUESTS, JOBS, SIGN_INS)}
    for each in levels:
        each.setLevel(logging.INFO)
    yield handler.written
    root.removeHandler(handler)
    for each, level in levels.items():
        each.setLevel(level)


def of(lines: list[dict[str, Any]], logger: str) -> list[dict[str, Any]]:
    return [line for line in lines if line["logger"] == logger]


async def test_a_request_is_one_line_and_says_nothing_that_was_typed(
    checker: Caller, token_for: TokenFor, lines: list[dict[str, Any]]
) -> None:
    lines.clear()
    answer = await checker.get("/claims", text="hunter2")
    (line,) = of(lines, "claimdesk.request")
    assert line["request_id"] == answer.headers["X-Request-ID"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "/api/v1/claims", 200)
    assert line["actor"] == f"person {checker.id}"
    assert line["ms"] > 0
    program = await token_for(Scope.DESK_READ)
    await program.get("/articles/7")
    await checker.post("/articles/7/revisions", {"text": "hunter2"})
    await checker.post("/session", {"login": "hunter2", "password": "hunter2"})
    await checker.http.get("/nowhere.hunter2?hunter2")
    routes = [
        (line["route"], line["status"], line["actor"]) for line in of(lines, "claimdesk.request")
    ]
    assert routes[1][0] == "/api/v1/articles/{article_id}"
    assert routes[1][2].startswith("token ")
    assert routes[3] == ("/api/v1/session", 401, None)
    assert routes[4] == ("/{path}", 404, None)
    said = str([line for line in lines if line["logger"].startswith("claimdesk")])
    for secret in ("hunter2", PASSWORD, checker.http.cookies["__Host-claimdesk_session"],
                   program.http.headers["Authorization"].partition(" ")[2]):  # fmt: skip
        assert secret not in said


async def test_probes_are_no_line(anybody: Caller, lines: list[dict[str, Any]]) -> None:
    for path in ("/api/health", "/api/health/live", "/api/health/ready"):
        assert (await anybody.http.get(path)).status_code == 200
    assert of(lines, "claimdesk.request") == []


async def test_the_callers_id_is_kept_and_a_strange_one_is_not(checker: Caller) -> None:
    kept = await checker.http.get("/api/v1/claims", headers={"X-Request-ID": "proxy-00017"})
    assert kept.headers["X-Request-ID"] == "proxy-00017"
    for strange in ("x", "a b c d e f g", "<script>alert(1)</script>", "n" * 500):
        made = await checker.http.get("/api/v1/claims", headers={"X-Request-ID": strange})
        assert made.headers["X-Request-ID"] != strange


async def test_a_problem_names_its_request(checker: Caller, anybody: Caller) -> None:
    for answer in (
        await checker.get("/claims/999"),
        await anybody.get("/claims"),
        await checker.get("/claims", limit=-1),
        await anybody.http.get("/api/v2/claims"),
        await anybody.http.get("/public/claims/1/card"),
        await anybody.http.delete("/api/health"),
    ):
        assert answer.json()["request_id"] == answer.headers["X-Request-ID"], answer.text


async def test_what_went_wrong_on_our_side_is_found_by_its_id(
    checker: Caller, lines: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise LookupError("what")

    monkeypatch.setattr(ENGINE, "run_querystring", broken)
    answer = await checker.get("/claims")
    assert answer.headers["X-Request-ID"] in is_problem(answer, 500)
    failed = [line for line in lines if "exception" in line]
    assert failed
    assert failed[0]["request_id"] == answer.headers["X-Request-ID"]


async def test_a_job_says_which_request_it_came_of(
    checker: Caller, settings: Settings, lines: list[dict[str, Any]]
) -> None:
    answer = await checker.post("/articles", {"text": ARTICLE})
    assert answer.status_code == 201
    await work(settings, until_empty=True)
    jobs = of(lines, "claimdesk.job")
    mine = [line for line in jobs if line.get("request_id") == answer.headers["X-Request-ID"]]
    assert mine, jobs
    assert {line["outcome"] for line in mine} == {"done"}
    assert all(line["task"] and line["job"] and line["ms"] >= 0 for line in mine)
    by_the_clock = [line for line in jobs if "request_id" not in line]
    assert by_the_clock, "what runs by the clock came of no request"


async def test_who_comes_in_and_who_does_not_is_a_line_without_what_was_typed(
    checker: Caller, anybody: Caller, lines: list[dict[str, Any]]
) -> None:
    lines.clear()
    for login, password in (("vera", "hunter2"), ("hunter2", "hunter2"), ("vera", PASSWORD)):
        await anybody.post("/session", {"login": login, "password": password})
    change = {"current": "hunter2", "password": "ten geese on the quay"}
    is_problem(await checker.post("/account/password", change), 422)
    found = [(line["actor"], line["outcome"]) for line in of(lines, "claimdesk.sign_in")]
    vera = f"person {checker.id}"
    assert found == [
        (vera, "wrong password"),
        ("nobody", "wrong password"),
        (vera, "in by password"),
        (vera, "wrong password, signed in"),
    ]
    assert all(line["request_id"] for line in of(lines, "claimdesk.sign_in"))
    assert "hunter2" not in str(lines)


async def test_one_guess_too_many_is_a_line(
    checker: Caller, anybody: Caller, lines: list[dict[str, Any]]
) -> None:
    for _ in range(FAILURES_PER_LOGIN + 1):
        await anybody.post("/session", {"login": "vera", "password": "guess"})
    last = of(lines, "claimdesk.sign_in")[-1]
    assert (last["actor"], last["outcome"]) == (f"person {checker.id}", "too many attempts")
    assert last["level"] == "warning"
