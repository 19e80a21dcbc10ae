"""Articles in and out."""

from typing import Annotated, Any

from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.articles import revisions, service, views
from claimdesk.articles.schemas import (
    Article,
    ArticleCreate,
    ArticleFilter,
    ArticleOrder,
    ArticleSummary,
    Revision,
    RevisionCreate,
    RevisionSummary,
)
from claimdesk.publishing import service as publishing
from claimdesk.publishing.rules import claim_reviews
from claimdesk.reports.schemas import VerdictReport
from claimdesk.reports.service import verdict_report
from claimdesk.scales import crosswalks
from claimdesk.schemas import Page
from claimdesk.settings import Settings
from claimdesk.web.documentation import body
from claimdesk.web.parameters import DEFAULT_LIMIT, Cursor, Id, IfMatch, Limit, SmallId, needs_scope

READ = [needs_scope(Scope.DESK_READ, "Reading articles")]
Words = Annotated[
    str, QueryParameter(max_length=200, description="words in title, byline or section")
]
WithOpen = Annotated[
    bool | None,
    QueryParameter(name="open", required=False, description="with claims still to be worked on"),
]
Order = Annotated[ArticleOrder, QueryParameter(description="how the list is sorted")]

ArticleCreateBody = Annotated[
    ArticleCreate,
    body(
        {
            "text": "Harbour fees to double\n\nThe fees will double, the council said.",
            "byline": "Ines Calloway",
            "section": "local",
            "source": "cms",
            "external_id": "harbour-1",
            "url": "https://paper.example.org/harbour",
        }
    ),
]

RevisionCreateBody = Annotated[
    RevisionCreate,
    body({"text": "Harbour fees to rise\n\nThe fees will rise by half, the council said."}),
]


class Articles(Controller):
    """Articles, what was found in them, and what the desk says of them."""

    path = "/articles"
    tags = ("articles",)

    @get(operation_id="listArticles", guards=READ)
    async def articles(
        self,
        actor: NamedDependency[Actor],
        text: Words = "",
        with_open: WithOpen = None,
        order: Order = ArticleOrder.NEWEST,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[ArticleSummary]:
        """Articles of the desk, newest first."""
        wanted = ArticleFilter(text=text, open=with_open, order=order)
        return await views.listing(actor, wanted, cursor, limit)

    @post(operation_id="addArticle")
    async def add(
        self,
        request: Request[Actor, Any, Any],
        actor: NamedDependency[Actor],
        data: ArticleCreateBody,
        settings: NamedDependency[Settings],
    ) -> Response[Article]:
        """Take an article in: its claims are found and queued. All or nothing."""
        article_id = await service.take_in(actor, data, settings.max_article_chars)
        article = await views.whole(actor, article_id)
        return Response(article, headers={"Location": f"{request.url.path}/{article_id}"})

    @get("/{article_id:int}", operation_id="getArticle", guards=READ)
    async def article(self, actor: NamedDependency[Actor], article_id: Id) -> Response[Article]:
        """An article with its text and the claims in it. Its ETag goes with the next text."""
        article = await views.whole(actor, article_id)
        return Response(article, headers={"ETag": f'"{article.revision}"'})

    @post("/{article_id:int}/revisions", operation_id="reviseArticle")
    async def revise(
        self,
        request: Request[Actor, Any, Any],
        actor: NamedDependency[Actor],
        article_id: Id,
        data: RevisionCreateBody,
        settings: NamedDependency[Settings],
        if_match: IfMatch = None,
    ) -> Response[Revision]:
        """Send a new text of a known article: its claims are carried over to it, or orphaned.

        Needs If-Match with the article's ETag, the number of its current revision. Claims whose
        words changed go back to review, and their published ratings turn stale. The text that the
        article has already is no new revision: 200, and nothing changes.
        """
        revised = await revisions.revise(
            actor, article_id, if_match, data, settings.max_article_chars
        )
        revision = await views.revision(actor, article_id, revised.number)
        headers = {"ETag": f'"{revised.number}"'}
        if revised.new:
            headers["Location"] = f"{request.url.path}/{revised.number}"
        return Response(revision, headers=headers, status_code=201 if revised.new else 200)

    @get("/{article_id:int}/revisions", operation_id="listRevisions", guards=READ)
    async def revisions(
        self, actor: NamedDependency[Actor], article_id: Id
    ) -> list[RevisionSummary]:
        """Every version of an article's text, newest first, and what each did to the claims."""
        return await views.revisions(actor, article_id)

    @get("/{article_id:int}/revisions/{number:int}", operation_id="getRevision", guards=READ)
    async def revision(
        self, actor: NamedDependency[Actor], article_id: Id, number: SmallId
    ) -> Revision:
        """A version of the text with the claims as they stood in it, and where each went."""
        return await views.revision(actor, article_id, number)

    @get("/{article_id:int}/report", operation_id="getReport", guards=READ)
    async def report(self, actor: NamedDependency[Actor], article_id: Id) -> VerdictReport:
        """The verdict report: published verdicts with their evidence, and what is still open."""
        return await verdict_report(actor, article_id)

    @get(
        "/{article_id:int}/claimreview",
        operation_id="getClaimReview",
        guards=[needs_scope(Scope.RATINGS_READ, "Reading ratings")],
        media_type="application/ld+json",
    )
    async def claimreview(
        self, actor: NamedDependency[Actor], article_id: Id, settings: NamedDependency[Settings]
    ) -> dict[str, Any]:
        """Schema.org ClaimReview of every published verdict, as JSON-LD for the CMS to print."""
        article = await service.find(actor, article_id)
        events = await publishing.latest_of_article(article.id)
        return claim_reviews(
            events,
            organisation=settings.organisation,
            base_url=settings.base_url,
            labels=await crosswalks.claimreview_labels(article.desk),
        )


ROUTES = (Articles,)
