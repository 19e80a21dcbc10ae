"""What everybody may read: nothing until a desk says so, and then what is published and no more."""

import json
import re
from html import unescape
from typing import Any

import httpx
import pytest

from claimdesk.accounts.rules import Scope
from claimdesk.publishing.pages import PAGE_POLICY
from tests.api.conftest import ARTICLE, Caller, TokenFor
from tests.api.published import EVIDENCE, claim_of, open_to_everybody, publish, send_in
from tests.api.test_bad_input import is_problem

PAPER = "https://paper.example.org/harbour"
BASE = "https://desk.example.org"


async def read(caller: Caller, path: str, **params: Any) -> httpx.Response:
    return await caller.http.get(f"/public{path}", params=params or None)


def words_of(page: httpx.Response) -> str:
    """The text of a page as it is read."""
    body = re.sub(r"<(script|title)\b.*?</\1>", "", page.text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.fixture
async def published(checker: Caller, editor: Caller) -> dict[str, Any]:
    """An article with one published claim of an unnamed source, by its `id`."""
    article = await send_in(checker, url=PAPER, title="Harbour <b>fees</b>")
    claim = claim_of(article, unnamed=True)
    await publish(checker, editor, claim, summary="No: <script>alert(1)</script> & so.")
    return next(found for found in article["claims"] if found["id"] == claim)


def everything_public(claim: int) -> list[str]:
    return [
        f"/claims/{claim}",
        f"/claims/{claim}/card",
        f"/oembed?url={BASE}/public/claims/{claim}",
        "/desks/1",
        "/desks/1/claimreviews",
        "/desks/1/policies/corrections",
    ]


async def test_nothing_is_public_until_the_desk_says_so(
    published: dict[str, Any], anybody: Caller, admin: Caller, checker: Caller
) -> None:
    stated = {"corrections": {"text": "We say what was wrong."}}
    await open_to_everybody(admin, public=False, **stated)
    for path in everything_public(published["id"]):
        for caller in (anybody, checker, admin):
            assert (await read(caller, path)).status_code == 404, path
    await open_to_everybody(admin, **stated)
    for path in everything_public(published["id"]):
        assert (await read(anybody, path)).status_code == 200, path
    await open_to_everybody(admin, public=False, **stated)
    for path in everything_public(published["id"]):
        assert (await read(anybody, path)).status_code == 404, path


async def test_the_page_says_how_the_verdict_came_about(
    published: dict[str, Any], anybody: Caller, admin: Caller
) -> None:
    await open_to_everybody(admin)
    page = await read(anybody, f"/claims/{published['id']}")
    text = words_of(page)
    for said in (
        f"“{published['text']}”",
        "In: Harbour <b>fees</b>",
        "It says: “two officials familiar with the plan”.",
        "False . 1 of 5, where 5 is the true end of the scale.",
        "Mostly true",
        "No: <script>alert(1)</script> & so.",
        "The plan",
        "Speaks against the claim",
        "No posts go.",
        "A checker gave the verdict on",
        "An editor who had not written it approved it on",
        "People who took part: 2.",
        "Nothing was corrected.",
    ):
        assert said in text, said
    assert f'id="claim-{published["id"]}"' in page.text
    assert f'href="{EVIDENCE}"' in page.text
    assert f'href="{PAPER}"' in page.text
    # The one script element is data, which no browser runs.
    assert re.findall(r"<script([^>]*)>", page.text) == [' type="application/ld+json"']
    assert "<b>fees" not in page.text


async def test_the_page_has_its_own_policy_and_no_cookie(
    published: dict[str, Any], anybody: Caller, admin: Caller
) -> None:
    await open_to_everybody(admin)
    for method in ("GET", "HEAD"):
        answer = await anybody.http.request(method, f"/public/claims/{published['id']}")
        assert answer.headers["Content-Security-Policy"] == PAGE_POLICY
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Cache-Control"] == "public, max-age=60"
        assert answer.headers["content-type"].startswith("text/html")
        assert "set-cookie" not in answer.headers


async def test_the_claimreview_leads_to_the_page_and_stands_in_it(
    published: dict[str, Any], anybody: Caller, admin: Caller, token_for: TokenFor
) -> None:
    await open_to_everybody(admin, fact_checking={"text": "Twice."})
    cms = await token_for(Scope.RATINGS_READ)
    (review,) = (await cms.get("/articles/1/claimreview")).json()["@graph"]
    where, _, anchor = review["url"].partition("#")
    page = await read(anybody, where.removeprefix(f"{BASE}/public"))
    assert f'id="{anchor}"' in page.text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)
    assert found is not None
    assert json.loads(found[1]) == {"@context": "https://schema.org"} | review
    policy = review["author"]["verificationFactCheckingPolicy"]
    assert "Twice." in words_of(await read(anybody, policy.removeprefix(f"{BASE}/public")))
    feed = (await read(anybody, "/desks/1/claimreviews")).json()
    assert [item["item"] for item in feed["dataFeedElement"]] == [[review]]


