"""Articles sent together: kept first, then taken in one after the other by a job."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import msgspec

from claimdesk.accounts.rules import Actor, Role
from claimdesk.articles import receiving
from claimdesk.articles.receiving import Received, Sender
from claimdesk.articles.schemas import ArticleCreate, VersionOutcome
from claimdesk.audit import service as audit
from claimdesk.clock import now
from claimdesk.db.engine import transaction
from claimdesk.errors import Invalid, Problem
from claimdesk.evidence.fetch import Limits
from claimdesk.formats.model import IncomingArticle
from claimdesk.formats.reading import Sent
from claimdesk.ingest import places
from claimdesk.ingest.rules import known_as
from claimdesk.ingest.schemas import ArticleFetch, IngestState
from claimdesk.ingest.tables import IngestArticle, IngestItem, IngestRecord
from claimdesk.jobs.queue import enqueue

READ = "ingest.read"
MOST_ITEMS = 500
TOLD_REFUSALS = 100
NAME_CHARS = 300
OWN = "application/vnd.claimdesk.article+json"
"""What the content type of an article in the API's own words is kept as."""
NAMED_FILE = "application/vnd.claimdesk.file"
"""The same of a file whose name says its type, and is what its article is known by if it tells no id."""
LATER = -10
"""The priority of what an archive brings: whatever else waits comes first."""

_CHANGED = frozenset({VersionOutcome.REVISED, VersionOutcome.DESCRIBED, VersionOutcome.WITHDRAWN})


class Tally(msgspec.Struct, kw_only=True):
    """What became of some articles, and of those refused why."""

    added: int = 0
    changed: int = 0
    same: int = 0
    refused: list[str] = msgspec.field(default_factory=list)
    received: list[Received] = msgspec.field(default_factory=list)

    def count(self, received: Received) -> None:
        """Count one that was taken in."""
        self.received.append(received)
        outcome = received.outcome
        self.added += outcome is VersionOutcome.ADDED
        self.changed += outcome in _CHANGED
        self.same += outcome in {VersionOutcome.SAME, VersionOutcome.HISTORY}


async def take_all(
    actor: Actor,
    desk: int,
    source: str,
    articles: Sequence[IncomingArticle],
    max_chars: int,
    *,
    digest: str,
    otherwise: str = "",
) -> Tally:
    """Take in each of some articles, a transaction each; one that is refused stops no other.

    `digest` is of what they came in. One without an id and an address is known `otherwise`, or by
    its words.
    """
    tally = Tally()
    for number, article in enumerate(articles, start=1):
        mark = (
            digest
            if len(articles) == 1
            else hashlib.sha256(msgspec.json.encode(article)).hexdigest()
        )
        name = otherwise if otherwise and len(articles) == 1 else f"sha256:{mark}"
        sender = Sender(source, known_as(article, name), article.version)
        try:
            received = await receiving.receive(actor, desk, sender, article, mark, max_chars)
        except Problem as problem:
            where = f"article {number}: " if len(articles) > 1 else ""
            tally.refused.append(f"{where}{problem.detail}")
        else:
            tally.count(received)
    return tally


async def fetch_one(actor: Actor, data: ArticleFetch, limits: Limits, max_chars: int) -> Received:
    """Take in the article at an address; one that is known is a new text of it.

    Raises Invalid for an address that is not fetched or has no one article, and what `receive` does.
    """
    desk = receiving.check_may_send(actor, data.desk)
    sent = await places.from_address(data.url, limits)
    article = await receiving.read_one(sent)
    source = data.source.strip() or (urlsplit(sent.url).hostname or "web")[:100]
    sender = Sender(source, known_as(article, sent.url), article.version)
    digest = hashlib.sha256(sent.content).hexdigest()
    return await receiving.receive(actor, desk, sender, article, digest, max_chars)


async def send_created(actor: Actor, desk: int | None, items: list[ArticleCreate]) -> int:
    """Keep articles in the API's own words for the job; the batch's number. Raises as `send`."""
    desk = receiving.check_may_send(actor, desk)
    sent = []
    for number, item in enumerate(items, start=1):
        if item.desk not in (None, desk):
            raise Invalid(f"Article {number} names another desk than the batch. Send it by itself.")
        content = msgspec.json.encode(item)
        sent.append(Sent(content=content, content_type=OWN, name=item.external_id or ""))
    return await send(actor, desk, "", sent)


async def send(
    actor: Actor, desk: int | None, source: str, items: Sequence[Sent], *, later: bool = False
) -> int:
    """Keep what was sent and have it taken in by a job; the batch's number.

    `later`: once nothing else waits, also what the articles have done in their turn.
    Raises NotFound, Forbidden and Invalid.
    """
    desk = receiving.check_may_send(actor, desk)
    if not 1 <= len(items) <= MOST_ITEMS:
        raise Invalid(f"Send 1 to {MOST_ITEMS} files at once.")
    if len(source) > 100 or not source.isprintable():
        raise Invalid("The source is at most 100 printable characters.")
    role = actor.roles.get(desk, Role.EDITOR)  # a program's articles are its sender's own words
    async with transaction():
        row = IngestRecord(
            desk=desk, source=source, state=IngestState.WAITING.value, total=len(items),
            person=actor.person_id, name=actor.name, role=role.value,
            created_at=now(), updated_at=now(),
        )  # fmt: skip
        await row.save()
        for number, item in enumerate(items, start=1):
            await IngestItem.insert(
                IngestItem(
                    ingest=row.id,
                    number=number,
                    name=item.name[-NAME_CHARS:].replace("\0", ""),
                    content_type=item.content_type[:200],
                    content=item.content,
                )
            )
        audit.record(actor, "begin", "ingest", row.id, desk=desk, after=_recorded(row))
        priority = LATER if later else None
        await enqueue(READ, lock=f"{READ}:{row.id}", priority=priority, number=row.id)
    return int(row.id)


