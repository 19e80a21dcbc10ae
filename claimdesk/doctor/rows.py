"""Rows that refer to rows that are not there, and content that is not what its hash says."""

from claimdesk.db.engine import fetch
from claimdesk.doctor.schemas import SHOWN, Finding, found
from claimdesk.doctor.service import examination

LOOSE: tuple[tuple[str, str, str, str], ...] = (
    ("article", "id, current_revision", "revision", "article, number"),
    ("article_version", "article, revision", "revision", "article, number"),
    ("audit_event", "desk", "desk", "id"),
    ("audit_event", "person", "person", "id"),
    ("audit_event", "article", "article", "id"),
    ("audit_event", "claim", "claim", "id"),
    ("claim", "article, revision", "revision", "article, number"),
    ("claim", "published_verdict", "verdict", "id"),
    ("claim", "verdict_author", "person", "id"),
    ("claim", "approver", "person", "id"),
    ("claim_anchor", "article, revision", "revision", "article, number"),
    ("claim_stay", "desk", "desk", "id"),
    ("fact_check", "brought_by", "fact_check_import", "id"),
    ("fact_check_file", "brought_by", "fact_check_import", "id"),
    ("followup_corroboration", "evidence", "evidence", "id"),
    ("rating_event", "verdict", "verdict", "id"),
    ("statement_vector", "nullif(desk, 0)", "desk", "id"),
    ("webhook_delivery", "article", "article", "id"),
)
"""References that no foreign key holds: from which table and columns, to which."""

NEVER_REMOVED = ("article", "claim", "comment", "desk", "evidence", "followup", "person", "verdict")
"""What an audit event can be of, by its table, and is never removed."""


@examination("references")
async def references() -> list[Finding]:
    """Rows whose foreign key leads nowhere: PostgreSQL refuses them, a damaged table has them."""
    keys = await fetch(
        "SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent, "
        "array_to_string(ARRAY(SELECT quote_ident(attname) FROM unnest(conkey) WITH ORDINALITY k (n, o) "
        "JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.n ORDER BY o), ', ') AS own, "
        "array_to_string(ARRAY(SELECT quote_ident(attname) FROM unnest(confkey) WITH ORDINALITY k (n, o) "
        "JOIN pg_attribute a ON a.attrelid = confrelid AND a.attnum = k.n ORDER BY o), ', ') AS theirs "
        "FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY 1, 3"
    )
    orphans = []
    for key in keys:
        orphans += await _orphans(key["child"], key["own"], key["parent"], key["theirs"])
    return found(orphans, "{n} rows belong to rows that are not there.")


@examination("loose_references")
async def loose_references() -> list[Finding]:
    """The same where no foreign key can or should hold."""
    orphans = []
    for child, own, parent, theirs in LOOSE:
        orphans += await _orphans(child, own, parent, theirs)
    return found(orphans, "{n} rows tell of rows that are not there.")


@examination("audited")
async def audited() -> list[Finding]:
    """Audit events of things that are not there, though such things are never removed."""
    orphans = []
    for table in NEVER_REMOVED:
        rows = await fetch(
            "SELECT number, entity_id FROM audit_event e WHERE entity = {} AND NOT EXISTS "  # noqa: S608
            f"(SELECT FROM {table} t WHERE t.id = e.entity_id) ORDER BY number",
            table,
        )
        orphans += [f"event {row['number']} of {table} {row['entity_id']}" for row in rows]
    return found(orphans, "The audit trail has {n} events of things that are not there any more.")


@examination("evidence_of_verdicts")
async def evidence_of_verdicts() -> list[Finding]:
    """Verdicts that rest on evidence that is not there, or is another claim's."""
    rows = await fetch(
        "SELECT v.id, v.claim, e.value AS piece FROM verdict v, jsonb_array_elements(v.evidence) e "
        "WHERE NOT EXISTS (SELECT FROM evidence p WHERE p.id = e.value::bigint "
        "AND p.claim = v.claim) ORDER BY v.id"
    )
    return found(
        [f"verdict {row['id']} of claim {row['claim']}: evidence {row['piece']}" for row in rows],
        "{n} times a verdict rests on evidence that its claim does not have.",
    )


@examination("kept_content")
async def kept_content() -> list[Finding]:
    """Kept pages and files that are missing, or not what was kept."""
    changed = await fetch(
        "SELECT sha256 FROM kept_content WHERE encode(sha256(content), 'hex') <> sha256 "
        "OR octet_length(content) <> size ORDER BY id"
    )
    missing = await fetch(
        "SELECT format('evidence %s', id) AS said FROM evidence e WHERE file IS NOT NULL "
        "AND NOT EXISTS (SELECT FROM kept_content k WHERE k.sha256 = e.file) "
        "UNION ALL SELECT format('look %s at evidence %s', id, evidence) FROM archive a "
        "WHERE sha256 IS NOT NULL AND NOT EXISTS "
        "(SELECT FROM kept_content k WHERE k.sha256 = a.sha256) ORDER BY 1"
    )
    return [
        *found(
            [row["sha256"] for row in changed],
            "{n} kept pages or files have another content than when they were kept.",
        ),
        *found(
            [row["said"] for row in missing], "What was kept of {n} pieces of evidence is gone."
        ),
    ]


@examination("texts")
async def texts() -> list[Finding]:
    """Texts of articles that are not what came in."""
    rows = await fetch(
        "SELECT article, number FROM revision "
        "WHERE encode(sha256(convert_to(text, 'UTF8')), 'hex') <> sha256 ORDER BY id"
    )
    return found(
        [f"article {row['article']}, revision {row['number']}" for row in rows],
        "{n} texts of articles are not what came in.",
    )


async def _orphans(child: str, own: str, parent: str, theirs: str) -> list[str]:
    """Rows of a table whose columns are set and fit none of another's; the first thousand."""
    columns = [column.strip() for column in theirs.split(",")]
    wanted = [own] if own.startswith("nullif") else [column.strip() for column in own.split(",")]
    fits = " AND ".join(f"p.{one} = c.v{n}" for n, one in enumerate(columns))
    taken = ", ".join(f"{one} AS v{n}" for n, one in enumerate(wanted))
    there = " AND ".join(f"v{n} IS NOT NULL" for n in range(len(wanted)))
    rows = await fetch(
        f"SELECT concat_ws(', ', {', '.join(f'v{n}' for n in range(len(wanted)))}) AS missing, "  # noqa: S608
        f"count(*) AS n FROM (SELECT {taken} FROM {child}) c WHERE {there} AND NOT EXISTS "
        f"(SELECT FROM {parent} p WHERE {fits}) GROUP BY 1 ORDER BY 1 LIMIT {SHOWN * 50}"
    )
    return [f"{child}: {row['n']:,} of {parent} {row['missing']} ({own})" for row in rows]
