"""The built page, its security headers, and whether the server is well."""

from importlib.resources import files
from pathlib import Path
from typing import Any

from litestar import HttpMethod, Request, Response, get, route
from litestar.datastructures import CacheControlHeader, MutableScopeHeaders
from litestar.exceptions import NotFoundException
from litestar.response import File
from litestar.router import Router
from litestar.static_files import create_static_files_router
from litestar.types import Message, Scope

from claimdesk.db.engine import fetch
from claimdesk.schemas import Schema
from claimdesk.web.requests import QUIET

# The page's styles are files and a constructed style sheet; nothing comes inline.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
NOT_NEEDED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts",
    "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock",
    "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
"""What a browser offers to pages and the desk never asks for."""
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in NOT_NEEDED),
}
FOR_TLS = {"Strict-Transport-Security": "max-age=63072000"}
"""Two years; only for this host, since claimdesk knows nothing of the newsroom's others."""

MISSING = """<!doctype html><html lang="en"><meta charset="utf-8"><title>claimdesk</title>
<h1>The page is not built</h1><p>Run <code>make demo</code>, or
<code>npm --prefix frontend ci</code> and <code>npm --prefix frontend run build</code>.
The API is at <a href="/api/openapi.json">/api/openapi.json</a>.</p></html>"""


async def secure(message: Message, scope: Scope) -> None:
    """Put the security headers on every answer, errors and files included."""
    if message["type"] == "http.response.start":
        headers = MutableScopeHeaders.from_message(message)
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if scope["litestar_app"].state.settings.behind_tls:
            for name, value in FOR_TLS.items():
                headers.setdefault(name, value)
        if scope["path"].startswith("/api/"):
            # Unpublished work: nothing of it stays in a browser's or a proxy's cache.
            headers.setdefault("Cache-Control", "no-store")


def built_page() -> Path | None:
    """The folder of the built front end: inside an installed package, beside it in a checkout."""
    package = Path(str(files("claimdesk")))
    for folder in (package / "web" / "dist", package.parent / "frontend" / "dist"):
        if (folder / "index.html").is_file():
            return folder
    return None


class Health(Schema, frozen=True, kw_only=True):
    """Whether the server answers and its database does."""

    status: str


@get(
    "/api/health",
    operation_id="health",
    exclude_from_auth=True,
    opt={QUIET: True},
    tags=["server"],
)
async def health() -> Health:
    """Answers once the database does."""
    await fetch("SELECT 1")
    return Health(status="ok")


def routers() -> list[Router]:
    """Static files, and index.html for every address that the page's own router knows."""
    folder = built_page()

    @route(
        ["/", "/{path:path}"],
        http_method=[HttpMethod.GET, HttpMethod.HEAD],
        include_in_schema=False,
        exclude_from_auth=True,
        sync_to_thread=False,
        name="page",
    )
    def page(request: Request[Any, Any, Any]) -> Response[str] | File:
        # Files have a dot and their own router; an unknown API address is never a page.
        path = request.url.path
        if path.startswith("/api/") or "." in path.rpartition("/")[2]:
            raise NotFoundException
        if folder is None or not (folder / "index.html").is_file():
            return Response(MISSING, media_type="text/html", status_code=503)
        return File(
            folder / "index.html",
            media_type="text/html",
            content_disposition_type="inline",
            headers={"Cache-Control": "no-cache"},
        )

    found = [Router("/", route_handlers=[page])]
    if folder is not None and (folder / "assets").is_dir():
        found.append(
            create_static_files_router(
                path="/assets",
                directories=[folder / "assets"],
                include_in_schema=False,
                # The names carry a hash of the content, so a copy is good for ever.
                cache_control=CacheControlHeader(max_age=31_536_000, immutable=True),
            )
        )
    return found
