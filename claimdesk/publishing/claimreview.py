"""ClaimReview (schema.org) from what readers were given. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urldefrag

import msgspec

from claimdesk.policies.publishing import PublishingPolicy, StatedPolicy
from claimdesk.publishing.schemas import EventKind, PublishedVerdict, RatingEvent
from claimdesk.publishing.words import WORDS
from claimdesk.scales.schemas import ClaimReviewLabels

CONTEXT = "https://schema.org"
PEOPLE = {"person", "official"}
POLICIES = {
    "principles": "publishingPrinciples",
    "unnamed_sources": "unnamedSourcesPolicy",
    "fact_checking": "verificationFactCheckingPolicy",
    "corrections": "correctionsPolicy",
}
"""The desk's stated policies by schema.org's names for them."""

History = Sequence[RatingEvent]
"""All that readers were given of one claim, in order."""


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """Who publishes, and where readers find it. `base_url` has no slash at its end."""

    organisation: str
    base_url: str
    desk: int
    policy: PublishingPolicy

    @property
    def page(self) -> str:
        """The address of the desk's public page, there or not."""
        return f"{self.base_url}/public/desks/{self.desk}"

    def page_of(self, claim_id: int) -> str:
        """The address of a claim's public page, there or not."""
        return f"{self.base_url}/public/claims/{claim_id}"

    def address_of(self, event: RatingEvent) -> str | None:
        """Where readers find the claim's verdict, down to the claim; null where they cannot.

        The desk's public page, or the article where the CMS prints it. Never a page that asks to
        sign in.
        """
        page = self.page_of(event.claim.id) if self.policy.public else event.article.url
        return f"{urldefrag(page).url}#claim-{event.claim.id}" if is_page(page) else None

    def stated(self, name: str) -> StatedPolicy:
        """One of the stated policies by its name here. Raises KeyError."""
        if name not in POLICIES:
            raise KeyError(name)
        found: StatedPolicy = getattr(self.policy, name)
        return found

    def address_of_policy(self, name: str) -> str | None:
        """Where readers find a stated policy; null where the desk states none to them."""
        stated = self.stated(name)
        if stated.url:
            return stated.url
        return (
            f"{self.page}/policies/{name}" if stated.text.strip() and self.policy.public else None
        )


def is_page(url: str) -> bool:
    """Whether a browser opens it as a page. Anything else would be a trap in somebody's page."""
    return url.lower().startswith(("https://", "http://"))


def protected(history: Iterable[RatingEvent], *, unnamed: bool) -> list[RatingEvent]:
    """What may be said of a claim from now on: no name, if its source is not to be named any more.

    The ratings feed keeps what it said; whatever is made anew goes by what holds.
    """
    return [
        msgspec.structs.replace(
            event,
            claim=msgspec.structs.replace(event.claim, claimant=None, unnamed_source=True),
        )
        if unnamed or event.claim.unnamed_source
        else event
        for event in history
    ]


def since_published(history: History) -> list[RatingEvent]:
    """The events of the verdict that readers have: from its publication on, with its corrections.

    Empty where they have none: nothing is published, or it was withdrawn. That the article was held
    back meanwhile begins nothing anew.
    """
    started = [
        n
        for n, event in enumerate(history)
        if event.kind is EventKind.PUBLISHED and not event.held_back
    ]
    if not started or history[-1].verdict is None:
        return []
    return [
        event
        for event in history[started[-1] :]
        if event.kind in {EventKind.PUBLISHED, EventKind.CORRECTED}
    ]


def organisation(publisher: Publisher) -> dict[str, Any]:
    """Who publishes, with the policies that the desk states."""
    found: dict[str, Any] = {"@type": "NewsMediaOrganization", "name": publisher.organisation}
    if url := publisher.policy.website or (publisher.page if publisher.policy.public else ""):
        found["url"] = url
    for name, term in POLICIES.items():
        if address := publisher.address_of_policy(name):
            found[term] = address
    return found


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
    history: History, publisher: Publisher, labels: ClaimReviewLabels
) -> dict[str, Any] | None:
    """The ClaimReview of a claim as JSON-LD without its @context; null where nothing is published.

    Nor is there one of a stale rating, which is about other words than readers see. An unnamed
    claimant is left out altogether.
    """
    given = since_published(history)
    if not given or history[-1].kind is EventKind.STALE:
        return None
    event = given[-1]
    verdict = event.verdict
    if verdict is None:  # a withdrawn one, which ended the history above
        return None
    appearance: dict[str, Any] = {"@type": "CreativeWork", "headline": event.article.title}
    if is_page(event.article.url):
        appearance["url"] = event.article.url
    item: dict[str, Any] = {"@type": "Claim", "text": event.claim.text, "appearance": appearance}
    if (claimant := event.claim.claimant) and not event.claim.unnamed_source:
        kind = "Person" if claimant.kind in PEOPLE else "Organization"
        item["author"] = {"@type": kind, "name": claimant.name}
    review: dict[str, Any] = {
        "@type": "ClaimReview",
        "claimReviewed": event.claim.text,
        "datePublished": _moment(given[0].at),
        "author": organisation(publisher),
        "itemReviewed": item,
        "reviewRating": review_rating(verdict, labels),
        "citation": [
            {"@type": "CreativeWork", "url": source.url, "name": source.title or source.url}
            for source in verdict.evidence
        ],
    }
    if url := publisher.address_of(event):
        review["url"] = url
    if len(given) > 1:
        review["dateModified"] = _moment(event.at)
    if corrections := [made for made in given[1:] if made.kind is EventKind.CORRECTED]:
        review["correction"] = [_correction(made, publisher) for made in corrections]
    return review


def _correction(event: RatingEvent, publisher: Publisher) -> dict[str, Any]:
    words = WORDS[publisher.policy.language]
    return {
        "@type": "CorrectionComment",
        "text": words.corrected_from(event),
        "datePublished": _moment(event.at),
    }


def claim_reviews(
    histories: Iterable[History], publisher: Publisher, labels: ClaimReviewLabels
) -> dict[str, Any]:
    """All ClaimReviews of an article as one JSON-LD document."""
    reviews = (claim_review(history, publisher, labels) for history in histories)
    return {"@context": CONTEXT, "@graph": [review for review in reviews if review]}


def feed_item(review: Mapping[str, Any]) -> dict[str, Any]:
    """A ClaimReview as an element of a DataFeed, in the shape that Data Commons takes."""
    item = {
        "@type": "DataFeedItem",
        "dateCreated": review["datePublished"],
        "dateModified": review.get("dateModified", review["datePublished"]),
        "item": [review],
    }
    return item | ({"url": review["url"]} if "url" in review else {})


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
