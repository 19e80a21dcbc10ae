"""Claim rows under their lock: what every feature that changes a claim goes through."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import msgspec
from piccolo.columns import Column

from claimdesk.accounts.rules import Actor, Role
from claimdesk.audit import service as audit
from claimdesk.claims.rules import (
    OPEN_STATES,
    ORPHANED,
    Action,
    Facts,
    Guard,
    Opinion,
    State,
    apply,
    check_undo,
    hides_verdict,
)
from claimdesk.claims.tables import Claim as Claim  # other features name the row they were given
from claimdesk.clock import now
from claimdesk.db.engine import fetch
from claimdesk.errors import NotFound
from claimdesk.extraction.model import Claim as ExtractedClaim
from claimdesk.extraction.model import Form, Source
from claimdesk.followups.wording import is_hearsay
from claimdesk.sources.rules import SourceKey, known_as
from claimdesk.sources.service import ensure

CHUNK = 500
MISSING = "There is no such claim on your desks."


async def lock(actor: Actor, claim_id: int) -> Claim:
    """The claim's row, locked until the transaction ends, for somebody who works on its desk.

    Raises NotFound, and Forbidden for programs: no answer to a write tells them what they may not
    read.
    """
    row = await lock_row(claim_id)
    if row is None or row.desk not in actor.desks:
        raise NotFound(MISSING)
    actor.require(Role.CHECKER, row.desk, "Working on claims")
    return row


async def lock_row(claim_id: int) -> Claim | None:
    """The claim's row, locked, for what the program does by itself; null where there is none."""
    return await Claim.objects().where(Claim.id == claim_id).lock_rows("UPDATE").first()


def facts(row: Claim) -> Facts:
    """What the guards look at."""
    return Facts(
        state=State(row.state),
        desk=row.desk,
        holder=row.holder,
        lease_over=_is_over(row.lease_until),
        byline=row.byline,
        sensitive=row.sensitive,
        verdict_author=row.verdict_author,
        verdict_evidence=row.verdict_evidence,
        approver=row.approver,
        followup_open=row.followup_open,
        published=row.published_verdict is not None,
        opinion=Opinion(row.opinion),
        opinion_of=row.opinion_of,
        opinion_by=row.opinion_by,
        opinion_blind=row.opinion_blind,
        stale=row.stale,
    )


def _is_over(lease_until: datetime | None) -> bool:
    return lease_until is None or lease_until <= now()


async def lock_all(actor: Actor, claim_ids: Sequence[int]) -> list[Claim]:
    """The claims' rows, locked in the order of their ids, for somebody who works on all their desks.

    Raises NotFound, naming those that are not there, and Forbidden for programs.
    """
    rows = (
        await Claim.objects()
        .where(Claim.id.is_in([*claim_ids, -1]))
        .order_by(Claim.id)
        .lock_rows("UPDATE")
    )
    rows = [row for row in rows if row.desk in actor.desks]
    missing = sorted(set(claim_ids) - {row.id for row in rows})
    if missing:
        raise NotFound(f"Not on your desks: {', '.join(map(str, missing[:20]))}.", claims=missing)
    for desk in {row.desk for row in rows}:
        actor.require(Role.CHECKER, desk, "Working on claims")
    return rows


async def move(
    actor: Actor,
    row: Claim,
    action: Action,
    *,
    changes: dict[str, Any] | None = None,
    reason: str = "",
    after: dict[str, Any] | None = None,
    same_version: bool = False,
    waived: frozenset[Guard] = frozenset(),
    beside: dict[str, Any] | None = None,
) -> None:
    """Carry out an action of the table on a locked row, with its changes and its audit event.

    The guards see the row as it is with `changes`, and `beside`, Facts that do not stand on the row.
    Raises Forbidden or Conflict as the rules do. `after` adds to what the audit says. With
    `same_version` what a colleague has open stays good.
    """
    await move_all(
        actor,
        [row],
        action,
        changes=changes,
        reason=reason,
        after=after,
        same_version=same_version,
        waived=waived,
        beside=beside,
    )


