"""Calling the application itself, with no server and no network between: for measuring."""

import gzip
import json
from typing import Any, NamedTuple

from litestar import Litestar


class Answer(NamedTuple):
    """What the application answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, as a value."""
        zipped = self.headers.get("content-encoding") == "gzip"
        return json.loads(gzip.decompress(self.body) if zipped else self.body)


class Browser:
    """Calls the application as a signed-in person's browser does, without a server between."""

    def __init__(self, app: Litestar) -> None:
        self._app = app
        self._headers = {"host": "127.0.0.1", "accept-encoding": "gzip"}

    async def sign_in(self, login: str, password: str) -> None:
        """Keep the cookie and send the CSRF token from now on."""
        answer = await self.call("POST", "/session", {"login": login, "password": password})
        self._headers["cookie"] = answer.headers["set-cookie"].partition(";")[0]
        self._headers["x-csrf-token"] = answer.json["csrf_token"]

    async def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """One call. Raises RuntimeError for an answer that is none."""
        address, _, query = path.partition("?")
        sent = b"" if body is None else json.dumps(body).encode()
        given = self._headers | headers
        if body is not None:
            given |= {"content-type": "application/json", "content-length": str(len(sent))}
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
            "scheme": "http", "path": f"/api/v1{address}", "raw_path": f"/api/v1{address}".encode(),
            "root_path": "", "query_string": query.encode(), "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80), "headers": [
                (name.replace("_", "-").encode(), value.encode()) for name, value in given.items()
            ],
        }  # fmt: skip
        started: dict[str, Any] = {}
        parts: list[bytes] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": sent, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                started.update(message)
            else:
                parts.append(message.get("body", b""))

        await self._app(scope, receive, send)  # type: ignore[arg-type]  # a dict is what a scope is
        answer = Answer(
            started["status"],
            {name.decode(): value.decode() for name, value in started["headers"]},
            b"".join(parts),
        )
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status} {answer.body[:500]!r}")
        return answer
