"""Passwords that are refused, and those that are not."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.accounts.strength import require_hard_to_guess
from claimdesk.errors import Invalid

ABOUT = ("vera", "Vera Sandmann", "The Harbour Times", "harbour-times")


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "password1234",
        "P@ssw0rd1234",
        "123456789012",
        "qwertyuiop12",
        "iloveyou1234",
        "letmeinletmein",
        "abcdefghijkl",
        "aaaaaaaaaaaa",
        "abcabcabcabcabc",
        "25.12.1985 25.12.1985",
        "thisisapassword",
        # What is known of the place and of oneself.
        "claimdeskclaimdesk",
        "claimdesk-2026",
        "Vera Sandmann",
        "sandmann-1985",
        "The Harbour Times 2026",
        "harbourtimes12",
        "HarbourTimes!!",
        "admin-harbour-1",
        "The Vera Sandmann 85",
    ],
)
def test_what_others_would_try_is_refused(password: str) -> None:
    with pytest.raises(Invalid, match="easy to guess"):
        require_hard_to_guess(password, ABOUT)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "a new one, all of it",
        "x9fQ2mLk0aZr",
        "kahler Wagen singt Blau",
        "漁船が夜明けに戻る港の灯り",
        "correct horse battery" * 9,
    ],
)
def test_words_that_have_nothing_to_do_with_each_other_are_taken(password: str) -> None:
    require_hard_to_guess(password, ABOUT)


def test_the_same_words_are_another_matter_elsewhere() -> None:
    require_hard_to_guess("Silvertongue-Quay7", ())
    with pytest.raises(Invalid):
        require_hard_to_guess("Silvertongue-Quay7", ("Silvertongue Quay 7",))


@given(
    password=st.text(min_size=12, max_size=200), about=st.lists(st.text(max_size=64), max_size=5)
)
def test_any_text_gets_an_answer(password: str, about: list[str]) -> None:
    with suppress(Invalid):
        require_hard_to_guess(password, about)
