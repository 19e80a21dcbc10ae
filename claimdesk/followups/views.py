"""Follow-ups as callers see them: entries with their checklist, and their notes for those who may."""

from datetime import datetime, timedelta
from typing import TypeVar

import msgspec

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role, reaches
from claimdesk.accounts.schemas import PersonRef
from claimdesk.articles import service as articles
from claimdesk.claims import lookups
from claimdesk.claims.facts import SourceFacts
from claimdesk.clock import now
from claimdesk.db.engine import fetch, json_value, transaction
from claimdesk.evidence import service as evidence
from claimdesk.evidence.rules import origins_of
from claimdesk.followups import wording
from claimdesk.followups.checks import OnRecord, checklist
from claimdesk.followups.notes import (
    AttemptNotes,
    CorroborationNotes,
    DecisionNotes,
    EntryNotes,
    opened,
)
from claimdesk.followups.rules import Corroborating, independent, may_read_notes, still_signed
from claimdesk.followups.schemas import (
    Attempt,
    AttemptResult,
    Corroboration,
    CorroborationKind,
    FollowUp,
    Outcome,
    ReasonClass,
    SignOff,
    SourceContent,
    SourceKnowledge,
    Terms,
    Waiver,
)
from claimdesk.followups.tables import FollowUp as FollowUpRow
from claimdesk.followups.tables import FollowUpAttempt as AttemptRow
from claimdesk.followups.tables import FollowUpCorroboration as CorroborationRow
from claimdesk.followups.tables import FollowUpDecision as DecisionRow
from claimdesk.policies import service as policies
from claimdesk.policies.followups import FollowUpPolicy, SourceCheck, SourceUse
from claimdesk.replies import service as replies
from claimdesk.replies.rules import was_sought

READS_APART = timedelta(minutes=15)
"""Readings of the same notes by one person that are closer than this are one entry of the log."""

_RowT = TypeVar("_RowT")
_NotesT = TypeVar("_NotesT")
_PEOPLE = {CorroborationKind.NAMED_PERSON, CorroborationKind.UNNAMED_PERSON}


class _Loaded(msgspec.Struct, kw_only=True):
    """An entry's rows, opened. With `unreadable` the key of some notes is missing: what cannot be
    opened is left out, and counts for nothing.
    """

    row: FollowUpRow
    notes: EntryNotes = EntryNotes()
    unreadable: bool = False
    claim: SourceFacts
    policy: FollowUpPolicy
    attempts: list[tuple[AttemptRow, AttemptNotes]] = []
    corroborations: list[tuple[CorroborationRow, CorroborationNotes]] = []
    decisions: list[tuple[DecisionRow, DecisionNotes]] = []
    standing_evidence: set[int] = set()
    evidence_origins: dict[int, int] = {}
    told: wording.Told = wording.Told()
    reply_sought: bool = False


async def of_claims(claim_ids: list[int]) -> dict[int, FollowUp]:
    """Follow-ups by claim id, without their notes."""
    return await _shown(await _load(claim_ids), notes=False)


async def read(actor: Actor, claim_id: int, *, notes: bool) -> FollowUp | None:
    """A claim's follow-up; with `notes` those too if the caller may read them, which is logged.

    The log's row is of the same transaction: no notes go out without it.
    """
    async with transaction():
        loaded = await _load([claim_id])
        if not loaded:
            return None
        entry = loaded[0]
        claim = entry.claim
        notes = notes and may_read_notes(actor, claim.desk, claim.holder, entry.policy)
        if notes and _has_notes(entry):
            await _log_reading(actor, entry)
        return (await _shown(loaded, notes=notes))[claim_id]


def _has_notes(entry: _Loaded) -> bool:
    signed = any(row.kind == "sign_off" and said.note for row, said in entry.decisions)
    kept = entry.notes != EntryNotes()
    return kept or signed or bool(entry.attempts or entry.corroborations)


async def _log_reading(actor: Actor, entry: _Loaded) -> None:
    moment = now()
    row = entry.row
    await fetch(
        "INSERT INTO read_log (at, desk, person, claim, followup, version) "
        "SELECT {}::timestamptz, {}::int, {}::int, {}::bigint, {}::bigint, {}::int WHERE NOT EXISTS ("
        "SELECT FROM read_log WHERE followup = {} AND person = {} AND version = {} AND at > {})",
        moment, entry.claim.desk, actor.person_id, row.claim, row.id, row.version,
        row.id, actor.person_id, row.version, moment - READS_APART,
    )  # fmt: skip


