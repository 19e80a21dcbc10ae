"""Jobs on the desk's own database: with their cause or not at all, once each, again after a failure."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from procrastinate import JobContext, exceptions, schema, sql

from claimdesk.clock import now
from claimdesk.db.engine import fetch, new_connection, transaction
from claimdesk.jobs import worker
from claimdesk.jobs.connector import _numbered
from claimdesk.jobs.queue import QUEUE, enqueue, settings_of
from claimdesk.jobs.retries import PATIENCE
from claimdesk.jobs.worker import work, working
from claimdesk.settings import Settings
from migrations.m0021_jobs import FORWARDS
from tests.workers import run_periodic

DONE: Counter[str] = Counter()


@QUEUE.task(name="tests.note", pass_context=True, retry=PATIENCE)
async def note(context: JobContext, word: str, fails: int = 0) -> None:
    """Counts a word, after failing so often."""
    assert settings_of(context).pool_size
    DONE[word] += 1
    if context.job.attempts < fails:
        raise RuntimeError(word)


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    DONE.clear()


async def jobs() -> list[dict[str, Any]]:
    """The test's own jobs; a worker that starts gives out periodic ones as well."""
    return await fetch(
        "SELECT * FROM procrastinate_jobs WHERE task_name LIKE 'tests.%' ORDER BY id"
    )


def test_our_migration_makes_the_tables_of_the_release_we_use() -> None:
    theirs = schema.SchemaManager.get_schema()
    assert FORWARDS.strip() == theirs.strip(), "Procrastinate changed: write a migration for it"


@pytest.mark.parametrize("name", sorted(set(sql.queries) - {"listen_queue"}))
async def test_every_query_of_the_engine_is_understood(database: None, name: str) -> None:
    statement, names = _numbered(sql.queries[name])
    connection = await new_connection()
    try:
        prepared = await connection.prepare(statement)
        assert len(prepared.get_parameters()) == len(names)
    finally:
        await connection.close()


async def test_a_job_exists_once_its_cause_is_committed(database: None) -> None:
    async with transaction():
        await enqueue("tests.note", word="a")
        elsewhere = await new_connection()
        try:
            assert await elsewhere.fetchval("SELECT count(*) FROM procrastinate_jobs") == 0
        finally:
            await elsewhere.close()
    assert [job["args"] for job in await jobs()] == ['{"word": "a"}']


async def test_and_never_where_it_was_not(database: None, settings: Settings) -> None:
    async def give_up() -> None:
        async with transaction():
            await enqueue("tests.note", word="a")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await give_up()
    await work(settings, until_empty=True)
    assert await jobs() == []
    assert DONE == {}


async def test_a_job_nobody_knows_is_refused_when_it_is_enqueued(database: None) -> None:
    with pytest.raises(exceptions.TaskNotFound):
        await enqueue("tests.nothing")


async def test_workers_side_by_side_run_each_job_once(database: None, settings: Settings) -> None:
    words = [f"word {number} “quoted” \n" for number in range(60)]
    async with transaction():
        for word in words:
            await enqueue("tests.note", word=word)
    await asyncio.gather(*(work(settings, until_empty=True) for _ in range(3)))
    assert dict.fromkeys(words, 1) == DONE
    assert await jobs() == []


async def test_of_jobs_with_one_lock_one_runs_at_a_time(database: None, settings: Settings) -> None:
    running, most = 0, 0

    async def alone() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.02)
        running -= 1

    QUEUE.task(name="tests.alone")(alone)
    for _ in range(6):
        await enqueue("tests.alone", lock="one")
    while await jobs():
        await work(settings, until_empty=True)
    assert most == 1


async def test_what_fails_is_tried_again_later_each_time(
    database: None, settings: Settings
) -> None:
    await enqueue("tests.note", word="a", fails=2)
    waits = []
    for _ in range(3):
        await work(settings, until_empty=True)
        waits += [(job["scheduled_at"] - now()).total_seconds() for job in await jobs()]
        await fetch("UPDATE procrastinate_jobs SET scheduled_at = now()")
    assert DONE == {"a": 3}
    assert len(waits) == 2
    assert 0 < waits[0] <= 12 < waits[1] <= 144
    assert await jobs() == []


async def test_what_fails_for_good_is_kept_and_later_cleared(
    database: None, settings: Settings
) -> None:
    await enqueue("tests.note", word="a", fails=99)
    for _ in range(6):
        await work(settings, until_empty=True)
        await fetch("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")
    assert DONE == {"a": 5}
    assert [job["status"] for job in await jobs()] == ["failed"]
    await run_periodic(settings, "jobs.clear")
    assert [job["status"] for job in await jobs()] == ["failed"]
    await fetch("UPDATE procrastinate_events SET at = at - interval '31 days'")
    await run_periodic(settings, "jobs.clear")
    assert await jobs() == []


