"""Articles from other systems: the same again changes nothing, a newer version is the new text."""

import asyncio
from typing import Any, NamedTuple

import msgspec

from claimdesk.accounts.rules import Actor, Role, Scope
from claimdesk.accounts.service import own_desk
from claimdesk.articles import revisions, service, versions, withdrawals
from claimdesk.articles.rules import check_text, fields_of, is_older
from claimdesk.articles.schemas import ArticleCreate, RevisionCreate, VersionOutcome
from claimdesk.articles.tables import Article, Withdrawal
from claimdesk.audit import service as audit
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Invalid, NothingToWithdraw, WrongMediaType
from claimdesk.formats import reading
from claimdesk.formats.model import IncomingArticle, PubStatus, UnknownType, Unreadable
from claimdesk.formats.reading import Sent

_TAKING_IN = "Adding articles"


class Sender(NamedTuple):
    """Under which name an article is known, and the version that is sent; empty where none is told."""

    source: str
    external_id: str
    version: str = ""


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """What a version came to, on which article; null for the withdrawal of one that the desk lacks."""

    article: int | None
    outcome: VersionOutcome
    current_version: str


async def read(sent: Sent) -> list[IncomingArticle]:
    """The articles in what was sent. Raises Invalid, or WrongMediaType for a type that is not read."""
    try:
        return await asyncio.to_thread(reading.read, sent)
    except UnknownType as error:
        raise WrongMediaType(str(error)) from error
    except Unreadable as error:
        raise Invalid(str(error)) from error


async def read_one(sent: Sent) -> IncomingArticle:
    """The article in what was sent. Raises as `read`, and Invalid where there are several."""
    found = await read(sent)
    if len(found) != 1:
        raise Invalid(
            f"There are {len(found)} articles in it, and this call takes one. Send them to "
            "POST /articles/batch."
        )
    return found[0]


def require_article(received: Received) -> int:
    """The article that something was a version of, for calls that answer it. Raises NothingToWithdraw."""
    if received.article is None:
        raise NothingToWithdraw(
            "The desk does not have this article. That it is withdrawn is kept: a version from before "
            "that comes late is withdrawn, too."
        )
    return received.article


def check_may_send(actor: Actor, desk: int | None) -> int:
    """The desk that somebody sends to. Raises NotFound, Forbidden, Invalid."""
    actor.require_scope(Scope.ARTICLES_WRITE, _TAKING_IN)
    found = own_desk(actor, desk)
    if actor.token_id is None:
        actor.require(Role.CHECKER, found, _TAKING_IN)
    return found


async def receive(
    actor: Actor,
    desk: int | None,
    sender: Sender,
    sent: IncomingArticle,
    digest: str,
    max_chars: int,
) -> Received:
    """Take in a version of an article, known or not, all or nothing.

    `digest` is the SHA-256 of what was sent. Raises Conflict where that version came with another
    content before, and what `take_in` and `revise` raise.
    """
    desk = check_may_send(actor, desk)
    _check_names(sender)
    if sent.text or sent.status is not PubStatus.CANCELED:
        check_text(sent.text, max_chars)
    async with transaction():
        # Versions of one article come in one after the other, also its very first two.
        name = f"{desk}\n{sender.source}\n{sender.external_id}"
        await fetch("SELECT pg_advisory_xact_lock(hashtextextended({}, 4711))", name)
        row = await (
            Article.objects()
            .where(
                (Article.desk == desk)
                & (Article.source == sender.source)
                & (Article.external_id == sender.external_id)
            )
            .first()
        )
        if row is None:
            return await _first(actor, desk, sender, sent, digest, max_chars)
        if sender.version and await versions.is_known(row, sender.version, sent, digest):
            return _received(row, VersionOutcome.SAME)
        if _is_late(row, sender.version, sent):
            return await _keep(actor, row, sender, sent, digest)
        return await _next(actor, row, sender, sent, digest, max_chars)


def _is_late(row: Article, version: str, sent: IncomingArticle) -> bool:
    """Whether a version comes after a later one, or after its own withdrawal."""
    if version and version == row.source_version and sent.status is not PubStatus.CANCELED:
        return PubStatus(row.status) is PubStatus.CANCELED
    return is_older(version, sent.version_created, row.source_version, row.version_created)


def _check_names(sender: Sender) -> None:
    """Refuse names that cannot be kept, or that nobody could write again."""
    for name, value, least, most in (
        ("source", sender.source, 1, 100),
        ("external id", sender.external_id, 1, 300),
        ("version", sender.version, 0, 100),
    ):
        if not least <= len(value) <= most or not value.isprintable() or value != value.strip():
            raise Invalid(f"The {name} has to be {least} to {most} printable characters.")


