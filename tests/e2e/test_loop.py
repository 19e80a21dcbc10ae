"""The whole path in a real browser: article, claims, assignment, verdict, approval, report, CMS."""

from playwright.async_api import Browser, Page, expect

from tests.e2e.conftest import PASSWORD
from tests.e2e.pages import accessibility
from tests.formats.documents import word

ARTICLE = """\
Harbour fees to double, council says

By Ines Calloway

The city will double harbour fees from 1 March 🚢, the council said on Monday.

“We have no choice,” said Maren Holt, the harbour master. She said that the basin had lost 40 percent of its traffic since 2019.

According to two officials familiar with the plan, 120 jobs would go at the port.

Read more: Why the ferry is late again
"""
UNNAMED = "120 jobs would go at the port"


async def sign_in(page: Page, desk: str, login: str) -> None:
    await page.goto(f"{desk}/")
    await page.get_by_label("Login").fill(login)
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("heading", name="Queue", level=1)).to_be_visible()


async def paste(page: Page, text: str) -> int:
    """Paste an article; answers its id."""
    await page.get_by_role("link", name="Add article").first.click()
    await page.get_by_role("textbox", name="Text").fill(text)
    await page.get_by_role("button", name="Find the claims").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text(text.splitlines()[0][:40])
    return int(page.url.partition("/articles/")[2].partition("?")[0])


async def test_an_article_goes_all_the_way(page: Page, chromium: Browser, desk: str) -> None:
    await sign_in(page, desk, "vera")
    article = await paste(page, ARTICLE)

    # The claims stand over the text: content, cue and source, the unnamed one unmistakable.
    text = page.locator("main")
    await expect(text.locator("mark[data-content]", has_text=UNNAMED)).to_be_visible()
    await expect(text.locator("mark[data-cue]", has_text="According to")).to_be_visible()
    unnamed = text.locator("mark[data-source='unnamed']", has_text="two officials")
    await expect(unnamed.first).to_be_visible()
    await expect(text.locator("mark[data-content]", has_text="Why the ferry")).to_have_count(0)

    # From the queue to the claim's page.
    await page.get_by_role("link", name="Queue").click()
    # Beside three panes the filter is folded.
    await page.locator("summary", has_text="Filter").click()
    which = page.get_by_role("group", name="Which")
    await which.get_by_role("button", name="Unnamed source").click()
    row = page.get_by_role("listitem").filter(has_text=UNNAMED)
    await expect(row.get_by_text("unnamed", exact=True)).to_be_visible()
    # As many panes as fit: a tablet held upright has room for two.
    for width, panes in [(390, 1), (768, 2), (820, 2), (1440, 3)]:
        await page.set_viewport_size({"width": width, "height": 900})
        await expect(page.locator("[data-pane]")).to_have_count(panes)
    await row.get_by_role("link", name=UNNAMED).click()
    await page.get_by_role("button", name="Assign to me").click()
    await expect(page.get_by_text("Assigned", exact=True).first).to_be_visible()

    await page.get_by_role("button", name="Add evidence").click()
    await page.get_by_label("Link").fill("https://port.example.org/plan.pdf")
    await page.get_by_text("Refutes", exact=True).click()
    await page.get_by_label("The words that matter").fill("No posts are to be cut.")
    await page.get_by_role("button", name="Add evidence").click()
    await expect(page.get_by_role("link", name="https://port.example.org/plan.pdf")).to_be_visible()

    await page.get_by_role("radio", name="False", exact=False).last.check()
    await page.get_by_label("Summary for readers").fill("The plan cuts no posts.")

    # A crash loses nothing: the draft is there again.
    await page.reload()
    await expect(page.get_by_label("Summary for readers")).to_have_value("The plan cuts no posts.")
    await page.get_by_role("button", name="Submit to an editor").click()
    await expect(page.get_by_text("Submitted", exact=True).first).to_be_visible()
    claim = int(page.url.rpartition("/")[2])

    context = await chromium.new_context(viewport={"width": 1440, "height": 900})
    editor = await context.new_page()
    await sign_in(editor, desk, "edith")
    await editor.get_by_role("link", name="Approvals").click()
    await editor.get_by_role("list", name="What waits").get_by_role("link", name=UNNAMED).click()
    await expect(editor.get_by_role("heading", name="Your decision")).to_be_visible()
    await editor.get_by_role("heading", name=UNNAMED).get_by_role("link").click()

    # An unnamed source's follow-up stands in the way until it is closed.
    await expect(editor.get_by_role("button", name="Approve and publish")).to_have_count(0)
    await editor.get_by_role("combobox", name="Outcome").click()
    await editor.get_by_role("option", name="Waived").click()
    await editor.get_by_label("Reason for the outcome").fill("The plan itself settles it.")
    await editor.get_by_role("button", name="Close the follow-up").click()
    await editor.get_by_role("button", name="Approve and publish").click()
    await expect(editor.get_by_text("Published", exact=True).first).to_be_visible()

    await editor.goto(f"{desk}/articles/{article}/report")
    entry = editor.locator(f"#claim-{claim}")
    await expect(entry.get_by_text("The plan cuts no posts.")).to_be_visible()
    await expect(entry.get_by_text("False", exact=True)).to_be_visible()
    await expect(entry.get_by_text("No posts are to be cut.")).to_be_visible()

    answer = await editor.request.get(f"{desk}/api/v1/ratings?after=0")
    event = [e for e in (await answer.json())["items"] if e["claim"]["id"] == claim][-1]
    assert event["verdict"]["rating"]["key"] == "false"
    answer = await editor.request.get(f"{desk}/api/v1/articles/{article}/claimreview")
    review = (await answer.json())["@graph"][0]
    assert review["claimReviewed"] == UNNAMED
    assert "author" not in review["itemReviewed"]
    await context.close()


