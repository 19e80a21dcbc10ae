"""A web server of a test's own on the loopback address, as strange as it is told to be."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from tests.http_server import answering

HTML = "text/html; charset=utf-8"


@dataclass
class Answer:
    """What is sent at an address. `body` in pieces is sent without saying how long it is."""

    body: bytes | Callable[[], Iterator[bytes]] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": HTML})


@dataclass
class WebServer:
    """`pages` by path, changed while it runs; `asked` are the paths asked for, with their Host.

    `headers` are what came with each of them.
    """

    port: int
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a page."""
        return f"http://{host}:{self.port}{path}"


def article(text: str, title: str = "A page") -> Answer:
    """A page with a navigation around its text."""
    paragraphs = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return Answer(
        f"<html><head><title>{title}</title></head><body><nav>Home News Sport</nav>"
        f"<article><h1>{title}</h1>{paragraphs}</article></body></html>".encode()
    )


def redirect(to: str, status: int = 302) -> Answer:
    """A page that leads elsewhere."""
    return Answer(status=status, headers={"Location": to})


@contextmanager
def web_server() -> Iterator[WebServer]:
    """Serve for the block."""
    found = WebServer(0)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.headers.get("Host", ""), self.path))
            found.headers.append(dict(self.headers.items()))
            answer = found.pages.get(self.path, Answer(b"Not here", 404))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            try:
                if isinstance(answer.body, bytes):
                    self.send_header("Content-Length", str(len(answer.body)))
                    self.end_headers()
                    self.wfile.write(answer.body)
                else:
                    self.end_headers()
                    for piece in answer.body():
                        self.wfile.write(piece)
                        self.wfile.flush()
            except ConnectionError:
                pass  # whoever asked has had enough

        def log_message(self, *_: object) -> None:
            pass

    with answering(Handler) as found.port:
        yield found
