"""Two people at one desk: what one does appears at the other's, who is where, and a line that breaks."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.test_loop import paste, sign_in

TEXT = "{0}' dispute\n\nThe {0} said 30 {0} had been sold in 2021. They said 40 {0} would close by 2027.\n"
CUT = "The connection to the desk is lost."


@pytest.fixture
async def other(chromium: Browser) -> AsyncIterator[Page]:
    """A colleague's window."""
    context = await chromium.new_context(viewport={"width": 1440, "height": 900})
    yield await context.new_page()
    await context.close()


async def live(page: Page) -> None:
    """Until the page has its line to the desk."""
    await expect(page.locator("[data-live=live]")).to_have_count(1)


async def test_a_colleagues_change_appears_where_one_stands(
    page: Page, other: Page, desk: str
) -> None:
    await sign_in(page, desk, "vera")
    article = await paste(page, TEXT.format("weavers"))
    await sign_in(other, desk, "edith")
    await other.goto(f"{desk}/?article={article}")
    rows = page.get_by_role("listitem").filter(has=page.get_by_role("checkbox"))
    await page.goto(f"{desk}/?article={article}")
    await expect(rows.first).to_be_visible()
    await page.keyboard.press("j")
    await page.keyboard.press("j")
    place = await page.evaluate("document.activeElement.id")
    assert place.startswith("row-")
    first = await page.evaluate("document.querySelector('[id^=row-]').id")
    claim = first.removeprefix("row-")

    # Who is on a claim.
    await other.goto(f"{desk}/claims/{claim}")
    await expect(rows.first.get_by_text("Edith is on this")).to_be_visible()

    # What they do, without a reload, and with the cursor where it was.
    await other.get_by_role("button", name="Assign to me").click()
    await expect(rows.first.get_by_text("Assigned", exact=True)).to_be_visible()
    await expect(rows.first.get_by_text("Edith", exact=True)).to_be_visible()
    assert await page.evaluate("document.activeElement.id") == place
    await other.goto(f"{desk}/articles")
    await expect(page.get_by_text("Edith is on this")).to_have_count(0)


async def test_new_claims_wait_to_be_asked_for(page: Page, other: Page, desk: str) -> None:
    await sign_in(page, desk, "vera")
    await page.goto(f"{desk}/?text=cobblers")
    await expect(page.get_by_text("No claim fits this filter")).to_be_visible()
    await sign_in(other, desk, "edith")
    await paste(other, TEXT.format("cobblers"))
    await page.get_by_role("button", name="new claim").click()
    rows = page.get_by_role("listitem").filter(has=page.get_by_role("checkbox"))
    await expect(rows.first).to_contain_text("cobblers")
    await expect(page.get_by_role("button", name="new claim")).to_have_count(0)


async def test_nothing_moves_under_somebody_who_types(page: Page, other: Page, desk: str) -> None:
    await sign_in(page, desk, "vera")
    article = await paste(page, TEXT.format("tanners"))
    await page.goto(f"{desk}/?article={article}&text=30")
    await page.get_by_role("link", name="30 tanners").click()
    await page.get_by_role("button", name="Assign to me").click()
    note = page.get_by_role("textbox", name="Comment")
    await note.fill("I am just")
    await sign_in(other, desk, "edith")
    await other.goto(page.url)
    await other.get_by_role("textbox", name="Comment").fill("They sold 31.")
    await other.get_by_role("button", name="Comment", exact=True).click()
    await expect(page.get_by_text("They sold 31.")).to_be_visible()
    await other.get_by_role("button", name="Release").click()
    await expect(page.get_by_text("Edith released the claim.")).to_be_visible()
    await expect(note).to_be_focused()
    await expect(note).to_have_value("I am just")
    await page.get_by_role("button", name="Show", exact=True).click()
    await expect(page.get_by_role("button", name="Assign to me")).to_be_visible()
    await expect(note).to_have_value("I am just")


async def test_a_broken_line_is_said_and_caught_up_with(page: Page, other: Page, desk: str) -> None:
    await sign_in(page, desk, "vera")
    article = await paste(page, TEXT.format("glaziers"))
    await page.goto(f"{desk}/?article={article}")
    rows = page.get_by_role("listitem").filter(has=page.get_by_role("checkbox"))
    await expect(rows.first).to_be_visible()
    await live(page)
    await page.route("**/api/v1/events*", lambda route: route.abort())
    await page.context.set_offline(True)
    await expect(page.get_by_text("You are offline.")).to_be_visible()
    await page.context.set_offline(False)
    await expect(page.get_by_text(CUT)).to_be_visible()

    await sign_in(other, desk, "edith")
    await other.goto(f"{desk}/?article={article}")
    theirs = other.get_by_role("listitem").filter(has=other.get_by_role("checkbox"))
    await expect(theirs.first).to_be_visible()
    await other.keyboard.press("j")
    await other.keyboard.press("a")
    await expect(theirs.get_by_text("Assigned", exact=True)).to_be_visible()
    assert await rows.get_by_text("Assigned", exact=True).count() == 0

    await page.unroute("**/api/v1/events*")
    await page.get_by_role("button", name="Try now").click()
    await expect(page.get_by_text("Connected again.")).to_be_visible()
    await expect(rows.get_by_text("Assigned", exact=True)).to_be_visible()
    await expect(page.get_by_text(CUT)).to_have_count(0)


async def test_a_page_that_cannot_come_says_so_and_comes_by_itself(page: Page, desk: str) -> None:
    await sign_in(page, desk, "vera")
    await page.goto(desk)
    await live(page)
    await page.context.set_offline(True)
    # Its script and its style sheet are files of their own.
    await page.get_by_role("link", name="Unnamed sources").click()
    away = page.get_by_role("alert").filter(has_text="This page could not be loaded: you are")
    await expect(away).to_be_visible()
    await away.get_by_role("button", name="Try again").click()
    await expect(away).to_be_visible()
    await page.context.set_offline(False)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Unnamed sources")
    await expect(away).to_have_count(0)
    styled = "[...document.styleSheets].some(({ href }) => href?.includes('LedgerPage'))"
    assert await page.evaluate(styled)


async def test_the_inbox_counts_by_itself(page: Page, other: Page, desk: str) -> None:
    await sign_in(page, desk, "ada")
    article = await paste(page, TEXT.format("coopers"))
    await page.goto(f"{desk}/?article={article}")
    await live(page)
    await sign_in(other, desk, "edith")
    await other.goto(f"{desk}/?article={article}&text=30")
    await other.get_by_role("link", name="30 coopers").click()
    await other.get_by_role("textbox", name="Comment").fill("@ada look at table 4")
    await other.get_by_role("button", name="Comment", exact=True).click()
    bell = page.get_by_role("link", name="Inbox,")
    await expect(bell).to_have_accessible_name("Inbox, 1 unread")
    await bell.click()
    await page.get_by_role("listitem").filter(has_text="table 4").get_by_role("link").click()
    comment = page.locator("li", has_text="look at table 4").last
    await expect(comment).to_be_focused()
    await expect(bell).to_have_accessible_name("Inbox, nothing unread")
