"""The first run: an empty database, the link that serve prints, and the first claim in the queue."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.databases import fresh_database
from tests.e2e.conftest import PASSWORD
from tests.e2e.pages import accessibility
from tests.processes import serving

RUN_AND_PAINT = """async (script) => {
  await import(script)
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))
}"""


@pytest.fixture(scope="module")
def empty(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A desk that nobody is on: its address, and the path that serve printed."""
    log = tmp_path_factory.mktemp("empty") / "log"
    with (
        fresh_database(server_url) as url,
        serving("serve", env={"CLAIMDESK_DATABASE_URL": url}, log=log) as (address, _),
    ):
        yield address, _printed(log)


def _printed(log: Path) -> str:
    found = re.search(r"/setup#[\w-]+", log.read_text())
    assert found is not None, log.read_text()
    return found[0]


async def test_an_empty_database_becomes_a_desk_with_claims(
    page: Page, empty: tuple[str, str]
) -> None:
    address, path = empty
    await page.goto(f"{address}/setup")
    await expect(page.get_by_role("alert")).to_contain_text("code is missing")
    await page.goto("about:blank")
    await page.goto(address + path)
    await page.get_by_label("Name of the desk").fill("The Harbour Times")
    await page.get_by_label("Your name").fill("Ada Sand")
    await page.get_by_label("Login").fill("ada")
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    assert not await accessibility(page)
    await page.get_by_role("button", name="Go on").click()

    await page.get_by_label("After Reuters").check()
    assert not await accessibility(page)
    await page.get_by_role("button", name="Go on").click()
    await page.get_by_role("button", name="Use the sample").click()

    await expect(page.get_by_role("heading", name="Queue", level=1)).to_be_visible()
    await expect(page.get_by_text("had not known of the payments").first).to_be_visible()
    tour = page.get_by_role("region", name="This is the queue")
    await tour.get_by_role("button", name="Next").press("Enter")
    await expect(page.get_by_role("heading", name="Go through it by keys")).to_be_focused()
    await page.keyboard.press("Escape")
    # The tour's script comes late: only once it has run can it be seen to show nothing.
    async with page.expect_response(re.compile(r"/Tour-[^/]+\.js$")) as script:
        await page.reload()
    await expect(page.get_by_text("had not known of the payments").first).to_be_visible()
    await page.evaluate(RUN_AND_PAINT, (await script.value).url)
    await expect(page.get_by_role("heading", name="This is the queue")).to_have_count(0)

    await page.goto("about:blank")  # a call under way would bring the cookie back
    await page.context.clear_cookies()
    await page.goto(address + path)
    await expect(page.get_by_text("set up already")).to_be_visible()
