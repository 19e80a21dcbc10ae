"""Pictures of the demo desk.

python -m tests.e2e.screenshots            the README's, in .github/screenshots
python -m tests.e2e.screenshots FOLDER     every page, wide and narrow, light and dark, to look at
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from tests.e2e.browser import find_browser
from tests.e2e.conftest import FLAGS
from tests.e2e.pages import addresses, settled, sign_in
from tests.processes import serving

SIZES = {"1440": (1440, 900), "390": (390, 844)}
README = Path(".github/screenshots")
IN_README = ("article", "claim", "queue")


async def _desk(browser: Browser, address: str, size: str, scheme: str) -> Page:
    """A signed-in window."""
    width, height = SIZES[size]
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = await context.new_page()
    await sign_in(page, address, "harriet")
    return page


async def _take(browser: Browser, address: str, folder: Path) -> None:
    looking = folder != README
    for size in SIZES if looking else ("1440",):
        for scheme in ("light", "dark") if looking else ("light",):
            page = await _desk(browser, address, size, scheme)
            pages = await addresses(page, address)
            for name in pages if looking else IN_README:
                await page.goto(pages[name])
                await settled(page)
                ending = f"-{size}-{scheme}" if looking else ""
                path = folder / f"{name}{ending}.png"
                await page.screenshot(path=path, full_page=looking)
            await page.context.close()


async def _all(address: str, executable: str, folder: Path) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=FLAGS)
        await _take(browser, address, folder)
        await browser.close()


def main(folder: Path) -> None:
    """Serve the demo and take the pictures."""
    executable = find_browser()
    if executable is None:
        sys.exit("No Chromium here. Run: python -m tests.e2e.browser --install")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        log = Path(data) / "log"
        with serving("demo", "--data-dir", f"{data}/desk", env={}, log=log) as (address, _):
            asyncio.run(_all(address, executable, folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else README)
