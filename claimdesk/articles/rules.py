"""What text an article may have, and when what is said of it may be published. Pure."""

import re
from datetime import UTC, datetime
from typing import Any

from claimdesk.errors import Invalid, TooLarge
from claimdesk.evidence.rules import clean_url, one_line
from claimdesk.extraction.lexicon.furniture import BYLINE
from claimdesk.formats.model import IncomingArticle, PubStatus
from claimdesk.schemas import Schema

TITLE_CHARS = 300
BYLINE_CHARS = 120
URL_CHARS = 2000
HEAD_LINES = 6
"""A byline stands among the first lines; further down "By" begins a sentence."""


class HeldBack(Schema, frozen=True, kw_only=True):
    """Why no verdict on an article is published now. `until` is the end of its embargo, where it has one.

    `detail` says it for people.
    """

    status: PubStatus
    until: datetime | None
    detail: str


def why_held(status: PubStatus, embargo: datetime | None, at: datetime) -> str:
    """Why no verdict on an article may be published at a moment, for people; empty where one may."""
    if status is PubStatus.CANCELED:
        return "The article was withdrawn by its sender, so nothing on it is published."
    if status is PubStatus.WITHHELD:
        return (
            "The article's sender withholds it, so nothing on it is published until it is released."
        )
    if embargo is not None and at < embargo:
        until = embargo.astimezone(UTC).strftime("%-d %B %Y, %H:%M UTC")
        return f"The article is embargoed until {until}. Publish the verdict after that."
    return ""


def held_of(status: PubStatus, embargo: datetime | None, at: datetime) -> HeldBack | None:
    """The same for programs as well; null where a verdict may be published."""
    detail = why_held(status, embargo, at)
    if not detail:
        return None
    until = embargo if status is PubStatus.USABLE else None
    return HeldBack(status=status, until=until, detail=detail)


def is_older(
    version: str, created: datetime | None, than: str, than_created: datetime | None
) -> bool:
    """Whether a sender's version comes before another, which is the current one.

    By their numbers where both are numbers, as 2 comes before 10 and 1.9 before 1.10; else by when
    they were made, where both say so. What cannot be told comes after what is there.
    """
    numbers, others = _numbers(version), _numbers(than)
    if numbers and others and numbers != others:
        return numbers < others
    return created is not None and than_created is not None and created < than_created


def fields_of(sent: IncomingArticle) -> dict[str, Any]:
    """What a sender says of an article, within what is kept of it; an address that is none is left out."""
    try:
        url = clean_url(sent.url) if 0 < len(sent.url) <= URL_CHARS else ""
    except Invalid:
        url = ""
    return {
        "title": one_line(sent.headline, 500),
        "byline": one_line(sent.byline, 300),
        "section": one_line(sent.section, 100),
        "url": url,
        "declared_language": one_line(sent.language, 35),
        "dateline": one_line(sent.dateline, 200),
        "provider": one_line(sent.provider, 200),
        "usage_terms": one_line(sent.usage_terms, 2000),
        "genre": one_line(sent.genre, 100),
        "subjects": [one_line(subject, 100) for subject in sent.subjects[:50]],
        "published_at": sent.published_at,
        "embargo": sent.embargo,
        "status": sent.status,
    }


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, _NUMBER.findall(version))) if _NUMBERED.fullmatch(version) else ()


_NUMBER = re.compile(r"[0-9]+")
_NUMBERED = re.compile(r"[vV]?[0-9]+([.:_T +-][0-9]+)*Z?")


def check_text(text: str, max_chars: int) -> None:
    """Refuse what cannot be an article. Raises Invalid or TooLarge, naming what and where.

    The text is otherwise kept to the letter: line ends, direction marks and all.
    """
    if len(text) > max_chars:
        raise TooLarge(
            f"The text has {len(text):,} characters; the limit is {max_chars:,}. Send it in parts.",
            limit=max_chars,
        )
    if (position := text.find("\0")) >= 0:
        raise Invalid(
            f"Character {position:,} of the text is a NUL, so this is no plain text. "
            "Send the article's text, not a file of another kind."
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Invalid(
            f"Character {error.start:,} of the text is half a character (a lone surrogate). "
            "Read the file as UTF-8 and send it again."
        ) from error
    if not any(character.isalnum() for character in text):
        raise Invalid("The text is empty. Paste the article's text.")


def byline_of(text: str) -> str:
    """The line above the story that says who wrote it, without its "By"; empty where none does."""
    lines = [line.strip() for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    for line in lines[:HEAD_LINES]:
        if len(line) <= BYLINE_CHARS and line[:3].casefold() == "by " and BYLINE.match(line):
            return line[3:].strip()
    return ""


def title_of(text: str) -> str:
    """The first line with anything in it, cut at a length that a list can show."""
    for line in text.removeprefix("\ufeff").splitlines():  # a byte-order mark is no letter
        if line.strip():
            title = " ".join(line.split())
            return title if len(title) <= TITLE_CHARS else title[: TITLE_CHARS - 1] + "…"
    return ""
