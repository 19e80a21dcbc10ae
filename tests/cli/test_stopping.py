"""A server that is told to stop under load: nothing that was asked is lost, nothing begun is cut off."""

import json
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from tests.cli.test_demo import sign_in
from tests.processes import serving
from tests.web_server import Answer, WebServer, web_server

PAGE = b"<html><body><article><p>Berths cost half as much again.</p></article></body></html>"

ENV = {
    "CLAIMDESK_FETCH_ALLOW": "127.0.0.1",
    "CLAIMDESK_FETCH_SECONDS": "300",
    "CLAIMDESK_STOP_SECONDS": "2",
    "CLAIMDESK_LOG_FORMAT": "json",
    "CLAIMDESK_SESSION_HOURS": "1",
}


PATIENT = 120.0
"""Seconds before the test gives up; what takes less is not measured."""


def _is_ready(address: str) -> bool:
    return httpx.get(f"{address}/api/health/ready", timeout=10).status_code == 200


class Load:
    """Readers and writers behind something that asks, as a proxy does, where it may send them."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.taken: list[int] = []
        self.answers: list[int] = []
        self.stop = threading.Event()

    def run(self, number: int) -> None:
        """Write and read until the server says that it stops. Whatever breaks is raised."""
        with closing(sign_in(self.address, "amara")) as client:
            turn = 0
            while not self.stop.is_set():
                text = f"Load {number}.{turn}: the mayor said that it cost {turn + 2} percent."
                posted = client.post("/articles", json={"text": text})
                read = client.get("/claims", params={"limit": 5})
                self.answers += [posted.status_code, read.status_code]
                if posted.status_code == 201:
                    self.taken.append(posted.json()["id"])
                turn += 1


def _slow_post(address: str, client: httpx.Client) -> tuple[socket.socket, bytes]:
    """A request whose second half is still to be sent."""
    body = json.dumps({"text": "Slowly: the harbour master said that the basin had silted up."})
    where = urlsplit(address)
    head = (
        f"POST /api/v1/articles HTTP/1.1\r\nHost: {where.netloc}\r\nConnection: close\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        f"X-CSRF-Token: {client.headers['X-CSRF-Token']}\r\n"
        f"Cookie: claimdesk_session={client.cookies['claimdesk_session']}\r\n\r\n"
    )
    line = socket.create_connection((where.hostname, where.port or 80), timeout=30)
    line.sendall((head + body[:10]).encode())
    return line, body[10:].encode()


def _listen(client: httpx.Client) -> list[str]:
    """What a stream says, until the server ends it."""
    with client.stream("GET", "/events", timeout=60) as stream:
        return [text for text in stream.iter_lines() if text.startswith("event: ")]


def test_nothing_is_lost_when_a_server_stops_under_load(tmp_path: Path, data_dir: Path) -> None:
    desk = ("--data-dir", str(data_dir))
    released = threading.Event()

    def stuck() -> Iterator[bytes]:
        released.wait(120)
        yield PAGE

    with web_server() as web:
        web.pages["/"] = Answer(stuck)
        try:
            articles, archive = _stop_under_load(tmp_path / "log", desk, web)
        finally:
            released.set()
        web.pages["/"] = Answer(PAGE)
        with (
            serving("demo", *desk, env=ENV, log=tmp_path / "log") as (address, _),
            closing(sign_in(address, "amara")) as amara,
        ):
            for article in articles:
                assert amara.get(f"/articles/{article}").status_code == 200
            # The job that was under way was given back, so it runs at once and not only once its
            # worker has shown no sign of life for minutes.
            give_up = time.monotonic() + PATIENT
            while not (looks := amara.get(archive).json()) and time.monotonic() < give_up:
                time.sleep(0.1)
            assert [look["error"] for look in looks] == [""]


def _stop_under_load(log: Path, desk: tuple[str, str], web: WebServer) -> tuple[list[int], str]:
    """The articles that were taken, and the archive of a link whose page was being fetched."""
    with (
        serving("demo", *desk, env=ENV, log=log) as (address, process),
        closing(sign_in(address, "amara")) as amara,
        ThreadPoolExecutor(8) as people,
    ):
        claim = amara.get("/claims", params={"state": "new"}).json()["items"][0]["id"]
        link = amara.post(f"/claims/{claim}/evidence", json={"url": web.url("/")}).json()["id"]
        load = Load(address)
        busy = [people.submit(load.run, number) for number in range(4)]
        stream = people.submit(_listen, amara)
        give_up = time.monotonic() + PATIENT
        while len(load.taken) < 8 or not web.asked:
            assert time.monotonic() < give_up, "the load never began"
            assert not [task.result() for task in busy if task.done()]
            time.sleep(0.05)
        line, rest = _slow_post(address, amara)
        process.send_signal(signal.SIGTERM)
        give_up = time.monotonic() + PATIENT
        while _is_ready(address):
            assert time.monotonic() < give_up, "it never said that it stops"
            time.sleep(0.02)
        assert httpx.get(f"{address}/api/health/live", timeout=10).status_code == 200
        load.stop.set()
        for task in busy:
            task.result(timeout=PATIENT)  # raises what a client met: a line that broke, a refusal
        events = stream.result(timeout=PATIENT)
        with closing(line):
            line.sendall(rest)
            said = b"".join(iter(lambda: line.recv(65536), b""))
        assert process.wait(timeout=PATIENT) == 128 + signal.SIGTERM
    assert said.startswith(b"HTTP/1.1 201"), said[:300]
    slow: int = json.loads(said.partition(b"\r\n\r\n")[2])["id"]
    assert set(load.answers) == {200, 201}
    assert events[0] == "event: hello"
    assert events[-1] == "event: bye"
    lines = [json.loads(each) for each in log.read_text().splitlines() if each.startswith("{")]
    assert [each for each in lines if each["level"] in {"error", "critical"}] == []
    assert "Traceback" not in log.read_text()
    return [*load.taken, slow], f"/claims/{claim}/evidence/{link}/archive"
