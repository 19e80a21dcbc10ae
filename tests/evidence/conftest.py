"""A web server to fetch from."""

from collections.abc import Iterator

import pytest

from tests.web_server import WebServer, web_server


@pytest.fixture
def web() -> Iterator[WebServer]:
    """An empty web server on the loopback address."""
    with web_server() as server:
        yield server
