"""The address that a CMS pushes to."""

import asyncio
import contextlib
import logging
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import uvicorn
from litestar import Litestar, Request, post

from claimdesk.client import ApiError
from claimdesk.errors import Invalid, Unavailable
from claimdesk.publishing.connectors.bridge import FINAL, Bridge
from claimdesk.publishing.connectors.config import ConfigError
from claimdesk.publishing.connectors.model import NotSigned, Refused
from claimdesk.web import problems

log = logging.getLogger("claimdesk.connect")
MAX_BODY = 20_000_000


def receiver(bridge: Bridge) -> Litestar:
    """An application that takes the CMS's messages at its root, and answers once the desk has them.

    204 where it has, 403 for a message that the CMS did not sign, 422 for one that will never be
    taken, and 503 where the CMS is to send it again.
    """

    @post("/", status_code=204, include_in_schema=False)
    async def receive(request: Request[Any, Any, Any]) -> None:
        headers = {name.lower(): value for name, value in request.headers.items()}
        try:
            revisions = await bridge.connector.received(headers, await request.body())
            for revision in revisions:
                await bridge.send(revision)
        except NotSigned as problem:
            log.warning("A message was refused. %s", problem.detail)
            raise
        except ApiError as error:
            if error.status in FINAL:
                raise Invalid(f"The desk does not take it. {error.detail}") from error
            log.warning("The desk says %s", error)
            raise Unavailable("The desk does not take it at the moment: send it again.") from error
        except (Refused, httpx.HTTPError) as error:
            log.warning("A message waits to be sent again. %s", error)
            raise Unavailable("The desk does not answer: send it again.") from error

    return Litestar(
        [receive],
        openapi_config=None,
        plugins=[problems.plugin()],
        exception_handlers=problems.EXCEPTION_HANDLERS,
        request_max_body_size=MAX_BODY,
    )


class _Server(uvicorn.Server):
    """uvicorn without signal handlers: the bridge is stopped as a whole."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave them to the bridge."""
        yield


def opened(address: str) -> socket.socket:
    """A socket that listens at `host:port`. Raises ConfigError where that cannot be."""
    host, _, port = address.rpartition(":")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host.strip("[]"), int(port)), family=family)
    except (OSError, OverflowError) as error:
        raise ConfigError(f"[bridge] listen: nobody can listen at {address}: {error}") from error


async def listen(bridge: Bridge, on: socket.socket) -> None:
    """Take messages until cancelled; what is under way then is answered."""
    config = uvicorn.Config(
        receiver(bridge),
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=10,
    )
    server = _Server(config)
    serving = asyncio.ensure_future(server.serve([on]))
    try:
        await asyncio.shield(serving)
    except asyncio.CancelledError:
        server.should_exit = True
        await serving
        raise
