"""The bridge between a desk and any CMS, by the generic connector and a small one of the test's."""

import json
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from litestar import Litestar

from claimdesk.publishing.connectors.bridge import Bridge
from claimdesk.publishing.connectors.config import ConfigError, load
from claimdesk.publishing.connectors.listening import receiver
from tests.api.bridges import HEAD, Bridges, bridges
from tests.api.conftest import ARTICLE, Caller, TokenFor
from tests.api.published import claim_of, publish, send_in
from tests.cms_server import Asked, CmsServer, cms_server

GENERIC = """connector = "generic"
url = "URL/stories/{{ article.external_id|urlencode }}/ratings"
method = "PUT"
secret_env = "CMS_SECRET"
body = '''
{"seq": {{ seq }},
 "ratings": [{% for one in ratings %}
   {"text": {{ one.text|tojson }}, "label": {{ one.label|tojson }}, "kind": "{{ one.kind }}"}
   {{- "," if not loop.last }}{% endfor %}],
 "jsonld": {{ claimreview|tojson }}}
'''
[cms.headers]
Authorization = "Bearer {{ secret }}"
"""
SOURCE = 'source = "cms"\n'
SECRETS = {"CMS_SECRET": "s3cret-value"}

# A CMS with versions: it hands over what changed, and takes ratings of the version it has.
VERSIONED = """
import json
from datetime import UTC, datetime
import msgspec
from claimdesk.publishing.connectors import Cms, Secret, as_ninjs, checked

class Options(msgspec.Struct, forbid_unknown_fields=True):
    url: str

class Connector(Cms):
    def __init__(self, options, http):
        self.url, self.http = options.url, http

    def _revision(self, story):
        fields = {"headline": story["title"], "body_text": story["text"]}
        at = datetime.fromisoformat(story["at"])
        return as_ninjs(story["id"], at, str(story["version"]), fields)

    async def changed(self, since):
        for story in checked(await self.http.get(self.url)).json():
            yield self._revision(story)

    async def current(self, external_id):
        return self._revision(checked(await self.http.get(f"{self.url}/{external_id}")).json())

    async def rate(self, rated):
        body = {"version": rated.revision.token, "ratings": rated.plain()}
        checked(await self.http.put(f"{self.url}/{rated.article.external_id}", json=body))

    async def received(self, headers, body):
        return [self._revision(json.loads(body))]
"""


class Stories:
    """What that CMS has."""

    def __init__(self) -> None:
        self.stories: dict[str, dict[str, Any]] = {}
        self.ratings: dict[str, Any] = {}
        self.edits: list[tuple[str, str]] = []

    def save(self, id_: str, text: str) -> None:
        version = self.stories[id_]["version"] + 1 if id_ in self.stories else 1
        at = f"2026-11-{version:02}T10:00:00+00:00"
        self.stories[id_] = {"id": id_, "title": id_, "text": text, "version": version, "at": at}

    def answer(self, asked: Asked) -> tuple[int, bytes]:
        id_ = asked.path.removeprefix("/").removeprefix("stories").removeprefix("/")
        if not id_:
            return 200, json.dumps(list(self.stories.values())).encode()
        if asked.method == "GET":
            return 200, json.dumps(self.stories[id_]).encode()
        if self.edits:
            self.save(*self.edits.pop())
        body = json.loads(asked.body)
        if body["version"] != str(self.stories[id_]["version"]):
            return 409, b"{}"
        self.ratings[id_] = body["ratings"]
        return 200, b"{}"


@pytest.fixture
async def made(app: Litestar, token_for: TokenFor, tmp_path: Path) -> Bridges:
    (tmp_path / "versioned.py").write_text(VERSIONED)
    return await bridges(app, token_for, tmp_path)


def versioned(cms: CmsServer) -> str:
    return f'connector = "versioned.py"\nurl = "{cms.url}/stories"\n[bridge]\nsince = 2026-01-01T00:00:00Z\n'


