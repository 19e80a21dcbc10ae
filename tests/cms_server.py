"""A CMS's HTTP side in a test: a real server on the loopback address, with an answer of the test's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from tests.http_server import answering


@dataclass
class Asked:
    """One request. `query` has the last value of each parameter."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


Answer = Callable[[Asked], tuple[int, bytes]]


@dataclass
class CmsServer:
    """`answer` says what to answer, as status and body; changed while it runs; `headers` go with it."""

    url: str = ""
    answer: Answer = lambda _: (204, b"")
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def cms_server(answer: Answer) -> Iterator[CmsServer]:
    """Serve for the block."""
    found = CmsServer(answer=answer)

    class Handler(BaseHTTPRequestHandler):
        def _handle(self) -> None:
            parts = urlsplit(self.path)
            asked = Asked(
                method=self.command,
                path=parts.path,
                query={name: values[-1] for name, values in parse_qs(parts.query).items()},
                headers={name.lower(): value for name, value in self.headers.items()},
                body=self.rfile.read(int(self.headers.get("Content-Length") or 0)),
            )
            found.asked.append(asked)
            status, body = found.answer(asked)
            self.send_response(status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if status != 204:
                self.wfile.write(body)

        do_GET = do_PUT = do_POST = do_PATCH = _handle  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with answering(Handler) as port:
        found.url = f"http://127.0.0.1:{port}"
        yield found
