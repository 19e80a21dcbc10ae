"""What every format is read into."""

from datetime import UTC, datetime
from enum import StrEnum

import msgspec


class Unreadable(Exception):
    """The content is not what it says, or cannot be read. The message tells whoever sent it why."""


class UnknownType(Unreadable):
    """Nothing of that type is read."""


class PubStatus(StrEnum):
    """Whether an article may be used, in the IPTC's words: `withheld` waits, `canceled` is gone."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


class IncomingArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article as its sender describes it. A field that the sender says nothing of is empty.

    `text` has a paragraph a line with an empty one between, or is plain text to the letter; it may
    be empty where the article is canceled. `provider` is who made it. `version` and `external_id`
    are the sender's own words.
    """

    text: str
    headline: str = ""
    byline: str = ""
    dateline: str = ""
    section: str = ""
    language: str = ""
    version: str = ""
    external_id: str = ""
    url: str = ""
    provider: str = ""
    usage_terms: str = ""
    genre: str = ""
    subjects: tuple[str, ...] = ()
    embargo: datetime | None = None
    published_at: datetime | None = None
    version_created: datetime | None = None
    status: PubStatus = PubStatus.USABLE


def one_line(text: str | None) -> str:
    """Words as one line, each blank one space."""
    return " ".join((text or "").split())


def moment(text: str | None) -> datetime | None:
    """An ISO 8601 date, or date and time; in UTC where it names no zone, null where it is none."""
    try:
        found = datetime.fromisoformat((text or "").strip())
        return _in_utc(found if found.tzinfo else found.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return None


def embargo_until(text: str) -> datetime:
    """The moment an embargo ends. Raises Unreadable: one that is misread lets an article out early."""
    try:
        found = datetime.fromisoformat(text.strip())
        if found.tzinfo is None:
            raise Unreadable(
                f"The embargo “{text.strip()[:40]}” has no time zone, so nobody knows when it ends. "
                "Send it with one, such as 2027-03-01T06:00:00+01:00."
            )
        return _in_utc(found)
    except (ValueError, OverflowError) as error:
        raise Unreadable(
            f"The embargo “{text.strip()[:40]}” is no date and time by ISO 8601. Send it as "
            "2027-03-01T06:00:00+01:00."
        ) from error


def status_of(text: str) -> PubStatus:
    """The status by its name, bare, as a QCode or as a URI. Raises Unreadable for an unknown one."""
    name = text.strip().replace("/", ":").rpartition(":")[2].casefold()
    name = {"cancelled": "canceled"}.get(name, name)
    try:
        return PubStatus(name)
    except ValueError as error:
        raise Unreadable(
            f"“{text.strip()[:40]}” is no publishing status. There are usable, withheld and canceled."
        ) from error


def _in_utc(found: datetime) -> datetime:
    return found.astimezone(UTC)
