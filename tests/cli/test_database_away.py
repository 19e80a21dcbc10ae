"""What the desk answers when its database is killed, full or read-only; and that it comes back by itself."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

from claimdesk.db.embedded import embedded_postgres
from tests.databases import fresh_database
from tests.db.embedded_support import data_of, postmaster, psql
from tests.processes import claimdesk, environment, serving

PASSWORD = "correct horse battery"
PATIENCE = 90.0


def sign_in(address: str) -> httpx.Client:
    client = httpx.Client(base_url=f"{address}/api/v1", timeout=60)
    body = {"login": "vera", "password": PASSWORD}
    me = client.post("/session", json=body).raise_for_status()
    client.headers["X-CSRF-Token"] = me.json()["csrf_token"]
    return client


@contextmanager
def desk(data_dir: Path, log: Path) -> Iterator[httpx.Client]:
    """A served desk on its embedded database, and a checker signed in."""
    folder = ("--data-dir", str(data_dir))
    added = claimdesk("user", "add", "vera", "--password", PASSWORD, *folder, env={})
    assert added.returncode == 0, added.stderr
    with (
        serving("serve", *folder, env={}, log=log) as (address, _),
        closing(sign_in(address)) as client,
    ):
        yield client


def send(client: httpx.Client, text: str = "The mayor said it was 5 percent.") -> httpx.Response:
    return client.post("/articles", json={"text": text})


def is_away(answer: httpx.Response) -> None:
    """A problem that says what to do, and when to ask again."""
    assert answer.status_code == 503, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["detail"]


def until(
    client: httpx.Client, ask: Callable[[], httpx.Response], wanted: int
) -> list[httpx.Response]:
    """Ask until it answers as wanted: all answers before, each of which has to be a 503."""
    before: list[httpx.Response] = []
    deadline = time.monotonic() + PATIENCE
    while (answer := ask()).status_code != wanted:
        is_away(answer)
        before.append(answer)
        assert time.monotonic() < deadline, "it never came back"
        time.sleep(0.05)
    return before


@contextmanager
def worker(data_dir: Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker of its own for the block."""
    command = [sys.executable, "-m", "claimdesk", "worker", "--data-dir", str(data_dir)]
    with log.open("wb") as said:
        process = subprocess.Popen(command, env=environment({}), stdout=said, stderr=said)  # noqa: S603
    try:
        yield process
    finally:
        process.terminate()
        process.wait(60)


def all_work(data_dir: Path) -> None:
    """Wait until the desk's own worker and the one beside it take jobs, two queues each."""
    deadline = time.monotonic() + PATIENCE
    with embedded_postgres(data_dir) as url:
        while int(psql(url, "SELECT count(*) FROM procrastinate_workers")) < 4:
            assert time.monotonic() < deadline, "the worker never began"
            time.sleep(0.2)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_database_that_ends_is_started_again_by_whoever_uses_it(
    tmp_path: Path, data_dir: Path, number: signal.Signals
) -> None:
    with desk(data_dir, tmp_path / "log") as client:
        kept = [send(client).json()["id"] for _ in range(3)]
        with worker(data_dir, tmp_path / "worker") as beside:
            all_work(data_dir)
            for _ in range(2):
                first = postmaster(data_dir)
                first.send_signal(number)
                until(client, lambda: send(client), 201)
                until(client, lambda: client.get("/articles"), 200)
                assert postmaster(data_dir) != first
            assert beside.poll() is None, (tmp_path / "worker").read_text()
        found = {item["id"] for item in client.get("/articles").json()["items"]}
        assert set(kept) <= found
    assert "starting it again" in (tmp_path / "log").read_text() + (tmp_path / "worker").read_text()
    checked = claimdesk("doctor", "--data-dir", str(data_dir), env={})
    assert checked.returncode == 0, checked.stderr


def test_a_database_that_takes_no_changes_says_so_and_is_read(
    tmp_path: Path, data_dir: Path
) -> None:
    with (
        desk(data_dir, tmp_path / "log") as client,
        embedded_postgres(data_dir) as url,
    ):
        other = url.replace("/claimdesk?", "/postgres?")
        psql(other, "ALTER DATABASE claimdesk SET default_transaction_read_only = on")
        cut = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        psql(url, cut)
        answers = [send(client) for _ in range(5)]
        for answer in answers:
            is_away(answer)
        assert "takes no changes" in answers[-1].json()["detail"]
        psql(other, "ALTER DATABASE claimdesk RESET ALL")
        psql(url, cut)
        until(client, lambda: send(client), 201)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A file system of that size, where one may be mounted; else the test is skipped."""
    folder.mkdir(parents=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0755", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:  # noqa: S603
        pytest.skip("a small disk can be had by root alone, where mounting is allowed")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)  # noqa: S603, S607


def words(count: int, seed: int) -> str:
    """Text that does not compress well."""
    chance = random.Random(seed)  # noqa: S311
    return " ".join(f"{chance.getrandbits(60):x}" for _ in range(count))


def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path: Path, data_dir: Path) -> None:
    with small_disk(data_dir, "260m") as folder, desk(folder, tmp_path / "log") as client:
        kept = [send(client).json()["id"]]
        ballast = folder / "ballast"
        free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
        with ballast.open("wb") as file:
            file.write(b"\0" * max(0, free - 6_000_000))
        refused: list[httpx.Response] = []
        for seed in range(200):
            answer = send(client, words(12_000, seed))
            if answer.status_code == 201:
                kept.append(answer.json()["id"])
                continue
            is_away(answer)
            refused.append(answer)
            if len(refused) == 5:
                break
        assert refused, "the disk never got full"
        ballast.unlink()
        until(client, lambda: send(client), 201)
        for number in kept:
            assert client.get(f"/articles/{number}").status_code == 200
        assert any("disk is full" in answer.json()["detail"] for answer in refused)


def test_a_backup_for_which_there_is_no_room_is_none(tmp_path: Path, server_url: str) -> None:
    with fresh_database(server_url) as url, small_disk(tmp_path / "target", "64k") as target:
        env = {"CLAIMDESK_DATABASE_URL": url}
        added = claimdesk("user", "add", "vera", "--password", PASSWORD, env=env)
        assert added.returncode == 0, added.stderr
        refused = claimdesk("backup", str(target / "desk.zip"), env=env)
        assert refused.returncode == 1
        assert "Check the space on its disk" in refused.stderr
        assert "Traceback" not in refused.stderr
        assert list(target.iterdir()) == []


def test_a_read_only_disk_is_said_at_the_start(tmp_path: Path, data_dir: Path) -> None:
    with small_disk(data_dir, "200m") as folder:
        with desk(folder, tmp_path / "log"):
            pass
        data = data_of(folder)
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)  # noqa: S603, S607
        for command in (["serve", "--port", "8499"], ["doctor"], ["worker"]):
            refused = claimdesk(*command, "--data-dir", str(folder), env={})
            assert refused.returncode == 1
            assert "Read-only file system" in refused.stderr
            assert "Check its permissions" in refused.stderr
            assert "Traceback" not in refused.stderr
        subprocess.run(["mount", "-o", "remount,rw", folder], check=True)  # noqa: S603, S607
        assert data.is_dir()
        checked = claimdesk("doctor", "--data-dir", str(folder), env={})
        assert checked.returncode == 0, checked.stderr
