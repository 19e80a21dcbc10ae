"""Each request has an id, which its answer, its problem and its lines in the log bear."""

import logging
import time

from litestar.datastructures import Headers, MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.handlers import BaseRouteHandler
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from claimdesk.accounts.rules import Actor
from claimdesk.logs import REQUESTS, of_request, sane_id

HEADER = "X-Request-ID"
QUIET = "quiet"
"""A route's `opt`: its requests are nothing to log, such as a probe's every few seconds."""
UNMATCHED = "unmatched"
"""The route of a request for what there is not."""


def numbered(app: ASGIApp) -> ASGIApp:
    """The application; its requests have ids and are logged, one line each.

    The line has the route's pattern, not the address, whose parts and query may hold what was typed.
    """

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        request_id = sane_id(Headers.from_scope(scope).get(HEADER))
        status: int | None = None
        began = time.perf_counter()

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableScopeHeaders.from_message(message)[HEADER] = request_id
            await send(message)

        with of_request(request_id):
            try:
                await app(scope, receive, sending)
            finally:
                _write(scope, status, time.perf_counter() - began)

    return handle


def _write(scope: HTTPScope, status: int | None, took: float) -> None:
    """The line of a request. Without a status nobody waited for the answer, or it broke."""
    handler: BaseRouteHandler | None = scope.get("route_handler")
    user = scope.get("user")
    quiet = handler is not None and bool(handler.opt.get(QUIET))
    REQUESTS.log(
        logging.DEBUG if quiet else logging.INFO,
        "request",
        extra={
            "method": scope["method"],
            "route": route_of(scope),
            "status": status,
            "ms": round(took * 1000, 1),
            "actor": user.called if isinstance(user, Actor) else None,
        },
    )


def route_of(scope: Scope) -> str:
    """The pattern of the route that took the request."""
    return scope.get("path_template") or UNMATCHED
