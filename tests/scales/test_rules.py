"""What a scale may hold, what its labels mean, and how they are said elsewhere."""

from typing import Any

import msgspec
import pytest

from claimdesk.errors import Invalid
from claimdesk.scales.rules import (
    check_crosswalk,
    check_key,
    check_options,
    new_rating,
    rating_of,
)
from claimdesk.scales.schemas import (
    CrosswalkEntry,
    OffAxis,
    OptionWrite,
    RatingOption,
    RatingScale,
)

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


RETIRED = msgspec.structs.replace(
    SCALE,
    options=[
        *SCALE.options,
        RatingOption(key="lie", label="Lie", meaning="", rank=1, retired=True),
    ],
)


def test_a_retired_label_still_names_old_verdicts_but_no_new_one() -> None:
    assert rating_of(RETIRED, "lie").label == "Lie"
    with pytest.raises(Invalid, match="retired") as caught:
        new_rating(RETIRED, "lie")
    assert "lie" not in caught.value.extra["errors"][0]["detail"]
    assert new_rating(RETIRED, "false").rank == 1


def option(key: str, rank: int | None = None, off: str | None = None, **more: Any) -> OptionWrite:
    off_axis = OffAxis(off) if off else None
    return OptionWrite(**{"key": key, "label": key, "rank": rank, "off_axis": off_axis} | more)


@pytest.mark.parametrize(
    "options",
    [
        [option("no", 1), option("yes", 2)],
        [option("yes", 2), option("no", 1), option("open", off="unproven")],
        [option("satire", off="satire"), option("void", off="void")],
        [option("no", 1), option("yes", 2), option("lie", 1, retired=True)],
        [option("no", 1), option("yes", 2), option("old", off="other", retired=True)],
        [option("no", 1), option("yes", 2), option("nope", 1, label="no", retired=True)],
    ],
)
def test_what_is_a_scale(options: list[OptionWrite]) -> None:
    check_options(options)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ([option("no", 1), option("no", 2)], "'no' is there twice"),
        ([option("a", 1, label="No"), option("b", 2, label="no ")], "label 'no' is there twice"),
        ([option("no", 1), option("yes", 2), option("open")], "either a rank or an off_axis"),
        ([option("no", 1), option("yes", 2), option("o", 3, "satire")], "either a rank or an off"),
        ([option("no", 1), option("yes", 3)], "1, 2, …"),
        ([option("no", 1), option("yes", 1)], "1, 2, …"),
        ([option("no", 0), option("yes", 1)], "1, 2, …"),
        ([option("no", 1), option("open", off="other")], "at least two or none"),
        ([option("a", 1), option("b", 2), option("c", 3, retired=True)], "within the ranks"),
        ([option("a", 1, retired=True), option("b", 2, retired=True)], "at least one in use"),
    ],
)
def test_what_is_no_scale(options: list[OptionWrite], why: str) -> None:
    with pytest.raises(Invalid, match=why) as caught:
        check_options(options)
    assert caught.value.extra["errors"][0]["field"] == "options"


def test_claimreview_is_no_key_of_a_scale() -> None:
    check_key("house")
    with pytest.raises(Invalid, match="another key"):
        check_key("claimreview")


PARTNER = RatingScale(
    id=5,
    key="partner",
    version=1,
    name="Partner",
    options=[
        RatingOption(key="ok", label="OK", meaning="", rank=2),
        RatingOption(key="not_ok", label="Not OK", meaning="", rank=1),
        RatingOption(key="context", label="Context", meaning="", rank=None,
                     off_axis=OffAxis.MISSING_CONTEXT),
    ],
)  # fmt: skip


def entry(option: str, to: str, value: int | None = None) -> CrosswalkEntry:
    return CrosswalkEntry(option=option, to=to, value=value)


@pytest.mark.parametrize(
    ("target", "entries", "best"),
    [
        (None, [], None),
        (
            None,
            [entry("false", "Falsch", 1), entry("half", "Halb", 3), entry("true", "Wahr", 5)],
            5,
        ),
        (None, [entry("unproven", "Unbelegt")], None),
        (None, [entry("false", "Falsch")], None),
        (PARTNER, [entry("false", "not_ok"), entry("half", "not_ok"), entry("true", "ok")], None),
        (PARTNER, [entry("half", "context"), entry("unproven", "context")], None),
    ],
)
def test_what_a_crosswalk_may_say(
    target: RatingScale | None, entries: list[CrosswalkEntry], best: int | None
) -> None:
    check_crosswalk(SCALE, target, entries, best)


@pytest.mark.parametrize(
    ("target", "entries", "best", "why"),
    [
        (None, [entry("flase", "Falsch")], None, "no label 'flase'"),
        (None, [entry("false", "A"), entry("false", "B")], None, "there twice"),
        (None, [entry("false", "Falsch", 1)], None, "`best`"),
        (None, [entry("true", "Wahr", 6)], 5, "`best`"),
        (None, [entry("unproven", "Unbelegt", 3)], 5, "off the axis"),
        (None, [entry("true", "Wahr", 1), entry("false", "Falsch", 5)], 5, "truer here"),
        (PARTNER, [entry("true", "fine")], None, "no label 'fine'"),
        (PARTNER, [entry("true", "ok", 2)], None, "Numbers are ClaimReview's"),
        (PARTNER, [entry("unproven", "not_ok")], None, "off the axis"),
        (PARTNER, [entry("true", "not_ok"), entry("false", "ok")], None, "truer here"),
    ],
)
def test_what_a_crosswalk_may_not_say(
    target: RatingScale | None, entries: list[CrosswalkEntry], best: int | None, why: str
) -> None:
    with pytest.raises(Invalid, match=why) as caught:
        check_crosswalk(SCALE, target, entries, best)
    assert caught.value.extra["errors"]
