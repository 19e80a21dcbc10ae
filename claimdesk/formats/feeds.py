"""RSS and Atom: the items of a feed."""

import calendar
from datetime import UTC, datetime
from email.utils import parseaddr
from io import BytesIO
from typing import Any

import feedparser

from claimdesk.formats import blocks
from claimdesk.formats.model import IncomingArticle, Unreadable, one_line
from claimdesk.formats.xml import refuse_entities

MOST_ITEMS = 500
"""The newest of a feed that are read; it has them first."""


def read(content: bytes, url: str = "") -> list[IncomingArticle]:
    """The feed's items, newest as it has them. Raises Unreadable for what is no feed."""
    refuse_entities(content)
    try:
        # As a stream: feedparser takes a string for an address, or a file of this machine.
        found = feedparser.parse(
            BytesIO(content),
            response_headers={"content-type": "application/xml", "content-location": url},
            sanitize_html=False,
        )
    except Exception as error:
        raise Unreadable("The feed is too broken to be read.") from error
    if not found.get("version") or (found.bozo and not found.entries):
        why = one_line(str(found.get("bozo_exception", "")))[:200]
        raise Unreadable(f"That is no RSS or Atom feed{f': {why}' if why else ''}.")
    return [_item(entry, found.feed) for entry in found.entries[:MOST_ITEMS]]


def _item(entry: Any, feed: Any) -> IncomingArticle:
    bodies = [body for body in entry.get("content", []) if body.get("value")]
    body = (
        max(bodies, key=lambda b: len(b["value"])) if bodies else entry.get("summary_detail") or {}
    )
    markup = body.get("value", "")
    plain = body.get("type") == "text/plain"
    subjects = tuple(
        word
        for tag in entry.get("tags", [])
        if (word := one_line(tag.get("label") or tag.get("term")))
    )
    published = _moment(entry.get("published_parsed"))
    # Asked for by name alone, feedparser would say `published` in its place, and warn.
    updated = _moment(entry["updated_parsed"]) if "updated_parsed" in entry else None
    return IncomingArticle(
        text=markup.strip() if plain else blocks.of_html(markup),
        headline=_plain(entry.get("title_detail")),
        byline=_name(one_line(entry.get("author"))),
        section=subjects[0] if subjects else "",
        language=one_line(body.get("language") or feed.get("language")),
        external_id=one_line(entry.get("id") or entry.get("link")),
        url=one_line(entry.get("link")),
        provider=one_line(entry.get("source", {}).get("title") or feed.get("title")),
        usage_terms=_plain(entry.get("rights_detail") or feed.get("rights_detail")),
        subjects=subjects,
        published_at=published or updated,
        version_created=updated or published,
    )


def _name(author: str) -> str:
    """RSS has an address with the name in brackets; an address alone is no byline."""
    return parseaddr(author)[0] if "@" in author else author


def _plain(detail: Any) -> str:
    if not detail:
        return ""
    value = detail.get("value", "")
    return one_line(value if detail.get("type") == "text/plain" else blocks.of_html(value))


def _moment(parsed: Any) -> datetime | None:
    try:
        return None if parsed is None else datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None
