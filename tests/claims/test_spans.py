"""Spans that a person marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.claims.spans import check_parts, form_of, pieces, span
from claimdesk.errors import Invalid

TEXT = "“Fees will double,” Holt said. “It hurts.” She said they would fall."


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ([(0, 0)], "no stretch"),
        ([(5, 3)], "no stretch"),
        ([(0, 999)], "no stretch"),
        ([(17, 19)], "no word"),
        ([(10, 18), (5, 9)], "begins before"),
        ([(0, 10), (9, 18)], "begins before"),
    ],
)
def test_what_is_no_content_is_refused(marked: list[tuple[int, int]], told: str) -> None:
    with pytest.raises(Invalid, match=told):
        pieces(TEXT, marked)


def test_a_content_of_two_pieces() -> None:
    assert pieces(TEXT, [(0, 19), (31, 42)]) == ((0, 19), (31, 42))
    assert pieces(TEXT, [(0, 10), (10, 19)]) == ((0, 10), (10, 19))


def test_a_cue_is_its_words() -> None:
    found = span(TEXT, (25, 29), "cue")
    assert found is not None
    assert found.text == "said"
    assert span(TEXT, None, "cue") is None


@pytest.mark.parametrize(
    ("marked", "form"),
    [
        ([(0, 19)], "direct"),
        ([(0, 19), (31, 42)], "direct"),
        ([(52, 67)], "indirect"),
        ([(0, 29)], "mixed"),
    ],
)
def test_the_form_of_what_was_marked(marked: list[tuple[int, int]], form: str) -> None:
    assert form_of(TEXT, marked) == form


def test_parts_lie_within_and_apart() -> None:
    own = [(10, 40)]
    check_parts(own, [[(10, 20)], [(20, 40)]])
    with pytest.raises(Invalid, match="within"):
        check_parts(own, [[(9, 20)], [(21, 40)]])
    with pytest.raises(Invalid, match="share"):
        check_parts(own, [[(10, 21)], [(20, 40)]])


@given(
    st.text(max_size=40), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1)
)
def test_what_is_let_through_is_in_the_text(text: str, marked: list[tuple[int, int]]) -> None:
    try:
        found = pieces(text, marked)
    except Invalid:
        return
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert list(found) == sorted(found)
    form_of(text, found)
