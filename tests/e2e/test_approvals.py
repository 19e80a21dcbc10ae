"""The approvals in a real browser: by keyboard, one after the other, and several at once."""

from playwright.async_api import Browser, Page, expect

from tests.e2e.api import call, judge, taken_claims
from tests.e2e.pages import accessibility
from tests.e2e.test_loop import sign_in


async def _submitted(chromium: Browser, desk: str, title: str) -> list[int]:
    context = await chromium.new_context()
    page = await context.new_page()
    await sign_in(page, desk, "vera")
    ids = await taken_claims(page, desk, title)
    for claim in ids:
        await judge(page, desk, claim, f"{title}: so it is.")
    await context.close()
    return ids


async def test_an_editor_goes_through_what_waits_by_keys(
    page: Page, chromium: Browser, desk: str
) -> None:
    first, second, *_ = await _submitted(chromium, desk, "Piers")
    await sign_in(page, desk, "edith")
    await page.goto(f"{desk}/approvals?claim={first}")
    await expect(page.get_by_text("Piers: so it is.")).to_be_visible()
    await expect(page.get_by_role("button", name="Approve and publish")).to_be_visible()
    await page.keyboard.press("r")
    await page.keyboard.type("Which table?")
    await page.reload()
    await expect(page.get_by_label("Comment")).to_have_value("Which table?")
    await page.get_by_label("Comment").press("Control+Enter")
    await expect(page.get_by_text("Returned to its checker: “")).to_be_visible()
    await page.goto(f"{desk}/approvals?claim={second}")
    await expect(page.get_by_role("button", name="Approve and publish")).to_be_visible()
    await page.keyboard.press("p")
    await expect(page.get_by_text("once more publishes it")).to_be_visible()
    await page.keyboard.press("p")
    await expect(page.get_by_text("Approved and published: “")).to_be_visible()
    states = [(await call(page, desk, "GET", f"/claims/{c}"))["state"] for c in (first, second)]
    assert states == ["returned", "published"]


async def test_several_are_approved_at_once_and_the_others_say_why_not(
    page: Page, chromium: Browser, desk: str
) -> None:
    ids = await _submitted(chromium, desk, "Slips")
    await sign_in(page, desk, "edith")
    own = (await taken_claims(page, desk, "Docks"))[0]
    await judge(page, desk, own, "Mine.")
    await page.goto(f"{desk}/approvals")
    await page.get_by_role("button", name="Approve several").click()
    dialog = page.get_by_role("dialog", name="Approve several")
    await expect(dialog.get_by_text("You wrote this verdict").first).to_be_visible()
    assert await accessibility(page) == []
    await expect(dialog.get_by_role("checkbox", checked=True)).to_have_count(0)
    await dialog.get_by_role("checkbox", name="All of them").check()
    await dialog.get_by_role("switch", name="Publish them, too").check()
    await dialog.get_by_role("button", name="Approve and publish").click()
    await expect(dialog.get_by_text("approved.").first).to_be_visible()
    for claim in ids:
        assert (await call(page, desk, "GET", f"/claims/{claim}"))["state"] == "published"
    assert (await call(page, desk, "GET", f"/claims/{own}"))["state"] == "submitted"


async def test_one_at_a_time_on_a_phone(page: Page, chromium: Browser, desk: str) -> None:
    claim, *_ = await _submitted(chromium, desk, "Moles")
    await page.set_viewport_size({"width": 390, "height": 844})
    await sign_in(page, desk, "edith")
    await page.goto(f"{desk}/approvals")
    waiting = page.get_by_role("list", name="What waits for approval")
    await expect(waiting).to_be_visible()
    await expect(page.get_by_role("button", name="Approve only")).to_be_hidden()
    await waiting.locator(f"a[href$='claim={claim}']").click()
    await expect(page.get_by_role("button", name="Approve only")).to_be_visible()
    await expect(waiting).to_be_hidden()
    await page.get_by_role("link", name="Back to the list").click()
    await expect(waiting).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
