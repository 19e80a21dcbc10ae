"""The administration in a browser: somebody comes, is changed and leaves; rules and trail."""

from playwright.async_api import Browser, Page, expect

from tests.e2e.test_loop import sign_in

NEW = "ten geese on the quay"


async def test_somebody_comes_gets_in_by_their_link_and_leaves(
    page: Page, chromium: Browser, desk: str
) -> None:
    await sign_in(page, desk, "ada")
    await page.goto(f"{desk}/admin")
    await expect(page.get_by_role("heading", name="People", level=1)).to_be_visible()
    await page.get_by_role("button", name="Add a person").click()
    await page.get_by_label("Name").fill("Nora Fell")
    await page.get_by_label("Login").fill("nora")
    await page.get_by_role("button", name="Add and make a link").click()
    link = await page.get_by_test_id("one-time-link").inner_text()
    await page.get_by_role("button", name="Done").click()

    theirs = await chromium.new_context()
    window = await theirs.new_page()
    await window.goto(link)
    await window.get_by_label("New password").fill(NEW)
    await window.get_by_label("Once more").fill(NEW)
    await window.get_by_role("button", name="Set it").click()
    await window.get_by_label("Login").fill("nora")
    await window.get_by_label("Password", exact=True).fill(NEW)
    await window.get_by_role("button", name="Sign in").click()
    await expect(window.get_by_role("heading", name="Queue", level=1)).to_be_visible()

    await page.get_by_role("button", name="What to do with Nora Fell").press("Enter")
    await page.get_by_role("menuitem", name="Deactivate…").click()
    await page.get_by_role("button", name="Deactivate").click()
    row = page.get_by_role("listitem").filter(has_text="Nora Fell")
    await expect(row.get_by_text("cannot sign in")).to_be_visible()
    await window.goto(f"{desk}/inbox")
    await expect(window.get_by_role("button", name="Sign in")).to_be_visible()
    await theirs.close()


async def test_a_policy_shows_what_will_differ_and_the_trail_tells_of_it(
    page: Page, desk: str
) -> None:
    await sign_in(page, desk, "ada")
    await page.goto(f"{desk}/admin/policy")
    await page.get_by_label("Independent sources at least").fill("2")
    await page.get_by_role("button", name="See and save").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_text("Independent sources")).to_be_visible()
    await dialog.get_by_role("button", name="Save the policy").click()
    await expect(dialog).to_have_count(0)
    await page.goto(f"{desk}/admin/audit?action=change_policy")
    entry = page.get_by_role("listitem").filter(has_text="changed the policy of the desk")
    await expect(entry).to_have_count(1)
    # The other tests work by the defaults.
    await page.goto(f"{desk}/admin/policy")
    await page.get_by_label("Independent sources at least").fill("1")
    await page.get_by_role("button", name="See and save").click()
    await page.get_by_role("button", name="Save the policy").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_a_scale_gets_a_new_version(page: Page, desk: str) -> None:
    await sign_in(page, desk, "ada")
    await page.goto(f"{desk}/admin/scales")
    await page.get_by_role("button", name="Make a scale").click()
    await page.get_by_label("Name of the scale").fill("House scale")
    for label, words in zip(
        await page.get_by_label("Label", exact=True).all(), ("Right", "Wrong"), strict=True
    ):
        await label.fill(words)
    await page.get_by_role("button", name="Make the scale").click()
    await expect(page.get_by_role("heading", name="House scale", level=1)).to_be_visible()
    await page.get_by_role("button", name="Make a new version").click()
    await page.get_by_label("Label", exact=True).first.fill("It is so")
    await expect(page.get_by_text("“Right” is now called “It is so”")).to_be_visible()
    await page.get_by_role("button", name="Make a new version").click()
    await expect(page.get_by_role("heading", name="Labels of version 2")).to_be_visible()


async def test_others_are_told_whom_to_ask(page: Page, desk: str) -> None:
    await sign_in(page, desk, "vera")
    await page.goto(f"{desk}/admin/health")
    await expect(page.get_by_text("This page is for admins")).to_be_visible()


async def test_others_checks_come_in_by_keyboard_and_are_found_as_such(
    page: Page, desk: str
) -> None:
    await sign_in(page, desk, "ada")
    await page.goto(f"{desk}/admin/fact-checks")
    await page.get_by_role("button", name="Bring in checks").press("Enter")
    dialog = page.get_by_role("dialog")
    async with page.expect_file_chooser() as asked:
        await dialog.get_by_label("File", exact=True).press("Enter")
    table = (
        "claim,url,rating,publisher,language\n"
        "A walrus runs the Esk ferry.,https://checks.example.org/walrus,Nonsense,Esk Checks,de\n"
        "A claim without an address,,False,,\n"
    )
    chosen = await asked.value
    await chosen.set_files({"name": "esk.csv", "mimeType": "text/csv", "buffer": table.encode()})
    await dialog.get_by_role("button", name="Bring in").press("Enter")
    await expect(dialog).to_have_count(0)
    brought = page.get_by_role("region", name="esk.csv")
    await expect(brought.get_by_text("read to its end")).to_be_visible(timeout=20_000)
    await expect(brought.get_by_text("1 check new")).to_be_visible()
    await brought.get_by_text("What was refused, and why").press("Enter")
    await expect(brought.get_by_text("Row 2:")).to_be_visible()

    await page.goto(f"{desk}/matches?text=A%20walrus%20runs%20the%20Esk%20ferry")
    match = page.get_by_role("listitem").filter(has_text="checked elsewhere")
    for words in ("Says the same", "Nonsense", "Esk Checks", "German"):
        await expect(match.get_by_text(words)).to_be_visible()

    await page.goto(f"{desk}/admin/fact-checks")
    await brought.get_by_role("button", name="Take back…").press("Enter")
    await dialog.get_by_role("button", name="Take back").press("Enter")
    await expect(page.get_by_text("“esk.csv” is taken back.")).to_be_visible()
    await expect(brought).to_have_count(0)
