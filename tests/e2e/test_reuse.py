"""An earlier verdict is used again by keyboard alone, on one claim and on all that say the same."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.api import call, judge
from tests.e2e.pages import accessibility
from tests.e2e.test_triage import Keyboard, go_to, rows

FIRST = """\
Saltmarsh dyke is late

Greta Holm, who leads the saltmarsh board, said that the dyke had cost 17 million since 2021.
"""
AGAIN = """\
Board under fire for its dyke

Greta Holm, who leads the saltmarsh board, said that since 2021 the dyke had cost 17 million.
"""
WORDS = "since 2021 the dyke had cost"


async def published(
    vera: Page, edith: Page, desk: str, text: str = FIRST, figure: str = "17 million"
) -> int:
    """A claim of this figure that vera judged and edith approved."""
    article = await call(vera, desk, "POST", "/articles", {"text": text})
    claim: int = next(c["id"] for c in article["claims"] if figure in c["text"])
    await call(vera, desk, "POST", f"/claims/{claim}/assignment", {})
    link = {"url": "https://dyke.example.org/budget"}
    await call(vera, desk, "POST", f"/claims/{claim}/evidence", link)
    await judge(vera, desk, claim, "The board's own books say so.")
    await call(edith, desk, "POST", f"/claims/{claim}/approval", {})
    return claim


async def matched(page: Page, desk: str, claim: int, likeness: str = "same") -> None:
    """Once the desk's worker has found that it was checked before."""
    for _ in range(100):
        if (await call(page, desk, "GET", f"/claims/{claim}"))["checked_before"] == likeness:
            return
        await page.wait_for_timeout(200)
    pytest.fail(f"No checked claim was found that is {likeness} to this one.")


async def test_an_earlier_verdict_is_used_again_by_keyboard(
    page: Page, chromium: Browser, desk: str
) -> None:
    keys = Keyboard(page)
    await keys.sign_in(desk, "vera")
    context = await chromium.new_context()
    editor = Keyboard(await context.new_page())
    await editor.sign_in(desk, "edith")
    first = await published(page, editor.page, desk)
    await context.close()
    article = await call(page, desk, "POST", "/articles", {"text": AGAIN})
    again = next(c["id"] for c in article["claims"] if "17 million" in c["text"])
    # The desk's worker matches it; the queue is asked for what was checked before.
    await matched(page, desk, again)
    await page.goto(f"{desk}/?matched=same")
    await expect(rows(page).filter(has_text=WORDS)).to_contain_text("checked before")
    await go_to(keys, WORDS)
    offer = page.get_by_role("region", name="Earlier verdict")
    await expect(offer.get_by_role("button", name="Use this verdict")).to_be_visible()
    await keys.press("y")
    await expect(page.get_by_text("The earlier verdict is submitted to an editor.")).to_be_visible()
    claim = await call(page, desk, "GET", f"/claims/{again}")
    assert claim["state"] == "submitted"
    assert claim["verdict"]["reuses"]["claim"] == first
    assert [piece["url"] for piece in claim["evidence"]] == ["https://dyke.example.org/budget"]

    await page.goto(f"{desk}/claims/{again}")
    await expect(page.get_by_text("Taken from the verdict on an earlier claim")).to_be_visible()
    also = page.get_by_role("list", name="Also said in").get_by_role("listitem")
    await expect(also.filter(has_text="Saltmarsh dyke is late")).to_contain_text("True")

    # Said in two more articles, it is judged once: on the page of the claim that was judged.
    open_ones = []
    for title in ("Who pays for the dyke", "Storm tests the dyke"):
        text = AGAIN.replace("Board under fire for its dyke", title)
        article = await call(page, desk, "POST", "/articles", {"text": text})
        open_ones += [c["id"] for c in article["claims"] if "17 million" in c["text"]]
    for claim_id in open_ones:
        await matched(page, desk, claim_id)
    await page.goto(f"{desk}/claims/{first}")
    await expect(page.get_by_role("button", name="for the 2 open claims")).to_be_visible()
    await keys.press("Shift+Y")
    dialog = page.get_by_role("dialog", name="One verdict for all that say the same")
    await expect(dialog.get_by_label("Storm tests the dyke")).to_be_checked()
    submit = dialog.get_by_role("button", name="Submit it on 2 claims")
    await expect(submit).to_be_focused()
    assert await accessibility(page) == []
    await keys.press("Enter")
    await expect(page.get_by_text("submitted to an editor on 2 claims")).to_be_visible()
    for claim_id in open_ones:
        claim = await call(page, desk, "GET", f"/claims/{claim_id}")
        assert (claim["state"], claim["verdict"]["reuses"]["claim"]) == ("submitted", first)
    await keys.press("z")
    await expect(
        page.get_by_text("2 verdicts are taken back. The claims are with you.")
    ).to_be_visible()
    for claim_id in open_ones:
        assert (await call(page, desk, "GET", f"/claims/{claim_id}"))["state"] == "in_review"
