"""Every format, and every field where it belongs."""

from datetime import UTC, datetime

import msgspec
import pytest

from claimdesk.formats.model import IncomingArticle, PubStatus, Unreadable
from claimdesk.formats.reading import DOCX, Sent, read
from tests.formats import documents as documents
from tests.formats.documents import NINJS_1, NINJS_2, NINJS_3, news_item, news_message, word


def one(content: bytes | str | object, content_type: str = "", name: str = "") -> IncomingArticle:
    raw = content if isinstance(content, bytes) else str(content).encode()
    if not isinstance(content, bytes | str):
        raw, content_type = msgspec.json.encode(content), "application/json"
    (found,) = read(Sent(content=raw, content_type=content_type, name=name))
    return found


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def test_ninjs_1_keeps_every_field() -> None:
    assert one(NINJS_1) == IncomingArticle(
        text="The fees will double, the council said.\n\nNobody objected.",
        headline="Harbour fees to double",
        byline="Ines Calloway",
        dateline="Port Ellis",
        section="transport",
        language="en-GB",
        version="3",
        external_id="http://agency.example.org/items/harbour-1",
        provider="The Harbour Agency",
        usage_terms="Not for archives.",
        genre="Analysis",
        subjects=("transport", "council"),
        embargo=at(2026, 11, 3, 5),
        published_at=at(2026, 11, 2, 6),
        version_created=at(2026, 11, 2, 8, 30),
    )


def test_ninjs_2_has_lists_with_roles() -> None:
    assert one(NINJS_2) == IncomingArticle(
        text="Die Gebühren steigen.\n\nSo ist es.",
        headline="Hafengebühren steigen",
        byline="Von Ines Calloway",
        section="Verkehr",
        language="de",
        version="6",
        external_id="urn:newsml:agency.example.org:2026:harbour-2",
        provider="Hafenagentur",
        usage_terms="Nur für Kunden.",
        genre="Bericht",
        subjects=("Verkehr",),
        published_at=at(2026, 11, 2, 5),
        version_created=at(2026, 11, 2, 8, 30),
        status=PubStatus.WITHHELD,
    )


def test_ninjs_3_has_its_names_in_camel_case() -> None:
    assert one(NINJS_3) == IncomingArticle(
        text="The fees will double.",
        headline="Harbour fees to double",
        byline="Ines Calloway",
        dateline="Port Ellis",
        version="2",
        external_id="http://agency.example.org/items/harbour-3",
        provider="The Harbour Agency",
        usage_terms="Gone.",
        published_at=at(2026, 11, 2, 5),
        version_created=at(2026, 11, 2, 8, 30),
        status=PubStatus.CANCELED,
    )


def test_ninjs_takes_a_body_of_any_kind_and_a_number_for_a_version() -> None:
    bare = {"uri": "a", "version": 12}
    assert one(bare | {"body_text": "So it is.\n"}).text == "So it is."
    assert one(bare | {"body_nitf": documents.NITF}).text.startswith("The fees will double, Maren")
    plain = [{"contenttype": "text/plain", "value": "So it is."}]
    assert one(bare | {"bodies": plain}).text == "So it is."
    assert one(bare | {"bodies": plain}).version == "12"
    assert one(bare | {"pubstatus": "canceled"}).text == ""


def test_ninjs_1_reads_headlines_and_bodies_by_any_name() -> None:
    """`headline_main` and `body_main` are as good as the names that the standard's examples have."""
    found = one(
        {"body_extra": "Aside.", "headline_sub": "Below", "headline_main": "Fees to double"}
    )
    assert (found.headline, found.text) == ("Fees to double", "Aside.")
    assert (
        one({"body_extra": "Aside.", "body_main": "<p>One.</p><p>Two.</p>"}).text == "One.\n\nTwo."
    )
    assert one({"body_web_xhtml": "Fees &amp; dues"}).text == "Fees & dues"
    assert one({"body_main": "5 < 6, he said."}).text == "5 < 6, he said."
    ranked = {"body_main": "Main.", "body_text": "Text.", "headline_main": "M", "headline": "H"}
    assert (one(ranked).headline, one(ranked).text) == ("H", "Text.")
    assert (
        one({"headline_seo": "Found", "title": "Slug", "body_html": "<p>So.</p>"}).headline
        == "Found"
    )


