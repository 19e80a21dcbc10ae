"""The connector that the README shows, taken from there, and run."""

import json
import re
from pathlib import Path
from typing import Any

from litestar import Litestar

from claimdesk.publishing import connectors
from claimdesk.publishing.connectors.config import load
from tests.api.bridges import Bridges, bridges
from tests.api.conftest import ARTICLE, Caller, TokenFor
from tests.api.published import claim_of, publish
from tests.cms_server import Asked, cms_server

README = Path(connectors.__file__).with_name("README.md").read_text()


def block(language: str) -> str:
    """The only block of a language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    text: str = found
    return text


class Presswerk:
    """The CMS that the example is for."""

    def __init__(self) -> None:
        self.story = {
            "id": "s-1",
            "title": "Fees",
            "author": "Ines Calloway",
            "html": "".join(f"<p>{line}</p>" for line in ARTICLE.splitlines() if line),
            "changed": "2026-11-29T10:00:00+00:00",
            "etag": '"1"',
        }
        self.ratings: Any = None
        self.edit: dict[str, str] = {}

    def answer(self, asked: Asked) -> tuple[int, bytes]:
        if asked.headers["authorization"] != "Bearer presswerk-token":
            return 401, b"{}"
        match asked.method, asked.path:
            case "GET", "/api/stories":
                assert "changed_since" in asked.query
                return 200, json.dumps([self.story]).encode()
            case "GET", "/api/stories/s-1":
                return 200, json.dumps(self.story).encode()
            case "PUT", "/api/stories/s-1/ratings":
                self.story |= self.edit
                if asked.headers["if-match"] != self.story["etag"]:
                    return 412, b"{}"
                self.ratings = json.loads(asked.body)
                return 200, b"{}"
        return 404, b"{}"


def test_it_has_fifty_lines_at_most() -> None:
    assert len(block("python").splitlines()) <= 50


async def test_it_runs_as_it_stands(
    app: Litestar, checker: Caller, editor: Caller, token_for: TokenFor, tmp_path: Path
) -> None:
    (tmp_path / "presswerk.py").write_text(block("python"))
    (tmp_path / "given.toml").write_text(block("toml"))
    env = {"PRESSWERK_TOKEN": "presswerk-token"}
    given = load(tmp_path / "given.toml", env | {"CLAIMDESK_TOKEN": "x"})
    assert given.source == "presswerk"

    presswerk = Presswerk()
    made: Bridges = await bridges(app, token_for, tmp_path, source="presswerk")
    with cms_server(presswerk.answer) as cms:
        table = block("toml").partition('source = "presswerk"\n')[2]
        table = 'connector = "presswerk.py"\n' + table.replace(
            "https://presswerk.example.org", cms.url
        )
        table += "\n[bridge]\nsince = 2026-11-01T00:00:00Z\n"
        async with made.bridge(table, env) as bridge:
            assert await bridge.once()
            (listed,) = (await checker.get("/articles")).json()["items"]
            assert (listed["external_id"], listed["byline"]) == ("s-1", "Ines Calloway")
            article = (await checker.get(f"/articles/{listed['id']}")).json()
            await publish(checker, editor, claim_of(article, unnamed=False))
            presswerk.edit = {"title": "Fees again", "etag": '"2"'}
            assert await bridge.once()
            assert [one["kind"] for one in presswerk.ratings["ratings"]] == ["published"]
            assert presswerk.ratings["jsonld"]["@graph"]
            article = (await checker.get(f"/articles/{listed['id']}")).json()
            assert article["title"] == "Fees again"
