"""New texts of known articles: each a revision, with the claims carried over to it."""

import asyncio
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from msgspec import UNSET

from claimdesk.accounts.rules import Actor, Role, Scope
from claimdesk.articles import holds, service
from claimdesk.articles.rules import check_text, title_of
from claimdesk.articles.schemas import RevisionCreate
from claimdesk.articles.tables import Article
from claimdesk.audit import service as audit
from claimdesk.claims import anchors, withdrawals
from claimdesk.claims.guards import is_byline
from claimdesk.db.engine import json_value, transaction
from claimdesk.errors import Forbidden
from claimdesk.evidence.rules import clean_url
from claimdesk.extraction.pipeline import extract
from claimdesk.formats.model import PubStatus
from claimdesk.versions import require_version


class Revised(NamedTuple):
    """The revision that a text is now, and whether it is a new one."""

    number: int
    new: bool


async def revise(
    actor: Actor,
    article_id: int,
    if_match: str | None,
    data: RevisionCreate,
    max_chars: int,
    *,
    version: str | None = None,
    version_created: datetime | None = None,
) -> Revised:
    """Make a text the article's current revision and carry its claims over, all or nothing.

    `if_match` is the ETag of the article, the number of its current revision. The text that it has
    already is no new revision, and needs no ETag unless it says something else of the article.
    `version` is its sender's own count. Raises NotFound, Forbidden, Invalid, TooLarge, PreconditionRequired and Stale.
    """
    actor.require_scope(Scope.ARTICLES_WRITE, "Sending a new text")
    known = await service.find(actor, article_id)
    if actor.token_id is None:
        actor.require(Role.CHECKER, known.desk, "Sending a new text")
    check_text(data.text, max_chars)
    url = None if data.url is None else clean_url(data.url) if data.url.strip() else ""
    found = await asyncio.to_thread(extract, data.text, title=data.title)
    async with transaction():
        old = await service.lock(article_id)
        row = await service.find(actor, article_id)
        current = await service.revision_of(article_id, old.revision)
        changes = _changes(row, data, url, current.text)
        if version is not None and (version, version_created) != (
            row.source_version,
            row.version_created,
        ):
            changes |= {"source_version": version, "version_created": version_created}
        same_text = current.sha256 == found.sha256
        if same_text and not changes:
            return Revised(old.revision, new=False)
        _check_byline(actor, row.byline, str(changes.get("byline", row.byline)), row.desk)
        shown = {"version": old.revision, "sha256": current.sha256, "title": row.title}
        require_version(old.revision, if_match, shown)
        if not same_text:
            changes |= {"current_revision": old.revision + 1, "language": found.language}
        if {"embargo", "status"} & set(changes) and actor.token_id is None:
            actor.require(Role.EDITOR, row.desk, "Changing whether an article may be published")
        before = {name: getattr(row, name) for name in changes}
        for name, value in changes.items():
            setattr(row, name, value)
        await row.save([Article._meta.get_column_by_name(name) for name in changes])
        after = dict(changes)
        claims = await anchors.lock_all(article_id)
        if "byline" in changes:
            await anchors.credit(claims, row.byline)
        withdrawn = changes.get("status") == PubStatus.CANCELED
        if not same_text:
            await service.add_revision(row, data.text, found)
            numbers = {claim.revision for claim in claims}
            texts = await service.revisions_of(article_id, sorted(numbers))
            counts = await anchors.carry_over(
                actor,
                old._replace(revision=row.current_revision, text=data.text),
                row.byline,
                claims,
                {number: revision.text for number, revision in texts.items()},
                found.claims,
            )
            after |= {"sha256": found.sha256, "claims": counts}
        if not withdrawn:
            after |= await holds.follow(row)
        else:
            after["withdrawn"] = await withdrawals.of_article(actor, article_id, claims)
        audit.record(
            actor,
            "withdraw" if withdrawn else "describe" if same_text else "revise",
            "article",
            article_id,
            desk=row.desk,
            article=article_id,
            before=before,
            after=after,
        )
    return Revised(row.current_revision, new=not same_text)


def _check_byline(actor: Actor, before: str, after: str, desk: int) -> None:
    """Nobody takes their own name out of a byline, and so comes to check their own article."""
    if (
        actor.person_id is not None
        and is_byline(before, actor.name)
        and not is_byline(after, actor.name)
    ):
        raise Forbidden("Your name stands in the article's byline. Ask a colleague to take it out.")
    if before and before != after and actor.token_id is None:
        actor.require(Role.EDITOR, desk, "Changing a byline")


def _changes(row: Article, data: RevisionCreate, url: str | None, text: str) -> dict[str, Any]:
    """What the article is called and where it stands, as far as it is different now.

    A title that was taken from the text follows the text.
    """
    given = {
        "title": (data.title or "").strip() or None,
        "byline": None if data.byline is None else data.byline.strip(),
        "section": None if data.section is None else data.section.strip(),
        "url": url,
        "subjects": None
        if data.subjects is None
        else _subjects(row, msgspec.json.encode(data.subjects).decode()),
        "status": None if data.status is None else data.status.value,
    }
    for name in ("declared_language", "dateline", "provider", "usage_terms", "genre"):
        value = getattr(data, name)
        given[name] = None if value is None else value.strip()
    if given["title"] is None and row.title == title_of(text):
        given["title"] = title_of(data.text)
    moments = {
        name: value
        for name in ("embargo", "published_at")
        if (value := getattr(data, name)) is not UNSET and value != getattr(row, name)
    }
    return moments | {
        name: value
        for name, value in given.items()
        if value is not None and value != getattr(row, name)
    }


def _subjects(row: Article, given: str) -> str:
    """The subjects as they are stored, to the letter where they are the same: JSONB respaces them."""
    return row.subjects if json_value(row.subjects) == json_value(given) else given
