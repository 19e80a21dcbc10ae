"""The right of reply."""

from typing import Annotated

from litestar import Controller, get, post
from litestar.di import NamedDependency

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.replies import service
from claimdesk.replies.schemas import Reply, ReplyCreate, ReplyEntryCreate
from claimdesk.web.documentation import body
from claimdesk.web.parameters import Id, needs_scope

ReplyCreateBody = Annotated[
    ReplyCreate,
    body(
        {
            "subject": "Harbour Authority of Port Halden",
            "concern": "That 120 jobs are to go.",
            "channel": "press_office",
            "deadline": "2036-11-25T12:00:00Z",
        }
    ),
]
EntryCreateBody = Annotated[
    ReplyEntryCreate,
    body(
        {
            "kind": "answer",
            "answer": "quote",
            "words": "“No posts are to be cut,” the authority’s spokeswoman, Ane Rui, wrote.",
        }
    ),
]


class Replies(Controller):
    """Who was asked for a reply, what they answered, and where it is used."""

    path = "/articles/{article_id:int}/replies"
    tags = ("replies",)

    @get(operation_id="listReplies", guards=[needs_scope(Scope.DESK_READ, "Reading replies")])
    async def replies(self, actor: NamedDependency[Actor], article_id: Id) -> list[Reply]:
        """The replies sought on an article and on its claims."""
        return await service.of_article(actor, article_id)

    @post(operation_id="openReply")
    async def open_reply(
        self, actor: NamedDependency[Actor], article_id: Id, data: ReplyCreateBody
    ) -> Reply:
        """Note a named person or body that is to be heard, and how they were contacted."""
        return await service.open_reply(actor, article_id, data)

    @post("/{reply_id:int}/entries", operation_id="addReplyEntry")
    async def add_entry(
        self, actor: NamedDependency[Actor], article_id: Id, reply_id: Id, data: EntryCreateBody
    ) -> Reply:
        """Record another contact, the answer, or where it is used. Nothing is ever changed."""
        return await service.add_entry(actor, article_id, reply_id, data)


ROUTES = (Replies,)
"""Routes of the right of reply."""
