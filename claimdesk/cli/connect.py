"""``claimdesk connect``: a desk and a CMS kept in step."""

import asyncio
import contextlib
import logging
import os
import signal
import sqlite3
import sys
from pathlib import Path

import click
import httpx

from claimdesk.client import AsyncClaimdesk
from claimdesk.publishing.connectors.bridge import Bridge
from claimdesk.publishing.connectors.config import Config, ConfigError, load
from claimdesk.publishing.connectors.listening import listen, opened
from claimdesk.publishing.connectors.preview import Masking, Showing, masked
from claimdesk.publishing.connectors.state import Busy, State, alone
from claimdesk.settings import SettingsError
from claimdesk.settings import load as load_settings

LAYOUT = "%(asctime)s %(levelname)s %(message)s"
SECONDS = 30.0


@click.command()
@click.argument("config", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--once", is_flag=True, help="Do what there is to do, and end. 1 if some is left.")
@click.option("--preview", is_flag=True, help="Print what would be sent where, and send nothing.")
def connect(config: Path, once: bool, preview: bool) -> None:
    """Keep a CMS in step with the desk, as CONFIG (TOML) says.

    Articles go to the desk, ratings to the CMS. It needs no database of its own and may run beside
    either of them. --preview does what --once does. See claimdesk/publishing/connectors/README.md.
    """
    try:
        found = load(config, os.environ)
        path = _state_of(found, config)
        _log_to_stderr(found)
        # A preview only reads, beside whatever is at work.
        with contextlib.nullcontext() if preview else alone(path), State(path) as state:
            ended = asyncio.run(_work(found, state, once=once, preview=preview))
    except (Busy, ConfigError, SettingsError) as error:
        raise click.ClickException(str(error)) from error
    except (OSError, sqlite3.Error) as error:
        raise click.ClickException(f"{path}: {error}") from error
    if not ended:
        sys.exit(1)


def _state_of(found: Config, config: Path) -> Path:
    if found.running.state:
        path = found.folder / found.running.state
    else:
        path = load_settings(os.environ).data_dir / "connect" / f"{config.stem}.sqlite"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _log_to_stderr(found: Config) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(Masking(LAYOUT, found.secrets))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.getLogger("httpx").setLevel(logging.WARNING)


async def _work(found: Config, state: State, *, once: bool, preview: bool) -> bool:
    def show(text: str) -> None:
        click.echo(masked(text, found.secrets) + "\n")

    showing = Showing(httpx.AsyncHTTPTransport(), show) if preview else None
    async with (
        httpx.AsyncClient(transport=showing, timeout=SECONDS) as http,
        AsyncClaimdesk(found.desk.url, found.desk.token.reveal()) as desk,
    ):
        bridge = Bridge(found, found.connector(http), desk, state, show if preview else None)
        if once or preview:
            return await bridge.once()
        await _until_stopped(found, bridge)
    return True


async def _until_stopped(found: Config, bridge: Bridge) -> None:
    """Run until SIGTERM or an interrupt; what is under way is broken off, and done again next time."""

    on = opened(found.running.listen) if found.running.listen else None

    async def everything() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(bridge.run())
            if on is not None:
                group.create_task(listen(bridge, on))

    running = asyncio.create_task(everything())
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, running.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await running
