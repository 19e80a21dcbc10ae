"""What commands that need the database share."""

import asyncio
import contextlib
import os
from collections.abc import Callable, Coroutine, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import click

from claimdesk.accounts.sealing import keys_in
from claimdesk.db.embedded import EmbeddedPostgresError, has_database
from claimdesk.db.engine import close_pool, open_pool
from claimdesk.db.open import MigrationError, database, server
from claimdesk.evidence.addresses import Allowance
from claimdesk.settings import Settings, SettingsError, load, unknown

ResultT = TypeVar("ResultT")
Work = Callable[[], Coroutine[Any, Any, ResultT]]

data_dir_option = click.option(
    "--data-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the embedded database lives. [CLAIMDESK_DATA_DIR]",
)


def settings_from(**overrides: object) -> Settings:
    """Settings from the environment and the command's options, or a clear end.

    Variables that are no setting are said, so that a misspelt one is not taken for one that holds.
    """
    for said in unknown(os.environ):
        click.echo(f"Warning: {said}", err=True)
    try:
        settings = load(os.environ, **overrides)
        Allowance.parse(settings.fetch_allow)
        _ = settings.proxies
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    except ValueError as error:
        raise click.ClickException(f"CLAIMDESK_FETCH_ALLOW: {error} Change or unset it.") from error
    try:
        keys_in(settings.secret_keys)
    except ValueError as error:
        raise click.ClickException(
            "CLAIMDESK_SECRET_KEYS has to be keys of 32 bytes as URL-safe base64, with commas between. "
            "`python -c 'import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())'` "
            "makes one."
        ) from error
    if settings.telemetry and find_spec("opentelemetry") is None:
        raise click.ClickException(
            "CLAIMDESK_TELEMETRY takes pip install 'claimdesk[telemetry]'. Install it, or unset it."
        )
    return settings


def standing_desk(data_dir: Path | None) -> Settings:
    """The settings of a desk that is there: what only looks makes none. Else a clear end."""
    settings = settings_from(data_dir=data_dir)
    if not settings.database_url and not has_database(settings.data_dir):
        raise click.ClickException(
            f"There is no desk in {settings.data_dir}. Name its data folder with --data-dir, or its "
            "server in CLAIMDESK_DATABASE_URL."
        )
    return settings


@contextlib.contextmanager
def ready_database(settings: Settings, *, as_it_is: bool = False) -> Iterator[str]:
    """The migrated database for the block, or an end that says what to do.

    With `as_it_is` nothing is migrated: what looks after a desk meets it before an update too.
    """
    try:
        with server(settings) if as_it_is else database(settings) as url:
            yield url
    except (EmbeddedPostgresError, MigrationError) as error:
        raise click.ClickException(str(error)) from error
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        if not settings.database_url:
            raise
        raise click.ClickException(
            f"The database of CLAIMDESK_DATABASE_URL does not answer: {error}. "
            "Check the address and that the server runs, or unset it to use the embedded one."
        ) from error


def in_pool(settings: Settings, work: Work[ResultT]) -> ResultT:
    """Run a coroutine with the pool open; the database is ready."""

    async def inside() -> ResultT:
        await open_pool(settings.pool_size)
        try:
            return await work()
        finally:
            await close_pool()

    return asyncio.run(inside())


def run_with_database(settings: Settings, work: Work[ResultT]) -> ResultT:
    """Have the database ready and run a coroutine with the pool open."""
    with ready_database(settings):
        return in_pool(settings, work)
