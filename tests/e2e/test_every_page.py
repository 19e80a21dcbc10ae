"""What holds on every page of the desk, with the demo's texts in it."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page

from tests.e2e.pages import COLOURS, accessibility, addresses, settled, sign_in

LOOKS: dict[str, Any] = {
    "dark": {"color_scheme": "dark"},
    "forced colours": {"color_scheme": "dark", "forced_colors": "active"},
}


@pytest.mark.parametrize("width", [1440, 390])
async def test_axe_finds_nothing(page: Page, demo: str, width: int) -> None:
    """In light everything; dark and forced colours change colours only, on the page that is there."""
    await page.emulate_media(reduced_motion="reduce")
    await page.set_viewport_size({"width": width, "height": 900})
    await sign_in(page, demo, "harriet")
    found = []
    for name, address in (await addresses(page, demo)).items():
        await page.emulate_media(color_scheme="light", forced_colors="none")
        await page.goto(address)
        await settled(page)
        found += [f"{name}: {each}" for each in await accessibility(page)]
        for look, emulated in LOOKS.items():
            await page.emulate_media(**emulated)
            await page.locator("html[data-mantine-color-scheme=dark]").wait_for()
            bad = await accessibility(page, only=COLOURS)
            found += [f"{name}, {look}: {each}" for each in bad]
    assert not found, "\n".join(found)


async def test_every_page_in_the_language_with_the_longer_words(page: Page, demo: str) -> None:
    """Room for its words at twice the size and at 320 px: what a window of 1280 px has left at four
    times (WCAG 1.4.10); one heading of the first order; a title that no other kind of page has."""
    await sign_in(page, demo, "harriet")
    await page.locator("header [aria-haspopup='menu']").click()
    await page.get_by_role("menuitem", name="Deutsch").click()
    await page.locator("html[lang=de]").wait_for()
    wide = {}
    titles: dict[str, set[str]] = {}
    for name, address in (await addresses(page, demo)).items():
        await page.set_viewport_size({"width": 720, "height": 900})
        await page.goto(address)
        await settled(page)
        assert await page.locator("h1").count() == 1, name
        # A filter is another view of the same page, and an article's or claim's id another of its kind.
        kind = re.sub(r"\d+", "N", urlsplit(address).path)
        titles.setdefault(await page.title(), set()).add(kind)
        for width in (720, 320):
            await page.set_viewport_size({"width": width, "height": 900})
            await settled(page)
            over = await page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if over > 0:
                wide[name, width] = over
    assert not wide
    assert all(title.endswith(" · claimdesk") for title in titles), titles
    assert not {title: kinds for title, kinds in titles.items() if len(kinds) > 1}


async def test_signing_in_prints_no_error(page: Page, demo: str) -> None:
    """Nobody being signed in yet is no mistake of the page's."""
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    await page.goto(demo)
    await page.wait_for_url("**/sign-in**")
    await sign_in(page, demo, "harriet")
    await settled(page)
    assert not errors


async def test_the_bar_is_one_row_in_either_language(page: Page, demo: str) -> None:
    await sign_in(page, demo, "harriet")
    for language in ("en", "de"):
        await page.evaluate(f"localStorage.setItem('claimdesk.locale', '{language}')")
        await page.goto(f"{demo}/dashboard")
        await page.locator(f"html[lang={language}]").wait_for()
        bar = page.get_by_role("banner")
        # 15 px less than 1440 and 1280, as beside a scrollbar.
        for width in (1425, 1265, 900, 390):
            await page.set_viewport_size({"width": width, "height": 900})
            row = await bar.evaluate("bar => bar.getBoundingClientRect().height")
            assert row < 60, (language, width, row)
