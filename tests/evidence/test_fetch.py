"""Fetching linked pages: from a real server that was allowed, and everything that is refused."""

import asyncio
import gzip
import itertools
import time
import zlib
from collections.abc import Iterator

import pytest

from claimdesk.evidence.addresses import Allowance
from claimdesk.evidence.fetch import Fetched, FetchError, Limits, fetch
from claimdesk.evidence.page import MOST_CHARS, read
from tests.web_server import Answer, WebServer, article, redirect

TARIFF = "Fees rise by 50 percent.\n" + "\n".join(
    f"Paragraph {number} of the tariff says at some length what a berth costs."
    for number in range(9)
)
LOOPBACK = Limits(max_bytes=50_000, seconds=5, allowance=Allowance.parse("127.0.0.1"))
NOTHING_ALLOWED = Limits(max_bytes=50_000, seconds=5)


async def get(url: str, limits: Limits = LOOPBACK) -> Fetched:
    return await fetch(url, limits)


async def refused(url: str, limits: Limits = LOOPBACK) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await fetch(url, limits)
    return caught.value


async def test_a_page_and_what_it_says(web: WebServer) -> None:
    web.pages["/a?b=c"] = article(TARIFF, "Tariff")
    page = await get(web.url("/a?b=c#part"))
    assert (page.status, page.content_type, page.charset) == (200, "text/html", "utf-8")
    assert page.final_url == web.url("/a?b=c")
    content = read(page)
    assert content.media_type == "text/plain"
    assert content.title == "Tariff"
    assert "Fees rise by 50 percent." in content.content.decode()
    assert "Sport" not in content.content.decode()
    assert web.asked == [(f"127.0.0.1:{web.port}", "/a?b=c")]


async def test_redirects_are_followed_to_the_end(web: WebServer) -> None:
    web.pages |= {
        "/1": redirect("/2", 301),
        "/2": redirect(web.url("/3"), 308),
        "/3": article("End"),
    }
    assert (await get(web.url("/1"))).final_url == web.url("/3")


async def test_but_not_round_in_circles(web: WebServer) -> None:
    web.pages["/1"] = redirect("/1")
    assert "redirects more than 5 times" in str(await refused(web.url("/1")))
    assert len(web.asked) == 6


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "[::1]", "0.0.0.0", "[::]", "localhost", "169.254.169.254"),  # noqa: S104
        *("10.0.0.1", "172.16.0.1", "192.168.0.1", "[fc00::1]", "[fe80::1]", "[::ffff:127.0.0.1]"),
        *("[::ffff:7f00:1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]"),
        *("2130706433", "0x7f000001", "017700000001", "0177.0.0.1", "0x7f.1", "127.1", "0"),
    ],
)
async def test_no_way_to_write_it_reaches_this_machine_or_network(
    web: WebServer, host: str
) -> None:
    error = await refused(f"http://{host}:{web.port}/", NOTHING_ALLOWED)
    assert any(
        says in str(error)
        for says in ("not on the public internet", "no web address", "has no address")
    )
    assert web.asked == []


@pytest.mark.parametrize(
    "to",
    [
        "http://localhost:{port}/secret",
        "http://[::1]:{port}/secret",
        "http://2130706433:{port}/secret",
        "http://169.254.169.254/latest/meta-data/",
        "//localhost:{port}/secret",
    ],
)
async def test_a_redirect_leads_nowhere_else(web: WebServer, to: str) -> None:
    web.pages["/1"] = redirect(to.format(port=web.port))
    # Allowed by name, so that the first hop is let through and only it.
    limits = Limits(max_bytes=50_000, seconds=5, allowance=Allowance.parse("page.example"))

    async def resolve(host: str, port: int) -> list[str]:
        return {"localhost": ["127.0.0.1"], "2130706433": ["127.0.0.1"]}.get(
            host, ["127.0.0.1"] if host == "page.example" else [host]
        )

    with pytest.raises(FetchError, match="not on the public internet"):
        await fetch(web.url("/1", "page.example"), limits, resolve=resolve)
    assert [path for _, path in web.asked] == ["/1"]


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("file:///etc/passwd", "Only http and https"),
        ("ftp://example.org/", "Only http and https"),
        ("gopher://example.org:70/_x", "Only http and https"),
        ("data:text/html,x", "Only http and https"),
        ("http:///x", "needs a host"),
        ("http://user:secret@example.org/", "login"),
    ],
)
async def test_only_web_addresses(web: WebServer, url: str, says: str) -> None:
    assert says in str(await refused(url))
    if url != "http:///x":  # which, in a redirect, means another page of the same host
        web.pages["/1"] = redirect(url)
        assert says in str(await refused(web.url("/1")))


