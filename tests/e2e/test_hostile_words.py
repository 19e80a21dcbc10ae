"""Words that would run are words everywhere: every field filled with them, every page looked at."""

import csv
import io
import re
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from html import escape
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, Error, Page, Route, expect

from tests.api.conftest import Caller
from tests.api.published import claim_of, open_to_everybody, publish, send_in
from tests.api.test_every_field import FIELDS, TextField, send_field, start_work
from tests.databases import fresh_database
from tests.e2e.api import call
from tests.e2e.conftest import PASSWORD, add_people
from tests.e2e.hostile import CORPUS, FORMULAS, Detector, chunks
from tests.e2e.pages import PAGES, settled
from tests.processes import serving
from tests.web_server import Answer, WebServer, web_server

NAMED = '"We have no choice," said Maren Holt, the harbour master.'
LONGEST = 2000
AT_MOST = 4
"""Requests to fill one field; short ones get other words of the corpus each."""
LEFT_OUT = re.compile(
    # They end the account or the session, need a code that is spent, or tell nobody anything.
    r"/(session|password|setup|presence|deactivation|handover|account/.*|inbox/digest)$"
    # They take the claim away from whoever fills the other fields.
    r"|/claims/bulk$|/dismissal$|/approvals?$|/publication$|/reuse$|/takeover$|/second-opinion.*$"
    # An address and nothing else, which is tested where addresses are.
    r"|/fetch$|/feeds$"
)


@dataclass
class Hostile:
    """A desk whose every field holds the corpus."""

    address: str
    article: int
    claims: dict[str, int]
    stored: set[str]


