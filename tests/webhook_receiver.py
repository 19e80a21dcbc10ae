"""A CMS that takes webhooks: a real server on the loopback address, which verifies what it gets."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError

from claimdesk.client import NotGenuine, verify
from tests.http_server import answering


@dataclass
class Message:
    """One try that came in. `valid` by the secrets that the receiver knows; `fresh` the first of its id."""

    id: str
    path: str
    headers: dict[str, str]
    body: Any
    raw: str
    valid: bool
    fresh: bool


@dataclass
class Reply:
    """What the receiver answers."""

    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass
class Receiver:
    """`answer` says what to answer to a message, changed while it runs; 2xx is what is taken.

    Where it says nothing, the connection ends without an answer.
    """

    port: int = 0
    secrets: list[str] = field(default_factory=list)
    answer: Callable[[Message], Reply | None] = lambda _: Reply()
    tries: list[Message] = field(default_factory=list)
    taken: dict[str, Message] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/hooks"

    @property
    def seqs(self) -> list[int]:
        """The feed's numbers of what it took, each message once, in the order they came."""
        return [m.body["data"]["seq"] for m in self.taken.values() if m.body["type"] != "ping"]

    def by_article(self) -> dict[int, list[int]]:
        """The same by article."""
        found: dict[int, list[int]] = {}
        for message in self.taken.values():
            data = message.body["data"]
            found.setdefault(data["article"]["id"], []).append(data["seq"])
        return found


def _is_valid(secret: str, raw: str, headers: dict[str, str]) -> bool:
    """Both as our client says and as the specification's own library does, which have to agree."""
    try:
        Webhook(secret).verify(raw, headers)
        theirs = True
    except (WebhookVerificationError, ValueError):  # the latter on a signature without a comma
        theirs = False
    try:
        verify(raw.encode(), headers, secret)
        ours = True
    except NotGenuine:
        ours = False
    assert ours == theirs
    return ours


@contextmanager
def receiving(port: int = 0) -> Iterator[Receiver]:
    """Listen for the block."""
    found = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
            headers = {name.lower(): value for name, value in self.headers.items()}
            message = Message(
                id=headers["webhook-id"],
                path=self.path,
                headers=headers,
                body=json.loads(raw),
                raw=raw,
                valid=any(_is_valid(secret, raw, headers) for secret in found.secrets),
                fresh=headers["webhook-id"] not in found.taken,
            )
            found.tries.append(message)
            reply = found.answer(message)
            if reply is None:
                self.close_connection = True
                return
            if 200 <= reply.status < 300:
                found.taken.setdefault(message.id, message)
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)
            except ConnectionError:
                pass  # whoever sent it was killed

        def log_message(self, *_: object) -> None:
            pass

    with answering(Handler, port) as found.port:
        yield found
