"""The right of reply in the API's words."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from claimdesk.accounts.schemas import PersonRef
from claimdesk.schemas import BigId, Input, Moment, Schema


class ReplyChannel(StrEnum):
    """How somebody was asked."""

    EMAIL = "email"
    PHONE = "phone"
    MESSAGE = "message"
    LETTER = "letter"
    IN_PERSON = "in_person"
    PRESS_OFFICE = "press_office"
    OTHER = "other"


class ReplyAnswer(StrEnum):
    """What they said to it: words that may be quoted, that they will not comment, or nothing."""

    QUOTE = "quote"
    DECLINED = "declined"
    NONE = "none"


class ReplyEntryKind(StrEnum):
    """What an entry records: they were contacted, they answered, the answer was used."""

    CONTACT = "contact"
    ANSWER = "answer"
    USE = "use"


class ReplyStanding(StrEnum):
    """Where a reply stands: not asked, waiting, past its deadline, answered, declined, no answer."""

    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"


class ReplyEntry(Schema, frozen=True, kw_only=True):
    """One thing that happened, never changed. `words` are the answer, or the place of its use."""

    id: int
    kind: ReplyEntryKind
    channel: ReplyChannel | None
    deadline: datetime | None
    answer: ReplyAnswer | None
    words: str
    by: PersonRef
    at: datetime
    recorded_at: datetime


class Reply(Schema, frozen=True, kw_only=True):
    """Somebody who is to be heard, and what came of it.

    `subject` is the named person or body that the article speaks of, `concern` what is put to them,
    `claim` the claim it is about, null for the whole article. `channel`, `deadline`, `answer` and
    `words` are of the latest entries, `used` the places where the answer stands.
    """

    id: int
    article: int
    claim: int | None
    subject: str
    concern: str
    opened_by: PersonRef
    opened_at: datetime
    standing: ReplyStanding
    channel: ReplyChannel | None
    contacted_at: datetime | None
    deadline: datetime | None
    answer: ReplyAnswer | None
    words: str
    used: list[str]
    entries: list[ReplyEntry]


class ReplyCreate(Input, frozen=True, kw_only=True):
    """Somebody to be heard: named, for whoever is not named is no subject of the article.

    With `channel` they were contacted, now unless `contacted_at` says when; `deadline` is until when
    they were asked to answer.
    """

    subject: Annotated[str, Meta(min_length=1, max_length=300, pattern=r"\S")]
    concern: Annotated[str, Meta(max_length=2000)] = ""
    claim: BigId | None = None
    channel: ReplyChannel | None = None
    contacted_at: Moment | None = None
    deadline: Moment | None = None


class ReplyEntryCreate(Input, frozen=True, kw_only=True):
    """What happened next, now unless `at` says when.

    A contact needs `channel` and `deadline`, an answer `answer` (and its words in `words` where it
    is a quote), a use the place in `words`.
    """

    kind: ReplyEntryKind
    at: Moment | None = None
    channel: ReplyChannel | None = None
    deadline: Moment | None = None
    answer: ReplyAnswer | None = None
    words: Annotated[str, Meta(max_length=5000)] = ""
