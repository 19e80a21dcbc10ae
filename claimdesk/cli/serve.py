"""Serving the desk, with or without the demo."""

import asyncio
import json
import logging
import socket
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import cast

import click
import msgspec
import uvicorn
from litestar import Litestar

from claimdesk import logs
from claimdesk.accounts import service as accounts
from claimdesk.app import create_app
from claimdesk.cli import sealing
from claimdesk.cli.database import (
    data_dir_option,
    in_pool,
    ready_database,
    settings_from,
)
from claimdesk.cli.semantics import by_meaning
from claimdesk.demo import DESK, PASSWORD, load_demo, logins
from claimdesk.settings import LOOPBACK, Settings
from claimdesk.setup import service as setup
from claimdesk.web.pages import built_page

host_option = click.option("--host", help="Address to listen on. [CLAIMDESK_HOST]")
port_option = click.option("--port", type=int, help="Port to listen on. [CLAIMDESK_PORT]")


def _require_free(settings: Settings) -> None:
    """End clearly, before anything is prepared, where an address cannot be listened on."""
    _require_address(
        settings.host, settings.port, "--host and --port (CLAIMDESK_HOST, CLAIMDESK_PORT)"
    )
    if settings.metrics_port:
        named = "CLAIMDESK_METRICS_HOST and CLAIMDESK_METRICS_PORT"
        _require_address(settings.metrics_host, settings.metrics_port, named)


def _require_address(host: str, port: int, named: str) -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(found[0], found[1]) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(found[4])
    except OSError as error:
        raise click.ClickException(
            f"Cannot listen on {host} port {port}: {error.strerror}. Stop what "
            f"listens there, or choose others with {named}."
        ) from error


@click.command()
@host_option
@port_option
@data_dir_option
def serve(host: str | None, port: int | None, data_dir: Path | None) -> None:
    """Serve the desk until interrupted."""
    settings = settings_from(host=host, port=port, data_dir=data_dir)
    _require_free(settings)
    logs.configure(settings.log_format)
    with ready_database(settings):
        if settings.host not in LOOPBACK and in_pool(settings, lambda: accounts.has_desk(DESK)):
            raise click.ClickException(
                "This database holds the demo, whose passwords are known, so it is served to this "
                "machine only. Use another database or data folder for a desk that others reach."
            )
        sealing.warn(settings)
        in_pool(settings, lambda: by_meaning(settings, take_over=True))
        code = in_pool(settings, setup.new_code)
        if code is not None:
            click.echo(
                "\n  Nobody can sign in yet. Set the desk up in a browser, within a day:\n\n"
                f"    {settings.base_url}/setup#{code}\n\n"
                "  or in another terminal: claimdesk user add NAME --role admin\n"
            )
        _run(settings)


@click.command()
@host_option
@port_option
@data_dir_option
def demo(host: str | None, port: int | None, data_dir: Path | None) -> None:
    """Serve a desk with articles, people and work in progress, to look around in."""
    settings = settings_from(host=host, port=port, data_dir=data_dir)
    if data_dir is None and not settings.database_url:
        settings = settings_from(host=host, port=port, data_dir=settings.data_dir / "demo")
    if settings.host not in LOOPBACK:
        raise click.ClickException(
            "The demo has known passwords, so it listens on this machine only. "
            "Leave --host and CLAIMDESK_HOST away, or use claimdesk serve."
        )
    _require_free(settings)
    logs.configure(settings.log_format)
    # Whoever looks around reads the address and the names above, not each click.
    for each in (logs.REQUESTS, logs.JOBS, logs.SIGN_INS):
        each.setLevel(logging.WARNING)
    click.echo("Preparing the demo desk …")
    with ready_database(settings):
        sealing.warn(settings)
        in_pool(settings, lambda: by_meaning(settings, take_over=True))
        in_pool(settings, lambda: load_demo(settings))
        click.echo(f"\n  claimdesk is at {settings.base_url}\n")
        click.echo(f"  Sign in with the password  {PASSWORD}  as")
        for login, name, role in logins():
            click.echo(f"    {login:<10} {name} ({role})")
        if not settings.database_url:
            click.echo("\n  Its data, for other commands: --data-dir " + str(settings.data_dir))
        click.echo("\n  Ctrl-C stops it.\n")
        _run(settings)


@click.command()
def openapi() -> None:
    """Print the OpenAPI document of the API."""
    document = create_app(Settings()).openapi_schema.to_schema()
    click.echo(json.dumps(msgspec.to_builtins(document), indent=2, sort_keys=True))


LONGEST_REQUEST_LINE = 2**18
"""An address that is too long gets claimdesk's answer, which says what to do, not the server's."""


def _run(settings: Settings) -> None:
    if settings.in_the_clear:
        click.echo(
            f"Warning: others reach {settings.host} port {settings.port} by http: passwords and articles "
            "can be read on the way. Put a proxy with TLS in front, and its address, beginning with "
            "https://, into CLAIMDESK_PUBLIC_URL.",
            err=True,
        )
    if built_page() is None:
        click.echo("The page is not built; only the API is served. See CONTRIBUTING.", err=True)
    server = _Server(
        uvicorn.Config(
            create_app(settings),
            host=settings.host,
            port=settings.port,
            log_level="warning",
            server_header=False,
            # Else what a caller says of where they come from would be taken for it.
            proxy_headers=bool(settings.proxies),
            forwarded_allow_ips=settings.proxies,
            timeout_graceful_shutdown=10,
            log_config=None,  # ours holds
            h11_max_incomplete_event_size=LONGEST_REQUEST_LINE,
        )
    )
    with suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        sys.exit(3)


class _Server(uvicorn.Server):
    """uvicorn, which stops taking requests at once and waits for open streams at its end.

    It is said before, to those who ask whether to send requests here, and streams are told to end.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._hurry = asyncio.Event()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop; told so again, wait for nobody to notice."""
        if self.should_exit:
            asyncio.get_running_loop().call_soon_threadsafe(self._hurry.set)
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say so, take requests for as long as is set, end the streams; then as uvicorn does."""
        state = cast("Litestar", self.config.app).state
        state.stopping = True
        with suppress(TimeoutError):
            async with asyncio.timeout(state.settings.stop_seconds):
                await self._hurry.wait()
        state.channels.stop()
        await super().shutdown(sockets)
