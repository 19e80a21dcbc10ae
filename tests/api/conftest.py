"""The application over real HTTP semantics, and the people who use it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from argon2 import PasswordHasher
from litestar import Litestar

from claimdesk.accounts import passwords, people, tokens
from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import SYSTEM, Role, Scope
from claimdesk.accounts.schemas import PersonCreate
from claimdesk.app import create_app
from claimdesk.publishing.feeds import Feeds
from claimdesk.sealing.ring import Ring, new_key, using
from claimdesk.settings import Settings
from tests.conftest import desk_settings
from tests.webhook_receiver import Receiver, receiving

PASSWORD = "correct horse battery"

ARTICLE = """\
Harbour fees to double, council says

By Ines Calloway

The city will double harbour fees from 1 March, the council said on Monday.

"We have no choice," said Maren Holt, the harbour master. She said that the basin had lost 40 percent of its traffic since 2019.

According to two officials familiar with the plan, the mayor had told the port that 120 jobs would go.

Read more: Why the ferry is late again
"""


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> None:
    """argon2 with its smallest parameters: the tests sign in hundreds of times."""
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    passwords._nobody = passwords._hasher.hash("nobody's")


@pytest.fixture(scope="session", autouse=True)
def sealed() -> Iterator[None]:
    """A key, as a desk that is looked after has one."""
    with using(Ring([new_key()])):
        yield


@dataclass
class Caller:
    """Somebody with a browser: keeps the cookie and sends the CSRF token."""

    http: httpx.AsyncClient
    id: int = 0

    async def get(self, path: str, **params: Any) -> httpx.Response:
        return await self.http.get(f"/api/v1{path}", params=params)

    async def post(self, path: str, body: Any = None, **headers: str) -> httpx.Response:
        return await self.http.post(f"/api/v1{path}", json=body, headers=_dashed(headers))

    async def put(self, path: str, body: Any, **headers: str) -> httpx.Response:
        return await self.http.put(f"/api/v1{path}", json=body, headers=_dashed(headers))

    async def delete(self, path: str, **headers: str) -> httpx.Response:
        return await self.http.delete(f"/api/v1{path}", headers=_dashed(headers))


def _dashed(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


@pytest.fixture(scope="session")
def wired() -> Litestar:
    """The application, wired once: that takes longer than most tests."""
    return create_app(desk_settings(Path()))


@pytest.fixture
def app(wired: Litestar, settings: Settings, database: None) -> Litestar:
    """The application on the test's database; the pool is the run's, so no lifespan."""
    wired.state.settings = settings
    wired.state.built_feeds = Feeds(settings)
    return wired


@pytest.fixture
async def anybody(app: Litestar) -> AsyncIterator[Caller]:
    """Somebody who is not signed in."""
    async with _client(app) as http:
        yield Caller(http)


def _client(app: Litestar) -> httpx.AsyncClient:
    # The session cookie of a desk behind TLS is a secure one, so the address is https.
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=cast("Any", app), raise_app_exceptions=False),
        base_url="https://desk.example.org",
    )


SignIn = Callable[..., Awaitable[Caller]]


async def signed_out(caller: Caller) -> bool:
    """Whether the desk knows nobody behind the caller's cookie; other calls refuse them then."""
    who = await caller.get("/session")
    assert who.status_code == 200, who.text
    refused = (await caller.get("/people")).status_code == 401
    assert refused == (who.json() is None)
    return refused


@pytest.fixture
async def sign_in(app: Litestar) -> AsyncIterator[SignIn]:
    """Makes a person with a role and signs them in."""
    clients: list[httpx.AsyncClient] = []

    async def make(login: str, role: Role, desk: str = "desk") -> Caller:
        person = await people.create(
            SYSTEM,
            await accounts.ensure_desk(desk, desk.title()),
            PersonCreate(login=login, name=login.title(), password=PASSWORD, role=role),
        )
        http = _client(app)
        clients.append(http)
        answer = await http.post("/api/v1/session", json={"login": login, "password": PASSWORD})
        assert answer.status_code == 201, answer.text
        http.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
        return Caller(http, person.id)

    yield make
    for http in clients:
        await http.aclose()


@pytest.fixture
async def checker(sign_in: SignIn) -> Caller:
    """A signed-in checker."""
    return await sign_in("vera", Role.CHECKER)


@pytest.fixture
async def editor(sign_in: SignIn) -> Caller:
    """A signed-in editor."""
    return await sign_in("edith", Role.EDITOR)


@pytest.fixture
async def admin(sign_in: SignIn) -> Caller:
    """A signed-in admin."""
    return await sign_in("ada", Role.ADMIN)


TokenFor = Callable[..., Awaitable[Caller]]


@pytest.fixture
async def token_for(app: Litestar) -> AsyncIterator[TokenFor]:
    """Makes a program with a token of these scopes."""
    clients: list[httpx.AsyncClient] = []

    async def make(*scopes: Scope) -> Caller:
        desk = await accounts.ensure_desk("desk", "Desk")
        token = await tokens.issue_token(SYSTEM, desk, "cms", list(scopes))
        http = _client(app)
        http.headers["Authorization"] = f"Bearer {token.secret}"
        clients.append(http)
        return Caller(http)

    yield make
    for http in clients:
        await http.aclose()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A CMS on the loopback address that takes webhooks."""
    with receiving() as found:
        yield found
