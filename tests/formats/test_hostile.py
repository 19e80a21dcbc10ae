"""What strangers send to break us: each is told why it is refused, and unfolds nothing."""

import tracemalloc
import zipfile
from io import BytesIO

import msgspec
import pytest

from claimdesk.formats.model import Unreadable
from claimdesk.formats.reading import DOCX, Sent, read
from tests.formats.documents import (
    ATOM,
    BOMB,
    MAIL,
    NINJS_1,
    PARAGRAPHS,
    RSS,
    news_item,
    word,
)

XML = "application/xml"
MB = 1_000_000


def refused(content: bytes, content_type: str = "", name: str = "") -> str:
    with pytest.raises(Unreadable) as caught:
        read(Sent(content=content, content_type=content_type, name=name))
    detail = str(caught.value)
    assert len(detail) > 15
    return detail


@pytest.mark.parametrize("kind", [XML, "application/vnd.iptc.g2.newsitem+xml", "text/xml", ""])
def test_an_entity_bomb(kind: str) -> None:
    tracemalloc.start()
    try:
        assert "entities" in refused(news_item("<p>&j;</p>", head=BOMB), kind)
        assert tracemalloc.get_traced_memory()[1] < 20 * MB
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("feed", [RSS, ATOM])
def test_an_entity_bomb_in_a_feed(feed: bytes) -> None:
    bombed = BOMB.encode() + feed.partition(b"?>")[2].replace(b"<title>", b"<title>&j;", 1)
    assert "entities" in refused(bombed, "application/rss+xml")


def test_an_entity_that_reads_a_file() -> None:
    head = '<?xml version="1.0"?><!DOCTYPE newsItem [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    assert "entities" in refused(news_item("<p>&f;</p>", head=head), XML)
    outside = '<?xml version="1.0"?><!DOCTYPE newsItem SYSTEM "http://127.0.0.1:9/x.dtd">'
    assert read(Sent(content=news_item(head=outside), content_type=XML))  # never asked for
    in_utf16 = news_item("<p>&f;</p>", head=head.replace("?>", ' encoding="utf-16"?>', 1))
    assert "entities" in refused(in_utf16.decode().encode("utf-16"), XML)


@pytest.mark.parametrize(
    "content",
    [
        news_item()[:-40],
        b"<newsItem>",
        b"<?xml version='1.0'?>",
        b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'><a></b></newsItem>",
        b"<?xml version='1.0' encoding='nonsense'?><newsItem/>",
        b"<a" + b"<a>" * 100_000,
        b"<a>" * 100_000,
        b"\xff\xfe<\0",
    ],
)
def test_malformed_xml(content: bytes) -> None:
    refused(content, XML)


def test_xml_of_another_kind() -> None:
    assert "<svg>" in refused(b"<svg xmlns='http://www.w3.org/2000/svg'/>", XML)
    assert "no news item" in refused(news_item().replace(b"ninat:text", b"ninat:picture"), XML)
    assert "no text" in refused(news_item("<other/>"), XML)


def zip_bomb(size: int) -> bytes:
    packed = BytesIO(word())
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/styles.xml", b" " * size)
    return packed.getvalue()


def test_a_zip_bomb() -> None:
    bomb = zip_bomb(100 * MB)
    assert len(bomb) < MB
    tracemalloc.start()
    try:
        assert "unpacks to" in refused(bomb, DOCX)
        assert tracemalloc.get_traced_memory()[1] < 5 * MB
    finally:
        tracemalloc.stop()


def test_a_zip_bomb_that_lies_about_its_size() -> None:
    bomb = zip_bomb(30 * MB)
    size, lie = (30 * MB).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    assert bomb.count(size) == 2  # in its own header and in the directory
    tracemalloc.start()
    try:
        assert "broken" in refused(bomb.replace(size, lie), DOCX)
        assert tracemalloc.get_traced_memory()[1] < 5 * MB
    finally:
        tracemalloc.stop()


