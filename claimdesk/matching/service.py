"""Keeping what was said findable: each statement with its terms, in its own writer's transaction."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec

from claimdesk.db.engine import fetch
from claimdesk.matching.terms import fingerprint, terms_of

CHUNK = 500


class Kind(StrEnum):
    """Whose statement it is: a desk's claim, or what others checked. Both name a column as well."""

    CLAIM = "claim"
    CHECK = "fact_check"


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be found: `id` is the claim's or the check's; what has no desk is everybody's."""

    id: int
    desk: int | None
    text: str
    title: str = ""


_ADD = """
WITH new AS (
    INSERT INTO statement (KIND, desk, text, title, terms, fingerprint)
    SELECT id, desk, text, title, terms, fingerprint
    FROM json_to_recordset({}::json) AS said
        (id bigint, desk int, text text, title text, terms int[], fingerprint int)
    RETURNING id, coalesce(desk, 0) AS desk, terms, fingerprint)
INSERT INTO posting (term, desk, statement)
SELECT DISTINCT term, desk, id FROM new, unnest(terms || fingerprint) AS term
"""

_REMOVE = """
WITH gone AS (
    DELETE FROM statement WHERE KIND = ANY({})
    RETURNING id, coalesce(desk, 0) AS desk, terms, fingerprint)
DELETE FROM posting p
USING (SELECT DISTINCT term, desk, id FROM gone, unnest(terms || fingerprint) AS term) AS had
WHERE p.term = had.term AND p.desk = had.desk AND p.statement = had.id
"""


async def add(kind: Kind, said: Sequence[Said]) -> None:
    """Make new statements findable, within the transaction that writes them."""
    for start in range(0, len(said), CHUNK):
        rows = [
            msgspec.structs.asdict(one)
            | {"terms": terms_of(one.text, one.title), "fingerprint": fingerprint(one.text)}
            for one in said[start : start + CHUNK]
        ]
        await fetch(_ADD.replace("KIND", kind.value), msgspec.json.encode(rows).decode())


async def replace(kind: Kind, said: Sequence[Said]) -> None:
    """Make statements findable by the words they have now; those that are new are added."""
    await remove(kind, [one.id for one in said])
    await add(kind, said)


async def remove(kind: Kind, ids: Iterable[int]) -> None:
    """Let statements no longer be found."""
    gone = list(ids)
    if gone:
        await fetch(_REMOVE.replace("KIND", kind.value), gone)
