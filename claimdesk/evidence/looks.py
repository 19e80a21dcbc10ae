"""Reading the looks at linked pages."""

from typing import Any

import msgspec

from claimdesk.db.engine import fetch
from claimdesk.evidence.schemas import Look
from claimdesk.evidence.tables import Look as LookRow

NEWEST = 200


async def turning_points(evidence_ids: list[int]) -> dict[int, list[Look]]:
    """By piece of evidence, oldest first: the looks that found a change, and the last one."""
    found: dict[int, list[Look]] = {}
    if not evidence_ids:
        return found
    rows = await fetch(
        "SELECT * FROM archive a WHERE evidence = ANY({}) AND (changed OR id = "
        "(SELECT max(id) FROM archive b WHERE b.evidence = a.evidence)) ORDER BY id",
        evidence_ids,
    )
    for row in rows:
        found.setdefault(row["evidence"], []).append(_look(row))
    return found


async def of_evidence(evidence_id: int) -> list[Look]:
    """The newest looks at one page, newest first."""
    rows = (
        await LookRow.select()
        .where(LookRow.evidence == evidence_id)
        .order_by(LookRow.id, ascending=False)
        .limit(NEWEST)
    )
    return [_look(row) for row in rows]


async def one(evidence_id: int, look_id: int) -> Look | None:
    """One look at a page; null if there is no such."""
    row = (
        await LookRow.select()
        .where((LookRow.id == look_id) & (LookRow.evidence == evidence_id))
        .first()
    )
    return _look(row) if row else None


def _look(row: dict[str, Any]) -> Look:
    return msgspec.convert(row, Look)
