"""What everybody may read, without signing in: only of desks that say so in their policy."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from litestar import HttpMethod, Request, Response, Router, get, route
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException, ValidationException
from litestar.params import PathParameter, QueryParameter
from litestar.response import File, Stream
from litestar.types import Middleware

from claimdesk.errors import NotFound, Problem
from claimdesk.publishing import public, rendering
from claimdesk.publishing.cards import (
    WIDTH,
    Card,
    NoCard,
    OEmbed,
    card_of,
    claim_in,
    height_of,
    is_of_the_desk,
    no_card,
)
from claimdesk.publishing.claimreview import CONTEXT, claim_review
from claimdesk.publishing.feeds import KEPT_FOR, Feeds
from claimdesk.publishing.record import record_of
from claimdesk.scales import crosswalks
from claimdesk.settings import Settings
from claimdesk.web.limits import PUBLIC
from claimdesk.web.parameters import Id, IfNoneMatch, SmallId
from claimdesk.web.problems import as_exception

# A rating that was withdrawn is gone from every cache within the minute.
CACHING = f"public, max-age={KEPT_FOR}"
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
HTML = {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": CACHING}
# Anybody's page may ask: what is answered is public, and no cookie has any part in it.
FROM_ANYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
STATIC = Path(str(files("claimdesk.publishing"))) / "static"
READS = [HttpMethod.GET, HttpMethod.HEAD]
MISSING = (NotFound, NotFoundException, ValidationException)
"""What a reader gets to see as: there is no such page."""
Name = Annotated[str, PathParameter(max_length=40)]
Url = Annotated[str, QueryParameter(max_length=2000)]
Pixels = Annotated[int | None, QueryParameter(ge=1, le=100_000)]


class NotEmbeddable(Problem):
    """oEmbed's way of saying that an address asks to sign in."""

    status = 401
    slug = "not-public"
    title = "This page is not public"


class NoSuchFormat(Problem):
    """oEmbed's way of saying that there is JSON only."""

    status = 501
    slug = "format-not-implemented"
    title = "There is no such format here"


def _html(text: str, status: int = 200) -> Response[str]:
    return Response(text, media_type="text/html", status_code=status, headers=HTML)


def _not_shown(_: Request[Any, Any, Any], error: public.NotShown) -> Response[str]:
    return _html(rendering.not_shown_page(error.publisher), error.status)


def _missing(request: Request[Any, Any, Any], _: Exception) -> Response[str]:
    settings: Settings = request.app.state.settings
    return _html(rendering.missing_page(settings.base_url), 404)


@route("/claims/{claim_id:int}", http_method=READS)
async def check(claim_id: Id, settings: NamedDependency[Settings]) -> Response[str]:
    """How the verdict on a claim came about."""
    claim = await public.public_claim(settings, claim_id)
    labels = await crosswalks.claimreview_labels(claim.publisher.desk)
    review = claim_review(claim.history, claim.publisher, labels)
    document = {"@context": CONTEXT} | review if review else None
    return _html(rendering.check_page(await record_of(claim), document))


@route("/desks/{desk_id:int}", http_method=READS)
async def desk(desk_id: SmallId, settings: NamedDependency[Settings]) -> Response[str]:
    """Who publishes, how they work, and where their checks are."""
    return _html(rendering.desk_page(await public.public_desk(settings, desk_id)))


@route("/desks/{desk_id:int}/policies/{name:str}", http_method=READS)
async def stated(
    desk_id: SmallId, name: Name, settings: NamedDependency[Settings]
) -> Response[str]:
    """One of the newsroom's policies, where it has no page of its own elsewhere."""
    publisher = await public.public_desk(settings, desk_id)
    try:
        shown = publisher.stated(name).text.strip()
    except KeyError:
        shown = ""
    if not shown:
        raise NotFound(public.MISSING)
    return _html(rendering.policy_page(publisher, name))


@route("/{path:path}", http_method=READS)
async def nothing() -> Response[str]:
    """Whatever else may be asked for here."""
    raise NotFoundException


