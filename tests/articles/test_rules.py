"""What text an article may have, and what it is called without a title."""

import pytest

from claimdesk.articles.rules import TITLE_CHARS, byline_of, check_text, title_of
from claimdesk.errors import Invalid, TooLarge


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