@pytest.fixture(scope="module")
def served(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with fresh_database(server_url) as url:
        env = {"CLAIMDESK_DATABASE_URL": url, "CLAIMDESK_RATE_WRITES": "0"}
        add_people(env)
        log = tmp_path_factory.mktemp("hostile") / "log"
        with serving("serve", env=env, log=log) as (address, _):
            yield address


@asynccontextmanager
async def _as(address: str, login: str) -> AsyncIterator[Caller]:
    async with httpx.AsyncClient(base_url=address, timeout=60) as http:
        answer = await http.post("/api/v1/session", json={"login": login, "password": PASSWORD})
        me = answer.raise_for_status().json()
        http.headers["X-CSRF-Token"] = me["csrf_token"]
        yield Caller(http, me["person"]["id"])


async def _fill(admin: Caller, fields: list[TextField]) -> set[str]:
    """The fields that took some of the corpus."""
    stored = set()
    # With a second desk each call would have to name one, and a new text moves what is being judged.
    last = ("/desks", "/revisions")
    for number, field in enumerate(sorted(fields, key=lambda field: field.path.endswith(last))):
        longest = min(field.longest or LONGEST, LONGEST)
        turned = CORPUS[number % len(CORPUS) :] + CORPUS[: number % len(CORPUS)]
        for words in chunks(longest, turned)[:AT_MOST]:
            answer = await _sent(admin, field, words)
            assert answer.status_code < 500, (str(field), answer.text)
            if answer.is_success:
                stored.add(str(field))
    return stored


async def _sent(admin: Caller, field: TextField, words: str) -> httpx.Response:
    more = {}
    if "login" in field.example and field.name != "login":  # else the example's, which is taken
        own = "{person_id}" in field.path
        more["login"] = "ada" if own else f"person{secrets.randbelow(10**9)}"
    if "external_id" in field.example and field.name != "external_id":  # else a version there is
        more["external_id"] = f"harbour-{secrets.randbelow(10**9)}"
    answer = await send_field(admin, field, words, None, **more)
    if answer.status_code == 412:
        current = answer.json()["current"]
        stands_at = current.get("version") or current["revision"]
        answer = await send_field(admin, field, words, stands_at, **more)
    return answer


async def _published(checker: Caller, editor: Caller) -> tuple[int, int]:
    """An article all of the corpus, with a verdict of it before readers."""
    lines = "\n\n".join(f"The harbour master said {words} to the council." for words in CORPUS)
    sent = {name: chunks(most)[0] for name, most in (("title", 500), ("byline", 300))}
    article = await send_in(checker, text=f"{NAMED}\n\n{lines}", **sent)
    claim = claim_of(article, unnamed=False)
    words = chunks(LONGEST)[0]
    link = {
        "url": "https://port.example.org/plan?q=%22%3E%3Cstruck-x%3E",
        "title": chunks(300)[0],
        "quote": words,
        "note": words,
        "stance": "refutes",
    }
    assert (await checker.post(f"/claims/{claim}/evidence", link)).status_code == 201
    await publish(checker, editor, claim, summary=words, reasons=" ".join(CORPUS), why=words)
    return article["id"], claim


@pytest.fixture(scope="module")
async def desk(served: str) -> Hostile:
    async with _as(served, "ada") as admin, _as(served, "vera") as vera, _as(served, "edith") as ed:
        await start_work(admin)
        article, claim = await _published(vera, ed)
        words = chunks(LONGEST)[0]
        await open_to_everybody(admin, corrections={"text": words})
        stored = await _fill(admin, [f for f in FIELDS if not LEFT_OUT.search(f.path)])
        mine = (await admin.get("/claims", unnamed=True)).json()["items"][0]["id"]
        return Hostile(served, article, {"judged": claim, "claim": mine}, stored)


def _addresses(desk: Hostile, batch: int) -> list[str]:
    """Every page of the page, of this desk's things."""
    ids = {"waiting": desk.claims["claim"], "kept": desk.claims["judged"], "batch": batch}
    ids |= desk.claims
    found = [path.format(**ids) for path in PAGES.values()]
    found = [re.sub(r"/articles/\d+", f"/articles/{desk.article}", path) for path in found]
    return [desk.address + path for path in [*found, "/?state=published", "/articles/1"]]


@asynccontextmanager
async def _window(chromium: Browser) -> AsyncIterator[tuple[Page, Detector]]:
    context = await chromium.new_context(viewport={"width": 1440, "height": 1800})
    detector = Detector()
    await detector.watch(context)
    page = await context.new_page()
    page.set_default_timeout(20_000)
    yield page, detector
    await context.close()


def test_nearly_every_field_takes_words_that_would_run(desk: Hostile) -> None:
    # The others take what is on a list, an address or a login, or wait for somebody else first.
    assert len(desk.stored) >= 48, sorted(desk.stored)
    assert {
        "articles title",
        "articles byline",
        "articles text",
        "claims/{claim_id}/evidence quote",
        "claims/{claim_id}/comments text",
        "filters name",
        "people name",
        "scales name",
        "webhooks name",
        "tokens name",
    } <= desk.stored


async def test_what_would_run_runs_where_nothing_stops_it(chromium: Browser) -> None:
    """The detector notices: else silence would say nothing."""
    async with _window(chromium) as (page, detector):
        shown = ""

        async def answer(route: Route) -> None:
            if route.request.url == "http://bare.example/":
                await route.fulfill(body=shown, content_type="text/html; charset=utf-8")
            else:
                await route.abort()

        for words in CORPUS:
            shown = f'<!doctype html><p>{words}</p><input value="{words}"><a href="{words}">x</a>'
            before = len(detector.struck)
            bare = await page.context.new_page()
            await bare.route("**/*", answer)
            # One of them leads elsewhere at once, which was asked for by then.
            with suppress(Error):
                await bare.goto("http://bare.example/")
                await detector.look(bare)
            await bare.close()
            if words in FORMULAS:
                assert len(detector.struck) == before
        by_script = [each for each in detector.struck if each.endswith(": script")]
        by_request = [each for each in detector.struck if each.startswith("request")]
        assert len(by_script) >= 10, detector.struck
        assert len(by_request) >= 4, detector.struck
        assert any("struck-x" in each for each in detector.struck)
        assert any("javascript:" in each for each in detector.struck)


async def test_on_no_page_of_the_desk_do_words_run(chromium: Browser, desk: Hostile) -> None:
    async with _window(chromium) as (page, detector):
        await page.goto(f"{desk.address}/sign-in")
        await page.locator("input[autocomplete='username']").fill("ada")
        await page.locator("input[autocomplete='current-password']").fill(PASSWORD)
        await page.locator("button[type='submit']").click()
        await page.locator("#main h1").wait_for()
        items = [
            {"source": "cms", "external_id": f"hostile-{number}", "title": words, "text": words}
            for number, words in enumerate(CORPUS[:5])
        ]
        batch = await call(
            page, desk.address, "POST", "/articles/batch", {"desk": 1, "items": items}
        )
        seen = ""
        for address in _addresses(desk, batch["id"]):
            await page.goto(address)
            await settled(page)
            await detector.look(page)
            seen += await page.locator("body").inner_text()
        assert detector.struck == []
        assert detector.violated == []
    # They were there to be read, as they were written.
    shown = [words for words in CORPUS if " ".join(words.split()) in " ".join(seen.split())]
    assert len(shown) >= 0.9 * len(CORPUS), sorted(set(CORPUS) - set(shown))


@pytest.fixture
def paper() -> Iterator[WebServer]:
    with web_server() as found:
        yield found


async def test_nor_on_what_readers_get(chromium: Browser, desk: Hostile, paper: WebServer) -> None:
    claim = f"{desk.address}/public/claims/{desk.claims['judged']}"
    async with httpx.AsyncClient(base_url=desk.address) as http:
        oembed = (await http.get("/public/oembed", params={"url": claim})).raise_for_status().json()
        feed = (await http.get("/public/desks/1/claimreviews")).raise_for_status()
        card = (await http.get(f"{claim}/card")).raise_for_status()
        assert feed.headers["content-type"].startswith("application/")
        assert card.headers["content-type"].startswith("application/json")
        assert feed.headers["X-Content-Type-Options"] == "nosniff"
    host = (
        "<!doctype html><html><head><script type=module "
        f'src="{desk.address}/public/check.js"></script></head><body><h1>{escape("Story")}</h1>'
        f'<claimdesk-check src="{claim}"></claimdesk-check>{oembed["html"]}</body></html>'
    )
    async with _window(chromium) as (page, detector):
        for path in (claim, f"{desk.address}/public/desks/1",
                     f"{desk.address}/public/desks/1/policies/corrections"):  # fmt: skip
            answer = await page.goto(path)
            assert answer is not None
            assert answer.status == 200, path
            await detector.look(page)
            shown = await page.locator("body").inner_text()
            assert "__struck()" in shown or path.endswith("/desks/1"), path
        # Another's page, which has no policy of its own: nothing but the escaping stops anything.
        paper.pages["/story"] = Answer(host.encode())
        await page.goto(paper.url("/story"))
        # Playwright looks into open shadow roots.
        await expect(page.locator("claimdesk-check")).to_contain_text("__struck()", timeout=20_000)
        await detector.look(page)
        assert detector.struck == []
        assert detector.violated == []


async def test_nor_in_a_spreadsheet(desk: Hostile) -> None:
    async with _as(desk.address, "ada") as admin:
        document = (await admin.http.get("/api/openapi.json")).json()
        paths = [
            path
            for path, item in document["paths"].items()
            if "text/csv"
            in item.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        ]
        assert len(paths) >= 3
        found: list[Any] = []
        for path in paths:
            answer = await admin.http.get(path, params={"format": "csv"}, timeout=60)
            assert answer.status_code == 200, (path, answer.text)
            assert "attachment" in answer.headers["Content-Disposition"]
            found += [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
        begun = [cell for cell in found if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
        assert [cell for cell in begun if not re.fullmatch(r"-?\d+(\.\d+)?", cell)] == []
        assert any("__struck" in cell or cell.startswith("'") for cell in found)
