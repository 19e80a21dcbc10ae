"""Keeping a CMS and a desk in step: articles one way, ratings the other."""

import asyncio
import logging
import math
import random
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import httpx

from claimdesk.client import ApiError, AsyncClaimdesk, OtherFeed
from claimdesk.publishing.claimreview import CONTEXT
from claimdesk.publishing.connectors.config import Config
from claimdesk.publishing.connectors.model import (
    Changed,
    Cms,
    Gone,
    Rated,
    Refused,
    Revision,
    unreachable,
)
from claimdesk.publishing.connectors.preview import Previewed
from claimdesk.publishing.connectors.state import State

log = logging.getLogger("claimdesk.connect")
AWAY = (ApiError, Refused, Changed, Gone, httpx.HTTPError)
"""What may be otherwise in a while; anything else is a connector's mistake, logged with its place."""
OVERLAP = timedelta(minutes=2)
"""Clocks differ, and a CMS may save with a moment that has passed: what was sent is not sent again."""
FIRST_ARTICLES = timedelta(days=1)
PATIENCE = 30
"""Seconds that one question for ratings waits for an answer with something in it."""
LONGEST_REST = 300.0
TRIES = 5
FINAL = frozenset({400, 409, 413, 415, 422})
"""What the desk answers to a text that it does not take."""
WHOLE = frozenset({401, 403, 404, 429, 502, 503, 504})
"""What it answers to every article alike: the others need not be tried. 404 is a wrong desk."""


