"""Sources across articles: recognised by their names, made where there are none yet."""

from claimdesk.db.engine import fetch
from claimdesk.sources.rules import SourceKey, in_order


async def ensure(desk: int, keys: set[SourceKey]) -> dict[SourceKey, int]:
    """The ids of these sources on the desk, made where missing; inside the caller's transaction.

    A named source is one record for the whole desk, whichever of its names is used. An unnamed one is
    new every time: "a source" in two articles is not known to be the same person.
    """
    if not keys:
        return {}
    ordered = in_order(keys)
    names, kinds = [key.name for key in ordered], [key.kind for key in ordered]
    made = await fetch(
        "WITH wanted AS (SELECT * FROM unnest({}::text[], {}::text[], {}::bool[]) "
        "WITH ORDINALITY AS w (name, kind, unnamed, place)), "
        # In one order for everybody: see `in_order`.
        "made AS (INSERT INTO source (desk, name, kind, unnamed) "
        "SELECT {}, name, kind, unnamed FROM wanted w WHERE unnamed OR NOT EXISTS ("
        "SELECT FROM source_alias a WHERE a.desk = {} AND a.kind = w.kind "
        "AND lower(a.name) = lower(w.name)) ORDER BY place "
        "ON CONFLICT (desk, kind, lower(name)) WHERE NOT unnamed DO NOTHING "
        "RETURNING id, desk, name, kind, unnamed), "
        "named AS (INSERT INTO source_alias (desk, kind, name, source) "
        "SELECT desk, kind, name, id FROM made WHERE NOT unnamed ON CONFLICT DO NOTHING) "
        "SELECT id, name, kind FROM made WHERE unnamed",
        names,
        kinds,
        [key.unnamed for key in ordered],
        desk,
        desk,
    )
    ids = {SourceKey(row["name"], row["kind"], unnamed=True): row["id"] for row in made}
    # What others made meanwhile is seen only by a second statement. The lock makes a merge wait for
    # the claims that are about to be stored.
    known = await fetch(
        "SELECT w.place, a.source FROM unnest({}::text[], {}::text[]) "
        "WITH ORDINALITY AS w (name, kind, place) JOIN source_alias a "
        "ON a.desk = {} AND a.kind = w.kind AND lower(a.name) = lower(w.name) "
        "ORDER BY a.id FOR KEY SHARE OF a",
        names,
        kinds,
        desk,
    )
    for row in known:
        key = ordered[row["place"] - 1]
        if not key.unnamed:
            ids[key] = row["source"]
    return ids
