"""Comments on claims and articles, and watching them. For people: no token reads or writes any."""

from typing import Annotated

from litestar import Controller, Response, delete, get, post, put
from litestar.di import NamedDependency

from claimdesk.accounts.rules import Actor
from claimdesk.comments import service, views
from claimdesk.comments.schemas import Comment, CommentVersion, CommentWrite, Watching
from claimdesk.schemas import Page
from claimdesk.web.documentation import body
from claimdesk.web.parameters import DEFAULT_LIMIT, Cursor, Id, IfMatch, Limit, with_etag

CommentWriteBody = Annotated[
    CommentWrite, body({"text": "@amara, the tariff is in table 4. Do you have the 2019 one?"})
]


class CommentsOfClaim(Controller):
    """What the desk says about a claim."""

    path = "/claims/{claim_id:int}/comments"
    tags = ("comments",)

    @get(operation_id="listClaimComments")
    async def comments(
        self,
        actor: NamedDependency[Actor],
        claim_id: Id,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[Comment]:
        """What was said about the claim, oldest first."""
        return await views.of_claim(actor, claim_id, cursor, limit)

    @post(operation_id="commentOnClaim")
    async def add(
        self, actor: NamedDependency[Actor], claim_id: Id, data: CommentWriteBody
    ) -> Response[Comment]:
        """Say something; whoever is mentioned, holds the claim or watches it is told. You watch it, too."""
        return with_etag(await views.one(actor, await service.on_claim(actor, claim_id, data)))


class CommentsOfArticle(Controller):
    """What the desk says about an article as such."""

    path = "/articles/{article_id:int}/comments"
    tags = ("comments",)

    @get(operation_id="listArticleComments")
    async def comments(
        self,
        actor: NamedDependency[Actor],
        article_id: Id,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[Comment]:
        """What was said about the article, oldest first; its claims have their own."""
        return await views.of_article(actor, article_id, cursor, limit)

    @post(operation_id="commentOnArticle")
    async def add(
        self, actor: NamedDependency[Actor], article_id: Id, data: CommentWriteBody
    ) -> Response[Comment]:
        """Say something; whoever is mentioned or watches the article is told. You watch it, too."""
        return with_etag(await views.one(actor, await service.on_article(actor, article_id, data)))


class Comments(Controller):
    """One comment."""

    path = "/comments/{comment_id:int}"
    tags = ("comments",)

    @get(operation_id="getComment")
    async def comment(self, actor: NamedDependency[Actor], comment_id: Id) -> Response[Comment]:
        """A comment. Its ETag goes into If-Match when you change it."""
        return with_etag(await views.one(actor, comment_id))

    @put(operation_id="editComment")
    async def edit(
        self,
        actor: NamedDependency[Actor],
        comment_id: Id,
        data: CommentWriteBody,
        if_match: IfMatch = None,
    ) -> Response[Comment]:
        """Change your own words; the earlier ones stay readable. Needs If-Match."""
        await service.edit(actor, comment_id, if_match, data)
        return with_etag(await views.one(actor, comment_id))

    @delete(operation_id="deleteComment", status_code=200)
    async def delete(self, actor: NamedDependency[Actor], comment_id: Id) -> Response[Comment]:
        """Take a comment back: its words are hidden, its place stays."""
        await service.delete(actor, comment_id)
        return with_etag(await views.one(actor, comment_id))

    @post("/restoration", operation_id="restoreComment", status_code=200)
    async def restore(self, actor: NamedDependency[Actor], comment_id: Id) -> Response[Comment]:
        """Undo a deletion; for whoever deleted it, and editors."""
        await service.restore(actor, comment_id)
        return with_etag(await views.one(actor, comment_id))

    @get("/versions", operation_id="listCommentVersions")
    async def versions(self, actor: NamedDependency[Actor], comment_id: Id) -> list[CommentVersion]:
        """All words the comment has had; of a deleted one, for editors."""
        return await views.versions(actor, comment_id)


class WatchOfClaim(Controller):
    """Being told of a claim."""

    path = "/claims/{claim_id:int}/watch"
    tags = ("comments",)

    @get(operation_id="getClaimWatch")
    async def watch(self, actor: NamedDependency[Actor], claim_id: Id) -> Watching:
        """Whether you watch the claim, and who does."""
        return await views.watching_claim(actor, claim_id)

    @put(operation_id="watchClaim")
    async def begin(self, actor: NamedDependency[Actor], claim_id: Id) -> Watching:
        """Be told of comments and decisions on the claim."""
        await service.watch_claim(actor, claim_id, watching=True)
        return await views.watching_claim(actor, claim_id)

    @delete(operation_id="unwatchClaim", status_code=200)
    async def end(self, actor: NamedDependency[Actor], claim_id: Id) -> Watching:
        """Be told no more, except of what concerns you by name."""
        await service.watch_claim(actor, claim_id, watching=False)
        return await views.watching_claim(actor, claim_id)


class WatchOfArticle(Controller):
    """Being told of an article and the claims in it."""

    path = "/articles/{article_id:int}/watch"
    tags = ("comments",)

    @get(operation_id="getArticleWatch")
    async def watch(self, actor: NamedDependency[Actor], article_id: Id) -> Watching:
        """Whether you watch the article, and who does."""
        return await views.watching_article(actor, article_id)

    @put(operation_id="watchArticle")
    async def begin(self, actor: NamedDependency[Actor], article_id: Id) -> Watching:
        """Be told of comments and decisions on the article and its claims."""
        await service.watch_article(actor, article_id, watching=True)
        return await views.watching_article(actor, article_id)

    @delete(operation_id="unwatchArticle", status_code=200)
    async def end(self, actor: NamedDependency[Actor], article_id: Id) -> Watching:
        """Be told no more, except of what concerns you by name."""
        await service.watch_article(actor, article_id, watching=False)
        return await views.watching_article(actor, article_id)


ROUTES = (CommentsOfClaim, CommentsOfArticle, Comments, WatchOfClaim, WatchOfArticle)
