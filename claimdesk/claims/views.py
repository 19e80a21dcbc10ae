"""Claims as callers see them: rows with their people, verdicts, evidence and follow-ups."""

from datetime import datetime
from typing import TypeVar

import msgspec
from piccolo.columns.combination import WhereRaw
from piccolo.query import OrderByRaw
from piccolo.query.functions.aggregate import Count
from piccolo.query.methods.objects import Objects
from piccolo.query.methods.select import Select

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor
from claimdesk.articles import service as articles
from claimdesk.claims import history, lookups, store
from claimdesk.claims.facts import ORPHANED, Anchor, Opinion, State
from claimdesk.claims.guards import hides_verdict
from claimdesk.claims.rules import IN_WORK, allowed_actions
from claimdesk.claims.schemas import (
    Assignment,
    Claim,
    ClaimDetail,
    DismissKind,
    Filter,
    FollowUpState,
    Machine,
    Priority,
    SourceMention,
    StateCount,
)
from claimdesk.claims.tables import Claim as ClaimRow
from claimdesk.clock import now
from claimdesk.db.engine import fetch, json_value
from claimdesk.errors import Invalid
from claimdesk.evidence import service as evidence
from claimdesk.extraction.model import Form
from claimdesk.followups import views as followups
from claimdesk.matching import noted
from claimdesk.opinions import views as opinions
from claimdesk.pages import cut, decode_cursor
from claimdesk.reviews import verdicts
from claimdesk.schemas import Page

_Query = TypeVar("_Query", Objects[ClaimRow], Select[ClaimRow])


def _where(query: _Query, actor: Actor, wanted: Filter, *, states: bool = True) -> _Query:
    query = query.where(ClaimRow.desk.is_in(actor.desk_ids))
    if states and wanted.states:
        query = query.where(ClaimRow.state.is_in([state.value for state in wanted.states]))
    if wanted.unnamed is not None:
        query = query.where(ClaimRow.unnamed.eq(wanted.unnamed))
    if wanted.article is not None:
        query = query.where(ClaimRow.article == wanted.article)
    if wanted.tags:
        query = query.where(WhereRaw("claim.tags @> {}", wanted.tags))
    if wanted.priority is not None:
        query = query.where(ClaimRow.priority == wanted.priority.value)
    if wanted.sensitive is not None:
        query = query.where(ClaimRow.sensitive.eq(wanted.sensitive))
    if wanted.overdue is not None:
        # Of what is still in somebody's hands: what was handed in is nobody's to be late with.
        late = (
            "coalesce(claim.due < {} AND claim.holder IS NOT NULL AND claim.state = ANY({}), false)"
        )
        in_work = [state.value for state in IN_WORK]
        query = query.where(WhereRaw(late if wanted.overdue else f"NOT {late}", now(), in_work))
    if wanted.disagreement is not None:
        differs = ClaimRow.opinion == Opinion.DISAGREED.value
        agrees = ClaimRow.opinion != Opinion.DISAGREED.value
        query = query.where(differs if wanted.disagreement else agrees)
    if wanted.matched is not None:
        condition, values = noted.condition(wanted.matched)
        query = query.where(WhereRaw(condition, *values))
    past = history.conditions(wanted, now())
    # What is asked of the past is also asked of what sleeps now: a report counts it.
    if wanted.snoozed is not None or not past:
        asleep = "coalesce(claim.snoozed_until > {}, false)"
        query = query.where(WhereRaw(asleep if wanted.snoozed else f"NOT {asleep}", now()))
    if wanted.text and wanted.text.strip():
        query = query.where(
            WhereRaw(
                "claim.search @@ websearch_to_tsquery('english', plain_marks({}))", wanted.text
            )
        )
    if wanted.desk is not None:
        query = query.where(ClaimRow.desk == wanted.desk)
    if wanted.section is not None:
        of_section = "claim.article IN (SELECT a.id FROM article a WHERE a.section = {})"
        query = query.where(WhereRaw(of_section, wanted.section))
    if wanted.source is not None:
        condition, values = history.of_source(wanted.source)
        query = query.where(WhereRaw(condition, *values))
    for condition, values in past:
        query = query.where(WhereRaw(condition, *values))
    match wanted.anchor:
        case None:
            pass
        case "orphaned":
            query = query.where(ClaimRow.anchor.is_in([anchor.value for anchor in ORPHANED]))
        case known if known in set(Anchor):
            query = query.where(ClaimRow.anchor == known)
        case other:
            ways = ", ".join(Anchor)
            raise Invalid(f"`anchor` is orphaned or one of {ways}, not {other!r}.")
    match wanted.assignee:
        case None:
            pass
        case "none":
            query = query.where(ClaimRow.holder.is_null())
        case "me" if actor.person_id is not None:
            query = query.where(ClaimRow.holder == actor.person_id)
        case digits if digits.isdecimal() and len(digits) < 10:
            query = query.where(ClaimRow.holder == int(digits))
        case other:
            raise Invalid(f"`assignee` is me, none or a person's id, not {other!r}.")
    return query


