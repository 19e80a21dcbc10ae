"""Searching. It reads the rows of several features as one index would, and writes nothing."""

import re
import secrets
from collections import defaultdict
from typing import Any, NamedTuple

from claimdesk.accounts.rules import Actor
from claimdesk.articles import service as articles
from claimdesk.claims import lookups
from claimdesk.claims.schemas import ArticleRef
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Invalid
from claimdesk.pages import cut, decode_cursor
from claimdesk.schemas import Page
from claimdesk.search.rules import fragments, has_match
from claimdesk.search.schemas import Highlight, Hit, SearchKind

NEWEST = 500
"""Of each kind so many of the newest matches are ranked: a common word costs no more than a rare one."""
_PLACEHOLDER = re.compile("WORDS|DESKS|MOST|HIDDEN")
_WORDS = "websearch_to_tsquery('english', plain_marks({}))"


class _Kind(NamedTuple):
    """How a kind is found: rows of `matches` have id, article, claim and rank; then its fields."""

    matches: str
    table: str
    fields: dict[str, str]


# WORDS, DESKS and MOST stand for the query, the caller's desks and how many are ranked; HIDDEN for the
# claims whose first verdict is kept from the caller. The headline's weight is the greatest, a footnote's the least.
_KINDS = {
    SearchKind.ARTICLE: _Kind(
        "SELECT a.id, a.id AS article, NULL::bigint AS claim, "
        "(2 * ts_rank(a.search, WORDS) + ts_rank(r.search, WORDS))::float8 AS rank FROM ("
        "(SELECT id FROM article WHERE search @@ WORDS AND desk = ANY(DESKS) "
        "ORDER BY id DESC LIMIT MOST) UNION "
        "(SELECT a.id FROM revision r JOIN article a "
        "ON a.id = r.article AND a.current_revision = r.number "
        "WHERE r.search @@ WORDS AND a.desk = ANY(DESKS) ORDER BY a.id DESC LIMIT MOST)) f "
        "JOIN article a ON a.id = f.id "
        "JOIN revision r ON r.article = a.id AND r.number = a.current_revision "
        # Only a word that must not be there has to be looked for in both.
        "WHERE position('!' IN WORDS::text) = 0 OR (a.search || r.search) @@ WORDS",
        "article a JOIN revision r ON r.article = a.id AND r.number = a.current_revision",
        {"title": "a.title", "byline": "a.byline", "text": "left(r.text, 200000)"},
    ),
    SearchKind.CLAIM: _Kind(
        "SELECT a.id, a.article, a.id AS claim, ts_rank(a.search, WORDS)::float8 AS rank "
        "FROM claim a WHERE a.search @@ WORDS AND a.desk = ANY(DESKS)",
        "claim a",
        {"text": "a.text", "source": "a.mention ->> 'text'"},
    ),
    SearchKind.VERDICT: _Kind(
        "SELECT a.id, c.article, c.id AS claim, ts_rank(a.search, WORDS)::float8 AS rank "
        "FROM verdict a JOIN claim c ON c.id = a.claim "
        "WHERE a.search @@ WORDS AND c.desk = ANY(DESKS) AND c.id <> ALL(HIDDEN) "
        "AND NOT EXISTS (SELECT FROM verdict_withdrawal w WHERE w.verdict = a.id)",
        "verdict a",
        {"summary": "a.summary", "reasons": "a.reasons", "why": "a.why"},
    ),
    SearchKind.EVIDENCE: _Kind(
        "SELECT a.id, c.article, c.id AS claim, ts_rank(a.search, WORDS)::float8 AS rank "
        "FROM evidence a JOIN claim c ON c.id = a.claim "
        "WHERE a.search @@ WORDS AND a.retracted_at IS NULL AND c.desk = ANY(DESKS)",
        "evidence a",
        {
            "title": "a.title",
            "publisher": "a.publisher",
            "quote": "a.quote",
            "note": "a.note",
            "url": "a.url",
        },
    ),
}


