"""Which named sources may be one."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.sources.likeness import THRESHOLD, WINDOW, Name, compared, similar


def _pair(one: str, other: str, kind: str) -> tuple[float, str] | None:
    found = similar([Name(1, one), Name(2, other)], kind)
    return (found[0].score, found[0].why) if found else None


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Maren Holt", "MAREN HOLT’s", "person"),
        ("José Núñez", "Jose Nunez", "person"),
        ("Jean-Paul Roy", "Jean Paul Roy", "person"),
        ("Maren Holt", "M. Holt", "person"),
        ("Maren Holt", "Holt", "person"),
        ("Maren Holt", "Mayor Maren Holt", "official"),
        ("M. Holt", "Maren Holt, the harbour master", "person"),
        ("Maren Holt", "Maren E. Holt", "person"),
        ("Maren Holt", "Marren Holt", "person"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky", "person"),
        ("Ann Lee Jr.", "A. Lee Jr", "person"),
        ("the Ministry of Health", "Health Ministry", "organisation"),
        ("U.N.", "UN", "organisation"),
        ("World Health Organization", "WHO", "organisation"),
        ("World Health Organization", "World Health Organisation", "organisation"),
    ],
)
def test_names_of_one_source_are_suggested(one: str, other: str, kind: str) -> None:
    assert _pair(one, other, kind) is not None
    assert _pair(one, other, kind) == _pair(other, one, kind)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Maren Holt", "John Holt", "person"),
        ("Maren Holt", "J. Holt", "person"),
        ("Maren Holt", "Maren Hall", "person"),
        ("Ann Lee", "Ann Lee Jr.", "person"),
        ("Ann Lee Sr.", "Ann Lee Jr.", "person"),
        ("Ministry of Health", "Ministry of Finance", "organisation"),
        ("Ministry of Health", "Ministry of Wealth and Growth", "organisation"),
        ("Bank of England", "Bank of Ireland", "organisation"),
        ("—", "…", "organisation"),
    ],
)
def test_names_of_different_sources_are_not(one: str, other: str, kind: str) -> None:
    assert _pair(one, other, kind) is None


def test_a_pair_comes_once_by_its_most_alike_names() -> None:
    names = [Name(1, "M. Holt"), Name(1, "Maren Holt"), Name(2, "Holt"), Name(2, "maren holt")]
    (found,) = similar(names, "person")
    assert (found.one.name, found.other.name, found.score) == ("Maren Holt", "maren holt", 1.0)
    third = [*names, Name(3, "Holt")]
    assert len(similar(third, "person")) == 3
    only = similar(third, "person", only=3)
    assert {(f.one.source, f.other.source) for f in only} == {(1, 3), (2, 3)}


WORDS = st.text(alphabet="abö. -’", max_size=12)


@given(st.lists(st.tuples(st.integers(1, 5), WORDS)), st.sampled_from(["person", "organisation"]))
def test_any_names_give_ordered_pairs_of_different_sources(
    given_names: list[tuple[int, str]], kind: str
) -> None:
    found = similar([Name(*name) for name in given_names], kind)
    assert all(f.one.source < f.other.source and THRESHOLD <= f.score <= 1 for f in found)
    assert [f.score for f in found] == sorted((f.score for f in found), reverse=True)
    pairs = [(f.one.source, f.other.source) for f in found]
    assert len(pairs) == len(set(pairs))


def test_the_work_does_not_grow_with_the_square() -> None:
    given_names = ["".join(letters) for letters in product("aeiou", "lmnrst", "aeiou", "kp")]
    names = [Name(n, f"{first} Smith") for n, first in enumerate(given_names * 20)]
    assert len(names) > WINDOW * 100
    pairs = sum(1 for _ in compared(names, "person"))
    assert 0 < pairs <= WINDOW * len(names)  # and not the 18 million that there are
