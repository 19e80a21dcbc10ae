"""Sources across articles."""

from claimdesk.db.engine import fetch
from claimdesk.sources.rules import SourceKey, in_order


async def ensure(desk: int, keys: set[SourceKey]) -> dict[SourceKey, int]:
    """The ids of these sources on the desk, made where missing; inside the caller's transaction.

    A named source is one record for the whole desk. An unnamed one is new every time: "a source"
    in two articles is not known to be the same person.
    """
    ids: dict[SourceKey, int] = {}
    for key in in_order(keys):
        rows = await fetch(
            "INSERT INTO source (desk, name, kind, unnamed) VALUES ({}, {}, {}, {}) "
            "ON CONFLICT (desk, kind, lower(name)) WHERE NOT unnamed "
            "DO UPDATE SET name = source.name RETURNING id",
            desk,
            key.name,
            key.kind,
            key.unnamed,
        )
        ids[key] = rows[0]["id"]
    return ids