def test_newsml_g2_keeps_every_field() -> None:
    assert one(news_item(), "application/vnd.iptc.g2.newsitem+xml") == IncomingArticle(
        text="The fees will double, Maren Holt said on Monday.\n\nNobody objected.",
        headline="Harbour fees to double",
        byline="By Ines Calloway, Staff",
        dateline="PORT ELLIS, Nov. 2",
        section="transport",
        language="en-GB",
        version="4",
        external_id="urn:newsml:agency.example.org:20261102:harbour",
        url="https://paper.example.org/harbour",
        provider="The Harbour Agency",
        usage_terms="Not for archives.",
        genre="Analysis",
        subjects=("Maren Holt", "transport"),
        embargo=at(2026, 11, 3, 5),
        published_at=at(2026, 11, 2, 7),
        version_created=at(2026, 11, 2, 8, 30),
    )


def test_newsml_g2_with_xhtml_and_an_embargo_without_end() -> None:
    found = one(news_item(documents.XHTML, embargoed="<embargoed/>"), "application/xml")
    assert found.text == "A subheading\n\nThe fees will double."
    assert (found.byline, found.dateline) == ("Ines Calloway", "Port Ellis")
    assert (found.embargo, found.status) == (None, PubStatus.WITHHELD)


def test_a_news_message_carries_several() -> None:
    sent = news_message(news_item(guid="a"), news_item(guid="b", status="canceled"))
    found = read(Sent(content=sent, content_type="application/vnd.iptc.g2.newsmessage+xml"))
    assert [(a.external_id, a.status) for a in found] == [("a", "usable"), ("b", "canceled")]


def test_nitf_alone() -> None:
    found = one(documents.NITF, "application/nitf+xml")
    assert (found.headline, found.byline) == ("Harbour fees rise", "By Ines Calloway, Staff")
    assert found.text.endswith("Nobody objected.")


def test_plain_text_is_kept_to_the_letter() -> None:
    text = "\ufeffHarbour fees\r\n\r\n  So it is.  \n"
    assert one(text, "text/plain").text == text
    assert one("Häfen".encode("cp1252"), "text/plain; charset=windows-1252").text == "Häfen"
    assert one("Häfen".encode("utf-16"), "text/plain").text == "Häfen"


@pytest.mark.parametrize(
    ("name", "content_type"), [("a.txt", ""), ("a.md", ""), ("", "text/plain")]
)
def test_text_from_before_unicode(name: str, content_type: str) -> None:
    content = "Zoë said “no” – twice.".encode("cp1252")
    (found,) = read(Sent(content=content, content_type=content_type, name=name))
    assert found.text.strip() == "Zoë said “no” – twice."


def test_bytes_under_the_name_of_a_text_are_refused_in_words() -> None:
    noise = bytes((at * 167 + (at >> 3) * 29) % 256 for at in range(4096))
    with pytest.raises(Unreadable, match="It is no text") as refused:
        read(Sent(content=noise, name="a.txt"))
    assert "Content-Type" not in str(refused.value)


