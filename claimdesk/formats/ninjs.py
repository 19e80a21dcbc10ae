"""ninjs, the IPTC's News in JSON: 1.x, 2.x and 3.x.

1.x has a property for each headline and body (`body_xhtml`, …), also under names of a sender's own
(`headline_main`, `body_main`), 2.x lists of them with roles, and 3.x the same in camel case, which is why
names are looked up without their case.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from claimdesk.formats import blocks, nitf
from claimdesk.formats.model import (
    IncomingArticle,
    PubStatus,
    Unreadable,
    embargo_until,
    moment,
    one_line,
    status_of,
)
from claimdesk.formats.xml import parse

MOST_ITEMS = 1000
_MARKUP = ("body_xhtml", "body_html", "body_html5", "body_richtext")
_BEGINS_WITH_TAG = re.compile(r"\s*<(!doctype|[a-z][a-z0-9]*)\b[^>]*>", re.IGNORECASE)
_PLAIN = ("body_text", "body_plain", "body_txt", "body")


def read(content: bytes) -> list[IncomingArticle]:
    """One item, or a list of them. Raises Unreadable."""
    try:
        found = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        why = str(error).removeprefix("JSON is malformed: ")  # msgspec's own words for it
        raise Unreadable(f"The JSON is malformed: {why[:200]}.") from error
    items = found if isinstance(found, list) else [found]
    if len(items) > MOST_ITEMS:
        raise Unreadable(f"There are {len(items):,} items; send at most {MOST_ITEMS:,} at once.")
    return [_article(item) for item in items]


def _article(item: Any) -> IncomingArticle:
    if not isinstance(item, dict):
        raise Unreadable("A ninjs item is a JSON object, and this is none.")
    said = {str(name).casefold(): value for name, value in item.items()}
    kind = _text(said.get("type"))
    if kind not in {"", "text", "composite"}:
        raise Unreadable(f"The ninjs item is of type {kind[:40]}; only texts are taken in.")
    embargo = said.get("embargoed")
    status = status_of(_text(said.get("pubstatus")) or "usable")
    body = _body(said)
    if not body and status is not PubStatus.CANCELED:
        raise Unreadable(
            "The ninjs item has no body: neither body_text, body_html, body_xhtml or another body_… "
            "(1.x) nor bodies (2.x, 3.x) with text."
        )
    subjects = tuple(_names(said, "subject", "subjects"))
    return IncomingArticle(
        text=body,
        headline=one_line(_text(said.get("headline")) or _main(said.get("headlines")))
        or one_line(next(_by_pattern(said, "headline_"), ""))
        or one_line(_text(said.get("title")) or _main(said.get("titles"))),
        byline=one_line(_text(said.get("byline")) or _text(said.get("by"))),
        dateline=one_line(_text(said.get("dateline")) or _text(said.get("located"))),
        section=one_line(_text(said.get("section"))) or next(iter(subjects), ""),
        language=one_line(_text(said.get("language"))),
        version=one_line(_version(said.get("version"))),
        external_id=one_line(_text(said.get("uri"))),
        url=one_line(_address(said)),
        provider=one_line(
            next(_names(said, "infosource", "infosources"), "")
            or _text(said.get("copyrightholder"))
        ),
        usage_terms=one_line(_text(said.get("usageterms")) or _text(said.get("copyrightnotice"))),
        genre=next(_names(said, "genre", "genres"), ""),
        subjects=subjects,
        embargo=embargo_until(_text(embargo)) if embargo not in (None, "") else None,
        published_at=moment(
            _text(said.get("contentcreated"))
            or _text(said.get("firstcreated"))
            or _text(said.get("versioncreated"))
        ),
        version_created=moment(_text(said.get("versioncreated"))),
        status=status,
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _version(value: Any) -> str:
    """A version is a string in ninjs, and a number with some senders."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(value)


def _entries(value: Any) -> list[dict[str, Any]]:
    """A list's objects, their names without case."""
    listed = value if isinstance(value, list) else []
    return [{str(k).casefold(): v for k, v in e.items()} for e in listed if isinstance(e, dict)]


def _main(value: Any) -> str:
    """The words of the main one of 2.x's headlines, or of the first."""
    entries = _entries(value)
    entries.sort(key=lambda entry: _text(entry.get("role")) not in {"main", "headline", ""})
    return next((text for e in entries if (text := _text(e.get("value")))), "")


def _by_pattern(said: dict[str, Any], prefix: str) -> Iterator[str]:
    """The texts of 1.x's properties that begin so, the main one first, the others as they stand."""
    names = [name for name in said if name.startswith(prefix)]
    for name in sorted(names, key=lambda name: name != f"{prefix}main"):
        value = _text(said[name])
        if text := _as_text(_kind_by_name(name, value), value):
            yield text


def _kind_by_name(name: str, value: str) -> str:
    """The content type of a property of 1.x, whose name says it with some senders only."""
    if "nitf" in name:
        return "application/nitf+xml"
    if "html" in name or "richtext" in name or _BEGINS_WITH_TAG.match(value):
        return "text/html"
    return "text/plain"


def _names(said: dict[str, Any], *properties: str) -> Iterator[str]:
    for name in properties:
        for entry in _entries(said.get(name)):
            if found := one_line(_text(entry.get("name")) or _text(entry.get("literal"))):
                yield found


def _address(said: dict[str, Any]) -> str:
    """Where readers have it: ninjs keeps that with the renditions, and some senders apart."""
    if direct := _text(said.get("canonicalurl")) or _text(said.get("canonical_url")):
        return direct
    for entry in _entries(said.get("altids")):
        if _text(entry.get("role")).casefold() in {"canonical", "canonicalurl", "web"}:
            return _text(entry.get("value"))
    return ""


def _body(said: dict[str, Any]) -> str:
    """The body that shows its paragraphs, else the plain one."""
    entries = _entries(said.get("bodies"))
    entries.sort(key=lambda entry: _text(entry.get("role")) != "main")
    for entry in sorted(entries, key=lambda entry: _rank(_kind(entry))):
        if text := _as_text(_kind(entry), _text(entry.get("value"))):
            return text
    for name in _MARKUP:
        if text := _as_text("text/html", _text(said.get(name))):
            return text
    if text := _as_text("application/nitf+xml", _text(said.get("body_nitf"))):
        return text
    plain = next((text for name in _PLAIN if (text := _text(said.get(name)).strip())), "")
    return plain or next(_by_pattern(said, "body_"), "")


def _kind(entry: dict[str, Any]) -> str:
    return _text(entry.get("contenttype")).partition(";")[0].strip().casefold()


def _rank(kind: str) -> int:
    return 0 if "html" in kind else 1 if "nitf" in kind else 2


def _as_text(kind: str, value: str) -> str:
    if "nitf" in kind and value.strip():
        return nitf.text_of(parse(value.encode()))
    if "html" in kind:
        return blocks.of_html(value)
    return value.strip()