async def queue(
    actor: Actor, wanted: Filter, cursor: str | None, limit: int, ids: list[int] | None = None
) -> Page[Claim]:
    """Claims of the caller's desks, the most urgent first, then the most worth checking.

    With `ids` only those of them that fit.
    """
    query = _where(ClaimRow.objects(), actor, wanted)
    if ids is not None:
        query = query.where(ClaimRow.id.is_in([*ids, -1]))
    if cursor is not None:
        key = decode_cursor(cursor, tuple[int, float, int])
        # As one comparison of rows, which the index answers; the id ascends where the others fall.
        after = "(-claim.priority, -claim.checkworthiness, claim.id) > ({}, {}, {})"
        query = query.where(WhereRaw(after, -key[0], -key[1], key[2]))
    rows = await _urgent_first(query).limit(limit + 1)
    rows, more = cut(rows, limit, lambda row: (row.priority, row.checkworthiness, row.id))
    return Page(items=await _claims(actor, rows), next=more)


def _urgent_first(query: _Query) -> _Query:
    # As expressions that all ascend, so that one index gives the order and finds a page's beginning.
    return query.order_by(OrderByRaw("-claim.priority, -claim.checkworthiness, claim.id"))


async def ids(actor: Actor, wanted: Filter, limit: int) -> list[int]:
    """The ids of the first claims under a filter, in their own order."""
    found: list[int] = (
        await _where(ClaimRow.select(ClaimRow.id), actor, wanted)
        .order_by(ClaimRow.id)
        .limit(limit)
        .output(as_list=True)
    )
    return found


async def counts(actor: Actor, wanted: Filter) -> list[StateCount]:
    """How many claims each state has under the filter, its states left aside."""
    query = ClaimRow.select(ClaimRow.state, Count()).group_by(ClaimRow.state)
    found = {row["state"]: row["count"] for row in await _where(query, actor, wanted, states=False)}
    return [StateCount(state=state, count=found.get(state.value, 0)) for state in State]


async def tally() -> dict[str, int]:
    """How many claims of all desks are in each state."""
    rows = await fetch("SELECT state, count(*) AS n FROM claim GROUP BY state")
    return {row["state"]: row["n"] for row in rows}


async def of_article(actor: Actor, article_id: int, revision: int) -> list[Claim]:
    """The claims of an article's revision in the order of the text, outer before inner."""
    rows = (
        await ClaimRow.objects()
        .where((ClaimRow.article == article_id) & (ClaimRow.revision == revision))
        .order_by(ClaimRow.span_start)
        .order_by(ClaimRow.span_end, ascending=False)
        .order_by(ClaimRow.id)
    )
    return await _claims(actor, rows)


async def of_source(actor: Actor, source_id: int, cursor: str | None, limit: int) -> Page[Claim]:
    """The claims of a source, newest first."""
    query = ClaimRow.objects().where(ClaimRow.source == source_id)
    if cursor is not None:
        query = query.where(ClaimRow.id < decode_cursor(cursor, int))
    rows = await query.order_by(ClaimRow.id, ascending=False).limit(limit + 1)
    rows, more = cut(rows, limit, lambda row: row.id)
    return Page(items=await _claims(actor, rows), next=more)


