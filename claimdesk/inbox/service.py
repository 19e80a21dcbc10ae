"""Telling people: notices and tasks, written with what they are about, and watching."""

from collections.abc import Iterable

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.audit import service as audit
from claimdesk.clock import now
from claimdesk.db.engine import Stage, at_commit, fetch, transaction
from claimdesk.errors import Conflict, NotFound
from claimdesk.inbox.rules import Asked, Kind, clip, entries
from claimdesk.inbox.tables import Notice
from claimdesk.live import service as live

MISSING = "There is no such notice in your inbox."


def notify(
    *,
    desk: int,
    kind: Kind,
    people: Iterable[int | None] = (),
    role: Role | None = None,
    watchers: bool = False,
    claim: int | None = None,
    article: int | None = None,
    text: str = "",
    comment: int | None = None,
    evidence: int | None = None,
    by: Actor | None = None,
) -> None:
    """Tell people of a desk something, in the running transaction; written just before its commit.

    They are the `people` by id (None is left out), everybody who is at least `role`, and with
    `watchers` whoever watches the claim or its article: each once, active members only, and never
    `by` of what they did themselves. It leads to the claim or the article, one of which has to be
    given. What a person has open already, word for word, is not repeated. `text` is cut at 500
    characters; nothing sensitive belongs into it. `comment` is the one that it quotes, `evidence`
    the piece that it is about.

    Raises ValueError without a target or with two, RuntimeError outside a transaction.
    """
    if (claim is None) == (article is None):
        raise ValueError("a notice leads to a claim or to an article")
    asked = Asked(
        desk=desk,
        kind=kind,
        people=frozenset(person for person in people if person is not None),
        role=role,
        watchers=watchers,
        claim=claim,
        article=article,
        text=text,
        comment=comment,
        evidence=evidence,
        actor=by.name if by else "",
        actor_id=by.person_id if by else None,
    )
    at_commit(Stage.NOTICES, _write, asked)


async def _write(asked: list[Asked]) -> None:
    members = await accounts.members({one.desk for one in asked})
    found = entries(asked, members, await _watchers([one for one in asked if one.watchers]))
    if not found:
        return
    # In one order for everybody: two who tell the same people wait for each other, not in a circle.
    await fetch(
        "INSERT INTO notice (desk, person, kind, claim, article, comment, evidence, text, actor, at) "
        "SELECT desk, person, kind, nullif(claim, 0), nullif(article, 0), nullif(comment, 0), "
        "nullif(evidence, 0), text, actor, {} FROM unnest({}::int[], {}::int[], {}::text[], "
        "{}::bigint[], {}::bigint[], {}::bigint[], {}::bigint[], {}::text[], {}::text[]) "
        "AS n (desk, person, kind, claim, article, comment, evidence, text, actor) ON CONFLICT DO NOTHING",
        now(),
        [entry.desk for entry in found],
        [entry.person for entry in found],
        [entry.kind.value for entry in found],
        [entry.claim for entry in found],
        [entry.article for entry in found],
        [entry.comment for entry in found],
        [entry.evidence for entry in found],
        [entry.text for entry in found],
        [entry.actor for entry in found],
    )
    await live.tell_inboxes(entry.person for entry in found)


async def _watchers(asked: list[Asked]) -> dict[Asked, set[int]]:
    claims = {one.claim for one in asked if one.claim is not None}
    articles = {one.article for one in asked if one.article is not None}
    if not claims and not articles:
        return {}
    rows = await fetch(
        "SELECT w.person, w.claim, w.article FROM watch w "
        "WHERE w.claim = ANY({}) OR w.article = ANY({}) UNION "
        # Whoever watches an article watches its claims.
        "SELECT w.person, c.id, NULL FROM claim c JOIN watch w ON w.article = c.article "
        "WHERE c.id = ANY({})",
        list(claims),
        list(articles),
        list(claims),
    )
    by_target: dict[tuple[int | None, int | None], set[int]] = {}
    for row in rows:
        target = (row["claim"], row["article"])
        by_target.setdefault(target, set()).add(row["person"])
    return {one: by_target.get((one.claim, one.article), set()) for one in asked}