async def test_a_name_is_resolved_once_and_what_was_checked_is_connected_to(
    web: WebServer,
) -> None:
    web.pages["/"] = article("Hello")
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    asked = []

    async def rebinding(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return next(answers)

    page = await fetch(web.url("/", "page.example"), LOOPBACK, resolve=rebinding)
    assert page.status == 200
    assert asked == [("page.example", web.port)]
    # The server still hears the name, and the address goes on being shown by it.
    assert web.asked == [(f"page.example:{web.port}", "/")]
    assert page.final_url == web.url("/", "page.example")


async def test_a_name_with_one_private_address_is_not_fetched(web: WebServer) -> None:
    async def mixed(host: str, port: int) -> list[str]:
        return ["93.184.216.34", "127.0.0.1"]

    with pytest.raises(FetchError, match=r"127\.0\.0\.1"):
        await fetch("http://page.example/", NOTHING_ALLOWED, resolve=mixed)


async def test_the_next_address_is_tried_where_one_takes_no_connection(web: WebServer) -> None:
    web.pages["/"] = article("Hello")
    limits = Limits(max_bytes=50_000, seconds=5, allowance=Allowance.parse("127.0.0.0/8,::1"))

    async def two(host: str, port: int) -> list[str]:
        return ["127.0.0.9", "127.0.0.1"]

    assert (await fetch(web.url("/", "page.example"), limits, resolve=two)).status == 200


async def test_over_tls_the_name_is_asked_for_and_held_to() -> None:
    hello = b""

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal hello
        hello = await reader.read(4000)
        writer.close()

    async def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    async with await asyncio.start_server(listen, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(FetchError):
            await fetch(f"https://page.example:{port}/", LOOPBACK, resolve=resolve)
    assert hello[:1] == b"\x16"  # a TLS handshake
    assert b"page.example" in hello
    assert b"127.0.0.1" not in hello


async def test_a_proxy_of_the_environment_is_not_used(
    web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    web.pages["/"] = article("Hello")
    assert (await get(web.url("/"))).status == 200


def forever() -> Iterator[bytes]:
    return itertools.repeat(b"x" * 10_000)


def slowly() -> Iterator[bytes]:
    for _ in range(50):
        time.sleep(0.1)
        yield b"x"


async def test_a_page_without_an_end_is_given_up(web: WebServer) -> None:
    web.pages["/"] = Answer(forever)
    assert "more than 50,000 bytes" in str(await refused(web.url("/")))


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
async def test_a_packed_page_is_unpacked_no_further_than_the_limit(
    web: WebServer, pack: type
) -> None:
    coding = "gzip" if pack is gzip.compress else "deflate"
    headers = {"Content-Type": "text/plain", "Content-Encoding": coding}
    web.pages["/"] = Answer(pack(b"a fair size " * 100), headers=headers)
    assert (await get(web.url("/"))).body == b"a fair size " * 100
    web.pages["/"] = Answer(pack(bytes(50_000_000)), headers=headers)
    assert "more than 50,000 bytes" in str(await refused(web.url("/")))
    for wrong in ("gzip, gzip", "br", "zstd"):
        web.pages["/"] = Answer(b"x", headers=headers | {"Content-Encoding": wrong})
        assert "not asked for" in str(await refused(web.url("/")))
    web.pages["/"] = Answer(b"no gzip at all", headers=headers)
    assert "broken" in str(await refused(web.url("/")))


async def test_a_slow_page_is_given_up_after_a_time_and_tried_again(web: WebServer) -> None:
    web.pages["/"] = Answer(slowly)
    limits = Limits(max_bytes=50_000, seconds=0.5, allowance=LOOPBACK.allowance)
    error = await refused(web.url("/"), limits)
    assert "within 0.5 seconds" in str(error)
    assert error.temporary


@pytest.mark.parametrize(
    ("status", "temporary"), [(403, False), (404, False), (410, False), (429, True), (503, True)]
)
async def test_what_servers_answer(web: WebServer, status: int, temporary: bool) -> None:
    web.pages["/"] = Answer(b"No", status)
    error = await refused(web.url("/"))
    assert str(status) in str(error)
    assert (error.status, error.temporary) == (status, temporary)


@pytest.mark.parametrize("kind", ["video/mp4", "application/zip", "application/javascript"])
async def test_types_that_are_not_kept(web: WebServer, kind: str) -> None:
    web.pages["/"] = Answer(forever, headers={"Content-Type": kind})
    assert kind in str(await refused(web.url("/")))


async def test_a_host_that_is_not_there(web: WebServer) -> None:
    async def nowhere(host: str, port: int) -> list[str]:
        raise OSError

    with pytest.raises(FetchError, match="has no address") as caught:
        await fetch("https://page.example/", NOTHING_ALLOWED, resolve=nowhere)
    assert caught.value.temporary
    error = await refused("http://127.0.0.1:9/")
    assert "takes no connection" in str(error)
    assert error.temporary


def page_of(body: bytes, kind: str = "text/html", charset: str = "") -> Fetched:
    return Fetched(final_url="http://x/", status=200, content_type=kind, charset=charset, body=body)


def test_what_is_kept_of_a_page() -> None:
    pdf = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"
    for kind in ("application/pdf", "application/octet-stream", "text/html"):
        kept = read(page_of(pdf, kind))
        assert (kept.media_type, kept.content) == ("application/pdf", pdf)
    plain = read(page_of("Gebühr\0\n".encode("latin-1"), "text/plain", "iso-8859-1"))
    assert plain.content.decode() == "Gebühr\0"
    assert len(plain.sha256) == 64
    for charset in ("no-such-charset", "hex", "idna", "punycode", "utf-7", "a\0b"):
        unknown = read(page_of(b"caf\xe9", "text/plain", charset))
        assert unknown.content.decode() == "caf�"


def test_the_main_text_is_looked_for_in_the_first_part_of_a_page() -> None:
    start = b"<html><body><p>The harbour is open again.</p>"
    late = b"<p>The very last words.</p></body></html>"
    kept = read(page_of(start + b" " * MOST_CHARS + late)).content.decode()
    assert "harbour" in kept
    assert "very last" not in kept


@pytest.mark.parametrize(
    "body", [b"", b" ", b"<html></html>", b"<script>draw()</script>", b"\0" * 99]
)
def test_a_page_without_a_text_says_what_to_do(body: bytes) -> None:
    with pytest.raises(FetchError, match="no text") as caught:
        read(page_of(body))
    assert caught.value.status == 200


def test_what_only_says_that_it_is_a_pdf() -> None:
    with pytest.raises(FetchError, match="but it is not"):
        read(page_of(b"<html><script>alert(1)</script>", "application/pdf"))
