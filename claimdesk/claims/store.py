"""Claim rows under their lock: what every feature that changes a claim goes through."""

from collections.abc import Sequence
from typing import Any

import msgspec

from claimdesk.accounts.rules import Actor, Role
from claimdesk.audit import service as audit
from claimdesk.claims.rules import OPEN_STATES, Action, Facts, State, apply
from claimdesk.claims.tables import Claim as Claim  # other features name the row they were given
from claimdesk.clock import now
from claimdesk.db.engine import fetch
from claimdesk.errors import NotFound
from claimdesk.extraction.model import Claim as ExtractedClaim
from claimdesk.extraction.model import Source
from claimdesk.sources.rules import SourceKey
from claimdesk.sources.service import ensure

CHUNK = 500
MISSING = "There is no such claim on your desks."


async def lock(actor: Actor, claim_id: int) -> Claim:
    """The claim's row, locked until the transaction ends, for somebody who works on its desk.

    Raises NotFound, and Forbidden for programs: no answer to a write tells them what they may not
    read.
    """
    row = await Claim.objects().where(Claim.id == claim_id).lock_rows("UPDATE").first()
    if row is None or row.desk not in actor.desks:
        raise NotFound(MISSING)
    actor.require(Role.CHECKER, row.desk, "Working on claims")
    return row


def facts(row: Claim) -> Facts:
    """What the guards look at."""
    return Facts(
        state=State(row.state),
        desk=row.desk,
        holder=row.holder,
        verdict_author=row.verdict_author,
        verdict_evidence=row.verdict_evidence,
        followup_open=row.followup_open,
        published=row.published_verdict is not None,
    )


async def move(
    actor: Actor,
    row: Claim,
    action: Action,
    *,
    changes: dict[str, Any] | None = None,
    reason: str = "",
    after: dict[str, Any] | None = None,
    same_version: bool = False,
) -> None:
    """Carry out an action of the table on a locked row, with its changes and its audit event.

    The guards see the row as it is with `changes`. Raises Forbidden or Conflict as the rules do.
    `after` adds to what the audit says. With `same_version` what a colleague has open stays good.
    """
    changes = changes or {}
    before = {"state": row.state} | {name: getattr(row, name) for name in changes}
    holder = row.holder
    for name, value in changes.items():
        setattr(row, name, value)
    # Whoever gives a claim away was its holder until now: holding is judged by the row as it was.
    judged = msgspec.structs.replace(facts(row), holder=holder)
    target = apply(action, judged, actor)
    row.state = target.value
    row.version += not same_version
    row.updated_at = now()
    await row.save([*(Claim._meta.get_column_by_name(name) for name in changes),
                    Claim.state, Claim.version, Claim.updated_at])  # fmt: skip
    record(
        actor,
        action.value,
        row,
        before=before,
        after={"state": row.state} | changes | (after or {}),
        reason=reason,
    )


def record(
    actor: Actor,
    action: str,
    row: Claim,
    *,
    what: tuple[str, int] | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Audit what was done to a claim, or to something of it: `what` is then its kind and id."""
    entity, entity_id = what or ("claim", row.id)
    audit.record(
        actor,
        action,
        entity,
        entity_id,
        desk=row.desk,
        article=row.article,
        claim=row.id,
        before=before,
        after=after,
        reason=reason,
    )


async def note(row: Claim, **changes: Any) -> None:
    """Change a locked row beside its life: counters and summaries. The caller writes the audit."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.updated_at = now()
    columns = [Claim._meta.get_column_by_name(name) for name in changes]
    await row.save([*columns, Claim.updated_at])


async def add_extracted(
    desk: int, article: int, revision: int, claims: Sequence[ExtractedClaim]
) -> None:
    """Store what the extractor found, with its sources; inside the caller's transaction."""
    if not claims:
        return
    sources = await ensure(desk, {key for c in claims if (key := _source_key(c.source))})
    numbers = await fetch(
        "SELECT nextval(pg_get_serial_sequence('claim', 'id')) AS id FROM generate_series(1, {}::int)",
        len(claims),
    )
    ids = sorted(number["id"] for number in numbers)
    rows = []
    for claim_id, claim in zip(ids, claims, strict=True):
        key = _source_key(claim.source)
        rows.append(
            Claim(
                id=claim_id,
                desk=desk,
                article=article,
                revision=revision,
                span_start=claim.start,
                span_end=claim.end,
                spans=_json(claim.spans),
                text=claim.text,
                form=claim.form,
                cue=_json(claim.cue),
                mention=_json(claim.source),
                source=sources[key] if key else None,
                unnamed=bool(claim.source and claim.source.unnamed),
                checkworthiness=claim.checkworthiness,
                basis=claim.basis,
                created_at=now(),
                updated_at=now(),
            )
        )
    for start in range(0, len(rows), CHUNK):
        await Claim.insert(*rows[start : start + CHUNK])
    nested = [(ids[i], ids[c.parent]) for i, c in enumerate(claims) if c.parent is not None]
    if nested:
        await fetch(
            "UPDATE claim SET parent = n.parent FROM "
            "unnest({}::bigint[], {}::bigint[]) AS n (id, parent) WHERE claim.id = n.id",
            [child for child, _ in nested],
            [parent for _, parent in nested],
        )


def _source_key(source: Source | None) -> SourceKey | None:
    if source is None:
        return None
    words = (source.refers_to or source).text
    return SourceKey(" ".join(words.split()), source.kind, source.unnamed)


def _json(value: object) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()


async def counts_by_article(article_ids: list[int]) -> dict[int, dict[str, int]]:
    """Per article: `total`, `unnamed`, `open` and `published` claims of its current revision."""
    rows = await fetch(
        "SELECT c.article, count(*) AS total, count(*) FILTER (WHERE c.unnamed) AS unnamed, "
        "count(*) FILTER (WHERE c.state = ANY({})) AS open, "
        "count(*) FILTER (WHERE c.published_verdict IS NOT NULL) AS published "
        "FROM claim c JOIN article a ON a.id = c.article AND a.current_revision = c.revision "
        "WHERE c.article = ANY({}) GROUP BY c.article",
        [state.value for state in OPEN_STATES],
        article_ids,
    )
    return {row.pop("article"): row for row in rows}


async def find(actor: Actor, claim_id: int) -> Claim:
    """The claim's row as it is now, unlocked, for people of its desk.

    Raises NotFound, and Forbidden for programs.
    """
    row = await Claim.objects().where(Claim.id == claim_id).first()
    if row is None or row.desk not in actor.desks:
        raise NotFound(MISSING)
    actor.require(Role.CHECKER, row.desk, "Working on claims")
    return row


async def excerpts(claim_ids: list[int]) -> dict[int, tuple[int, str]]:
    """The article and the words of each claim, for lists that lead to claims."""
    if not claim_ids:
        return {}
    rows = await Claim.select(Claim.id, Claim.article, Claim.text).where(Claim.id.is_in(claim_ids))
    return {row["id"]: (row["article"], row["text"]) for row in rows}
