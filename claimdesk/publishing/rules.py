"""What the feed says of a verdict, and whether readers' state is the desk's. Pure."""

import hashlib
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from claimdesk.claims.facts import Standing
from claimdesk.publishing.schemas import (
    EventKind,
    GateObstacle,
    GateReason,
    RatingEvent,
    Reconciliation,
)
from claimdesk.scales.schemas import OffAxis, Rating, Translation


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


def obstacles(
    version: int | None, current: int, newest: str, claims: Iterable[Standing]
) -> list[GateObstacle]:
    """What stands in the way of publishing a revision of an article, by its claims.

    `version` is null for one that came late and became no revision; `newest` is what the caller calls
    the current one.
    """
    found: list[GateObstacle] = []
    if version != current:
        detail = f"The desk has version {newest} by now. Publish that one, or send yours again."
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
