"""A check on somebody else's page, which has a strict policy, while the desk is there and while not."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from subprocess import Popen
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.databases import fresh_database
from tests.e2e.api import call, judge, taken_claims
from tests.e2e.conftest import add_people
from tests.e2e.pages import accessibility
from tests.e2e.test_loop import sign_in
from tests.processes import serving
from tests.web_server import HTML, Answer, WebServer, web_server

HOST = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The paper</title>
<script type="module" src="{desk}/public/check.js"></script></head><body><main>
<h1>Harbour fees</h1>
<claimdesk-check src="{desk}/public/claims/{claim}"><p>Read <a href="{desk}/public/claims/{claim}">our
check</a>.</p></claimdesk-check>
</main></body></html>"""


@dataclass
class Publisher:
    """A desk of the test's own, which it may stop, with a public check."""

    address: str
    process: "Popen[bytes]"
    claim: int

    @property
    def page(self) -> str:
        return f"{self.address}/public/claims/{self.claim}"

    def host(self, server: WebServer) -> str:
        """The address of somebody's page that shows the check, on an origin of its own."""
        policy = (
            f"default-src 'none'; script-src {self.address}; connect-src {self.address}; "
            "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
        )
        text = HOST.format(desk=self.address, claim=self.claim)
        headers = {"Content-Type": HTML, "Content-Security-Policy": policy}
        server.pages["/story"] = Answer(text.encode(), headers=headers)
        return server.url("/story")


@pytest.fixture
def paper() -> Iterator[WebServer]:
    with web_server() as found:
        yield found


@pytest.fixture(scope="module")
def served(
    server_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, "Popen[bytes]"]]:
    """A desk of the test's own, with its process."""
    with fresh_database(server_url) as url:
        env = {"CLAIMDESK_DATABASE_URL": url, "CLAIMDESK_ORGANISATION": "The Test Desk"}
        add_people(env)
        with serving("serve", env=env, log=tmp_path_factory.mktemp("public") / "log") as found:
            yield found


@pytest.fixture(scope="module")
async def publisher(served: tuple[str, "Popen[bytes]"], chromium: Browser) -> Publisher:
    address, process = served
    return Publisher(address, process, await _published(chromium, address))


async def _published(chromium: Browser, address: str) -> int:
    async with _as(chromium, address, "vera") as page:
        claim = (await taken_claims(page, address, "harbour"))[0]
        await judge(page, address, claim, "As the budget <b>says</b>.")
    async with _as(chromium, address, "edith") as page:
        await call(page, address, "POST", f"/claims/{claim}/approval", {})
    async with _as(chromium, address, "ada") as page:
        rules: dict[str, Any] = {
            "publishing": {"public": True, "corrections": {"text": "We say what was wrong."}}
        }
        await call(page, address, "PUT", "/desks/1/policy", rules, If_Match='"0"')
    return claim


@asynccontextmanager
async def _as(chromium: Browser, address: str, login: str) -> AsyncIterator[Page]:
    context = await chromium.new_context()
    page = await context.new_page()
    await sign_in(page, address, login)
    yield page
    await context.close()


async def test_the_public_page_reads_well_everywhere(page: Page, publisher: Publisher) -> None:
    for address in (
        publisher.page,
        f"{publisher.address}/public/desks/1",
        f"{publisher.address}/public/desks/1/policies/corrections",
        f"{publisher.address}/public/claims/999999",
    ):
        await page.goto(address)
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        for width in (1440, 390):
            await page.set_viewport_size({"width": width, "height": 900})
            assert await page.evaluate("document.documentElement.scrollWidth") <= width
            for scheme in ("light", "dark"):
                await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                assert await accessibility(page) == [], (address, width, scheme)
    await page.goto(publisher.page)
    # The style sheet is there: the page has its own width, and dark is dark.
    assert await page.evaluate("getComputedStyle(document.body).maxWidth") == "672px"
    await page.emulate_media(color_scheme="dark")
    assert (
        await page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(25, 25, 23)"
    )
    await page.emulate_media(media="print")
    await expect(page.get_by_role("contentinfo")).to_be_hidden()
    assert (await page.pdf(format="A4")).startswith(b"%PDF")


async def test_nobody_shows_the_public_page_in_a_frame(
    page: Page, publisher: Publisher, paper: WebServer
) -> None:
    frame = f'<!doctype html><title>Trap</title><iframe src="{publisher.page}"></iframe>'
    paper.pages["/trap"] = Answer(frame.encode())
    context = await page.context.browser.new_context() if page.context.browser else page.context
    window = await context.new_page()
    said: list[str] = []
    window.on("console", lambda message: said.append(message.text))
    await window.goto(paper.url("/trap"))
    await expect(window.frame_locator("iframe").get_by_text("Fact check")).to_have_count(0)
    assert any(re.search("frame-ancestors|X-Frame-Options", text) for text in said), said
    await context.close()


