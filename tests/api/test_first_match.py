"""What the first match of a process needs is there before it."""

import subprocess
import sys
from pathlib import Path

from claimdesk.jobs.worker import work
from claimdesk.matching import currencies
from claimdesk.settings import Settings
from tests.databases import fresh_database

ROOT = Path(__file__).parents[2]
# In a process of its own, where nothing has matched yet; it serves no jobs, whose worker does so as well.
SERVE = """
import asyncio, sys
from claimdesk.app import create_app
from claimdesk.db.engine import configure
from claimdesk.matching.currencies import _book
from claimdesk.settings import Settings

async def main():
    app = create_app(Settings(database_url=sys.argv[1], serve_jobs=False))
    before = _book.cache_info().currsize
    async with app.lifespan():
        print(before, _book.cache_info().currsize)

configure(sys.argv[1])
asyncio.run(main())
"""


def test_a_server_has_the_names_of_money_before_it_answers(server_url: str) -> None:
    with fresh_database(server_url) as url:
        done = subprocess.run(  # noqa: S603  (our own program)
            [sys.executable, "-c", SERVE, url],
            capture_output=True, text=True, check=False, cwd=ROOT, timeout=120,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-2:] == ["0", "1"]


async def test_a_worker_has_them_before_its_first_job(database: None, settings: Settings) -> None:
    currencies._book.cache_clear()
    await work(settings, until_empty=True)
    assert currencies._book.cache_info().currsize == 1