class Bridge:
    """One CMS and one desk. With `show` nothing is sent: what would be is told to it."""

    def __init__(
        self,
        config: Config,
        connector: Cms,
        desk: AsyncClaimdesk,
        state: State,
        show: Callable[[str], None] | None = None,
    ) -> None:
        self._config = config
        self._connector = connector
        self._desk = desk
        self._state = state.copy() if show else state
        self._show = show
        self._refused: dict[str, str] = {}  # digests, to say it once and not in every round
        self._forgetting = asyncio.Lock()

    @property
    def connector(self) -> Cms:
        """The CMS's side."""
        return self._connector

    async def once(self) -> bool:
        """Everything that there is to do now; false where some of it has to be tried again."""
        if not await self._attempt(self.begin):
            return False
        return all([await self._attempt(step) for step in (self.articles, self.ratings)])

    async def run(self) -> None:
        """Until cancelled."""
        await self._keep_trying(self.begin, None)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._keep_trying(self.poll, self._config.running.poll_seconds))
            group.create_task(self._keep_trying(self.follow, 0))

    async def begin(self) -> None:
        """Forget what a desk got and gave whose feed is another by now: it was set back, or is another."""
        after, feed = self._state.after, self._state.feed
        try:
            await self._desk.ratings(after, limit=1, feed=feed)
        except OtherFeed:
            async with self._forgetting:
                if (self._state.after, self._state.feed) != (after, feed):
                    return  # forgotten meanwhile
                log.warning(
                    "The desk's feed is another than was read so far: it is read from the beginning, "
                    "and the desk gets the articles again."
                )
                self._state.forget()
                self._refused.clear()

    async def poll(self) -> None:
        """What is done every now and then: a desk may be set back while the bridge runs."""
        await self.begin()
        await self.articles()

    async def articles(self) -> None:
        """Send the desk what changed in the CMS."""
        first = self._config.running.since or datetime.now(UTC) - FIRST_ARTICLES
        since = self._state.changed_since(first)
        held, until = 0, since
        async for revision in self._connector.changed(since - OVERLAP):
            try:
                await self.offer(revision)
            except ApiError as error:
                if error.status in WHOLE:
                    raise
                log.warning("Article %s waits. %s", revision.external_id, self._said(error))
                held += 1
            until = max(until, revision.changed_at or until)
        # A round that was broken off begins where it began; what was sent is not sent again.
        if held:
            raise Refused(f"{held} articles wait until the desk takes them.")
        self._state.changed_until(until)

    async def ratings(self) -> None:
        """Bring the CMS what is new in the feed. Raises Refused where some of it is not written."""
        failed = 0
        await self._read(0)
        while due := self._due():
            failed += sum([not await self._try(article) for article in due])
            # Another bridge may have written something newer meanwhile: the last to write is in step.
            await self._read(0)
        if failed:
            raise Refused(f"{failed} articles wait for their ratings.")

    async def follow(self) -> None:
        """The same, waiting for news."""
        waits = self._state.waits(time.time())
        try:
            await self._read(math.ceil(min(PATIENCE, waits)))
        except OtherFeed:
            await self.begin()
        for article in self._due():
            await self._try(article)

    async def offer(self, revision: Revision) -> bool:
        """Send the desk a revision, if it has another one; false where it does not take the text.

        Its ratings are written again then, and once it takes one: they go off a text that it refused.
        """
        name, digest = revision.external_id, revision.digest
        try:
            await self.send(revision)
        except ApiError as error:
            if error.status not in FINAL:
                raise
            if self._refused.get(name) != digest:
                log.warning("The desk does not take article %s. %s", name, error.detail)
                self._refused[name] = digest
                self._state.write_again(name)
            return False
        if self._refused.pop(name, None):
            self._state.write_again(name)
        return True

    async def send(self, revision: Revision) -> None:
        """Send the desk a revision, if it has another one. Raises ApiError, and what httpx raises."""
        name = revision.external_id
        if self._state.has_sent(name, revision.digest):
            return
        if self._show:
            shown = revision.content.decode(errors="replace")
            self._show(f"To the desk: article {name}, version {revision.version}\n\n{shown}")
        else:
            await self._put(revision)
        self._state.sent(name, revision.digest)

    async def _put(self, revision: Revision) -> None:
        name = revision.external_id
        received = await self._desk.put_version(
            self._config.source,
            name,
            revision.version,
            revision.content,
            revision.content_type,
            desk=self._config.desk.desk,
        )
        if received.article is None:  # as of each draft that is not for the desk
            log.debug("Article %s is not for the desk, which does not have it.", name)
        else:
            log.info("Sent the desk article %s, version %s.", name, revision.version)

    def _due(self) -> list[int]:
        return self._state.due(time.time())

    async def _read(self, wait: int) -> None:
        """Keep what is new in the feed. Raises OtherFeed."""
        more = True
        while more:
            after = self._state.after
            page = await self._desk.ratings(after, wait=wait, feed=self._state.feed)
            if self._state.after != after:
                return  # what is asked for anew meanwhile is not skipped
            ours = [item for item in page.items if item.article.source == self._config.source]
            self._state.take(ours, page.next, page.feed)
            more, wait = page.more, 0

    async def _try(self, article: int) -> bool:
        """Write an article's ratings; one that fails stops no other."""
        try:
            async with self._forgetting:
                await self._write(article)
        except Previewed:
            # In the preview's own copy of the state: else it is shown again without end.
            self._state.written(article, self._state.after)
        except AWAY as error:
            least = error.after if isinstance(error, Refused) else 0.0
            pause = self._state.postpone(article, time.time(), least)
            log.warning("Article %s: %s Next try in %.0f s.", article, self._said(error), pause)
            return False
        except Exception:
            pause = self._state.postpone(article, time.time())
            log.exception("Article %s: the connector failed. Next try in %.0f s.", article, pause)
            return False
        return True

    async def _write(self, article: int) -> None:
        refused: tuple[str, int] | None = None
        for _ in range(TRIES):
            found = self._state.mirror(article)
            if not found.latest:
                return  # forgotten meanwhile
            newest = max(found.latest.values(), key=lambda event: event.seq)
            name, seq = newest.article.external_id, newest.seq
            try:
                revision = await self._connector.current(name)
                # The desk sees the text that readers have before anything is written on it.
                if takes := revision is None or await self.offer(revision):
                    await self._read(0)
                    found = self._state.mirror(article)
                    seq = max(event.seq for event in found.latest.values())
                token = revision.token if revision else ""
                # With another bridge's newer ratings in the CMS the feed has them too by now: what is
                # refused twice, as it was, is of a desk that was set back.
                anew = refused == (token, seq) and self._state.never_wrote(article)
                refused = (token, seq)
                nothing = {"@context": CONTEXT, "@graph": list[object]()}
                await self._connector.rate(
                    Rated(
                        article=newest.article,
                        ratings=found.of_article(article) if takes else [],
                        claimreview=await self._desk.claimreview(article) if takes else nothing,
                        seq=seq,
                        revision=revision,
                        anew=anew,
                    )
                )
                if not takes:
                    raise Refused("The desk does not take its text: it has no ratings until then.")
                log.info("Wrote the ratings of article %s up to event %d.", name, seq)
            except Gone as error:
                log.warning("Article %s is not in the CMS any more. %s", name, error)
            except Changed:
                continue
            self._state.written(article, seq)
            return
        raise Refused(f"The CMS changed it {TRIES} times while its ratings were written.")

    async def _attempt(self, step: Callable[[], Awaitable[None]]) -> bool:
        """Whether a step went through; it is logged where it did not."""
        try:
            await step()
        except AWAY as error:
            log.warning("%s", self._said(error))
            return False
        except Exception:
            log.exception("The bridge failed.")
            return False
        return True

    async def _keep_trying(self, step: Callable[[], Awaitable[None]], rest: float | None) -> None:
        """A step again and again, `rest` seconds apart, or until it went through once."""
        failures = 0
        while True:
            failures = 0 if await self._attempt(step) else failures + 1
            if not failures and rest is None:
                return
            pause = rest or 0
            if failures:
                pause = max(pause, min(2.0**failures, LONGEST_REST))
                pause *= random.uniform(0.8, 1.2)  # noqa: S311  (no secret: bridges apart in time)
            await asyncio.sleep(pause)

    def _said(self, error: Exception) -> str:
        if isinstance(error, ApiError):
            return f"The desk says {error}"
        if isinstance(error, httpx.TransportError):
            return unreachable(error, self._config.desk.url)
        words = str(error).strip() or type(error).__name__
        return words if words.endswith(".") else f"{words}."
