"""Three web processes and three workers on one database, of which one each is killed half-way.

CLAIMDESK_TEST_SOAK=1 sends 5,000 articles, else 150. In the long run the killed worker's jobs are found
by the clock, as ever; else the clock's job is given out at once.
"""

import asyncio
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

import asyncpg
import httpx
import pytest

from claimdesk.accounts.attempts import FAILURES_PER_LOGIN
from tests.crash.desk import until
from tests.databases import fresh_database
from tests.processes import Process, Server, claimdesk
from tests.stories import said

SOAK = bool(os.environ.get("CLAIMDESK_TEST_SOAK"))
ARTICLES = 5000 if SOAK else 150
BATCH, SINGLE = 20, 5
PASSWORD = "a long walk by the Esk"
PATIENCE = 3600.0 if SOAK else 240.0
TAB = "tab-of-the-listener"


def query(url: str, sql: str, *arguments: Any) -> list[dict[str, Any]]:
    async def ask() -> list[dict[str, Any]]:
        connection = await asyncpg.connect(url)
        try:
            return [dict(row) for row in await connection.fetch(sql, *arguments)]
        finally:
            await connection.close()

    return asyncio.run(ask())


class Desk:
    """The processes on one database."""

    def __init__(self, url: str, folder: Path) -> None:
        env = {
            "CLAIMDESK_DATABASE_URL": url,
            "CLAIMDESK_SERVE_JOBS": "false",
            "CLAIMDESK_POOL_SIZE": "4",
            "CLAIMDESK_RATE_WRITES": "0",
        }
        self.url = url
        added = claimdesk("user", "add", "vera", "--password", PASSWORD, env=env)
        assert added.returncode == 0, added.stderr
        self.web = [Server("serve", env=env, log=folder / f"web-{n}") for n in range(3)]
        self.workers = [Process("worker", env=env, log=folder / f"worker-{n}") for n in range(3)]
        self.doomed: list[int] = []

    def start(self) -> None:
        """Start all. The first worker is known by its rows, so that it is known once it is dead."""
        self.workers[0].start()
        for server in self.web:
            Process.start(server)
        known = "SELECT id FROM procrastinate_workers ORDER BY id"
        until(lambda: len(query(self.url, known)) == 2, "the first worker works")
        self.doomed = [row["id"] for row in query(self.url, known)]
        for worker in self.workers[1:]:
            worker.start()
        for server in self.web:
            server.wait()

    def stop(self) -> None:
        for each in (*self.web, *self.workers):
            each.stop()

    def client(self, number: int, cookies: httpx.Cookies, csrf: str) -> httpx.Client:
        """Somebody who signed in elsewhere, at one of the web processes."""
        return httpx.Client(
            base_url=f"{self.web[number].address}/api/v1",
            timeout=60,
            cookies=cookies,
            headers={"X-CSRF-Token": csrf},
        )


class Listener(Thread):
    """A page that is open at one web process: what it hears, each thing once by its number."""

    def __init__(self, client: httpx.Client) -> None:
        super().__init__(daemon=True)
        self.articles: set[int] = set()
        self.presence: list[Any] = []
        self.hears = Event()
        self.over = Event()
        self._client = client

    def run(self) -> None:
        last = ""
        while not self.over.is_set():
            headers = {"Last-Event-ID": last} if last else {}
            with (
                suppress(httpx.TransportError),
                self._client.stream("GET", "/events", params={"tab": TAB}, headers=headers) as said,
            ):
                kind = ""
                for line in said.iter_lines():
                    if self.over.is_set():
                        return
                    name, _, value = line.partition(": ")
                    if name == "id":
                        last = value
                    elif name == "event":
                        kind = value
                    elif name == "data":
                        self._hear(kind, json.loads(value))

    def _hear(self, kind: str, data: Any) -> None:
        self.hears.set()
        if kind == "changes":
            self.articles |= {each["article"] for each in data if each["action"] == "take_in"}
        elif kind == "presence":
            self.presence.append(data)
        assert kind != "many"


