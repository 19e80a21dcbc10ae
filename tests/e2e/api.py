"""What a browser test needs to be there already, through the API as whoever is signed in."""

from typing import Any

from playwright.async_api import Page

ARTICLE = """\
{title}

The city will spend 40 million on {title}, the council said on Monday. Maren Holt, the harbour master, said that traffic had fallen by 30 percent since 2019.
"""


async def call(
    page: Page, desk: str, method: str, path: str, body: Any = None, **headers: str
) -> Any:
    """The answer's JSON."""
    me = await (await page.request.get(f"{desk}/api/v1/session")).json()
    answer = await page.request.fetch(
        f"{desk}/api/v1{path}",
        method=method,
        data=body,
        headers={
            "X-CSRF-Token": me["csrf_token"],
            **{k.replace("_", "-"): v for k, v in headers.items()},
        },
    )
    assert answer.ok, await answer.text()
    return await answer.json()


async def taken_claims(page: Page, desk: str, title: str, evidence: bool = True) -> list[int]:
    """The claims of a new article, assigned to whoever is signed in, with a link each."""
    article = await call(page, desk, "POST", "/articles", {"text": ARTICLE.format(title=title)})
    ids = [claim["id"] for claim in article["claims"]]
    for claim in ids:
        await call(page, desk, "POST", f"/claims/{claim}/assignment", {})
        if evidence:
            link = {"url": f"https://port.example.org/{claim}"}
            await call(page, desk, "POST", f"/claims/{claim}/evidence", link)
    return ids


async def judge(page: Page, desk: str, claim: int, summary: str, *, submit: bool = True) -> None:
    """A verdict by whoever has the claim."""
    version = (await call(page, desk, "GET", f"/claims/{claim}"))["version"]
    body = {"rating": "true", "summary": summary, "submit": submit}
    await call(page, desk, "PUT", f"/claims/{claim}/verdict", body, If_Match=f'"{version}"')
