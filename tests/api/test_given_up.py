"""Work that ends whoever does it is not done for ever, and whoever watches it is told."""

import asyncio
import subprocess
import sys
from typing import Any

import pytest
from procrastinate.jobs import Status

from claimdesk.db.engine import ENGINE, fetch, transaction
from claimdesk.ingest.jobs import READ_FEED
from claimdesk.jobs.figures import MOST_DEATHS
from claimdesk.jobs.queue import QUEUE, enqueue
from claimdesk.jobs.rescue import rescue
from claimdesk.jobs.retries import ATTEMPTS
from claimdesk.jobs.worker import work
from claimdesk.settings import Settings
from tests.api.conftest import Caller
from tests.api.test_batches import story
from tests.api.test_fact_checks import feed, send
from tests.processes import environment

# A worker to which an import is what a file that takes all memory would be.
DEADLY = """
import os, signal
from claimdesk.__main__ import main
from claimdesk.factchecks import service

async def read_kept(number):
    os.kill(os.getpid(), signal.SIGKILL)

service.read_kept = read_kept
main(["worker", "--until-empty"])
"""


async def later() -> None:
    """The dead show no sign of life any more, and what waits is due."""
    await fetch("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '2 minutes'")
    await fetch("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")


async def end_workers(settings: Settings, times: int, jobs: int = 1) -> None:
    """So often a worker takes what is due and is gone, and is found to be so."""
    for _ in range(times):
        dead = await QUEUE.job_manager.register_worker()
        for _ in range(jobs):
            assert await QUEUE.job_manager.fetch_job(queues=None, worker_id=dead)
        await later()
        await rescue(settings)
        await later()


async def statuses() -> list[str]:
    """Of all but what a worker gives out by the clock."""
    rows = await fetch(
        "SELECT status FROM procrastinate_jobs WHERE queueing_lock IS NULL ORDER BY id"
    )
    return [row["status"] for row in rows]


async def jobs_part(admin: Caller) -> dict[str, Any]:
    found = (await admin.get("/health/details")).json()["parts"]
    return next(part for part in found if part["key"] == "jobs")


async def test_a_file_that_kills_its_reader_is_given_up_and_says_so(
    admin: Caller, settings: Settings, database_url: str
) -> None:
    path = f"/fact-checks/imports/{(await send(admin, feed(3))).json()['id']}"
    env = environment({"CLAIMDESK_DATABASE_URL": database_url})

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603  (our own program)
            [sys.executable, *arguments],
            env=env,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    for _ in range(MOST_DEATHS):
        assert (await admin.get(path)).json()["state"] == "waiting"
        ended = await asyncio.to_thread(run, "-c", DEADLY)
        assert ended.returncode == -9, ended.stderr
        await later()
        await rescue(settings)
        await later()
        # What ran by the clock died along. As a suspect it would run before, and this worker is done then.
        await fetch("DELETE FROM procrastinate_jobs WHERE queueing_lock IS NOT NULL")
    found = (await admin.get(path)).json()
    assert found["state"] == "broken"
    assert found["problem"].startswith("The process that did this was killed 3 times")
    await work(settings, until_empty=True)
    await rescue(settings)
    assert (await admin.get(path)).json() == found
    facts = {each["key"]: each["value"] for each in (await jobs_part(admin))["facts"]}
    assert facts["ended_worker"] == "factchecks.read (1)"
    said = await asyncio.to_thread(run, "-m", "claimdesk", "doctor")
    assert "each ended its worker 3 times" in said.stderr
    assert "factchecks.read: 1" in said.stderr


async def test_a_worker_that_died_twice_is_no_reason(admin: Caller, settings: Settings) -> None:
    path = f"/fact-checks/imports/{(await send(admin, feed(3))).json()['id']}"
    await end_workers(settings, MOST_DEATHS - 1)
    await work(settings, until_empty=True)
    assert (await admin.get(path)).json()["state"] == "done"
    assert await fetch("SELECT * FROM job_mishap WHERE deaths > 0") == []


async def test_what_died_together_again_is_tried_one_by_one(
    admin: Caller, settings: Settings
) -> None:
    for count in (1, 2, 3):
        await send(admin, feed(count), f"{count}.json")
    await end_workers(settings, 2, jobs=3)
    lives = await QUEUE.job_manager.register_worker()
    for _ in range(3):
        job = await QUEUE.job_manager.fetch_job(queues=None, worker_id=lives)
        assert job
        # However long that one runs, no other begins beside it.
        assert await QUEUE.job_manager.fetch_job(queues=None, worker_id=lives) is None
        await QUEUE.job_manager.finish_job(job, Status.SUCCEEDED, delete_job=True)
    assert await statuses() == []


