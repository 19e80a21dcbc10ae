"""ClaimReview (schema.org, release 30) from a published rating. Pure."""

from typing import Any

from claimdesk.publishing.schemas import RatingEvent

PEOPLE = {"person", "official"}


def claim_review(event: RatingEvent, *, organisation: str, base_url: str) -> dict[str, Any] | None:
    """The ClaimReview of an event as JSON-LD without its @context; null where nothing is published.

    The label goes verbatim into `alternateName`; numbers only where the label is on the scale's
    axis, 1 the worst and the best the true end. An unnamed claimant is left out altogether.
    """
    verdict = event.verdict
    if verdict is None:
        return None
    rating: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": verdict.rating.label,
        "ratingExplanation": verdict.summary,
    }
    if verdict.rating.rank is not None:
        rating |= {
            "ratingValue": verdict.rating.rank,
            "worstRating": 1,
            "bestRating": verdict.rating.of,
        }
    appearance: dict[str, Any] = {"@type": "CreativeWork", "headline": event.article.title}
    if event.article.url:
        appearance["url"] = event.article.url
    item: dict[str, Any] = {"@type": "Claim", "text": event.claim.text, "appearance": appearance}
    if (claimant := event.claim.claimant) and not event.claim.unnamed_source:
        kind = "Person" if claimant.kind in PEOPLE else "Organization"
        item["author"] = {"@type": kind, "name": claimant.name}
    return {
        "@type": "ClaimReview",
        "url": f"{base_url}/articles/{event.article.id}/report#claim-{event.claim.id}",
        "claimReviewed": event.claim.text,
        "datePublished": event.at.date().isoformat(),
        "author": {"@type": "Organization", "name": organisation, "url": base_url},
        "itemReviewed": item,
        "reviewRating": rating,
        "citation": [
            {"@type": "CreativeWork", "url": source.url, "name": source.title or source.url}
            for source in verdict.evidence
        ],
    }


def claim_reviews(events: list[RatingEvent], *, organisation: str, base_url: str) -> dict[str, Any]:
    """All ClaimReviews of an article as one JSON-LD document."""
    reviews = (claim_review(e, organisation=organisation, base_url=base_url) for e in events)
    return {"@context": "https://schema.org", "@graph": [review for review in reviews if review]}