async def mark_read(actor: Actor, notice_id: int) -> None:
    """Mark one as read. Again changes nothing. Raises NotFound for others' notices."""
    person = actor.require_person("An inbox")
    # Nobody else's business and nothing of the desk's record: not in the audit trail.
    async with transaction():
        rows = await fetch(
            "UPDATE notice SET read_at = coalesce(read_at, {}) "
            "WHERE id = {} AND person = {} AND desk = ANY({}) RETURNING id",
            now(),
            notice_id,
            person,
            actor.desk_ids,
        )
        await live.tell_inboxes([person])
    if not rows:
        raise NotFound(MISSING)


async def mark_all_read(actor: Actor, up_to: int | None) -> None:
    """Mark as read what the caller has on their desks, up to an id."""
    person = actor.require_person("An inbox")
    async with transaction():
        await fetch(
            "UPDATE notice SET read_at = {} "
            "WHERE person = {} AND read_at IS NULL AND desk = ANY({}) AND id <= {}",
            now(),
            person,
            actor.desk_ids,
            up_to if up_to is not None else 2**62,
        )
        await live.tell_inboxes([person])


async def mark_done(actor: Actor, notice_id: int) -> None:
    """Say that a task is done, for everybody who has it; whoever did it first stays on record.

    Raises NotFound for others' tasks and Conflict for a notice that is no task.
    """
    person = actor.require_person("An inbox")
    async with transaction():
        row = await Notice.objects().where(Notice.id == notice_id).first()
        if row is None or row.person != person or row.desk not in actor.desks:
            raise NotFound(MISSING)
        if row.kind != Kind.TASK:
            raise Conflict("That is a notice, not a task. Mark it as read instead.")
        moment = now()
        changed = await fetch(
            # Locked in the order of ids, so that two who share tasks never wait in a circle.
            "WITH same AS (SELECT id FROM notice WHERE kind = {} AND desk = {} "
            "AND coalesce(claim, 0) = {} AND coalesce(article, 0) = {} AND md5(text) = md5({}) "
            "AND done_at IS NULL ORDER BY id FOR UPDATE) "
            "UPDATE notice SET done_at = {}, done_by = {}, read_at = coalesce(read_at, "
            "CASE WHEN person = {} THEN {}::timestamptz END) "
            "FROM same WHERE notice.id = same.id RETURNING notice.id, notice.person",
            row.kind, row.desk, row.claim or 0, row.article or 0, row.text,
            moment, person, person, moment,
        )  # fmt: skip
        await live.tell_inboxes(each["person"] for each in changed)
        if changed:
            audit.record(
                actor,
                "done",
                "task",
                notice_id,
                desk=row.desk,
                article=row.article,
                claim=row.claim,
                after={"text": row.text, "people": len(changed)},
            )


async def requote(comment: int, text: str) -> None:
    """Have everybody's notices of a comment say what it says now."""
    await fetch("UPDATE notice SET text = {} WHERE comment = {}", clip(text), comment)


async def withdraw(comment: int) -> None:
    """Take the notices of a comment that was taken back out of everybody's inbox."""
    await fetch("DELETE FROM notice WHERE comment = {}", comment)


async def watch(actor: Actor, *, claim: int | None = None, article: int | None = None) -> None:
    """Have the caller told of what happens to a claim or an article, which is theirs to see."""
    await fetch(
        "INSERT INTO watch (person, claim, article, since) VALUES ({}, {}, {}, {}) "
        "ON CONFLICT DO NOTHING",
        actor.require_person("Watching"),
        claim,
        article,
        now(),
    )


async def unwatch(actor: Actor, *, claim: int | None = None, article: int | None = None) -> None:
    """Undo `watch`."""
    await fetch(
        "DELETE FROM watch WHERE person = {} AND coalesce(claim, 0) = {} AND coalesce(article, 0) = {}",
        actor.require_person("Watching"),
        claim or 0,
        article or 0,
    )


async def watchers(desk: int, *, claim: int | None = None, article: int | None = None) -> list[int]:
    """The active people of the desk who watch a claim as such, or an article, in the order they began."""
    rows = await fetch(
        "SELECT person FROM watch WHERE claim = {}::bigint OR article = {}::bigint ORDER BY id",
        claim,
        article,
    )
    there = (await accounts.members({desk}))[desk]
    return [row["person"] for row in rows if row["person"] in there]
