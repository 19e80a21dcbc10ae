"""The SQL behind the report on a period: one pass over what was written down for each figure.

Reports read what several features wrote, joined and summed where it lies; they write nothing. Every
query gives the group's `key` and `label`, and takes `:since`, `:until`, `:desks`, and where it has
use for them `:open` and `:work` (states). What each figure counts is said in `schemas.PeriodGroup`.

Where a row has its desk itself the claim is joined by LEFT JOIN, though it is always there: without
a group PostgreSQL then leaves the claims unread.
"""

from claimdesk.reports.schemas import GroupBy

# Key and label of a group, of a claim `c`, its article `a`, desk `d` and source `s`.
_GROUPS = {
    None: ("''", "''"),
    GroupBy.DESK: ("c.desk::text", "d.name"),
    GroupBy.SECTION: ("a.section", "a.section"),
    GroupBy.AUTHOR: ("a.byline", "a.byline"),
    GroupBy.SOURCE: (
        "CASE WHEN c.source IS NULL THEN 'none' WHEN c.unnamed THEN 'unnamed' ELSE c.source::text END",
        "CASE WHEN c.source IS NULL THEN 'The article itself' "
        "WHEN c.unnamed THEN 'Unnamed sources' ELSE s.name END",
    ),
}
_JOINS = {
    None: "",
    GroupBy.DESK: "JOIN desk d ON d.id = c.desk",
    GroupBy.SECTION: "JOIN article a ON a.id = c.article",
    GroupBy.AUTHOR: "JOIN article a ON a.id = c.article",
    GroupBy.SOURCE: "LEFT JOIN source s ON s.id = c.source",
}

FOUND = """
SELECT {group}, count(*) AS found, count(*) FILTER (WHERE c.unnamed) AS unnamed
FROM claim c {joins}
WHERE c.desk = ANY(:desks) AND c.created_at >= :since AND c.created_at < :until
GROUP BY 1, 2
"""

# A stay belongs to the period if it ended in it or later, is backlog still, or began in it: an index
# for each, and those of what was done long ago, which are most, are not read.
STAYS = """
SELECT {group}, y.state,
    count(DISTINCT y.claim) FILTER (WHERE y.entered_at >= :since) AS entered,
    count(DISTINCT y.claim) FILTER (WHERE y.left_at < :until) AS left,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY date_part('epoch', y.left_at - y.entered_at))
        FILTER (WHERE y.left_at < :until) AS median,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY date_part('epoch', y.left_at - y.entered_at))
        FILTER (WHERE y.left_at < :until) AS p90,
    avg(date_part('epoch', y.left_at - y.entered_at))
        FILTER (WHERE y.left_at < :until) AS mean,
    count(*) FILTER (WHERE y.entered_at < :since AND y.state = ANY(:open)) AS at_start,
    count(*) FILTER (WHERE y.state = ANY(:open) AND (y.left_at IS NULL OR y.left_at >= :until))
        AS at_end,
    min(y.entered_at) FILTER
        (WHERE y.state = ANY(:open) AND (y.left_at IS NULL OR y.left_at >= :until)) AS oldest
FROM claim_stay y LEFT JOIN claim c ON c.id = y.claim {joins}
WHERE y.desk = ANY(:desks) AND y.entered_at < :until AND (y.left_at >= :since
    OR y.left_at IS NULL AND y.state = ANY(:open)
    OR y.left_at IS NULL AND y.entered_at >= :since)
GROUP BY 1, 2, 3
"""

DECISIONS = """
SELECT {group}, count(*) AS decided, count(*) FILTER (WHERE r.decision = 'return') AS returned
FROM review r JOIN claim c ON c.id = r.claim {joins}
WHERE c.desk = ANY(:desks) AND r.at >= :since AND r.at < :until
GROUP BY 1, 2
"""

# A rating is its scale, the scale's version and its key; how these are labelled is no other rating.
# That an article was held back, and let go, is no verdict.
OUTGOING = """
SELECT {group}, count(*) FILTER (WHERE e.kind = 'published') AS published,
    count(*) FILTER (WHERE e.kind = 'corrected') AS corrected,
    count(*) FILTER (WHERE e.kind = 'withdrawn') AS withdrawn,
    count(*) FILTER (WHERE e.kind = 'withdrawn' OR e.kind = 'corrected'
        AND (e.payload -> 'verdict' -> 'rating') - ARRAY['label', 'off_axis']
            <> (e.payload -> 'previous') - ARRAY['label', 'off_axis'])
        AS overturned
FROM rating_event e LEFT JOIN claim c ON c.id = e.claim {joins}
WHERE e.desk = ANY(:desks) AND e.at >= :since AND e.at < :until
    AND e.kind IN ('published', 'corrected', 'withdrawn')
    AND NOT coalesce((e.payload -> 'held_back')::bool, false)
GROUP BY 1, 2
"""

RATINGS = """
SELECT {group}, last.rating ->> 'key' AS rating, last.rating ->> 'label' AS rating_label,
    last.rating ->> 'scale' AS scale, (last.rating -> 'scale_version')::int AS scale_version,
    (last.rating ->> 'rank')::int AS rank, (last.rating -> 'of')::int AS of,
    last.rating ->> 'off_axis' AS off_axis, count(*) AS claims
FROM (
    SELECT DISTINCT ON (claim) claim, kind, payload -> 'verdict' -> 'rating' AS rating
    FROM rating_event
    WHERE desk = ANY(:desks) AND at >= :since AND at < :until
        AND kind IN ('published', 'corrected', 'withdrawn')
        AND NOT coalesce((payload -> 'held_back')::bool, false)
    ORDER BY claim, seq DESC
) last LEFT JOIN claim c ON c.id = last.claim {joins}
WHERE last.kind <> 'withdrawn'
GROUP BY 1, 2, last.rating
ORDER BY scale, scale_version, rank DESC NULLS LAST, rating
"""

