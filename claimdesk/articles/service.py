"""Articles and their revisions: taken in once, kept to the letter."""

import asyncio
from datetime import datetime
from typing import NamedTuple
from uuid import uuid4

import msgspec
from asyncpg import UniqueViolationError
from piccolo.columns.combination import WhereRaw
from piccolo.query import OrderByRaw

from claimdesk.accounts.rules import Actor, Role, Scope
from claimdesk.accounts.service import own_desk
from claimdesk.articles.rules import byline_of, check_text, held_of, title_of
from claimdesk.articles.schemas import ArticleCreate, ArticleFilter, ArticleOrder
from claimdesk.articles.tables import Article, Revision, SourceVersion
from claimdesk.audit import service as audit
from claimdesk.claims import intake, lookups
from claimdesk.claims.schemas import ClaimArticle
from claimdesk.clock import now
from claimdesk.db.engine import json_value, transaction
from claimdesk.errors import Conflict, NotFound
from claimdesk.evidence.rules import clean_url
from claimdesk.extraction.model import Extraction
from claimdesk.extraction.pipeline import extract
from claimdesk.formats.model import PubStatus
from claimdesk.publishing.schemas import RatedArticle


async def take_in(
    actor: Actor,
    data: ArticleCreate,
    max_chars: int,
    *,
    version: str = "",
    version_created: datetime | None = None,
) -> int:
    """Store an article with the claims found in it, all or nothing; the article's id.

    `version` is its sender's own count, where it has one.
    Raises Invalid or TooLarge for a text that cannot be one, Conflict when the desk already has
    an article with that source and external id.
    """
    desk = own_desk(actor, data.desk)
    if actor.token_id is None:
        actor.require(Role.CHECKER, desk, "Adding articles")
    actor.require_scope(Scope.ARTICLES_WRITE, "Adding articles")
    check_text(data.text, max_chars)
    url = clean_url(data.url) if data.url.strip() else ""
    # Off the event loop: a long article takes a moment, and others are served meanwhile.
    found = await asyncio.to_thread(extract, data.text, title=data.title)
    async with transaction():
        article = Article(
            desk=desk,
            source=data.source,
            external_id=data.external_id or str(uuid4()),
            title=(data.title or "").strip() or title_of(data.text),
            byline=data.byline.strip() or byline_of(data.text),
            section=data.section.strip(),
            url=url,
            language=found.language,
            current_revision=1,
            declared_language=data.declared_language.strip(),
            dateline=data.dateline.strip(),
            provider=data.provider.strip(),
            usage_terms=data.usage_terms.strip(),
            genre=data.genre.strip(),
            subjects=msgspec.json.encode(data.subjects).decode(),
            published_at=data.published_at,
            embargo=data.embargo,
            status=data.status.value,
            source_version=version,
            version_created=version_created,
            created_at=now(),
            created_by=actor.name,
        )
        if (there := await _known(article)) is not None:
            raise _taken_in(article, there)
        try:
            await article.save()
        except UniqueViolationError as error:  # somebody sent it at the same moment
            raise _taken_in(article, None) from error
        await add_revision(article, data.text, found)
        await intake.add_extracted(desk, article.id, 1, article.byline, found.claims)
        audit.record(
            actor,
            "take_in",
            "article",
            article.id,
            desk=desk,
            article=article.id,
            after={"title": article.title, "sha256": found.sha256, "claims": len(found.claims)}
            | ({"version": version} if version else {})
            | ({"embargo": data.embargo} if data.embargo else {})
            | ({"status": data.status} if data.status is not PubStatus.USABLE else {}),
        )
    return article.id


async def _known(article: Article) -> int | None:
    row = (
        await Article.select(Article.id)
        .where(
            (Article.desk == article.desk)
            & (Article.source == article.source)
            & (Article.external_id == article.external_id)
        )
        .first()
    )
    return None if row is None else int(row["id"])


def _taken_in(article: Article, known: int | None) -> Conflict:
    return Conflict(
        f"The desk already has {article.source} {article.external_id}. An article is taken in once; "
        f"send a new text of it to POST /articles/{known or '{article_id}'}/revisions."
    )


async def add_revision(article: Article, text: str, found: Extraction) -> None:
    """Store a text as the article's current revision, in the caller's transaction."""
    await Revision.insert(
        Revision(
            article=article.id,
            number=article.current_revision,
            text=text,
            sha256=found.sha256,
            language=found.language,
            furniture=msgspec.json.encode(found.furniture).decode(),
            created_at=now(),
        )
    )


class RevisionText(NamedTuple):
    """One revision of an article."""

    text: str
    sha256: str
    language: str
    furniture: list[tuple[int, int]]
    created_at: datetime


class LockedArticle(NamedTuple):
    """An article under its lock, with its current text: nobody adds a revision meanwhile."""

    id: int
    desk: int
    revision: int
    text: str


async def find(actor: Actor, article_id: int) -> Article:
    """The article's row. Raises NotFound where it is not on the caller's desks."""
    row = await Article.objects().where(Article.id == article_id).first()
    if row is None or row.desk not in actor.desks:
        raise NotFound("There is no such article on your desks.")
    return row


class Sent(NamedTuple):
    """A version as its sender counts them: `revision` is the text it became, null for one that came late."""

    article: Article
    version: str
    revision: int | None


