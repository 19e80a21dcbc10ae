"""ClaimReview: what goes to search engines, and what never does."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from claimdesk.evidence.schemas import Stance
from claimdesk.extraction.model import SourceKind
from claimdesk.publishing.rules import claim_review, claim_reviews, kind_of
from claimdesk.publishing.schemas import (
    Citation,
    Claimant,
    EventKind,
    PublishedVerdict,
    RatedArticle,
    RatedClaim,
    RatingEvent,
)
from claimdesk.scales.schemas import ClaimReviewLabels, CrosswalkEntry, OffAxis, Rating

EVENT = RatingEvent(
    seq=5,
    kind=EventKind.PUBLISHED,
    at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC),
    article=RatedArticle(
        id=3,
        source="cms",
        external_id="harbour-1",
        revision=1,
        title="Harbour fees to double",
        url="https://paper.example.org/harbour",
    ),
    claim=RatedClaim(
        id=9,
        version=4,
        start=0,
        end=16,
        text="fees will double",
        claimant=Claimant(name="Maren Holt", kind="person"),
        unnamed_source=False,
    ),
    verdict=PublishedVerdict(
        id=2,
        number=1,
        rating=Rating(
            key="false", label="Falsch", scale="five_step", scale_version=1, rank=1, of=5
        ),
        summary="They rise by half.",
        evidence=[
            Citation(
                url="https://port.example.org/tariff",
                title="",
                publisher="Port",
                quote="by half",
                stance=Stance.REFUTES,
            )
        ],
    ),
    previous=None,
)


def changed(path: str, **values: Any) -> RatingEvent:
    """The event with other values at a dotted path."""
    parts = path.split(".") if path else []
    chain: list[Any] = [EVENT]
    for part in parts:
        chain.append(getattr(chain[-1], part))
    found = msgspec.structs.replace(chain.pop(), **values)
    for part, owner in zip(reversed(parts), reversed(chain), strict=True):
        found = msgspec.structs.replace(owner, **{part: found})
    assert isinstance(found, RatingEvent)
    return found


DESK = {"organisation": "The Test Desk", "base_url": "https://desk.example.org"}


def review(event: RatingEvent, labels: ClaimReviewLabels | None = None) -> dict[str, Any]:
    found = claim_review(event, **DESK, labels=labels or {})
    assert found is not None
    return found


def test_the_whole_of_it() -> None:
    assert review(EVENT) == {
        "@type": "ClaimReview",
        "url": "https://desk.example.org/articles/3/report#claim-9",
        "claimReviewed": "fees will double",
        "datePublished": "2026-03-01T23:30:00+00:00",
        "author": {
            "@type": "Organization",
            "name": "The Test Desk",
            "url": "https://desk.example.org",
        },
        "itemReviewed": {
            "@type": "Claim",
            "text": "fees will double",
            "appearance": {
                "@type": "CreativeWork",
                "headline": "Harbour fees to double",
                "url": "https://paper.example.org/harbour",
            },
            "author": {"@type": "Person", "name": "Maren Holt"},
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Falsch",
            "ratingExplanation": "They rise by half.",
            "ratingValue": 1,
            "worstRating": 1,
            "bestRating": 5,
        },
        "citation": [
            {
                "@type": "CreativeWork",
                "url": "https://port.example.org/tariff",
                "name": "https://port.example.org/tariff",
            }
        ],
    }


@pytest.mark.parametrize(
    ("kind", "type_"),
    [("person", "Person"), ("official", "Person"), ("organisation", "Organization"),
     ("document", "Organization"), ("group", "Organization")],
)  # fmt: skip
def test_who_said_it(kind: SourceKind, type_: str) -> None:
    author = review(changed("claim.claimant", kind=kind))["itemReviewed"]["author"]
    assert author == {"@type": type_, "name": "Maren Holt"}


def test_an_unnamed_source_is_left_out_even_if_a_name_sneaks_in() -> None:
    event = changed("claim", unnamed_source=True)
    assert event.claim.claimant is not None
    assert "author" not in review(event)["itemReviewed"]
    assert "Maren Holt" not in str(review(event))
    assert "author" not in review(changed("claim", claimant=None))["itemReviewed"]


def test_a_label_off_the_axis_has_no_numbers() -> None:
    rating = review(changed("verdict.rating", label="Unproven", rank=None))["reviewRating"]
    assert rating == {
        "@type": "Rating",
        "alternateName": "Unproven",
        "ratingExplanation": "They rise by half.",
    }


def test_the_best_is_the_true_end() -> None:
    rating = review(changed("verdict.rating", label="True", rank=5))["reviewRating"]
    assert (rating["ratingValue"], rating["worstRating"], rating["bestRating"]) == (5, 1, 5)


def test_an_article_without_an_address_has_none() -> None:
    appearance = review(changed("article", url=""))["itemReviewed"]["appearance"]
    assert appearance == {"@type": "CreativeWork", "headline": "Harbour fees to double"}


def test_a_withdrawn_rating_is_no_review() -> None:
    withdrawn = changed("", kind=EventKind.WITHDRAWN, verdict=None)
    document = claim_reviews([withdrawn, EVENT], **DESK, labels={})
    assert document["@context"] == "https://schema.org"
    assert [entry["claimReviewed"] for entry in document["@graph"]] == ["fees will double"]
    assert claim_reviews([withdrawn], **DESK, labels={})["@graph"] == []


@pytest.mark.parametrize(
    ("entry", "best", "expected"),
    [
        (("false", "Fake", 1), 7, {"alternateName": "Fake", "ratingValue": 1, "bestRating": 7}),
        (("false", "Fake", None), None, {"alternateName": "Fake"}),
        (
            ("true", "So it is", 7),
            7,
            {"alternateName": "Falsch", "ratingValue": 1, "bestRating": 5},
        ),
    ],
)
def test_a_crosswalk_says_what_it_names_and_leaves_the_rest(
    entry: tuple[str, str, int | None], best: int | None, expected: dict[str, Any]
) -> None:
    option, to, value = entry
    labels = {
        ("five_step", 1, option): (CrosswalkEntry(option=option, to=to, value=value), best),
        ("five_step", 2, "false"): (CrosswalkEntry(option="false", to="Another", value=2), 9),
    }
    rating = review(EVENT, labels)["reviewRating"]
    assert rating.items() >= expected.items()
    assert ("ratingValue" in rating) is ("worstRating" in rating) is ("ratingValue" in expected)


def test_nothing_gives_a_label_off_the_axis_a_number() -> None:
    event = changed("verdict.rating", key="satire", rank=None, off_axis=OffAxis.SATIRE)
    entry = CrosswalkEntry(option="satire", to="Joke", value=3)
    rating = review(event, {("five_step", 1, "satire"): (entry, 5)})["reviewRating"]
    assert rating == {
        "@type": "Rating",
        "alternateName": "Joke",
        "ratingExplanation": "They rise by half.",
    }


def test_what_publishing_a_rating_is() -> None:
    assert EVENT.verdict is not None
    false = EVENT.verdict.rating
    void = msgspec.structs.replace(false, rank=None, off_axis=OffAxis.VOID)
    assert kind_of(false, None) is EventKind.PUBLISHED
    assert kind_of(false, false) is EventKind.CORRECTED
    assert kind_of(void, false) is EventKind.WITHDRAWN