async def take_in_kept(number: int, max_chars: int) -> None:
    """Take a batch in to its end, from where it was left. For the job."""
    while True:
        row = await IngestRecord.objects().where(IngestRecord.id == number).first()
        if row is None or row.state == IngestState.DONE:
            return
        item = await _next_item(row)
        if item is None:
            await _end(number)
            return
        tally = await _take(row, item, max_chars)
        await _note(number, item, tally)


async def done(number: int) -> int:
    """How many things of a batch are done; 0 where there is no such batch."""
    rows = await IngestRecord.select(IngestRecord.done).where(IngestRecord.id == number)
    return int(rows[0]["done"]) if rows else 0


async def pass_over(number: int, why: str) -> None:
    """Refuse the one thing of a batch that could not be read on from, and have the rest taken in."""
    async with transaction():
        table = IngestRecord
        row = await table.objects().where(table.id == number).lock_rows("UPDATE").first()
        if row is None or row.state == IngestState.DONE:
            return
        item = await _next_item(row)
        if item is not None:
            await _note(number, item, Tally(refused=[why]))
        await enqueue(READ, lock=f"{READ}:{number}", number=number)


async def _take(row: IngestRecord, item: IngestItem, max_chars: int) -> Tally:
    """Killed after this and before it is noted, it is done again, and finds all the same."""
    actor = Actor(name=row.name, person_id=row.person, roles={row.desk: Role(row.role)})
    digest = hashlib.sha256(item.content).hexdigest()
    if item.content_type == OWN:
        own = msgspec.json.decode(item.content, type=ArticleCreate)
        source, articles, otherwise = own.source, [_as_incoming(own)], ""
    else:
        named = item.content_type == NAMED_FILE
        told = "" if named else item.content_type
        sent = Sent(content=item.content, content_type=told, name=item.name)
        otherwise = item.name if named else ""
        try:
            source, articles = row.source or "upload", await receiving.read(sent)
        except Problem as problem:
            return Tally(refused=[problem.detail])
    return await take_all(
        actor, row.desk, source, articles, max_chars, digest=digest, otherwise=otherwise
    )


def _as_incoming(own: ArticleCreate) -> IncomingArticle:
    return IncomingArticle(
        text=own.text,
        headline=own.title or "",
        byline=own.byline,
        dateline=own.dateline,
        section=own.section,
        language=own.declared_language,
        external_id=own.external_id or "",
        url=own.url,
        provider=own.provider,
        usage_terms=own.usage_terms,
        genre=own.genre,
        subjects=tuple(own.subjects),
        embargo=own.embargo,
        published_at=own.published_at,
        status=own.status,
    )


async def _note(number: int, item: IngestItem, tally: Tally) -> None:
    async with transaction():
        row = await _locked(number)
        if row.done != item.number - 1 or row.state == IngestState.DONE:
            return  # somebody else did it meanwhile
        told = msgspec.json.decode(row.refusals)
        for detail in tally.refused[: TOLD_REFUSALS - len(told)]:
            told.append({"number": item.number, "name": item.name, "detail": detail})
        counts = Counter(added=tally.added, changed=tally.changed, same=tally.same)
        for name, count in counts.items():
            setattr(row, name, getattr(row, name) + count)
        for received in tally.received:
            if received.article is None:
                continue  # the withdrawal of what the desk does not have
            kept = IngestArticle(
                ingest=number,
                number=item.number,
                article=received.article,
                outcome=received.outcome.value,
            )
            # One batch may bring an article and a change of it: with the batch, it is new.
            await IngestArticle.insert(kept).on_conflict(action="DO NOTHING")
        row.refused += len(tally.refused)
        row.refusals = msgspec.json.encode(told).decode()
        row.done = item.number
        row.state = IngestState.RUNNING.value
        row.version += 1
        row.updated_at = now()
        await row.save()


async def _end(number: int) -> None:
    async with transaction():
        row = await _locked(number)
        if row.state == IngestState.DONE:
            return
        row.state = IngestState.DONE.value
        row.version += 1
        row.updated_at = now()
        await row.save()
        await IngestItem.delete().where(IngestItem.ingest == number)
        actor = Actor(name=row.name, person_id=row.person)
        audit.record(actor, "end", "ingest", row.id, desk=row.desk, after=_recorded(row))


async def _next_item(row: IngestRecord) -> IngestItem | None:
    next_one = (IngestItem.ingest == row.id) & (IngestItem.number == row.done + 1)
    return await IngestItem.objects().where(next_one).first()


async def _locked(number: int) -> IngestRecord:
    row = await IngestRecord.objects().where(IngestRecord.id == number).lock_rows("UPDATE").first()
    if row is None:
        raise LookupError(f"no batch {number}")
    return row


def _recorded(row: IngestRecord) -> dict[str, Any]:
    names = ("source", "state", "total", "done", "added", "changed", "same", "refused")
    return {name: getattr(row, name) for name in names}
