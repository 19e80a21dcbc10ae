"""The right of reply of an article and its claims."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.accounts.schemas import PersonRef
from claimdesk.articles import service as articles
from claimdesk.audit import service as audit
from claimdesk.claims import store
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Invalid, NotFound
from claimdesk.replies.rules import check_entry, check_subject, standing
from claimdesk.replies.schemas import (
    Reply,
    ReplyAnswer,
    ReplyChannel,
    ReplyCreate,
    ReplyEntry,
    ReplyEntryCreate,
    ReplyEntryKind,
)
from claimdesk.replies.tables import Reply as ReplyRow
from claimdesk.replies.tables import ReplyEntry as EntryRow


async def open_reply(actor: Actor, article_id: int, data: ReplyCreate) -> Reply:
    """Note somebody who is to be heard, and that they were contacted where `channel` says how.

    Raises NotFound, Forbidden, and Invalid for a subject without a name or a claim of another article.
    """
    check_subject(data.subject)
    if data.channel is None and (data.contacted_at or data.deadline):
        raise Invalid(
            "Say in `channel` how they were contacted.",
            errors=[{"field": "channel", "detail": "needed with a time of contact or a deadline"}],
        )
    async with transaction():
        article = await articles.find(actor, article_id)
        actor.require(Role.CHECKER, article.desk, "Recording replies")
        if data.claim is not None:
            claim = await store.lock(actor, data.claim)
            if claim.article != article_id:
                raise Invalid(
                    "That claim stands in another article.",
                    errors=[{"field": "claim", "detail": "a claim of this article"}],
                )
        row = ReplyRow(
            desk=article.desk,
            article=article_id,
            claim=data.claim,
            subject=data.subject.strip(),
            concern=data.concern.strip(),
            opened_by=actor.person_id,
            opened_at=now(),
        )
        await row.save()
        audit.record(
            actor, "open", "reply", row.id, desk=row.desk, article=row.article, claim=row.claim,
            after={"subject": row.subject},
        )  # fmt: skip
        if data.channel is not None:
            contact = ReplyEntryCreate(
                kind=ReplyEntryKind.CONTACT,
                channel=data.channel,
                at=data.contacted_at,
                deadline=data.deadline,
            )
            await _append(actor, row, contact, [])
        return (await _shown([row]))[0]


async def add_entry(actor: Actor, article_id: int, reply_id: int, data: ReplyEntryCreate) -> Reply:
    """Record what happened next. Raises NotFound, Forbidden, Invalid and Conflict."""
    async with transaction():
        article = await articles.find(actor, article_id)
        actor.require(Role.CHECKER, article.desk, "Recording replies")
        row = (
            await ReplyRow.objects()
            .where((ReplyRow.id == reply_id) & (ReplyRow.article == article_id))
            .lock_rows("UPDATE")
            .first()
        )
        if row is None:
            raise NotFound("There is no such reply on this article.")
        earlier = (
            await EntryRow.objects()
            .where(EntryRow.reply == reply_id)
            .order_by(EntryRow.at)
            .order_by(EntryRow.id)
        )
        await _append(actor, row, data, earlier)
        return (await _shown([row]))[0]


def _deadline(entry: EntryRow) -> datetime | None:
    return entry.deadline


async def _append(
    actor: Actor, row: ReplyRow, data: ReplyEntryCreate, earlier: Sequence[EntryRow]
) -> None:
    moment = now()
    kinds = [ReplyEntryKind(entry.kind) for entry in earlier]
    deadlines = [deadline for entry in earlier if (deadline := _deadline(entry)) is not None]
    check_entry(data, kinds, moment, deadline=deadlines[-1] if deadlines else None)
    entry = EntryRow(
        reply=row.id,
        kind=data.kind.value,
        channel=data.channel.value if data.channel else None,
        deadline=data.deadline,
        answer=data.answer.value if data.answer else None,
        words=data.words.strip(),
        by=actor.person_id,
        at=data.at or moment,
        recorded_at=moment,
    )
    await entry.save()
    said: dict[str, Any] = {"subject": row.subject, "at": entry.at}
    said |= {name: getattr(entry, name) for name in ("channel", "deadline", "answer")}
    audit.record(
        actor,
        data.kind.value,
        "reply",
        row.id,
        desk=row.desk,
        article=row.article,
        claim=row.claim,
        after={name: value for name, value in said.items() if value is not None},
    )


async def of_article(actor: Actor, article_id: int) -> list[Reply]:
    """The replies of an article and its claims, in the order they were opened. Raises NotFound."""
    await articles.find(actor, article_id)
    return (await of_articles([article_id])).get(article_id, [])


async def of_articles(article_ids: list[int]) -> dict[int, list[Reply]]:
    """Replies by article id; articles without any are left out."""
    if not article_ids:
        return {}
    rows = await ReplyRow.objects().where(ReplyRow.article.is_in(article_ids)).order_by(ReplyRow.id)
    found: dict[int, list[Reply]] = {}
    for reply in await _shown(rows):
        found.setdefault(reply.article, []).append(reply)
    return found


async def _shown(rows: list[ReplyRow]) -> list[Reply]:
    if not rows:
        return []
    entries = await fetch(
        "SELECT * FROM reply_entry WHERE reply = ANY({}) ORDER BY at, id", [row.id for row in rows]
    )
    people = await accounts.person_refs(
        list({*(row.opened_by for row in rows), *(entry["by"] for entry in entries)})
    )
    of: dict[int, list[ReplyEntry]] = {row.id: [] for row in rows}
    for entry in entries:
        of[entry["reply"]].append(_entry(entry, people))
    moment = now()
    return [_reply(row, of[row.id], people, moment) for row in rows]


def _entry(row: dict[str, Any], people: dict[int, PersonRef]) -> ReplyEntry:
    return ReplyEntry(
        id=row["id"],
        kind=ReplyEntryKind(row["kind"]),
        channel=ReplyChannel(row["channel"]) if row["channel"] else None,
        deadline=row["deadline"],
        answer=ReplyAnswer(row["answer"]) if row["answer"] else None,
        words=row["words"],
        by=people[row["by"]],
        at=row["at"],
        recorded_at=row["recorded_at"],
    )


def _reply(
    row: ReplyRow, entries: list[ReplyEntry], people: dict[int, PersonRef], moment: datetime
) -> Reply:
    contact = next((e for e in reversed(entries) if e.kind is ReplyEntryKind.CONTACT), None)
    answer = next((e for e in reversed(entries) if e.kind is ReplyEntryKind.ANSWER), None)
    return Reply(
        id=row.id,
        article=row.article,
        claim=row.claim,
        subject=row.subject,
        concern=row.concern,
        opened_by=people[row.opened_by],
        opened_at=row.opened_at,
        standing=standing(entries, moment),
        channel=contact.channel if contact else None,
        contacted_at=contact.at if contact else None,
        deadline=contact.deadline if contact else None,
        answer=answer.answer if answer else None,
        words=answer.words if answer else "",
        used=[entry.words for entry in entries if entry.kind is ReplyEntryKind.USE],
        entries=entries,
    )