def generic(cms: CmsServer) -> str:
    return GENERIC.replace("URL", cms.url)


def bodies(cms: CmsServer) -> list[Any]:
    return [json.loads(asked.body) for asked in cms.asked if asked.method != "GET"]


async def test_every_change_of_a_rating_is_written_once(
    made: Bridges, checker: Caller, editor: Caller
) -> None:
    article = await send_in(checker, source="cms", external_id="story/1 ä")
    other = await send_in(checker, source="elsewhere", external_id="2")
    claim = claim_of(article, unnamed=False)
    await publish(checker, editor, claim, summary='So "they" say.')
    await publish(checker, editor, claim_of(other, unnamed=False))
    with cms_server(lambda _: (204, b"")) as cms:
        async with made.bridge(generic(cms), SECRETS) as bridge:
            assert await bridge.once()
            assert await bridge.once()
        (asked,) = cms.asked
        assert (asked.method, asked.path) == ("PUT", "/stories/story%2F1%20%C3%A4/ratings")
        assert asked.headers["authorization"] == "Bearer s3cret-value"
        (body,) = bodies(cms)
        assert [one["kind"] for one in body["ratings"]] == ["published"]
        assert body["jsonld"]["@graph"][0]["@type"] == "ClaimReview"
        await publish(checker, editor, claim, rating="true")
        await publish(checker, editor, claim_of(article, unnamed=True))
        async with made.bridge(generic(cms), SECRETS) as bridge:
            assert await bridge.once()
        assert len(cms.asked) == 2, "both news of an article in one"
        assert {one["kind"] for one in bodies(cms)[1]["ratings"]} == {"corrected", "published"}
        for number in (claim, claim_of(article, unnamed=True)):
            await publish(checker, editor, number, rating="void")
        # A lost memory writes what holds, once more.
        (made.folder / "state.sqlite").unlink()
        async with made.bridge(generic(cms), SECRETS) as bridge:
            assert await bridge.once()
        assert bodies(cms)[2]["ratings"] == []
        assert bodies(cms)[2]["jsonld"]["@graph"] == []


async def test_one_bad_article_stops_no_other_and_is_tried_again(
    made: Bridges, checker: Caller, editor: Caller
) -> None:
    for name in ("bad", "good"):
        article = await send_in(checker, source="cms", external_id=name)
        await publish(checker, editor, claim_of(article, unnamed=False))
    broken = True

    def answer(asked: Asked) -> tuple[int, bytes]:
        return (500, b"Out of order") if broken and "/bad/" in asked.path else (204, b"")

    with cms_server(answer) as cms:
        async with made.bridge(generic(cms), SECRETS) as bridge:
            assert not await bridge.once()
            assert [asked.path.split("/")[2] for asked in cms.asked] == ["bad", "good"]
            broken = False
            assert await bridge.once(), "it is not its turn yet"
            assert len(cms.asked) == 2
            bridge._state._file.execute("UPDATE work SET not_before = 0")
            assert await bridge.once()
        assert [asked.path.split("/")[2] for asked in cms.asked] == ["bad", "good", "bad"]


async def test_a_preview_shows_all_and_changes_nothing(
    made: Bridges, checker: Caller, editor: Caller
) -> None:
    article = await send_in(checker, source="cms", external_id="1")
    await publish(checker, editor, claim_of(article, unnamed=False))
    with cms_server(lambda _: (204, b"")) as cms:
        for _ in range(2):
            async with made.bridge(generic(cms), SECRETS, preview=True) as bridge:
                assert await bridge.once()
            shown = made.shown.pop()
            assert f"PUT {cms.url}/stories/1/ratings" in shown
            assert '"kind": "published"' in shown
            assert "s3cret" not in shown
        assert cms.asked == []
        async with made.bridge(generic(cms), SECRETS) as bridge:
            assert await bridge.once()
        assert len(cms.asked) == 1


