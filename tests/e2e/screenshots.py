"""Pictures of the demo desk.

python -m tests.e2e.screenshots            the README's, in .github/screenshots
python -m tests.e2e.screenshots FOLDER     every page, wide and narrow, light and dark, to look at
python -m tests.e2e.screenshots FOLDER de  the same in German
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright, expect

from tests.e2e.browser import find_browser
from tests.e2e.conftest import FLAGS
from tests.e2e.pages import OUTSIDE, addresses, settled, sign_in
from tests.processes import serving

SIZES = {"1440": (1440, 900), "900": (900, 900), "390": (390, 844)}
ONLY_QUEUE = {"900"}
"""Sizes at which the panes of the queue stand otherwise, and nothing else does."""
README = Path(".github/screenshots")
IN_README = ("article", "claim", "queue")


async def _window(browser: Browser, size: str, scheme: str, language: str) -> Page:
    width, height = SIZES[size]
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        locale=language,
    )
    return await context.new_page()


async def _shoot(page: Page, address: str, path: Path, *, whole: bool) -> None:
    await page.goto("about:blank")  # else another # alone loads nothing
    await page.goto(address)
    await settled(page)
    await page.screenshot(path=path, full_page=whole)


async def _for_readme(browser: Browser, address: str) -> None:
    page = await _window(browser, "1440", "light", "en-US")
    await sign_in(page, address, "harriet")
    pages = await addresses(page, address)
    for name in IN_README:
        await _shoot(page, pages[name], README / f"{name}.png", whole=False)
    await page.context.close()


async def _to_look_at(browser: Browser, address: str, folder: Path, language: str) -> None:
    for size in SIZES:
        for scheme in ("light", "dark"):
            page = await _window(browser, size, scheme, language)
            pages = {name: address + path for name, path in OUTSIDE.items()}
            if size in ONLY_QUEUE:
                pages = {}
            for name, where in pages.items():
                await _shoot(page, where, folder / f"{name}-{size}-{scheme}.png", whole=True)
            await sign_in(page, address, "harriet")
            pages = await addresses(page, address)
            if size in ONLY_QUEUE:
                pages = {"queue": pages["queue"]}
            for name, where in pages.items():
                await _shoot(page, where, folder / f"{name}-{size}-{scheme}.png", whole=True)
                if name == "article":
                    await _original(page, folder / f"original-{size}-{scheme}.png")
            if size not in ONLY_QUEUE:
                await page.context.clear_cookies()
                await sign_in(page, address, "amara")
                path = folder / f"no-permission-{size}-{scheme}.png"
                await _shoot(page, f"{address}/admin/people", path, whole=True)
            await page.context.close()


async def _original(page: Page, path: Path) -> None:
    """The article with what belongs to its page; which is kept in the browser, so back again."""
    switch = page.get_by_role("radiogroup").locator("label")
    await switch.nth(1).click()
    await page.screenshot(path=path, full_page=True)
    await switch.nth(0).click()


async def _set_up(browser: Browser, address: str, path: str, folder: Path, language: str) -> None:
    """The three steps from an empty database; each once, since they cannot be gone back."""
    steps = ("setup-account", "setup-rules", "setup-article")
    page = await _window(browser, "1440", "light", language)
    await page.goto(address + path)
    for at, name in enumerate(steps):
        await page.locator("form, button").first.wait_for()
        for size in ("1440", "390"):
            width, height = SIZES[size]
            await page.set_viewport_size({"width": width, "height": height})
            for scheme in ("light", "dark"):
                await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                await settled(page)
                await page.screenshot(path=folder / f"{name}-{size}-{scheme}.png", full_page=True)
        if at == 0:
            for field, words in zip(
                await page.locator("input").all(),
                ("The Harbour Times", "Ada Sand", "ada", "ten geese on the quay"),
                strict=True,
            ):
                await field.fill(words)
        if at < len(steps) - 1:
            step = page.locator("li[aria-current='step']")
            before = await step.inner_text()
            await page.locator("button[type='submit'], .page-actions button").first.click()
            await expect(step).not_to_have_text(before)
    await page.context.close()


async def _all(
    address: str, executable: str, folder: Path, language: str, empty: tuple[str, str]
) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=FLAGS)
        if folder == README:
            await _for_readme(browser, address)
        else:
            await _set_up(browser, *empty, folder, language)
            await _to_look_at(browser, address, folder, language)
        await browser.close()


@contextmanager
def _empty_desk(data: str) -> Iterator[tuple[str, str]]:
    """A desk that nobody is on: its address, and the path that serve prints."""
    log = Path(data) / "empty"
    with serving("serve", "--data-dir", f"{data}/none", env={}, log=log) as (address, _):
        found = re.search(r"/setup#[\w-]+", log.read_text())
        if found is None:
            sys.exit(f"serve printed no link:\n{log.read_text()}")
        yield address, found[0]


def main(folder: Path = README, language: str = "en") -> None:
    """Serve the demo and take the pictures."""
    executable = find_browser()
    if executable is None:
        sys.exit("No Chromium here. Run: python -m tests.e2e.browser --install")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, _empty_desk(data) as empty:
        log = Path(data) / "log"
        with serving("demo", "--data-dir", f"{data}/desk", env={}, log=log) as (address, _):
            asyncio.run(_all(address, executable, folder, language, empty))


if __name__ == "__main__":
    given = sys.argv[1:]
    main(Path(given[0]) if given else README, *given[1:])
