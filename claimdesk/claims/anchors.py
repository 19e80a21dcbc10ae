"""Claims and the article's next text: carried over, sent back to review, orphaned, placed by hand."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from claimdesk.accounts.rules import Actor, Role
from claimdesk.anchoring.anchors import Outcome
from claimdesk.anchoring.claims import Carried, Marked, carry, mark_again
from claimdesk.articles import service as articles
from claimdesk.claims import intake, lookups, spans, store
from claimdesk.claims.facts import ORPHANED, Anchor, State
from claimdesk.claims.rules import OPEN_STATES, TRANSITIONS, Action
from claimdesk.claims.schemas import AnchorWrite
from claimdesk.claims.tables import Claim
from claimdesk.clock import now
from claimdesk.db.engine import fetch, json_value, transaction
from claimdesk.extraction.model import Claim as ExtractedClaim
from claimdesk.extraction.pipeline import extract
from claimdesk.followups import service as followups
from claimdesk.inbox import service as inbox
from claimdesk.inbox.rules import Kind
from claimdesk.opinions import service as opinions
from claimdesk.publishing import service as publishing
from claimdesk.versions import require_version

_BY_THE_WAY = frozenset({State.NEW, State.DISMISSED})
"""States in which nobody works on a claim, so that nobody needs to be told."""


async def lock_all(article_id: int) -> list[Claim]:
    """All claims of an article, locked in the order of their ids; the article is locked."""
    return (
        await Claim.objects()
        .where(Claim.article == article_id)
        .order_by(Claim.id)
        .lock_rows("NO KEY UPDATE")
    )


async def credit(rows: Sequence[Claim], byline: str) -> None:
    """Put a new byline on claims, which are locked: whoever is in it neither checks nor approves."""
    for row in rows:
        row.byline = byline
    await Claim.update({Claim.byline: byline}).where(Claim.id.is_in([*(r.id for r in rows), -1]))


async def carry_over(
    actor: Actor,
    article: articles.LockedArticle,
    byline: str,
    rows: Sequence[Claim],
    old_texts: Mapping[int, str],
    found: Sequence[ExtractedClaim],
) -> dict[Anchor, int]:
    """Carry an article's claims over to its new revision, and add those that are new in it.

    In the caller's transaction, which holds the article and `rows`, all its claims; `old_texts` are
    the revisions that they stand in. Returns how many came to stand how. Claims whose words changed
    go back to review, and readers are told that what was published of them is stale.
    """
    marked = [_marked(row) for row in rows]
    carried = await asyncio.to_thread(carry, old_texts, article.text, marked, found)
    await _keep_as_they_stood(article.id, article.revision - 1)
    unsettled: list[Claim] = []
    undisturbed: list[tuple[Claim, Carried]] = []
    counts: Counter[Anchor] = Counter()
    known: dict[int, int] = {}
    for row, new in zip(rows, carried, strict=True):
        anchor = Anchor(new.outcome.value)
        counts[anchor] += 1
        if new.twin is not None:
            known.setdefault(new.twin, row.id)
        if anchor in ORPHANED and row.anchor == anchor:
            continue  # it had no place before either
        if new.outcome in (Outcome.CARRIED, Outcome.MOVED) and row.anchor not in ORPHANED:
            undisturbed.append((row, new))
            continue
        await _disturb(actor, row, new, article)
        if new.outcome not in (Outcome.CARRIED, Outcome.MOVED):
            unsettled.append(row)
    await _follow(undisturbed, article)
    await _record_places(article, [p for p in zip(rows, carried, strict=True) if p[1].score < 100])
    await publishing.doubt(article.id, unsettled)
    _tell(actor, article, unsettled)
    counts[Anchor.FOUND] = await _add_new(article, byline, found, known)
    return dict(counts)


async def place(actor: Actor, claim_id: int, if_match: str | None, data: AnchorWrite) -> None:
    """Say where an orphaned claim stands in the article's current revision, or that it is gone.

    Raises NotFound, PreconditionRequired, Stale, Invalid for pieces that are none, and what the table
    of transitions says.
    """
    known = await lookups.find(actor, claim_id)
    old_text = await articles.text_of(known.article, known.revision)
    async with transaction():
        article = await articles.lock(known.article)
        row = await store.lock(actor, claim_id)
        require_version(row.version, if_match, {"version": row.version, "anchor": row.anchor})
        store.check(actor, row, Action.PLACE)
        pieces = spans.pieces(article.text, data.spans)
        cue = spans.span(article.text, data.cue, "cue")
        source = spans.span(article.text, data.source, "source")
        if not data.spans:
            await _disturb(actor, row, Carried(outcome=Outcome.GONE), article, Anchor.GONE)
            await _record_places(article, [(row, Carried(outcome=Outcome.GONE))], by=actor.name)
            await publishing.doubt(article.id, [row])
            return
        found = (await asyncio.to_thread(extract, article.text)).claims
        placed = await asyncio.to_thread(
            mark_again, old_text, article.text, _marked(row), pieces, cue, source, found
        )
        await _disturb(actor, row, placed, article, Anchor.PLACED)
        await _record_places(article, [(row, placed)], by=actor.name)


async def _add_new(
    article: articles.LockedArticle,
    byline: str,
    found: Sequence[ExtractedClaim],
    known: Mapping[int, int],
) -> int:
    """Add the found claims that are not among `known`, by their place in `found`; how many."""
    fresh = [k for k in range(len(found)) if k not in known]
    place = {k: position for position, k in enumerate(fresh)}
    claims = [
        msgspec.structs.replace(
            found[k], parent=place.get(-1 if (p := found[k].parent) is None else p)
        )
        for k in fresh
    ]
    ids = await intake.add_extracted(article.desk, article.id, article.revision, byline, claims)
    await intake.nest(
        (claim_id, known[parent])
        for claim_id, k in zip(ids, fresh, strict=True)
        if (parent := found[k].parent) is not None and parent in known
    )
    return len(ids)


def _marked(row: Claim) -> Marked:
    return msgspec.convert(
        {
            "revision": row.revision,
            "spans": json_value(row.spans),
            "cue": json_value(row.cue),
            "source": json_value(row.mention),
        },
        Marked,
    )


async def _keep_as_they_stood(article_id: int, revision: int) -> None:
    """Write down where claims stand in a revision that is about to be an old one."""
    await fetch(
        "INSERT INTO claim_anchor AS k (claim, article, revision, anchor, spans, text, cue, "
        "mention, score, candidates, placed_by, at) "
        "SELECT id, article, revision, anchor, spans, text, cue, mention, 100, '[]', '', {} "
        "FROM claim WHERE article = {} AND revision = {} "
        "ON CONFLICT (claim, revision) DO UPDATE SET anchor = excluded.anchor, "
        "spans = excluded.spans, text = excluded.text, cue = excluded.cue, "
        "mention = excluded.mention",
        now(),
        article_id,
        revision,
    )


async def _follow(moves: list[tuple[Claim, Carried]], article: articles.LockedArticle) -> None:
    """Claims with the same words: their places change, and nothing that anybody has open."""
    for start in range(0, len(moves), intake.CHUNK):
        part = [(row.id, _place(new, article)) for row, new in moves[start : start + intake.CHUNK]]
        await fetch(
            "UPDATE claim SET revision = {}, anchor = n.anchor, span_start = n.span_start, "
            "span_end = n.span_end, spans = n.spans::jsonb, text = n.text, cue = n.cue::jsonb, "
            "mention = n.mention::jsonb FROM unnest({}::bigint[], {}::text[], {}::int[], {}::int[], "
            "{}::text[], {}::text[], {}::text[], {}::text[]) "
            "AS n (id, anchor, span_start, span_end, spans, text, cue, mention) "
            "WHERE claim.id = n.id",
            article.revision,
            [claim_id for claim_id, _ in part],
            *(
                [place[name] for _, place in part]
                for name in ("anchor", "span_start", "span_end", "spans", "text", "cue", "mention")
            ),
        )
        texts = {claim_id: place["text"] for claim_id, place in part if "text" in place}
        await store.match_anew(
            [
                (row, texts[row.id])  # spaced or marked in another way
                for row, _ in moves[start : start + intake.CHUNK]
                if texts.get(row.id, row.text) != row.text
            ]
        )


def _place(
    new: Carried, article: articles.LockedArticle, anchor: Anchor | None = None
) -> dict[str, Any]:
    """The columns that say where a claim stands; the anchor only, where it has no place."""
    place: dict[str, Any] = {"anchor": (anchor or new.outcome).value}
    if new.spans:
        start, end = new.spans[0][0], new.spans[-1][1]
        place |= {
            "revision": article.revision,
            "span_start": start,
            "span_end": end,
            "spans": intake.json_text(new.spans),
            "text": article.text[start:end],
            "cue": intake.json_text(new.cue),
            "mention": intake.json_text(new.source),
        }
    return place


async def _disturb(
    actor: Actor,
    row: Claim,
    new: Carried,
    article: articles.LockedArticle,
    by_hand: Anchor | None = None,
) -> None:
    """A claim whose words changed, that lost its place, or has one again.

    Whoever has it open learns so when they save, and what was judged goes back to review.
    """
    old, place = _marked(row), _place(new, article, by_hand)
    shown: dict[str, Any] = {
        name: place.pop(name) for name in ("anchor", "revision", "text") if name in place
    }
    same_words = by_hand is None and new.outcome in (Outcome.CARRIED, Outcome.MOVED)
    known = store.facts(row)
    shown["stale"] = known.stale or (known.verdict_author is not None and not same_words)
    if new.outcome is Outcome.GONE and known.published:
        shown["published_verdict"] = None  # nothing in the article is left for readers to rate
    if new.spans:
        await store.note(row, **place)
        shown |= await _attribution(row, old, new)
    if shown["stale"]:
        await opinions.overtaken(row)
    if by_hand:
        await store.move(actor, row, Action.PLACE, changes=shown)
    elif shown["stale"] and row.state in TRANSITIONS[Action.REVISE].sources:
        # A program that sends articles in has no role; its text does this all the same.
        sender = msgspec.structs.replace(actor, roles={**actor.roles, row.desk: Role.CHECKER})
        await store.move(sender, row, Action.REVISE, changes=shown, reason="The text changed.")
    else:
        before = {name: getattr(row, name) for name in shown}
        await store.note(row, version=row.version + 1, **shown)
        store.record(actor, Action.REVISE.value, row, before=before, after=shown)
    if new.spans and not same_words:
        await followups.follow(actor, row)


async def _attribution(row: Claim, old: Marked, new: Carried) -> dict[str, Any]:
    """The columns that say who is behind a claim, where the new text says it in other words.

    A source that has no place in it any more stays who it was.
    """
    if new.source is None and old.source is not None:
        return {}
    found = await intake.attribution(row.desk, new.cue, new.source, known=(old.source, row.source))
    return {name: value for name, value in found.items() if value != getattr(row, name)}


async def _record_places(
    article: articles.LockedArticle, places: Sequence[tuple[Claim, Carried]], by: str = ""
) -> None:
    """Write down what is not plain from the claim's own row: likeness, and where to look."""
    for start in range(0, len(places), intake.CHUNK):
        part = places[start : start + intake.CHUNK]
        await fetch(
            "INSERT INTO claim_anchor AS k (claim, article, revision, anchor, spans, text, score, "
            "candidates, placed_by, at) SELECT n.claim, {}, {}, n.anchor, n.spans::jsonb, n.text, "
            "n.score, n.candidates::jsonb, {}, {} FROM unnest({}::bigint[], {}::text[], {}::text[], "
            "{}::text[], {}::float[], {}::text[]) "
            "AS n (claim, anchor, spans, text, score, candidates) "
            "ON CONFLICT (claim, revision) DO UPDATE SET anchor = excluded.anchor, "
            "spans = excluded.spans, text = excluded.text, score = excluded.score, "
            "candidates = excluded.candidates, placed_by = excluded.placed_by, at = excluded.at",
            article.id,
            article.revision,
            by,
            now(),
            [row.id for row, _ in part],
            [row.anchor if by else new.outcome.value for row, new in part],
            [intake.json_text(new.spans) for _, new in part],
            [row.text for row, _ in part],
            [new.score for _, new in part],
            [intake.json_text(new.candidates) for _, new in part],
        )


def _tell(actor: Actor, article: articles.LockedArticle, unsettled: list[Claim]) -> None:
    """Tell those whose work it was, and give editors the task of placing what has no place."""
    for row in unsettled:
        if row.state in _BY_THE_WAY:
            continue
        what = {
            Anchor.EDITED: "The words of this claim changed",
            Anchor.AMBIGUOUS: "It is not certain where this claim stands",
            Anchor.GONE: "The words of this claim are gone",
        }[Anchor(row.anchor)]
        inbox.notify(
            desk=article.desk,
            kind=Kind.STALE,
            people=[row.holder, row.verdict_author],
            watchers=True,
            claim=row.id,
            text=f"{what} in revision {article.revision}.",
            by=actor,
        )
    orphaned = sum(row.anchor in ORPHANED and row.state in OPEN_STATES for row in unsettled)
    if orphaned:
        inbox.notify(
            desk=article.desk,
            kind=Kind.TASK,
            role=Role.EDITOR,
            article=article.id,
            text=f"Place or dismiss the claims that revision {article.revision} left without a "
            f"certain place: {orphaned}.",
            by=actor,
        )
