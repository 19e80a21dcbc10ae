"""`claimdesk.client` against the application: typed answers, a mirror in step, forged messages."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import httpx
import msgspec
import pytest
from litestar import Litestar

from claimdesk.accounts import service as accounts
from claimdesk.accounts import tokens
from claimdesk.accounts.rules import SYSTEM, Scope
from claimdesk.articles.schemas import ArticleCreate, VersionOutcome, VersionReceived
from claimdesk.client import (
    ApiError,
    AsyncClaimdesk,
    Claimdesk,
    Mirror,
    NotGenuine,
    OtherFeed,
    verify,
)
from claimdesk.publishing import cursors
from claimdesk.publishing.schemas import EventKind, GateReason
from claimdesk.settings import Settings
from claimdesk.webhooks.rules import new_secret, ping_body, signed
from claimdesk.webhooks.schemas import HookMessage, HookPing
from tests.api.conftest import ARTICLE, Caller
from tests.api.hooked import desk_of, hooked
from tests.webhook_receiver import Receiver

ADDRESS = "https://desk.example.org"
SECRET, OTHER = new_secret(b"1" * 32), new_secret(b"2" * 32)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Those of a desk that may send to this machine, where the receivers are."""
    return msgspec.structs.replace(settings, fetch_allow="127.0.0.1")


def now() -> datetime:
    """Read anew by each test: signatures hold for minutes only."""
    return datetime.now(UTC)


async def secret_of(*scopes: Scope) -> str:
    desk = await accounts.ensure_desk("desk", "Desk")
    return (await tokens.issue_token(SYSTEM, desk, "cms", list(scopes))).secret


async def client(app: Litestar, *scopes: Scope) -> AsyncClaimdesk:
    transport = httpx.ASGITransport(app=cast("Any", app))
    return AsyncClaimdesk(ADDRESS, await secret_of(*scopes), transport=transport)


class Across(httpx.BaseTransport):
    """Takes a thread's requests to the application in the loop that it runs in."""

    def __init__(self, app: Litestar, loop: asyncio.AbstractEventLoop) -> None:
        self._http = httpx.AsyncClient(transport=httpx.ASGITransport(app=cast("Any", app)))
        self._loop = loop

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        whole = httpx.Request(
            request.method, request.url, headers=request.headers, content=request.read()
        )
        found = asyncio.run_coroutine_threadsafe(self._http.send(whole), self._loop).result()
        headers = {"Content-Type": found.headers["Content-Type"]}
        return httpx.Response(found.status_code, headers=headers, content=found.content)


async def test_a_mirror_is_in_step(app: Litestar, checker: Caller, editor: Caller) -> None:
    desk = await desk_of(checker, editor)
    mirror = Mirror()
    async with await client(app, Scope.RATINGS_READ) as cms:
        for claim, rating in ((0, "true"), (1, "false"), (0, "half_true"), (1, "void")):
            await desk.judge(claim, rating)
            async for event in cms.events(mirror.after):
                assert mirror.take(event)
                assert not mirror.take(event), "again changes nothing"
            assert mirror.digest(desk.article) == await cms.reconcile(desk.article)
        assert mirror.digest() == await cms.reconcile()
        assert [event.kind for event in mirror.of_article(desk.article)] == [EventKind.CORRECTED]
        gate = await cms.gate(desk.article)
        assert {o.reason for o in gate.obstacles} == {GateReason.OPEN_CLAIM}
        assert len((await cms.claimreview(desk.article))["@graph"]) == 1


async def test_a_mirror_of_a_desk_that_was_set_back_begins_again(
    app: Litestar, checker: Caller, editor: Caller
) -> None:
    desk = await desk_of(checker, editor)
    mirror = Mirror()
    async with await client(app, Scope.RATINGS_READ) as cms:
        await desk.judge(0, "true")
        assert not await cms.catch_up(mirror)
        assert (mirror.after, mirror.digest()) == (1, await cms.reconcile())
        # What it has is of before: the claim that it knows was judged after the backup was made.
        (event,) = mirror.latest.values()
        mirror.latest = {4711: event}
        await cursors.rename()
        with pytest.raises(OtherFeed, match="set back"):
            _ = [event async for event in cms.events(mirror.after, feed=mirror.feed)]
        assert await cms.catch_up(mirror)
        assert mirror.digest() == await cms.reconcile()
        mirror.after = 900  # without a name, as one that was kept before there were any
        mirror.feed = ""
        with pytest.raises(OtherFeed, match="ends at 1"):
            await cms.ratings(mirror.after)
        assert await cms.catch_up(mirror)
        assert not await cms.catch_up(mirror)
        assert mirror.digest() == await cms.reconcile()


