"""What opens over a page: by keyboard, with the focus in it, and back where it was on Escape."""

import itertools
import re
from typing import Any, NamedTuple

from playwright.async_api import Browser, Locator, Page, expect

from tests.e2e.api import call
from tests.e2e.conftest import PASSWORD
from tests.e2e.pages import COLOURS, accessibility, claims, settled, sign_in
from tests.e2e.test_reuse import matched, published
from tests.e2e.test_triage import Keyboard

WIDTHS = (1440, 390)
LOOKS: dict[str, Any] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced colours": {"color_scheme": "dark", "forced_colors": "active"},
}


class Opened(NamedTuple):
    """How something is opened: keys in the page, then buttons, items of menus and what unfolds."""

    path: str
    name: str
    keys: str = ""
    pressed: tuple[str, ...] = ()
    role: Any = "dialog"


FILTERED = "/?state=submitted&unnamed=true"
DIALOGS = (
    Opened("/", "Keyboard keys", keys="?"),
    Opened("/", "Assign the claim", keys="Shift+A"),
    Opened("/", "Dismiss the claim", keys="d"),
    Opened("/", "Snooze the claim", keys="s"),
    Opened(FILTERED, "Save the view", pressed=("View: ", "Save this filter as a view")),
    Opened(FILTERED, "Tag ", keys="x", pressed=("Tag…",)),
    Opened(FILTERED, "Assign ", pressed=("Assign to…",)),
    Opened(FILTERED, "Dismiss ", pressed=("Dismiss…",)),
    Opened(FILTERED, "Accept: all ", pressed=("Select all ", "Accept")),
    Opened("/claims/{kept}", "Council record", pressed=("Kept copies", "read it, the copy of")),
    Opened("/approvals", "Approve several", pressed=("Approve several",)),
    Opened("/account", "Set up an app", pressed=("Set up an app",)),
    Opened("/admin/people", "Add a person", pressed=("Add a person",)),
    Opened("/admin/people", "Change Sofie", pressed=("What to do with Sofie", "Change…")),
    Opened("/admin/people", "Deactivate Sofie", pressed=("What to do with Sofie", "Deactivate…")),
    Opened("/admin/desks", "Make a desk", pressed=("Make a desk",)),
    Opened("/admin/desks", "Rename a desk", pressed=("Rename",)),
    Opened("/admin/feeds", "Add a feed", pressed=("Add a feed",)),
    Opened("/admin/fact-checks", "Bring in checks", pressed=("Bring in checks",)),
    Opened("/admin/webhooks", "Add a webhook", pressed=("Add a webhook",)),
    Opened("/admin/webhooks", "Change a webhook", pressed=("Change…",)),
    Opened("/admin/webhooks", "Message", pressed=("Show messages", "Log of ")),
    Opened("/inbox", "Account of", pressed=("Account of Harriet Blum",), role="menu"),
)
"""By route: each page is loaded once."""


async def _press(page: Page, name: str) -> None:
    """Press a button, an item of the open menu, or what unfolds; a button is marked."""
    item = page.get_by_role("menuitem", name=name)
    button = page.get_by_role("button", name=name)
    target = item.or_(button).or_(page.locator("summary").filter(has_text=name)).first
    await target.wait_for()
    if await target.get_attribute("role") == "menuitem":
        # An opening menu takes the focus for its first item.
        await page.locator("[role='menu']:focus-within").wait_for()
        await target.focus()
    else:
        await target.focus()
        await _mark(page)
    await page.keyboard.press("Enter")


async def _mark(page: Page) -> None:
    """Mark what has the focus, and nothing else."""
    await page.evaluate(
        "for (const old of document.querySelectorAll('[data-before]')) delete old.dataset.before;"
        "document.activeElement.dataset.before = ''"
    )


async def _open(page: Page, asked: Opened) -> Locator:
    """The opened dialog; what had the focus before is marked."""
    if asked.keys:
        await page.locator("[data-current]").first.wait_for()
        await page.get_by_role("button", name="Take the next claim").focus()
        await _mark(page)
        await page.keyboard.press(asked.keys)
    for name in asked.pressed:
        await _press(page, name)
    dialog = page.get_by_role(asked.role, name=re.compile(asked.name))
    await expect(dialog).to_be_visible()
    await expect(dialog.locator("[aria-busy='true']")).to_have_count(0)
    return dialog


async def _inaccessible(page: Page) -> list[str]:
    """What axe finds at each size, in light; what other colours break besides."""
    found = []
    for width, (look, emulated) in itertools.product(WIDTHS, LOOKS.items()):
        await page.set_viewport_size({"width": width, "height": 900})
        await page.emulate_media(**emulated)
        scheme = emulated["color_scheme"]
        await page.locator(f"html[data-mantine-color-scheme={scheme}]").wait_for()
        bad = await accessibility(page, only=() if look == "light" else COLOURS)
        found += [f"{width} px, {look}: {each}" for each in bad]
    await page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return found


