"""One's own account in a browser: the other places, a code beside the password, a passkey."""

from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.async_api import Browser, Page, expect

from tests.databases import fresh_database
from tests.e2e.conftest import PASSWORD, add_people
from tests.e2e.pages import accessibility, settled
from tests.e2e.test_loop import sign_in
from tests.processes import serving


async def test_another_place_is_signed_out_from_here(
    page: Page, chromium: Browser, desk: str
) -> None:
    elsewhere = await chromium.new_context()
    window = await elsewhere.new_page()
    await sign_in(window, desk, "edith")
    await sign_in(page, desk, "edith")
    await page.goto(f"{desk}/account")
    places = page.get_by_role("region", name="Where you are signed in").get_by_role("listitem")
    await expect(places.filter(has_text="here").get_by_text("on Linux")).to_be_visible()
    await page.get_by_role("button", name="Sign out everywhere else").press("Enter")
    await expect(page.get_by_text("You are signed in nowhere else.")).to_be_visible()
    await window.goto(f"{desk}/inbox")
    await expect(window.get_by_role("button", name="Sign in")).to_be_visible()
    await elsewhere.close()


async def test_a_code_is_set_up_asked_for_and_a_recovery_code_stands_in(
    page: Page, desk: str
) -> None:
    await sign_in(page, desk, "edith")
    await page.goto(f"{desk}/account")
    await page.get_by_role("button", name="Set up an app").press("Enter")
    dialog = page.get_by_role("dialog")
    picture = dialog.get_by_role("img", name="The code for the app")
    assert await picture.evaluate("async (it) => { await it.decode(); return it.naturalWidth }") > 0
    await dialog.get_by_text("The app cannot read pictures").click()
    secret = await dialog.locator("details p").inner_text()
    await dialog.get_by_label("Code").fill(pyotp.TOTP(secret).now())
    await page.keyboard.press("Enter")
    await expect(dialog.get_by_text("Each lets you in once")).to_be_visible()
    recovery = await dialog.get_by_role("listitem").first.inner_text()
    assert not await accessibility(page)
    await dialog.get_by_role("button", name="I have kept them").press("Enter")
    await expect(page.get_by_text("10 recovery codes are left")).to_be_visible()

    await page.get_by_role("button", name="Account of Edith").press("Enter")
    await page.get_by_role("menuitem", name="Sign out").press("Enter")
    await page.get_by_label("Login").fill("edith")
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Code")).to_be_focused()
    assert not await accessibility(page)
    await page.keyboard.type("000000")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("does not fit")
    await page.get_by_label("Code").fill(recovery)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Queue")

    # The other tests sign in with the password alone.
    await page.goto(f"{desk}/account")
    page.once("dialog", lambda asked: asked.accept())
    await page.get_by_role("button", name="Turn it off").press("Enter")
    await expect(page.get_by_role("button", name="Set up an app")).to_be_visible()


@pytest.fixture
def named(server_url: str, tmp_path: Path) -> Iterator[str]:
    """A desk at an address with a name: browsers make no passkeys for a number."""
    with fresh_database(server_url) as url:
        env = {"CLAIMDESK_DATABASE_URL": url, "CLAIMDESK_HOST": "localhost"}
        add_people(env)
        with serving("serve", env=env, log=tmp_path / "log") as (address, _):
            yield address.replace("127.0.0.1", "localhost")


async def test_a_passkey_is_made_signs_in_and_is_removed(page: Page, named: str) -> None:
    browser = await page.context.new_cdp_session(page)
    await browser.send("WebAuthn.enable")
    held = await browser.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    await sign_in(page, named, "edith")
    await page.goto(f"{named}/account")
    await page.get_by_role("button", name="Make a passkey").press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_label("Name")).to_be_focused()
    await settled(page)  # what lies under the dialog is half as dark while it fades in
    assert not await accessibility(page)
    await page.keyboard.type("<b>My laptop</b>")
    await page.keyboard.press("Enter")
    keys = page.get_by_role("region", name="Passkeys").get_by_role("listitem")
    await expect(keys.get_by_text("<b>My laptop</b>")).to_be_visible()
    await expect(dialog).to_have_count(0)  # it gives the focus back as it goes
    kept = await browser.send(
        "WebAuthn.getCredentials", {"authenticatorId": held["authenticatorId"]}
    )
    assert [each["rpId"] for each in kept["credentials"]] == ["localhost"]

    await page.get_by_role("button", name="Account of Edith").press("Enter")
    await page.get_by_role("menuitem", name="Sign out").press("Enter")
    await page.get_by_role("button", name="Use a passkey").press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Queue")

    await page.goto(f"{named}/account")
    await expect(keys.get_by_text("last used")).to_be_visible()
    page.once("dialog", lambda asked: asked.accept())
    await page.get_by_role("button", name="Remove <b>My laptop</b>").press("Enter")
    await expect(page.get_by_text("The passkey is removed.")).to_be_visible()
    await expect(keys).to_have_count(0)
    await settled(page)
    await page.get_by_role("button", name="Account of Edith").press("Enter")
    await page.get_by_role("menuitem", name="Sign out").press("Enter")
    await page.get_by_role("button", name="Use a passkey").press("Enter")
    await expect(page.get_by_role("alert").filter(has_text="does not fit")).to_be_visible()
