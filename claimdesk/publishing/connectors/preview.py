"""Showing what would be sent instead of sending it, and keeping secrets out of what is shown."""

import contextlib
import logging
from collections.abc import Callable, Iterable

import httpx
import msgspec

READING = frozenset({"GET", "HEAD", "OPTIONS"})
HIDDEN = frozenset({"authorization", "proxy-authorization", "cookie"})
OWN = frozenset({"host", "accept", "accept-encoding", "connection", "user-agent", "content-length"})


class Previewed(Exception):
    """A request was shown instead of being sent."""


class Showing(httpx.AsyncBaseTransport):
    """Sends what only reads; anything else is given to `show`, and Previewed is raised."""

    def __init__(self, inner: httpx.AsyncBaseTransport, show: Callable[[str], None]) -> None:
        self._inner = inner
        self._show = show

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """httpx's own."""
        if request.method in READING:
            return await self._inner.handle_async_request(request)
        self._show(described(request))
        raise Previewed

    async def aclose(self) -> None:
        """httpx's own."""
        await self._inner.aclose()


def described(request: httpx.Request) -> str:
    """A request as text: its first line, the headers that somebody set, and its body."""
    lines = [f"{request.method} {request.url}"]
    for name, value in request.headers.items():
        if name not in OWN:
            lines.append(f"{name}: {'***' if name in HIDDEN else value}")
    body = request.content.decode(errors="replace")
    with contextlib.suppress(msgspec.DecodeError):
        body = msgspec.json.format(request.content).decode()
    return "\n".join([*lines, "", body])


class Masking(logging.Formatter):
    """A formatter that no secret gets past, wherever it came from."""

    def __init__(self, layout: str, secrets: Iterable[str]) -> None:
        super().__init__(layout)
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """logging's own, with each secret as `***`."""
        return masked(super().format(record), self._secrets)


def masked(text: str, secrets: Iterable[str]) -> str:
    """The text with each secret as `***`."""
    for secret in secrets:
        text = text.replace(secret, "***")
    return text
