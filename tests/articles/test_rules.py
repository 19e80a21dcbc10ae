"""What text an article may have, and what it is called without a title."""

from datetime import UTC, datetime

import pytest

from claimdesk.articles.rules import (
    TITLE_CHARS,
    byline_of,
    check_text,
    fields_of,
    is_older,
    title_of,
    why_held,
)
from claimdesk.errors import Invalid, TooLarge
from claimdesk.formats.model import IncomingArticle, PubStatus


@pytest.mark.parametrize(
    "text", ["", " ", "\n\r\n\t", "\u00a0\u2003", "\u200e\u202e", "…!?", "\ufeff"]
)
def test_nothing_to_read_is_no_article(text: str) -> None:
    with pytest.raises(Invalid, match="empty"):
        check_text(text, 1000)


@pytest.mark.parametrize("text", ["a", "5", "ж", "漢", "\u202eabc\u202c", "a\r\nb\x0c", "é" * 1000])
def test_anything_with_a_letter_is(text: str) -> None:
    check_text(text, 1000)


def test_the_limit_counts_characters_and_is_named() -> None:
    check_text("😀a" * 500, 1000)
    with pytest.raises(TooLarge, match=r"1,001 characters; the limit is 1,000") as caught:
        check_text("x" * 1001, 1000)
    assert caught.value.extra == {"limit": 1000}


@pytest.mark.parametrize(
    ("text", "says"), [("ab\0c", "Character 2 .*NUL"), ("ab\ud800", "2 .*half")]
)
def test_what_is_no_text_is_refused_with_its_place(text: str, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        check_text(text, 1000)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Fees double\n\nThe council said", "Fees double"),
        ("\r\n  Fees \t double \r\nmore", "Fees double"),
        ("x" * TITLE_CHARS, "x" * TITLE_CHARS),
        ("x" * (TITLE_CHARS + 1), "x" * (TITLE_CHARS - 1) + "…"),
        (" \n ", ""),
    ],
)
def test_the_first_line_is_the_title(text: str, title: str) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        ("Fees to double\n\nBy Ann Lee\n\nThe fees will double.", "Ann Lee"),
        ("\ufeffBY ANN LEE and BO EK\nThe fees will double.", "ANN LEE and BO EK"),
        ("Fees to double\nBy Monday the fees had doubled, Lee said.", ""),
        ("Fees\n" + "A line.\n" * 8 + "By Ann Lee", ""),
        ("By " + "Ann " * 60, ""),
        ("Fees to double", ""),
    ],
)
def test_a_byline_at_the_head_of_the_text(text: str, byline: str) -> None:
    assert byline_of(text) == byline


EIGHT, NINE = datetime(2026, 11, 2, 8, tzinfo=UTC), datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("older", "newer"),
    [("2", "10"), ("1.9", "1.10"), ("v1", "v2"), ("2026-11-02T08:00:00Z", "2026-11-02T10:00:00Z")],
)
def test_versions_that_are_numbers_are_in_their_order(older: str, newer: str) -> None:
    for created, other in ((None, None), (NINE, EIGHT)):
        assert is_older(older, created, newer, other)
        assert not is_older(newer, created, older, other)
    assert not is_older(newer, EIGHT, newer, EIGHT)


def test_other_versions_are_in_the_order_of_their_times_and_new_where_there_is_none() -> None:
    assert is_older("final", EIGHT, "draft", NINE)
    assert not is_older("draft", NINE, "final", EIGHT)
    assert not is_older("a", None, "b", NINE)
    assert not is_older("", None, "", None)
    assert is_older("", EIGHT, "3", NINE)


def test_what_may_be_published_when() -> None:
    assert not why_held(PubStatus.USABLE, None, NINE)
    assert not why_held(PubStatus.USABLE, NINE, NINE)
    assert "2 November 2026, 09:00 UTC" in why_held(PubStatus.USABLE, NINE, EIGHT)
    assert why_held(PubStatus.WITHHELD, EIGHT, NINE)
    assert why_held(PubStatus.CANCELED, None, NINE)


def test_what_a_sender_says_is_cut_to_what_is_kept() -> None:
    long = IncomingArticle(
        text="", headline="a" * 900, subjects=("b" * 200,) * 80, url="javascript:alert(1)"
    )
    found = fields_of(long)
    assert (len(found["title"]), len(found["subjects"]), found["url"]) == (500, 50, "")
    assert fields_of(IncomingArticle(text="", byline="A\0\nB"))["byline"] == "A B"