async def version_sent(actor: Actor, source: str, external_id: str, version: str | None) -> Sent:
    """A version of an article by its sender's names; the newest where none is named. Raises NotFound."""
    row = (
        await Article.objects()
        .where(
            Article.desk.is_in(sorted(actor.desks))
            & (Article.source == source)
            & (Article.external_id == external_id)
        )
        .order_by(Article.id)
        .first()
    )
    if row is None:
        raise NotFound(f"Your desks have no article {external_id} of {source}: send it first.")
    if version is None or version == row.source_version:
        return Sent(row, row.source_version, row.current_revision)
    came = (
        await SourceVersion.select(SourceVersion.revision)
        .where((SourceVersion.article == row.id) & (SourceVersion.version == version))
        .order_by(OrderByRaw("status = 'canceled'"))  # its text before its withdrawal
        .first()
    )
    if came is None:
        last = f" The newest it has is {row.source_version}." if row.source_version else ""
        raise NotFound(
            f"The desk has not got version {version} of this article: send it first.{last}"
        )
    return Sent(row, version, came["revision"])


async def lock(article_id: int) -> LockedArticle:
    """Lock an article before its claims, so that its revision stays; rows may refer to it still."""
    row = await Article.objects().where(Article.id == article_id).lock_rows("NO KEY UPDATE").first()
    if row is None:
        raise LookupError(f"no article {article_id}")
    text = (await revision_of(article_id, row.current_revision)).text
    return LockedArticle(row.id, row.desk, row.current_revision, text)


async def revision_of(article_id: int, number: int) -> RevisionText:
    """One revision of an article. Raises LookupError."""
    return (await revisions_of(article_id, [number]))[number]


async def revisions_of(article_id: int, numbers: list[int]) -> dict[int, RevisionText]:
    """Revisions of an article by number. Raises LookupError where one is missing."""
    rows = await Revision.objects().where(
        (Revision.article == article_id) & Revision.number.is_in([*numbers, -1])
    )
    found = {
        row.number: RevisionText(
            row.text, row.sha256, row.language, json_value(row.furniture), row.created_at
        )
        for row in rows
    }
    if missing := set(numbers) - set(found):
        raise LookupError(f"article {article_id} has no revisions {sorted(missing)}")
    return found


async def text_of(article_id: int, revision: int) -> str:
    """The text of one revision."""
    return (await revision_of(article_id, revision)).text


async def listed(
    actor: Actor, wanted: ArticleFilter, after: tuple[int, str] | None, limit: int
) -> list[Article]:
    """Articles of the caller's desks under a filter, in its order, after the one with an id and title."""
    query = Article.objects().where(Article.desk.is_in(actor.desk_ids))
    if words := wanted.text.strip():
        like = f"%{words.translate(_AS_LETTERS)}%"
        query = query.where(
            Article.title.ilike(like) | Article.byline.ilike(like) | Article.section.ilike(like)
        )
    if wanted.open is not None:
        some = lookups.some_open()
        query = query.where(WhereRaw(some[0] if wanted.open else f"NOT {some[0]}", *some[1]))
    match wanted.order:
        case ArticleOrder.TITLE:
            query = query.order_by(OrderByRaw("lower(article.title), article.id"))
            if after is not None:
                query = query.where(
                    WhereRaw(
                        "(lower(article.title), article.id) > (lower({}), {})", after[1], after[0]
                    )
                )
        case ArticleOrder.OLDEST:
            query = query.order_by(Article.id)
            if after is not None:
                query = query.where(Article.id > after[0])
        case ArticleOrder.NEWEST:
            query = query.order_by(Article.id, ascending=False)
            if after is not None:
                query = query.where(Article.id < after[0])
    return await query.limit(limit)


_AS_LETTERS = str.maketrans({sign: f"\\{sign}" for sign in "\\%_"})
"""What LIKE would read as a pattern."""


async def titles(ids: list[int]) -> dict[int, str]:
    """Titles by article id."""
    if not ids:
        return {}
    rows = await Article.select(Article.id, Article.title).where(Article.id.is_in(ids))
    return {row["id"]: row["title"] for row in rows}


async def refs(ids: set[int]) -> dict[int, ClaimArticle]:
    """Articles as their claims name them, by id."""
    if not ids:
        return {}
    rows = await Article.select(Article.id, Article.title, Article.status, Article.embargo).where(
        Article.id.is_in(sorted(ids))
    )
    moment = now()
    return {
        row["id"]: ClaimArticle(
            id=row["id"],
            title=row["title"],
            held=held_of(PubStatus(row["status"]), row["embargo"], moment),
        )
        for row in rows
    }


async def held_back(article_id: int) -> str:
    """Why nothing may be published on an article now, for people; empty if it may."""
    found = await all_held_back({article_id})
    if article_id not in found:
        raise LookupError(f"no article {article_id}")
    return found[article_id]


async def all_held_back(ids: set[int]) -> dict[int, str]:
    """The same of articles by id; those that are not there are left out."""
    found = await refs(ids)
    return {number: "" if ref.held is None else ref.held.detail for number, ref in found.items()}


async def rated(article_id: int) -> RatedArticle:
    """The article as the ratings feed names it."""
    return (await rated_all({article_id}))[article_id]


async def rated_all(ids: set[int]) -> dict[int, RatedArticle]:
    """Articles as the ratings feed names them, by id. Raises LookupError where one is missing."""
    rows = await Article.select().where(Article.id.is_in([*ids, -1]))
    found = {
        row["id"]: msgspec.convert(row | {"revision": row["current_revision"]}, RatedArticle)
        for row in rows
    }
    if missing := ids - set(found):
        raise LookupError(f"no articles {sorted(missing)}")
    return found


async def texts(revisions: set[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Texts by article id and revision number."""
    if not revisions:
        return {}
    numbers = {number for _, number in revisions}
    rows = await Revision.select(Revision.article, Revision.number, Revision.text).where(
        Revision.article.is_in([article for article, _ in revisions])
        & Revision.number.is_in(list(numbers))
    )
    return {(row["article"], row["number"]): row["text"] for row in rows}
