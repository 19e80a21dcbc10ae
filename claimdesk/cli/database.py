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

from claimdesk.db.embedded import EmbeddedPostgresError, has_database
from claimdesk.db.engine import ENDED, close_pool, open_pool
from claimdesk.db.open import MigrationError, database, server
from claimdesk.evidence.addresses import Allowance
from claimdesk.sealing import service as sealing
from claimdesk.sealing.keys import keys_of, make_key_file
from claimdesk.sealing.ring import Ring, using
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
        _ = settings.proxies, keys_of(settings)
        settings.require_oidc()
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    except ValueError as error:
        raise click.ClickException(f"CLAIMDESK_FETCH_ALLOW: {error} Change or unset it.") from error
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
    """The migrated database for the block, with its keys, or an end that says what to do.

    With `as_it_is` nothing is migrated and no key made: what looks after a desk meets it before an
    update too.
    """
    try:
        with contextlib.ExitStack() as stack:
            url = stack.enter_context(server(settings) if as_it_is else database(settings))
            stack.enter_context(using(_ring(settings, as_it_is=as_it_is)))
            yield url
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    except (EmbeddedPostgresError, MigrationError) as error:
        raise click.ClickException(str(error)) from error
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        if not settings.database_url:
            if isinstance(error, ENDED):
                raise click.ClickException(
                    f"The database in {settings.data_dir} ended meanwhile: {error}. Start this again."
                ) from error
            raise
        raise click.ClickException(
            f"The database of CLAIMDESK_DATABASE_URL does not answer: {error}. "
            "Check the address and that the server runs, or unset it to use the embedded one."
        ) from error


def _ring(settings: Settings, *, as_it_is: bool) -> Ring:
    """The desk's keys; an embedded database that has none, and nothing sealed either, gets one."""
    keys = keys_of(settings)
    if keys or as_it_is:
        return Ring(keys)
    if in_pool(settings, sealing.holds_sealed):
        return Ring(must_seal=True)
    if made := make_key_file(settings):
        click.echo(
            f"Notes on sources are sealed with the key in {made}. Keep a copy of it in another place "
            "than the backups: without it they cannot be read again.",
            err=True,
        )
    return Ring(keys_of(settings))


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
