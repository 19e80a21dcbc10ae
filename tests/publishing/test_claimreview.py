"""ClaimReview: what goes to search engines, and what never does."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from claimdesk.evidence.schemas import Stance
from claimdesk.extraction.model import SourceKind
from claimdesk.policies.publishing import PublishingPolicy, StatedPolicy
from claimdesk.publishing.claimreview import (
    CONTEXT,
    Publisher,
    claim_review,
    claim_reviews,
    feed_item,
    protected,
)
from claimdesk.publishing.rules import kind_of
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
from tests.typescript import compiled

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


DESK = Publisher(
    organisation="The Test Desk",
    base_url="https://desk.example.org",
    desk=7,
    policy=PublishingPolicy(),
)


def opened(**policy: Any) -> Publisher:
    """The desk with pages for everybody."""
    return msgspec.structs.replace(DESK, policy=PublishingPolicy(public=True, **policy))


def review(
    *history: RatingEvent, labels: ClaimReviewLabels | None = None, of: Publisher = DESK
) -> dict[str, Any]:
    found = claim_review(history, of, labels or {})
    assert found is not None
    return found


def rated(label: str, rank: int | None = 1) -> Rating:
    return Rating(
        key=label.lower(), label=label, scale="five_step", scale_version=1, rank=rank, of=5
    )


def corrected(hour: int, before: str, after: str) -> RatingEvent:
    """A correction on the day after the first publication."""
    assert EVENT.verdict is not None
    verdict = msgspec.structs.replace(EVENT.verdict, id=2 + hour, rating=rated(after))
    return changed(
        "",
        kind=EventKind.CORRECTED,
        at=datetime(2026, 3, 2, hour, tzinfo=UTC),
        verdict=verdict,
        previous=rated(before),
    )


def test_the_whole_of_it() -> None:
    assert review(EVENT) == {
        "@type": "ClaimReview",
        "url": "https://paper.example.org/harbour#claim-9",
        "claimReviewed": "fees will double",
        "datePublished": "2026-03-01T23:30:00+00:00",
        "author": {
            "@type": "NewsMediaOrganization",
            "name": "The Test Desk",
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


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "/harbour"])
def test_an_article_without_an_address_has_none(url: str) -> None:
    found = review(changed("article", url=url))
    assert found["itemReviewed"]["appearance"] == {
        "@type": "CreativeWork",
        "headline": "Harbour fees to double",
    }
    assert "url" not in found


def test_the_address_is_one_that_a_reader_can_open() -> None:
    beside = changed("article", url="https://paper.example.org/harbour?page=2#comments")
    assert review(beside)["url"] == "https://paper.example.org/harbour?page=2#claim-9"
    public = "https://desk.example.org/public/claims/9#claim-9"
    assert review(EVENT, of=opened())["url"] == public
    assert review(changed("article", url=""), of=opened())["url"] == public


def test_the_policies_are_those_that_readers_find() -> None:
    stated: dict[str, Any] = {
        "website": "https://paper.example.org",
        "principles": StatedPolicy(url="https://paper.example.org/principles"),
        "unnamed_sources": StatedPolicy(text="Two editors know who it is."),
        "fact_checking": StatedPolicy(url="https://paper.example.org/checking", text="See there."),
        "corrections": StatedPolicy(text=" \n"),
    }
    assert review(EVENT, of=opened(**stated))["author"] == {
        "@type": "NewsMediaOrganization",
        "name": "The Test Desk",
        "url": "https://paper.example.org",
        "publishingPrinciples": "https://paper.example.org/principles",
        "unnamedSourcesPolicy": "https://desk.example.org/public/desks/7/policies/unnamed_sources",
        "verificationFactCheckingPolicy": "https://paper.example.org/checking",
    }
    closed = msgspec.structs.replace(DESK, policy=PublishingPolicy(**stated))
    assert "unnamedSourcesPolicy" not in review(EVENT, of=closed)["author"]
    assert review(EVENT, of=opened())["author"]["url"] == "https://desk.example.org/public/desks/7"


def test_a_correction_is_told_with_its_day() -> None:
    history = [EVENT, corrected(9, "False", "True"), corrected(11, "True", "True")]
    found = review(*history, of=opened(language="de"))
    assert found["reviewRating"]["alternateName"] == "True"
    assert (found["datePublished"], found["dateModified"]) == (
        "2026-03-01T23:30:00+00:00",
        "2026-03-02T11:00:00+00:00",
    )
    assert found["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "Die Bewertung wurde von „False“ in „True“ geändert.",
            "datePublished": "2026-03-02T09:00:00+00:00",
        },
        {
            "@type": "CorrectionComment",
            "text": "Die Bewertung „True“ wurde neu begründet.",
            "datePublished": "2026-03-02T11:00:00+00:00",
        },
    ]


def test_what_was_withdrawn_starts_anew() -> None:
    withdrawn = changed("", kind=EventKind.WITHDRAWN, verdict=None, at=EVENT.at)
    again = changed("", at=datetime(2026, 3, 5, tzinfo=UTC))
    found = review(EVENT, corrected(9, "False", "True"), withdrawn, again)
    assert found["datePublished"] == "2026-03-05T00:00:00+00:00"
    assert "correction" not in found
    assert claim_review([EVENT, withdrawn], DESK, {}) is None
    assert claim_review([EVENT, changed("", kind=EventKind.STALE)], DESK, {}) is None
    assert claim_review([], DESK, {}) is None


def test_a_name_that_is_to_be_protected_now_is_gone_from_all_that_was() -> None:
    history = protected([EVENT, corrected(9, "False", "True")], unnamed=True)
    assert "Maren Holt" not in str(review(*history))
    assert all(event.claim.unnamed_source and not event.claim.claimant for event in history)
    assert protected([EVENT], unnamed=False) == [EVENT]


def test_schema_orgs_vocabulary_has_every_word_where_we_say_it(tmp_path: Path) -> None:
    """Against schema-dts, which is made from the vocabulary that schema.org publishes."""
    stated = StatedPolicy(text="So we do.")
    everything = review(
        EVENT,
        corrected(9, "False", "True"),
        of=opened(
            principles=stated, unnamed_sources=stated, fact_checking=stated, corrections=stated
        ),
    )
    off_axis = review(changed("verdict.rating", label="Unproven", rank=None))
    unnamed = review(changed("claim", unnamed_source=True))
    body = review(changed("claim.claimant", kind="organisation"))
    items = [feed_item(found) for found in (everything, off_axis, unnamed, body)]
    data_feed = {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "name": "ClaimReview",
        "dateModified": "2026-03-02T11:00:00+00:00",
        "dataFeedElement": items,
    }
    head = "import type { ClaimReview, DataFeed, WithContext } from 'schema-dts'\n"

    reviews = {
        "everything": everything,
        "off-axis": off_axis,
        "unnamed": unnamed,
        "body": body,
        "wrong-word": everything | {"claimReviewd": "misspelt"},
        "wrong-policy": everything | {"author": everything["author"] | {"unnamedSources": "…"}},
        "wrong-type": everything
        | {"reviewRating": everything["reviewRating"] | {"@type": "Ratings"}},
        "wrong-value": everything | {"citation": 5},
    }
    programs = {
        "feed.ts": f"{head}export const it: WithContext<DataFeed> = {json.dumps(data_feed)}"
    }
    for name, found in reviews.items():
        value = json.dumps({"@context": CONTEXT} | found)
        programs[f"{name}.ts"] = f"{head}export const it: WithContext<ClaimReview> = {value}"
    complaints = {
        line.partition("(")[0] for line in compiled(tmp_path, programs) if line[:1] != " "
    }
    assert complaints == {name for name in programs if name.startswith("wrong-")}


def test_a_withdrawn_rating_is_no_review() -> None:
    withdrawn = changed("", kind=EventKind.WITHDRAWN, verdict=None)
    document = claim_reviews([[EVENT, withdrawn], [EVENT]], DESK, {})
    assert document["@context"] == "https://schema.org"
    assert [entry["claimReviewed"] for entry in document["@graph"]] == ["fees will double"]
    assert claim_reviews([[withdrawn]], DESK, {})["@graph"] == []


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
    rating = review(EVENT, labels=labels)["reviewRating"]
    assert rating.items() >= expected.items()
    assert ("ratingValue" in rating) is ("worstRating" in rating) is ("ratingValue" in expected)


def test_nothing_gives_a_label_off_the_axis_a_number() -> None:
    event = changed("verdict.rating", key="satire", rank=None, off_axis=OffAxis.SATIRE)
    entry = CrosswalkEntry(option="satire", to="Joke", value=3)
    rating = review(event, labels={("five_step", 1, "satire"): (entry, 5)})["reviewRating"]
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
