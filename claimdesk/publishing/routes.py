"""The ratings feed, and what a CMS asks beside it."""

import hashlib
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import PathParameter, QueryParameter
from litestar.response import Stream

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.accounts.service import desks_meant
from claimdesk.live.channels import Channels
from claimdesk.publishing import feeds, service, views, waiting
from claimdesk.publishing.schemas import ClaimEmbed, Gate, RatingsPage, Reconciliation
from claimdesk.settings import Settings
from claimdesk.web.documentation import problem
from claimdesk.web.limits import COSTLY
from claimdesk.web.parameters import (
    DEFAULT_LIMIT,
    DeskId,
    Id,
    IfNoneMatch,
    Limit,
    has,
    needs_scope,
)
from claimdesk.web.segments import segments

READ = [needs_scope(Scope.RATINGS_READ, "Reading ratings")]
MAX_WAIT = 60
After = Annotated[
    int, QueryParameter(ge=0, le=2**53, description="`next` of the answer before; 0 at first")
]
FeedName = Annotated[
    str | None,
    QueryParameter(max_length=40, description="`feed` of the answer before; a mismatch is 410"),
]
PartnerScale = Annotated[
    str | None,
    QueryParameter(
        max_length=40, description="key of a scale to say each rating on too, by cross-walk"
    ),
]
Wait = Annotated[
    int,
    QueryParameter(
        ge=0, le=MAX_WAIT, description="seconds to wait for the first event where there is none yet"
    ),
]
NOT_MODIFIED = ResponseSpec(None, description="What the caller has by If-None-Match.")
Version = Annotated[
    int | None,
    QueryParameter(ge=1, le=2**31 - 1, description="number of a revision; the current one without"),
]
Name = Annotated[str, PathParameter(min_length=1, max_length=1000)]
SourceVersion = Annotated[
    str | None,
    QueryParameter(
        min_length=1, max_length=100, description="the sender's version; the newest without"
    ),
]
OneArticle = Annotated[
    int | None,
    QueryParameter(ge=1, le=2**53, description="id of an article; all of your desks without"),
]


@get(
    "/ratings",
    operation_id="listRatings",
    tags=["publishing"],
    guards=READ,
    responses={
        304: NOT_MODIFIED,
        410: problem("The feed has no such place, or is another: read it from 0 again."),
    },
)
async def ratings(
    actor: NamedDependency[Actor],
    channels: NamedDependency[Channels],
    after: After = 0,
    limit: Limit = DEFAULT_LIMIT,
    scale: PartnerScale = None,
    wait: Wait = 0,
    feed: FeedName = None,
    if_none_match: IfNoneMatch = None,
) -> Response[RatingsPage]:
    """What happened to published ratings, in order. Reading from 0 rebuilds the present.

    With `wait` an answer without events comes late: as soon as there is one, or after so many
    seconds. The same page has the same ETag, and 304 where you have it.

    A desk that was restored goes on from an earlier place, and its feed has another name. Send back the
    `feed` of the answer before with `next`, as `feed` and `after`: where it is another by now, or ends
    before `after`, the answer is 410 of the type `other-feed`. Then read it from `after=0` again.
    """
    page = await waiting.page(actor, channels, after, limit, scale, wait, feed)
    # A weak one: it says that the events are the same, whichever way the answer is packed.
    etag = f'W/"{hashlib.sha256(msgspec.json.encode(page)).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if has(if_none_match, etag):
        return Response(None, status_code=304, headers=headers)  # type: ignore[arg-type]
    return Response(page, headers=headers)


@get(
    "/articles/{article_id:int}/gate",
    operation_id="askGate",
    tags=["publishing"],
    guards=READ,
)
async def gate(actor: NamedDependency[Actor], article_id: Id, version: Version = None) -> Gate:
    """Whether a version of an article may be published, and what stands in its way.

    Claims that are still open, unnamed sources whose follow-up is not closed, verdicts that were
    given on other words, or a newer version.
    """
    return await views.gate(actor, article_id, version)


@get(
    "/articles/{source:str}/{external_id:str}/gate",
    operation_id="askGateOfSender",
    tags=["publishing"],
    guards=READ,
)
async def gate_of_sender(
    request: Request[Actor, Any, Any],
    actor: NamedDependency[Actor],
    source: Name,  # noqa: ARG001  (read from the raw path, where an escaped slash is one)
    external_id: Name,  # noqa: ARG001
    version: SourceVersion = None,
) -> Gate:
    """Whether a version may be published, by the ids and the version that its sender gave.

    What was not sent yet is 404, and a version that came late may not be published.
    """
    named = segments(request)
    return await views.gate_of_sender(actor, named[-3], named[-2], version)


@get("/reconcile", operation_id="reconcile", opt=COSTLY, tags=["publishing"], guards=READ)
async def reconcile(actor: NamedDependency[Actor], article: OneArticle = None) -> Reconciliation:
    """A digest of what readers have, of an article or of your desks, which the CMS compares.

    Compute the same from the feed; where it differs, read the feed again from 0.
    """
    return await service.reconcile(actor, article)


@get(
    "/claimreviews",
    operation_id="listClaimReviews",
    opt=COSTLY,
    tags=["publishing"],
    guards=READ,
    responses={
        200: ResponseSpec(
            dict[str, Any],
            description="A DataFeed of ClaimReviews.",
            media_type=feeds.JSON_LD,
            generate_examples=False,
        ),
        304: NOT_MODIFIED,
    },
)
async def claimreviews(
    actor: NamedDependency[Actor],
    built_feeds: NamedDependency[feeds.Feeds],
    desk: DeskId = None,
    if_none_match: IfNoneMatch = None,
) -> Response[None] | Stream:
    """The ClaimReview of every claim of your desks as one DataFeed, in the shape of Data Commons.

    `url` leads to the claim's public page where the desk has such, else to the claim in its article;
    it is left out where the article has no address either. 304 where you have it.
    """
    desks = desks_meant(actor, desk)
    return await built_feeds.answer(desks, if_none_match, feeds.PRIVATE)


@get(
    "/claims/{claim_id:int}/embed",
    operation_id="getEmbed",
    tags=["publishing"],
    guards=[needs_scope(Scope.DESK_READ, "Reading claims")],
)
async def embed(
    actor: NamedDependency[Actor], claim_id: Id, settings: NamedDependency[Settings]
) -> ClaimEmbed:
    """The codes that show a claim's published verdict on somebody's page."""
    return await views.embed(actor, settings, claim_id)


ROUTES = (ratings, gate, gate_of_sender, reconcile, claimreviews, embed)