async def move_all(
    actor: Actor,
    rows: Sequence[Claim],
    action: Action,
    *,
    changes: dict[str, Any] | None = None,
    reason: str = "",
    after: dict[str, Any] | None = None,
    same_version: bool = False,
    waived: frozenset[Guard] = frozenset(),
    beside: dict[str, Any] | None = None,
) -> None:
    """The same on many locked rows, with one statement a state that they come to."""
    changes = changes or {}
    targets = {row.id: _judge(actor, row, action, changes, waived, beside) for row in rows}
    for target in set(targets.values()):
        moved = [row for row in rows if targets[row.id] == target]
        await _write(
            actor, moved, action.value, changes | {"state": target.value},
            reason=reason, after=after, same_version=same_version,
        )  # fmt: skip


async def put_back(actor: Actor, row: Claim, undone: Action, before: dict[str, Any]) -> None:
    """Give a locked row the values it had before `undone`. Raises Conflict as the rules do."""
    check_undo(undone, State(before["state"]), facts(row), actor)
    await _write(actor, [row], Action.UNDO.value, before, after={"undone": undone.value})


def check(actor: Actor, row: Claim, action: Action) -> None:
    """Raise Forbidden or Conflict where the table does not let the caller do this to a locked row."""
    apply(action, facts(row), actor)


def _judge(
    actor: Actor,
    row: Claim,
    action: Action,
    changes: dict[str, Any],
    waived: frozenset[Guard],
    beside: dict[str, Any] | None,
) -> State:
    known = facts(row)
    # Whoever gives a claim away was its holder until now: holding is judged by the row as it was.
    seen = {name: changes[name] for name in _SEEN if name in changes} | (beside or {})
    return apply(action, msgspec.structs.replace(known, **seen), actor, waived=waived)


_SEEN = ("verdict_author", "verdict_evidence", "approver", "followup_open", "stale")
"""Columns that the guards see as an action is about to leave them."""


async def _write(
    actor: Actor,
    rows: Sequence[Claim],
    action: str,
    values: dict[str, Any],
    *,
    reason: str = "",
    after: dict[str, Any] | None = None,
    same_version: bool = False,
) -> None:
    moment = now()
    for row in rows:
        before = {name: getattr(row, name) for name in values}
        for name, value in values.items():
            setattr(row, name, value)
        row.version += not same_version
        row.updated_at = moment
        record(actor, action, row, before=before, after=values | (after or {}), reason=reason)
    columns: dict[Column | str, Any] = {}
    columns.update(values.items())
    if not same_version:
        columns[Claim.version] = Claim.version + 1
    columns[Claim.updated_at] = moment
    await Claim.update(columns).where(Claim.id.is_in([row.id for row in rows]))


async def hidden_from(actor: Actor, claim_ids: Collection[int] | None = None) -> set[int]:
    """Of these claims, or of all, those whose first verdict is kept from somebody.

    They owe a blind second opinion. Whatever tells of verdicts leaves these claims out.
    """
    query = Claim.objects().where(
        Claim.desk.is_in([*actor.desks, -1])
        & (Claim.state == State.SECOND_OPINION.value)
        & Claim.opinion_blind.eq(True)
    )
    if claim_ids is not None:
        query = query.where(Claim.id.is_in([*claim_ids, -1]))
    return {row.id for row in await query if hides_verdict(facts(row), actor)}


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
    desk: int,
    article: int,
    revision: int,
    byline: str,
    claims: Sequence[ExtractedClaim],
    added_by: int | None = None,
) -> list[int]:
    """Store claims with their sources, inside the caller's transaction; their ids in order.

    `added_by` is the person who marked them where the extractor did not.
    """
    if not claims:
        return []
    sources = await source_ids(desk, claims)
    numbers = await fetch(
        "SELECT nextval(pg_get_serial_sequence('claim', 'id')) AS id FROM generate_series(1, {}::int)",
        len(claims),
    )
    ids = sorted(number["id"] for number in numbers)
    rows = [
        Claim(
            id=claim_id,
            desk=desk,
            article=article,
            revision=revision,
            byline=byline,
            added_by=added_by,
            span_start=claim.start,
            span_end=claim.end,
            spans=json_text(claim.spans),
            text=claim.text,
            form=claim.form,
            cue=json_text(claim.cue),
            mention=json_text(claim.source),
            source=source,
            unnamed=bool(claim.source and claim.source.unnamed),
            hearsay=passes_on(claim),
            checkworthiness=claim.checkworthiness,
            basis=claim.basis,
            tags=[],
            created_at=now(),
            updated_at=now(),
        )
        for claim_id, claim, source in zip(ids, claims, sources, strict=True)
    ]
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
    return ids