async def test_an_admin_closes_and_opens_the_public_pages(page: Page, publisher: Publisher) -> None:
    await sign_in(page, publisher.address, "ada")
    for wanted, status in ((False, 404), (True, 200)):
        await page.goto(f"{publisher.address}/admin/policy")
        box = page.get_by_label("Published verdicts have a page that anybody can read")
        await box.set_checked(wanted)
        assert await accessibility(page) == []
        await page.get_by_role("button", name="See and save").click()
        dialog = page.get_by_role("dialog")
        await expect(dialog.get_by_text("Verdicts have public pages")).to_be_visible()
        await dialog.get_by_role("button", name="Save the policy").click()
        await expect(dialog).to_have_count(0)
        assert (await page.request.get(publisher.page)).status == status


async def test_the_report_offers_the_codes(page: Page, publisher: Publisher) -> None:
    await sign_in(page, publisher.address, "vera")
    await page.goto(f"{publisher.address}/articles/1/report")
    await page.get_by_text("Code to embed one verdict").click()
    component = page.get_by_label("Web component: always as the verdict stands")
    await expect(component).to_contain_text(f'<claimdesk-check src="{publisher.page}">')
    plain = page.get_by_label("Plain HTML without scripts: as the verdict is now")
    await expect(plain).to_contain_text("As the budget &lt;b&gt;says&lt;/b&gt;.")
    await expect(page.get_by_label("The public page, for systems")).to_have_text(publisher.page)
    assert await accessibility(page) == []


async def test_a_check_on_another_page_while_the_desk_is_there_and_away(
    page: Page, chromium: Browser, publisher: Publisher, paper: WebServer
) -> None:
    story = publisher.host(paper)
    await page.goto(story)
    shown = page.get_by_role("article", name="Fact check by The Test Desk")
    await expect(shown).to_contain_text("True")
    await expect(shown).to_contain_text("As the budget <b>says</b>.")
    await expect(shown.get_by_role("link")).to_have_attribute("href", publisher.page)
    await expect(page.get_by_text("our check")).to_be_hidden()
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert await accessibility(page) == [], scheme
    await page.set_viewport_size({"width": 320, "height": 640})
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320

    # What the desk does not show any more is not shown from what the page's author once copied.
    gone = f"{publisher.address}/public/claims/999999"
    await _ask_for(page, gone)
    await expect(page.get_by_role("article")).to_have_text("This check is not shown any more.")
    await expect(page.get_by_text(f"Instead of {gone}")).to_be_hidden()
    assert await accessibility(page) == []
    await _recall(chromium, publisher)
    later = await chromium.new_context()  # what this page got may be kept for a minute
    reader = await later.new_page()
    await reader.goto(story)
    await expect(reader.get_by_role("article")).to_have_text("This check is not shown any more.")
    await expect(reader.get_by_role("link", name="our check")).to_be_hidden()
    await reader.goto(publisher.page)
    await expect(reader.get_by_role("heading", level=1)).to_have_text(
        "This check is not shown any more."
    )
    assert await accessibility(reader) == []
    await later.close()
    # What is no check's address is none of the desk's answers.
    await _show_instead(page, f"{publisher.address}/public/claims/x")

    # The last test of the file: the desk goes away.
    publisher.process.terminate()
    publisher.process.wait(timeout=60)
    await _show_instead(page, f"{publisher.address}/public/claims/2")
    assert await accessibility(page) == []
    context = await chromium.new_context()
    stranger = await context.new_page()
    await stranger.goto(story)
    await expect(stranger.get_by_role("link", name="our check")).to_be_visible()
    assert await accessibility(stranger) == []
    await context.close()


async def _recall(chromium: Browser, publisher: Publisher) -> None:
    """Put the check's article under an embargo."""
    async with _as(chromium, publisher.address, "edith") as page:
        article = await call(page, publisher.address, "GET", "/articles/1", None)
        body = {"text": f"{article['text']}\n\nMore.", "embargo": "2099-01-01T00:00:00Z"}
        path = "/articles/1/revisions"
        match = f'"{article["revision"]}"'
        await call(page, publisher.address, "POST", path, body, If_Match=match)


async def _show_instead(page: Page, src: str) -> None:
    """Have the page ask for another check, and see that what its author wrote stays."""
    await _ask_for(page, src)
    await expect(page.get_by_text(f"Instead of {src}")).to_be_visible()
    await expect(page.get_by_role("article")).to_have_count(0)


async def _ask_for(page: Page, src: str) -> None:
    async with page.expect_request(lambda asked: asked.url.endswith("/card")) as asked:
        await page.evaluate(
            "(src) => { const made = document.createElement('claimdesk-check');"
            "const words = document.createElement('p'); words.textContent = `Instead of ${src}`;"
            "made.setAttribute('src', src); made.append(words);"
            "document.querySelector('claimdesk-check').replaceWith(made) }",
            src,
        )
    await (await asked.value).response()
