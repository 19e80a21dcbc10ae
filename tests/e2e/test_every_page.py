"""What holds on every page of the desk, with the demo's texts in it."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page

from tests.e2e.pages import accessibility, addresses, settled, sign_in

LOOKS: dict[str, Any] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"color_scheme": "dark", "forced_colors": "active"},
}


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("look", LOOKS)
async def test_axe_finds_nothing(page: Page, demo: str, look: str, width: int) -> None:
    await page.emulate_media(reduced_motion="reduce", **LOOKS[look])
    await page.set_viewport_size({"width": width, "height": 900})
    await sign_in(page, demo, "harriet")
    found = []
    for name, address in (await addresses(page, demo)).items():
        await page.goto(address)
        await settled(page)
        found += [f"{name}: {each}" for each in await accessibility(page)]
    assert not found, "\n".join(found)


# 320 px is also what a window of 1280 px has left at four times its size (WCAG 1.4.10).
@pytest.mark.parametrize("width", [720, 320])
async def test_nothing_needs_scrolling_sideways(page: Page, demo: str, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 900})
    await sign_in(page, demo, "harriet")
    wide = {}
    for name, address in (await addresses(page, demo)).items():
        await page.goto(address)
        await settled(page)
        over = await page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if over > 0:
            wide[name] = over
    assert not wide


async def test_each_page_has_a_title_and_one_heading_of_the_first_order(
    page: Page, demo: str
) -> None:
    await sign_in(page, demo, "harriet")
    titles: dict[str, set[str]] = {}
    for name, address in (await addresses(page, demo)).items():
        await page.goto(address)
        await settled(page)
        assert await page.locator("h1").count() == 1, name
        # A filter is another view of the same page, and an article's or claim's id another of its kind.
        kind = re.sub(r"\d+", "N", urlsplit(address).path)
        titles.setdefault(await page.title(), set()).add(kind)
    assert all(title.endswith(" · claimdesk") for title in titles), titles
    assert not {title: kinds for title, kinds in titles.items() if len(kinds) > 1}
