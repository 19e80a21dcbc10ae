"""Matching by meaning, for commands that match; and ``claimdesk embed``, which catches up."""

from pathlib import Path

import click

from claimdesk.cli.database import data_dir_option, run_with_database, settings_from
from claimdesk.matching import embedding, vectors
from claimdesk.matching.encoder import ModelError
from claimdesk.settings import Settings


async def by_meaning(settings: Settings, *, take_over: bool = False) -> None:
    """Use the model that is set, if any, and say so where the desk's vectors are not this model's.

    Only with `take_over` do they become so: what merely reads leaves them as they are. Raises ClickException where the model itself cannot be used.
    """
    try:
        problem = await vectors.prepare(settings, take_over=take_over)
    except ModelError as error:
        raise click.ClickException(str(error)) from error
    if problem is not None:
        click.echo(problem, err=True)


@click.command()
@data_dir_option
def embed(data_dir: Path | None) -> None:
    """Give every statement its vector now, as after naming a model; interrupted, it goes on where it was."""
    settings = settings_from(data_dir=data_dir)
    if settings.semantic_model is None:
        raise click.ClickException(
            "No model is named. Set CLAIMDESK_SEMANTIC_MODEL to the folder of one."
        )

    async def work() -> int | None:
        await by_meaning(settings, take_over=True)
        if vectors.in_use() is None:
            return None
        left = await embedding.behind()
        done = 0
        with click.progressbar(length=left, label="Statements") as bar:
            while got := await embedding.catch_up(1):
                done += got
                bar.update(got)
        await embedding.forget()
        return done

    done = run_with_database(settings, work)
    if done is None:
        raise click.ClickException("No statement got a vector.")
    click.echo(f"{done:,} statements got their vector.")
