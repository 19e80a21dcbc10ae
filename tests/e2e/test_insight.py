"""Figures that lead to what they count, the ledger of unnamed sources, and the report on paper."""

from playwright.async_api import Page, expect

from tests.e2e.pages import accessibility
from tests.e2e.test_loop import paste, sign_in

TEXT = """\
Lighthouse to be sold, board says

The lighthouse will be sold for 4 million crowns, the harbour board said on Monday.

According to two officials familiar with the sale, the buyer had been chosen in March.
"""


async def test_a_figure_leads_to_as_many_claims(page: Page, desk: str) -> None:
    await sign_in(page, desk, "vera")
    await paste(page, TEXT)
    await page.goto(f"{desk}/dashboard?days=7")
    link = page.get_by_role("link", name="claims: came in")
    await expect(link).to_be_visible()
    # A figure stands as it was counted: the article is read by then.
    number = int((await link.inner_text()).strip())
    assert number > 0
    assert await accessibility(page) == []
    summary = page.get_by_text("The numbers as a table").first
    await summary.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("table").first).to_be_visible()
    await link.click()
    await expect(page.get_by_text("Came in: ")).to_be_visible()
    # Beside the heading: of a long list only the rows in sight are there.
    total = page.get_by_role("heading", level=1).locator("xpath=following::span[1]")
    await expect(total).to_have_text(str(number))


async def test_the_ledger_is_filtered_and_exported(page: Page, desk: str) -> None:
    await sign_in(page, desk, "vera")
    article = await paste(page, TEXT.replace("lighthouse", "light-house").replace("4 m", "5 m"))
    claims = (await (await page.request.get(f"{desk}/api/v1/articles/{article}")).json())["claims"]
    unnamed = next(claim for claim in claims if claim["source"] and claim["source"]["unnamed"])
    await page.goto(f"{desk}/claims/{unnamed['id']}")
    await page.get_by_role("button", name="Accept").first.click()
    await expect(page.get_by_text("Accepted", exact=True).first).to_be_visible()
    await page.goto(f"{desk}/followups?article={article}")
    entries = page.get_by_role("list", name="Unnamed sources, soonest due first")
    await expect(entries.get_by_role("listitem")).to_have_count(1)
    await expect(entries).to_contain_text("two officials familiar with the sale")
    assert await accessibility(page) == []
    async with page.expect_download() as saved:
        await page.get_by_role("link", name="Export as CSV").click()
    answer = await page.request.get((await saved.value).url)
    text = await answer.text()
    assert len(text.splitlines()) == 2
    await page.keyboard.press("j")
    await expect(entries.locator("[data-entry]").first).to_be_focused()
    await page.get_by_role("button", name="Closed").click()
    await expect(page.get_by_text("No entry fits this filter")).to_be_visible()


async def test_the_report_prints_without_the_desk_around_it(page: Page, desk: str) -> None:
    await sign_in(page, desk, "vera")
    article = await paste(page, TEXT.replace("lighthouse", "beacon"))
    await page.goto(f"{desk}/articles/{article}/report")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("to be sold")
    await expect(page.get_by_text("No verdict is published yet")).to_be_visible()
    assert await accessibility(page) == []
    await page.emulate_media(media="print")
    await expect(page.get_by_role("button", name="Print or save as PDF")).to_be_hidden()
    await expect(page.get_by_role("navigation")).to_be_hidden()
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert (await page.pdf(format="A4")).startswith(b"%PDF")
