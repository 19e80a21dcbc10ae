"""Fetching a page that somebody linked to, or sending to an address that somebody entered, and
nothing else.

The address is chosen by people and the server behind it, so both may try to have this machine reach
what only it can. Every hop is held to the same rules: http or https, a port that pages have,
a name resolved once, all its addresses public, and the connection made to the very address that was
checked, with the name kept for the Host header and the certificate. Nothing of the environment's
proxies or of a netrc is used.
"""

import asyncio
import socket
import ssl
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from email.message import Message
from functools import lru_cache
from ipaddress import ip_address

import httpx
import msgspec

from claimdesk import __version__
from claimdesk.evidence.addresses import Allowance, check_addresses

MAX_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
TEMPORARY = {408, 425, 429, 500, 502, 503, 504}
HEADERS = {
    "User-Agent": f"claimdesk/{__version__} (a fact-check desk; keeps copies of what it cites)",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
READABLE = ("text/html", "application/xhtml+xml", "text/plain")
AS_THEY_ARE = ("application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp")
UNSAID = ("", "application/octet-stream", "binary/octet-stream")
MOST_VALIDATOR = 300
DEFAULT_PORT = {"http": 80, "https": 443}

SENDER = {
    "User-Agent": f"claimdesk/{__version__} (webhooks)",
    "Accept-Encoding": "identity",
    "Connection": "close",
}

Resolve = Callable[[str, int], Awaitable[list[str]]]


class FetchError(Exception):
    """A page was not got. The message says why; `temporary` that trying again may help."""

    def __init__(self, detail: str, *, status: int | None = None, temporary: bool = False) -> None:
        super().__init__(detail)
        self.status = status
        self.temporary = temporary


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much is read, for how many seconds, and from where beside the public internet."""

    max_bytes: int
    seconds: float
    allowance: Allowance = Allowance()


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for: the types that are taken, all where there are none, and what is there already.

    With an `etag` or a `modified` time the answer may be 304, without a body.
    """

    accept: str
    types: tuple[str, ...] = ()
    etag: str = ""
    modified: str = ""


PAGES = Wanted(
    accept="text/html, application/xhtml+xml, text/plain, application/pdf, image/*;q=0.8",
    types=(*READABLE, *AS_THEY_ARE, *UNSAID),
)


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What a server answered. `charset` is what its header says, empty where it says nothing.

    `etag` and `modified` are what to send along the next time.
    """

    final_url: str
    status: int
    content_type: str
    charset: str
    body: bytes
    etag: str = ""
    modified: str = ""


class Posted(msgspec.Struct, frozen=True, kw_only=True):
    """What a server answered to what was sent: the beginning of its body, as it came."""

    status: int
    retry_after: str
    body: bytes


class _Request(msgspec.Struct, frozen=True, kw_only=True):
    method: str
    headers: dict[str, str]
    content: bytes | None = None


def _asking(wanted: Wanted) -> _Request:
    asked = {"Accept": wanted.accept}
    if wanted.etag:
        asked["If-None-Match"] = wanted.etag
    if wanted.modified:
        asked["If-Modified-Since"] = wanted.modified
    return _Request(method="GET", headers=HEADERS | asked)


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system knows them. Raises OSError where it knows none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]) for item in found))


async def fetch(
    url: str, limits: Limits, *, resolve: Resolve = resolve, wanted: Wanted = PAGES
) -> Fetched:
    """Get a page, following redirects. Raises FetchError for everything but 200, and 304 where asked."""
    try:
        async with asyncio.timeout(limits.seconds):
            target = _parse(url)
            for _ in range(MAX_REDIRECTS + 1):
                answer = await _hop(target, limits, resolve, wanted)
                if isinstance(answer, Fetched):
                    return answer
                target = answer
            raise FetchError(f"The page redirects more than {MAX_REDIRECTS} times.")
    except TimeoutError as error:
        raise FetchError(
            f"The page was not there within {limits.seconds:g} seconds.", temporary=True
        ) from error


async def post(
    url: str,
    content: bytes,
    headers: dict[str, str],
    limits: Limits,
    *,
    resolve: Resolve = resolve,
) -> Posted:
    """Send something, held to the same rules; a redirect is an answer like another.

    Of the answer's body no more than `max_bytes` is read, and what does not come in time is left.
    Raises FetchError where there is no answer.
    """
    deadline = asyncio.get_running_loop().time() + limits.seconds
    sent = _Request(method="POST", headers=SENDER | headers, content=content)
    try:
        async with AsyncExitStack() as stack:
            async with asyncio.timeout_at(deadline):
                opened = _open(_parse(url), limits, resolve, sent)
                response = await stack.enter_async_context(opened)
            body = b""
            with suppress(TimeoutError, httpx.HTTPError):
                async with asyncio.timeout_at(deadline):
                    async for chunk in response.aiter_raw():
                        body += chunk[: limits.max_bytes - len(body)]
                        if len(body) >= limits.max_bytes:
                            break
            return Posted(
                status=response.status_code,
                retry_after=response.headers.get("Retry-After", ""),
                body=body,
            )
    except TimeoutError as error:
        raise FetchError(
            f"There was no answer within {limits.seconds:g} seconds.", temporary=True
        ) from error


def _parse(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise FetchError("That is no web address: it cannot be fetched.") from error
    if parsed.scheme not in DEFAULT_PORT:
        raise FetchError(f"Only http and https are fetched, not {parsed.scheme or 'this'}.")
    if not parsed.host or parsed.userinfo:
        raise FetchError("An address needs a host, and a login is not sent along.")
    return parsed.copy_with(fragment=None)


async def _hop(
    url: httpx.URL, limits: Limits, resolve: Resolve, wanted: Wanted
) -> Fetched | httpx.URL:
    """The answer at one address, or where it redirects to."""
    async with _open(url, limits, resolve, _asking(wanted)) as response:
        try:
            return await _answer(url, response, limits, wanted)
        except httpx.HTTPError as error:
            raise FetchError("The connection broke off.", temporary=True) from error


@asynccontextmanager
async def _open(
    url: httpx.URL, limits: Limits, resolve: Resolve, sent: _Request
) -> AsyncIterator[httpx.Response]:
    """The answer at one address, its body still to be read."""
    host = url.raw_host.decode("ascii")
    port = url.port or DEFAULT_PORT[url.scheme]
    try:
        addresses = await resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"The name {host} has no address.", temporary=True) from error
    if refusal := check_addresses(host, port, addresses, limits.allowance):
        raise FetchError(refusal)
    async with httpx.AsyncHTTPTransport(verify=_tls(), trust_env=False) as transport:
        response = await _connect(transport, url, host, addresses, limits.seconds, sent)
        try:
            yield response
        finally:
            await response.aclose()


@lru_cache
def _tls() -> ssl.SSLContext:
    """What certificates are held to; made once, since reading all authorities takes a while."""
    return httpx.create_ssl_context(trust_env=False)


async def _connect(
    transport: httpx.AsyncHTTPTransport,
    url: httpx.URL,
    host: str,
    addresses: list[str],
    seconds: float,
    sent: _Request,
) -> httpx.Response:
    """Ask the first address that takes a connection, by number, under the name it was found for."""
    extensions: dict[str, object] = {
        "timeout": dict.fromkeys(("connect", "read", "write", "pool"), seconds)
    }
    if not _is_number(host):
        extensions["sni_hostname"] = host  # also what the certificate has to be for
    for address in addresses:
        request = httpx.Request(
            sent.method,
            url.copy_with(host=address),
            headers={"Host": url.netloc.decode("ascii"), **sent.headers},
            content=sent.content,
            extensions=extensions,
        )
        try:
            return await transport.handle_async_request(request)
        except httpx.ConnectError as error:
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                raise FetchError(f"The certificate of {host} is not valid.") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchError(f"{host} does not answer as a web server does.") from error
    raise FetchError(f"{host} takes no connection.", temporary=True)


async def _answer(
    url: httpx.URL, response: httpx.Response, limits: Limits, wanted: Wanted
) -> Fetched | httpx.URL:
    status = response.status_code
    if status in REDIRECTS and "Location" in response.headers:
        try:
            return _parse(str(url.join(response.headers["Location"])))
        except httpx.InvalidURL as error:
            raise FetchError("The page redirects to something that is no web address.") from error
    unchanged = status == 304 and bool(wanted.etag or wanted.modified)
    if status != 200 and not unchanged:
        raise FetchError(
            f"The server answered {status}.",
            status=status,
            temporary=status in TEMPORARY,
        )
    declared = Message()
    declared["Content-Type"] = response.headers.get("Content-Type", "application/octet-stream")
    content_type = declared.get_content_type()
    if wanted.types and not unchanged and content_type not in wanted.types:
        raise FetchError(f"{content_type} is no page, PDF or picture, so it is not kept.")
    return Fetched(
        final_url=str(url),
        status=status,
        content_type=content_type,
        charset=str(declared.get_content_charset("")),
        body=b""
        if unchanged
        else b"".join([chunk async for chunk in _body(response, limits.max_bytes)]),
        etag=response.headers.get("ETag", "")[:MOST_VALIDATOR],
        modified=response.headers.get("Last-Modified", "")[:MOST_VALIDATOR],
    )


async def _body(response: httpx.Response, most: int) -> AsyncIterator[bytes]:
    """The body, unpacked. Raises FetchError past the limit, before more is unpacked."""
    too_large = FetchError(f"The page has more than {most:,} bytes, so it is not kept.")
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in {"identity", "gzip", "x-gzip", "deflate", ""}:
        raise FetchError(f"The page comes packed as {coding}, which was not asked for.")
    # 32: zlib's or gzip's header, whichever is there. Never unpacked whole: a few bytes may be many.
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if coding not in {"identity", ""} else None
    size = 0
    async for packed in response.aiter_raw():
        try:
            chunk = unpack.decompress(packed, most - size + 1) if unpack else packed
        except zlib.error as error:
            raise FetchError("The page is packed in a broken way.") from error
        size += len(chunk)
        if size > most:
            raise too_large
        yield chunk


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
