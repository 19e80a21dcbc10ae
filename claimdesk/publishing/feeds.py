"""The feed of all ClaimReviews as an answer, to programs and to everybody."""

import asyncio
import weakref
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import IO

from litestar import Response
from litestar.response import Stream

from claimdesk.clock import now
from claimdesk.publishing import public
from claimdesk.settings import Settings
from claimdesk.web.parameters import has

JSON_LD = "application/ld+json"
PRIVATE = "private, no-cache"
PIECE = 64 * 1024
KEPT_FOR = 60
"""Seconds. As long as caches keep what everybody may read."""


class _Feed:
    """A feed that was built: its file ends with the last that reads it, whichever way that ends."""

    def __init__(self, content: IO[bytes], etag: str, at: datetime) -> None:
        self._content = content
        self.etag = etag
        self.at = at
        weakref.finalize(self, content.close)

    async def pieces(self) -> AsyncIterator[bytes]:
        """The whole of it. Others read the same file meanwhile."""
        place = 0
        while True:
            self._content.seek(place)
            piece = self._content.read(PIECE)
            if not piece:
                return
            place += len(piece)
            yield piece


class Feeds:
    """The feeds that this process built in the last minute. One is built at a time.

    However often anybody asks, all ClaimReviews are read again only when something changed, and for
    everybody no more than once a minute.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._kept: dict[tuple[int, ...], _Feed] = {}
        self._building = asyncio.Lock()

    async def answer(
        self, desks: list[int], if_none_match: str | None, caching: str, *, max_age: int = 0
    ) -> Response[None] | Stream:
        """The desks' ClaimReviews, or 304 where the caller has them.

        What was built is answered for `max_age` seconds whatever happened meanwhile; caches learn its
        age, so that they and we together keep it no longer.
        """
        feed = self._young(desks, max_age)
        if feed is None:
            etag = await public.feed_tag(self._settings, desks)
            if has(if_none_match, etag):
                return Response(
                    None, status_code=304, headers={"ETag": etag, "Cache-Control": caching}
                )
            feed = await self._built(desks, max_age)
        headers = {"ETag": feed.etag, "Cache-Control": caching}
        if max_age:
            headers["Age"] = str(max(0, int((now() - feed.at).total_seconds())))
        if has(if_none_match, feed.etag):
            return Response(None, status_code=304, headers=headers)
        return Stream(feed.pieces(), media_type=JSON_LD, headers=headers)

    def _young(self, desks: list[int], max_age: int) -> _Feed | None:
        feed = self._kept.get(tuple(desks))
        return feed if feed and now() - feed.at < timedelta(seconds=max_age) else None

    async def _built(self, desks: list[int], max_age: int) -> _Feed:
        async with self._building:
            moment = now()
            limit = moment - timedelta(seconds=KEPT_FOR)
            self._kept = {key: feed for key, feed in self._kept.items() if feed.at > limit}
            if (feed := self._young(desks, max_age)) is not None:
                return feed
            # Before it is read: what changes meanwhile has another tag.
            etag = await public.feed_tag(self._settings, desks)
            feed = self._kept.get(tuple(desks))
            if feed is None or feed.etag != etag:
                feed = _Feed(await public.data_feed(self._settings, desks), etag, moment)
                self._kept[tuple(desks)] = feed
            return feed
