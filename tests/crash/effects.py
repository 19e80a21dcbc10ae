"""What a write leaves in the database, counted in all its parts: all of them, or none.

Each query counts, for every mark in $1, the parts of a write of one kind: its rows, its audit events,
and what has to come with it. The answer under its key is counted for all kinds alike.
"""

from collections.abc import Sequence

import asyncpg

from tests.crash.ledger import Kind, Write

_CLAIM = """
SELECT m.mark, array[
    (SELECT count(*) FROM {rows}),
    (SELECT count(*) FROM audit_event e WHERE e.claim = m.mark::bigint AND e.entity = '{entity}'
     AND e.action = '{action}')
] AS parts FROM unnest($1::text[]) AS m (mark)
"""
_PARTS = {
    Kind.ARTICLE: """
        SELECT m.mark, array[
            (SELECT count(*) FROM article a WHERE a.external_id = m.mark),
            (SELECT count(*) FROM audit_event e JOIN article a ON a.id = e.entity_id
             WHERE e.entity = 'article' AND e.action = 'take_in' AND a.external_id = m.mark),
            (SELECT count(*) FROM revision r JOIN article a ON a.id = r.article
             WHERE a.external_id = m.mark),
            (SELECT count(*) FROM claim c JOIN article a ON a.id = c.article
             WHERE a.external_id = m.mark),
            (SELECT count(*) FROM claim_stay s JOIN claim c ON c.id = s.claim
             JOIN article a ON a.id = c.article WHERE a.external_id = m.mark AND s.state = 'new')
        ] AS parts FROM unnest($1::text[]) AS m (mark)""",
    Kind.BATCH: """
        SELECT m.mark, array[
            (SELECT count(*) FROM ingest i WHERE i.source = m.mark),
            (SELECT count(*) FROM audit_event e JOIN ingest i ON i.id = e.entity_id
             WHERE e.entity = 'ingest' AND e.action = 'begin' AND i.source = m.mark),
            (SELECT count(*) FROM ingest i WHERE i.source = m.mark AND (i.state = 'done' OR i.total =
             (SELECT count(*) FROM ingest_item t WHERE t.ingest = i.id)))
        ] AS parts FROM unnest($1::text[]) AS m (mark)""",
    Kind.ASSIGNMENT: _CLAIM.format(
        rows="assignment a WHERE a.claim = m.mark::bigint", entity="claim", action="assign"
    ),
    Kind.EVIDENCE: """
        SELECT m.mark, array[
            (SELECT count(*) FROM evidence v WHERE v.url = m.mark),
            (SELECT count(*) FROM audit_event e JOIN evidence v ON v.id = e.entity_id
             WHERE e.entity = 'evidence' AND e.action = 'add' AND v.url = m.mark)
        ] AS parts FROM unnest($1::text[]) AS m (mark)""",
    Kind.ATTEMPT: _CLAIM.format(
        rows="followup_attempt t JOIN followup f ON f.id = t.followup "
        "WHERE f.claim = m.mark::bigint",
        entity="followup",
        action="attempt",
    ),
    Kind.VERDICT: _CLAIM.format(
        rows="verdict v WHERE v.claim = m.mark::bigint", entity="claim", action="submit"
    ),
    Kind.PUBLICATION: _CLAIM.format(
        rows="rating_event r WHERE r.claim = m.mark::bigint AND r.kind = 'published'",
        entity="claim",
        action="publish",
    ),
}
_WHOLE = {Kind.ARTICLE: [1, 1, 1, 2, 2], Kind.BATCH: [1, 1, 1]}
_ANSWERS = """
SELECT m.key, (SELECT count(*) FROM idempotent_answer a
    WHERE a.caller_key = ANY (SELECT 'person ' || p.id || ' ' || m.key FROM person p)
    AND a.status BETWEEN 200 AND 299) AS answers
FROM unnest($1::text[]) AS m (key)
"""


async def wholeness(database: asyncpg.Connection, writes: Sequence[Write]) -> dict[str, bool]:
    """By key, whether a write is wholly there; false where nothing of it is.

    As of one moment. Raises AssertionError for one that is half there, or there twice.
    """
    found: dict[str, bool] = {}
    async with database.transaction(isolation="repeatable_read", readonly=True):
        answers = {
            row["key"]: row["answers"]
            for row in await database.fetch(_ANSWERS, [write.key for write in writes])
        }
        for kind in Kind:
            own = [write for write in writes if write.kind is kind]
            if not own:
                continue
            rows = await database.fetch(_PARTS[kind], [write.mark for write in own])
            parts = {row["mark"]: row["parts"] for row in rows}
            for write in own:
                there = [answers[write.key], *parts[write.mark]]
                whole = [1, *_WHOLE.get(kind, [1, 1])]
                assert there == whole or not any(there), (
                    f"{write.kind} {write.mark} is half there, or twice: {there} of {whole}"
                )
                found[write.key] = there == whole
    return found
