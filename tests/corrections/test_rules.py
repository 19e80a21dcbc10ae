"""Which claims say the same, and what overturns a verdict."""

from datetime import UTC, datetime

import pytest

from claimdesk.corrections.rules import LIKE, likeness, overturned, same_words
from claimdesk.publishing.schemas import (
    EventKind,
    PublishedVerdict,
    RatedArticle,
    RatedClaim,
    RatingEvent,
)
from claimdesk.scales.schemas import Rating

CLAIM = "The harbour lost 40 percent of its traffic since 2019"


@pytest.mark.parametrize(
    "other",
    [
        CLAIM,
        CLAIM.upper(),
        f"“{CLAIM},”",
        "The harbour has lost 40 percent of its traffic since 2019",
        "The harbour lost 40 percent of its traffic since 2019, she said",
    ],
)
def test_nearly_the_same(other: str) -> None:
    assert likeness(CLAIM, other) >= LIKE


@pytest.mark.parametrize(
    "other",
    [
        CLAIM.replace("40", "14"),
        CLAIM.replace("40", "4.0"),
        CLAIM.replace("2019", "2009"),
        CLAIM.replace("lost", "has not lost"),
        CLAIM.replace("lost", "hasn't lost"),
        CLAIM.replace("lost", "never lost"),
        CLAIM.replace("harbour lost", "harbour lost two or three times"),
        "The harbour won 40 percent of all its trade since 2019",
        "",
    ],
)
def test_not_the_same(other: str) -> None:
    assert likeness(CLAIM, other) < LIKE


def test_the_same_words_are_so_in_any_dress() -> None:
    assert same_words("“We’re done,” she said.", '"WE\'RE DONE" she said')
    assert not same_words(CLAIM, f"{CLAIM} again")


def rating(key: str, version: int = 1) -> Rating:
    return Rating(
        key=key, label=key.title(), scale="five_step", scale_version=version, rank=1, of=5
    )


def event(kind: EventKind, given: Rating | None) -> RatingEvent:
    return RatingEvent(
        seq=1,
        kind=kind,
        at=datetime(2026, 1, 1, tzinfo=UTC),
        article=RatedArticle(id=1, source="cms", external_id="1", revision=1, title="", url=""),
        claim=RatedClaim(
            id=1, version=1, start=0, end=1, text="x", claimant=None, unnamed_source=False
        ),
        verdict=PublishedVerdict(id=1, number=1, rating=given, summary="", evidence=[])
        if given
        else None,
        previous=None,
    )


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        (event(EventKind.PUBLISHED, rating("true")), rating("false"), True),
        (event(EventKind.CORRECTED, rating("false")), rating("true"), True),
        (event(EventKind.PUBLISHED, rating("true")), rating("void"), True),
        (event(EventKind.PUBLISHED, rating("true")), rating("true"), False),
        (event(EventKind.PUBLISHED, rating("true")), rating("true", version=2), False),
        (event(EventKind.WITHDRAWN, None), rating("false"), False),
        # Other words: what was published of the old ones may have been right.
        (event(EventKind.STALE, rating("true")), rating("false"), False),
        (None, rating("false"), False),
    ],
)
def test_what_overturns_a_verdict(last: RatingEvent | None, now: Rating, *, expected: bool) -> None:
    assert overturned(last, now) is expected
