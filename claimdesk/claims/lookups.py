"""Claim rows read without a lock, for other features: by whoever may see them, or by the program."""

from collections.abc import Collection

import msgspec

from claimdesk.accounts.rules import Actor, Role
from claimdesk.claims.facts import ORPHANED, SourceFacts, Standing, State
from claimdesk.claims.guards import hides_verdict
from claimdesk.claims.rules import IN_WORK, OPEN_STATES
from claimdesk.claims.store import MISSING, facts
from claimdesk.claims.tables import Claim
from claimdesk.clock import now
from claimdesk.db.engine import fetch
from claimdesk.errors import NotFound


async def hidden_from(actor: Actor, claim_ids: Collection[int] | None = None) -> set[int]:
    """Of these claims, or of all, those whose first verdict is kept from somebody.

    They owe a blind second opinion. Whatever tells of verdicts leaves these claims out.
    """
    query = Claim.objects().where(
        Claim.desk.is_in(actor.desk_ids)
        & (Claim.state == State.SECOND_OPINION.value)
        & Claim.opinion_blind.eq(True)
    )
    if claim_ids is not None:
        query = query.where(Claim.id.is_in([*claim_ids, -1]))
    return {row.id for row in await query if hides_verdict(facts(row), actor)}


async def counts_by_article(article_ids: list[int]) -> dict[int, dict[str, int]]:
    """Per article: `total`, `unnamed`, `open` and `published` claims of its current revision.

    `orphaned` are those of earlier ones that have no place in it, dismissed ones aside.
    """
    orphaned = [anchor.value for anchor in ORPHANED]
    rows = await fetch(
        "SELECT c.article, count(*) FILTER (WHERE here) AS total, "
        "count(*) FILTER (WHERE here AND c.unnamed) AS unnamed, "
        "count(*) FILTER (WHERE here AND c.state = ANY({})) AS open, "
        "count(*) FILTER (WHERE here AND c.published_verdict IS NOT NULL) AS published, "
        "count(*) FILTER (WHERE c.anchor = ANY({}) AND c.state <> 'dismissed') AS orphaned "
        "FROM claim c JOIN article a ON a.id = c.article, "
        "LATERAL (SELECT a.current_revision = c.revision AND NOT c.anchor = ANY({}) AS here) AS p "
        "WHERE c.article = ANY({}) GROUP BY c.article",
        [state.value for state in OPEN_STATES],
        orphaned,
        orphaned,
        article_ids,
    )
    return {row.pop("article"): row for row in rows}


def some_open() -> tuple[str, list[object]]:
    """The condition, over `article`, that claims of its current text are to be worked on."""
    return (
        "EXISTS (SELECT 1 FROM claim c WHERE c.article = article.id "
        "AND c.revision = article.current_revision AND NOT c.anchor = ANY({}) "
        "AND c.state = ANY({}))",
        [[anchor.value for anchor in ORPHANED], [state.value for state in OPEN_STATES]],
    )


async def find(actor: Actor, claim_id: int) -> Claim:
    """The claim's row as it is now, unlocked, for people of its desk.

    Raises NotFound, and Forbidden for programs.
    """
    row = await read(actor, claim_id)
    actor.require(Role.CHECKER, row.desk, "Working on claims")
    return row


async def read(actor: Actor | None, claim_id: int) -> Claim:
    """The claim's row as it is now, unlocked, for whoever may read it; null for jobs, which may.

    Raises NotFound.
    """
    row = await Claim.objects().where(Claim.id == claim_id).first()
    if row is None or (actor is not None and row.desk not in actor.desks):
        raise NotFound(MISSING)
    return row


async def rows(actor: Actor, claim_ids: Collection[int]) -> list[Claim]:
    """Those of these claims that are of the caller's desks, as they are now, unlocked, by id."""
    return (
        await Claim.objects()
        .where(Claim.id.is_in([*claim_ids, -1]) & Claim.desk.is_in(actor.desk_ids))
        .order_by(Claim.id)
    )


async def in_hand(person: int, desks: list[int]) -> tuple[int, int]:
    """How many claims of these desks somebody works on, and how many of them are late."""
    rows = await fetch(
        "SELECT count(*) AS held, count(*) FILTER (WHERE due < {}) AS late FROM claim "
        "WHERE holder = {} AND desk = ANY({}) AND state = ANY({})",
        now(),
        person,
        desks,
        [state.value for state in IN_WORK],
    )
    return rows[0]["held"], rows[0]["late"]


async def excerpts(claim_ids: list[int]) -> dict[int, tuple[int, str]]:
    """The article and the words of each claim, for lists that lead to claims."""
    if not claim_ids:
        return {}
    rows = await Claim.select(Claim.id, Claim.article, Claim.text).where(Claim.id.is_in(claim_ids))
    return {row["id"]: (row["article"], row["text"]) for row in rows}


async def source_facts(claim_ids: list[int]) -> dict[int, SourceFacts]:
    """The facts of claims by id, whoever asks."""
    if not claim_ids:
        return {}
    rows = await fetch(
        "SELECT *, machine IS NOT NULL OR added_by IS NOT NULL AS by_hand FROM claim "
        "WHERE id = ANY({})",
        claim_ids,
    )
    return {row["id"]: msgspec.convert(row, SourceFacts) for row in rows}


async def nested_in(claim_id: int) -> list[int]:
    """The ids of the claims nested in one."""
    rows = await fetch("SELECT id FROM claim WHERE parent = {} ORDER BY id", claim_id)
    return [row["id"] for row in rows]


async def merged_into(claim_ids: Collection[int], desks: Collection[int]) -> dict[int, list[int]]:
    """The ids of what is merged into these claims of these desks, by the claim it is merged into."""
    rows = await fetch(
        "SELECT merged_into AS into, array_agg(id ORDER BY id) AS merged FROM claim "
        "WHERE merged_into = ANY({}) AND desk = ANY({}) GROUP BY merged_into",
        list(claim_ids),
        list(desks),
    )
    return {row["into"]: row["merged"] for row in rows}


async def standing_of_article(article_id: int) -> list[Standing]:
    """Those of an article's claims that are still somebody's business, in the order of the text."""
    rows = await fetch(
        "SELECT id, state, state = ANY({}) AS open, followup_open, stale FROM claim "
        "WHERE article = {} AND state <> 'dismissed' AND anchor <> 'gone' "
        "AND (state = ANY({}) OR followup_open OR stale) ORDER BY span_start, id",
        [state.value for state in OPEN_STATES],
        article_id,
        [state.value for state in OPEN_STATES],
    )
    return [msgspec.convert(row, Standing) for row in rows]
