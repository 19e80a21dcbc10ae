"""From marked excerpts to fragments."""

from hypothesis import given
from hypothesis import strategies as st

from claimdesk.search.rules import fragments, has_match
from claimdesk.search.schemas import Fragment

PIECES = st.lists(st.tuples(st.text(alphabet="ab<>&[] /", max_size=5), st.booleans()), max_size=8)


@given(PIECES)
def test_every_piece_comes_back_as_text(pieces: list[tuple[str, bool]]) -> None:
    marked = "".join(f"s1{text}e1" if match else text for text, match in pieces)
    found = fragments(marked, "s1", "e1")
    assert "".join(f.text for f in found) == "".join(text for text, _ in pieces)
    assert [f.text for f in found if f.match] == [t for t, match in pieces if match and t]
    assert all(f.text for f in found)


def test_an_excerpt_without_the_words_is_no_highlight() -> None:
    assert fragments("", "s", "e") == []
    assert not has_match(fragments("nothing", "S1", "E1"))
    assert has_match([Fragment(text="a", match=False), Fragment(text="b", match=True)])
