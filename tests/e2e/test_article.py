"""Reading an article and marking claims in it, with a mouse and without one; its versions."""

from playwright.async_api import Page, expect

from tests.e2e.pages import accessibility
from tests.e2e.test_loop import paste, sign_in

TEXT = """\
Ferry fares to rise

By Ines Calloway

The fares will rise 🚢 by half in May, the council said on Monday.

“We have no choice,” said Maren Holt, the harbour master.

Nobody asked the islanders, who pay most of all.

قال الوزير إن الأسعار سترتفع

Read more: Why the ferry is late again
"""
NEW = TEXT.replace("by half in May", "by a third in June").replace(
    "Nobody asked", "Still nobody asked"
)

DRAG = """([from, to]) => {
  const walker = document.createTreeWalker(
    document.querySelector('[data-line]').parentElement, NodeFilter.SHOW_TEXT)
  const box = (words, side) => {
    walker.currentNode = walker.root
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(words)
      if (at < 0) continue
      const range = document.createRange()
      range.setStart(walker.currentNode, at)
      range.setEnd(walker.currentNode, at + words.length)
      const { left, right, top, height } = range.getBoundingClientRect()
      return [side === 'left' ? left + 1 : right - 1, top + height / 2]
    }
  }
  return [box(from, 'left'), box(to, 'right')]
}"""


async def _draw_over(page: Page, first: str, last: str) -> None:
    """Select from one word to another with the mouse."""
    [(x0, y0), (x1, y1)] = await page.evaluate(DRAG, [first, last])
    await page.mouse.move(x0, y0)
    await page.mouse.down()
    await page.mouse.move(x1, y1, steps=4)
    await page.mouse.up()


async def _claims(page: Page, desk: str, article: int) -> list[dict[str, object]]:
    answer = await page.request.get(f"{desk}/api/v1/articles/{article}")
    found: list[dict[str, object]] = (await answer.json())["claims"]
    return found


async def test_claims_are_marked_by_mouse_and_by_keyboard(page: Page, desk: str) -> None:
    await sign_in(page, desk, "vera")
    article = await paste(page, TEXT)
    before = await _claims(page, desk, article)

    # What is not the story is out of the way, and can be looked at.
    await expect(page.get_by_text("Why the ferry is late")).to_have_count(0)
    await page.get_by_text("Original text").click()
    await expect(page.get_by_text("Why the ferry is late")).to_be_visible()
    await expect(page.get_by_text("link or notice")).to_be_visible()
    await page.get_by_text("Article", exact=True).click()

    # Arabic runs from right to left, and keeps its own alignment.
    arabic = page.locator("p[data-line]", has_text="قال الوزير")
    assert await arabic.evaluate("line => getComputedStyle(line).direction") == "rtl"

    # By mouse: a claim the machine missed; half-selected words are taken whole.
    await _draw_over(page, "islanders", "most of")
    menu = page.get_by_role("dialog", name="What the selected words are")
    await expect(menu).to_contain_text("islanders, who pay most of")
    await menu.get_by_role("button", name="New claim").click()
    await expect(page.locator("mark[data-said]", has_text="who pay most of")).to_be_visible()
    claims = await _claims(page, desk, article)
    assert len(claims) == len(before) + 1
    added = max(claims, key=lambda claim: int(str(claim["id"])))
    assert added["text"] == "islanders, who pay most of"
    assert page.url.endswith(f"claim={added['id']}")

    # Its edges are moved by keys: on by a word, by a character, and back at the start.
    await page.keyboard.press("Shift+ArrowRight")
    await page.keyboard.press("Shift+ArrowDown")
    await page.keyboard.press("Alt+Shift+ArrowLeft")
    heard = page.get_by_role("status").filter(has_text="the islanders, who pay most of all.")
    await expect(heard).to_have_count(1)
    await expect(page.get_by_text("The claim’s words are changed.")).to_be_visible()
    texts = [claim["text"] for claim in await _claims(page, desk, article)]
    assert "the islanders, who pay most of all." in texts
    await page.keyboard.press("z")
    await expect(page.get_by_text("The marks are as before.")).to_be_visible()
    texts = [claim["text"] for claim in await _claims(page, desk, article)]
    assert "islanders, who pay most of" in texts

    # By keyboard alone: on to the source of the same claim, in the Arabic paragraph leftwards.
    await page.keyboard.press("v")
    await page.keyboard.press("ArrowLeft")
    await expect(page.get_by_role("status").filter(has_text="Selected: the")).to_have_count(1)
    await page.keyboard.press("Shift+ArrowRight")
    await page.keyboard.press("Enter")
    await expect(menu).to_contain_text("the islanders")
    await expect(menu.get_by_role("button", name="New claim")).to_be_focused()
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("The claim is marked anew.")).to_be_visible()
    await page.keyboard.press("Escape")
    marked = next(
        claim for claim in await _claims(page, desk, article) if claim["id"] == added["id"]
    )
    source = marked["source"]
    assert isinstance(source, dict)
    assert (source["text"], source["unnamed"]) == ("the islanders", True)

    # Words after an emoji stand where the desk says they do.
    fares = next(claim for claim in before if "by half" in str(claim["text"]))
    start, end = int(str(fares["start"])), int(str(fares["end"]))
    assert TEXT[start:end] == fares["text"]
    await expect(
        page.locator("mark[data-content]", has_text=str(fares["text"])[-10:]).first
    ).to_be_visible()
    await page.keyboard.press("[")
    assert not await accessibility(page)


