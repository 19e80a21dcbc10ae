"""One verdict for all claims of one statement: offered, and submitted on all or none of them."""

from claimdesk.accounts.rules import Actor
from claimdesk.articles import service as articles
from claimdesk.assignments.rules import check_assignee
from claimdesk.claims import lookups, store
from claimdesk.claims.facts import State
from claimdesk.claims.rules import TRANSITIONS, Action
from claimdesk.claims.store import Claim
from claimdesk.db.engine import transaction
from claimdesk.errors import Conflict, Invalid, Problem
from claimdesk.matching import noted
from claimdesk.matching import views as matching
from claimdesk.matching.judging import Likeness
from claimdesk.reviews import reuse, verdicts
from claimdesk.reviews.rules import check_reuse, check_same, check_stands
from claimdesk.reviews.schemas import (
    GroupClaim,
    GroupOffer,
    GroupReuse,
    GroupVerdict,
    SubmittedClaim,
    Verdict,
)
from claimdesk.versions import require_version

_OPEN = TRANSITIONS[Action.ASSIGN].sources | TRANSITIONS[Action.SAVE_VERDICT].sources


async def offer(actor: Actor, claim_id: int) -> GroupOffer:
    """The verdict that readers have on a claim's statement, and the open claims that make it, too.

    That on the claim itself, else the one that all other claims agree in which say the same. Raises
    NotFound.
    """
    claim = await lookups.read(actor, claim_id)
    others = await noted.group(claim.id)
    rows = await lookups.rows(actor, [claim.id, *others[: noted.MOST_OF_GROUP]])
    rows = [row for row in rows if row.desk == claim.desk]
    found = await _judged(claim, rows)
    if found is None:
        return GroupOffer(verdict=None, claims=[])
    source, verdict = found
    titles = await articles.titles([row.article for row in rows])
    return GroupOffer(
        verdict=GroupVerdict(
            claim=source.id,
            version=source.version,
            title=titles[source.article],
            rating=verdict.rating,
            summary=verdict.summary,
        ),
        claims=[
            await _claim(actor, row, source, titles[row.article])
            for row in rows
            if row.id != source.id and State(row.state) in _OPEN
        ],
    )


async def reuse_on_all(
    actor: Actor, claim_id: int, if_match: str | None, data: GroupReuse
) -> list[SubmittedClaim]:
    """Submit a claim's published verdict on other claims that say the same, all or none.

    Each is an editor's to approve, as any other. Raises NotFound, PreconditionRequired and Stale for
    the claim itself, Invalid, and Conflict where readers have no verdict on it, or with the claims
    that cannot have it, and why.
    """
    actor.require_person("Judging a claim")
    seen = {item.claim: item.version for item in data.items}
    if claim_id in seen:
        raise Invalid("Name other claims: this one has the verdict already.")
    known = await lookups.find(actor, claim_id)
    require_version(known.version, if_match, {"version": known.version, "state": known.state})
    async with transaction():
        rows = {row.id: row for row in await store.lock_all(actor, sorted({claim_id, *seen}))}
        source = rows.pop(claim_id)
        shown = {"version": source.version, "state": source.state}
        require_version(source.version, if_match, shown)
        held = await reuse.standing([source])
        check_stands(source.id in held)
        original = await reuse.original_on(source, held[source.id])
        refused = []
        for row in rows.values():
            try:
                await _reuse(actor, row, original, seen[row.id])
            except Problem as problem:
                refused.append({"claim": row.id, "detail": problem.detail})
        if refused:
            raise Conflict(
                f"{len(refused)} of the {len(rows)} cannot have this verdict, so nothing was changed.",
                claims=refused,
            )
        latest = await verdicts.latest(list(rows), set())
        return [
            SubmittedClaim(claim=row.id, version=row.version, verdict=latest[row.id].id)
            for row in await lookups.rows(actor, list(rows))
        ]


async def _reuse(actor: Actor, claim: Claim, original: reuse.Original, version: int) -> None:
    if claim.version != version:
        raise Conflict("A colleague changed it since you read it. Look again.")
    likeness = await matching.compare(claim.text, original.claim.text)
    check_same(likeness)
    check_reuse(
        same_desk=claim.desk == original.claim.desk, stands=True, likeness=likeness, reason=""
    )
    await reuse.submit(actor, claim, original, likeness, "")


async def _judged(claim: Claim, rows: list[Claim]) -> tuple[Claim, Verdict] | None:
    judged = await reuse.standing(rows)
    if claim.id in judged:
        return claim, judged[claim.id]
    same = [
        row
        for row in rows
        if row.id in judged and await matching.compare(claim.text, row.text) is Likeness.SAME
    ]
    ratings = {(judged[row.id].rating.scale, judged[row.id].rating.key) for row in same}
    return (same[0], judged[same[0].id]) if len(ratings) == 1 else None


async def _claim(actor: Actor, row: Claim, source: Claim, title: str) -> GroupClaim:
    likeness = await matching.compare(row.text, source.text)
    return GroupClaim(
        claim=row.id,
        version=row.version,
        text=row.text,
        title=title,
        state=State(row.state),
        likeness=likeness,
        detail=_obstacle(actor, row, likeness),
    )


def _obstacle(actor: Actor, row: Claim, likeness: Likeness) -> str:
    """What is known beforehand to keep the caller from it; the rest is said when it is tried."""
    try:
        check_same(likeness)
        if reuse.waits(row):
            store.check(actor, row, Action.ASSIGN)
            check_assignee(row.byline, actor.name)
        else:
            store.check(actor, row, Action.SAVE_VERDICT)
    except Problem as problem:
        return problem.detail
    return ""