async def _load(claim_ids: list[int]) -> list[_Loaded]:
    """The entries of these claims; one query a table, however many there are."""
    if not claim_ids:
        return []
    rows = await FollowUpRow.objects().where(FollowUpRow.claim.is_in(claim_ids))
    if not rows:
        return []
    ids = [row.id for row in rows]
    claims = await lookups.source_facts([row.claim for row in rows])
    rules = await policies.of_desks(list({claim.desk for claim in claims.values()}))
    loaded = {
        row.id: _Loaded(
            row=row,
            claim=claims[row.claim],
            policy=rules[claims[row.claim].desk].rules.followups,
        )
        for row in rows
    }
    for entry in loaded.values():
        known = opened(entry.row.notes, EntryNotes)
        entry.notes, entry.unreadable = known or EntryNotes(), known is None
    attempts = AttemptRow.objects().where(AttemptRow.followup.is_in(ids))
    for attempt in await attempts.order_by(AttemptRow.at).order_by(AttemptRow.id):
        of = loaded[attempt.followup]
        _add(of, of.attempts, attempt, opened(attempt.notes, AttemptNotes))
    corroborations = CorroborationRow.objects().where(CorroborationRow.followup.is_in(ids))
    for item in await corroborations.order_by(CorroborationRow.id):
        of = loaded[item.followup]
        _add(of, of.corroborations, item, opened(item.notes, CorroborationNotes))
    decisions = DecisionRow.objects().where(DecisionRow.followup.is_in(ids))
    for decision in await decisions.order_by(DecisionRow.id):
        of = loaded[decision.followup]
        said = opened(decision.notes, DecisionNotes)
        of.unreadable |= said is None
        of.decisions.append((decision, said or DecisionNotes()))
    await _look_around(list(loaded.values()))
    return list(loaded.values())


def _add(
    entry: _Loaded, to: list[tuple[_RowT, _NotesT]], row: _RowT, notes: _NotesT | None
) -> None:
    if notes is None:
        entry.unreadable = True
    else:
        to.append((row, notes))


async def _look_around(loaded: list[_Loaded]) -> None:
    """Add what the article, its replies and the claims' evidence have to say."""
    texts = await articles.texts({(entry.claim.article, entry.claim.revision) for entry in loaded})
    refusals = {revision: wording.refusals(text) for revision, text in texts.items()}
    asked = await replies.of_articles(list({entry.claim.article for entry in loaded}))
    links = await evidence.of_claims([e.row.claim for e in loaded if e.corroborations])
    for entry in loaded:
        claim = entry.claim
        told = wording.told(
            json_value(claim.mention), json_value(claim.cue), claim.form, hearsay=claim.hearsay
        )
        declined = wording.declined(refusals[claim.article, claim.revision], told.description)
        entry.told = msgspec.structs.replace(told, declined=declined)
        entry.reply_sought = was_sought(
            reply for reply in asked.get(claim.article, []) if reply.claim in (None, claim.id)
        )
        known = links.get(claim.id, [])
        entry.standing_evidence = {link.id for link in known if link.retracted_at is None}
        entry.evidence_origins = origins_of(known)


async def _shown(loaded: list[_Loaded], *, notes: bool) -> dict[int, FollowUp]:
    people = await accounts.person_refs(
        list(
            {
                *(entry.notes.known_to for entry in loaded if entry.notes.known_to),
                *(row.by for entry in loaded for row, _ in entry.attempts),
                *(row.added_by for entry in loaded for row, _ in entry.corroborations),
                *(row.by for entry in loaded for row, _ in entry.decisions),
            }
        )
    )
    roles = await accounts.roles_of(
        list({entry.notes.known_to for entry in loaded if entry.notes.known_to})
    )
    moment = now()
    return {
        entry.row.claim: _follow_up(entry, people, roles, moment, notes=notes) for entry in loaded
    }


