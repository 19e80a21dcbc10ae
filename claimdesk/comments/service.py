"""Comments: said, changed by who said them, taken back and restored."""

from typing import Any

import msgspec

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.articles import service as articles
from claimdesk.audit import service as audit
from claimdesk.claims import lookups
from claimdesk.clock import now
from claimdesk.comments.rules import (
    Standing,
    check_delete,
    check_edit,
    check_restore,
    logins_in,
    mentions,
)
from claimdesk.comments.schemas import CommentWrite
from claimdesk.comments.tables import Comment, CommentVersion
from claimdesk.db.engine import json_value, transaction
from claimdesk.errors import NotFound
from claimdesk.inbox import service as inbox
from claimdesk.inbox.rules import Kind
from claimdesk.versions import require_version

MISSING = "There is no such comment on your desks."
Mentions = list[tuple[int, int, int]]


async def on_claim(actor: Actor, claim_id: int, data: CommentWrite) -> int:
    """Say something about a claim; the comment's id. Whoever holds the claim is told.

    Raises NotFound, and Forbidden for programs.
    """
    async with transaction():
        claim = await lookups.find(actor, claim_id)
        return await _add(actor, data, claim.desk, claim=claim.id, holder=claim.holder)


async def on_article(actor: Actor, article_id: int, data: CommentWrite) -> int:
    """Say something about an article; the comment's id. Raises as `on_claim` does."""
    async with transaction():
        article = await articles.find(actor, article_id)
        actor.require(Role.CHECKER, article.desk, "Commenting")
        return await _add(actor, data, article.desk, article=article.id)


async def _add(
    actor: Actor,
    data: CommentWrite,
    desk: int,
    *,
    claim: int | None = None,
    article: int | None = None,
    holder: int | None = None,
) -> int:
    text = data.text.strip()
    named = await _mentioned(desk, text)
    row = Comment(
        desk=desk,
        claim=claim,
        article=article,
        author=actor.require_person("Commenting"),
        text=text,
        mentions=msgspec.json.encode(named).decode(),
        at=now(),
    )
    await row.save()
    await _keep_version(row)
    _tell_mentioned(actor, row, {person for *_, person in named})
    inbox.notify(
        desk=desk, kind=Kind.COMMENT, people=[holder], watchers=True, claim=claim, article=article,
        text=text, comment=row.id, by=actor,
    )  # fmt: skip
    # Whoever says something wants to know what is answered.
    await inbox.watch(actor, claim=claim, article=article)
    _audit(actor, "comment", row, {"version": row.version})
    return row.id


async def edit(actor: Actor, comment_id: int, if_match: str | None, data: CommentWrite) -> None:
    """Change one's own words; the earlier ones stay in its versions.

    Only who is newly mentioned is told. Raises NotFound, Forbidden, Conflict where it is deleted,
    PreconditionRequired and Stale.
    """
    async with transaction():
        row = await _lock(actor, comment_id)
        check_edit(standing(row), actor)
        require_version(row.version, if_match, {"version": row.version, "text": row.text})
        text = data.text.strip()
        if text == row.text:
            return
        before = {person for *_, person in json_value(row.mentions)}
        named = await _mentioned(row.desk, text)
        row.text, row.mentions = text, msgspec.json.encode(named).decode()
        row.version += 1
        row.edited_at = now()
        await row.save([Comment.text, Comment.mentions, Comment.version, Comment.edited_at])
        await _keep_version(row)
        await inbox.requote(row.id, row.text)
        _tell_mentioned(actor, row, {person for *_, person in named} - before)
        _audit(actor, "edit", row, {"version": row.version})


async def delete(actor: Actor, comment_id: int) -> None:
    """Take a comment back; its place stays. Again changes nothing. Raises NotFound, Forbidden."""
    async with transaction():
        row = await _lock(actor, comment_id)
        check_delete(standing(row), actor)
        if row.deleted_by is not None:
            return
        await _set_deleted(row, actor.person_id)
        await inbox.withdraw(row.id)
        _audit(actor, "delete", row, {"deleted": True})


async def restore(actor: Actor, comment_id: int) -> None:
    """Undo a deletion. Where there is none, nothing changes. Raises NotFound, Forbidden."""
    async with transaction():
        row = await _lock(actor, comment_id)
        if row.deleted_by is None:
            return
        check_restore(standing(row), actor)
        await _set_deleted(row, None)
        _audit(actor, "restore", row, {"deleted": False})


async def watch_claim(actor: Actor, claim_id: int, *, watching: bool) -> None:
    """Begin or stop being told of a claim's comments and decisions. Raises NotFound, Forbidden."""
    async with transaction():
        claim = await lookups.find(actor, claim_id)
        change = inbox.watch if watching else inbox.unwatch
        await change(actor, claim=claim.id)


async def watch_article(actor: Actor, article_id: int, *, watching: bool) -> None:
    """The same for an article and all claims in it."""
    async with transaction():
        article = await articles.find(actor, article_id)
        actor.require(Role.CHECKER, article.desk, "Watching")
        change = inbox.watch if watching else inbox.unwatch
        await change(actor, article=article.id)


def standing(row: Comment) -> Standing:
    """What decides who may change it."""
    return Standing(desk=row.desk, author=row.author, deleted_by=row.deleted_by)


async def _lock(actor: Actor, comment_id: int) -> Comment:
    row = await Comment.objects().where(Comment.id == comment_id).lock_rows("UPDATE").first()
    if row is None or row.desk not in actor.desks:
        raise NotFound(MISSING)
    actor.require(Role.CHECKER, row.desk, "Commenting")
    return row


async def _set_deleted(row: Comment, by: int | None) -> None:
    row.deleted_by, row.deleted_at = by, now() if by is not None else None
    row.version += 1
    await row.save([Comment.deleted_by, Comment.deleted_at, Comment.version])


async def _mentioned(desk: int, text: str) -> Mentions:
    return mentions(text, await accounts.ids_by_login(desk, logins_in(text)))


async def _keep_version(row: Comment) -> None:
    await CommentVersion.insert(
        CommentVersion(comment=row.id, number=row.version, text=row.text, at=now())
    )


def _tell_mentioned(actor: Actor, row: Comment, people: set[int]) -> None:
    inbox.notify(
        desk=row.desk, kind=Kind.MENTION, people=people, claim=row.claim, article=row.article,
        text=row.text, comment=row.id, by=actor,
    )  # fmt: skip


def _audit(actor: Actor, action: str, row: Comment, after: dict[str, Any]) -> None:
    # Programs may read the trail, and not what people say to each other: never the words.
    audit.record(
        actor,
        action,
        "comment",
        row.id,
        desk=row.desk,
        article=row.article,
        claim=row.claim,
        after=after,
    )
