"""Articles in and out."""

from hashlib import sha256
from typing import Annotated, Any
from uuid import uuid4

from litestar import Controller, Request, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import PathParameter, QueryParameter

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.articles import receiving, revisions, service, views
from claimdesk.articles.schemas import (
    Article,
    ArticleCreate,
    ArticleFilter,
    ArticleOrder,
    ArticleSummary,
    Revision,
    RevisionCreate,
    RevisionSummary,
    VersionOutcome,
    VersionReceived,
)
from claimdesk.formats import reading
from claimdesk.formats.reading import Sent
from claimdesk.publishing import public
from claimdesk.publishing.claimreview import claim_reviews
from claimdesk.reports.schemas import VerdictReport
from claimdesk.reports.service import verdict_report
from claimdesk.scales import crosswalks
from claimdesk.schemas import Page
from claimdesk.settings import Settings
from claimdesk.web.authentication import TAKES_NATIVE, require_json
from claimdesk.web.documentation import FILE, answer, body, form, takes
from claimdesk.web.parameters import (
    DEFAULT_LIMIT,
    Cursor,
    Id,
    IfMatch,
    Limit,
    SmallId,
    needs_scope,
)
from claimdesk.web.segments import segments
from claimdesk.web.uploads import number_of, uploaded

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


NINJS_EXAMPLE = {
    "uri": "http://agency.example.org/items/harbour-1",
    "version": "3",
    "headline": "Harbour fees to double",
    "byline": "Ines Calloway",
    "embargoed": "2026-11-03T06:00:00Z",
    "body_xhtml": "<p>The fees will double, the council said.</p>",
}
NATIVE = takes(
    {
        "application/json": NINJS_EXAMPLE,
        "application/vnd.iptc.g2.newsitem+xml": "<newsItem …>",
        "text/plain": "Harbour fees to double",
        "text/markdown": "# Harbour fees to double",
        "text/html": "<h1>Harbour fees to double</h1>",
        "message/rfc822": "Subject: Harbour fees to double",
        reading.DOCX: FILE,
    }
)
FORM = takes(
    {
        "multipart/form-data": form(
            source="the system it comes from; `upload` where left out",
            external_id="its id there; the file's own where left out",
            desk="the desk's number, needed on several",
        )
    },
    beside_json=True,
)
ToDesk = Annotated[
    int | None,
    QueryParameter(ge=1, le=2**31 - 1, description="the desk it goes to, where you have several"),
]
Name = Annotated[str, PathParameter(min_length=1, max_length=1000)]


async def _take_form(request: Request[Actor, Any, Any]) -> Response[Article] | None:
    """A form with a file is another body of the same call, of which Litestar reads one kind only."""
    if request.content_type[0] != "multipart/form-data":
        require_json(request)
        return None
    actor = request.user
    settings: Settings = request.app.state.settings
    receiving.check_may_send(actor, None if len(actor.desks) != 1 else min(actor.desks))
    fields = await request.form()
    sent, desk = await uploaded(fields), number_of(fields.get("desk"))
    article = await receiving.read_one(sent)
    sender = receiving.Sender(
        str(fields.get("source") or "upload"),
        str(fields.get("external_id") or article.external_id or uuid4()),
        article.version,
    )
    digest = sha256(sent.content).hexdigest()
    received = await receiving.receive(
        actor, desk, sender, article, digest, settings.max_article_chars
    )
    known = receiving.require_article(received)
    return Response(
        await views.whole(actor, known),
        headers={"Location": f"{request.url.path}/{known}"},
        status_code=201 if received.outcome is VersionOutcome.ADDED else 200,
    )


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

    @post(operation_id="addArticle", operation_class=FORM, before_request=_take_form)
    async def add(
        self,
        request: Request[Actor, Any, Any],
        actor: NamedDependency[Actor],
        data: ArticleCreateBody,
        settings: NamedDependency[Settings],
    ) -> Response[Article]:
        """Take an article in: its claims are found and queued. All or nothing.

        As JSON, or as a file in a form: plain text, Markdown, HTML, ninjs, NewsML-G2, NITF, .docx or
        .eml. A file whose external id is known is a new version of that article, answered with 200.
        """
        article_id = await service.take_in(actor, data, settings.max_article_chars)
        article = await views.whole(actor, article_id)
        return Response(article, headers={"Location": f"{request.url.path}/{article_id}"})

    @get("/{article_id:int}", operation_id="getArticle", guards=READ)
    async def article(self, actor: NamedDependency[Actor], article_id: Id) -> Response[Article]:
        """An article with its text and the claims in it. Its ETag goes with the next text."""
        article = await views.whole(actor, article_id)
        return Response(article, headers={"ETag": f'"{article.revision}"'})

    @post(
        "/{article_id:int}/revisions",
        operation_id="reviseArticle",
        responses={200: answer(Revision, "application/json", "The article has this text.")},
    )
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

    @put(
        "/{source:str}/{external_id:str}/revisions/{version:str}",
        operation_id="putArticleVersion",
        operation_class=NATIVE,
        opt={TAKES_NATIVE: True},
        responses={201: answer(VersionReceived, "application/json", "The version is new here.")},
    )
    async def put_version(
        self,
        request: Request[Actor, Any, Any],
        actor: NamedDependency[Actor],
        settings: NamedDependency[Settings],
        source: Name,  # noqa: ARG002  (read from the raw path, where an escaped slash is one)
        external_id: Name,  # noqa: ARG002
        version: Name,  # noqa: ARG002
        desk: ToDesk = None,
    ) -> Response[VersionReceived]:
        """Send a version of an article in its own format, by its Content-Type; an id may have `%2F`.

        A version that is new here is answered with 201, the same again with 200, and the same version
        with another content with 409: it never changes. One that comes late is kept as history. A
        canceled one withdraws the article and what was published on it; of an article that the desk does
        not have it is kept, so that a version from before that comes late is withdrawn from the start. The
        answer has the claims, and where each went.
        """
        receiving.check_may_send(actor, desk)
        named = segments(request)
        sender = receiving.Sender(named[-4], named[-3], named[-1])
        content = await request.body()
        sent = Sent(content=content, content_type=request.headers.get("Content-Type", ""))
        received = await receiving.receive(
            actor,
            desk,
            sender,
            await receiving.read_one(sent),
            sha256(content).hexdigest(),
            settings.max_article_chars,
        )
        revision = None
        if received.article is not None:
            row = await service.find(actor, received.article)
            revision = await views.revision(actor, row.id, row.current_revision)
        shown = VersionReceived(
            article=received.article,
            source=sender.source,
            external_id=sender.external_id,
            version=sender.version,
            current_version=received.current_version,
            outcome=received.outcome,
            revision=revision,
        )
        return Response(
            shown,
            headers={} if revision is None else {"ETag": f'"{revision.number}"'},
            status_code=200 if received.outcome is VersionOutcome.SAME else 201,
        )

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
        return claim_reviews(
            await public.histories_of_article(article.id),
            await public.publisher(settings, article.desk),
            await crosswalks.claimreview_labels(article.desk),
        )


ROUTES = (Articles,)
