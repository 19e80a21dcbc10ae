"""The WordPress connector and its plugin against a real WordPress, and a desk that listens beside it."""

import asyncio
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar
from lxml import html

from claimdesk.accounts.rules import Scope
from claimdesk.publishing.connectors import Secret, wordpress
from tests.api.conftest import Caller, TokenFor
from tests.api.listening import listening
from tests.api.published import claim_of, publish
from tests.processes import claimdesk, environment
from tests.wordpress_site import Site, missing, wordpress_site

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())

ROOT = Path(__file__).parents[2]
WORDS = "The city will double harbour fees from 1 March, the council said on Monday."
CONTENT = (
    f"<!-- wp:paragraph -->\n<p>{WORDS}</p>\n<!-- /wp:paragraph -->\n\n"
    '<!-- wp:html -->\n<iframe src="https://maps.example.org/?a=1&amp;b=2"></iframe>\n'
    "<!-- /wp:html -->\n\n<!-- wp:paragraph -->\n<p>“C:\\temp” is a folder, the port said.</p>\n"
    "<!-- /wp:paragraph -->"
)
NASTY = """It "ends" </script><script>alert('1')</script> \\"not\\" here & <b>there</b>."""
POSTS = "/wp/v2/posts"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with wordpress_site() as found:
        yield found


class Bridge:
    """`claimdesk connect`, as cron would run it."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self._file, self._env = folder / "bridge.toml", env
        self.state = folder / "bridge.sqlite"

    def write(self, desk: str, site: Site, more: str = "") -> None:
        self._file.write_text(
            f'[desk]\nurl = "{desk}"\ntoken_env = "DESK_TOKEN"\n'
            f'[cms]\nconnector = "wordpress"\nsource = "paper"\nurl = "{site.url}"\n'
            f'user = "claimdesk"\npassword_env = "PAPER_PASSWORD"\n{more}'
            '[bridge]\nstate = "bridge.sqlite"\n'
        )

    def forget_pauses(self) -> None:
        """Make the next try now: the clock of another process cannot be moved."""
        with sqlite3.connect(self.state) as state:
            state.execute("UPDATE work SET not_before = 0")
        state.close()

    async def once(self, *options: str, ends: int = 0) -> str:
        """Runs; what it said. No secret is ever in it."""
        command = ("connect", str(self._file), "--once", *options)
        done = await asyncio.to_thread(claimdesk, *command, env=self._env)
        said = done.stdout + done.stderr
        assert done.returncode == ends, said
        assert not any(secret in said for secret in self._env.values())
        assert "Traceback" not in said
        return said


def printed(site: Site, post: int) -> list[dict[str, Any]]:
    """The ClaimReviews in the head of a post's page."""
    scripts = html.fromstring(site.page(post)).xpath("//head/script[@class='claimdesk']")
    return [one for script in scripts for one in json.loads(script.text)["@graph"]]


def kept(site: Site, post: int) -> Any:
    """What is kept beside a post."""
    found = site.ask("claimdesk", "GET", f"{POSTS}/{post}", params={"context": "edit"})
    return found.json()["meta"]["_claimdesk"]


def raw(site: Site, post: int) -> tuple[str, str]:
    """The post's own text, and when it was changed."""
    found = site.ask("ada", "GET", f"{POSTS}/{post}", params={"context": "edit"}).json()
    return found["content"]["raw"], found["modified_gmt"]


async def article_of(person: Caller, post: int, source: str = "paper") -> dict[str, Any]:
    """The desk's article that a post became."""
    listed = (await person.get("/articles", limit=200)).json()["items"]
    found = [one for one in listed if (one["source"], one["external_id"]) == (source, str(post))]
    assert len(found) == 1
    article: dict[str, Any] = (await person.get(f"/articles/{found[0]['id']}")).json()
    return article


