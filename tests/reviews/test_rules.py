"""What a verdict may say."""

import pytest

from claimdesk.errors import Conflict, Invalid
from claimdesk.reviews.rules import check_standing, check_void, check_why, pick_evidence
from claimdesk.scales.schemas import OffAxis, Rating


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


def test_void_takes_back_what_readers_see_and_nothing_else() -> None:
    def rating(off_axis: OffAxis | None) -> Rating:
        rank = None if off_axis else 1
        return Rating(
            key="a", label="A", scale="s", scale_version=1, rank=rank, of=3, off_axis=off_axis
        )

    void, false = rating(OffAxis.VOID), rating(None)
    check_void(void, false)
    for given, shown in (
        (false, None),
        (false, void),
        (false, false),
        (rating(OffAxis.SATIRE), None),
    ):
        check_void(given, shown)
    for shown in (None, void):
        with pytest.raises(Invalid, match="readers see none"):
            check_void(void, shown)
