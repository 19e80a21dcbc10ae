"""Any CMS that takes JSON over HTTP: the address, the headers and the body are templates (Jinja).

They know `article` (source, external_id, title, url, revision), `ratings` (claim, kind, at, text,
rating, label, summary), `claimreview`, `seq`, and `secret`.
"""

import re
import traceback
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlsplit

import httpx
import msgspec
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from msgspec import Meta

from claimdesk.publishing.connectors.example import RATED, WITHDRAWN
from claimdesk.publishing.connectors.model import Cms, Gone, Rated, Refused, Secret, checked
from claimdesk.publishing.connectors.preview import UNSHOWN

_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Values go into an address by `|urlencode`, and into JSON by `|tojson`.

    `gone` are the answers that say that the article is not in the CMS any more.
    """

    url: str
    body: str
    method: Literal["POST", "PUT", "PATCH"] = "POST"
    headers: dict[str, str] = {}
    secret: Secret | None = None
    gone: tuple[Annotated[int, Meta(ge=400, le=499)], ...] = (410,)


class Connector(Cms):
    """One CMS. Raises ValueError for a template that cannot be used, and says in which line."""

    def __init__(self, options: Options, http: httpx.AsyncClient) -> None:
        self._options = options
        self._http = http
        for name in options.headers:
            if not _HEADER.fullmatch(name):
                raise ValueError(f"“{name}” is no name of a header.")
        environment = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True
        )
        # Jinja's own leaves slashes, by which an article's id would choose another address.
        environment.filters["urlencode"] = lambda value: quote(str(value), safe="")
        texts = {"url": options.url, "body": options.body}
        texts |= {f"headers.{name}": text for name, text in options.headers.items()}
        self._templates = {}
        self._secret_headers = []
        for name, text in texts.items():
            try:
                self._templates[name] = environment.from_string(text)
                uses = meta.find_undeclared_variables(environment.parse(text))
            except TemplateSyntaxError as error:
                raise ValueError(f"{name}, line {error.lineno}: {error.message}") from error
            if name.startswith("headers.") and "secret" in uses:
                self._secret_headers.append(name.partition(".")[2].lower())
        self._host = ""
        for example in (RATED, WITHDRAWN):
            self._host = urlsplit(str(self._request(example).url)).netloc

    async def rate(self, rated: Rated) -> None:
        """Send what the templates make of an article's ratings."""
        try:
            request = self._request(rated)
        except ValueError as error:
            raise Refused(str(error)) from error
        response = await self._http.send(request)
        if response.status_code in self._options.gone:
            raise Gone(f"The CMS answered {response.status_code}.")
        checked(response)

    def _request(self, rated: Rated) -> httpx.Request:
        """The request. Raises ValueError where a template does not do, and for another host."""
        known = {
            "article": msgspec.to_builtins(rated.article),
            "ratings": rated.plain(),
            "claimreview": rated.claimreview,
            "seq": rated.seq,
            "secret": self._options.secret.reveal() if self._options.secret else "",
        }
        made = {name: self._rendered(name, known).strip() for name in self._templates}
        url, body = made.pop("url"), made.pop("body")
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.netloc or url.split() != [url]:
            raise ValueError(f"url: it makes “{url[:200]}”, which is no http or https address.")
        if {".", ".."} & set(parts.path.split("/")):
            raise ValueError(f"url: “{url[:200]}” leads out of its folder.")
        if self._host not in {"", parts.netloc}:
            raise ValueError(f"url: it leads to {parts.netloc} and not to {self._host}.")
        try:
            msgspec.json.decode(body)
        except msgspec.DecodeError as error:
            raise ValueError(f"body: what it makes is no JSON, in {_place(body, error)}") from error
        headers = {"Content-Type": "application/json"}
        headers |= {name.partition(".")[2]: value for name, value in made.items()}
        if any(not value.isprintable() for value in headers.values()):
            raise ValueError("headers: a value has a character that no header may have.")
        return self._http.build_request(
            self._options.method,
            url,
            content=body,
            headers=headers,
            extensions={UNSHOWN: self._secret_headers},
        )

    def _rendered(self, name: str, known: dict[str, Any]) -> str:
        try:
            return self._templates[name].render(known)
        except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
            frames = traceback.extract_tb(error.__traceback__)
            lines = [frame.lineno for frame in frames if frame.filename == "<template>"]
            raise ValueError(f"{name}, line {lines[-1] if lines else 1}: {error}") from error


def _place(body: str, error: msgspec.DecodeError) -> str:
    """The line of a made body that is no JSON, and what stands there."""
    found = re.search(r"\(byte (\d+)\)", str(error))
    at = len(body.encode()[: int(found[1])].decode(errors="replace")) if found else len(body)
    number = body.count("\n", 0, at) + 1
    line = body.split("\n")[number - 1].strip()
    return f"line {number}, “{line[:80]}”: {error}. Use |tojson for values."
