"""A worker that is stopped gives its jobs back, as often as that is; failures alone are counted."""

import asyncio
from typing import Any

import pytest
from procrastinate import JobContext

from claimdesk.clock import now
from claimdesk.db.engine import fetch
from claimdesk.jobs.queue import QUEUE, enqueue, periodic
from claimdesk.jobs.rescue import rescue
from claimdesk.jobs.retries import ATTEMPTS, ONCE, PATIENCE, Patience
from claimdesk.jobs.worker import work
from claimdesk.settings import Settings
from migrations.m0093_job_places import FORWARDS

PATIENT = 60
BEGUN = asyncio.Event()
FAILS = False


async def last() -> None:
    """Run until the worker is stopped."""
    if FAILS:
        raise RuntimeError
    BEGUN.set()
    await asyncio.Event().wait()


@QUEUE.task(name="tests.patient", retry=PATIENCE)
async def patient() -> None:
    await last()


@QUEUE.task(name="tests.once", retry=ONCE)
async def once() -> None:
    await last()


@QUEUE.task(name="tests.torn", retry=PATIENCE)
async def torn() -> None:
    """What a stop breaks may say so in words of its own."""
    try:
        await last()
    except asyncio.CancelledError:
        raise ConnectionError from None


@QUEUE.task(name="tests.cancels", pass_context=True, retry=PATIENCE)
async def cancels(_: JobContext) -> None:
    """Cancelled by itself, and not since its worker stops."""
    raise asyncio.CancelledError


@periodic("tests.by_the_clock", cron="0 0 1 1 *")
async def by_the_clock(_: Settings) -> None:
    await last()


@pytest.fixture(autouse=True)
def from_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "BEGUN", asyncio.Event())
    monkeypatch.setitem(globals(), "FAILS", False)


async def jobs() -> list[dict[str, Any]]:
    return await fetch(
        "SELECT status, scheduled_at FROM procrastinate_jobs WHERE task_name LIKE 'tests.%'"
    )


async def begin_and_stop(settings: Settings) -> None:
    """A worker that is told to stop in the middle of the job, and does not wait for its end."""
    BEGUN.clear()
    running = asyncio.create_task(work(settings, grace=0))
    async with asyncio.timeout(PATIENT):
        await BEGUN.wait()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running


@pytest.mark.parametrize("name", ["tests.patient", "tests.once", "tests.torn"])
async def test_stops_are_no_failures_however_many(
    database: None, settings: Settings, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await enqueue(name)
    for _ in range(ATTEMPTS + 2):
        await begin_and_stop(settings)
        (job,) = await jobs()
        assert (job["status"], job["scheduled_at"] <= now()) == ("todo", True)
    monkeypatch.setitem(globals(), "FAILS", True)
    await work(settings, until_empty=True)
    (job,) = await jobs()
    if name == "tests.once":
        assert job["status"] == "failed"
    else:
        assert job["status"] == "todo"
        assert 0 < (job["scheduled_at"] - now()).total_seconds() <= 12


async def test_what_is_cancelled_without_a_stop_has_failed(
    database: None, settings: Settings
) -> None:
    await enqueue("tests.cancels")
    for _ in range(ATTEMPTS):
        await work(settings, until_empty=True)
        assert [job["status"] for job in await jobs()] == ["todo"]
        await fetch("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")
    await work(settings, until_empty=True)
    assert [job["status"] for job in await jobs()] == ["aborted"]


async def test_what_runs_by_the_clock_is_not_given_back_beside_its_next_time(
    database: None, settings: Settings
) -> None:
    await enqueue("tests.by_the_clock", timestamp=0)
    await begin_and_stop(settings)
    assert [job["status"] for job in await jobs()] == ["todo"]
    running = asyncio.create_task(work(settings, grace=0))
    BEGUN.clear()
    async with asyncio.timeout(PATIENT):
        await BEGUN.wait()
        await enqueue("tests.by_the_clock", timestamp=1)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    assert [job["status"] for job in await jobs()] == ["todo"]


async def test_a_killed_one_does_not_keep_its_next_time_from_running(
    database: None, settings: Settings
) -> None:
    await enqueue("tests.by_the_clock", timestamp=0)
    await enqueue("tests.once")
    dead = await QUEUE.job_manager.register_worker()
    for _ in range(2):
        assert await QUEUE.job_manager.fetch_job(queues=None, worker_id=dead)
    await enqueue("tests.by_the_clock", timestamp=1)
    await fetch("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '2 minutes'")
    await rescue(settings)
    assert [job["status"] for job in await jobs()] == ["todo", "todo"]


def test_every_job_says_how_often_it_is_tried() -> None:
    QUEUE.perform_import_paths()  # type: ignore[no-untyped-call]
    tasks = QUEUE.tasks.items()
    theirs = ("tests.", "procrastinate.", "builtin:")
    ours = {n: t for n, t in tasks if not n.startswith(theirs)}
    assert "ingest.feed" in ours
    assert [n for n, t in ours.items() if not isinstance(t.retry_strategy, Patience)] == []


async def test_what_stops_left_in_earlier_releases_is_run(database: None) -> None:
    """And what runs by the clock, or failed by itself, is not."""
    await enqueue("ingest.read", number=1)
    await enqueue("ingest.feed", feed=1)
    await fetch("UPDATE procrastinate_jobs SET status = 'aborted'")
    await enqueue("matching.note", claims=[])
    await fetch("UPDATE procrastinate_jobs SET status = 'failed' WHERE status = 'todo'")
    for statement in FORWARDS[1:]:
        await fetch(statement)
    assert await fetch("SELECT task_name, status FROM procrastinate_jobs ORDER BY id") == [
        {"task_name": "ingest.read", "status": "todo"},
        {"task_name": "matching.note", "status": "failed"},
    ]
