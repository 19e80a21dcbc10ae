"""Which format something is in, and reading it."""

import re
from email.message import Message
from enum import StrEnum

import filetype
import msgspec

from claimdesk.formats import docx, feeds, mail, newsml, ninjs, nitf, pages
from claimdesk.formats.decoding import plain, strict
from claimdesk.formats.model import IncomingArticle, UnknownType, Unreadable
from claimdesk.formats.xml import name_of, parse

SNIFFED = 4096
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Format(StrEnum):
    """What is read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    NINJS = "ninjs"
    XML = "xml"
    DOCX = "docx"
    MAIL = "mail"


_BY_TYPE = {
    "text/plain": Format.TEXT,
    "text/markdown": Format.MARKDOWN,
    "text/x-markdown": Format.MARKDOWN,
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "application/json": Format.NINJS,
    "application/xml": Format.XML,
    "text/xml": Format.XML,
    DOCX: Format.DOCX,
    "message/rfc822": Format.MAIL,
}
_BY_END = {
    "txt": Format.TEXT,
    "text": Format.TEXT,
    "md": Format.MARKDOWN,
    "markdown": Format.MARKDOWN,
    "html": Format.HTML,
    "htm": Format.HTML,
    "xhtml": Format.HTML,
    "json": Format.NINJS,
    "ninjs": Format.NINJS,
    "xml": Format.XML,
    "rss": Format.XML,
    "atom": Format.XML,
    "docx": Format.DOCX,
    "eml": Format.MAIL,
}
ENDS = frozenset(_BY_END)
UNSAID = frozenset({"", "application/octet-stream", "binary/octet-stream"})
READ = (
    "plain text, Markdown, a web page (HTML), a Word document (.docx), an e-mail (.eml), ninjs (JSON), or "
    "XML that is NewsML-G2, NITF, RSS or Atom"
)

_WORDS = {
    Format.TEXT: "text",
    Format.MARKDOWN: "Markdown",
    Format.HTML: "a web page",
    Format.NINJS: "ninjs",
    Format.XML: "XML",
    Format.DOCX: "a Word document",
    Format.MAIL: "an e-mail",
}
_OTHER_WORDS = {
    "application/pdf": "a PDF document",
    "application/zip": "a ZIP archive",
    "application/rtf": "an RTF document",
    "application/msword": "an old Word document (.doc)",
    "application/vnd.oasis.opendocument.text": "an OpenDocument text",
    DOCX: "a Word document",
}
_FAMILIES = {"image": "a picture", "audio": "a sound", "video": "a film", "font": "a font"}


def _named(content_type: str) -> str:
    """A kind of file in words, as far as there are any."""
    family, _, kind = content_type.partition("/")
    return (
        _OTHER_WORDS.get(content_type)
        or _FAMILIES.get(family)
        or f"a file of the kind “{kind[:60]}”"
    )


_MEDIA_TYPE = re.compile(r"\s*[\w!#$&^.+-]+/[\w!#$&^.+-]+\s*(;|$)")


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody sent: its bytes, what they say it is, its name or address where it has one."""

    content: bytes
    content_type: str = ""
    name: str = ""
    url: str = ""


def read(sent: Sent) -> list[IncomingArticle]:
    """The articles in it, in their order. Slow: call it in a thread.

    Raises Unreadable for a type that is not read, and for what is not of the type it says.
    """
    if sent.content_type and not _MEDIA_TYPE.match(sent.content_type):
        raise UnknownType(f"“{sent.content_type[:60]}” is no content type. Send {READ}.")
    declared = Message()
    declared["Content-Type"] = sent.content_type or "application/octet-stream"
    charset = str(declared.get_content_charset(""))
    kind = _kind(declared.get_content_type(), sent)
    _check_truthful(kind, sent.content)
    match kind:
        case Format.TEXT:
            return [IncomingArticle(text=plain(sent.content, charset))]
        case Format.MARKDOWN:
            return [pages.from_markdown(plain(sent.content, charset))]
        case Format.HTML:
            return [pages.from_html(_html(sent.content, charset), sent.url)]
        case Format.NINJS:
            return ninjs.read(sent.content)
        case Format.XML:
            return _xml(sent)
        case Format.DOCX:
            return [docx.read(sent.content)]
        case Format.MAIL:
            return [mail.read(sent.content)]


def _kind(content_type: str, sent: Sent) -> Format:
    if content_type in _BY_TYPE:
        return _BY_TYPE[content_type]
    if content_type.endswith("+json"):
        return Format.NINJS
    if content_type.endswith("+xml"):
        return Format.XML
    if content_type not in UNSAID:
        named = _named(content_type)
        raise UnknownType(f"{named[:1].upper()}{named[1:]} is not read. Send {READ}.")
    end = sent.name.lower().rpartition(".")[2] if "." in sent.name else ""
    return _BY_END.get(end) or _sniffed(sent.content)


def _sniffed(content: bytes) -> Format:
    head = content[:SNIFFED].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"pk\x03\x04"):
        return Format.DOCX
    if head.startswith((b"{", b"[")):
        return Format.NINJS
    if head.startswith((b"<!doctype html", b"<html")):
        return Format.HTML
    if head.startswith((b"<?xml", b"<newsitem", b"<newsmessage", b"<rss", b"<feed", b"<nitf")):
        return Format.XML
    return Format.TEXT


def _check_truthful(kind: Format, content: bytes) -> None:
    """Refuse a file of another kind under a text's name, and a text under a document's."""
    if not content.strip():
        raise Unreadable("There is nothing in it.")
    guessed = filetype.guess_mime(content) or ""
    if kind is Format.DOCX:
        if not content.startswith(b"PK\x03\x04"):
            raise Unreadable("That is no .docx: its first bytes are not a ZIP's.")
    elif guessed and not guessed.startswith("text/"):
        raise Unreadable(
            f"Its name or type says {_WORDS[kind]}, but its first bytes are those of {_named(guessed)}."
        )


def _html(content: bytes, charset: str) -> str:
    """A page's text: its charset is often a wrong one, and its own words on it another."""
    try:
        return strict(content, charset)
    except Unreadable:
        return pages.decoded(content)


def _xml(sent: Sent) -> list[IncomingArticle]:
    """NewsML-G2, NITF, XHTML or a feed, by the root."""
    try:
        root = parse(sent.content)
    except Unreadable:
        if _looks_like_feed(sent.content):  # many feeds are no XML, and read all the same
            return feeds.read(sent.content, sent.url)
        raise
    match name_of(root):
        case "newsItem" | "newsMessage":
            return newsml.read(root)
        case "nitf":
            return [nitf.article(root)]
        case "rss" | "feed" | "RDF":
            return feeds.read(sent.content, sent.url)
        case "html":
            return [pages.from_html(_html(sent.content, ""), sent.url)]
        case name:
            raise Unreadable(
                f"An XML document that begins with <{name[:60]}> is not read. Send NewsML-G2, NITF, "
                "RSS, Atom or XHTML."
            )


def _looks_like_feed(content: bytes) -> bool:
    head = content[:SNIFFED].lower()
    return any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf"))