async def test_a_suspect_that_fails_keeps_no_other_waiting(
    admin: Caller, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claimdesk.factchecks import service

    async def fails(number: int) -> None:
        raise LookupError(number)

    for count in (1, 2):
        await send(admin, feed(count), f"{count}.json")
    await end_workers(settings, 2, jobs=2)
    monkeypatch.setattr(service, "read_kept", fails)
    for _ in range(5):  # one suspect at a time: a worker may find the lane taken, and end
        await work(settings, until_empty=True)
        tried = await fetch("SELECT failures FROM job_mishap WHERE failures > 0")
        if len(tried) == 2:
            break
    assert tried == [{"failures": 1}, {"failures": 1}]


async def test_kills_at_other_articles_are_not_held_against_this_one(
    checker: Caller, settings: Settings
) -> None:
    items = [story(n) for n in range(MOST_DEATHS + 2)]
    path = (await checker.post("/articles/batch", {"items": items})).headers["Location"]
    path = path.removeprefix("/api/v1")
    for number in range(1, MOST_DEATHS + 2):
        await end_workers(settings, MOST_DEATHS - 1)
        assert await statuses() == ["todo"]
        await fetch("UPDATE ingest SET done = {}", number)
    await work(settings, until_empty=True)
    found = (await checker.get(path)).json()
    assert (found["state"], found["done"], found["refused"]) == ("done", len(items), 0)


async def test_failures_of_a_file_count_anew_once_it_is_further(
    admin: Caller, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claimdesk.factchecks import service

    async def fails(number: int) -> None:
        await fetch("UPDATE fact_check_import SET read = read + 1")
        raise LookupError(number)

    path = f"/fact-checks/imports/{(await send(admin, feed(3))).json()['id']}"
    with monkeypatch.context() as patched:
        patched.setattr(service, "read_kept", fails)
        for _ in range(ATTEMPTS + 2):
            await work(settings, until_empty=True)
            assert await statuses() == ["todo"]
            await later()
    await fetch("UPDATE fact_check_import SET read = 0")
    await work(settings, until_empty=True)
    assert (await admin.get(path)).json()["state"] == "done"


async def test_two_rescues_at_once_tell_once(checker: Caller, settings: Settings) -> None:
    items = [story(n) for n in range(4)]
    path = (await checker.post("/articles/batch", {"items": items})).headers["Location"]
    await fetch("UPDATE procrastinate_jobs SET status = 'aborted'")
    async with asyncio.timeout(60), transaction():
        # They have both read what is untold before either may go on.
        await fetch("SELECT FROM ingest FOR UPDATE")
        both = [asyncio.create_task(in_a_transaction_of_its_own(settings)) for _ in range(2)]
        await until_two_wait()
    await asyncio.gather(*both)
    found = (await checker.get(path.removeprefix("/api/v1"))).json()
    assert (found["done"], found["refused"]) == (1, 1)
    assert await statuses() == ["aborted", "todo"]


async def in_a_transaction_of_its_own(settings: Settings) -> None:
    ENGINE.current_transaction.set(None)
    await rescue(settings)


async def until_two_wait() -> None:
    """The server says of two that they wait for a lock."""
    waiting = (
        "SELECT FROM pg_stat_activity WHERE datname = current_database() "
        "AND wait_event_type = 'Lock'"
    )
    while len(await fetch(waiting)) < 2:
        await fetch("SELECT pg_stat_clear_snapshot()")
        await asyncio.sleep(0.01)


async def test_a_batch_goes_on_behind_what_kills_it(checker: Caller, settings: Settings) -> None:
    items = [story(n) for n in range(3)]
    path = (await checker.post("/articles/batch", {"items": items})).headers["Location"]
    path = path.removeprefix("/api/v1")
    await end_workers(settings, MOST_DEATHS)
    await work(settings, until_empty=True)
    found = (await checker.get(path)).json()
    assert (found["state"], found["done"], found["added"], found["refused"]) == ("done", 3, 2, 1)
    (refusal,) = found["refusals"]
    assert (refusal["number"], refusal["name"]) == (1, "berth-0")
    assert "killed 3 times" in refusal["detail"]


async def test_a_feed_that_kills_its_reader_says_so(admin: Caller, settings: Settings) -> None:
    made = await admin.post("/feeds", {"url": "https://feeds.example.org/x", "source": "paper"})
    number = made.json()["id"]
    await enqueue(READ_FEED, feed=number)
    await end_workers(settings, MOST_DEATHS)
    await rescue(settings)
    found = (await admin.get(f"/feeds/{number}")).json()
    assert (found["failures"], "killed 3 times" in found["problem"]) == (1, True)


async def test_an_import_that_fails_each_time_says_so_too(
    admin: Caller, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claimdesk.factchecks import service

    async def fails(number: int) -> None:
        raise LookupError(number)

    path = f"/fact-checks/imports/{(await send(admin, feed(3))).json()['id']}"
    monkeypatch.setattr(service, "read_kept", fails)
    for _ in range(1 + ATTEMPTS):
        assert await statuses() == ["todo"]
        await work(settings, until_empty=True)
        await later()
    assert await statuses() == ["failed"]
    await rescue(settings)
    found = (await admin.get(path)).json()
    assert (found["state"], "failed each time" in found["problem"]) == ("broken", True)


async def test_what_was_aborted_is_told_and_seen_as_well(admin: Caller, settings: Settings) -> None:
    path = f"/fact-checks/imports/{(await send(admin, feed(3))).json()['id']}"
    await fetch("UPDATE procrastinate_jobs SET status = 'aborted'")
    await rescue(settings)
    assert (await admin.get(path)).json()["state"] == "broken"
    facts = {each["key"]: each["value"] for each in (await jobs_part(admin))["facts"]}
    assert (facts["failed"], facts["failed_kinds"]) == (1, "factchecks.read (1)")


async def test_what_cannot_be_told_keeps_nothing_from_the_others(
    admin: Caller, settings: Settings
) -> None:
    gone = (await send(admin, feed(1), "one.json")).json()
    path = f"/fact-checks/imports/{(await send(admin, feed(2))).json()['id']}"
    await fetch("UPDATE procrastinate_jobs SET status = 'failed'")
    await fetch(
        "UPDATE procrastinate_jobs SET args = '[]' WHERE (args ->> 'number')::int = {}", gone["id"]
    )
    await rescue(settings)
    assert (await admin.get(path)).json()["state"] == "broken"