def _follow_up(
    entry: _Loaded,
    people: dict[int, PersonRef],
    roles: dict[tuple[int, int], Role],
    moment: datetime,
    *,
    notes: bool,
) -> FollowUp:
    row, told, known = entry.row, entry.told, entry.notes
    use = SourceUse(row.use)
    approver = entry.policy.approvers.of(use)
    counted = independent(_corroborating(entry))
    listed = [
        Corroboration(
            id=item.id,
            kind=CorroborationKind(item.kind),
            evidence=item.evidence,
            origin=said.origin,
            from_source=item.from_source,
            independent=item.id in counted,
            note=said.note,
            added_by=people[item.added_by],
            added_at=item.added_at,
            retracted_at=item.retracted_at,
        )
        for item, said in entry.corroborations
    ]
    sign_off = _sign_off(entry, people, approver, moment, notes=notes)
    waivers = _waivers(entry, people)
    knows = roles.get((known.known_to, entry.claim.desk)) if known.known_to else None
    record = OnRecord(
        reason_class=ReasonClass(row.reason_class),
        reason_words=row.reason_words,
        terms=Terms(row.terms),
        basis=bool(known.basis_of_knowledge.strip()),
        knowledge=SourceKnowledge(row.knowledge),
        content=SourceContent(row.content),
        people=row.source_count,
        vouching=sum(item.independent and item.kind in _PEOPLE for item in listed),
        known_to=known.known_to is not None,
        editor_knows=knows is not None
        and reaches(knows, Role.EDITOR)
        and known.told_at is not None,
        attempts=len(entry.attempts),
        corroborations=len(counted)
        + (0 if entry.policy.corroborations_listed else row.corroborations),
        approver=approver,
        signed=sign_off is not None,
        approver_knows=sign_off is not None and sign_off.knows_identity,
        reply_sought=entry.reply_sought,
    )
    return FollowUp(
        id=row.id,
        claim=row.claim,
        version=row.version,
        hearsay=told.hearsay,
        description=told.description,
        promise_words=told.promise,
        reason_words=row.reason_words,
        reason_class=record.reason_class,
        terms=record.terms,
        knowledge=record.knowledge,
        content=record.content,
        source_count=row.source_count,
        use=use,
        approver=approver,
        sign_off=sign_off,
        waivers=waivers,
        corroborations=row.corroborations + len(counted),
        attempt_count=len(entry.attempts),
        notes_hidden=not notes,
        notes_unreadable=notes and entry.unreadable,
        reason=known.reason if notes else "",
        basis_of_knowledge=known.basis_of_knowledge if notes else "",
        known_to=people[known.known_to] if notes and known.known_to else None,
        told_at=known.told_at if notes else None,
        attempts=_attempts(entry, people) if notes else [],
        corroboration_list=listed if notes else [],
        checklist=checklist(
            entry.policy, told, record, frozenset(waiver.check for waiver in waivers)
        ),
        due=row.due,
        overdue=row.outcome is None and row.due < moment,
        expires=row.expires,
        expired=row.outcome is None and row.expires <= moment,
        outcome=Outcome(row.outcome) if row.outcome else None,
        outcome_reason=row.outcome_reason,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
    )


def _corroborating(entry: _Loaded) -> list[Corroborating]:
    return [
        Corroborating(
            id=item.id,
            evidence=entry.evidence_origins.get(item.evidence) if item.evidence else None,
            origin=said.origin,
            from_source=item.from_source,
            stands=item.retracted_at is None
            and (item.evidence is None or item.evidence in entry.standing_evidence),
        )
        for item, said in entry.corroborations
    ]


def _attempts(entry: _Loaded, people: dict[int, PersonRef]) -> list[Attempt]:
    return [
        Attempt(
            id=row.id,
            at=row.at,
            by=people[row.by],
            result=AttemptResult(said.result),
            note=said.note,
        )
        for row, said in entry.attempts
    ]


def _sign_off(
    entry: _Loaded,
    people: dict[int, PersonRef],
    approver: Role | None,
    moment: datetime,
    *,
    notes: bool,
) -> SignOff | None:
    """The latest sign-off of the present use that stands; its note with the other notes only."""
    row = entry.row
    until: datetime = row.closed_at if row.outcome else moment
    for decision, said in reversed(entry.decisions):
        if decision.kind != "sign_off" or decision.subject != row.use:
            continue
        role = Role(decision.role)
        if still_signed(role, decision.at, approver, (row.clock_from, row.expires), until):
            return SignOff(
                by=people[decision.by],
                role=role,
                at=decision.at,
                note=said.note if notes else "",
                use=SourceUse(decision.subject),
                knows_identity=decision.knows_identity,
            )
    return None


def _waivers(entry: _Loaded, people: dict[int, PersonRef]) -> list[Waiver]:
    """Waivers given since the entry was last opened."""
    return [
        Waiver(
            by=people[decision.by],
            role=Role(decision.role),
            at=decision.at,
            note=said.note,
            check=SourceCheck(decision.subject),
        )
        for decision, said in entry.decisions
        if decision.kind == "waiver" and decision.at >= entry.row.clock_from
    ]
