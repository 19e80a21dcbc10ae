"""What opens over a page: by keyboard, with the focus in it, and back where it was on Escape."""

import re
from typing import Any, NamedTuple

import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.pages import accessibility, settled, sign_in

LOOKS: dict[str, Any] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"color_scheme": "dark", "forced_colors": "active"},
}


class Opened(NamedTuple):
    """How something is opened: keys that are pressed, or a button that has the focus first."""

    path: str
    keys: str | None
    buttons: tuple[str, ...]
    name: str
    role: Any = "dialog"


DIALOGS = {
    "keys": Opened("/", "?", (), "Keyboard keys"),
    "assign": Opened("/", "Shift+A", (), "Assign the claim"),
    "dismiss": Opened("/", "d", (), "Dismiss the claim"),
    "snooze": Opened("/", "s", (), "Snooze the claim"),
    "batch": Opened("/approvals", None, ("Approve several",), "Approve several"),
    "person": Opened("/admin/people", None, ("Add a person",), "Add a person"),
    "desk": Opened("/admin/desks", None, ("Make a desk",), "Make a desk"),
    "account": Opened("/inbox", None, ("Account of Harriet Blum",), "Account of", "menu"),
}


async def _open(page: Page, asked: Opened) -> Locator:
    """The opened dialog; what had the focus before is marked."""
    mark = "document.activeElement.dataset.before = ''"
    if asked.keys is not None:
        await page.evaluate(mark)
        await page.keyboard.press(asked.keys)
    for at, button in enumerate(asked.buttons):
        opener = page.get_by_role("button" if at == 0 else "menuitem", name=button)
        await opener.focus()
        if at == 0:
            await page.evaluate(mark)
        await page.keyboard.press("Enter")
    dialog = page.get_by_role(asked.role, name=re.compile(asked.name))
    await expect(dialog).to_be_visible()
    return dialog


@pytest.mark.parametrize("look", LOOKS)
async def test_each_is_reached_and_left_by_keyboard(page: Page, demo: str, look: str) -> None:
    await page.emulate_media(reduced_motion="reduce", **LOOKS[look])
    await sign_in(page, demo, "harriet")
    wrong: list[str] = []
    for name, asked in DIALOGS.items():
        await page.goto(demo + asked.path)
        await settled(page)
        if asked.keys is not None:
            await page.locator("[data-current]").first.wait_for()
            await page.get_by_role("button", name="Take the next claim").focus()
        dialog = await _open(page, asked)
        await expect(dialog.locator(":focus")).to_have_count(1)
        wrong += [f"{name}: {each}" for each in await accessibility(page)]
        if await dialog.locator("[aria-expanded='true']").count():
            await page.keyboard.press("Escape")  # the list of a field closes first
        await page.keyboard.press("Escape")
        await expect(dialog).to_have_count(0)
        try:
            await expect(page.locator(":focus[data-before]")).to_have_count(1)
        except AssertionError:
            wrong.append(f"{name}: the focus does not come back")
    assert not wrong, "\n".join(wrong)


async def test_the_filter_unfolds_on_a_phone(page: Page, demo: str) -> None:
    await page.set_viewport_size({"width": 390, "height": 844})
    await sign_in(page, demo, "harriet")
    await page.locator("summary").filter(has_text="Filter").press("Enter")
    await expect(page.get_by_role("group", name="Priority")).to_be_visible()
    assert await accessibility(page) == []


async def test_the_palette_takes_words_and_gives_the_focus_back(page: Page, demo: str) -> None:
    await sign_in(page, demo, "harriet")
    await page.goto(f"{demo}/inbox")
    await settled(page)
    await page.keyboard.press("Control+k")
    field = page.get_by_role("dialog").locator("input")
    await expect(field).to_be_focused()
    assert await accessibility(page) == []
    await page.keyboard.press("Escape")
    await expect(field).to_have_count(0)
