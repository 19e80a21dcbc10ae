"""The ratings feed: an append-only sequence without gaps, the CMS's source of truth."""

from typing import Any

import msgspec

from claimdesk.accounts.rules import Actor
from claimdesk.articles import service as articles
from claimdesk.claims.facts import Anchor
from claimdesk.claims.store import Claim
from claimdesk.clock import now
from claimdesk.db.engine import Stage, at_commit, fetch, json_value, transaction
from claimdesk.evidence.schemas import Evidence
from claimdesk.extraction.model import Source
from claimdesk.live import service as live
from claimdesk.publishing import cursors
from claimdesk.publishing.rules import is_void, kind_of, reconciliation, translated
from claimdesk.publishing.schemas import (
    Citation,
    Claimant,
    EventKind,
    FeedEvent,
    PublishedVerdict,
    RatedClaim,
    RatingEvent,
    RatingsPage,
    Reconciliation,
)
from claimdesk.publishing.tables import RatingEventRecord
from claimdesk.reviews.schemas import Verdict
from claimdesk.scales import crosswalks
from claimdesk.scales.schemas import Rating
from claimdesk.webhooks import outbox

LOCK = 0x636C_6169_6D03
_PAYLOAD = ("article", "claim", "verdict", "previous", "held_back")


async def record(claim: Claim, verdict: Verdict, evidence: list[Evidence]) -> None:
    """Put a published verdict into the feed of the running transaction; the claim is locked.

    The first that readers get of a claim is `published`, one in its place is `corrected`. A void
    verdict takes back what they have: `withdrawn`, with no verdict but the rating it had.
    """
    previous = _rating_of((await latest_of_claims([claim.id])).get(claim.id))
    event = RatingEvent(
        seq=0,  # given just before the commit, under the feed's lock
        kind=kind_of(verdict.rating, previous),
        at=now(),
        article=await articles.rated(claim.article),
        claim=rated(claim),
        verdict=None if is_void(verdict.rating) else _published(verdict, evidence),
        previous=previous,
    )
    put(claim.desk, event)


async def doubt(article_id: int, claims: list[Claim], *, withdrawn: bool = False) -> None:
    """Tell readers which published ratings the article's new text has left behind; once each.

    A claim whose words changed, or whose place is in doubt, is `stale` and keeps its verdict in the
    event: what it was, until the next one. One whose words are gone, or whose whole article was
    `withdrawn`, is withdrawn too. While the article is held back readers have nothing to doubt. The
    claims are locked and all of one article.
    """
    earlier = await latest_of_claims([claim.id for claim in claims])
    left = [claim for claim in claims if claim.id in earlier]
    if not left or (not withdrawn and await articles.held_back(article_id)):
        return
    article = await articles.rated(article_id)
    for claim in left:
        last = earlier[claim.id]
        gone = withdrawn or claim.anchor == Anchor.GONE
        kind = EventKind.WITHDRAWN if gone else EventKind.STALE
        if last.verdict is None or last.kind is kind:
            continue
        event = RatingEvent(
            seq=0,
            kind=kind,
            at=now(),
            article=last.article if withdrawn else article,
            claim=last.claim if withdrawn or claim.revision != article.revision else rated(claim),
            verdict=last.verdict if kind is EventKind.STALE else None,
            previous=last.verdict.rating,
        )
        put(claim.desk, event)


def put(desk: int, event: RatingEvent) -> None:
    """Put an event into the feed of the running transaction, which numbers it when it commits."""
    at_commit(Stage.RATINGS, _write, (desk, event))


def rated(claim: Claim) -> RatedClaim:
    """The claim as the feed names it."""
    return RatedClaim(
        id=claim.id,
        version=claim.version,
        start=claim.span_start,
        end=claim.span_end,
        text=claim.text,
        claimant=_claimant(claim),
        unnamed_source=claim.unnamed,
    )


def _published(verdict: Verdict, evidence: list[Evidence]) -> PublishedVerdict:
    return PublishedVerdict(
        id=verdict.id,
        number=verdict.number,
        rating=verdict.rating,
        summary=verdict.summary,
        evidence=[
            msgspec.convert(msgspec.to_builtins(item), Citation, strict=False)
            for item in evidence
            if item.id in verdict.evidence and item.file is None  # readers reach no file
        ],
    )


async def _write(items: list[tuple[int, RatingEvent]]) -> None:
    await fetch("SELECT pg_advisory_xact_lock({})", LOCK)
    rows = await fetch("SELECT coalesce(max(seq), 0) AS seq FROM rating_event")
    seq = rows[0]["seq"]
    numbered: list[tuple[int, RatingEvent]] = []
    for desk, event in items:
        seq += 1
        numbered.append((desk, msgspec.structs.replace(event, seq=seq)))
        payload = {name: getattr(event, name) for name in _PAYLOAD}
        await RatingEventRecord.insert(
            RatingEventRecord(
                seq=seq,
                kind=event.kind.value,
                desk=desk,
                article=event.article.id,
                claim=event.claim.id,
                verdict=event.verdict.id if event.verdict else None,
                payload=msgspec.json.encode(payload).decode(),
                at=event.at,
            )
        )
    await outbox.put(numbered)
    await live.tell_ratings(desk for desk, _ in items)