async def test_an_article_is_sent_once(app: Litestar) -> None:
    async with await client(app, Scope.ARTICLES_WRITE) as cms:
        article = ArticleCreate(text=ARTICLE, source="cms", external_id="h-1")
        first = await cms.add_article(article, key="h-1")
        assert (await cms.add_article(article, key="h-1")).id == first.id
        assert first.claims
        with pytest.raises(ApiError) as refused:
            await cms.ratings()
        assert refused.value.status == 403
        assert "ratings:read" in refused.value.detail


VERSION = ("wire/2026", "urn:newsml:a.example:harbour/1", "v 1")
MARKDOWN = (b"# Ferry late again\n\nThe ferry is late, the port said.\n", "text/markdown")


async def test_a_version_in_its_own_format_is_sent_once(app: Litestar) -> None:
    async with await client(app, Scope.ARTICLES_WRITE) as cms:
        first = await cms.put_version(*VERSION, *MARKDOWN)
        assert (first.source, first.external_id, first.version) == VERSION
        assert first.revision
        assert (first.outcome, first.revision.number) == (VersionOutcome.ADDED, 1)
        assert [claim.text for claim in first.revision.claims] == ["The ferry is late"]
        again = await cms.put_version(*VERSION, *MARKDOWN)
        assert (again.outcome, again.article) == (VersionOutcome.SAME, first.article)
        with pytest.raises(ApiError) as refused:
            await cms.put_version(*VERSION, b"# Another text", "text/markdown")
        assert refused.value.status == 409
        with pytest.raises(ApiError) as unknown:
            await cms.put_version(*VERSION[:2], "2", b"\x00\x01", "image/png")
        assert unknown.value.status in {415, 422}


async def test_the_client_for_threads_does_the_same(app: Litestar) -> None:
    secret = await secret_of(Scope.ARTICLES_WRITE, Scope.RATINGS_READ)
    transport = Across(app, asyncio.get_running_loop())

    def work() -> tuple[VersionReceived, VersionReceived, dict[str, Any]]:
        with Claimdesk(ADDRESS, secret, transport=transport) as cms:
            first = cms.put_version(*VERSION, *MARKDOWN)
            return first, cms.put_version(*VERSION, *MARKDOWN, desk=1), cms.claimreviews()

    first, again, feed = await asyncio.to_thread(work)
    assert (first.external_id, first.outcome) == (VERSION[1], VersionOutcome.ADDED)
    assert (again.outcome, again.article) == (VersionOutcome.SAME, first.article)
    assert (feed["@type"], feed["dataFeedElement"]) == ("DataFeed", [])


async def test_what_arrives_is_verified_and_typed(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    hook = await hooked(admin, receiver)
    await (await desk_of(checker, editor)).judge(0, "true")
    await hook.send()
    (came,) = receiver.tries
    message = verify(came.raw.encode(), came.headers, hook.secret)
    assert isinstance(message, HookMessage)
    assert message.data.rating is not None
    assert (message.type, message.data.rating.key) == ("rating.published", "true")


def test_either_secret_will_do_while_it_is_changed() -> None:
    text = ping_body(1, now())
    for keys in ([SECRET], [OTHER], [SECRET, OTHER]):
        headers = signed(keys, "msg_1", now(), text)
        assert isinstance(verify(text.encode(), headers, [SECRET, OTHER]), HookPing)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"webhook-signature": "v1"},
        {"webhook-signature": "nonsense"},
        {"webhook-signature": "v1,!!!"},
        {"webhook-signature": "v1,a,b"},
        {"webhook-signature": ""},
        {"webhook-signature": "v1,AAAA"},
        {"webhook-id": "msg_2"},
        {"webhook-timestamp": "soon"},
        {"webhook-timestamp": str(int((now() - timedelta(minutes=6)).timestamp()))},
        {"webhook-timestamp": str(int((now() + timedelta(minutes=6)).timestamp()))},
    ],
)
def test_what_is_not_the_desks_is_refused(spoilt: dict[str, str]) -> None:
    text = ping_body(1, now())
    headers = signed([SECRET], "msg_1", now(), text)
    with pytest.raises(NotGenuine):
        verify(text.encode(), headers | spoilt, SECRET)


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"{}", b'{"type":"ping"}'])
def test_another_body_is_refused(body: bytes) -> None:
    headers = signed([SECRET], "msg_1", now(), ping_body(1, now()))
    with pytest.raises(NotGenuine):
        verify(body, headers, SECRET)


def test_a_message_too_old_is_refused_by_its_own_signature() -> None:
    text = ping_body(1, now())
    for minutes in (-6, 6):
        headers = signed([SECRET], "msg_1", now() + timedelta(minutes=minutes), text)
        with pytest.raises(NotGenuine):
            verify(text.encode(), headers, SECRET)
