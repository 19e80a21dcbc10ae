"""Comments as people of the desk see them. Programs never do."""

from piccolo.columns.combination import Where

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.articles import service as articles
from claimdesk.claims import lookups
from claimdesk.comments.rules import may_read_words
from claimdesk.comments.schemas import Comment, CommentVersion, Mention, Watching
from claimdesk.comments.service import MISSING, Mentions, standing
from claimdesk.comments.tables import Comment as CommentRow
from claimdesk.comments.tables import CommentVersion as VersionRow
from claimdesk.db.engine import json_value
from claimdesk.errors import Forbidden, NotFound
from claimdesk.inbox import service as inbox
from claimdesk.pages import cut, decode_cursor
from claimdesk.schemas import Page


async def of_claim(actor: Actor, claim_id: int, cursor: str | None, limit: int) -> Page[Comment]:
    """What was said about a claim, oldest first. Raises NotFound, and Forbidden for programs."""
    claim = await lookups.find(actor, claim_id)
    return await _page(CommentRow.claim == claim.id, cursor, limit)


async def of_article(
    actor: Actor, article_id: int, cursor: str | None, limit: int
) -> Page[Comment]:
    """What was said about an article as such, oldest first. Raises as `of_claim` does."""
    article = await articles.find(actor, article_id)
    actor.require(Role.CHECKER, article.desk, "Reading comments")
    return await _page(CommentRow.article == article.id, cursor, limit)


async def watching_claim(actor: Actor, claim_id: int) -> Watching:
    """Who watches a claim. Raises as `of_claim` does."""
    claim = await lookups.find(actor, claim_id)
    return await _watching(actor, claim.desk, claim=claim.id)


async def watching_article(actor: Actor, article_id: int) -> Watching:
    """Who watches an article. Raises as `of_claim` does."""
    article = await articles.find(actor, article_id)
    actor.require(Role.CHECKER, article.desk, "Watching")
    return await _watching(actor, article.desk, article=article.id)


async def _watching(
    actor: Actor, desk: int, *, claim: int | None = None, article: int | None = None
) -> Watching:
    people = await inbox.watchers(desk, claim=claim, article=article)
    refs = await accounts.person_refs(people)
    return Watching(
        watching=actor.person_id in people, watchers=[refs[person] for person in people]
    )


async def one(actor: Actor, comment_id: int) -> Comment:
    """A comment. Raises NotFound, and Forbidden for programs."""
    return (await _shown([await _find(actor, comment_id)]))[0]


async def versions(actor: Actor, comment_id: int) -> list[CommentVersion]:
    """All words a comment has had, oldest first.

    Those of a deleted one are for editors and whoever deleted it. Raises NotFound, Forbidden.
    """
    row = await _find(actor, comment_id)
    if not may_read_words(standing(row), actor):
        raise Forbidden("The comment is deleted; its words are for editors.")
    rows = await VersionRow.select().where(VersionRow.comment == row.id).order_by(VersionRow.number)
    return [CommentVersion(number=r["number"], text=r["text"], at=r["at"]) for r in rows]


async def _find(actor: Actor, comment_id: int) -> CommentRow:
    row = await CommentRow.objects().where(CommentRow.id == comment_id).first()
    if row is None or row.desk not in actor.desks:
        raise NotFound(MISSING)
    actor.require(Role.CHECKER, row.desk, "Reading comments")
    return row


async def _page(where: Where, cursor: str | None, limit: int) -> Page[Comment]:
    query = CommentRow.objects().where(where).order_by(CommentRow.id).limit(limit + 1)
    if cursor is not None:
        query = query.where(CommentRow.id > decode_cursor(cursor, int))
    rows, more = cut(await query, limit, lambda row: row.id)
    return Page(items=await _shown(rows), next=more)


async def _shown(rows: list[CommentRow]) -> list[Comment]:
    named: dict[int, Mentions] = {row.id: json_value(row.mentions) for row in rows}
    people = await accounts.person_refs(
        list(
            {row.author for row in rows}
            | {row.deleted_by for row in rows if row.deleted_by}
            | {person for found in named.values() for *_, person in found}
        )
    )
    return [
        Comment(
            id=row.id,
            claim=row.claim,
            article=row.article,
            author=people[row.author],
            text=row.text if row.deleted_by is None else None,
            mentions=[
                Mention(start=start, end=end, person=people[person])
                for start, end, person in named[row.id]
                if row.deleted_by is None
            ],
            version=row.version,
            at=row.at,
            edited_at=row.edited_at,
            deleted_at=row.deleted_at,
            deleted_by=people.get(row.deleted_by),
        )
        for row in rows
    ]
