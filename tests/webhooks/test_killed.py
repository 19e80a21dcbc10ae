"""Killing the process that publishes and sends, at any moment, loses nothing and mixes nothing up.

CLAIMDESK_TEST_SOAK=1 does it at full length: 1,000 publications and 50 kills, some minutes long.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from typing import Any

import httpx
import pytest

from claimdesk.client import Claimdesk
from claimdesk.demo import PASSWORD
from tests.databases import fresh_database
from tests.processes import Server
from tests.webhook_receiver import Receiver, Reply, receiving

SOAK = bool(os.environ.get("CLAIMDESK_TEST_SOAK"))
PUBLICATIONS, KILLS = (1000, 50) if SOAK else (20, 1)
PER_ARTICLE = 10
PATIENCE = 120.0


def sign_in(server: Server, login: str) -> httpx.Client:
    """Somebody of the demo's, whose session outlives the process."""
    client = httpx.Client(base_url=f"{server.address}/api/v1", timeout=30)
    answer = client.post("/session", json={"login": login, "password": PASSWORD})
    client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
    return client


def until(holds: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    give_up = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < give_up, f"waited in vain: {what}"
        time.sleep(0.05)


def good(answer: httpx.Response) -> Any:
    assert answer.is_success, answer.text
    return answer.json()


def submitted(checker: httpx.Client, article: int) -> list[int]:
    """The claims of a new article, each with a verdict that waits for an editor."""
    lines = [
        f"Pier {10 * article + k} lost {20 + k} percent of its traffic, Maren Holt said."
        for k in range(PER_ARTICLE)
    ]
    made = good(checker.post("/articles", json={"text": f"Piers {article}\n\n" + " ".join(lines)}))
    claims = [claim["id"] for claim in made["claims"]]
    assert len(claims) == PER_ARTICLE
    for claim in claims:
        path = f"/claims/{claim}"
        good(checker.post(f"{path}/assignment", json={}))
        good(checker.post(f"{path}/evidence", json={"url": "http://127.0.0.1:9/no-page"}))
        version = checker.get(path).headers["ETag"]
        verdict = {"rating": "true", "summary": "So it is.", "submit": True}
        good(checker.put(f"{path}/verdict", json=verdict, headers={"If-Match": version}))
    return claims


def publish(editor: httpx.Client, claim: int) -> None:
    """Approve and publish, sent until there is an answer: under one key it acts once."""
    key = {"Idempotency-Key": f"publish-{claim}"}
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        try:
            answer = editor.post(f"/claims/{claim}/approval", json={}, headers=key)
        except httpx.TransportError:
            time.sleep(0.1)
            continue
        if answer.status_code < 500:
            good(answer)
            return
        time.sleep(0.1)
    raise AssertionError(f"claim {claim} was not published")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killing_it_loses_nothing(server_url: str, tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311
    with (
        fresh_database(server_url) as url,
        receiving() as receiver,
    ):
        env = {"CLAIMDESK_DATABASE_URL": url, "CLAIMDESK_FETCH_ALLOW": "127.0.0.1"}
        server = Server("demo", env=env, log=tmp_path / "log")
        server.start()
        try:
            _run(server, receiver, chance)
        finally:
            server.stop()


def _run(server: Server, receiver: Receiver, chance: random.Random) -> None:
    checker, editor, admin = (sign_in(server, login) for login in ("amara", "tobias", "harriet"))
    with closing(checker), closing(editor), closing(admin):
        articles = PUBLICATIONS // PER_ARTICLE
        with ThreadPoolExecutor(3) as several:
            prepared = list(several.map(lambda n: submitted(checker, n), range(articles)))
        claims = [claim for own in prepared for claim in own]
        chance.shuffle(claims)
        scoped = {"name": "cms", "scopes": ["ratings:read"]}
        cms = Claimdesk(server.address, good(admin.post("/tokens", json=scoped))["secret"])
        before = max((event.seq for event in cms.events()), default=0)
        made = good(admin.post("/webhooks", json={"name": "CMS", "url": receiver.url}))
        receiver.secrets.append(made["secret"])

        def answer(_: Any) -> Reply:
            if chance.random() < 0.02:
                return Reply(500)
            time.sleep(chance.random() * 0.03)  # so that kills meet messages under way
            return Reply()

        receiver.answer = answer
        published = 0
        over = Event()

        def work() -> None:
            nonlocal published
            try:
                for claim in claims:
                    publish(editor, claim)
                    published += 1
            finally:
                over.set()

        publisher = Thread(target=work)
        publisher.start()
        for kill in range(1, KILLS + 1):
            due = kill * PUBLICATIONS // (KILLS + 1)
            while published < due and not over.is_set():
                time.sleep(0.01)
            time.sleep(chance.random() * 0.2)
            server.kill()
            server.start()
        publisher.join(timeout=PATIENCE)
        assert published == PUBLICATIONS
        with cms:
            events = list(cms.events(after=before))
        assert len(events) == PUBLICATIONS
        # The one that failed by chance is tried again after 5 seconds, or 5 minutes: without waiting.
        path = f"/webhooks/{made['id']}"

        def all_there() -> bool:
            if len(receiver.taken) < PUBLICATIONS:
                waiting = good(admin.get(f"{path}/deliveries", params={"state": "pending"}))
                ids = [item["id"] for item in waiting["items"]]
                if ids:
                    good(admin.post(f"{path}/redelivery", json={"deliveries": ids}))
                time.sleep(0.5)
                return False
            return True

        until(all_there, "every event has arrived", PATIENCE * 2)
    by_article: dict[int, list[int]] = {}
    for event in events:
        by_article.setdefault(event.article.id, []).append(event.seq)
    assert receiver.by_article() == by_article, "every event, once, in order within its article"
    assert all(message.valid for message in receiver.tries)
    bodies = {
        message.id: {m.raw for m in receiver.tries if m.id == message.id}
        for message in receiver.taken.values()
    }
    assert all(len(same) == 1 for same in bodies.values())
    more = len(receiver.tries) - len(receiver.taken)
    print(f"{PUBLICATIONS} publications, {KILLS} kills, {more} tries more than messages")  # noqa: T201