async def detail(actor: Actor, claim_id: int, *, notes: bool = False) -> ClaimDetail:
    """Everything on one claim; `notes`: with those of its follow-up, if the caller may read them.

    Raises NotFound.
    """
    row = await lookups.read(actor, claim_id)
    claim = (await _claims(actor, [row]))[0]
    merged = await lookups.merged_into([claim_id], [row.desk])
    machine = json_value(row.machine)
    series = (await verdicts.of_claims([claim_id], _published([row])))[claim_id]
    waiting = claim.state is State.SECOND_OPINION
    return ClaimDetail(
        **msgspec.structs.asdict(claim),
        evidence=(await evidence.of_claims([claim_id]))[claim_id],
        verdicts=[v for v in series if v.published or not claim.verdict_withheld],
        reviews=[] if claim.verdict_withheld else await verdicts.reviews_of(claim_id),
        opinion_request=await opinions.asked(claim_id) if waiting else None,
        second_opinions=[] if claim.verdict_withheld else await opinions.of_claim(claim_id),
        follow_up=await followups.read(actor, claim_id, notes=notes),
        dismiss_kind=DismissKind(row.dismiss_kind) if row.dismiss_kind else None,
        dismiss_reason=row.dismiss_reason,
        merged_into=row.merged_into,
        merged=merged.get(claim_id, []),
        machine=msgspec.convert(machine, Machine) if machine else None,
        added_by=await accounts.person_ref(row.added_by) if row.added_by else None,
        children=await lookups.nested_in(claim_id),
    )


async def _claims(actor: Actor, rows: list[ClaimRow]) -> list[Claim]:
    ids = [row.id for row in rows]
    named = await articles.refs({row.article for row in rows})
    people = await accounts.person_refs(list({row.holder for row in rows if row.holder}))
    withheld = {row.id for row in rows if hides_verdict(store.facts(row), actor)}
    checked = await noted.checked(ids)
    latest = await verdicts.latest([i for i in ids if i not in withheld], _published(rows))
    return [
        Claim(
            id=row.id,
            desk=row.desk,
            article=named[row.article],
            revision=row.revision,
            start=row.span_start,
            end=row.span_end,
            spans=json_value(row.spans),
            text=row.text,
            form=msgspec.convert(row.form, Form),
            parent=row.parent,
            cue=json_value(row.cue),
            source=_mention(row),
            hearsay=row.hearsay,
            checkworthiness=row.checkworthiness,
            basis=row.basis,
            priority=Priority(row.priority),
            tags=row.tags,
            sensitive=row.sensitive,
            state=State(row.state),
            version=row.version,
            actions=allowed_actions(store.facts(row), actor),
            assignment=Assignment(
                assignee=people[row.holder],
                assigned_by=row.holder_by,
                assigned_at=row.holder_since,
                due=row.due,
                lease_until=row.lease_until,
            )
            if row.holder
            else None,
            snoozed_until=_snoozed_until(row),
            verdict=latest.get(row.id),
            verdict_withheld=row.id in withheld,
            opinion=Opinion(row.opinion),
            evidence_count=row.evidence_count,
            followup=_followup_state(row),
            anchor=Anchor(row.anchor),
            stale=row.stale,
            checked_before=checked.get(row.id),
            created_at=row.created_at,
            updated_at=row.updated_at,
        )
        for row in rows
    ]


def _published(rows: list[ClaimRow]) -> set[int]:
    return {row.published_verdict for row in rows if row.published_verdict}


def _mention(row: ClaimRow) -> SourceMention | None:
    stored = json_value(row.mention)
    if stored is None:
        return None
    return msgspec.convert(stored | {"source_id": row.source}, SourceMention)


def _snoozed_until(row: ClaimRow) -> datetime | None:
    until: datetime | None = row.snoozed_until
    return until if until is not None and until > now() else None


def _followup_state(row: ClaimRow) -> FollowUpState:
    if row.followup_due is None:
        return FollowUpState.NONE
    if not row.followup_open:
        return FollowUpState.CLOSED
    return FollowUpState.OVERDUE if row.followup_due < now() else FollowUpState.OPEN


async def published_verdicts(claim_ids: list[int]) -> dict[int, int]:
    """The id of the verdict readers see now, by claim id."""
    if not claim_ids:
        return {}
    rows = await ClaimRow.select(ClaimRow.id, ClaimRow.published_verdict).where(
        ClaimRow.id.is_in(claim_ids) & ClaimRow.published_verdict.is_not_null()
    )
    return {row["id"]: row["published_verdict"] for row in rows}