# Who has a claim has it until it is given away; it is done once it was handed in. So late is what
# was still in work when it was due.
ASSIGNMENTS = """
SELECT {group},
    count(DISTINCT n.id) FILTER (WHERE n.due >= :since) AS due,
    count(DISTINCT n.id) FILTER (WHERE n.due >= :since AND y.entered_at <= n.due
        AND (y.left_at IS NULL OR y.left_at > n.due)
        AND (n.ended_at IS NULL OR n.ended_at > n.due)) AS late,
    count(DISTINCT n.id) FILTER (WHERE (y.left_at IS NULL OR y.left_at >= :until)
        AND (n.ended_at IS NULL OR n.ended_at >= :until)) AS overdue
FROM assignment n JOIN claim c ON c.id = n.claim {joins}
    LEFT JOIN claim_stay y ON y.claim = n.claim AND y.state = ANY(:work) AND y.entered_at < :until
WHERE c.desk = ANY(:desks) AND n.due < :until AND n.assigned_at < :until
    AND (n.due >= :since OR n.ended_at IS NULL OR n.ended_at >= :until)
GROUP BY 1, 2
"""

FOLLOWUPS = """
SELECT {group},
    count(*) FILTER (WHERE f.due >= :since) AS due,
    count(*) FILTER (WHERE f.due >= :since AND (f.closed_at IS NULL OR f.closed_at > f.due))
        AS late,
    count(*) FILTER (WHERE f.closed_at IS NULL OR f.closed_at >= :until) AS overdue
FROM followup f JOIN claim c ON c.id = f.claim {joins}
WHERE c.desk = ANY(:desks) AND f.due < :until AND f.opened_at < :until
    AND (f.due >= :since OR f.closed_at IS NULL OR f.closed_at >= :until)
GROUP BY 1, 2
"""

REVIEWERS = """
SELECT person, {counts}
FROM (
    SELECT n.assignee AS person, n.claim, 'assigned' AS did FROM assignment n
    WHERE n.assigned_at >= :since AND n.assigned_at < :until
    UNION ALL
    SELECT n.assignee, n.claim, 'holding' FROM assignment n
        JOIN claim_stay y ON y.claim = n.claim AND y.desk = ANY(:desks) AND y.state = ANY(:work)
            AND y.entered_at < :until AND (y.left_at IS NULL OR y.left_at >= :until)
    WHERE n.assigned_at < :until AND (n.ended_at IS NULL OR n.ended_at >= :until)
    UNION ALL
    SELECT v.author, v.claim, 'verdicts' FROM verdict v
    WHERE v.at >= :since AND v.at < :until
        AND NOT EXISTS (SELECT FROM verdict_withdrawal w WHERE w.verdict = v.id)
    UNION ALL
    SELECT v.author, r.claim, 'returned' FROM review r JOIN verdict v ON v.id = r.verdict
    WHERE r.at >= :since AND r.at < :until AND r.decision = 'return'
    UNION ALL
    SELECT r.editor, r.claim, 'decisions' FROM review r
    WHERE r.at >= :since AND r.at < :until
) work JOIN claim c ON c.id = work.claim {joins}
WHERE c.desk = ANY(:desks) AND (c.desk = ANY(:led) OR person = :caller)
GROUP BY person
""".replace(
    "{counts}",
    ", ".join(
        f"count(DISTINCT c.id) FILTER (WHERE did = '{figure}') AS {figure}"
        for figure in ("assigned", "holding", "verdicts", "returned", "decisions")
    ),
)

# What came in, moved and lay where, step by step: in step -1 what had come before the first.
SERIES = """
SELECT moved.step, moved.state, count(DISTINCT moved.claim) FILTER (WHERE moved.came = 1) AS came,
    sum(moved.came - moved.went)::int AS net
FROM (
    SELECT c.id AS claim, 'found' AS state,
        floor(extract(epoch FROM c.created_at - :since) / :seconds)::int AS step, 1 AS came, 0 AS went
    FROM claim c
    WHERE c.desk = ANY(:desks) AND c.created_at >= :since AND c.created_at < :until
    UNION ALL
    SELECT y.claim, y.state,
        greatest(-1, floor(extract(epoch FROM y.entered_at - :since) / :seconds))::int, 1, 0
    FROM claim_stay y
    WHERE y.desk = ANY(:desks) AND y.entered_at < :until
        AND (y.entered_at >= :since OR y.state = ANY(:open)
            AND (y.left_at >= :since OR y.left_at IS NULL))
    UNION ALL
    SELECT y.claim, y.state, floor(extract(epoch FROM y.left_at - :since) / :seconds)::int, 0, 1
    FROM claim_stay y
    WHERE y.desk = ANY(:desks) AND y.left_at >= :since AND y.left_at < :until
        AND y.state = ANY(:open)
) moved LEFT JOIN claim c ON c.id = moved.claim {joins}
GROUP BY 1, 2
"""

SECTIONS = """
SELECT DISTINCT section FROM article WHERE desk = ANY(:desks) AND section <> '' ORDER BY section
"""

_OF_SECTION = " JOIN article sa ON sa.id = c.article AND sa.section = :section"


def grouped(sql: str, group_by: GroupBy | None, *, section: bool = False) -> str:
    """The query with its group filled in; of one section's articles where asked."""
    key, label = _GROUPS[group_by]
    joins = _JOINS[group_by] + (_OF_SECTION if section else "")
    return sql.format(group=f"{key} AS key, {label} AS label", joins=joins)