async def test_ratings_reach_readers_are_corrected_and_go_again(
    app: Litestar,
    site: Site,
    checker: Caller,
    editor: Caller,
    token_for: TokenFor,
    tmp_path: Path,
) -> None:
    token = await token_for(Scope.ARTICLES_WRITE, Scope.RATINGS_READ)
    secret = token.http.headers["Authorization"].removeprefix("Bearer ")
    async with listening(app) as desk:
        bridge = Bridge(
            tmp_path, {"DESK_TOKEN": secret, "PAPER_PASSWORD": site.passwords["claimdesk"]}
        )
        bridge.write(desk, site)
        await story(site, bridge, checker, editor)


async def story(site: Site, bridge: Bridge, checker: Caller, editor: Caller) -> None:
    fields = {"title": "Fees & <em>fines</em>", "content": CONTENT, "status": "publish"}
    post = site.ask("ada", "POST", POSTS, json=fields).json()["id"]
    draft = site.ask("ada", "POST", POSTS, json=fields | {"status": "draft"}).json()["id"]
    before = raw(site, post)
    assert "<iframe" in before[0], "which the bridge's user may not write"

    # Nothing is sent in a preview, and everything once by what follows.
    shown = await bridge.once("--preview")
    assert f"To the desk: article {post}, version" in shown
    assert (await checker.get("/articles")).json()["items"] == []
    assert f"Sent the desk article {post}," in await bridge.once()
    article = await article_of(checker, post)
    assert (article["title"], article["status"]) == ("Fees & fines", "usable")
    assert article["url"] == f"{site.url}/?p={post}"
    assert WORDS in article["text"]
    listed = (await checker.get("/articles", limit=200)).json()["items"]
    assert str(draft) not in {one["external_id"] for one in listed}

    # A verdict before the plugin is there is not lost.
    claim = claim_of(article, unnamed=False)
    await publish(checker, editor, claim, summary=NASTY)
    said = await bridge.once(ends=1)
    assert "install claimdesk.php" in said
    assert "Sent the desk" not in said, "it has what it had"
    activated = site.ask("ada", "POST", "/wp/v2/plugins/claimdesk", json={"status": "active"})
    assert activated.status_code == 200, activated.text
    bridge.forget_pauses()
    assert f"PUT {site.url}" in await bridge.once("--preview")
    assert not kept(site, post)
    assert f"Wrote the ratings of article {post}" in await bridge.once()

    meta = kept(site, post)
    assert [one["kind"] for one in meta["ratings"]] == ["published"]
    assert meta["ratings"][0]["summary"] == NASTY
    (review,) = printed(site, post)
    assert review["reviewRating"]["ratingExplanation"] == NASTY
    assert review["reviewRating"]["alternateName"] == "False"
    assert review["claimReviewed"] == article["claims"][0]["text"]
    assert "alert(" not in "".join(
        str(script.text)
        for script in html.fromstring(site.page(post)).xpath("//script[not(@class='claimdesk')]")
    )
    assert raw(site, post) == before
    assert printed(site, draft) == []

    # A correction.
    await publish(checker, editor, claim, rating="true", summary="It does.")
    await bridge.once()
    (review,) = printed(site, post)
    assert review["reviewRating"]["alternateName"] == "True"
    assert len(review["correction"]) == 1
    assert kept(site, post)["ratings"][0]["kind"] == "corrected"

    # The claim's words change after it was judged: the verdict does not stand on other words.
    changed = CONTENT.replace("double harbour", "treble harbour")
    site.ask("ada", "POST", f"{POSTS}/{post}", json={"content": changed})
    before = raw(site, post)
    said = await bridge.once()
    assert f"Sent the desk article {post}," in said
    assert [one["kind"] for one in kept(site, post)["ratings"]] == ["stale"]
    assert printed(site, post) == []

    # The withdrawal.
    await publish(checker, editor, claim, rating="void", summary="Ours was wrong.")
    await bridge.once()
    assert not kept(site, post)
    assert printed(site, post) == []
    assert raw(site, post) == before

    # A lost memory does nobody harm.
    bridge.state.unlink()
    await bridge.once()
    assert (await article_of(checker, post))["revision"] == 2
    assert not kept(site, post)

    site.ask("ada", "DELETE", f"{POSTS}/{post}")
    await bridge.once()
    assert (await article_of(checker, post))["status"] == "canceled"
    assert "claimdesk.php" not in site.complaints