async def test_a_job_of_a_killed_worker_is_run_again(database: None, settings: Settings) -> None:
    await enqueue("tests.note", word="a")
    dead = await QUEUE.job_manager.register_worker()
    taken = await QUEUE.job_manager.fetch_job(queues=None, worker_id=dead)
    assert taken is not None
    await run_periodic(settings, "jobs.rescue")
    assert DONE == {}
    await fetch(
        "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '2 minutes' "
        "WHERE id = {}",
        dead,
    )
    await run_periodic(settings, "jobs.rescue")
    await work(settings, until_empty=True)
    assert DONE == {"a": 1}


async def test_a_waiting_worker_hears_of_a_job_at_once(database: None, settings: Settings) -> None:
    async with working(settings):
        await asyncio.sleep(0.5)  # it has looked, found nothing, and waits
        await enqueue("tests.note", word="a")
        for _ in range(30):
            if DONE:
                break
            await asyncio.sleep(0.05)
        assert DONE == {"a": 1}
    assert await fetch("SELECT * FROM procrastinate_workers") == []


async def test_periodic_jobs_are_given_out_once_for_all_workers(database: None) -> None:
    job = QUEUE.configure_task("jobs.rescue", task_kwargs={"timestamp": 300}).job
    manager = QUEUE.job_manager
    first = await manager.defer_periodic_job(job=job, periodic_id="", defer_timestamp=300)
    again = await manager.defer_periodic_job(job=job, periodic_id="", defer_timestamp=300)
    assert (first is not None, again) == (True, None)


async def test_every_periodic_job_runs_on_an_empty_desk(database: None, settings: Settings) -> None:
    QUEUE.configure_task("jobs.rescue")  # has all of them imported
    names = {name for name, _ in QUEUE.periodic_registry.periodic_tasks}
    assert names >= {
        "jobs.rescue",
        "jobs.clear",
        "assignments.overdue",
        "assignments.distribute",
        "evidence.recheck",
        "followups.escalate",
    }
    for name in names:
        await run_periodic(settings, name)
    assert await fetch("SELECT * FROM procrastinate_jobs WHERE status <> 'todo'") == []


async def test_a_worker_outlives_the_loss_of_its_database(
    database: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "REST", 0.2)
    async with working(settings):
        await asyncio.sleep(0.5)
        await fetch(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        await enqueue("tests.note", word="a")
        for _ in range(100):
            if DONE:
                break
            await asyncio.sleep(0.1)
        assert DONE == {"a": 1}


async def test_a_worker_of_which_a_part_ended_ends_as_a_whole(
    database: None, settings: Settings
) -> None:
    running = asyncio.create_task(work(settings))
    async with asyncio.timeout(30):
        while len(await fetch("SELECT FROM procrastinate_workers")) < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        (part,) = (t for t in asyncio.all_tasks() if t.get_name() == "worker of webhooks")
        part.cancel()
        await running
    assert await fetch("SELECT FROM procrastinate_workers") == []


async def test_what_runs_by_the_clock_waits_for_no_backlog(
    database: None, settings: Settings
) -> None:
    waiting: list[bool] = []

    async def look() -> None:
        waiting.append(bool(await fetch("SELECT FROM procrastinate_jobs WHERE id = {}", clock)))

    QUEUE.task(name="tests.look")(look)
    for _ in range(3):
        await enqueue("tests.look")
    await enqueue("jobs.rescue", timestamp=0)
    clock = (await fetch("SELECT max(id) AS id FROM procrastinate_jobs"))[0]["id"]
    await work(msgspec.structs.replace(settings, worker_concurrency=1), until_empty=True)
    assert waiting == [False] * 3


@QUEUE.task(name="tests.lead")
async def lead(word: str) -> None:
    """Has another job run, much later."""
    await enqueue("tests.note", word=word, at=now() + timedelta(hours=1))


async def test_what_a_job_enqueues_is_as_urgent_as_itself(
    database: None, settings: Settings
) -> None:
    await enqueue("tests.lead", word="archive", priority=-10)
    await enqueue("tests.lead", word="today")
    await work(settings, until_empty=True)
    led = {job["args"]: job["priority"] for job in await jobs()}
    assert led == {'{"word": "archive"}': -10, '{"word": "today"}': 0}
