"""A whole shift without a mouse: from signing in to the published report, by keys alone."""

import re

from playwright.async_api import Browser, Locator, Page, expect

from tests.e2e.api import call
from tests.e2e.conftest import PASSWORD

ARTICLE = """\
Lanternfish quota to be halved

The ministry will halve the lanternfish quota from May, the ministry said on Monday.

“Lanternfish stocks fell by 60 percent in four years,” said Tilda Marsh, the fleet’s biologist. She said that 90 lanternfish boats would stay in harbour.

According to two officials familiar with the plan, 300 jobs would go on the lanternfish coast.

Otto Brandt, who owns six trawlers, said the lanternfish count was wrong. He said that no lanternfish skipper had been asked.
"""
QUOTA, STOCKS, BOATS = "halve the lanternfish quota", "stocks fell by 60", "90 lanternfish boats"
JOBS, COUNT, SKIPPER = "300 jobs would go", "lanternfish count was", "lanternfish skipper"


class Keyboard:
    """Someone who has no mouse: every step is a key, and `count` says how many it took."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)
        self.count += len(keys)

    async def type(self, words: str) -> None:
        """Words, which count for nothing: an address is as long as it is."""
        await self.page.keyboard.type(words)

    async def tab_to(self, wanted: Locator) -> None:
        """By Tab until it has the focus, as somebody does who sees where the focus is."""
        for _ in range(60):
            if await wanted.evaluate("(field) => field === document.activeElement"):
                return
            await self.press("Tab")
        raise AssertionError("Tab never comes there")

    async def sign_in(self, desk: str, login: str) -> None:
        await self.page.goto(f"{desk}/")
        await self.tab_to(self.page.get_by_label("Login"))
        await self.type(login)
        await self.tab_to(self.page.get_by_label("Password", exact=True))
        await self.type(PASSWORD)
        await self.press("Enter")
        await expect(self.page.get_by_role("heading", name="Queue", level=1)).to_be_visible()


def rows(page: Page) -> Locator:
    return page.get_by_role("list", name="Claims", exact=True).get_by_role("listitem")


def current(page: Page) -> Locator:
    return page.locator("main li[data-current]")


async def until(page: Page, desk: str, words: str, state: str) -> None:
    """Wait until the claim with these words is so on the desk; it is in no list while it is snoozed."""
    found = None
    for _ in range(50):
        items = (await call(page, desk, "GET", f"/claims?text={words}"))["items"]
        found = "".join(each["state"] for each in items)
        if found == state:
            return
        await page.wait_for_timeout(100)
    raise AssertionError(f"{words}: {found}, not {state}")


async def go_to(keys: Keyboard, words: str) -> None:
    """By j, from the top, to the claim with these words."""
    await expect(rows(keys.page).filter(has_text=words)).to_have_count(1)
    for _ in range(await rows(keys.page).count()):
        await keys.press("k")
    for _ in range(await rows(keys.page).count()):
        if words in await current(keys.page).inner_text():
            await expect(current(keys.page).get_by_role("link", name=words)).to_be_focused()
            return
        await keys.press("j")
    raise AssertionError(f"No row says {words}")


async def test_a_shift_without_a_mouse(page: Page, chromium: Browser, desk: str) -> None:
    keys = Keyboard(page)
    await keys.sign_in(desk, "vera")
    article = await add_an_article(keys, desk)
    await read_the_text(keys, desk)
    await open_the_queue(keys, desk)
    await judge_in_few_keys(keys, desk)
    await ask_and_follow_up(keys, desk)
    await put_away_and_take_back(keys, desk)
    await work_on_several(keys, desk)

    context = await chromium.new_context(viewport={"width": 1440, "height": 900})
    editor = Keyboard(await context.new_page())
    await approve_and_read(editor, desk, article)
    await context.close()


async def add_an_article(keys: Keyboard, desk: str) -> int:
    page = keys.page
    await keys.press("g", "n")
    await keys.tab_to(page.get_by_role("textbox", name="Text"))
    await page.keyboard.insert_text(ARTICLE)
    await keys.tab_to(page.get_by_role("button", name="Find the claims"))
    await keys.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Lanternfish")
    return int(page.url.rpartition("/")[2].partition("?")[0])


async def read_the_text(keys: Keyboard, desk: str) -> None:
    """From claim to claim; the end of one is moved, and put back; words are selected and let go."""
    page = keys.page
    await keys.press("]")
    await expect(page).to_have_url(re.compile(r"claim=\d+"))
    first = page.url
    await keys.press("]")
    await expect(page).not_to_have_url(first)
    await keys.press("[")
    await expect(page).to_have_url(first)
    await keys.press("Shift+ArrowLeft")
    await expect(page.get_by_text("The claim’s words are changed.")).to_be_visible()
    await keys.press("z")
    await expect(page.get_by_text("The marks are as before.")).to_be_visible()
    await keys.press("v", "Shift+ArrowRight", "Enter")
    menu = page.get_by_role("dialog", name="What the selected words are")
    await expect(menu).to_be_visible()
    # Escape twice: out of the menu and out of selecting, but not off the page.
    await keys.press("Escape")
    await expect(menu).to_be_hidden()
    await keys.press("Escape")
    await expect(page).to_have_url(first)


async def open_the_queue(keys: Keyboard, desk: str) -> None:
    """Words in the search, Enter, and the keys are back on the first claim."""
    page = keys.page
    await keys.press("g", "q")
    await expect(current(page)).to_be_visible()
    await keys.press("/")
    await keys.type("lanternfish")
    await keys.press("Enter")
    await expect(page).to_have_url(f"{desk}/?show=open&text=lanternfish")
    await expect(rows(page)).to_have_count(6)
    await expect(current(page).get_by_role("link").first).to_be_focused()
    # To a claim's own page and back: everything is there at once, the cursor where it was.
    await keys.press("j", "Enter")
    await expect(page).to_have_url(re.compile("/claims/"))
    await expect(page.get_by_role("heading", name="Evidence")).to_be_visible()
    await keys.press("Escape")
    await expect(page).to_have_url(f"{desk}/?show=open&text=lanternfish")
    await expect(rows(page)).to_have_count(6)
    await expect(rows(page).nth(1)).to_have_attribute("data-current", "true")


async def judge_in_few_keys(keys: Keyboard, desk: str) -> None:
    page = keys.page
    # Assigned and rated in two keys; what it still lacks is said, and the focus is there.
    await go_to(keys, BOATS)
    before = keys.count
    await keys.press("a", "2")
    await expect(page.get_by_text("Rated “Mostly true”, not sent yet.")).to_be_visible()
    await expect(current(page)).to_contain_text(BOATS)
    assert keys.count - before == 2
    await until(page, desk, "boats", "assigned")
    await expect(page.get_by_label("Summary for readers")).to_be_focused()
    await keys.press("Escape", "z")
    await expect(page.get_by_role("radio", name="Mostly true")).not_to_be_checked()

    # With a link: two keys beside its address. With words for readers one key submits.
    await go_to(keys, STOCKS)
    before = keys.count
    await keys.press("a", "e")
    await expect(page.get_by_label("Link")).to_be_focused()
    await keys.type("https://fleet.example.org/stocks.pdf")
    await keys.press("Enter")
    await expect(page.get_by_role("link", name="fleet.example.org")).to_be_visible()
    pane = page.get_by_role("region", name="Decision on the claim")
    await expect(pane).to_be_focused()
    assert keys.count - before <= 5
    await keys.tab_to(page.get_by_label("Summary for readers"))
    await keys.type("The survey has 31 percent.")
    await keys.press("Escape")
    await expect(current(page).get_by_role("link", name=STOCKS)).to_be_focused()
    before = keys.count
    await keys.press("5")
    await expect(current(page)).not_to_contain_text(STOCKS)
    assert keys.count - before == 1
    await expect(rows(page).filter(has_text=STOCKS).get_by_text("Submitted")).to_be_visible()


async def ask_and_follow_up(keys: Keyboard, desk: str) -> None:
    page = keys.page
    await go_to(keys, JOBS)
    await keys.press("u")
    await expect(page.get_by_text("Not now: follow up the unnamed source")).to_be_visible()
    await keys.press("a")
    await expect(page.get_by_role("button", name="Follow-up")).to_be_visible()
    await keys.press("u")
    await expect(page.get_by_role("combobox", name="Outcome")).to_be_visible()
    await keys.press("Escape")
    await expect(page.get_by_role("region", name="Decision on the claim")).to_be_focused()
    await keys.press("c")
    await expect(page.get_by_label("Your comment")).to_be_focused()
    await keys.type("Who are the two officials?")
    await keys.press("Control+Enter")
    await expect(page.get_by_label("Your comment")).to_have_value("")
    await keys.press("Escape")


async def put_away_and_take_back(keys: Keyboard, desk: str) -> None:
    page = keys.page
    await go_to(keys, COUNT)
    await keys.press("d")
    await expect(page.get_by_label("Why does it need no check?")).to_be_focused()
    await keys.type("An opinion")
    await keys.press("Control+Enter")
    await expect(rows(page).filter(has_text=COUNT).get_by_text("Dismissed")).to_be_visible()
    await expect(page.get_by_role("alert").filter(has_text="Dismissed.")).to_be_visible()
    await keys.press("z")
    await expect(rows(page).filter(has_text=COUNT).get_by_text("New")).to_be_visible()

    await go_to(keys, SKIPPER)
    await keys.press("s")
    dialog = page.get_by_role("dialog", name="Snooze the claim")
    await expect(dialog.get_by_role("button").nth(1)).to_be_focused()
    await keys.press("Enter")
    await expect(dialog).to_have_count(0)
    await expect(page.get_by_text("Snoozed until", exact=False).first).to_be_visible()
    await until(page, desk, "skipper", "")
    await keys.press("z")
    await until(page, desk, "skipper", "new")


async def of_all(page: Page, desk: str, words: tuple[str, ...]) -> list[tuple[str, str]]:
    """State and holder of the claims with these words, as the desk has them."""
    found = []
    for each in words:
        [claim] = (await call(page, desk, "GET", f"/claims?text={each}"))["items"]
        held = claim["assignment"]
        found.append((claim["state"], "" if held is None else held["assignee"]["login"]))
    return found


async def are(page: Page, desk: str, words: tuple[str, ...], wanted: list[tuple[str, str]]) -> None:
    """Wait until the claims with these words stand so and are held so."""
    found = None
    for _ in range(50):
        found = await of_all(page, desk, words)
        if found == wanted:
            return
        await page.wait_for_timeout(100)
    raise AssertionError(f"{words}: {found}, not {wanted}")


async def work_on_several(keys: Keyboard, desk: str) -> None:
    """What is selected is acted on, wherever the cursor went since and the pane with it."""
    page = keys.page
    pane = page.get_by_role("region", name="Decision on the claim")
    several = (COUNT, SKIPPER)
    before = [("new", ""), ("new", "")]
    await are(page, desk, several, before)

    async def select() -> None:
        await go_to(keys, COUNT)
        await keys.press("x")
        await go_to(keys, SKIPPER)
        await keys.press("x")
        # The pane has come for another claim, after the bar.
        await go_to(keys, QUOTA)
        await expect(pane.get_by_role("heading", level=2)).to_contain_text(QUOTA)
        selected = page.get_by_role("status").filter(has_text="2 claims selected")
        await expect(selected).to_have_count(1)
        await expect(page.get_by_role("region", name="Selected claims")).to_be_visible()

    async def put_back() -> None:
        await expect(page.get_by_role("region", name="Selected claims")).to_have_count(0)
        await keys.press("z")
        await are(page, desk, several, before)

    others = await of_all(page, desk, (QUOTA,))
    await select()
    await keys.press("s")
    await expect(page.get_by_text("Claims are snoozed one by one.")).to_be_visible()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await keys.press("a")
    await are(page, desk, several, [("assigned", "vera")] * 2)
    await put_back()

    await select()
    await keys.press("d")
    dialog = page.get_by_role("dialog", name="Dismiss 2 claims")
    await expect(dialog.get_by_label("Why do they need no check?")).to_be_focused()
    await keys.type("An opinion")
    await keys.tab_to(dialog.get_by_role("button", name="Dismiss"))
    await keys.press("Enter")
    await are(page, desk, several, [("dismissed", "")] * 2)
    await put_back()

    await select()
    await keys.press("Shift+A")
    dialog = page.get_by_role("dialog", name="Assign 2 claims")
    await keys.tab_to(dialog.get_by_role("combobox").first)
    await keys.press("ArrowDown", "Enter")
    await keys.tab_to(dialog.get_by_role("button", name="Assign"))
    await keys.press("Enter")
    await expect(dialog).to_have_count(0)
    found = await of_all(page, desk, several)
    assert [state for state, _ in found] == ["assigned"] * 2
    assert len({holder for _, holder in found} - {""}) == 1
    await put_back()
    assert await of_all(page, desk, (QUOTA,)) == others

    await keys.press("Escape")
    await keys.press("?")
    await expect(page.get_by_role("dialog")).to_contain_text("next claim")
    await keys.press("Escape")


async def approve_and_read(keys: Keyboard, desk: str, article: int) -> None:
    page = keys.page
    await keys.sign_in(desk, "edith")
    await keys.press("g", "p")
    heading = page.get_by_role("heading", name=STOCKS)
    for _ in range(20):
        if await heading.is_visible():
            break
        await keys.press("j")
        await page.wait_for_timeout(300)
    await expect(page.get_by_text("The survey has 31 percent.", exact=True)).to_be_visible()
    await expect(page.get_by_role("button", name="Approve and publish")).to_be_visible()
    await keys.press("p")
    await expect(page.get_by_text("once more publishes it")).to_be_visible()
    await keys.press("p")
    await expect(page.get_by_text("Approved and published: “")).to_be_visible()
    await keys.press("Control+k")
    await expect(page.get_by_role("combobox", name="Find")).to_be_focused()
    await keys.type("lanternfish quota")
    choice = page.get_by_role("option", name="Lanternfish quota to be halved", exact=True)
    await expect(choice).to_be_visible()
    for _ in range(20):
        if await choice.get_attribute("aria-selected") == "true":
            break
        await keys.press("ArrowDown")
    await keys.press("Enter")
    await expect(page).to_have_url(f"{desk}/articles/{article}")
    await keys.tab_to(page.get_by_role("link", name="Verdict report"))
    await keys.press("Enter")
    await expect(page.get_by_text("The survey has 31 percent.", exact=True)).to_be_visible()
