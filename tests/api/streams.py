"""Listening to the stream of live changes in a test, over ASGI itself: httpx would wait for its end."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from litestar import Litestar

from tests.api.conftest import Caller

PATIENCE = 20


@dataclass
class Event:
    """One server-sent event."""

    kind: str
    data: Any
    id: int | None


@dataclass
class Listener:
    """A reader of a stream. `room` is closed to be a slow one."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    arrived: asyncio.Queue[Event | None] = field(default_factory=asyncio.Queue)
    room: asyncio.Event = field(default_factory=asyncio.Event)
    last: int | None = None

    async def next(self, kind: str | None = None) -> Any:
        """The data of the next event but a beat, or of one kind; others before it are passed over."""
        async with asyncio.timeout(PATIENCE):
            while True:
                event = await self.arrived.get()
                assert event is not None, f"ended without {kind}"
                if event.id is not None:
                    self.last = event.id
                if event.kind == (kind or event.kind) and (kind or event.kind != "beat"):
                    return event.data

    async def end(self) -> list[str]:
        """Waits for the end; the kinds of what came before it."""
        kinds = []
        async with asyncio.timeout(PATIENCE):
            while (event := await self.arrived.get()) is not None:
                kinds.append(event.kind)
        return kinds


def _parsed(text: str) -> Event:
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    number = fields.get("id")
    return Event(fields["event"], json.loads(fields["data"]), int(number) if number else None)


@asynccontextmanager
async def listening(
    app: Litestar, caller: Caller, after: int | None = None, tab: str | None = None
) -> AsyncIterator[Listener]:
    """Somebody listens; leaving the block closes the line as a browser does."""
    found = Listener()
    found.room.set()
    begun, gone = asyncio.Event(), asyncio.Event()
    params = {k: v for k, v in {"after": after, "tab": tab}.items() if v is not None}
    headers = [(b"host", b"desk.example.org"), (b"accept-encoding", b"gzip")]
    for name, value in caller.http.headers.items():
        if name == "authorization":
            headers.append((b"authorization", value.encode()))
    cookie = "; ".join(f"{name}={value}" for name, value in caller.http.cookies.items())
    headers.append((b"cookie", cookie.encode()))
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "https", "path": "/api/v1/events", "raw_path": b"/api/v1/events",
        "query_string": urlencode(params).encode(), "headers": headers, "root_path": "",
        "client": ("127.0.0.1", 1), "server": ("desk.example.org", 443),
    }  # fmt: skip
    asked = False
    waiting = ""

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if not asked:
            asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        nonlocal waiting
        if message["type"] == "http.response.start":
            found.status = message["status"]
            found.headers = {k.decode(): v.decode() for k, v in message["headers"]}
            begun.set()
            return
        await found.room.wait()
        waiting += message["body"].decode()
        *whole, waiting = waiting.split("\n\n")
        if found.status == 200:
            for text in whole:
                found.arrived.put_nowait(_parsed(text))
        if not message.get("more_body"):
            gone.set()  # as servers do once all is sent

    def ended(_: asyncio.Task[None]) -> None:
        found.arrived.put_nowait(None)
        begun.set()

    task = asyncio.create_task(app(scope, receive, send))  # type: ignore[arg-type]
    task.add_done_callback(ended)
    try:
        async with asyncio.timeout(PATIENCE):
            await begun.wait()
        yield found
    finally:
        gone.set()
        found.room.set()
        async with asyncio.timeout(PATIENCE):
            await task
