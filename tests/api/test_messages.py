"""Where one HTTP message ends and the next begins, as bytes on the line: no request hides in another."""

import asyncio
from urllib.parse import urlsplit

import pytest
from litestar import Litestar

from tests.api.listening import listening

CHUNKED = b'e\r\n{"login": "x"}\r\n0\r\n\r\n'
HIDDEN = b"GET /api/openapi.json HTTP/1.1\r\nHost: desk\r\n\r\n"


async def answers(address: str, *sent: bytes) -> bytes:
    """All that comes back until the server closes the line."""
    where = urlsplit(address)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    writer.write(b"".join(sent))
    await writer.drain()
    async with asyncio.timeout(30):
        said = await reader.read()
    writer.close()
    return said


def post(*headers: str) -> bytes:
    lines = ("POST /api/v1/session HTTP/1.1", "Host: desk", "Content-Type: application/json")
    return "\r\n".join((*lines, *headers, "", "")).encode()


async def test_chunks_count_and_not_the_length_beside_them(app: Litestar) -> None:
    both = ("Content-Length: 3", "Transfer-Encoding: chunked", "Connection: close")
    async with listening(app) as address:
        said = await answers(address, post(*both), CHUNKED)
    assert said.count(b"HTTP/1.1 ") == 1
    # The body was read whole, and lacks the password.
    assert said.startswith(b"HTTP/1.1 400 ")
    assert b"password" in said


@pytest.mark.parametrize(
    "headers",
    [
        ("Content-Length: 3", "Content-Length: 5"),
        ("Content-Length: 3, 5",),
        ("Content-Length: -1",),
        ("Content-Length: +3",),
        ("Content-Length : 3",),
        ("Transfer-Encoding : chunked",),
        ("Transfer-Encoding: xchunked",),
        ("Transfer-Encoding: chunked, gzip",),
        ("X: a\r\n Content-Length: 3\x00",),
    ],
)
async def test_what_is_ambiguous_is_refused_and_hides_no_request(
    app: Litestar, headers: tuple[str, ...]
) -> None:
    async with listening(app) as address:
        said = await answers(address, post(*headers), b"abc", HIDDEN)
    assert said.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 501 ")), said[:200]
    assert said.count(b"HTTP/1.1 ") == 1
    assert b"openapi" not in said
