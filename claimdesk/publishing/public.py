"""What may be said to readers of what was published, whoever asks."""

import hashlib
from collections.abc import AsyncIterator
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO, NamedTuple

import msgspec

from claimdesk import __version__
from claimdesk.articles import service as articles
from claimdesk.audit import service as audit
from claimdesk.claims import lookups
from claimdesk.claims.facts import SourceFacts
from claimdesk.db.engine import fetch
from claimdesk.errors import NotFound
from claimdesk.policies import service as policies
from claimdesk.publishing import service
from claimdesk.publishing.claimreview import (
    CONTEXT,
    History,
    Publisher,
    claim_review,
    feed_item,
    protected,
)
from claimdesk.scales import crosswalks
from claimdesk.settings import Settings

AT_ONCE = 200
IN_MEMORY = 1_000_000
MISSING = "There is no such page."


class NotShown(NotFound):
    """A check that readers had is held back with its article; `publisher` is whose it is."""

    status = 410
    slug = "not-shown"
    title = "This check is not shown any more"

    def __init__(self, publisher: Publisher) -> None:
        super().__init__("Its article was taken back or is not out yet: take its verdict off.")
        self.publisher = publisher


class PublicClaim(NamedTuple):
    """A claim that readers have a page of; `history` is what they were given, in order."""

    publisher: Publisher
    facts: SourceFacts
    history: History


async def publisher(settings: Settings, desk: int) -> Publisher:
    """Who publishes a desk's verdicts."""
    return (await _publishers(settings, [desk]))[desk]


async def _publishers(settings: Settings, desks: list[int]) -> dict[int, Publisher]:
    return {
        desk: Publisher(
            organisation=settings.organisation,
            base_url=settings.base_url,
            desk=desk,
            policy=policy.rules.publishing,
        )
        for desk, policy in (await policies.of_desks(desks)).items()
    }


async def public_desk(settings: Settings, desk: int) -> Publisher:
    """A desk that shows its verdicts to everybody. Raises NotFound for all others, there or not."""
    found = await publisher(settings, desk)
    if not found.policy.public:
        raise NotFound(MISSING)
    return found


async def public_claim(settings: Settings, claim_id: int) -> PublicClaim:
    """A claim with a page for everybody.

    Raises NotFound where nothing was published on it and where its desk shows nothing to everybody,
    and NotShown while its article is held back: an embargo, a recall.
    """
    facts = (await lookups.source_facts([claim_id])).get(claim_id)
    if facts is None:
        raise NotFound(MISSING)
    found = await public_desk(settings, facts.desk)
    history = (await _histories({claim_id: facts})).get(claim_id)
    if not history:
        if any((await service.events_of_claims([claim_id])).values()):
            raise NotShown(found)
        raise NotFound(MISSING)
    return PublicClaim(found, facts, history)


async def histories_of_article(article_id: int) -> list[History]:
    """What readers were given of an article's claims, in the order of the text; none if held back."""
    latest = await service.latest_of_article(article_id)
    facts = await lookups.source_facts([event.claim.id for event in latest])
    found = await _histories(facts)
    return [found[event.claim.id] for event in latest if event.claim.id in found]


async def _histories(facts: dict[int, SourceFacts]) -> dict[int, History]:
    """What may be said of these claims to readers, whoever asks: nothing while the article is held back."""
    held = await articles.all_held_back({found.article for found in facts.values()})
    given = await service.events_of_claims(
        [claim_id for claim_id, found in facts.items() if not held[found.article]]
    )
    return {
        claim_id: protected(history, unnamed=facts[claim_id].unnamed or facts[claim_id].hearsay)
        for claim_id, history in given.items()
        if history
    }


async def feed_tag(settings: Settings, desks: list[int]) -> str:
    """The entity tag of what `data_feed` would give, without reading it.

    Whatever shows in a feed changes with an event of its desk's audit trail, so that it may change
    where the feed did not.
    """
    facts = (
        __version__,
        settings.organisation,
        settings.base_url,
        desks,
        await audit.last_of_desks(desks),
    )
    return f'W/"{hashlib.sha256(msgspec.json.encode(facts)).hexdigest()[:32]}"'


async def data_feed(settings: Settings, desks: list[int]) -> IO[bytes]:
    """All ClaimReviews of these desks as one DataFeed, in the shape that Data Commons takes.

    The document is written to a file, which is in memory only while it is small: however many there
    are, they never are there all at once, and a slow reader holds no connection to the database.
    Whoever asks closes the file.
    """
    content = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
    try:
        async for piece in _pieces(settings, desks):
            content.write(piece)
    except BaseException:
        content.close()
        raise
    return content


async def _pieces(settings: Settings, desks: list[int]) -> AsyncIterator[bytes]:
    of_desk = await _publishers(settings, desks)
    labels = {desk: await crosswalks.claimreview_labels(desk) for desk in desks}
    head = {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "name": f"ClaimReview: {settings.organisation}",
    }
    if changed := await _changed(desks):
        head["dateModified"] = changed.isoformat(timespec="seconds")
    yield msgspec.json.encode(head)[:-1] + b',"dataFeedElement":['
    separator = b""
    after = 0
    while ids := await _published_after(desks, after):
        after = ids[-1]
        facts = await lookups.source_facts(ids)
        for claim, history in (await _histories(facts)).items():
            desk = facts[claim].desk
            review = claim_review(history, of_desk[desk], labels[desk])
            if review is not None:
                yield separator + msgspec.json.encode(feed_item(review))
                separator = b","
    yield b"]}"


async def _published_after(desks: list[int], claim: int) -> list[int]:
    rows = await fetch(
        "SELECT DISTINCT claim FROM rating_event WHERE desk = ANY({}) AND claim > {} "
        "ORDER BY claim LIMIT {}",
        desks,
        claim,
        AT_ONCE,
    )
    return [row["claim"] for row in rows]


async def _changed(desks: list[int]) -> datetime | None:
    rows = await fetch("SELECT max(at) AS at FROM rating_event WHERE desk = ANY({})", desks)
    changed: datetime | None = rows[0]["at"]
    return changed
