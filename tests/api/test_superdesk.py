"""The Superdesk connector by what its HTTP Push and Newshub's /push do with ninjs and signatures."""

import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar

from claimdesk.publishing.connectors.bridge import Bridge
from claimdesk.publishing.connectors.listening import receiver
from tests.api.bridges import Bridges, bridges
from tests.api.conftest import ARTICLE, Caller, TokenFor
from tests.api.published import claim_of, publish
from tests.cms_server import Asked, CmsServer, cms_server

SECRET = "push secret"
ENV = {"PUSH": SECRET, "RATING": "rating secret"}
NAME = "urn:newsml:example.org:2026-11-29T10:00:00.000000:4711"
BODY = "".join(f"<p>{line}</p>" for line in ARTICLE.splitlines() if line)


def item(version: str = "2", **fields: Any) -> bytes:
    """As Superdesk's ninjs formatter writes it, which has no uri."""
    usual = {
        "guid": NAME,
        "version": version,
        "type": "text",
        "pubstatus": "usable",
        "profile": "article",
        "headline": "Harbour fees to double",
        "byline": "Ines Calloway",
        "body_html": BODY,
        "versioncreated": f"2026-11-29T10:0{version}:00+0000",
        "priority": 5,
    }
    return json.dumps(usual | fields).encode()


def signature(body: bytes, secret: str) -> str:
    return f"sha1={hmac.new(secret.encode(), body, hashlib.sha1).hexdigest()}"


class Newshub:
    """Takes pushed items by their guid, each version once, as its /push does."""

    def __init__(self) -> None:
        self.items: dict[str, dict[str, Any]] = {}

    def answer(self, asked: Asked) -> tuple[int, bytes]:
        expected = signature(asked.body, "rating secret")
        if (asked.method, asked.path) != ("POST", "/push"):
            return 404, b""
        if asked.headers.get("x-superdesk-signature") != expected:
            return 403, b""
        found = json.loads(asked.body)
        known = self.items.get(found["guid"])
        if known is None or int(known["version"]) < int(found["version"]):
            self.items[found["guid"]] = found
        return 200, b"{}"


def table(cms: CmsServer) -> str:
    return (
        f'connector = "superdesk"\nurl = "{cms.url}/push"\npush_secret_env = "PUSH"\n'
        'rating_secret_env = "RATING"\nservice = "factcheck"\n'
    )


@pytest.fixture
async def made(app: Litestar, token_for: TokenFor, tmp_path: Path) -> Bridges:
    return await bridges(app, token_for, tmp_path)


async def pushed(bridge: Bridge, body: bytes, secret: str = SECRET) -> httpx.Response:
    app: Any = receiver(bridge)
    transport = httpx.ASGITransport(app=app)
    headers = {"x-superdesk-signature": signature(body, secret), "Content-Type": "application/json"}
    async with httpx.AsyncClient(transport=transport, base_url="http://bridge") as cms:
        return await cms.post("/", content=body, headers=headers)


async def test_pushed_items_come_once_and_their_ratings_go_back(
    made: Bridges, checker: Caller, editor: Caller
) -> None:
    newshub = Newshub()
    with cms_server(newshub.answer) as cms:
        async with made.bridge(table(cms), ENV) as bridge:
            assert (await pushed(bridge, item())).status_code == 204
            assert (await pushed(bridge, item())).status_code == 204, "a push that is repeated"
            (listed,) = (await checker.get("/articles")).json()["items"]
            assert (listed["external_id"], listed["title"]) == (NAME, "Harbour fees to double")
            article = (await checker.get(f"/articles/{listed['id']}")).json()
            assert article["source_version"] == "2"

            late = item("1", headline="Old")
            assert (await pushed(bridge, late)).status_code == 204
            article = (await checker.get(f"/articles/{listed['id']}")).json()
            assert (article["title"], article["source_version"]) == ("Harbour fees to double", "2")

            claim = claim_of(article, unnamed=False)
            await publish(checker, editor, claim, summary="Not <so>.")
            assert await bridge.once()
            ((name, rated),) = newshub.items.items()
            assert name == f"urn:claimdesk:ratings:cms:{NAME}"
            assert (rated["type"], rated["pubstatus"]) == ("text", "usable")
            assert rated["extra"]["claimdesk"]["article"] == NAME
            (rating,) = rated["extra"]["claimdesk"]["ratings"]
            assert (rating["kind"], rating["rating"]) == ("published", "false")
            assert rated["extra"]["claimdesk"]["claimreview"]["@graph"]
            assert "Not &lt;so&gt;." in rated["body_html"]
            assert rated["service"] == [{"code": "factcheck", "name": "factcheck"}]

            await publish(checker, editor, claim, rating="true")
            assert await bridge.once()
            rated = newshub.items[name]
            assert rated["extra"]["claimdesk"]["ratings"][0]["kind"] == "corrected"

            # On other words the verdict does not stand, and is not shown as the desk's.
            other = BODY.replace("double harbour", "treble harbour")
            assert (await pushed(bridge, item("3", body_html=other))).status_code == 204
            assert await bridge.once()
            rated = newshub.items[name]
            assert rated["extra"]["claimdesk"]["ratings"][0]["kind"] == "stale"
            assert "is being checked again" in rated["body_html"]
            for word in ("<b>", "True", "The plan says otherwise."):
                assert word not in rated["body_html"]

            assert (await pushed(bridge, item("4", pubstatus="canceled"))).status_code == 204
            article = (await checker.get(f"/articles/{listed['id']}")).json()
            assert article["status"] == "canceled"
            assert await bridge.once()
            rated = newshub.items[name]
            assert (rated["pubstatus"], rated["extra"]["claimdesk"]["ratings"]) == ("canceled", [])


async def test_forged_and_unreadable_items_are_refused(made: Bridges, checker: Caller) -> None:
    with cms_server(Newshub().answer) as cms:
        async with made.bridge(table(cms), ENV) as bridge:
            forged = await pushed(bridge, item(), secret="another")
            assert forged.status_code == 403
            assert forged.headers["content-type"] == "application/problem+json"
            for strange in (b"", b"[]", b"{", item(guid=""), item(version="")):
                assert (await pushed(bridge, strange)).status_code == 422, strange
            assert (await pushed(bridge, item(type="picture"))).status_code == 204
            assert (await pushed(bridge, item(body_html=""))).status_code == 422
            assert (await pushed(bridge, item(embargoed="soon"))).status_code == 422
            assert (await checker.get("/articles")).json()["items"] == []
            # A parser that puts the version behind the id means the same item.
            assert (await pushed(bridge, item(guid=f"{NAME}:2"))).status_code == 204
            (listed,) = (await checker.get("/articles")).json()["items"]
            assert listed["external_id"] == NAME


async def test_a_receiver_that_refuses_gets_them_later(
    made: Bridges, checker: Caller, editor: Caller
) -> None:
    with cms_server(Newshub().answer) as cms:
        async with made.bridge(table(cms), ENV | {"RATING": "wrong"}) as bridge:
            assert (await pushed(bridge, item())).status_code == 204
            (listed,) = (await checker.get("/articles")).json()["items"]
            article = (await checker.get(f"/articles/{listed['id']}")).json()
            await publish(checker, editor, claim_of(article, unnamed=False))
            assert not await bridge.once()
