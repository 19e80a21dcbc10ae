"""A person's inbox."""

from typing import Annotated

from litestar import Controller, get, post, put
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from claimdesk.accounts.rules import Actor
from claimdesk.inbox import digest, service, views
from claimdesk.inbox.schemas import (
    DigestPreference,
    DigestWrite,
    Inbox,
    InboxCounts,
    InboxSummary,
    Notice,
    ReadAll,
)
from claimdesk.periods import between
from claimdesk.web.documentation import body
from claimdesk.web.parameters import DEFAULT_LIMIT, Cursor, Id, Limit, Since, Until

DigestBody = Annotated[DigestWrite, body({"digest": "daily", "zone": "Europe/Berlin"})]
ReadAllBody = Annotated[ReadAll, body({"up_to": 120})]
Unread = Annotated[bool | None, QueryParameter(description="only unread ones, or only read ones")]
Undone = Annotated[bool | None, QueryParameter(description="only tasks still to do, or done")]


class InboxOfCaller(Controller):
    """What the caller should look at."""

    path = "/inbox"
    tags = ("inbox",)

    @get(operation_id="getInbox")
    async def inbox(
        self,
        actor: NamedDependency[Actor],
        unread: Unread = None,
        undone: Undone = None,
        since: Since = None,
        until: Until = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Inbox:
        """The caller's own notices and tasks, newest first, with counts of what is unread and undone."""
        since, until = between(since, until)
        return await views.inbox(
            actor,
            unread=unread,
            undone=undone,
            since=since,
            until=until,
            cursor=cursor,
            limit=limit,
        )

    @get("/summary", operation_id="getInboxSummary")
    async def summary(self, actor: NamedDependency[Actor]) -> InboxSummary:
        """What waits for you now, as the digest counts it."""
        return await digest.summary(actor)

    @get("/digest", operation_id="getDigest")
    async def digest(self, actor: NamedDependency[Actor]) -> DigestPreference:
        """Whether you get a digest."""
        return await digest.preference(actor)

    @put("/digest", operation_id="chooseDigest")
    async def choose_digest(
        self, actor: NamedDependency[Actor], data: DigestBody
    ) -> DigestPreference:
        """Get one notice each morning of what waits for you, or none."""
        return await digest.choose(actor, data)

    @post("/{notice_id:int}/read", operation_id="readNotice", status_code=200)
    async def read(self, actor: NamedDependency[Actor], notice_id: Id) -> Notice:
        """Mark one as read. A task stays open until it is done."""
        await service.mark_read(actor, notice_id)
        return await views.one(actor, notice_id)

    @post("/{notice_id:int}/done", operation_id="finishTask", status_code=200)
    async def done(self, actor: NamedDependency[Actor], notice_id: Id) -> Notice:
        """Say that a task is done: for everybody who was given it, with who did it and when."""
        await service.mark_done(actor, notice_id)
        return await views.one(actor, notice_id)

    @post("/read-all", operation_id="readAllNotices", status_code=200)
    async def read_all(self, actor: NamedDependency[Actor], data: ReadAllBody) -> InboxCounts:
        """Mark everything as read, or what was shown: notices that came later stay unread."""
        await service.mark_all_read(actor, data.up_to)
        return await views.counts(actor)


ROUTES = (InboxOfCaller,)