@get("/desks/{desk_id:int}/claimreviews")
async def claimreviews(
    desk_id: SmallId,
    settings: NamedDependency[Settings],
    built_feeds: NamedDependency[Feeds],
    if_none_match: IfNoneMatch = None,
) -> Response[None] | Stream:
    """The ClaimReview of every claim as one DataFeed, in the shape of Data Commons."""
    publisher = await public.public_desk(settings, desk_id)
    return await built_feeds.answer([publisher.desk], if_none_match, CACHING, max_age=KEPT_FOR)


@get("/claims/{claim_id:int}/card")
async def card(claim_id: Id, settings: NamedDependency[Settings]) -> Response[Card | NoCard]:
    """A check in a few lines, for the web component. Also that there is none may be read anywhere."""
    headers = FROM_ANYWHERE | {"Cache-Control": CACHING}
    try:
        claim = await public.public_claim(settings, claim_id)
    except public.NotShown as held:
        return Response(no_card(held.publisher), headers=headers)
    except NotFound as error:
        raise as_exception(error, headers) from error
    return Response(card_of(await record_of(claim)), headers=headers)


@get("/oembed")
async def oembed(
    settings: NamedDependency[Settings],
    url: Url,
    format_: Annotated[str, QueryParameter(name="format", max_length=20)] = "json",
    maxwidth: Pixels = None,
    maxheight: Pixels = None,
) -> Response[OEmbed]:
    """How to embed a public page (oEmbed 1.0): text without scripts, as wide as there is room.

    401 for the desk's own pages, which ask to sign in, 404 for others', 410 for what is not shown any
    more, 501 for formats but JSON.
    """
    if format_ != "json":
        raise NoSuchFormat("Ask for `format=json`, or leave `format` out.")
    claim_id = claim_in(url, settings.base_url)
    if claim_id is None:
        if is_of_the_desk(url, settings.base_url):
            raise NotEmbeddable(
                "Link to the check's public page instead: …/public/claims/<number>."
            )
        raise NotFound(public.MISSING)
    record = await record_of(await public.public_claim(settings, claim_id))
    shown = card_of(record)
    width = min(WIDTH, maxwidth or WIDTH)
    height = height_of(shown, width)
    answer = OEmbed(
        version="1.0",
        type="rich",
        title=shown.claim,
        provider_name=settings.organisation,
        provider_url=record.publisher.policy.website or record.publisher.page,
        cache_age=60,
        html=rendering.embed(shown),
        width=width,
        height=min(height, maxheight or height),
    )
    return Response(answer, headers=FROM_ANYWHERE | {"Cache-Control": CACHING})


def _file(name: str, media_type: str) -> File:
    return File(
        STATIC / name,
        media_type=media_type,
        content_disposition_type="inline",
        headers=FROM_ANYWHERE | {"Cache-Control": "public, max-age=3600"},
    )


@get("/page.css", sync_to_thread=False)
def style() -> File:
    """How the public pages look."""
    return _file("page.css", "text/css")


@get("/check.js", sync_to_thread=False)
def component() -> File:
    """The web component."""
    return _file("check.js", "text/javascript")


def routers(limits: Sequence[Middleware] = ()) -> list[Router]:
    """Everything below /public: pages for people, whose errors are pages too, and what programs read.

    `limits` is what counts readers' calls; styles and scripts are files, and are not counted.
    """
    return [
        Router(
            "/public",
            route_handlers=[check, desk, stated, nothing],
            include_in_schema=False,
            middleware=limits,
            opt=PUBLIC,
            exception_handlers={**dict.fromkeys(MISSING, _missing), public.NotShown: _not_shown},
        ),
        Router(
            "/public",
            route_handlers=[claimreviews, card, oembed],
            include_in_schema=False,
            middleware=limits,
            opt=PUBLIC,
        ),
        Router("/public", route_handlers=[style, component], include_in_schema=False),
    ]
