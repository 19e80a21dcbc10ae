"""What an entry of the right of reply has to say, and where a reply stands."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from claimdesk.accounts.schemas import PersonRef
from claimdesk.errors import Conflict, Invalid
from claimdesk.replies.rules import check_entry, check_subject, standing, was_sought
from claimdesk.replies.schemas import (
    Reply,
    ReplyAnswer,
    ReplyChannel,
    ReplyEntry,
    ReplyEntryCreate,
    ReplyEntryKind,
    ReplyStanding,
)

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LATER, EARLIER = NOW + timedelta(days=1), NOW - timedelta(days=1)
CONTACT, ANSWER, USE = ReplyEntryKind.CONTACT, ReplyEntryKind.ANSWER, ReplyEntryKind.USE


def entry(kind: ReplyEntryKind, **fields: Any) -> ReplyEntryCreate:
    return ReplyEntryCreate(kind=kind, **fields)


@pytest.mark.parametrize("subject", ["a source", "Sources", "someone"])
def test_the_right_of_reply_is_that_of_the_named(subject: str) -> None:
    with pytest.raises(Invalid, match="Name the person or body"):
        check_subject(subject)
    check_subject("Maren Holt")


@pytest.mark.parametrize(
    ("data", "earlier"),
    [
        (entry(CONTACT, channel=ReplyChannel.EMAIL, deadline=LATER), []),
        (entry(CONTACT, channel=ReplyChannel.PHONE, deadline=NOW, at=EARLIER), [CONTACT]),
        (entry(ANSWER, answer=ReplyAnswer.DECLINED), [CONTACT]),
        (entry(ANSWER, answer=ReplyAnswer.QUOTE, words="No."), [CONTACT, ANSWER]),
        (entry(USE, words="Paragraph 4"), [CONTACT, ANSWER]),
    ],
)
def test_what_can_have_happened(data: ReplyEntryCreate, earlier: list[ReplyEntryKind]) -> None:
    check_entry(data, earlier, NOW)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (entry(CONTACT, deadline=LATER), "channel"),
        (entry(CONTACT, channel=ReplyChannel.EMAIL), "deadline"),
        (entry(CONTACT, channel=ReplyChannel.EMAIL, deadline=EARLIER), "deadline"),
        (entry(CONTACT, channel=ReplyChannel.EMAIL, deadline=LATER, words="x"), "words"),
        (entry(ANSWER, words="No."), "answer"),
        (entry(ANSWER, answer=ReplyAnswer.QUOTE), "words"),
        (entry(ANSWER, answer=ReplyAnswer.NONE, at=LATER), "at"),
        (entry(USE), "words"),
        (entry(USE, words="Paragraph 4", answer=ReplyAnswer.QUOTE), "answer"),
    ],
)
def test_what_lacks_or_does_not_belong_is_named(data: ReplyEntryCreate, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_entry(data, [CONTACT, ANSWER], NOW)
    assert [error["field"] for error in refused.value.extra["errors"]] == [field]


def test_nobody_answers_unasked_and_nothing_is_used_unanswered() -> None:
    with pytest.raises(Conflict, match="Record the contact first"):
        check_entry(entry(ANSWER, answer=ReplyAnswer.DECLINED), [], NOW)
    with pytest.raises(Conflict, match="Record the answer first"):
        check_entry(entry(USE, words="Paragraph 4"), [CONTACT], NOW)


def test_no_answer_is_no_answer_once_the_deadline_is_over() -> None:
    nothing = entry(ANSWER, answer=ReplyAnswer.NONE)
    with pytest.raises(Conflict, match="They have until 25 November 2026, 12:00 UTC"):
        check_entry(nothing, [CONTACT], NOW, deadline=LATER)
    check_entry(nothing, [CONTACT], NOW, deadline=EARLIER)
    check_entry(entry(ANSWER, answer=ReplyAnswer.DECLINED), [CONTACT], NOW, deadline=LATER)
    early = entry(ANSWER, answer=ReplyAnswer.NONE, at=EARLIER)
    with pytest.raises(Conflict):
        check_entry(early, [CONTACT], NOW, deadline=NOW)


def happened(kind: ReplyEntryKind, **fields: Any) -> ReplyEntry:
    known = {"channel": None, "deadline": None, "answer": None, "words": ""}
    by = PersonRef(id=1, login="vera", name="Vera")
    return ReplyEntry(id=1, kind=kind, by=by, at=NOW, recorded_at=NOW, **(known | fields))


@pytest.mark.parametrize(
    ("entries", "stands", "sought"),
    [
        ([], ReplyStanding.NOT_ASKED, False),
        ([happened(CONTACT, deadline=LATER)], ReplyStanding.WAITING, False),
        ([happened(CONTACT, deadline=EARLIER)], ReplyStanding.OVERDUE, True),
        (
            [happened(CONTACT, deadline=EARLIER), happened(CONTACT, deadline=LATER)],
            ReplyStanding.WAITING,
            False,
        ),
        (
            [happened(CONTACT, deadline=LATER), happened(ANSWER, answer=ReplyAnswer.QUOTE)],
            ReplyStanding.ANSWERED,
            True,
        ),
        ([happened(ANSWER, answer=ReplyAnswer.DECLINED)], ReplyStanding.DECLINED, True),
        ([happened(ANSWER, answer=ReplyAnswer.NONE)], ReplyStanding.NO_ANSWER, True),
    ],
)
def test_where_a_reply_stands(
    entries: list[ReplyEntry], stands: ReplyStanding, sought: bool
) -> None:
    assert standing(entries, NOW) is stands
    assert was_sought([reply(stands)]) is sought


def reply(stands: ReplyStanding) -> Reply:
    return Reply(
        id=1, article=1, claim=None, subject="Maren Holt", concern="", channel=None,
        opened_by=PersonRef(id=1, login="vera", name="Vera"), opened_at=NOW, standing=stands,
        contacted_at=None, deadline=None, answer=None, words="", used=[], entries=[],
    )  # fmt: skip


def test_everybody_concerned_is_heard() -> None:
    assert not was_sought([])
    assert not was_sought([reply(ReplyStanding.ANSWERED), reply(ReplyStanding.WAITING)])
    assert was_sought([reply(ReplyStanding.ANSWERED), reply(ReplyStanding.OVERDUE)])