async def test_the_readmes_commands_lead_there(
    app: Litestar, site: Site, checker: Caller, token_for: TokenFor, tmp_path: Path
) -> None:
    section = (ROOT / "README.md").read_text().partition("### Ratings in WordPress")[2]
    section = section.partition("\n### ")[0]
    commands = "\n".join(re.findall(r"^ {7}(.*)$", section, re.MULTILINE))
    assert commands.endswith("--preview\nclaimdesk connect wordpress.toml")
    post = site.ask(
        "ada", "POST", POSTS, json={"title": "T", "content": WORDS, "status": "publish"}
    )
    (site.folder / "wp-content/plugins/claimdesk.php").unlink()
    token = await token_for(Scope.ARTICLES_WRITE, Scope.RATINGS_READ)
    async with listening(app) as desk:
        for named, ours in (
            ("/var/www/html", str(site.folder)),
            ("cp claimdesk/", f"cp {ROOT}/claimdesk/"),
            ("http://127.0.0.1:8400", desk),
            ("https://www.paper.example", site.url),
            ("claimdesk connect", f"{sys.executable} -m claimdesk connect"),
        ):
            assert named in commands
            commands = commands.replace(named, ours)
        done = await asyncio.to_thread(
            subprocess.run,
            ["bash", "-euc", f"{commands} --once"],
            cwd=tmp_path,
            env=environment(
                {
                    "TOKEN": token.http.headers["Authorization"].removeprefix("Bearer "),
                    "CLAIMDESK_DATA_DIR": str(tmp_path / "data"),
                    "PYTHONPATH": str(ROOT),
                }
            ),
            input=f"{site.passwords['claimdesk']}\n",
            capture_output=True,
            text=True,
            timeout=120,
        )
    assert done.returncode == 0, done.stderr
    assert f"To the desk: article {post.json()['id']}," in done.stdout
    assert (await article_of(checker, post.json()["id"], "wordpress"))["claims"]
    activated = site.ask("ada", "POST", "/wp/v2/plugins/claimdesk", json={"status": "active"})
    assert activated.status_code == 200, "the plugin is where it is to be"


def connector(site: Site, http: httpx.AsyncClient) -> wordpress.Connector:
    password = Secret(site.passwords["claimdesk"])
    options = wordpress.Options(url=site.url, user="claimdesk", password=password)
    return wordpress.Connector(options, http)


async def test_a_post_with_a_password_is_for_those_who_have_it(site: Site) -> None:
    site.ask("ada", "POST", "/wp/v2/plugins/claimdesk", json={"status": "active"})
    fields = {"title": "T", "content": WORDS, "status": "publish"}
    post = site.ask("ada", "POST", POSTS, json=fields).json()
    body = {
        "modified_gmt": post["modified_gmt"],
        "seq": 1,
        "ratings": [{"claim": 1, "text": WORDS}],
        "claimreview": {"@graph": [{"claimReviewed": WORDS}]},
    }
    written = site.ask("claimdesk", "PUT", f"/claimdesk/v1/posts/{post['id']}", json=body)
    assert written.status_code == 200
    assert WORDS in site.page(post["id"])
    site.ask("ada", "POST", f"{POSTS}/{post['id']}", json={"password": "open sesame"})
    assert kept(site, post["id"])["ratings"] == body["ratings"]
    for told in (
        site.asked_by_anybody(rest_route=f"{POSTS}/{post['id']}"),
        site.asked_by_anybody(rest_route=POSTS, include=post["id"]),
    ):
        assert "_links" in told
        assert "harbour fees" not in told
    assert "harbour fees" not in site.page(post["id"])
    async with httpx.AsyncClient(timeout=60) as http:
        cms = connector(site, http)
        now = await cms.current(str(post["id"]))
        listed = [one async for one in cms.changed(datetime(2026, 1, 1, tzinfo=UTC))]
    (same,) = [one for one in listed if one.external_id == str(post["id"])]
    assert now is not None
    for revision in (now, same):
        sent = json.loads(revision.content)
        assert sent["pubstatus"] == "withheld"
        assert WORDS in sent["body_html"]
    assert "claimdesk.php" not in site.complaints


