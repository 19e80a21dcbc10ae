"""The Ghost connector by Ghost's published contract: a server that does what its documentation says.

https://docs.ghost.org/admin-api/ (tokens, updated_at), https://docs.ghost.org/webhooks/
"""

import hashlib
import hmac
import json
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar

from claimdesk.publishing.connectors.bridge import Bridge
from claimdesk.publishing.connectors.example import NO_REVIEWS, RATED
from claimdesk.publishing.connectors.ghost import with_json_ld
from claimdesk.publishing.connectors.listening import receiver
from tests.api.bridges import Bridges, bridges
from tests.api.conftest import ARTICLE, Caller, TokenFor
from tests.api.published import claim_of, publish
from tests.cms_server import CmsServer, cms_server
from tests.ghost_server import KEY, KEY_ID, Ghost

SECRET = "hook secret"
ENV = {"GHOST_KEY": f"{KEY_ID}:{KEY}", "GHOST_HOOKS": SECRET}
HTML = "".join(f"<p>{line}</p>" for line in ARTICLE.splitlines() if line)
OTHERS = '<style>p { color: red }</style>\n<meta name="a" content="b">'


def table(cms: CmsServer) -> str:
    return (
        f'connector = "ghost"\nurl = "{cms.url}"\nkey_env = "GHOST_KEY"\n'
        'webhook_secret_env = "GHOST_HOOKS"\n'
    )


@pytest.fixture
async def made(app: Litestar, token_for: TokenFor, tmp_path: Path) -> Bridges:
    return await bridges(app, token_for, tmp_path)


async def article_of(caller: Caller, name: str) -> dict[str, Any]:
    listed = (await caller.get("/articles")).json()["items"]
    (found,) = [one for one in listed if one["external_id"] == name]
    article: dict[str, Any] = (await caller.get(f"/articles/{found['id']}")).json()
    return article


def printed(post: dict[str, Any]) -> list[dict[str, Any]]:
    """The ClaimReviews in a post's code injection."""
    head = post["codeinjection_head"] or ""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head, re.DOTALL)
    return [review for text in found for review in json.loads(text)["@graph"]]


async def test_ratings_stand_in_the_posts_head_beside_what_others_put_there(
    made: Bridges, checker: Caller, editor: Caller
) -> None:
    ghost = Ghost(HTML)
    ghost.save("1", codeinjection_head=OTHERS)
    ghost.save("2", status="draft")
    with cms_server(ghost.answer) as cms:
        async with made.bridge(table(cms), ENV) as bridge:
            assert await bridge.once()
            article = await article_of(checker, "1")
            assert (
                article["title"],
                article["byline"],
                article["section"],
                article["subjects"],
            ) == (
                "Fees",
                "Ines Calloway",
                "Port",
                ["Port"],
            )
            assert len((await checker.get("/articles")).json()["items"]) == 1, "no draft"
            claim = claim_of(article, unnamed=False)
            await publish(checker, editor, claim, summary="Not </script><script>so()</script>")

            # Somebody saves the post while the rating is on its way: theirs stays.
            ghost.meanwhile = [{"title": "Fees again"}]
            assert await bridge.once()
            (review,) = printed(ghost.posts["1"])
            assert (
                review["reviewRating"]["ratingExplanation"] == "Not </script><script>so()</script>"
            )
            assert ghost.posts["1"]["codeinjection_head"].startswith(OTHERS)
            assert ghost.posts["1"]["title"] == "Fees again"
            assert ghost.posts["1"]["html"] == HTML
            assert (await article_of(checker, "1"))["title"] == "Fees again"

            # Our own write is a change of the post, and no news to the desk, nor to Ghost.
            asked = len(cms.asked)
            assert await bridge.once()
            assert {one.method for one in cms.asked[asked:]} == {"GET"}

            await publish(checker, editor, claim, rating="true")
            assert await bridge.once()
            (review,) = printed(ghost.posts["1"])
            assert len(review["correction"]) == 1

            await publish(checker, editor, claim, rating="void")
            assert await bridge.once()
            assert ghost.posts["1"]["codeinjection_head"] == OTHERS

            ghost.save("1", status="draft")
            assert await bridge.once()
            assert (await article_of(checker, "1"))["status"] == "canceled"