async def head() -> int:
    """The `seq` of the last event that is to be seen, 0 where there is none."""
    rows = await fetch("SELECT coalesce(max(seq), 0) AS seq FROM rating_event")
    return int(rows[0]["seq"])


async def settled_head() -> int:
    """The same once everybody who writes events now is through: what comes is behind it."""
    async with transaction():
        await fetch("SELECT pg_advisory_xact_lock({})", LOCK)
        return await head()


async def events_of_desk(desk: int, after: int, to: int, limit: int) -> list[RatingEvent]:
    """A desk's events with a `seq` above `after`, up to `to`, in order, whoever asks."""
    rows = await fetch(
        "SELECT * FROM rating_event WHERE desk = {} AND seq > {} AND seq <= {} "
        "ORDER BY seq LIMIT {}",
        desk,
        after,
        to,
        limit,
    )
    return [_event(row) for row in rows]


async def feed(
    actor: Actor, after: int, limit: int, scale: str | None = None, name: str | None = None
) -> RatingsPage:
    """Events of the caller's desks with a `seq` above `after`, in order.

    With `scale`, each rating also as the desk's cross-walk says it on that scale. `name` is that of the
    feed that was read so far. Raises OtherFeed.
    """
    name = await cursors.name_for(after, name)
    rows = await fetch(
        "SELECT e.*, coalesce((SELECT max(b.seq) FROM rating_event b "
        "WHERE b.desk = e.desk AND b.seq < e.seq), 0) AS before "
        "FROM rating_event e WHERE e.seq > {} AND e.desk = ANY({}) ORDER BY e.seq LIMIT {}",
        after,
        actor.desk_ids,
        limit + 1,
    )
    more = len(rows) > limit
    rows = rows[:limit]
    items = [msgspec.convert(_fields(row, "desk", "before"), FeedEvent) for row in rows]
    if scale is not None:
        known = await crosswalks.translation(sorted({row["desk"] for row in rows}), scale)
        items = [
            translated(event, row["desk"], known) for event, row in zip(items, rows, strict=True)
        ]
    return RatingsPage(items=items, next=items[-1].seq if items else after, more=more, feed=name)


async def latest_of_article(article_id: int) -> list[RatingEvent]:
    """The last event of every claim of an article, in the order of the text."""
    rows = await fetch(
        "SELECT DISTINCT ON (claim) * FROM rating_event WHERE article = {} ORDER BY claim, seq DESC",
        article_id,
    )
    return sorted((_event(row) for row in rows), key=lambda e: (e.claim.start, e.claim.end))


async def latest_of_claims(claim_ids: list[int]) -> dict[int, RatingEvent]:
    """The last event of each of these claims, where there is one."""
    if not claim_ids:
        return {}
    rows = await fetch(
        "SELECT DISTINCT ON (claim) * FROM rating_event WHERE claim = ANY({}) "
        "ORDER BY claim, seq DESC",
        claim_ids,
    )
    return {row["claim"]: _event(row) for row in rows}


async def events_of_claims(claim_ids: list[int]) -> dict[int, list[RatingEvent]]:
    """All that readers were given of these claims, in order."""
    rows = await fetch("SELECT * FROM rating_event WHERE claim = ANY({}) ORDER BY seq", claim_ids)
    found: dict[int, list[RatingEvent]] = {claim_id: [] for claim_id in claim_ids}
    for row in rows:
        found[row["claim"]].append(_event(row))
    return found


async def reconcile(actor: Actor, article_id: int | None) -> Reconciliation:
    """What readers have of an article, or of all the caller's desks. Raises NotFound."""
    if article_id is None:
        return reconciliation(await _latest_of_desks(actor))
    article = await articles.find(actor, article_id)
    return reconciliation(await latest_of_article(article.id))


async def _latest_of_desks(actor: Actor) -> list[RatingEvent]:
    """The last event of every claim of the caller's desks."""
    rows = await fetch(
        "SELECT DISTINCT ON (claim) * FROM rating_event WHERE desk = ANY({}) "
        "ORDER BY claim, seq DESC",
        actor.desk_ids,
    )
    return [_event(row) for row in rows]


def _event(row: dict[str, Any]) -> RatingEvent:
    return msgspec.convert(_fields(row), RatingEvent)


def _fields(row: dict[str, Any], *more: str) -> dict[str, Any]:
    payload: dict[str, Any] = json_value(row["payload"])
    return {name: row[name] for name in ("seq", "kind", "at", *more)} | payload


def _rating_of(event: RatingEvent | None) -> Rating | None:
    return event.verdict.rating if event and event.verdict else None


def _claimant(claim: Claim) -> Claimant | None:
    mention = json_value(claim.mention)
    if mention is None or claim.unnamed:
        return None
    source = msgspec.convert(mention, Source)
    words = (source.refers_to or source).text
    return Claimant(name=" ".join(words.split()), kind=source.kind)
