"""When a verdict is overturned: what shares it, where that was published, and tasks for all of it."""

from collections import defaultdict

from claimdesk.accounts.rules import Actor, Role
from claimdesk.articles import service as articles
from claimdesk.audit import service as audit
from claimdesk.claims import alike, lookups
from claimdesk.claims.alike import Brief
from claimdesk.claims.facts import State
from claimdesk.corrections.rules import LIKE, Why, likeness, overturned, same_words
from claimdesk.corrections.schemas import Publication, Reach, Sharing
from claimdesk.evidence import service as evidence
from claimdesk.inbox import service as inbox
from claimdesk.inbox.rules import Kind, clip
from claimdesk.publishing import service as publishing
from claimdesk.publishing.schemas import RatedArticle, RatingEvent
from claimdesk.reviews import verdicts
from claimdesk.scales.schemas import Rating

QUOTED = 120
"""Characters of a claim's words in a task."""
NAMED = 3
"""Ratings and addresses that a task names; the rest is in the claim's reach."""


async def reach(actor: Actor, claim_id: int) -> Reach:
    """What shares the claim's verdict, and where all of it was published. Raises NotFound."""
    claim = await alike.seen(actor, claim_id)
    latest = (await verdicts.latest([claim_id], set())).get(claim_id)
    standing = [item.id for item in await evidence.standing(claim_id)]
    # Whoever owes a blind second opinion must not see which pieces the first verdict chose.
    withheld = claim_id in await lookups.hidden_from(actor, [claim_id])
    rests_on = latest.evidence if latest and not withheld else standing
    return await _reach(claim, rests_on, await _sharing(claim, rests_on))


async def propagate(actor: Actor, claim_id: int, last: RatingEvent | None, rating: Rating) -> None:
    """Where `rating` overturns what readers had, give a task for everything that shares it.

    In the caller's transaction, which holds the claim and publishes `rating` in the place of
    `last`. Tasks go to editors and to whoever has a claim or judged it: one for each claim that says
    the same or rests on the same, one for each article that any of them stands in, and one for each
    piece of evidence that bore the overturned verdict. Claims whose verdict was taken from this one
    get theirs where it is only another verdict than theirs.
    """
    if last is None or last.verdict is None or not overturned(last, rating):
        await _tell_reuses(actor, claim_id, rating)
        return
    series = (await verdicts.of_claims([claim_id], set()))[claim_id]
    rests_on = next((v.evidence for v in series if v.id == last.verdict.id), [])
    claim = await alike.seen(actor, claim_id)
    briefs = await _sharing(claim, rests_on)
    found = await _reach(claim, rests_on, briefs)
    what = f"“{clip(claim.text, QUOTED)}” was {last.verdict.rating.label}, is {rating.label} now"
    where = {article.id: article for article in found.articles}
    people = {brief.id: [brief.holder, brief.verdict_author] for brief in briefs}
    for one in found.sharing:
        text = (
            f"Look again: {what} (claim {claim_id}). {_because(one)}{_given(one.published, None)}"
        )
        inbox.notify(
            desk=claim.desk, kind=Kind.TASK, people=people[one.claim], role=Role.EDITOR,
            claim=one.claim, text=text, by=actor,
        )  # fmt: skip
    published: dict[int, list[Publication]] = defaultdict(list)
    published[claim.article] += found.published
    for one in found.sharing:
        published[one.article] += one.published
    for article in found.articles:
        text = f"Correct the article: {what}.{_given(published[article.id], where[article.id])}"
        inbox.notify(
            desk=claim.desk, kind=Kind.TASK, role=Role.EDITOR, article=article.id, text=text,
            by=actor,
        )  # fmt: skip
    known = {item.id: item for item in (await evidence.of_claims([claim_id]))[claim_id]}
    for piece in rests_on:
        file = known[piece].file
        name = file.name if file else known[piece].url
        inbox.notify(
            desk=claim.desk, kind=Kind.TASK, role=Role.EDITOR, claim=claim_id,
            text=f"Look at the evidence again: {clip(name, 300)}. The verdict that rested on it was "
            f"overturned.",
            by=actor,
        )  # fmt: skip
    audit.record(
        actor,
        "propagate",
        "claim",
        claim_id,
        desk=claim.desk,
        article=claim.article,
        claim=claim_id,
        before={"rating": last.verdict.rating.key},
        after={
            "rating": rating.key,
            "claims": [one.claim for one in found.sharing],
            "articles": [article.id for article in found.articles],
            "evidence": rests_on,
        },
    )