async def source_ids(desk: int, claims: Sequence[ExtractedClaim]) -> list[int | None]:
    """The source record of each claim, made where it is missing; null where it has no source."""
    keys = [source_key(claim.source) for claim in claims]
    known = await ensure(desk, {key for key in keys if key})
    return [known[key] if key else None for key in keys]


def passes_on(claim: ExtractedClaim) -> bool:
    """Whether a claim is hearsay: passed on with nobody named."""
    return is_hearsay(
        claim.cue.text if claim.cue else None, claim.source.kind if claim.source else None
    )


def source_key(source: Source | None) -> SourceKey | None:
    """How the source of a mention is recognised across articles."""
    if source is None:
        return None
    words = (source.refers_to or source).text
    return SourceKey(known_as(words, source.kind), source.kind, source.unnamed)


def json_text(value: object) -> str | None:
    """What a JSONB column takes; null stays null."""
    return None if value is None else msgspec.json.encode(value).decode()


async def counts_by_article(article_ids: list[int]) -> dict[int, dict[str, int]]:
    """Per article: `total`, `unnamed`, `open` and `published` claims of its current revision.

    `orphaned` are those of earlier ones that have no place in it, dismissed ones aside.
    """
    orphaned = [anchor.value for anchor in ORPHANED]
    rows = await fetch(
        "SELECT c.article, count(*) FILTER (WHERE here) AS total, "
        "count(*) FILTER (WHERE here AND c.unnamed) AS unnamed, "
        "count(*) FILTER (WHERE here AND c.state = ANY({})) AS open, "
        "count(*) FILTER (WHERE here AND c.published_verdict IS NOT NULL) AS published, "
        "count(*) FILTER (WHERE c.anchor = ANY({}) AND c.state <> 'dismissed') AS orphaned "
        "FROM claim c JOIN article a ON a.id = c.article, "
        "LATERAL (SELECT a.current_revision = c.revision AND NOT c.anchor = ANY({}) AS here) AS p "
        "WHERE c.article = ANY({}) GROUP BY c.article",
        [state.value for state in OPEN_STATES],
        orphaned,
        orphaned,
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


async def read(actor: Actor | None, claim_id: int) -> Claim:
    """The claim's row as it is now, unlocked, for whoever may read it; null for jobs, which may.

    Raises NotFound.
    """
    row = await Claim.objects().where(Claim.id == claim_id).first()
    if row is None or (actor is not None and row.desk not in actor.desks):
        raise NotFound(MISSING)
    return row


async def excerpts(claim_ids: list[int]) -> dict[int, tuple[int, str]]:
    """The article and the words of each claim, for lists that lead to claims."""
    if not claim_ids:
        return {}
    rows = await Claim.select(Claim.id, Claim.article, Claim.text).where(Claim.id.is_in(claim_ids))
    return {row["id"]: (row["article"], row["text"]) for row in rows}


class SourceFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a claim's row says of its source, and who works on it. `mention` and `cue` are JSON."""

    id: int
    desk: int
    article: int
    revision: int
    form: Form
    cue: str | None
    mention: str | None
    hearsay: bool
    holder: int | None
    verdict_author: int | None


async def source_facts(claim_ids: list[int]) -> dict[int, SourceFacts]:
    """The facts of claims by id, whoever asks."""
    if not claim_ids:
        return {}
    rows = await Claim.select(*SourceFacts.__struct_fields__).where(Claim.id.is_in(claim_ids))
    return {row["id"]: msgspec.convert(row, SourceFacts) for row in rows}
