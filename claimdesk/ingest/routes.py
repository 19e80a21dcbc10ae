"""Articles by the batch, and feeds."""

from typing import Annotated, Any

from litestar import Controller, Request, Response, delete, get, post, put
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency

from claimdesk.accounts.rules import Actor
from claimdesk.articles import receiving
from claimdesk.articles import views as articles
from claimdesk.articles.schemas import Article, VersionOutcome
from claimdesk.errors import Invalid
from claimdesk.evidence.addresses import Allowance
from claimdesk.ingest import feeds, places, service, views
from claimdesk.ingest.schemas import (
    ArticleBatch,
    ArticleFetch,
    Feed,
    FeedCreate,
    FeedWrite,
    Ingest,
    IngestedArticle,
)
from claimdesk.schemas import Page
from claimdesk.settings import Settings
from claimdesk.web.authentication import require_json
from claimdesk.web.documentation import body, form, takes
from claimdesk.web.parameters import DEFAULT_LIMIT, Cursor, Id, IfMatch, Limit, with_etag
from claimdesk.web.uploads import as_sent, number_of

ArticleBatchBody = Annotated[
    ArticleBatch,
    body(
        {
            "items": [
                {
                    "source": "cms",
                    "external_id": "harbour-1",
                    "text": "The fees will double, she said.",
                },
                {"source": "cms", "external_id": "ferry-2", "text": "The ferry is late, he said."},
            ]
        }
    ),
]
ArticleFetchBody = Annotated[ArticleFetch, body({"url": "https://paper.example.org/harbour"})]
FeedCreateBody = Annotated[
    FeedCreate, body({"url": "https://paper.example.org/feed.xml", "source": "paper"})
]
FeedWriteBody = Annotated[FeedWrite, body({"paused": True})]
FORM = takes(
    {
        "multipart/form-data": form(
            source="the system they come from; `upload` where left out",
            desk="the desk's number, needed on several",
        )
    },
    beside_json=True,
)


async def _take_form(request: Request[Actor, Any, Any]) -> Response[Ingest] | None:
    """A form with files is another body of the same call, of which Litestar reads one kind only."""
    if request.content_type[0] != "multipart/form-data":
        require_json(request)
        return None
    fields = await request.form()
    files = [item for item in fields.getall("file", []) if isinstance(item, UploadFile)]
    if len(files) != len(fields.getall("file", [])):
        raise Invalid("Send each of the articles as a file in the form's field `file`.")
    sent = [await as_sent(item) for item in files]
    number = await service.send(
        request.user, number_of(fields.get("desk")), str(fields.get("source") or ""), sent
    )
    return await _accepted(request.user, number)


async def _accepted(actor: Actor, number: int) -> Response[Ingest]:
    shown = with_etag(await views.one_ingest(actor, number))
    shown.status_code = 202
    shown.headers["Location"] = f"/api/v1/ingests/{number}"
    return shown


@post(
    "/articles/batch",
    operation_id="addArticles",
    operation_class=FORM,
    before_request=_take_form,
    status_code=202,
    tags=["articles"],
)
async def add_articles(actor: NamedDependency[Actor], data: ArticleBatchBody) -> Response[Ingest]:
    """Send many articles at once, as JSON or as files in a form; they are taken in one by one.

    The answer says where to watch that. A file may hold several: a NewsML-G2 message, a list of
    ninjs items, a feed. One whose id is known is a new text of that article, never a second one.
    """
    return await _accepted(actor, await service.send_created(actor, data.desk, data.items))


@post("/articles/fetch", operation_id="fetchArticle", tags=["articles"])
async def fetch_article(
    actor: NamedDependency[Actor], settings: NamedDependency[Settings], data: ArticleFetchBody
) -> Response[Article]:
    """Take in the article at an address of the public internet: a page, a document, an item.

    One that is known by it is a new text of that article, answered with 200.
    """
    limits = places.limits_of(settings)
    received = await service.fetch_one(actor, data, limits, settings.max_article_chars)
    known = receiving.require_article(received)
    return Response(
        await articles.whole(actor, known),
        headers={"Location": f"/api/v1/articles/{known}"},
        status_code=201 if received.outcome is VersionOutcome.ADDED else 200,
    )


class Ingests(Controller):
    """Batches of articles on their way in."""

    path = "/ingests"
    tags = ("articles",)

    @get(operation_id="listIngests")
    async def ingests(
        self, actor: NamedDependency[Actor], cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
    ) -> Page[Ingest]:
        """Articles that were sent together, the newest first, and how far each is."""
        return await views.ingests(actor, cursor, limit)

    @get("/{ingest_id:int}", operation_id="getIngest")
    async def ingest(self, actor: NamedDependency[Actor], ingest_id: Id) -> Response[Ingest]:
        """How a batch goes."""
        return with_etag(await views.one_ingest(actor, ingest_id))

    @get("/{ingest_id:int}/articles", operation_id="listIngestArticles")
    async def articles(
        self,
        actor: NamedDependency[Actor],
        ingest_id: Id,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[IngestedArticle]:
        """The articles that came with it so far, as they were taken in, and what became of each."""
        return await views.ingested(actor, ingest_id, cursor, limit)


class Feeds(Controller):
    """Feeds that articles are read from; for admins."""

    path = "/feeds"
    tags = ("articles",)

    @get(operation_id="listFeeds")
    async def feeds(self, actor: NamedDependency[Actor]) -> list[Feed]:
        """The feeds of your desks, and how reading them goes."""
        return await views.feeds(actor)

    @post(operation_id="addFeed")
    async def add(
        self,
        actor: NamedDependency[Actor],
        settings: NamedDependency[Settings],
        data: FeedCreateBody,
    ) -> Response[Feed]:
        """Read an RSS or Atom feed from now on. Its items come in once each, and again when they change."""
        allowance = Allowance.parse(settings.fetch_allow)
        return with_etag(await views.one_feed(actor, await feeds.add(actor, data, allowance)))

    @get("/{feed_id:int}", operation_id="getFeed")
    async def feed(self, actor: NamedDependency[Actor], feed_id: Id) -> Response[Feed]:
        """One of them."""
        return with_etag(await views.one_feed(actor, feed_id))

    @put("/{feed_id:int}", operation_id="saveFeed")
    async def save(
        self,
        actor: NamedDependency[Actor],
        feed_id: Id,
        data: FeedWriteBody,
        if_match: IfMatch = None,
    ) -> Response[Feed]:
        """Pause a feed, or go on with it: it is then read at once."""
        await feeds.save(actor, feed_id, if_match, data)
        return with_etag(await views.one_feed(actor, feed_id))

    @delete("/{feed_id:int}", operation_id="removeFeed")
    async def remove(
        self, actor: NamedDependency[Actor], feed_id: Id, if_match: IfMatch = None
    ) -> None:
        """Read a feed no more. What it brought stays."""
        await feeds.remove(actor, feed_id, if_match)


ROUTES = (add_articles, fetch_article, Ingests, Feeds)
