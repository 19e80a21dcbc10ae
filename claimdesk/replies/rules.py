"""What an entry has to say, and where a reply stands. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from claimdesk.errors import Conflict, Invalid
from claimdesk.followups.wording import tells_nothing
from claimdesk.replies.schemas import (
    Reply,
    ReplyAnswer,
    ReplyEntry,
    ReplyEntryCreate,
    ReplyEntryKind,
    ReplyStanding,
)

_OF = {
    ReplyEntryKind.CONTACT: {"channel", "deadline"},
    ReplyEntryKind.ANSWER: {"answer", "words"},
    ReplyEntryKind.USE: {"words"},
}
_FIELDS = ("channel", "deadline", "answer", "words")


def check_subject(subject: str) -> None:
    """The right of reply is that of the named. Raises Invalid for "a source" and the like."""
    if tells_nothing(subject):
        raise Invalid(
            "Name the person or body that is to be heard. What you agree with a source who is not "
            "named belongs in the follow-up of its claim.",
            errors=[{"field": "subject", "detail": "a named person or body"}],
        )


def check_entry(
    data: ReplyEntryCreate,
    earlier: Sequence[ReplyEntryKind],
    now: datetime,
    *,
    deadline: datetime | None = None,
) -> None:
    """Whether this can have happened, with entries of these kinds before it and that deadline set.

    Raises Invalid for fields that lack or do not belong, Conflict for an answer or a use of one that
    nobody was asked for or that is not there, and for "no answer" before the deadline.
    """
    given = {name for name in _FIELDS if getattr(data, name)}
    needed = set(_OF[data.kind])
    if data.kind is ReplyEntryKind.ANSWER and data.answer is not ReplyAnswer.QUOTE:
        needed.discard("words")
    lacking, strange = sorted(needed - given), sorted(given - _OF[data.kind])
    if lacking or strange:
        raise Invalid(
            f"An entry of the kind {data.kind} has {' and '.join(sorted(_OF[data.kind]))}.",
            errors=[
                *({"field": name, "detail": "needed here"} for name in lacking),
                *({"field": name, "detail": "not of this kind of entry"} for name in strange),
            ],
        )
    if data.at is not None and data.at > now:
        raise Invalid(
            "That is in the future. Record what has happened.",
            errors=[{"field": "at", "detail": "not later than now"}],
        )
    at = data.at or now
    if data.deadline is not None and data.deadline <= at:
        raise Invalid(
            "The deadline is before they were asked. Give them time to answer.",
            errors=[{"field": "deadline", "detail": "later than the contact"}],
        )
    if data.kind is ReplyEntryKind.ANSWER and ReplyEntryKind.CONTACT not in earlier:
        raise Conflict("Nobody has asked them yet. Record the contact first.")
    if data.answer is ReplyAnswer.NONE and deadline is not None and at < deadline:
        raise Conflict(
            f"They have until {deadline:%d %B %Y, %H:%M %Z} to answer. Wait for that before you record "
            "that no answer came; if they said that they will not comment, record `declined`."
        )
    if data.kind is ReplyEntryKind.USE and ReplyEntryKind.ANSWER not in earlier:
        raise Conflict("There is no answer to use yet. Record the answer first.")


def standing(entries: Iterable[ReplyEntry], now: datetime) -> ReplyStanding:
    """Where a reply with these entries, oldest first, stands. An answer outlasts a new question."""
    deadline: datetime | None = None
    answer: ReplyAnswer | None = None
    for entry in entries:
        deadline = entry.deadline if entry.kind is ReplyEntryKind.CONTACT else deadline
        answer = entry.answer if entry.kind is ReplyEntryKind.ANSWER else answer
    if answer is not None:
        return {
            ReplyAnswer.QUOTE: ReplyStanding.ANSWERED,
            ReplyAnswer.DECLINED: ReplyStanding.DECLINED,
            ReplyAnswer.NONE: ReplyStanding.NO_ANSWER,
        }[answer]
    if deadline is None:
        return ReplyStanding.NOT_ASKED
    return ReplyStanding.OVERDUE if deadline < now else ReplyStanding.WAITING


def was_sought(replies: Iterable[Reply]) -> bool:
    """Whether those concerned had their say: some were asked, and each of them has answered or let
    the deadline pass.
    """
    standings = {reply.standing for reply in replies}
    return bool(standings) and not standings & {ReplyStanding.NOT_ASKED, ReplyStanding.WAITING}
