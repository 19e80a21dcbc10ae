"""Showing what would be sent instead of sending it, and keeping secrets out of what is shown."""

import contextlib
import html
import logging
import re
from collections.abc import Callable
from functools import cache

import httpx
import msgspec

READING = frozenset({"GET", "HEAD", "OPTIONS"})
HIDDEN = frozenset({"authorization", "proxy-authorization", "cookie"})
UNSHOWN = "claimdesk.unshown"
"""The extension of a request that names, in lower case, more headers that hold a secret."""
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
    hidden = HIDDEN | frozenset(request.extensions.get(UNSHOWN, ()))
    lines = [f"{request.method} {request.url}"]
    for name, value in request.headers.items():
        if name not in OWN:
            lines.append(f"{name}: {'***' if name in hidden else value}")
    body = request.content.decode(errors="replace")
    with contextlib.suppress(msgspec.DecodeError):
        body = msgspec.json.format(request.content).decode()
    return "\n".join([*lines, "", body])


class Masking(logging.Formatter):
    """A formatter that no secret gets past, wherever it came from."""

    def __init__(self, layout: str, secrets: tuple[str, ...]) -> None:
        super().__init__(layout)
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """logging's own, with each secret as `***`."""
        return masked(super().format(record), self._secrets)


def masked(text: str, secrets: tuple[str, ...]) -> str:
    """The text with each secret as `***`, also as it stands in an address, in JSON or in HTML."""
    return _pattern(secrets).sub("***", text) if secrets else text


@cache
def _pattern(secrets: tuple[str, ...]) -> re.Pattern[str]:
    # The longest first: one may begin with another.
    longest_first = sorted(secrets, key=len, reverse=True)
    return re.compile("|".join("".join(map(_forms, one)) for one in longest_first), re.IGNORECASE)


def _forms(character: str) -> str:
    """A pattern of a character and of the ways it is escaped, which others may mix."""
    units = character.encode("utf-16-be")
    forms = {
        character,
        "".join(f"%{byte:02x}" for byte in character.encode()),
        "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2)),
        msgspec.json.encode(character).decode()[1:-1],
        html.escape(character),
        f"&#{ord(character)};",
    }
    if character == " ":
        forms.add("+")
    if not character.isalnum():
        forms.add(f"\\{character}")  # as PHP writes a slash
    return f"(?:{'|'.join(re.escape(form) for form in sorted(forms, key=len, reverse=True))})"
