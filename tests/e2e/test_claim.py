"""A claim's page in a real browser: nothing typed is lost, and evidence is handled where it stands."""

import asyncio

from playwright.async_api import Browser, Page, expect

from tests.e2e.api import judge, taken_claims
from tests.e2e.test_loop import sign_in

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


async def test_a_tab_killed_in_the_middle_of_a_note_loses_no_character(
    chromium: Browser, desk: str
) -> None:
    context = await chromium.new_context()
    page = await context.new_page()
    await sign_in(page, desk, "vera")
    claim = (await taken_claims(page, desk, "Quays"))[0]
    await page.goto(f"{desk}/claims/{claim}")
    await page.get_by_role("button", name="Add evidence").click()
    typed = {
        "Link": "https://port.example.org/half",
        "Summary for readers": "The finding, half writ",
        "Reasons for the desk": "Table 4 🚢 says",
        "Your comment": "@edith could you",
    }
    for label, words in typed.items():
        await page.get_by_label(label).press_sequentially(words)
    # The process of the tab dies: no handler of the page runs any more.
    session = await context.new_cdp_session(page)
    async with page.expect_event("crash"):
        # It answers nothing: what would answer is gone.
        crash = asyncio.ensure_future(session.send("Page.crash"))
    crash.cancel()
    again = await context.new_page()
    await again.goto(f"{desk}/claims/{claim}")
    await again.get_by_role("button", name="Add evidence").click()
    for label, words in typed.items():
        await expect(again.get_by_label(label)).to_have_value(words)
    # Who goes on where the dead tab stood, by taking words away, is no other tab.
    comment = again.get_by_label("Your comment")
    await comment.press("End")
    await comment.press("Backspace")
    await expect(comment).to_have_value("@edith could yo")
    await expect(again.get_by_text("Another tab had other words for this")).to_have_count(0)
    await comment.press("u")
    # A second tab that writes over them loses none either: both offer what stood there.
    other = await context.new_page()
    await other.goto(f"{desk}/claims/{claim}")
    await other.get_by_label("Your comment").fill("Other words.")
    await expect(again.get_by_label("Your comment")).to_have_value("Other words.")
    for each in (other, again):
        await expect(each.get_by_role("status").filter(has_text="@edith could")).to_be_visible()
    await again.get_by_role("button", name="Use these words").click()
    await expect(other.get_by_label("Your comment")).to_have_value("@edith could you")
    await expect(other.get_by_role("status").filter(has_text="Other words.")).to_be_visible()
    await context.close()


async def test_what_is_submitted_offline_goes_when_the_connection_is_back(
    page: Page, desk: str
) -> None:
    await sign_in(page, desk, "vera")
    claim = (await taken_claims(page, desk, "Cranes"))[0]
    await page.goto(f"{desk}/claims/{claim}")
    await page.get_by_role("radio", name="True").first.check()
    await page.get_by_label("Summary for readers").fill("So it is.")
    await page.context.set_offline(True)
    await page.get_by_role("button", name="Submit to an editor").click()
    await expect(page.get_by_text("Waits for the connection")).to_be_visible()
    await expect(page.get_by_label("Summary for readers")).to_have_value("So it is.")
    await page.context.set_offline(False)
    await expect(page.get_by_text("Submitted", exact=True).first).to_be_visible()
    await expect(page.get_by_text("Waits for the connection")).to_have_count(0)


async def test_a_newer_verdict_stands_beside_what_was_typed(page: Page, desk: str) -> None:
    await sign_in(page, desk, "vera")
    claim = (await taken_claims(page, desk, "Locks"))[0]
    await page.goto(f"{desk}/claims/{claim}")
    await page.get_by_role("radio", name="False").last.check()
    await page.get_by_label("Summary for readers").fill("Mine, in this window.")
    await judge(page, desk, claim, "Theirs, from another.", submit=False)
    await page.get_by_role("button", name="Save", exact=True).click()
    theirs = page.get_by_role("region", name="Theirs")
    await expect(theirs.get_by_text("Theirs, from another.")).to_be_visible()
    yours = page.get_by_role("region", name="Yours")
    await expect(yours.get_by_text("Mine, in this window.")).to_be_visible()
    await expect(page.get_by_label("Summary for readers")).to_have_value("Mine, in this window.")


async def test_a_file_is_added_changed_and_taken_back(page: Page, desk: str) -> None:
    await sign_in(page, desk, "vera")
    claim = (await taken_claims(page, desk, "Buoys", evidence=False))[0]
    await page.goto(f"{desk}/claims/{claim}")
    await expect(page.get_by_role("button", name="Add evidence")).to_be_visible()
    await page.keyboard.press("e")
    file = {"name": "scan.png", "mimeType": "image/png", "buffer": PIXEL}
    await page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    await page.get_by_label("Title").fill("The scan")
    await page.get_by_role("button", name="Add evidence").click()
    await expect(page.get_by_role("link", name="Download scan.png")).to_be_visible()
    await page.get_by_role("button", name="Change", exact=True).click()
    change = page.get_by_role("form", name="Change the evidence")
    await change.get_by_text("Refutes", exact=True).click()
    await change.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Refutes the claim")).to_be_visible()
    await page.get_by_role("button", name="Retract").click()
    await expect(page.get_by_role("button", name="Restore")).to_be_visible()
    await page.get_by_role("heading", name="Evidence").click()
    await page.keyboard.press("z")
    await expect(page.get_by_role("button", name="Retract")).to_be_visible()
