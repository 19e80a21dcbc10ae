"""Claims that others may share a verdict with: by who said it, or by their words."""

from typing import NamedTuple

from claimdesk.accounts.rules import Actor
from claimdesk.claims import lookups
from claimdesk.db.engine import fetch


class Brief(NamedTuple):
    """A claim in short, and whose work it is. `named` is its source, null where that is unnamed."""

    id: int
    desk: int
    article: int
    text: str
    state: str
    holder: int | None
    verdict_author: int | None
    named: int | None


_BRIEF = (
    "SELECT id, desk, article, text, state, holder, verdict_author, "
    "CASE WHEN unnamed THEN NULL ELSE source END AS named FROM claim "
)


async def seen(actor: Actor, claim_id: int) -> Brief:
    """A claim of the caller's desks. Raises NotFound."""
    row = await lookups.read(actor, claim_id)
    return (await of_desk(row.desk, [claim_id]))[0]


async def of_desk(desk: int, claim_ids: list[int]) -> list[Brief]:
    """Those of these claims that are the desk's, in the order of their ids."""
    rows = await fetch(
        _BRIEF + "WHERE desk = {} AND id = ANY({}) ORDER BY id",
        desk,
        claim_ids,
    )
    return [Brief(**row) for row in rows]


async def candidates(claim: Brief) -> list[Brief]:
    """The desk's other claims of the same named source, and those of the same words by anybody.

    Dismissed ones aside. Whether they say the same is for the caller to judge.
    """
    rows = await fetch(
        _BRIEF + "WHERE desk = {} AND source = {} AND NOT unnamed AND id <> {} "
        "AND state <> 'dismissed' UNION "
        + _BRIEF
        + "WHERE desk = {} AND md5(lower(text)) = md5(lower({})) AND id <> {} "
        "AND state <> 'dismissed' ORDER BY id",
        claim.desk,
        claim.named,
        claim.id,
        claim.desk,
        claim.text,
        claim.id,
    )
    return [Brief(**row) for row in rows]
