"""What was noted of claims' matches, and having them noted anew."""

from collections.abc import Collection, Sequence

from claimdesk.claims.facts import Checked
from claimdesk.db.engine import fetch
from claimdesk.jobs.queue import enqueue
from claimdesk.live import service as live

NOTE = "matching.note"
NOTE_CHECKS = "matching.note_checks"
AT_ONCE = 200
"""Claims a job: some seconds, so that a worker that ends does not wait for long."""

MOST_OF_GROUP = 100
_GROUP = """
WITH RECURSIVE joined AS (
    SELECT {}::bigint AS id
    UNION SELECT m.found FROM joined JOIN claim_match m ON m.claim = joined.id
    WHERE m.likeness = 'same' AND m.found IS NOT NULL)
SELECT id FROM joined LIMIT {}
"""

_CHECKED = (
    "SELECT m.claim FROM claim_match m LEFT JOIN claim f ON f.id = m.found "
    "WHERE m.likeness = {} AND (m.fact_check IS NOT NULL OR f.published_verdict IS NOT NULL)"
)


async def soon(claim_ids: Sequence[int]) -> None:
    """Have claims matched once the caller's transaction is committed: new words, or none any more."""
    for start in range(0, len(claim_ids), AT_ONCE):
        await enqueue(NOTE, claims=list(claim_ids[start : start + AT_ONCE]))


async def checks_soon(checks: Sequence[int]) -> None:
    """Have claims that are there marked by checks of others, once the caller's transaction is committed."""
    for start in range(0, len(checks), AT_ONCE):
        await enqueue(NOTE_CHECKS, checks=list(checks[start : start + AT_ONCE]))


async def checked(claim_ids: Collection[int]) -> dict[int, Checked]:
    """How like they are to what was checked before, of these claims that are to anything.

    A verdict that readers have, or a check of somebody else's; other claims are no check.
    """
    found: dict[int, Checked] = {}
    if not claim_ids:
        return found
    for likeness in reversed(Checked):
        rows = await fetch(_CHECKED + " AND m.claim = ANY({})", likeness.value, list(claim_ids))
        found |= {row["claim"]: likeness for row in rows}
    return found


async def tell_published(desk: int, claim_id: int) -> None:
    """Tell the desk which claims were found to be like one that readers are given a verdict on.

    It is matched anew as well: what is published is noted with all that say it, a mere claim is not.
    """
    await soon([claim_id])
    rows = await fetch("SELECT claim FROM claim_match WHERE found = {} ORDER BY claim", claim_id)
    await live.tell_marked(desk, [row["claim"] for row in rows])


async def group(claim_id: int) -> list[int]:
    """The other claims that say the same as one, or the same as such a one, the nearest first.

    As many as a group has at most, and one more where there are more.
    """
    rows = await fetch(_GROUP, claim_id, MOST_OF_GROUP + 2)
    return [row["id"] for row in rows if row["id"] != claim_id]


def condition(wanted: Checked) -> tuple[str, list[object]]:
    """The condition, over `claim`, that it is as like to what was checked before."""
    if wanted is Checked.SAME:
        return f"claim.id IN ({_CHECKED})", [wanted.value]
    return (
        f"claim.id IN ({_CHECKED}) AND claim.id NOT IN ({_CHECKED})",
        [wanted.value, Checked.SAME.value],
    )