async def test_a_claim_that_a_colleague_changed_is_not_overwritten(page: Page, desk: str) -> None:
    # A page that hears of the change at once has nothing to overwrite; here its line is cut.
    await page.route("**/api/v1/events*", lambda route: route.abort())
    await sign_in(page, desk, "vera")
    article = await paste(page, TEXT.replace("Ferry", "Bus"))
    claim = (await _claims(page, desk, article))[0]
    await page.goto(f"{desk}/articles/{article}?claim={claim['id']}")
    await expect(page.locator("mark[data-said]").first).to_be_visible()
    token = (await (await page.request.get(f"{desk}/api/v1/session")).json())["csrf_token"]
    theirs = await page.request.put(
        f"{desk}/api/v1/claims/{claim['id']}/marking",
        headers={"If-Match": f'"{claim["version"]}"', "X-CSRF-Token": token},
        data={"spans": [[claim["start"], int(str(claim["end"])) - 3]]},
    )
    assert theirs.ok, await theirs.text()
    await page.keyboard.press("Shift+ArrowLeft")
    await expect(page.get_by_text("Yours was not saved")).to_be_visible()
    await page.get_by_role("button", name="Mark it my way").click()
    await expect(page.get_by_text("The claim’s words are changed.")).to_be_visible()


async def test_versions_are_compared_and_claims_followed(page: Page, desk: str) -> None:
    await sign_in(page, desk, "vera")
    text = TEXT.replace("Ferry", "Tram")
    article = await paste(page, text)
    await page.get_by_role("link", name="1 version").click()
    await expect(page.get_by_text("There is one version")).to_be_visible()
    await page.get_by_role("link", name="Send a new version").click()
    field = page.get_by_role("textbox", name="Text")
    await expect(field).to_have_value(text)
    await field.fill(NEW.replace("Ferry", "Tram"))
    await page.reload()
    await expect(field).to_have_value(NEW.replace("Ferry", "Tram"))  # kept
    await page.get_by_role("button", name="Send the new version").click()
    await expect(page.locator("ins", has_text="third in June").first).to_be_visible()
    await expect(page.locator("del", has_text="half in May").first).to_be_visible()
    went = page.get_by_role("region", name="Where the claims went")
    await expect(went.get_by_text("said differently").first).to_be_visible()
    await expect(went.get_by_text("as before").first).to_be_visible()
    assert not await accessibility(page)
    await page.goto(f"{desk}/articles")
    await page.get_by_role("searchbox", name="Look for articles").fill("tram fares")
    await expect(page.get_by_role("status").filter(has_text="1 article shown")).to_have_count(1)
    await page.get_by_role("link", name="Tram fares to rise").click()
    await expect(page).to_have_url(f"{desk}/articles/{article}")