async def test_each_is_reached_and_left_by_keyboard(page: Page, demo: str) -> None:
    await page.emulate_media(reduced_motion="reduce")
    await sign_in(page, demo, "harriet")
    known = await claims(page, demo)
    wrong: list[str] = []
    for path, opened in itertools.groupby(DIALOGS, key=lambda asked: asked.path):
        await page.goto(demo + path.format(**known))
        await settled(page)
        for asked in opened:
            dialog = await _open(page, asked)
            await expect(dialog.locator(":focus")).to_have_count(1)
            wrong += [f"{asked.name}: {each}" for each in await _inaccessible(page)]
            if await dialog.locator("[aria-expanded='true']").count():
                await page.keyboard.press("Escape")  # the list of a field closes first
            await page.keyboard.press("Escape")
            await expect(dialog).to_have_count(0)
            try:
                await expect(page.locator(":focus[data-before]")).to_have_count(1)
            except AssertionError:
                wrong.append(f"{asked.name}: the focus does not come back")
    assert not wrong, "\n".join(wrong)


FERRY = """\
Ferry pier reopens

Ines Falk, who runs the Coldwater pier, said that 3,400 travellers had used the ferry pier in May.
"""
NEARLY = FERRY.replace("travellers", "travellers from Nordhavn")


async def test_an_earlier_verdicts_dialogs_are_as_accessible(
    page: Page, chromium: Browser, desk: str
) -> None:
    """They open where a statement was judged before, which the demo has no example of."""
    await page.emulate_media(reduced_motion="reduce")
    await Keyboard(page).sign_in(desk, "vera")
    context = await chromium.new_context()
    editor = Keyboard(await context.new_page())
    await editor.sign_in(desk, "edith")
    judged = await published(page, editor.page, desk, FERRY, "3,400")
    await context.close()
    said = {}
    for likeness, text in (("same", FERRY.replace("reopens", "is back")), ("near", NEARLY)):
        article = await call(page, desk, "POST", "/articles", {"text": text})
        said[likeness] = next(c["id"] for c in article["claims"] if "3,400" in c["text"])
        await matched(page, desk, said[likeness], likeness)
    wrong = []
    for path, asked in (
        (f"/claims/{judged}", Opened("", "One verdict for all", pressed=("for 1 open claim",))),
        (
            f"/claims/{said['near']}",
            Opened("", "nearly the same", pressed=("Use this verdict, with a reason",)),
        ),
    ):
        await page.goto(desk + path)
        await settled(page)
        dialog = await _open(page, asked)
        await expect(dialog.locator(":focus")).to_have_count(1)
        wrong += [f"{asked.name}: {each}" for each in await _inaccessible(page)]
        await page.keyboard.press("Escape")
        await expect(dialog).to_have_count(0)
        await expect(page.locator(":focus[data-before]")).to_have_count(1)
    assert not wrong, "\n".join(wrong)


async def test_a_new_secret_is_shown_accessibly(page: Page, demo: str) -> None:
    await page.emulate_media(reduced_motion="reduce")
    await sign_in(page, demo, "harriet")
    await page.goto(f"{demo}/admin/webhooks")
    page.once("dialog", lambda asked: asked.accept())
    await page.get_by_role("button", name="New secret").press("Enter")
    await page.get_by_text("whsec_").wait_for()
    assert await _inaccessible(page) == []


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


async def test_notes_on_a_source_go_on_signing_out_after_a_question(page: Page, desk: str) -> None:
    await page.emulate_media(reduced_motion="reduce")
    await page.goto(f"{desk}/sign-in")
    await page.get_by_label("Login").fill("vera")
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await page.locator("#main h1").wait_for()
    await page.goto(f"{desk}/inbox")
    await settled(page)
    me = (await (await page.request.get(f"{desk}/api/v1/session")).json())["person"]["id"]
    place = f"claimdesk:draft:{me}:followup:7"
    kept = "(place) => localStorage.getItem(place)"
    await page.evaluate("(place) => localStorage.setItem(place, '{}')", place)
    for name in ("Account of Vera", "Sign out"):
        await _press(page, name)
    dialog = page.get_by_role("dialog", name="Notes on a source are not sent yet")
    await expect(dialog.locator(":focus")).to_have_text("Stay signed in")
    assert await _inaccessible(page) == []
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    assert await page.evaluate(kept, place) == "{}"
    for name in ("Account of Vera", "Sign out", "Delete them and sign out"):
        await _press(page, name)
    await page.get_by_label("Login").wait_for()
    assert await page.evaluate(kept, place) is None