class Senders:
    """Several who send articles to the first two web processes; where one is gone, to the other."""

    def __init__(self, clients: list[httpx.Client]) -> None:
        self._clients = clients
        self._lock = Lock()
        self.sent = 0
        self.again = 0
        self.replayed = 0

    def send(self, first: int) -> None:
        """The articles from a number on: some together, the others one by one."""
        items = [article(number) for number in range(first, first + BATCH)]
        self._post(f"batch-{first}", first, "/articles/batch", {"items": items})
        for number in range(first + BATCH, first + BATCH + SINGLE):
            self._post(f"article-{number}", number, "/articles", article(number))
        with self._lock:
            self.sent += BATCH + SINGLE

    def _post(self, key: str, number: int, path: str, body: Any) -> None:
        give_up = time.monotonic() + 120
        answered: list[Any] = []
        for turn in count(number // SINGLE):
            assert time.monotonic() < give_up, f"{key} was never answered twice"
            try:
                client = self._clients[turn % len(self._clients)]
                answer = client.post(path, json=body, headers={"Idempotency-Key": key})
            except httpx.TransportError:
                self.again += 1
                time.sleep(0.05)
                continue
            assert answer.is_success, answer.text
            answered.append(answer.json())
            self.replayed += "idempotent-replay" in answer.headers
            # Now and then the same again, which goes to the other process as long as it lives.
            if len(answered) == 2 or number % 4:
                break
        assert all(each == answered[0] for each in answered), f"{key} was done twice"


def article(number: int) -> dict[str, str]:
    """One of a pair that says the same."""
    text = f"Wire {number}\n\n{said(number // 2)}"
    return {"source": "wire", "external_id": f"wire-{number}", "text": text}


@contextmanager
def desk(server_url: str, folder: Path) -> Iterator[Desk]:
    with fresh_database(server_url) as url:
        found = Desk(url, folder)
        try:
            found.start()
            yield found
        finally:
            found.stop()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_every_article_comes_in_once_though_processes_are_killed(
    server_url: str, tmp_path: Path
) -> None:
    with desk(server_url, tmp_path) as running:
        session = httpx.post(
            f"{running.web[0].address}/api/v1/session",
            json={"login": "vera", "password": PASSWORD},
            timeout=60,
        ).raise_for_status()
        csrf = session.json()["csrf_token"]
        clients = [running.client(number, session.cookies, csrf) for number in range(3)]
        for client in clients:
            assert client.get("/session").is_success
        listener = Listener(clients[2])
        listener.start()
        assert listener.hears.wait(60)
        senders = Senders(clients[:2])
        began = time.monotonic()
        with ThreadPoolExecutor(4) as people:
            tasks = [
                people.submit(senders.send, first) for first in range(0, ARTICLES, BATCH + SINGLE)
            ]
            until(
                lambda: (
                    senders.sent >= ARTICLES // 2
                    or any(task.done() and task.exception() for task in tasks)
                ),
                "half is sent",
                PATIENCE,
            )
            running.web[0].kill()
            running.workers[0].kill()
            for task in tasks:
                task.result()
        taken_along = query(
            running.url,
            "SELECT count(*) AS n FROM procrastinate_jobs WHERE status = 'doing' AND worker_id = ANY($1)",
            running.doomed,
        )[0]["n"]
        if not SOAK:
            _look_for_what_the_killed_one_left(running)
        open_jobs = (
            "SELECT count(*) AS n FROM procrastinate_jobs WHERE status = 'doing' "
            "OR (status = 'todo' AND coalesce(scheduled_at, '-infinity') <= now())"
        )
        until(lambda: query(running.url, open_jobs)[0]["n"] == 0, "all jobs end", PATIENCE, 0.5)
        seconds = time.monotonic() - began
        _each_once(running.url)
        ids = {row["id"] for row in query(running.url, "SELECT id FROM article")}
        until(lambda: listener.articles == ids, "the third process heard of every article")
        _one_desk_at_all_processes(running, clients, listener)
        listener.over.set()
        for client in clients:
            client.close()
        checked = claimdesk("doctor", env={"CLAIMDESK_DATABASE_URL": running.url})
        assert checked.returncode == 0, checked.stderr
        assert all(each.lives for each in (*running.web[1:], *running.workers[1:]))
    assert senders.again, "nobody noticed that a web process was gone"
    assert senders.replayed, "nothing was sent to two processes"
    print(  # noqa: T201
        f"{ARTICLES} articles in {seconds:.0f} s; {taken_along} jobs went with the killed worker, "
        f"{senders.again} calls were sent again, {senders.replayed} answered from memory"
    )


def _look_for_what_the_killed_one_left(running: Desk) -> None:
    """What the clock has done within five minutes: its sign of life is old, and is looked for."""
    query(running.url, "DELETE FROM procrastinate_workers WHERE id = ANY($1)", running.doomed)
    query(
        running.url,
        "INSERT INTO procrastinate_jobs (task_name, queue_name, args, status) "
        "VALUES ('jobs.rescue', 'default', '{\"timestamp\": 0}', 'todo')",
    )


def _each_once(url: str) -> None:
    """Each article is there, extracted and matched, once: by the tables and by the audit trail."""
    rows = query(
        url,
        "SELECT a.external_id, (SELECT count(*) FROM claim c WHERE c.article = a.id) AS claims, "
        "(SELECT count(*) FROM revision r WHERE r.article = a.id) AS revisions, "
        "(SELECT count(*) FROM audit_event e WHERE e.article = a.id AND e.action = 'take_in') AS told, "
        "array(SELECT o.external_id FROM claim c JOIN claim_match m ON m.claim = c.id "
        "JOIN claim f ON f.id = m.found JOIN article o ON o.id = f.article "
        "WHERE c.article = a.id) AS matched FROM article a",
    )
    assert Counter(row["external_id"] for row in rows) == Counter(
        f"wire-{number}" for number in range(ARTICLES)
    )
    for row in rows:
        number = int(row["external_id"].removeprefix("wire-"))
        assert (row["claims"], row["revisions"], row["told"]) == (1, 1, 1), row
        assert row["matched"] == [f"wire-{number ^ 1}"], row
    assert query(url, "SELECT * FROM procrastinate_jobs WHERE status = 'failed'") == []
    undone = "SELECT * FROM ingest WHERE state <> 'done' OR added + same <> total OR refused > 0"
    assert query(url, undone) == []


def _one_desk_at_all_processes(
    running: Desk, clients: list[httpx.Client], listener: Listener
) -> None:
    """What one process is told holds at the others: who is where, who guesses, who signed out."""
    second, third = clients[1:]
    claim = third.get("/claims").json()["items"][0]["id"]
    second.put("/presence", json={"tab": TAB, "claim": claim}).raise_for_status()
    until(
        lambda: any(each["claim"] == claim and each["people"] for each in listener.presence),
        "who is on a claim is told at the other process",
    )
    guess = {"login": "vera", "password": "wrong"}
    codes = [
        httpx.post(f"{running.web[1 + n % 2].address}/api/v1/session", json=guess).status_code
        for n in range(FAILURES_PER_LOGIN + 2)
    ]
    assert codes == [*[401] * FAILURES_PER_LOGIN, 429, 429]
    assert second.delete("/session").is_success
    assert third.get("/claims").status_code == 401