def test_kinds_of_file_are_named_in_words() -> None:
    with pytest.raises(Unreadable, match=r"those of a PDF document\."):
        read(Sent(content=b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", name="a.txt"))
    with pytest.raises(Unreadable, match=r"A picture is not read.*Word"):
        read(Sent(content=b"So it is.", content_type="image/png", name="a.png"))


def test_markdown() -> None:
    found = one(
        "# Harbour *fees*\n\nThe fees\nwill [double](https://x.example).\n\n- One\n- Two\n",
        name="a.md",
    )
    assert found.headline == "Harbour fees"
    assert found.text == "Harbour fees\n\nThe fees will double.\n\nOne\n\nTwo"


PAGE = """\
<!doctype html><html lang="en-GB"><head><title>Harbour fees | The Port Paper</title>
<meta property="og:title" content="Harbour fees to double"><meta name="author" content="Ines Calloway">
<meta property="og:site_name" content="The Port Paper"><meta property="article:section" content="Local">
<meta property="article:published_time" content="2026-11-02T09:30:00+01:00">
<link rel="canonical" href="https://paper.example.org/harbour"></head>
<body><nav>Home News Sport</nav><article><h1>Harbour fees to double</h1>
<p>The city will double the harbour fees from the first of March, the council said on Monday.</p>
<p>Nobody on the council objected to the plan, which had been drawn up by the harbour master.</p>
</article><footer>Imprint</footer></body></html>"""


def test_a_page_says_its_own_fields_and_loses_what_surrounds_it() -> None:
    found = one(PAGE, "text/html; charset=utf-8")
    assert (found.headline, found.byline) == ("Harbour fees to double", "Ines Calloway")
    assert (found.section, found.language) == ("Local", "en-GB")
    assert (found.url, found.provider) == ("https://paper.example.org/harbour", "The Port Paper")
    assert found.published_at == at(2026, 11, 2, 8, 30)
    assert "the council said on Monday.\n\nNobody" in found.text
    assert "Sport" not in found.text


def test_a_piece_of_html_is_taken_whole() -> None:
    assert one("<p>So it is.</p>", "text/html").text.strip() == "So it is."


def test_rss_and_atom() -> None:
    first, second = read(Sent(content=documents.RSS, content_type="application/rss+xml"))
    assert first == IncomingArticle(
        text="The fees will double, the council said.\n\nNobody objected.",
        headline="Harbour fees & more",
        byline="Ines Calloway",
        section="local",
        language="en-gb",
        external_id="story-1",
        url="https://paper.example.org/1",
        provider="The Port Paper",
        usage_terms="All rights reserved",
        subjects=("local",),
        published_at=at(2026, 11, 2, 8, 30),
        version_created=at(2026, 11, 2, 8, 30),
    )
    assert second.external_id == "https://paper.example.org/2"
    assert second.text == "The ferry is late, the port said."
    atom = one(documents.ATOM, "application/atom+xml")
    assert (atom.external_id, atom.byline) == ("tag:paper.example.org,2026:1", "Ines Calloway")
    assert (atom.published_at, atom.version_created) == (
        at(2026, 11, 1, 9, 30),
        at(2026, 11, 2, 9, 30),
    )
    assert atom.usage_terms == "Not for archives."


def test_a_feed_that_is_no_xml_is_read_all_the_same() -> None:
    broken = documents.RSS.replace(b"fees &amp; more", b"fees & more")
    assert read(Sent(content=broken, name="feed.xml"))[0].headline == "Harbour fees & more"


def test_word() -> None:
    assert one(word(), DOCX) == IncomingArticle(
        text="Harbour fees to double\n\nThe fees will double, the council said.\n\nNobody objected.",
        headline="Harbour fees to double",
        byline="Ines Calloway",
        language="en-GB",
        published_at=at(2026, 11, 2, 8),
    )


def test_mail() -> None:
    assert one(documents.MAIL, "message/rfc822") == IncomingArticle(
        text="Die Häfen schließen, sagte sie.",
        headline="Häfen",
        byline="Ines Calloway",
        language="de",
        external_id="harbour-1@paper.example.org",
        published_at=at(2026, 11, 2, 8, 30),
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"So it is."),
        ("a.md", b"So it is."),
        ("a.html", b"<p>So it is.</p>"),
        ("a.json", msgspec.json.encode(NINJS_1)),
        ("a.xml", news_item()),
        ("a.docx", word()),
        ("a.eml", documents.MAIL),
        ("", word()),
        ("", news_item()),
        ("", msgspec.json.encode(NINJS_1)),
        ("unknown.bin", b"So it is."),
    ],
)
def test_where_no_type_is_given_the_name_and_the_first_bytes_say_it(
    name: str, content: bytes
) -> None:
    assert one(content, "application/octet-stream", name).text
