"""The list of pages that the browser tests and the pictures go through."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from tests.e2e.pages import OUTSIDE, PAGES

ROUTER = Path("frontend/src/router.tsx")
REDIRECTS = {"/admin"}
"""Addresses that lead on to another page at once."""


def _routes() -> set[str]:
    """The router's paths, those under /admin with it."""
    source = ROUTER.read_text(encoding="utf-8")
    found = re.findall(r"getParentRoute: \(\) => (\w+),\s+path: '([^']*)'", source)
    assert len(found) == len(re.findall(r"^\s*path:", source, re.MULTILINE)), "a route is misread"
    return {"/admin" + path if parent == "adminRoute" else path for parent, path in found}


def _route_of(address: str, routes: set[str]) -> str:
    """The route that the router takes: the one with the fewest parameters, `$` where none fits."""
    path = urlsplit(address).path
    fitting = [
        route
        for route in routes - {"$"}
        if re.fullmatch(re.sub(r"\\\$\w+", "[^/]+", re.escape(route)), path)
    ]
    return min(fitting, key=lambda route: route.count("$"), default="$")


def test_every_route_of_the_router_is_among_them() -> None:
    routes = {route.rstrip("/") or "/" for route in _routes()} - REDIRECTS
    reached = {_route_of(address, routes) for address in (*PAGES.values(), *OUTSIDE.values())}
    assert reached == routes
