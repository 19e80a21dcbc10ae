"""Pictures of the demo desk, for the README and for looking at.

python -m tests.e2e.screenshots [FOLDER]   (.github/screenshots if left out)
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from claimdesk.demo import PASSWORD
from tests.e2e.browser import find_browser
from tests.e2e.conftest import FLAGS
from tests.processes import serving

SIZES = {"1440": (1440, 900), "390": (390, 844)}
PAGES = {
    "queue": "/",
    "articles": "/articles",
    "add": "/articles/new",
    "article": "/articles/8",
    "claim": "/claims/{claim}",
    "approvals": "/approvals",
    "report": "/articles/4/report",
    "admin": "/admin",
}


async def _sign_in(page: Page, address: str, login: str) -> None:
    await page.goto(f"{address}/sign-in")
    await page.get_by_label("Login").fill(login)
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await page.get_by_role("heading", name="Queue").wait_for()


async def _take(browser: Browser, address: str, folder: Path) -> None:
    for size, (width, height) in SIZES.items():
        for scheme in ("light", "dark"):
            context = await browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
                reduced_motion="reduce",
            )
            page = await context.new_page()
            await page.goto(f"{address}/sign-in")
            await page.get_by_label("Login").wait_for()
            await page.screenshot(path=folder / f"sign-in-{size}-{scheme}.png")
            await _sign_in(page, address, "harriet")
            found = await page.request.get(f"{address}/api/v1/claims?state=in_review&unnamed=true")
            claim = (await found.json())["items"][0]["id"]
            for name, path in PAGES.items():
                await page.goto(address + path.format(claim=claim))
                await page.wait_for_load_state("networkidle")
                await page.screenshot(path=folder / f"{name}-{size}-{scheme}.png")
            await context.close()


async def _all(address: str, executable: str, folder: Path) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=FLAGS)
        await _take(browser, address, folder)
        await browser.close()


def main(folder: Path) -> None:
    """Serve the demo and take every page at every size in both schemes."""
    executable = find_browser()
    if executable is None:
        sys.exit("No Chromium here. Run: python -m tests.e2e.browser --install")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        log = Path(data) / "log"
        with serving("demo", "--data-dir", f"{data}/desk", env={}, log=log) as (address, _):
            asyncio.run(_all(address, executable, folder))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ".github/screenshots"))
