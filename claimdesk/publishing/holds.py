"""What readers have of an article that is held back: nothing, until it is let go.

Its verdicts stand meanwhile, and readers get them again as they were: nobody judges anew.
"""

from collections.abc import Sequence

import msgspec

from claimdesk.claims.facts import Anchor
from claimdesk.claims.store import Claim
from claimdesk.clock import now
from claimdesk.publishing import service
from claimdesk.publishing.schemas import EventKind, RatedArticle, RatedClaim, RatingEvent


async def hold(claims: Sequence[Claim]) -> int:
    """Take from readers what they have of these claims, which are locked; how many ratings that were.

    Nothing of the article is told but what readers were told before.
    """
    latest = await service.latest_of_claims([claim.id for claim in claims])
    held = [(c, last) for c in claims if (last := latest.get(c.id)) and last.verdict is not None]
    for claim, last in held:
        event = msgspec.structs.replace(
            last,
            kind=EventKind.WITHDRAWN,
            at=now(),
            verdict=None,
            previous=last.verdict.rating if last.verdict else None,
            held_back=True,
        )
        service.put(claim.desk, event)
    return len(held)


async def let_go(article: RatedArticle, claims: Sequence[Claim]) -> int:
    """Give readers what holds of these claims again, which are locked; how many ratings that are.

    What was published is so again: as it was, about the words that the article has now, or stale
    where these are others.
    """
    given = await service.events_of_claims([c.id for c in claims if c.published_verdict])
    again = 0
    for claim in claims:
        history = given.get(claim.id, [])
        last = next((event for event in reversed(history) if event.verdict is not None), None)
        if last is None or last is history[-1] or last.verdict is None:
            continue  # readers never had it, or have it
        if last.verdict.id != claim.published_verdict:
            continue  # taken back for good
        event = RatingEvent(
            seq=0,
            kind=EventKind.STALE if claim.stale else EventKind.PUBLISHED,
            at=now(),
            article=article,
            claim=_now(claim, article, last),
            verdict=last.verdict,
            previous=None,
            held_back=True,
        )
        service.put(claim.desk, event)
        again += 1
    return again


def _now(claim: Claim, article: RatedArticle, last: RatingEvent) -> RatedClaim:
    """The claim as it stands; as it stood, without a name that may be gone, where it has no place."""
    if claim.revision == article.revision and claim.anchor != Anchor.AMBIGUOUS:
        return service.rated(claim)
    if not claim.unnamed:
        return last.claim
    return msgspec.structs.replace(last.claim, claimant=None, unnamed_source=True)
