"""How much of what the desk's articles say comes from unnamed sources, and what became of it."""

from datetime import datetime, timedelta
from typing import Any

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor
from claimdesk.clock import now
from claimdesk.db.engine import fetch
from claimdesk.schemas import Schema

LONGEST = 200
"""How many sections, authors and descriptions the report names, those with most unnamed first."""


class UnnamedCounts(Schema, frozen=True, kw_only=True):
    """Claims and follow-ups of one desk, section, author or description (`name`).

    `claims` are those that are not dismissed and attributed to somebody or passed on as hearsay;
    `share` is of the unnamed and the hearsay among them (0..1, null without claims). Of their
    follow-ups: `open`, of these `overdue` and `expired`; `closed`, of these `identified`; and
    `still_unnamed`, opened longer ago than the days asked for without the source being named (the
    dropped ones aside). `days_to_resolve` is the median and `days_to_resolve_p90` the ninth decile
    in days from opening to an outcome other than dropped, null where there is none.
    """

    name: str
    claims: int
    unnamed: int
    hearsay: int
    share: float | None
    open: int
    overdue: int
    expired: int
    closed: int
    identified: int
    still_unnamed: int
    days_to_resolve: float | None
    days_to_resolve_p90: float | None


class UnnamedReport(Schema, frozen=True, kw_only=True):
    """Unnamed sources in the articles taken in from `since` until before `until`.

    Desks are named by their slug. Sections and authors without a name are those of articles that have none. `descriptions` are the
    articles' words for their unnamed sources; hearsay has none.
    """

    generated_at: datetime
    since: datetime | None
    until: datetime | None
    days: int
    total: UnnamedCounts
    desks: list[UnnamedCounts]
    sections: list[UnnamedCounts]
    authors: list[UnnamedCounts]
    descriptions: list[UnnamedCounts]


_SQL = """
WITH counted AS (
    SELECT d.slug AS desk, a.section, a.byline, c.unnamed, c.hearsay,
        CASE WHEN c.unnamed AND NOT c.hearsay
            THEN lower(coalesce(c.mention -> 'refers_to' ->> 'text', c.mention ->> 'text')) END
            AS description,
        f.id AS entry, f.outcome, f.due, f.expires, f.opened_at,
        CASE WHEN f.outcome <> 'dropped'
            THEN extract(epoch FROM f.closed_at - f.opened_at) / 86400 END AS days
    FROM claim c
    JOIN article a ON a.id = c.article AND a.current_revision = c.revision
    JOIN desk d ON d.id = c.desk
    LEFT JOIN followup f ON f.claim = c.id
    WHERE c.desk = ANY({}) AND c.state <> 'dismissed'
        AND (c.cue IS NOT NULL OR c.mention IS NOT NULL)
        AND a.created_at >= coalesce({}::timestamptz, '-infinity')
        AND a.created_at < coalesce({}::timestamptz, 'infinity')
), grouped AS (
    SELECT grouping(desk, section, byline, description) AS level,
        coalesce(desk, section, byline, description, '') AS name,
        count(*) AS claims,
        count(*) FILTER (WHERE unnamed AND NOT hearsay) AS unnamed,
        count(*) FILTER (WHERE hearsay) AS hearsay,
        count(*) FILTER (WHERE entry IS NOT NULL AND outcome IS NULL) AS open,
        count(*) FILTER (WHERE outcome IS NULL AND due < {}) AS overdue,
        count(*) FILTER (WHERE outcome IS NULL AND expires <= {}) AS expired,
        count(*) FILTER (WHERE outcome IS NOT NULL) AS closed,
        count(*) FILTER (WHERE outcome = 'identified') AS identified,
        count(*) FILTER (WHERE opened_at < {} AND coalesce(outcome, '') NOT IN ('identified', 'dropped'))
            AS still_unnamed,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS days_to_resolve,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY days) AS days_to_resolve_p90
    FROM counted
    GROUP BY GROUPING SETS ((), (desk), (section), (byline), (description))
    HAVING grouping(description) = 1 OR description IS NOT NULL
), ranked AS (
    SELECT *, row_number() OVER (
        PARTITION BY level ORDER BY unnamed + hearsay DESC, claims DESC, name
    ) AS rank FROM grouped
)
SELECT * FROM ranked WHERE rank <= {} ORDER BY level, rank
"""
# What grouping() says: one bit for each of the four columns that the row is not grouped by.
_TOTAL, _DESK, _SECTION, _AUTHOR, _DESCRIPTION = 15, 7, 11, 13, 14


async def unnamed(
    actor: Actor, *, desk: int | None, since: datetime | None, until: datetime | None, days: int
) -> UnnamedReport:
    """The report on the caller's desks or one of them. Raises NotFound for another's desk."""
    desks = accounts.desks_meant(actor, desk)
    moment = now()
    rows = await fetch(
        _SQL, desks, since, until, moment, moment, moment - timedelta(days=days), LONGEST
    )
    at: dict[int, list[UnnamedCounts]] = {}
    for row in rows:
        at.setdefault(row["level"], []).append(_counts(row))
    return UnnamedReport(
        generated_at=moment,
        since=since,
        until=until,
        days=days,
        total=at[_TOTAL][0],
        desks=at.get(_DESK, []),
        sections=at.get(_SECTION, []),
        authors=at.get(_AUTHOR, []),
        descriptions=at.get(_DESCRIPTION, []),
    )


def _counts(row: dict[str, Any]) -> UnnamedCounts:
    kept = {name: row[name] for name in UnnamedCounts.__struct_fields__ if name in row}
    kept["share"] = (row["unnamed"] + row["hearsay"]) / row["claims"] if row["claims"] else None
    return UnnamedCounts(**kept)
