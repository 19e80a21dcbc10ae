"""Every page of the demo desk: for its pictures, and for what must hold on each."""

from pathlib import Path

from playwright.async_api import Page, expect

from claimdesk.demo import PASSWORD
from tests.e2e.api import call

PAGES = {
    "queue": "/",
    "queue-filtered": "/?state=submitted&unnamed=true",
    "articles": "/articles",
    "add": "/articles/new",
    "batches": "/articles/batches",
    "batch": "/articles/batches/{batch}",
    "article": "/articles/20",
    "revisions": "/articles/19/revisions",
    "one-version": "/articles/20/revisions",
    "revise": "/articles/20/revise",
    "claim": "/claims/{claim}",
    "judged-claim": "/claims/{judged}",
    "approvals": "/approvals",
    "approval": "/approvals?claim={waiting}",
    "report": "/articles/16/report",
    "dashboard": "/dashboard",
    "followups": "/followups",
    "inbox": "/inbox",
    "search": "/search?text=council",
    "matches": "/matches?text=The%20tram%20line%20cost%20312%20million%20crowns",
    "account": "/account",
    "people": "/admin/people",
    "desks": "/admin/desks",
    "scales": "/admin/scales",
    "scale": "/admin/scales/five_step",
    "policy": "/admin/policy",
    "tokens": "/admin/tokens",
    "feeds": "/admin/feeds",
    "fact-checks": "/admin/fact-checks",
    "webhooks": "/admin/webhooks",
    "audit": "/admin/audit",
    "health": "/admin/health",
    "nowhere": "/no/such/page",
}
"""Those of somebody who is signed in. `{claim}` is one in review whose source is unnamed, `{judged}`
one that is published, `{waiting}` one that waits for an editor, `{kept}` one with a linked page that
changed. `{batch}` is a batch with an article in it and a refusal.
"""

OUTSIDE = {
    "sign-in": "/sign-in",
    "provider-refused": "/sign-in/provider?error=access_denied",
    "password": "/password#a-code",
    "password-codeless": "/password",
    "setup-done": "/setup",
}
"""Those of somebody who is not."""

_OF_CLAIMS = {
    "claim": "state=in_review&unnamed=true",
    "judged": "state=published",
    "waiting": "state=submitted&unnamed=true",
    "kept": "state=submitted&text=knew%20October",
}

_AXE = Path("frontend/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


async def sign_in(page: Page, address: str, login: str) -> None:
    """As one of the demo's people, whatever language the page is in."""
    await page.goto(f"{address}/sign-in")
    await page.locator("input[autocomplete='username']").fill(login)
    await page.locator("input[autocomplete='current-password']").fill(PASSWORD)
    await page.locator("button[type='submit']").click()
    await page.locator("#main h1").wait_for()


async def claims(page: Page, address: str) -> dict[str, int]:
    """The ids of the claims that addresses name, for somebody who is signed in."""
    ids = {}
    for name, wanted in _OF_CLAIMS.items():
        found = await page.request.get(f"{address}/api/v1/claims?{wanted}")
        ids[name] = (await found.json())["items"][0]["id"]
    return ids


async def batch(page: Page, address: str) -> int:
    """The id of a batch that is taken in, by the demo's worker; sent where there was none."""
    found = (await call(page, address, "GET", "/ingests"))["items"]
    if not found:
        texts = {"ferry-1": "The ferry sails at nine.", "ferry-2": "..."}
        items = [{"source": "cms", "external_id": id_, "text": text} for id_, text in texts.items()]
        found = [await call(page, address, "POST", "/articles/batch", {"items": items})]
    while (await call(page, address, "GET", f"/ingests/{found[0]['id']}"))["state"] != "done":
        await page.wait_for_timeout(200)
    return int(found[0]["id"])


async def addresses(page: Page, address: str) -> dict[str, str]:
    """Every page's address, by its name, for somebody who is signed in."""
    known = {"batch": await batch(page, address)} | await claims(page, address)
    return {name: address + path.format(**known) for name, path in PAGES.items()}


async def settled(page: Page) -> None:
    """Wait until the page shows what it has: live updates keep a connection open for good."""
    await page.get_by_role("heading", level=1).first.wait_for()
    await expect(page.locator(".mantine-Skeleton-root, [aria-busy='true']")).to_have_count(0)
    await page.evaluate("document.fonts.ready")


COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that another colour scheme may break."""


async def accessibility(page: Page, only: tuple[str, ...] = ()) -> list[str]:
    """What axe finds on the page as it is now, WCAG and best practice, or by some rules only."""
    # evaluate() is the browser's own, so the page's content policy does not stop it.
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(_AXE)
    # What still fades or moves has other colours than it will have; what turns for ever is not waited for.
    await page.evaluate(
        "() => Promise.all(document.getAnimations()"
        ".filter((each) => each.effect.getComputedTiming().endTime !== Infinity)"
        ".map((each) => each.finished.catch(() => {})))"
    )
    options = {"runOnly": {"type": "rule", "values": list(only)}} if only else {}
    result = await page.evaluate("(options) => axe.run(options)", options)
    return [f"{found['id']}: {found['nodes'][0]['html'][:160]}" for found in result["violations"]]
