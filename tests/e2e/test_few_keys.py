"""How few keys a verdict takes: each flow counted, from the claim at hand to the next one.

Addresses and the words for readers are typed as long as they are, and count for nothing.
"""

import re

import pytest
from playwright.async_api import Page, expect

from tests.e2e.api import call, judge
from tests.e2e.test_triage import Keyboard, current, go_to, rows, until

NOTE = """\
{place} pier to be repaired

The pier at {place} will cost 12 million, the council said on Monday. Anna Reed, the engineer, said that 40 piles at {place} were rotten.
"""
JUDGED, NEXT = "40 piles at", "will cost 12 million"


async def pair(page: Page, desk: str, place: str) -> int:
    """Two claims at a place, of which the first is to be judged: its id."""
    article = await call(page, desk, "POST", "/articles", {"text": NOTE.format(place=place)})
    judged: int = next(claim["id"] for claim in article["claims"] if JUDGED in claim["text"])
    return judged


async def link(page: Page, desk: str, claim: int) -> None:
    body = {"url": f"https://port.example.org/{claim}"}
    await call(page, desk, "POST", f"/claims/{claim}/evidence", body)


async def written(page: Page, desk: str, claim: int) -> None:
    """A verdict on it as a colleague left it who let the claim go: with its words for readers."""
    await call(page, desk, "POST", f"/claims/{claim}/assignment", {})
    await judge(page, desk, claim, "The tender has 12 million.", submit=False)


async def let_go(page: Page, desk: str, claim: int) -> None:
    await call(page, desk, "DELETE", f"/claims/{claim}/assignment")


async def begin(keys: Keyboard, desk: str, place: str) -> int:
    """With the cursor on the first of the two; how many keys that took does not matter."""
    await keys.page.goto(f"{desk}/?show=open&text={place}")
    await expect(rows(keys.page)).to_have_count(2)
    await go_to(keys, JUDGED)
    return keys.count


async def add_link(keys: Keyboard, address: str) -> None:
    """Into the field for it, once that has the focus; what it leads to is there before one judges."""
    await expect(keys.page.get_by_label("Link")).to_be_focused()
    await keys.type(address)
    await keys.press("Enter")
    await expect(keys.page.get_by_role("link", name="port.example.org")).to_be_visible()


async def on_the_next(page: Page, desk: str, claim: int) -> None:
    """The claim is with the editors, and the next is at hand, with the focus."""
    await expect(current(page).get_by_role("link", name=re.compile(NEXT))).to_be_focused()
    place = f"/claims/{claim}"
    for _ in range(50):
        if (await call(page, desk, "GET", place))["state"] == "submitted":
            return
        await page.wait_for_timeout(100)
    raise AssertionError("It was not submitted")


async def test_a_verdict_takes_one_key_and_with_the_assignment_two(page: Page, desk: str) -> None:
    keys = Keyboard(page)
    await keys.sign_in(desk, "vera")
    claim = await pair(page, desk, "Norhaven")
    await link(page, desk, claim)
    await written(page, desk, claim)
    before = await begin(keys, desk, "Norhaven")
    await keys.press("2")
    await on_the_next(page, desk, claim)
    assert keys.count - before == 1

    claim = await pair(page, desk, "Sudhaven")
    await link(page, desk, claim)
    await written(page, desk, claim)
    await let_go(page, desk, claim)
    before = await begin(keys, desk, "Sudhaven")
    await keys.press("a", "2")
    await on_the_next(page, desk, claim)
    assert keys.count - before == 2


async def test_with_a_link_it_takes_four_keys(page: Page, desk: str) -> None:
    keys = Keyboard(page)
    await keys.sign_in(desk, "vera")
    claim = await pair(page, desk, "Osthaven")
    await written(page, desk, claim)
    await let_go(page, desk, claim)
    before = await begin(keys, desk, "Osthaven")
    await keys.press("a", "e")
    await add_link(keys, f"https://port.example.org/{claim}")
    await keys.press("2")
    await on_the_next(page, desk, claim)
    assert keys.count - before == 4


@pytest.mark.parametrize("first", ["the link", "the rating"])
async def test_on_a_bare_claim_it_takes_five(page: Page, desk: str, first: str) -> None:
    """The desk demands a link and words for readers: a digit, and Ctrl+Enter, lead to what lacks."""
    keys = Keyboard(page)
    await keys.sign_in(desk, "vera")
    place = "Westhaven" if first == "the link" else "Mittelhaven"
    claim = await pair(page, desk, place)
    address = f"https://port.example.org/{claim}"
    before = await begin(keys, desk, place)
    await keys.press("a")
    if first == "the link":
        await keys.press("e")
        await add_link(keys, address)
    await keys.press("2")
    await expect(page.get_by_text("Rated “Mostly true”, not sent yet.")).to_be_visible()
    await expect(page.get_by_label("Summary for readers")).to_be_focused()
    await keys.type("The tender has 12 million.")
    await keys.press("Control+Enter")
    if first == "the rating":
        await add_link(keys, address)
        await keys.press("Control+Enter")
    await on_the_next(page, desk, claim)
    assert keys.count - before == 5
    await until(page, desk, place, "submittednew")