async def test_a_post_that_is_gone_is_left_and_a_wrong_address_is_not(
    made: Bridges, checker: Caller, editor: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    ghost = Ghost(HTML)
    ghost.save("1")
    with cms_server(ghost.answer) as cms:
        async with made.bridge(table(cms), ENV) as bridge:
            assert await bridge.once()
            await publish(checker, editor, claim_of(await article_of(checker, "1"), unnamed=False))
            cms.answer = lambda _: (404, b"<h1>Not here</h1>")
            assert not await bridge.once(), "that is no Ghost"
            cms.answer = ghost.answer
            ghost.posts.clear()
            bridge._state._file.execute("UPDATE work SET not_before = 0")
            assert await bridge.once()
    assert "is not in the CMS any more" in caplog.text
    assert KEY not in caplog.text


async def test_more_posts_than_a_page_come_whole(made: Bridges, checker: Caller) -> None:
    ghost = Ghost(HTML)
    for number in range(103):
        ghost.save(f"p{number}", html=f"<p>The fee is {number} euros, the port said.</p>")
    same = ghost.posts["p40"]["updated_at"]
    for number in range(40, 95):
        ghost.posts[f"p{number}"]["updated_at"] = same  # an import of many in one second
    yesterday = datetime.now(UTC) - timedelta(days=1)
    with cms_server(ghost.answer) as cms:
        async with made.bridge(table(cms), ENV) as bridge:
            found = [one.external_id async for one in bridge.connector.changed(yesterday)]
            assert sorted(found) == sorted(ghost.posts)
            # One that is deleted after the first page moves the others up; none slips through.
            ghost.deleted = [min(ghost.posts)]
            found = [one.external_id async for one in bridge.connector.changed(yesterday)]
            assert set(ghost.posts) <= set(found)
            assert len(found) == len(set(found))


def hook(body: bytes, secret: str = SECRET, ago: float = 0) -> dict[str, str]:
    moment = str(int((time.time() - ago) * 1000))
    signature = hmac.new(secret.encode(), body + moment.encode(), hashlib.sha256).hexdigest()
    return {"X-Ghost-Signature": f"sha256={signature}, t={moment}"}


async def pushed(bridge: Bridge, body: bytes, headers: dict[str, str]) -> httpx.Response:
    app: Any = receiver(bridge)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://bridge") as cms:
        return await cms.post("/", content=body, headers=headers)


async def test_webhooks_are_verified_and_lead_to_the_post(made: Bridges, checker: Caller) -> None:
    ghost = Ghost(HTML)
    ghost.save("1")
    body = json.dumps({"post": {"current": {"id": "1"}, "previous": {}}}).encode()
    with cms_server(ghost.answer) as cms:
        async with made.bridge(table(cms), ENV) as bridge:
            for headers in (
                {},
                {"X-Ghost-Signature": "sha256=00, t=1"},
                hook(body, secret="another"),
                hook(body, ago=600),
                hook(body, ago=-600),
                hook(body + b" "),
            ):
                refused = await pushed(bridge, body, headers)
                assert refused.status_code == 403, headers
                assert refused.json()["type"] == "urn:claimdesk:problem:not-signed"
            assert cms.asked == []
            for _ in range(2):
                assert (await pushed(bridge, body, hook(body))).status_code == 204
            assert (await article_of(checker, "1"))["revision"] == 1
            for strange in (b"", b"[]", b"{}", b'{"post": 1}', b'{"post": {"current": {}}}'):
                assert (await pushed(bridge, strange, hook(strange))).status_code == 422
            deleted = json.dumps({"post": {"current": {}, "previous": {"id": "1"}}}).encode()
            assert (await pushed(bridge, deleted, hook(deleted))).status_code == 204
            assert (await article_of(checker, "1"))["status"] == "canceled"
            cms.answer = lambda _: (503, b"")
            assert (await pushed(bridge, body, hook(body))).status_code == 503


def test_injection_replaces_ours_alone() -> None:
    once = with_json_ld(OTHERS, RATED.claimreview)
    assert with_json_ld(once, RATED.claimreview) == once
    assert with_json_ld(f"{once}\n<b>later</b>", NO_REVIEWS) == f"{OTHERS}\n<b>later</b>"
    assert with_json_ld(with_json_ld("", RATED.claimreview), NO_REVIEWS) == ""
