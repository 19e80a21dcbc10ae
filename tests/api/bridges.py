"""Bridges of a test's own, between the application and a CMS."""

import json
from collections.abc import AsyncIterator, Callable, Mapping
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
from tests.cms_server import Asked, CmsServer

HEAD = '[desk]\nurl = "https://desk.example.org"\ntoken_env = "DESK_TOKEN"\n[cms]\n'


GENERIC = """connector = "generic"
url = "URL/stories/{{ article.external_id|urlencode }}/ratings"
method = "PUT"
secret_env = "CMS_SECRET"
body = '''
{"seq": {{ seq }},
 "ratings": [{% for one in ratings %}
   {"text": {{ one.text|tojson }}, "label": {{ one.label|tojson }}, "kind": "{{ one.kind }}"}
   {{- "," if not loop.last }}{% endfor %}],
 "jsonld": {{ claimreview|tojson }}}
'''
[cms.headers]
Authorization = "Bearer {{ secret }}"
"""
SOURCE = 'source = "cms"\n'
SECRETS = {"CMS_SECRET": "s3cret-value"}

# A CMS with versions: it hands over what changed, and takes ratings of the version it has.
VERSIONED = """
import json
from datetime import UTC, datetime
import msgspec
from claimdesk.publishing.connectors import Cms, Secret, as_ninjs, checked

class Options(msgspec.Struct, forbid_unknown_fields=True):
    url: str

class Connector(Cms):
    def __init__(self, options, http):
        self.url, self.http = options.url, http

    def _revision(self, story):
        fields = {"headline": story["title"], "body_text": story["text"]}
        at = datetime.fromisoformat(story["at"])
        return as_ninjs(story["id"], at, str(story["version"]), fields)

    async def changed(self, since):
        for story in checked(await self.http.get(self.url)).json():
            yield self._revision(story)

    async def current(self, external_id):
        return self._revision(checked(await self.http.get(f"{self.url}/{external_id}")).json())

    async def rate(self, rated):
        body = {"version": rated.revision.token, "ratings": rated.plain()}
        body |= {"seq": rated.seq, "anew": rated.anew}
        checked(await self.http.put(f"{self.url}/{rated.article.external_id}", json=body))

    async def received(self, headers, body):
        return [self._revision(json.loads(body))]
"""


class Stories:
    """What that CMS has. `meanwhile` happens once, as the next ratings are on their way to it."""

    def __init__(self) -> None:
        self.stories: dict[str, dict[str, Any]] = {}
        self.ratings: dict[str, Any] = {}
        self.anew: list[bool] = []
        self.edits: list[tuple[str, str]] = []
        self.seqs: list[int] = []
        self.meanwhile: Callable[[], object] | None = None

    def save(self, id_: str, text: str) -> None:
        version = self.stories[id_]["version"] + 1 if id_ in self.stories else 1
        at = f"2026-11-{version:02}T10:00:00+00:00"
        self.stories[id_] = {"id": id_, "title": id_, "text": text, "version": version, "at": at}

    def answer(self, asked: Asked) -> tuple[int, bytes]:
        id_ = asked.path.removeprefix("/").removeprefix("stories").removeprefix("/")
        if not id_:
            return 200, json.dumps(list(self.stories.values())).encode()
        if asked.method == "GET":
            return 200, json.dumps(self.stories[id_]).encode()
        happens, self.meanwhile = self.meanwhile, None
        if happens:
            happens()
        if self.edits:
            self.save(*self.edits.pop())
        body = json.loads(asked.body)
        if body["version"] != str(self.stories[id_]["version"]):
            return 409, b"{}"
        if not body["anew"] and body["seq"] < max(self.seqs, default=0):
            return 409, b"{}"
        self.seqs.append(body["seq"])
        self.ratings[id_] = body["ratings"]
        self.anew.append(body["anew"])
        return 200, b"{}"


@dataclass
class Bridges:
    """Makes bridges by a file's `[cms]` table. What they remember lasts as long as the test.

    `failing` is a part of a path at which the desk answers `status`, changed meanwhile. `desk` is a
    line for the file's `[desk]`.
    """

    app: Litestar
    token: str
    folder: Path
    source: str
    failing: str = ""
    status: int = 500
    desk: str = ""
    shown: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def bridge(
        self,
        cms: str,
        env: Mapping[str, str] | None = None,
        *,
        preview: bool = False,
        state: str = "state.sqlite",
    ) -> AsyncIterator[Bridge]:
        file = self.folder / "bridge.toml"
        head = HEAD.replace("[cms]", f"{self.desk}[cms]")
        file.write_text(f'{head}source = "{self.source}"\n{cms}')
        config = load(file, {"DESK_TOKEN": self.token} | dict(env or {}))
        show = self.shown.append if preview else None
        to_desk = _Desk(self)
        showing = Showing(httpx.AsyncHTTPTransport(), self.shown.append) if preview else None
        async with (
            AsyncClaimdesk(config.desk.url, config.desk.token.reveal(), transport=to_desk) as desk,
            httpx.AsyncClient(transport=showing, timeout=10) as http,
        ):
            with State(self.folder / state) as kept:
                yield Bridge(config, config.connector(http), desk, kept, show)


class _Desk(httpx.ASGITransport):
    """The way to the application, on which what has `failing` in its path gets no further."""

    def __init__(self, made: Bridges) -> None:
        app: Any = made.app
        super().__init__(app=app)
        self._made = made

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self._made.failing and self._made.failing in request.url.path:
            answer = {"detail": "Out of order."}
            return httpx.Response(self._made.status, json=answer, request=request)
        return await super().handle_async_request(request)


async def bridges(app: Litestar, token_for: TokenFor, folder: Path, source: str = "cms") -> Bridges:
    """For a desk, and a CMS whose articles it knows under `source`."""
    caller = await token_for(Scope.ARTICLES_WRITE, Scope.RATINGS_READ)
    token = caller.http.headers["Authorization"].removeprefix("Bearer ")
    return Bridges(app, token, folder, source)


def versioned(cms: CmsServer) -> str:
    return f'connector = "versioned.py"\nurl = "{cms.url}/stories"\n[bridge]\nsince = 2026-01-01T00:00:00Z\n'


def generic(cms: CmsServer) -> str:
    return GENERIC.replace("URL", cms.url)