async def _tell_reuses(actor: Actor, claim_id: int, rating: Rating) -> None:
    claim = await alike.seen(actor, claim_id)
    for one in await alike.of_desk(claim.desk, await verdicts.reusing(claim_id)):
        inbox.notify(
            desk=claim.desk, kind=Kind.TASK, people=[one.holder, one.verdict_author],
            role=Role.EDITOR, claim=one.id, by=actor,
            text=f"Look again: “{clip(claim.text, QUOTED)}” has a new verdict, {rating.label} "
            f"(claim {claim_id}). The verdict of this claim was taken from the one before.",
        )  # fmt: skip


async def _sharing(claim: Brief, rests_on: list[int]) -> list[Brief]:
    """The desk's other claims that say the same, rest on the same or took their verdict from it, by id."""
    same = [
        other
        for other in await alike.candidates(claim)
        if same_words(claim.text, other.text) or likeness(claim.text, other.text) >= LIKE
    ]
    known = {other.id for other in same}
    more = {
        *await evidence.elsewhere(claim.id, rests_on),
        *await verdicts.reusing(claim.id),
    } - known
    resting = [
        b for b in await alike.of_desk(claim.desk, sorted(more)) if b.state != State.DISMISSED
    ]
    return sorted([*same, *resting], key=lambda brief: brief.id)


async def _reach(claim: Brief, rests_on: list[int], sharing: list[Brief]) -> Reach:
    ids = [claim.id, *(brief.id for brief in sharing)]
    events = await publishing.events_of_claims(ids)
    shared = await evidence.elsewhere(claim.id, rests_on)
    using = await verdicts.reusing(claim.id)
    named = await articles.rated_all({claim.article, *(brief.article for brief in sharing)})
    return Reach(
        claim=claim.id,
        published=_publications(events[claim.id]),
        sharing=[
            Sharing(
                claim=other.id,
                article=other.article,
                text=other.text,
                state=State(other.state),
                why=_why(claim, other, shared, using),
                likeness=round(likeness(claim.text, other.text), 1),
                evidence=shared.get(other.id, []),
                published=_publications(events[other.id]),
            )
            for other in sharing
        ],
        articles=[named[article_id] for article_id in sorted(named)],
    )


def _why(claim: Brief, other: Brief, shared: dict[int, list[str]], using: list[int]) -> list[Why]:
    why = []
    if same_words(claim.text, other.text):
        why.append(Why.SAME_WORDS)
    elif claim.named == other.named is not None and likeness(claim.text, other.text) >= LIKE:
        why.append(Why.SAME_SOURCE)
    if other.id in shared:
        why.append(Why.SAME_EVIDENCE)
    if other.id in using:
        why.append(Why.REUSED)
    return why


def _publications(events: list[RatingEvent]) -> list[Publication]:
    return [
        Publication(
            seq=event.seq,
            kind=event.kind,
            at=event.at,
            rating=event.verdict.rating if event.verdict else None,
        )
        for event in events
    ]


def _because(one: Sharing) -> str:
    said = {
        Why.SAME_WORDS: "This claim says the same.",
        Why.SAME_SOURCE: "The same source says nearly the same here.",
        Why.REUSED: "Its verdict was taken from that one.",
        Why.SAME_EVIDENCE: f"It rests on the same evidence: {clip(', '.join(one.evidence), 150)}.",
    }
    return " ".join(said[why] for why in one.why)


def _given(published: list[Publication], article: RatedArticle | None) -> str:
    """Where it was published, as far as a task has room for it."""
    seqs = ", ".join(str(one.seq) for one in published[-NAMED:])
    ratings = f" Ratings {seqs} of the feed are about it." if seqs else ""
    address = f" It is at {clip(article.url, 200)}." if article and article.url else ""
    return address + ratings
