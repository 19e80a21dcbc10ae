"""Running jobs in a process of their own."""

from pathlib import Path

import click

from claimdesk import logs
from claimdesk.cli import sealing
from claimdesk.cli.database import data_dir_option, in_pool, ready_database, settings_from
from claimdesk.cli.semantics import by_meaning
from claimdesk.jobs.worker import work_until_told
from claimdesk.web.metrics import measured


@click.command()
@data_dir_option
@click.option(
    "--concurrency", type=int, help="Jobs to run at a time. [CLAIMDESK_WORKER_CONCURRENCY]"
)
@click.option("--until-empty", is_flag=True, help="End once no job is left that is due.")
def worker(data_dir: Path | None, concurrency: int | None, until_empty: bool) -> None:
    """Run jobs until interrupted: archiving linked pages and what else waits.

    `claimdesk serve` does so by itself unless CLAIMDESK_SERVE_JOBS is false. Run as many of these
    beside it, on as many machines, as there is work for.
    """
    settings = settings_from(data_dir=data_dir, worker_concurrency=concurrency)
    logs.configure(settings.log_format)

    async def run() -> None:
        await by_meaning(settings, take_over=True)
        async with measured(settings):
            await work_until_told(settings, until_empty=until_empty)

    with ready_database(settings):
        sealing.warn(settings)
        in_pool(settings, run)
