"""An archive handed to the workers: stopped and gone on with, behind what is of today."""

import asyncio
import re
import sys
from pathlib import Path

import pytest

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.db.engine import fetch
from claimdesk.formats.reading import Sent
from claimdesk.ingest import backfill, service
from claimdesk.ingest.backfill import File, Progress
from claimdesk.jobs.worker import work, working
from claimdesk.settings import Settings
from tests.processes import claimdesk, environment

ARTICLES = 12


@pytest.fixture
def archive(tmp_path: Path) -> list[File]:
    files = []
    for number in range(ARTICLES):
        path = tmp_path / f"{number:03}.txt"
        path.write_text(
            f"Pier {number}\n\nPier {number} lost {20 + number} percent, Maren Holt said.\n"
        )
        files.append(File(path, path.name))
    return files


@pytest.fixture
def in_small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backfill, "BATCH", 3)
    monkeypatch.setattr(backfill, "AHEAD", 2)
    monkeypatch.setattr(backfill, "LOOKS_APART", 0.01)


async def actor_of(slug: str) -> tuple[Actor, int]:
    desk = await accounts.ensure_desk(slug, slug.title())
    return Actor(name="claimdesk", roles={desk: Role.EDITOR}), desk


async def articles() -> list[str]:
    rows = await fetch("SELECT external_id FROM article ORDER BY external_id")
    return [row["external_id"] for row in rows]


async def test_stopped_in_the_middle_it_goes_on_and_nothing_comes_in_twice(
    database: None, settings: Settings, archive: list[File], in_small_parts: None
) -> None:
    actor, desk = await actor_of("desk")
    most = settings.max_file_bytes
    stopped = asyncio.Event()

    def stop(so_far: Progress) -> None:
        if so_far.done >= 4:
            stopped.set()

    async with working(settings):
        first = asyncio.create_task(backfill.hand_over(actor, desk, "cli", archive, most, stop))
        await stopped.wait()
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        assert len(await articles()) >= 4

        heard: list[int] = []
        again = await backfill.hand_over(
            actor, desk, "cli", archive, most, lambda so_far: heard.append(so_far.done)
        )
        assert heard == sorted(heard)
        assert (again.sent, again.done, again.refused, again.unread) == (ARTICLES, ARTICLES, 0, [])
        assert (again.added + again.same, again.changed) == (ARTICLES, 0)
        assert again.same >= 4
        assert await articles() == [file.name for file in archive]
        assert await fetch("SELECT max(number) AS n FROM revision") == [{"n": 1}]

        archive[0].path.write_text("Pier 0\n\nPier 0 lost 99 percent, Maren Holt said.\n")
        archive[1].path.unlink()
        changed = await backfill.hand_over(actor, desk, "cli", archive, most, lambda _: None)
        assert (changed.changed, changed.same) == (1, ARTICLES - 2)
        assert changed.unread == ["001.txt: No such file or directory"]
        assert len(await articles()) == ARTICLES


async def test_what_is_of_today_comes_first_and_so_does_what_it_has_done(
    database: None, settings: Settings, archive: list[File]
) -> None:
    actor, desk = await actor_of("desk")
    old = [Sent(content=file.path.read_bytes(), name=file.name) for file in archive]
    today = Sent(content=b"Ferry\n\nThe ferry is late, Maren Holt said.\n", name="today.txt")
    await service.send(actor, desk, "archive", old[:6], later=True)
    await service.send(actor, desk, "archive", old[6:], later=True)
    await service.send(actor, desk, "cms", [today])
    one_at_a_time = Settings(data_dir=settings.data_dir, worker_concurrency=1)
    await work(one_at_a_time, until_empty=True)
    order = await fetch("SELECT source FROM article ORDER BY id")
    assert [row["source"] for row in order] == ["cms"] + ["archive"] * ARTICLES


async def test_killed_while_it_hands_over_it_goes_on_when_started_again(
    database: None, database_url: str, settings: Settings, tmp_path: Path
) -> None:
    await actor_of("desk")
    for number in range(200):
        text = f"Pier {number}\n\nPier {number} lost {20 + number} percent, Maren Holt said.\n"
        (tmp_path / f"{number:03}.txt").write_text(text)

    async def started() -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "claimdesk", "ingest", str(tmp_path), "--later",
            env=environment({"CLAIMDESK_DATABASE_URL": database_url}),
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip

    alone = await started()
    said = (await alone.communicate())[1].decode()
    assert (alone.returncode, "No worker runs on this desk" in said) == (1, True), said

    async with working(settings):
        killed = await started()
        while len(await articles()) < 5:
            assert killed.returncode is None, (await killed.communicate())[1]
            await asyncio.sleep(0.02)
        killed.kill()
        await killed.communicate()
        before = len(await articles())
        assert before < 200
        ended = await started()
        out, err = await ended.communicate()
        assert ended.returncode == 0, err
    assert re.fullmatch(r"\d+ articles? new, 0 changed, \d+ as before, 0 refused\.\n", out.decode())
    assert await articles() == [f"{number:03}.txt" for number in range(200)]
    assert await fetch("SELECT count(*) AS n FROM revision") == [{"n": 200}]


def test_an_address_is_nothing_for_later(data_dir: Path) -> None:
    answer = claimdesk(
        "ingest", "https://paper.example.org/a", "--later", "--data-dir", str(data_dir), env={}
    )
    assert answer.returncode == 2
    assert "--later takes files and folders" in answer.stderr
