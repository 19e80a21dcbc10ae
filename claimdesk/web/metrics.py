"""The figures, on an address and a port of their own that nobody but this machine reaches by default.

Not on the desk's port with a token: tokens are a desk's, and these figures are of the whole server. They
also have to be there when the database that knows the tokens is not.
"""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from typing import Any

import uvicorn
from litestar import Litestar, Request, Router
from litestar.enums import ScopeType
from litestar.handlers import BaseRouteHandler
from litestar.plugins.prometheus import (
    PrometheusConfig,
    PrometheusController,
    PrometheusMiddleware,
)
from litestar.status_codes import HTTP_500_INTERNAL_SERVER_ERROR
from litestar.types import ASGIApp, Receive, Scope, Send

from claimdesk.health.figures import FIGURES
from claimdesk.settings import Settings
from claimdesk.web.requests import route_of

UNCOUNTED = "uncounted"
"""A route's `opt`: a stream, which lasts for as long as somebody listens, is no request to time."""
METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}


class Counting(PrometheusMiddleware):
    """Litestar's middleware, around the whole application and not within it.

    Inside, an answer that an exception makes is not made yet: each refusal would count as a success.
    Outside, the route is known at the end only, when it is asked for. Labels are routes' patterns, never
    addresses or what somebody took for a method: there are as many series as routes and no more.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count a request and how long it took until the last of its answer."""
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        method = scope["method"] if scope["method"] in METHODS else "other"
        open_now = self.requests_in_progress({"method": method}).labels(method)
        span: dict[str, float] = {
            "start_time": time.perf_counter(),
            "duration": 0,
            "status_code": 500,
        }
        open_now.inc()
        try:
            await self.app(scope, receive, self._get_wrapped_send(send, span))
        finally:
            open_now.dec()
            self._count(scope, method, span)

    def _count(self, scope: Scope, method: str, span: dict[str, float]) -> None:
        handler: BaseRouteHandler | None = scope.get("route_handler")
        if handler is not None and handler.opt.get(UNCOUNTED):
            return
        labels: dict[str, str | int | float] = {
            "method": method,
            "path": route_of(scope),
            "status_code": int(span["status_code"]),
        }
        if span["status_code"] >= HTTP_500_INTERNAL_SERVER_ERROR:
            self.requests_error_count(labels).labels(*labels.values()).inc()
        self.request_count(labels).labels(*labels.values()).inc()
        self.request_time(labels).labels(*labels.values()).observe(span["duration"])


def counted(app: ASGIApp) -> ASGIApp:
    """The application; its requests are counted."""
    return Counting(app, PrometheusConfig(app_name="claimdesk", prefix="claimdesk"))


async def _read(_: Request[Any, Any, Any]) -> None:
    await FIGURES.read()


def metrics_app() -> Litestar:
    """Answers /metrics, by Litestar's own controller, and nothing else."""
    return Litestar(
        route_handlers=[Router("/", route_handlers=[PrometheusController], before_request=_read)],
        openapi_config=None,
        logging_config=None,
    )


class _Beside(uvicorn.Server):
    """A server beside another one, which is told of signals."""

    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]
        """Leave them alone."""
        return nullcontext()


@asynccontextmanager
async def measured(settings: Settings) -> AsyncIterator[None]:
    """Answer for the figures while the block runs, where a port is set for them."""
    if not settings.metrics_port:
        yield
        return
    host = settings.metrics_host
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # From here on whoever asks is answered, if only once the server has begun.
    listener = socket.create_server((host, settings.metrics_port), family=family)
    server = _Beside(
        uvicorn.Config(
            metrics_app(),
            lifespan="off",
            log_config=None,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
    )
    task = asyncio.create_task(server.serve([listener]), name="metrics")
    try:
        yield
    finally:
        server.should_exit = True
        await task
