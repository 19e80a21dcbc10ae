"""A desk's API as methods: `Claimdesk`, and `AsyncClaimdesk` for asyncio."""

from collections.abc import AsyncIterator, Iterator
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from claimdesk.articles.schemas import Article, ArticleCreate, VersionReceived
from claimdesk.client import calls
from claimdesk.client.calls import Call
from claimdesk.client.errors import OtherFeed
from claimdesk.client.mirror import Mirror
from claimdesk.publishing.schemas import FeedEvent, Gate, RatingsPage, Reconciliation

AnswerT = TypeVar("AnswerT")
SECONDS = 30.0
PAGE = 200


class Claimdesk:
    """A desk by its address and a token. Methods raise ApiError, and what httpx raises."""

    def __init__(self, url: str, token: str, *, seconds: float = SECONDS, **options: Any) -> None:
        """`options` are httpx's own, such as `transport` or `verify`."""
        self._http = httpx.Client(base_url=url, headers=_as(token), **options)
        self._seconds = seconds

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close its connections."""
        self._http.close()

    def add_article(self, article: ArticleCreate, *, key: str) -> Article:
        """Send an article in; under one `key` it is taken in once, however often it is sent."""
        return self._send(calls.add_article(article, key))

    def put_version(
        self,
        source: str,
        external_id: str,
        version: str,
        content: bytes,
        content_type: str,
        *,
        desk: int | None = None,
    ) -> VersionReceived:
        """Send a version of an article in its own format, by its media type.

        The same version again changes nothing; with other content it is refused (409).
        """
        call = calls.put_version(source, external_id, version, content, content_type, desk)
        return self._send(call)

    def ratings(
        self,
        after: int = 0,
        *,
        limit: int = PAGE,
        wait: int = 0,
        scale: str | None = None,
        feed: str | None = None,
    ) -> RatingsPage:
        """A page of the feed; `wait` seconds for the first event where there is none yet.

        `feed` is the name in the page before. Raises OtherFeed where it is another by now.
        """
        return self._send(calls.ratings(after, limit, wait, scale, feed))

    def events(
        self, after: int = 0, *, scale: str | None = None, feed: str | None = None
    ) -> Iterator[FeedEvent]:
        """All events that there are after a `seq`, in order. Raises OtherFeed as `ratings` does."""
        more = True
        while more:
            page = self.ratings(after, scale=scale, feed=feed)
            yield from page.items
            after, more, feed = page.next, page.more, page.feed

    def catch_up(self, mirror: Mirror) -> bool:
        """Take what is new into a mirror; true where it began again, the feed being another by now."""
        anew, more = False, True
        while more:
            try:
                page = self.ratings(mirror.after, feed=mirror.feed)
            except OtherFeed:
                if not mirror.after:
                    raise
                mirror.clear()
                anew = True
            else:
                more = mirror.read(page)
        return anew

    def gate(self, article: int, version: int | None = None) -> Gate:
        """Whether a version of an article may be published, and what is in the way."""
        return self._send(calls.gate(article, version))

    def gate_of_sender(self, source: str, external_id: str, version: str | None = None) -> Gate:
        """The same for a version by the ids and the number that you sent it with."""
        return self._send(calls.gate_of_sender(source, external_id, version))

    def reconcile(self, article: int | None = None) -> Reconciliation:
        """The desk's digest of what readers have, to compare with `Mirror.digest`."""
        return self._send(calls.reconcile(article))

    def claimreview(self, article: int) -> dict[str, Any]:
        """An article's ClaimReview, as JSON-LD."""
        return self._send(calls.claimreview(article))

    def claimreviews(self, desk: int | None = None) -> dict[str, Any]:
        """The ClaimReviews of all articles, as a DataFeed."""
        return self._send(calls.claimreviews(desk))

    def _send(self, call: Call[AnswerT]) -> AnswerT:
        return call.read(self._http.send(call.request(self._http, self._seconds)))


class AsyncClaimdesk:
    """The same for asyncio."""

    def __init__(self, url: str, token: str, *, seconds: float = SECONDS, **options: Any) -> None:
        """`options` are httpx's own, such as `transport` or `verify`."""
        self._http = httpx.AsyncClient(base_url=url, headers=_as(token), **options)
        self._seconds = seconds

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close its connections."""
        await self._http.aclose()

    async def add_article(self, article: ArticleCreate, *, key: str) -> Article:
        """Send an article in; under one `key` it is taken in once, however often it is sent."""
        return await self._send(calls.add_article(article, key))

    async def put_version(
        self,
        source: str,
        external_id: str,
        version: str,
        content: bytes,
        content_type: str,
        *,
        desk: int | None = None,
    ) -> VersionReceived:
        """Send a version of an article in its own format, by its media type.

        The same version again changes nothing; with other content it is refused (409).
        """
        call = calls.put_version(source, external_id, version, content, content_type, desk)
        return await self._send(call)

    async def ratings(
        self,
        after: int = 0,
        *,
        limit: int = PAGE,
        wait: int = 0,
        scale: str | None = None,
        feed: str | None = None,
    ) -> RatingsPage:
        """A page of the feed; `wait` seconds for the first event where there is none yet.

        `feed` is the name in the page before. Raises OtherFeed where it is another by now.
        """
        return await self._send(calls.ratings(after, limit, wait, scale, feed))

    async def events(
        self, after: int = 0, *, scale: str | None = None, feed: str | None = None
    ) -> AsyncIterator[FeedEvent]:
        """All events that there are after a `seq`, in order. Raises OtherFeed as `ratings` does."""
        more = True
        while more:
            page = await self.ratings(after, scale=scale, feed=feed)
            for event in page.items:
                yield event
            after, more, feed = page.next, page.more, page.feed

    async def catch_up(self, mirror: Mirror) -> bool:
        """Take what is new into a mirror; true where it began again, the feed being another by now."""
        anew, more = False, True
        while more:
            try:
                page = await self.ratings(mirror.after, feed=mirror.feed)
            except OtherFeed:
                if not mirror.after:
                    raise
                mirror.clear()
                anew = True
            else:
                more = mirror.read(page)
        return anew

    async def gate(self, article: int, version: int | None = None) -> Gate:
        """Whether a version of an article may be published, and what is in the way."""
        return await self._send(calls.gate(article, version))

    async def gate_of_sender(
        self, source: str, external_id: str, version: str | None = None
    ) -> Gate:
        """The same for a version by the ids and the number that you sent it with."""
        return await self._send(calls.gate_of_sender(source, external_id, version))

    async def reconcile(self, article: int | None = None) -> Reconciliation:
        """The desk's digest of what readers have, to compare with `Mirror.digest`."""
        return await self._send(calls.reconcile(article))

    async def claimreview(self, article: int) -> dict[str, Any]:
        """An article's ClaimReview, as JSON-LD."""
        return await self._send(calls.claimreview(article))

    async def claimreviews(self, desk: int | None = None) -> dict[str, Any]:
        """The ClaimReviews of all articles, as a DataFeed."""
        return await self._send(calls.claimreviews(desk))

    async def _send(self, call: Call[AnswerT]) -> AnswerT:
        return call.read(await self._http.send(call.request(self._http, self._seconds)))


def _as(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "Accept": "application/json, application/ld+json"}
