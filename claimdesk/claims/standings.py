"""Where an article's claims stood in each of its revisions."""

from typing import Any

import msgspec

from claimdesk.claims.facts import ORPHANED, Anchor
from claimdesk.claims.schemas import AnchorCounts, ClaimStanding, WentOn
from claimdesk.db.engine import fetch, json_value
from claimdesk.schemas import TextSpan

# Of the current revision a claim's own row tells; of old ones, and of claims that have no place,
# what was written down when the next one came in. Parameters: article, revision before and current.
_STANDING = (
    "SELECT k.claim, k.revision, k.anchor, k.spans, k.text, k.cue, k.mention, k.score, "
    "k.candidates, k.placed_by FROM claim_anchor k, (SELECT {}::bigint AS article, "
    "{}::int AS current) AS asked WHERE k.article = asked.article "
    "AND (k.revision < asked.current OR k.anchor = ANY({})) "
    "UNION ALL "
    "SELECT c.id, c.revision, c.anchor, c.spans, c.text, c.cue, c.mention, "
    "coalesce(k.score, 100), '[]', coalesce(k.placed_by, '') FROM claim c "
    "LEFT JOIN claim_anchor k ON k.claim = c.id AND k.revision = c.revision "
    "WHERE c.article = {} AND c.revision = {} AND NOT c.anchor = ANY({})"
)


def _asked(article_id: int, current: int) -> list[Any]:
    orphaned = [anchor.value for anchor in ORPHANED]
    return [article_id, current, orphaned, article_id, current, orphaned]


async def counts(article_id: int, current: int) -> dict[int, AnchorCounts]:
    """Per revision, how many claims came to stand in it how; `current` is the last."""
    rows = await fetch(
        f"SELECT revision, anchor, count(*) AS n FROM ({_STANDING}) AS s GROUP BY revision, anchor",  # noqa: S608
        *_asked(article_id, current),
    )
    found: dict[int, dict[str, int]] = {number: {} for number in range(1, current + 1)}
    for row in rows:
        found[row["revision"]][row["anchor"]] = row["n"]
    return {number: msgspec.convert(by_anchor, AnchorCounts) for number, by_anchor in found.items()}


async def of_revision(article_id: int, number: int, current: int) -> list[ClaimStanding]:
    """The claims of a revision as they stood in it, in the order of the text, orphaned ones last."""
    rows = await fetch(
        f"SELECT * FROM ({_STANDING}) AS s WHERE revision IN ({{}}, {{}}) ORDER BY claim",  # noqa: S608
        *_asked(article_id, current),
        number,
        number + 1,
    )
    later = {
        row["claim"]: WentOn(revision=number + 1, anchor=Anchor(row["anchor"]))
        for row in rows
        if row["revision"] == number + 1
    }
    standings = [
        ClaimStanding(
            claim=row["claim"],
            anchor=Anchor(row["anchor"]),
            spans=json_value(row["spans"]),
            text=row["text"],
            cue=_span(row["cue"]),
            source=_span(row["mention"]),
            score=round(row["score"], 1),
            candidates=json_value(row["candidates"]),
            placed_by=row["placed_by"],
            next=later.get(row["claim"]),
        )
        for row in rows
        if row["revision"] == number
    ]
    # Outer claims before those that lie inside them.
    return sorted(
        standings, key=lambda s: (not s.spans, s.spans and (s.spans[0][0], -s.spans[-1][1]))
    )


def _span(stored: str | None) -> TextSpan | None:
    value = json_value(stored)
    return None if value is None else msgspec.convert(value, TextSpan)
