"""Traces of requests, by Litestar's OpenTelemetry plug-in; only with `claimdesk[telemetry]`.

A trace leaves the machine, so it has nothing that was typed: routes' patterns for addresses, no query
string, no header but what joins traces, of a statement to the database its kind and no word more.
"""

import time
from collections.abc import Awaitable, Callable
from typing import Any, cast

from litestar.enums import ScopeType
from litestar.middleware import DefineMiddleware
from litestar.plugins.opentelemetry import (
    OpenTelemetryConfig,
    OpenTelemetryInstrumentationMiddleware,
)
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, SERVICE_VERSION, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from claimdesk import __version__
from claimdesk.web.requests import route_of

KINDS = {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "BEGIN", "COMMIT", "ROLLBACK"}
JOINS = {b"traceparent", b"tracestate"}
WHOLE = "claimdesk_scope"


class Tracing(OpenTelemetryInstrumentationMiddleware):
    """Litestar's middleware, which is shown a request without what was typed."""

    def __init__(self, app: ASGIApp, config: OpenTelemetryConfig) -> None:
        """Wraps the application in both directions: it gets the whole request again."""

        async def whole(scope: Scope, receive: Receive, send: Send) -> None:
            original = cast("dict[str, Any]", scope)[WHOLE]
            span = trace.get_current_span()

            async def named(message: Message) -> None:
                # The route is known by now, and with the last of the answer the span is closed.
                if message["type"] == "http.response.start":
                    route = route_of(original)
                    span.update_name(f"{original['method']} {route}")
                    span.set_attribute("http.route", route)
                await send(message)

            await app(original, receive, named)

        super().__init__(whole, config)
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Trace a request."""
        if scope["type"] == ScopeType.HTTP:
            await super().__call__(cast("Scope", _bare(scope)), receive, send)
        else:
            await self.app(scope, receive, send)


def _bare(scope: HTTPScope) -> dict[str, Any]:
    """What is told of a request, and the request itself for whoever answers it."""
    return {
        "type": scope["type"],
        "method": scope["method"],
        "scheme": scope["scheme"],
        "http_version": scope["http_version"],
        "path": "",
        "root_path": "",
        "query_string": b"",
        "server": scope["server"],
        "headers": [(name, value) for name, value in scope["headers"] if name in JOINS],
        WHOLE: scope,
    }


def otlp_provider() -> TracerProvider:
    """Sends traces as the OTEL_* variables say."""
    about = {SERVICE_NAME: "claimdesk", SERVICE_VERSION: __version__}
    # Created, not merged over OTEL_RESOURCE_ATTRIBUTES: those win.
    provider = TracerProvider(resource=Resource(about).merge(Resource.create()))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider


def middleware(provider: TracerProvider) -> DefineMiddleware:
    """For the application's list: Litestar takes it out of there, for its plug-in, as the outermost."""
    return OpenTelemetryConfig(
        tracer_provider=provider, exclude_spans=["receive", "send"], middleware_class=Tracing
    ).middleware


def watched(provider: TracerProvider) -> Callable[[Any], Awaitable[None]]:
    """What makes a new connection tell how long its statements took, within a request's trace."""
    tracer = provider.get_tracer("claimdesk.database")

    def note(query: Any) -> None:
        if not trace.get_current_span().is_recording():
            return
        ended = time.time_ns()
        kind = query.query.lstrip().partition(" ")[0].partition("\n")[0].upper()[:20]
        span = tracer.start_span(
            kind if kind in KINDS else "STATEMENT",
            kind=trace.SpanKind.CLIENT,
            start_time=ended - int(query.elapsed * 1e9),
            attributes={"db.system.name": "postgresql"},
        )
        if query.exception is not None:
            span.set_status(trace.StatusCode.ERROR)
        span.end(ended)

    async def connection(made: Any) -> None:
        made.add_query_logger(note)

    return connection
