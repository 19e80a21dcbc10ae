"""An inbox as its owner sees it."""

from datetime import datetime
from typing import Any

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor
from claimdesk.accounts.schemas import PersonRef
from claimdesk.articles import service as articles
from claimdesk.claims import lookups as claims
from claimdesk.claims.schemas import ArticleRef
from claimdesk.db.engine import fetch
from claimdesk.errors import NotFound
from claimdesk.inbox.rules import Kind
from claimdesk.inbox.schemas import Inbox, InboxCounts, Target, TargetKind
from claimdesk.inbox.schemas import Notice as Shown
from claimdesk.inbox.service import MISSING
from claimdesk.inbox.tables import Notice
from claimdesk.pages import cut, decode_cursor


async def inbox(
    actor: Actor,
    *,
    unread: bool | None,
    undone: bool | None,
    since: datetime | None = None,
    until: datetime | None = None,
    cursor: str | None,
    limit: int,
) -> Inbox:
    """The caller's notices and tasks on their desks, newest first.

    `unread` chooses those that are unread or read, `undone` the tasks still to do or done, `since`
    and `until` when they came.
    """
    person = actor.require_person("An inbox")
    query = (
        Notice.select()
        .where((Notice.person == person) & Notice.desk.is_in(actor.desk_ids))
        .order_by(Notice.id, ascending=False)
        .limit(limit + 1)
    )
    if unread is not None:
        query = query.where(Notice.read_at.is_null() if unread else Notice.read_at.is_not_null())
    if undone is not None:
        query = query.where(Notice.kind == Kind.TASK.value).where(
            Notice.done_at.is_null() if undone else Notice.done_at.is_not_null()
        )
    if since is not None:
        query = query.where(Notice.at >= since)
    if until is not None:
        query = query.where(Notice.at < until)
    if cursor is not None:
        query = query.where(Notice.id < decode_cursor(cursor, int))
    rows, more = cut(await query, limit, lambda row: row["id"])
    return Inbox(
        items=await _shown(rows),
        next=more,
        counts=await counts(actor),
    )


async def counts(actor: Actor) -> InboxCounts:
    """How much waits for the caller."""
    person = actor.require_person("An inbox")
    rows = await fetch(
        "SELECT (SELECT count(*) FROM notice WHERE person = {} AND desk = ANY({}) "
        "AND read_at IS NULL) AS unread, (SELECT count(*) FROM notice WHERE person = {} "
        "AND desk = ANY({}) AND kind = 'task' AND done_at IS NULL) AS undone",
        person, actor.desk_ids, person, actor.desk_ids,
    )  # fmt: skip
    return InboxCounts(**rows[0])


async def one(actor: Actor, notice_id: int) -> Shown:
    """One of the caller's notices. Raises NotFound."""
    rows = await Notice.select().where(
        (Notice.id == notice_id) & (Notice.person == actor.require_person("An inbox"))
    )
    if not rows:
        raise NotFound(MISSING)
    return (await _shown(rows))[0]


async def _shown(rows: list[dict[str, Any]]) -> list[Shown]:
    words = await claims.excerpts([row["claim"] for row in rows if row["claim"]])
    within = {article for article, _ in words.values()}
    titles = await articles.titles(list(within | {r["article"] for r in rows if r["article"]}))
    people = await accounts.person_refs([row["done_by"] for row in rows if row["done_by"]])
    return [_notice(row, words, titles, people) for row in rows]


def _notice(
    row: dict[str, Any],
    words: dict[int, tuple[int, str]],
    titles: dict[int, str],
    people: dict[int, PersonRef],
) -> Shown:
    if row["day"] is not None:
        target = Target(kind=TargetKind.DAY, id=0, article=None, text=None, day=row["day"])
    elif row["claim"] is not None:
        article, text = words[row["claim"]]
        target = Target(
            kind=TargetKind.CLAIM,
            id=row["claim"],
            article=ArticleRef(id=article, title=titles[article]),
            text=text,
            comment=row["comment"],
            evidence=row["evidence"],
        )
    else:
        article = row["article"]
        target = Target(
            kind=TargetKind.ARTICLE,
            id=article,
            article=ArticleRef(id=article, title=titles[article]),
            text=None,
            comment=row["comment"],
        )
    kind = Kind(row["kind"])
    return Shown(
        id=row["id"],
        desk=row["desk"],
        kind=kind,
        task=kind is Kind.TASK,
        target=target,
        text=row["text"],
        actor=row["actor"],
        at=row["at"],
        read_at=row["read_at"],
        done_at=row["done_at"],
        done_by=people.get(row["done_by"]),
    )