async def test_more_posts_than_a_page_come_whole(site: Site) -> None:
    query = {"status": wordpress.STATUSES, "per_page": "1"}
    there = site.ask("ada", "GET", POSTS, params=query).headers["X-WP-Total"]
    added = site.add_posts(
        2 * wordpress.PAGE - int(there)
    )  # so that there is no page behind the last
    async with httpx.AsyncClient(timeout=60) as http:
        changed = connector(site, http).changed(datetime(2026, 1, 1, tzinfo=UTC))
        found = [revision.external_id async for revision in changed]
    assert len(found) == len(set(found)) == 2 * wordpress.PAGE
    assert added <= set(found)


def test_the_plugin_takes_ratings_from_those_who_may_edit_and_of_the_text_they_saw(
    site: Site,
) -> None:
    site.ask("ada", "POST", "/wp/v2/plugins/claimdesk", json={"status": "active"})
    fields = {"title": "T", "content": "C", "status": "publish"}
    post = site.ask("ada", "POST", POSTS, json=fields).json()
    route, id_ = f"/claimdesk/v1/posts/{post['id']}", post["id"]
    body = {
        "modified_gmt": post["modified_gmt"],
        "seq": 1,
        "ratings": [{"claim": 1, "label": "A \\ “B”"}],
        "claimreview": {"@context": "https://schema.org", "@graph": [{"a": [1, 2.5, None]}]},
    }
    assert site.ask("vera", "PUT", route, json=body).status_code == 403
    meta: dict[str, Any] = {"meta": {"_claimdesk": {"seq": 9}}}
    assert site.ask("vera", "POST", f"{POSTS}/{id_}", json=meta).status_code == 403
    anonymous = httpx.put(f"{site.url}/", params={"rest_route": route}, json=body, timeout=60)
    assert anonymous.status_code == 401
    stale = site.ask("claimdesk", "PUT", route, json=body | {"modified_gmt": "2020-01-01T00:00:00"})
    assert stale.status_code == 409
    assert not kept(site, id_)
    assert site.ask("claimdesk", "PUT", route, json={"seq": 1}).status_code == 400
    assert site.ask("claimdesk", "PUT", route, json=body).status_code == 200
    assert site.ask("claimdesk", "PUT", route, json=body).status_code == 200
    assert kept(site, id_) == {name: body[name] for name in ("seq", "ratings", "claimreview")}
    # A write that comes late changes nothing, also where the newer one took all of it away.
    newer: dict[str, Any] = body | {"seq": 5, "ratings": []}
    assert site.ask("claimdesk", "PUT", route, json=newer).status_code == 204
    assert site.ask("claimdesk", "PUT", route, json=body).status_code == 409
    assert not kept(site, id_)
    # But a desk that was restored counts from there again.
    assert site.ask("claimdesk", "PUT", route, json=body | {"anew": True}).status_code == 200
    assert kept(site, id_)["seq"] == 1
    # The registered meta may be written by WordPress's own means too.
    meta = {"meta": {"_claimdesk": {"seq": 2, "ratings": [], "claimreview": {}}}}
    assert site.ask("claimdesk", "POST", f"{POSTS}/{id_}", json=meta).status_code == 200
    assert kept(site, id_)["seq"] == 2
    assert "claimdesk.php" not in site.complaints