async def test_dismissing_by_keyboard_can_be_undone(page: Page, desk: str) -> None:
    await sign_in(page, desk, "vera")
    await paste(page, "Bakers' dispute\n\nThe bakers said 30 ovens had been sold in 2021.\n")
    await page.goto(f"{desk}/?text=ovens")
    row = page.get_by_role("listitem").filter(has_text="30 ovens")
    await expect(row).to_be_visible()
    await page.keyboard.press("j")
    await page.keyboard.press("d")
    await page.get_by_role("textbox", name="Why does it need no check?").fill("Not in dispute")
    await page.get_by_role("dialog").get_by_role("button", name="Dismiss", exact=True).click()
    await expect(row.get_by_text("Dismissed")).to_be_visible()
    await page.get_by_role("button", name="Undo").click()
    await expect(row.get_by_text("New", exact=True)).to_be_visible()


async def test_many_claims_are_worked_on_at_once(page: Page, desk: str) -> None:
    await sign_in(page, desk, "vera")
    text = (
        "Millers' dispute\n\nThe millers said 30 mills had been sold in 2021. They said 40 more "
        "would close by 2027.\n\n“Flour costs 12 percent more than last year,” said Ada Mill."
    )
    article = await paste(page, text)
    await page.goto(f"{desk}/?article={article}")
    rows = page.locator("main ol > li")
    await expect(rows.first).to_be_visible()
    count = await rows.count()
    assert count > 1
    await page.keyboard.press("x")
    await page.keyboard.press("Shift+J")
    bar = page.get_by_role("region", name="Selected claims")
    await expect(bar.get_by_text("2 claims selected")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(bar).to_have_count(0)

    await page.get_by_role("checkbox", name="Select the").check()
    await bar.get_by_role("button", name="Accept").click()
    await expect(rows.get_by_text("Accepted", exact=True)).to_have_count(count)
    await expect(bar).to_have_count(0)
    await page.keyboard.press("z")
    await expect(rows.get_by_text("New", exact=True)).to_have_count(count)

    # One that was accepted meanwhile stands in the way, is named, and is left out.
    await page.keyboard.press("x")
    await bar.get_by_role("button", name="Accept").click()
    await expect(rows.get_by_text("Accepted", exact=True)).to_have_count(1)
    await page.get_by_role("checkbox", name="Select the").check()
    await bar.get_by_role("button", name="Accept").click()
    await bar.get_by_role("button", name="Leave it out").click()
    await bar.get_by_role("button", name="Accept").click()
    await expect(rows.get_by_text("Accepted", exact=True)).to_have_count(count)


async def test_selecting_is_accessible(page: Page, desk: str) -> None:
    """The bar, its dialogs and the keys' help, in either scheme, at desk and phone width."""
    await sign_in(page, desk, "vera")
    article = await paste(page, ARTICLE.replace("Harbour", "Canal"))
    found: list[str] = []

    async def look(at: str) -> None:
        found.extend(f"{at} {scheme} {width}: {each}" for each in await accessibility(page))

    await page.emulate_media(reduced_motion="reduce")
    for scheme in ("light", "dark"):
        for width in (1440, 390):
            await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            await page.set_viewport_size({"width": width, "height": 900})
            await page.goto(f"{desk}/?article={article}")
            await page.get_by_role("checkbox", name="Select the").check()
            bar = page.get_by_role("region", name="Selected claims")
            await look("bar")
            for button in ("Dismiss…", "Assign to…", "Tag…"):
                await bar.get_by_role("button", name=button).click()
                dialog = page.get_by_role("dialog")
                await expect(dialog.get_by_role("button", name="Cancel")).to_be_visible()
                await look(button)
                await dialog.get_by_role("button", name="Close").click()
                await expect(dialog).to_have_count(0)
            await bar.get_by_role("button", name="Clear").click()
            await page.keyboard.press("?")
            await expect(page.get_by_role("dialog", name="Keyboard keys")).to_be_visible()
            await look("help")
    assert not found, "\n".join(found)


async def test_bad_input_says_what_to_do_and_keeps_the_text(page: Page, desk: str) -> None:
    await sign_in(page, desk, "vera")
    await page.goto(f"{desk}/articles/new")
    await page.get_by_role("textbox", name="Text").fill("Typed at midnight.")
    await page.reload()
    await expect(page.get_by_role("textbox", name="Text")).to_have_value("Typed at midnight.")


async def test_a_stranger_sees_nothing(page: Page, desk: str) -> None:
    await page.goto(f"{desk}/claims/1")
    await expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert (await page.request.get(f"{desk}/api/v1/claims")).status == 401
    await page.get_by_label("Login").fill("vera")
    await page.get_by_label("Password", exact=True).fill("wrong password")
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("alert")).to_contain_text("do not fit")


async def test_an_article_comes_from_a_word_file(page: Page, desk: str) -> None:
    await sign_in(page, desk, "vera")
    await page.goto(f"{desk}/articles/new")
    file = {"name": "story.docx", "mimeType": "application/octet-stream", "buffer": word()}
    await page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    heading = page.get_by_role("heading", level=1)
    await expect(heading).to_have_text("Harbour fees to double")
    await expect(page.get_by_text("Ines Calloway").first).to_be_visible()
