"""What the feed says of a verdict, and ClaimReview (schema.org, release 30) from it. Pure."""

import hashlib
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from claimdesk.claims.facts import Standing
from claimdesk.publishing.schemas import (
    EventKind,
    GateObstacle,
    GateReason,
    PublishedVerdict,
    RatingEvent,
    Reconciliation,
)
from claimdesk.scales.schemas import ClaimReviewLabels, OffAxis, Rating, Translation

PEOPLE = {"person", "official"}


def is_void(rating: Rating) -> bool:
    """Whether the rating takes back what readers have."""
    return rating.off_axis is OffAxis.VOID


def kind_of(rating: Rating, previous: Rating | None) -> EventKind:
    """What publishing `rating` is, where readers have `previous`."""
    if is_void(rating):
        return EventKind.WITHDRAWN
    return EventKind.CORRECTED if previous else EventKind.PUBLISHED


EventT = TypeVar("EventT", bound=RatingEvent)


def translated(event: EventT, desk: int, known: Translation) -> EventT:
    """The event with its rating on a partner's scale too, where the cross-walk has a word for it."""
    if event.verdict is None:
        return event
    given = event.verdict.rating
    rating = known.get((desk, given.scale, given.scale_version, given.key))
    verdict = msgspec.structs.replace(event.verdict, translated=rating)
    return msgspec.structs.replace(event, verdict=verdict)


def review_rating(verdict: PublishedVerdict, labels: ClaimReviewLabels) -> dict[str, Any]:
    """The Rating of a ClaimReview: as the desk's cross-walk has it, else the label to the letter.

    Numbers only where the label is on the axis, 1 the worst and the best the true end; off the axis
    there are none, whatever the cross-walk says.
    """
    given = verdict.rating
    entry, best = labels.get((given.scale, given.scale_version, given.key), (None, None))
    label, value, best = (
        (entry.to, entry.value, best) if entry else (given.label, given.rank, given.of)
    )
    rating: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": label,
        "ratingExplanation": verdict.summary,
    }
    if given.rank is not None and value is not None:
        rating |= {"ratingValue": value, "worstRating": 1, "bestRating": best}
    return rating


def claim_review(
    event: RatingEvent, *, organisation: str, base_url: str, labels: ClaimReviewLabels
) -> dict[str, Any] | None:
    """The ClaimReview of an event as JSON-LD without its @context; null where nothing is published.

    Nor is there one of a stale rating, which is about other words than readers see. An unnamed
    claimant is left out altogether.
    """
    verdict = event.verdict
    if verdict is None or event.kind is EventKind.STALE:
        return None
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
        "datePublished": event.at.isoformat(timespec="seconds"),
        "author": {"@type": "Organization", "name": organisation, "url": base_url},
        "itemReviewed": item,
        "reviewRating": review_rating(verdict, labels),
        "citation": [
            {"@type": "CreativeWork", "url": source.url, "name": source.title or source.url}
            for source in verdict.evidence
        ],
    }


def claim_reviews(
    events: list[RatingEvent], *, organisation: str, base_url: str, labels: ClaimReviewLabels
) -> dict[str, Any]:
    """All ClaimReviews of an article as one JSON-LD document."""
    reviews = (
        claim_review(e, organisation=organisation, base_url=base_url, labels=labels) for e in events
    )
    return {"@context": "https://schema.org", "@graph": [review for review in reviews if review]}


def reconciliation(latest: Iterable[RatingEvent]) -> Reconciliation:
    """What readers have by the last event of each claim, so that a CMS can compare."""
    lines = hashlib.sha256()
    last = claims = 0
    for event in sorted(latest, key=lambda event: event.claim.id):
        verdict, rating = (
            (event.verdict.id, event.verdict.rating.key) if event.verdict else ("-", "-")
        )
        line = f"{event.claim.id} {event.seq} {event.kind.value} {verdict} {rating}\n"
        lines.update(line.encode())
        last, claims = max(last, event.seq), claims + 1
    return Reconciliation(seq=last, claims=claims, digest=lines.hexdigest())


def obstacles(version: int, current: int, claims: Iterable[Standing]) -> list[GateObstacle]:
    """What stands in the way of publishing `version` of an article, by its claims."""
    found: list[GateObstacle] = []
    if version != current:
        detail = f"The desk has version {current} by now. Publish that one, or send yours again."
        found.append(GateObstacle(reason=GateReason.NOT_CURRENT, claim=None, detail=detail))
    for claim in claims:
        said = {}
        if claim.open:
            said[GateReason.OPEN_CLAIM] = f"The claim is {claim.state.replace('_', ' ')}."
        if claim.followup_open:
            said[GateReason.UNSIGNED_SOURCE] = (
                "The follow-up of its unnamed source is not closed and signed off."
            )
        if claim.stale:
            said[GateReason.STALE_VERDICT] = (
                "Its verdict was given on other words than this text has."
            )
        found += [
            GateObstacle(reason=reason, claim=claim.id, detail=detail)
            for reason, detail in said.items()
        ]
    return found