def test_an_entity_bomb_in_a_word_file() -> None:
    bombed = word(PARAGRAPHS.replace("Nobody", "&j;"), head=BOMB.replace("newsItem", "w:document"))
    assert "entities" in refused(bombed, DOCX)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 no more",
        word()[:-30],
        word()[:300] + word()[500:],
        word("<w:p><w:r><w:t>unclosed"),
        word("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000),
    ],
)
def test_broken_word_files(content: bytes) -> None:
    refused(content, DOCX)


def test_a_zip_that_is_no_word_file() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("a.txt", "So it is.")
    assert "no .docx" in refused(packed.getvalue(), DOCX)


def test_a_word_file_never_reads_this_machine() -> None:
    linked = PARAGRAPHS + (
        '<w:p><w:r><w:drawing xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<a:blip r:link="r9"/></w:drawing></w:r></w:p>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r9" Type="image" Target="file:///etc/passwd" TargetMode="External"/>'
        "</Relationships>"
    )
    packed = word(linked, **{"word/_rels/document.xml.rels": rels})
    (found,) = read(Sent(content=packed, content_type=DOCX))
    assert "root:" not in found.text


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "text/plain"),
        (word(), "text/plain"),
        (word(), "application/json"),
        (word(), "text/html"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "text/html"),
        (b"So it is.", DOCX),
        (b"So it is.", "application/json"),
        (b"So it is.", XML),
        (b"So it is.", "message/rfc822"),
        (news_item(), "application/json"),
        (b"\x80\x81 no UTF-8", "text/plain"),
        ("Häfen".encode("cp1252"), "text/plain; charset=utf-8"),
        (b"So it is.", "text/plain; charset=nonsense"),
        (b"So it is.", "text/plain; charset=punycode"),
        (b"So it is.", "image/png"),
        (b"So it is.", "no type at all"),
        (b"", "text/plain"),
        (b" \n", XML),
    ],
)
def test_a_content_type_that_lies(content: bytes, content_type: str) -> None:
    refused(content, content_type)


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b'"words"',
        b"[1]",
        b"[" * 200_000,
        b'{"uri": "a"}',
        b'{"uri": "a", "body_text": 5, "bodies": "x", "headlines": 7}',
        b'{"uri": "a", "body_text": "\xff"}',
        msgspec.json.encode(NINJS_1 | {"type": "picture"}),
        msgspec.json.encode(NINJS_1 | {"pubstatus": "perhaps"}),
        msgspec.json.encode([NINJS_1] * 1001),
    ],
)
def test_broken_ninjs(content: bytes) -> None:
    refused(content, "application/json")


def test_malformed_json_is_said_once() -> None:
    assert refused(b"{a", "application/json").count("malformed") == 1


@pytest.mark.parametrize(
    "embargo", ["soon", "2026-11-03T06:00:00", "2026-13-01", "0001-01-01T00:00+14:00"]
)
def test_an_embargo_that_may_be_misread_is_refused(embargo: str) -> None:
    assert "embargo" in refused(
        msgspec.json.encode(NINJS_1 | {"embargoed": embargo}), "application/json"
    )
    assert "embargo" in refused(news_item(embargoed=f"<embargoed>{embargo}</embargoed>"), XML)


def test_broken_and_endless_mail() -> None:
    refused(MAIL.replace(b"iso-8859-1", b"nonsense"), "message/rfc822")
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    refused(MAIL.replace(b"--b--", part * 300 + b"--b--"), "message/rfc822")
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n)
        for n in range(3000)
    )
    refused(nested, "message/rfc822")


def test_html_as_deep_and_as_long_as_it_likes() -> None:
    deep = b"<div>" * 50_000 + b"So it is."
    assert "deep" in refused(deep, "text/html")
    refused(b"<p>" + b"a " * 3 * MB, "text/html")
    assert read(Sent(content=b">" * 5000 + b"So it is.", content_type="text/markdown"))