async def test_nothing_of_the_desks_own_is_public(
    checker: Caller, editor: Caller, admin: Caller, anybody: Caller
) -> None:
    await open_to_everybody(admin)
    article = await send_in(checker)
    claim = claim_of(article, unnamed=True)
    path = f"/claims/{claim}"
    await checker.post(f"{path}/assignment", {})
    await checker.post(f"{path}/comments", {"text": "Piet again?"})
    secret = {"url": EVIDENCE, "note": "From Piet, quietly."}
    assert (await checker.post(f"{path}/evidence", secret)).status_code == 201
    file = {"file": ("Piets minutes.pdf", b"%PDF-1.7\nThe minutes, as Piet kept them.")}
    sent = await checker.http.post(f"/api/v1{path}/evidence/files", files=file)
    assert sent.status_code == 201, sent.text
    notes = {
        "reason": "Works there",
        "basis_of_knowledge": "Saw the minutes",
        "known_to": checker.id,
        "outcome": "waived",
        "outcome_reason": "Met in person",
    }
    assert (await editor.put(f"{path}/followup", notes, If_Match='"1"')).status_code == 200
    etag = (await checker.get(path)).headers["ETag"]
    verdict = {
        "rating": "false", "summary": "It is not so.", "reasons": "The minutes say so.",
        "why": "Piet rang.", "submit": True,
    }  # fmt: skip
    assert (await checker.put(f"{path}/verdict", verdict, If_Match=etag)).status_code == 200
    assert (await editor.post(f"{path}/approval", {"comment": "Bravo."})).status_code == 200
    found = "".join([(await read(anybody, p)).text for p in everything_public(claim)[:5]])
    assert "It is not so." in found
    assert "One more document is kept by the desk and not shown here." in found
    for secret_word in (
        "Piet", "minutes", "Works there", "Met in person", "Bravo", "Vera", "vera", "Edith", "Ada",
    ):  # fmt: skip
        assert secret_word not in found, secret_word
    unpublished = next(c["id"] for c in article["claims"] if c["id"] != claim)
    for other in (unpublished, 999_999, 10**17):
        page = await read(anybody, f"/claims/{other}")
        assert (page.status_code, "There is no such page" in page.text) == (404, True)


async def test_a_correction_is_told_with_its_day_and_in_the_desks_language(
    checker: Caller, editor: Caller, admin: Caller, anybody: Caller
) -> None:
    await open_to_everybody(admin, language="de")
    claim = claim_of(await send_in(checker), unnamed=False)
    await publish(checker, editor, claim)
    await publish(checker, editor, claim, rating="true")
    page = await read(anybody, f"/claims/{claim}")
    assert '<html lang="de">' in page.text
    assert "Die Bewertung wurde von „False“ in „True“ geändert." in words_of(page)
    assert re.search(r"\d{1,2}\. (?:Januar|Februar|März|\w+) \d{4}", words_of(page))
    await publish(checker, editor, claim, rating="void")
    gone = words_of(await read(anybody, f"/claims/{claim}"))
    assert "Diese Bewertung wurde zurückgezogen." in gone
    assert "Die Bewertung „True“ wurde zurückgezogen." in gone
    assert "The plan says otherwise." not in gone
    card = (await read(anybody, f"/claims/{claim}/card")).json()
    assert (card["rating"], card["summary"], card["source"]) == (None, None, None)
    assert "zurückgezogen" in card["notice"]


