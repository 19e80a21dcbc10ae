"""The feed of all ClaimReviews as an answer, to programs and to everybody."""

from collections.abc import AsyncIterator
from typing import IO

from litestar import Response
from litestar.response import Stream

from claimdesk.publishing import public
from claimdesk.settings import Settings
from claimdesk.web.parameters import has

JSON_LD = "application/ld+json"
PRIVATE = "private, no-cache"
PIECE = 64 * 1024


async def answer(
    settings: Settings, desks: list[int], if_none_match: str | None, caching: str
) -> Response[None] | Stream:
    """The desks' ClaimReviews, or 304 where the caller has them."""
    content, etag = await public.data_feed(settings, desks)
    headers = {"ETag": etag, "Cache-Control": caching}
    if has(if_none_match, etag):
        content.close()
        return Response(None, status_code=304, headers=headers)
    return Stream(_pieces(content), media_type=JSON_LD, headers=headers)


async def _pieces(content: IO[bytes]) -> AsyncIterator[bytes]:
    with content:
        while piece := content.read(PIECE):
            yield piece