async def test_articles_come_in_and_a_text_that_changes_meanwhile_is_read_first(
    made: Bridges, checker: Caller, editor: Caller
) -> None:
    stories = Stories()
    stories.save("1", ARTICLE)
    stories.save("2", " ")  # which no desk takes
    stories.save("3", ARTICLE)
    with cms_server(stories.answer) as cms:
        async with made.bridge(versioned(cms)) as bridge:
            assert await bridge.once()
            listed = (await checker.get("/articles")).json()["items"]
            assert {one["external_id"] for one in listed} == {"1", "3"}
            (first,) = [one for one in listed if one["external_id"] == "1"]
            article = (await checker.get(f"/articles/{first['id']}")).json()
            claim = claim_of(article, unnamed=False)
            await publish(checker, editor, claim)
            # While the rating is on its way, an editor changes the very words that were judged.
            stories.edits = [("1", ARTICLE.replace("double harbour", "treble harbour"))]
            assert await bridge.once()
        assert (await checker.get(f"/articles/{first['id']}")).json()["revision"] == 2
        assert [one["kind"] for one in stories.ratings["1"]] == ["stale"]
        # What changes without end is left for later.
        await publish(checker, editor, claim)
        stories.edits = [("1", f"{ARTICLE}\n\nOne {n}.") for n in range(20)]
        async with made.bridge(versioned(cms)) as bridge:
            assert not await bridge.once()
        assert 10 < len(stories.edits) < 20


