"""E-mail (.eml): the message's text, and what its headers say."""

import email
from datetime import UTC, datetime
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default

from claimdesk.formats import blocks
from claimdesk.formats.model import IncomingArticle, Unreadable, one_line

MOST_PARTS = 200


def read(content: bytes) -> IncomingArticle:
    """The message's own text; attachments are left out. Raises Unreadable."""
    try:
        message = email.message_from_bytes(content, policy=default)
        if sum(1 for _ in zip(range(MOST_PARTS + 1), message.walk(), strict=False)) > MOST_PARTS:
            raise Unreadable(f"The message has more than {MOST_PARTS} parts.")
        return _article(message)
    except RecursionError as error:
        raise Unreadable("The message is nested too deeply.") from error
    except (MessageError, LookupError, ValueError, AttributeError, TypeError) as error:
        raise Unreadable(f"The message cannot be read: {one_line(str(error))[:200]}.") from error


def _article(message: EmailMessage) -> IncomingArticle:
    if not message.keys():
        raise Unreadable("That is no message: it has no headers.")
    body = message.get_body(preferencelist=("plain", "html"))
    text = ""
    if body is not None:
        words = str(body.get_content())
        text = blocks.of_html(words) if body.get_content_subtype() == "html" else words.strip()
    sent = message["date"].datetime if message["date"] is not None else None
    return IncomingArticle(
        text=text,
        headline=one_line(message["subject"]),
        byline=_sender(message),
        language=one_line(message["content-language"]),
        external_id=one_line(message["message-id"]).strip("<>"),
        provider=one_line(message["organization"]),
        published_at=_in_utc(sent),
    )


def _sender(message: EmailMessage) -> str:
    """The name of whoever wrote it; an address alone is no byline."""
    if message["from"] is None:
        return ""
    return ", ".join(one_line(a.display_name) for a in message["from"].addresses if a.display_name)


def _in_utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