async def _first(
    actor: Actor, desk: int, sender: Sender, sent: IncomingArticle, digest: str, max_chars: int
) -> Received:
    """The first text of an article. One that was withdrawn since is so from the start."""
    earlier = await withdrawals.kept(desk, sender.source, sender.external_id)
    if not sent.text:
        return await _withdraw_unknown(actor, desk, sender, sent, digest, earlier)
    last = withdrawals.newest(earlier)
    version, created = sender.version, sent.version_created
    data = ArticleCreate(
        text=sent.text,
        source=sender.source,
        external_id=sender.external_id,
        desk=desk,
        **_described(sent),
    )
    late = last is not None and (
        (version != "" and version in {row.version for row in earlier})
        or is_older(version, created, last.version, last.version_created)
    )
    if last is not None and late:
        data = msgspec.structs.replace(data, status=PubStatus.CANCELED)
        version, created = last.version, last.version_created
    article_id = await service.take_in(
        actor, data, max_chars, version=version, version_created=created
    )
    row = await service.find(actor, article_id)
    await withdrawals.hand_over(earlier, article_id)
    if late:
        return await _keep(actor, row, sender, sent, digest, revision=1)
    await versions.record(actor, row, sender.version, sent, digest, revision=1)
    return _received(row, VersionOutcome.ADDED)


async def _withdraw_unknown(
    actor: Actor,
    desk: int,
    sender: Sender,
    sent: IncomingArticle,
    digest: str,
    earlier: list[Withdrawal],
) -> Received:
    """The withdrawal of what the desk does not have is kept, for what comes late."""
    row = Withdrawal(
        desk=desk,
        source=sender.source,
        external_id=sender.external_id,
        version=sender.version,
        digest=digest,
        fields=versions.hash_of(sent),
        version_created=sent.version_created,
        received_at=now(),
        received_by=actor.name,
    )
    is_known = any(withdrawals.is_same(one, row) for one in earlier)
    if not is_known:
        await withdrawals.keep(actor, row)
        earlier = [*earlier, row]
    last = withdrawals.newest(earlier) or row
    if is_known:
        outcome = VersionOutcome.SAME
    else:
        outcome = VersionOutcome.WITHDRAWN if last is row else VersionOutcome.HISTORY
    return Received(article=None, outcome=outcome, current_version=last.version)


async def _next(
    actor: Actor, row: Article, sender: Sender, sent: IncomingArticle, digest: str, max_chars: int
) -> Received:
    locked = await service.lock(row.id)
    was = PubStatus(row.status)
    data = RevisionCreate(text=sent.text or locked.text, **_described(sent))
    if not sender.version:
        data = msgspec.structs.replace(data, **_unsaid(sent))
    revised = await revisions.revise(
        actor,
        row.id,
        f'"{locked.revision}"',
        data,
        max_chars,
        version=sender.version or row.source_version,
        version_created=sent.version_created or row.version_created,
    )
    before, row = row, await service.find(actor, row.id)
    await versions.record(actor, row, sender.version, sent, digest, revision=revised.number)
    if PubStatus(row.status) is PubStatus.CANCELED and was is not PubStatus.CANCELED:
        return _received(row, VersionOutcome.WITHDRAWN)
    if revised.new:
        return _received(row, VersionOutcome.REVISED)
    same = not sender.version and before.to_dict() == row.to_dict()
    return _received(row, VersionOutcome.SAME if same else VersionOutcome.DESCRIBED)


async def _keep(
    actor: Actor,
    row: Article,
    sender: Sender,
    sent: IncomingArticle,
    digest: str,
    *,
    revision: int | None = None,
) -> Received:
    """A version that comes late is history: kept where it has a number, and never the current one.

    Its text is kept with it, unless it is a `revision` as the only one of a withdrawn article.
    """
    await versions.record(actor, row, sender.version, sent, digest, revision=revision)
    if sender.version:
        audit.record(
            actor,
            "keep_version",
            "article",
            row.id,
            desk=row.desk,
            article=row.id,
            after={"version": sender.version, "current": row.source_version},
        )
    return _received(row, VersionOutcome.HISTORY)


def _described(sent: IncomingArticle) -> dict[str, Any]:
    """What is said of the article, in the words of ArticleCreate and RevisionCreate."""
    found = fields_of(sent)
    found["title"] = found["title"] or None
    return found


def _unsaid(sent: IncomingArticle) -> dict[str, Any]:
    """Without a version there is no telling a field taken away from one not told: it stays."""
    found = fields_of(sent)
    plain = {name: None for name, value in found.items() if value in ("", [])}
    unset = {name: msgspec.UNSET for name in ("embargo", "published_at") if found[name] is None}
    return plain | unset


def _received(row: Article, outcome: VersionOutcome) -> Received:
    return Received(article=row.id, outcome=outcome, current_version=row.source_version)
