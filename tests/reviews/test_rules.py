"""What a verdict may say."""

import pytest

from claimdesk.errors import Conflict, Invalid
from claimdesk.reviews.rules import check_standing, check_why, pick_evidence, rating_of
from claimdesk.reviews.schemas import RatingOption, RatingScale

SCALE = RatingScale(
    id=4,
    key="three",
    version=2,
    name="Three steps",
    options=[
        RatingOption(key="true", label="True", meaning="", rank=3),
        RatingOption(key="half", label="Half", meaning="", rank=2),
        RatingOption(key="false", label="False", meaning="", rank=1),
        RatingOption(key="unproven", label="Unproven", meaning="", rank=None),
    ],
)


@pytest.mark.parametrize(
    ("key", "rank"), [("true", 3), ("half", 2), ("false", 1), ("unproven", None)]
)
def test_a_rating_knows_its_place_and_the_true_end(key: str, rank: int | None) -> None:
    rating = rating_of(SCALE, key)
    assert (rating.key, rating.rank, rating.of) == (key, rank, 3)
    assert (rating.scale, rating.scale_version) == ("three", 2)


@pytest.mark.parametrize("key", ["", "True", "truish", "mostly_true"])
def test_an_unknown_rating_is_told_the_known_ones(key: str) -> None:
    with pytest.raises(Invalid, match="true, half, false, unproven") as caught:
        rating_of(SCALE, key)
    assert caught.value.extra["errors"][0]["field"] == "rating"


@pytest.mark.parametrize(
    ("wanted", "picked"), [(None, [1, 2, 3]), ([], []), ([3, 1], [3, 1]), ([2, 2], [2])]
)
def test_evidence_is_what_was_named_or_all_that_stands(
    wanted: list[int] | None, picked: list[int]
) -> None:
    assert pick_evidence(wanted, [1, 2, 3]) == picked


def test_strange_evidence_is_named() -> None:
    with pytest.raises(Invalid, match=r"7, 9\.") as caught:
        pick_evidence([9, 1, 7], [1])
    assert caught.value.extra["errors"][0]["field"] == "evidence"


def test_evidence_has_to_stand_until_readers_have_it() -> None:
    check_standing([1, 2], [2, 1, 3])
    check_standing([], [])
    with pytest.raises(Conflict, match=r"taken back since: 2, 4\."):
        check_standing([4, 1, 2], [1, 3])


def test_changing_what_readers_saw_needs_a_reason() -> None:
    check_why("", published_before=False)
    check_why("New figures.", published_before=True)
    for why in ("", " \n"):
        with pytest.raises(Invalid, match="`why`"):
            check_why(why, published_before=True)