async def search(
    actor: Actor, text: str, kinds: list[SearchKind], cursor: str | None, limit: int
) -> Page[Hit]:
    """What has these words on the caller's desks, the best first.

    Articles are searched in their current text, verdicts in all their versions that were not taken back, evidence as long as it
    is not retracted; those that a blind second opinion is due on are left out. Raises Invalid for a text without a word or a strange cursor.
    """
    if not text.strip():
        raise Invalid("Say what to look for in `text`.")
    after = None if cursor is None else decode_cursor(cursor, tuple[float, SearchKind, int])
    found = " UNION ALL ".join(
        f"(SELECT '{kind}' AS kind, m.* FROM ({_KINDS[kind].matches} ORDER BY 1 DESC LIMIT MOST) m)"  # noqa: S608
        for kind in kinds
    )
    values = {
        "WORDS": text,
        "DESKS": actor.desk_ids,
        "MOST": NEWEST,
        "HIDDEN": sorted(await lookups.hidden_from(actor)),
    }
    args: list[Any] = [values[name] for name in _PLACEHOLDER.findall(found)]
    where = ""
    if after is not None:
        rank, kind, number = after
        where = "WHERE rank < {} OR (rank = {} AND (kind, id) > ({}, {}))"
        args += [rank, rank, kind.value, number]
    async with transaction():
        # A plan made for any words reads every row for a rare one: have one made for these.
        await fetch("SET LOCAL plan_cache_mode = force_custom_plan")
        rows = await fetch(
            f"SELECT * FROM ({_PLACEHOLDER.sub(_sql, found)}) AS found {where} "  # noqa: S608
            "ORDER BY rank DESC, kind, id LIMIT {}",
            *args,
            limit + 1,
        )
    rows, more = cut(rows, limit, lambda row: (row["rank"], row["kind"], row["id"]))
    return Page(items=await _hits(rows, text), next=more)


def _sql(placeholder: re.Match[str]) -> str:
    return {"WORDS": _WORDS, "HIDDEN": "{}::bigint[]"}.get(placeholder[0], "{}")


async def _hits(rows: list[dict[str, Any]], text: str) -> list[Hit]:
    titles = await articles.titles(list({row["article"] for row in rows}))
    claims = await lookups.excerpts(list({row["claim"] for row in rows} - {None}))
    by_kind: dict[SearchKind, list[int]] = defaultdict(list)
    for row in rows:
        by_kind[SearchKind(row["kind"])].append(row["id"])
    excerpts = {kind: await _highlights(kind, ids, text) for kind, ids in by_kind.items()}
    return [
        Hit(
            kind=(kind := SearchKind(row["kind"])),
            id=row["id"],
            article=ArticleRef(id=row["article"], title=titles[row["article"]]),
            claim=row["claim"],
            claim_text=claims[row["claim"]][1] if row["claim"] is not None else None,
            rank=round(row["rank"], 4),
            highlights=excerpts[kind][row["id"]],
        )
        for row in rows
    ]


async def _highlights(kind: SearchKind, ids: list[int], text: str) -> dict[int, list[Highlight]]:
    """Excerpts of the fields that have the words, by id. Only what is shown is read for this."""
    start, stop = f"s{secrets.token_hex(8)}", f"e{secrets.token_hex(8)}"
    options = f"StartSel={start}, StopSel={stop}, MaxFragments=2, MaxWords=25, MinWords=10"
    _, table, fields = _KINDS[kind]
    columns = ", ".join(
        f"ts_headline('english', marks_apart(coalesce({column}, '')), {_WORDS}, {{}}) AS {name}"
        for name, column in fields.items()
    )
    rows = await fetch(
        f"SELECT a.id, {columns} FROM {table} WHERE a.id = ANY({{}})",  # noqa: S608
        *([text, options] * len(fields)),
        ids,
    )
    return {
        row["id"]: [
            Highlight(field=name, fragments=found)
            for name in fields
            if has_match(found := fragments(row[name], start, stop))
        ]
        for row in rows
    }
