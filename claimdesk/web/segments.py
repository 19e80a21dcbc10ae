"""Ids with slashes in a path: `%2F` stays inside its segment.

Servers hand over the path with its escapes undone, where the slash of an id, which is a URI with many
senders, cannot be told from the one between two segments.
"""

from typing import Any
from urllib.parse import unquote

from litestar import Request
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

_ESCAPED = b"%2f"


def keeping_segments(app: ASGIApp) -> ASGIApp:
    """The application, which is given paths whose escaped slashes are still escaped."""

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        raw = scope.get("raw_path") or b""
        if scope["type"] == ScopeType.HTTP and _ESCAPED in raw.lower():
            inner = raw.replace(b"%2f", b"%252F").replace(b"%2F", b"%252F")
            scope["path"] = unquote(inner.decode("ascii", "replace"))
        await app(scope, receive, send)

    return handle


def segments(request: Request[Any, Any, Any]) -> list[str]:
    """The segments of the path as they were meant."""
    raw = request.scope.get("raw_path") or request.scope["path"].encode()
    return [unquote(part) for part in raw.decode("ascii", "replace").split("/")]