async def test_an_id_chooses_no_other_address(
    made: Bridges, checker: Caller, editor: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("..", "../admin?x=#y"):
        article = await send_in(checker, source="cms", external_id=name)
        await publish(checker, editor, claim_of(article, unnamed=False))
    with cms_server(lambda _: (204, b"")) as cms:
        async with made.bridge(generic(cms), SECRETS) as bridge:
            assert not await bridge.once()
    assert [asked.path for asked in cms.asked] == ["/stories/..%2Fadmin%3Fx%3D%23y/ratings"]
    assert "leads out of its folder" in caplog.text


async def test_an_article_that_the_desk_fails_on_stops_no_other(
    made: Bridges, checker: Caller
) -> None:
    stories = Stories()
    for name in ("1", "2", "3"):
        stories.save(name, ARTICLE)
    made.failing = "/articles/cms/2/"
    with cms_server(stories.answer) as cms:
        async with made.bridge(versioned(cms)) as bridge:
            assert not await bridge.once()
            listed = (await checker.get("/articles")).json()["items"]
            assert {one["external_id"] for one in listed} == {"1", "3"}
            made.failing = ""
            assert await bridge.once()
    listed = (await checker.get("/articles")).json()["items"]
    assert {one["external_id"] for one in listed} == {"1", "2", "3"}


async def test_a_desk_that_was_set_back_is_read_from_its_beginning(
    made: Bridges, checker: Caller, editor: Caller
) -> None:
    article = await send_in(checker, source="cms", external_id="1")
    await publish(checker, editor, claim_of(article, unnamed=False))
    with cms_server(lambda _: (204, b"")) as cms:
        async with made.bridge(generic(cms), SECRETS) as bridge:
            bridge._state.take([], 900)
            assert await bridge.once()
        assert len(cms.asked) == 1


async def test_a_desk_that_refuses_the_token_or_is_away_is_said(
    made: Bridges, caplog: pytest.LogCaptureFixture
) -> None:
    made.token = "cd_wrong"
    with cms_server(lambda _: (204, b"")) as cms:
        async with made.bridge(generic(cms), SECRETS) as bridge:
            assert not await bridge.once()
    assert "The desk says 401" in caplog.text
    assert "cd_wrong" not in caplog.text


async def answered(bridge: Bridge, body: bytes) -> httpx.Response:
    app: Any = receiver(bridge)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://bridge") as cms:
        return await cms.post("/", content=body)


async def test_what_is_pushed_is_answered_when_the_desk_has_it(
    made: Bridges, checker: Caller
) -> None:
    stories = Stories()
    stories.save("1", ARTICLE)
    stories.save("2", " ")
    with cms_server(stories.answer) as cms:
        async with made.bridge(versioned(cms)) as bridge:
            for _ in range(2):
                came = await answered(bridge, json.dumps(stories.stories["1"]).encode())
                assert came.status_code == 204
            empty = await answered(bridge, json.dumps(stories.stories["2"]).encode())
        assert (empty.status_code, empty.json()["title"]) == (
            422,
            "Something in the request is not acceptable",
        )
        assert "does not take it" in empty.json()["detail"]
        listed = (await checker.get("/articles")).json()["items"]
        assert [one["external_id"] for one in listed] == ["1"]
        made.token = "cd_wrong"
        (made.folder / "state.sqlite").unlink()
        async with made.bridge(versioned(cms)) as bridge:
            refused = await answered(bridge, json.dumps(stories.stories["1"]).encode())
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
        assert refused.headers["content-type"] == "application/problem+json"
        async with made.bridge(generic(cms), SECRETS) as bridge:
            assert (await answered(bridge, b"{}")).status_code == 404


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("|tojson }}}", "|tojson }}"), "body: what it makes is no JSON, in line"),
        (('"seq": {{ seq }}', '"seq": {{ sequence }}'), "body, line 1: 'sequence' is undefined"),
        (("{% endfor %}", "{% endfo %}"), "body, line 4: Encountered unknown tag 'endfo'"),
        (("one.text|tojson", "one.text"), "body: what it makes is no JSON, in line 3"),
        (('"Bearer {{ secret }}"', '"Bearer {{ secret"'), "headers.Authorization, line 1:"),
        (('url = "http', 'url = "ftp'), "which is no http or https address"),
        (
            ('url = "http://127.0.0.1', 'url = "http://{{ ratings|length }}.example'),
            "url: it leads to",
        ),
        (("{{ seq }}", "{{ ''.__class__.__mro__ }}"), "body, line 1: access to attribute"),
        (("{{ seq }}", "{{ 1 // 0 }}"), "body, line 1: integer division"),
        (("Authorization =", '"A b" ='), "“A b” is no name of a header"),
        (('method = "PUT"', 'method = "GET"'), "Invalid enum value 'GET'"),
        (("secret_env", "secret"), "does not belong into the file"),
        (("CMS_SECRET", "CMS_OTHER"), "The variable CMS_OTHER"),
        (('"generic"', '"none.py"'), "cannot be loaded"),
        (('"generic"', '"json"'), "has no Options"),
        (("[cms.headers]", "[csm.headers]"), "there is no [csm]"),
        (('method = "PUT"', "method = PUT"), "(at line "),
    ],
)
async def test_a_bad_file_or_template_is_said_where_it_is_bad(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    file = tmp_path / "bridge.toml"
    text = GENERIC.replace("URL", "http://127.0.0.1:1").replace("'''\n{", "'''{", 1)
    assert change[0] in text
    file.write_text(HEAD + SOURCE + text.replace(change[0], change[1], 1))
    async with httpx.AsyncClient() as http:
        with pytest.raises(ConfigError) as refused:
            load(file, SECRETS | {"DESK_TOKEN": "x"}).connector(http)
    assert said in str(refused.value)


def test_a_secret_is_not_shown_by_accident(tmp_path: Path) -> None:
    file = tmp_path / "bridge.toml"
    file.write_text(HEAD + SOURCE + GENERIC.replace("URL", "http://127.0.0.1:1"))
    config = load(file, SECRETS | {"DESK_TOKEN": "t0ken-value"})
    assert "s3cret" not in repr(config.options)
    assert "t0ken" not in f"{config.desk} {config.desk.token}"
    with pytest.raises(TypeError):
        msgspec.json.encode(config.desk)
