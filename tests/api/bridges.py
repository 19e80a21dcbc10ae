"""Bridges of a test's own, between the application and a CMS."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from litestar import Litestar

from claimdesk.accounts.rules import Scope
from claimdesk.client import AsyncClaimdesk
from claimdesk.publishing.connectors.bridge import Bridge
from claimdesk.publishing.connectors.config import load
from claimdesk.publishing.connectors.preview import Showing
from claimdesk.publishing.connectors.state import State
from tests.api.conftest import TokenFor

HEAD = '[desk]\nurl = "https://desk.example.org"\ntoken_env = "DESK_TOKEN"\n[cms]\n'


@dataclass
class Bridges:
    """Makes bridges by a file's `[cms]` table. What they remember lasts as long as the test.

    `failing` is a part of a path at which the desk fails, changed meanwhile.
    """

    app: Litestar
    token: str
    folder: Path
    source: str
    failing: str = ""
    shown: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def bridge(
        self, cms: str, env: Mapping[str, str] | None = None, *, preview: bool = False
    ) -> AsyncIterator[Bridge]:
        file = self.folder / "bridge.toml"
        file.write_text(f'{HEAD}source = "{self.source}"\n{cms}')
        config = load(file, {"DESK_TOKEN": self.token} | dict(env or {}))
        show = self.shown.append if preview else None
        to_desk = _Desk(self)
        showing = Showing(httpx.AsyncHTTPTransport(), self.shown.append) if preview else None
        async with (
            AsyncClaimdesk(config.desk.url, config.desk.token.reveal(), transport=to_desk) as desk,
            httpx.AsyncClient(transport=showing, timeout=10) as http,
        ):
            with State(self.folder / "state.sqlite") as state:
                yield Bridge(config, config.connector(http), desk, state, show)


class _Desk(httpx.ASGITransport):
    """The way to the application, on which what has `failing` in its path meets a broken server."""

    def __init__(self, made: Bridges) -> None:
        app: Any = made.app
        super().__init__(app=app)
        self._made = made

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self._made.failing and self._made.failing in request.url.path:
            return httpx.Response(500, json={"detail": "Out of order."}, request=request)
        return await super().handle_async_request(request)


async def bridges(app: Litestar, token_for: TokenFor, folder: Path, source: str = "cms") -> Bridges:
    """For a desk, and a CMS whose articles it knows under `source`."""
    caller = await token_for(Scope.ARTICLES_WRITE, Scope.RATINGS_READ)
    token = caller.http.headers["Authorization"].removeprefix("Bearer ")
    return Bridges(app, token, folder, source)