async def test_a_name_that_the_article_takes_out_is_on_no_page(
    checker: Caller, editor: Caller, admin: Caller, anybody: Caller
) -> None:
    await open_to_everybody(admin)
    article = await send_in(checker)
    claim = claim_of(article, unnamed=False)
    await publish(checker, editor, claim)
    assert "the council" in (await read(anybody, f"/claims/{claim}")).text
    text = ARTICLE.replace("council says", "it says").replace("the council", "two officials")
    await checker.post(f"/articles/{article['id']}/revisions", {"text": text}, If_Match='"1"')
    for path in everything_public(claim)[:5]:
        answer = await read(anybody, path)
        assert answer.status_code == 200
        assert "the council" not in answer.text, path
    page = words_of(await read(anybody, f"/claims/{claim}"))
    assert "The article has changed" in page
    assert "The plan says otherwise." not in page
    assert "of 5, where 5 is the true end" not in page
    card = (await read(anybody, f"/claims/{claim}/card")).json()
    assert (card["rating"], card["summary"]) == (None, None)
    assert "The plan says otherwise." not in (await read(anybody, everything_public(claim)[2])).text


async def test_a_held_back_article_has_no_page(
    published: dict[str, Any],
    anybody: Caller,
    admin: Caller,
    editor: Caller,
    token_for: TokenFor,
) -> None:
    await open_to_everybody(admin)
    cms = await token_for(Scope.RATINGS_READ)
    assert len((await cms.get("/articles/1/claimreview")).json()["@graph"]) == 1
    path = "/articles/1/revisions"
    body = {"text": ARTICLE + "\nMore.\n", "embargo": "2099-01-01T00:00:00Z"}
    answer = await editor.post(path, body, If_Match='"1"')
    assert answer.status_code == 201, answer.text
    page, card, oembed = [await read(anybody, p) for p in everything_public(published["id"])[:3]]
    assert (page.status_code, card.status_code, oembed.status_code) == (410, 200, 410)
    assert "This check is not shown any more." in words_of(page)
    assert card.json() == {"language": "en", "notice": "This check is not shown any more."}
    assert card.headers["Access-Control-Allow-Origin"] == "*"
    for told in (page, card, oembed):
        for word in (published["text"], "Harbour", "officials", "alert(1)", "False"):
            assert word not in told.text
    nothing = await read(anybody, "/claims/999999/card")
    assert nothing.headers["Access-Control-Allow-Origin"] == "*"
    is_problem(nothing, 404)
    feed = (await read(anybody, "/desks/1/claimreviews")).json()
    assert feed["dataFeedElement"] == []
    # Nor has the CMS one to print.
    assert (await cms.get("/articles/1/claimreview")).json()["@graph"] == []


async def test_oembed_as_its_specification_has_it(
    published: dict[str, Any], anybody: Caller, admin: Caller
) -> None:
    await open_to_everybody(admin, website="https://paper.example.org")
    page = await read(anybody, f"/claims/{published['id']}")
    link = re.search(r'<link rel="alternate" type="application/json\+oembed"[^>]*href="([^"]+)"', page.text)  # fmt: skip
    assert link is not None
    discovered = await anybody.http.get(unescape(link[1]))
    assert discovered.status_code == 200
    assert discovered.headers["content-type"].startswith("application/json")
    assert discovered.headers["Access-Control-Allow-Origin"] == "*"
    answer = discovered.json()
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert answer["provider_name"] == "The Test Desk"
    assert answer["provider_url"] == "https://paper.example.org"
    assert answer["title"] == published["text"]
    for forbidden in ("<script", "<style", "style=", "<iframe", " on"):
        assert forbidden not in re.sub(r">[^<]*<", "><", answer["html"]), forbidden
    assert "&lt;script&gt;alert(1)" in answer["html"]
    url = f"{BASE}/public/claims/{published['id']}"
    narrow = (
        await read(anybody, "/oembed", url=f"{url}#claim-1", maxwidth=320, format="json")
    ).json()
    assert (answer["width"], narrow["width"]) == (600, 320)
    assert 100 < answer["height"] < narrow["height"] < 2000  # narrower is higher
    low = await read(anybody, "/oembed", url=url, maxheight=90)
    assert low.json()["height"] == 90
    assert narrow["html"] == answer["html"]


