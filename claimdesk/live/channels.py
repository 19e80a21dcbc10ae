"""Litestar's channels over PostgreSQL's LISTEN, for streams that come and go."""

import asyncio
import logging
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, cast

import asyncpg
from litestar.channels import ChannelsPlugin
from litestar.channels.backends.asyncpg import AsyncPgChannelsBackend
from litestar.channels.subscriber import Subscriber

from claimdesk.db.engine import new_connection
from claimdesk.errors import Unavailable

log = logging.getLogger("claimdesk")

LOST = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)
BACKLOG = 1000
"""Messages that wait for a slow reader. Then its stream ends, and it catches up when it asks again."""
LOOK_EVERY = 10.0


class Reader(Subscriber):
    """A stream's end of the channels. One that is too slow, or has to end, is told so.

    Nobody waits for it: what does not fit is dropped, and the reader ends behind what did.
    """

    ended = False

    def put_nowait(self, item: bytes | None) -> bool:
        """Hand on a message; without room for it the reader ends."""
        if self.ended or super().put_nowait(item):
            return True
        self.ended = True
        return False

    async def put(self, item: bytes | None) -> None:
        """End; called on leaving, when nobody reads any more."""
        if item is None:
            self.end()
        else:
            self.put_nowait(item)

    def end(self) -> None:
        """End behind what waits."""
        self.ended = True
        super().put_nowait(None)

    async def get(self) -> bytes | None:
        """The next message; null at the end."""
        if self.ended and self._queue.empty():
            return None
        return await self._queue.get()


class Backend(AsyncPgChannelsBackend):
    """Litestar's backend, which finds out that its connection is lost and makes another.

    It goes on listening where nobody reads any more: a desk's channel is soon wanted again. What is
    said here is said in the database by the writers, so nothing is published from here.
    """

    def __init__(self, on_lost: Any) -> None:
        """`on_lost` is called when messages may have been missed."""
        super().__init__(make_connection=new_connection)
        self._on_lost = on_lost
        self._keeper: asyncio.Task[None] | None = None

    @property
    def listening(self) -> bool:
        """Whether there is a connection to listen on."""
        return self._keeper is not None and not self._listener_conn.is_closed()

    async def on_startup(self) -> None:
        """Begin to listen, and to look after the connection."""
        await super().on_startup()
        self._keeper = asyncio.create_task(self._keep(), name="live")

    async def on_shutdown(self) -> None:
        """Stop."""
        if self._keeper is not None:
            self._keeper.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeper
            self._keeper = None
        self._listener_conn.terminate()
        self._subscribed_channels.clear()
        self._queue = None

    async def unsubscribe(self, channels: Iterable[str]) -> None:
        """Go on listening."""

    async def _keep(self) -> None:
        while True:
            lost = asyncio.Event()
            self._listener_conn.add_termination_listener(lambda _, lost=lost: lost.set())
            while not lost.is_set():
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_EVERY):
                        await lost.wait()
                if not lost.is_set():
                    await self._look()
            log.warning("live: the connection that listens is lost; making another")
            self._on_lost()
            await self._again()

    async def _look(self) -> None:
        """A question now and then finds a connection that broke without a word."""
        async with self._listener_lock:
            try:
                await self._listener_conn.execute("SELECT 1", timeout=LOOK_EVERY)
            except (TimeoutError, *LOST):
                self._listener_conn.terminate()

    async def _again(self) -> None:
        while True:
            async with self._listener_lock:
                with suppress(TimeoutError, *LOST):
                    connection = await self._connect()
                    for channel in self._subscribed_channels:
                        await connection.add_listener(channel, self._listener)
                    self._listener_conn = connection
                    return
            await asyncio.sleep(1)


class Channels(ChannelsPlugin):
    """The one place where a process hears what others say; readers come and go."""

    def __init__(self) -> None:
        """Listens once the application has started."""
        self._stopping = False
        self._listener = Backend(self.end)
        super().__init__(
            self._listener,
            arbitrary_channels_allowed=True,
            subscriber_max_backlog=BACKLOG,
            subscriber_class=Reader,
        )

    async def reader(self, channels: list[str]) -> Reader:
        """A reader of these channels, from now on. Raises Unavailable where nothing is heard."""
        if self._stopping or not self._listener.listening:
            raise Unavailable("Live changes do not come at the moment. Ask again in some seconds.")
        return cast("Reader", await self.subscribe(channels))

    def stop(self) -> None:
        """End every stream, and begin none: the process stops."""
        self._stopping = True
        self.end()

    def end(self) -> None:
        """End every stream: messages may be missing. Whoever asks again catches up."""
        for readers in list(self._channels.values()):
            for reader in list(readers):
                if isinstance(reader, Reader):
                    reader.end()