async def test_the_codes_to_embed_a_check_are_there_once_it_is_public(
    published: dict[str, Any], anybody: Caller, admin: Caller, checker: Caller
) -> None:
    path = f"/claims/{published['id']}/embed"
    closed = {"claim": published["id"], "public": False, "codes": None}
    assert (await checker.get(path)).json() == closed
    await open_to_everybody(admin)
    found = (await checker.get(path)).json()
    codes = found["codes"]
    answer = await anybody.http.get(codes["oembed"])
    assert answer.json()["html"] == codes["html"]
    assert (await anybody.http.get(codes["page"])).status_code == 200
    script, _, element = codes["component"].partition("\n")
    assert script == f'<script type="module" src="{BASE}/public/check.js"></script>'
    assert element.startswith(f'<claimdesk-check src="{codes["page"]}">\n<blockquote')
    assert codes["html"].strip() in element
    assert element.count("<script") == 0
    unpublished = next(c for c in range(1, 6) if c != published["id"])
    other = (await checker.get(f"/claims/{unpublished}/embed")).json()
    assert (other["public"], other["codes"]) == (True, None)


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"url": f"{BASE}/claims/1"}, 401),
        ({"url": f"{BASE}/articles/1/report"}, 401),
        ({"url": BASE}, 401),
        ({"url": f"{BASE}/public/claims/999999"}, 404),
        ({"url": f"{BASE}/public/claims/x"}, 404),
        ({"url": f"{BASE}/public/claims/{'9' * 400}"}, 404),
        ({"url": f"{BASE}.evil.example/public/claims/1"}, 404),
        ({"url": "https://elsewhere.example/public/claims/1"}, 404),
        ({"url": "http://[/public/claims/1"}, 404),
        ({"url": f"{BASE}/public/claims/1", "format": "xml"}, 501),
        ({"url": f"{BASE}/public/claims/1", "maxwidth": "0"}, 400),
        ({"url": f"{BASE}/public/claims/1", "maxwidth": "wide"}, 400),
        ({}, 400),
    ],
)
async def test_what_oembed_does_not_answer(
    published: dict[str, Any],
    anybody: Caller,
    admin: Caller,
    params: dict[str, str],
    status: int,
) -> None:
    await open_to_everybody(admin)
    is_problem(await read(anybody, "/oembed", **params), status)


async def test_a_policy_page_is_there_where_there_is_a_text(anybody: Caller, admin: Caller) -> None:
    stated = {"text": "First <i>one</i>.\n\nThen\nanother."}
    await open_to_everybody(admin, corrections=stated, principles={"url": "https://a.example/"})
    page = await read(anybody, "/desks/1/policies/corrections")
    assert "First <i>one</i>. Then another." in words_of(page)
    assert page.text.count('<p class="stated"') == 2
    desk = await read(anybody, "/desks/1")
    assert 'href="https://desk.example.org/public/desks/1/policies/corrections"' in desk.text
    assert 'href="https://a.example/"' in desk.text
    for name in ("principles", "unnamed_sources", "public", "nonsense"):
        assert (await read(anybody, f"/desks/1/policies/{name}")).status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://",
        "ftp://a.example",
        "https://a b",
        "https://[",
        "https://a.example\n",
    ],
)
async def test_an_address_that_is_none_is_refused(admin: Caller, url: str) -> None:
    answer = await admin.put("/desks/1/policy", {"publishing": {"website": url}}, If_Match='"0"')
    assert "`website` is no web address" in is_problem(answer, 400)
    stated = {"publishing": {"corrections": {"url": url}}}
    answer = await admin.put("/desks/1/policy", stated, If_Match='"0"')
    assert "`url` is no web address" in is_problem(answer, 400)


async def test_the_component_and_the_style_are_there_for_every_page(anybody: Caller) -> None:
    for name, kind in (("check.js", "text/javascript"), ("page.css", "text/css")):
        answer = await read(anybody, f"/{name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert (await read(anybody, "/nothing.js")).status_code == 404
