"""All ClaimReviews as one feed, which our own import reads back."""

import asyncio
from datetime import timedelta
from tempfile import SpooledTemporaryFile
from typing import IO

import asyncpg
import pytest

from claimdesk.accounts.rules import Role, Scope
from claimdesk.articles import holds
from claimdesk.clock import now, starting_at
from claimdesk.publishing import feeds, public
from claimdesk.settings import Settings
from tests.api.conftest import ARTICLE, Caller, SignIn, TokenFor
from tests.api.published import claim_of, open_to_everybody, publish, send_in
from tests.api.test_fact_checks import brought

PAPER = "https://paper.example.org"


async def test_our_own_import_reads_the_feed_back(
    checker: Caller, editor: Caller, admin: Caller, token_for: TokenFor, settings: Settings
) -> None:
    wanted = {}
    for n in range(3):
        article = await send_in(checker, url=f"{PAPER}/harbour-{n}", title=f"Harbour “{n}” <&>")
        for unnamed in (True, False):
            claim = claim_of(article, unnamed=unnamed)
            summary = f"No: {n} \u2028 </script> 🚢"
            await publish(checker, editor, claim, rating="false", summary=summary)
            wanted[f"{PAPER}/harbour-{n}#claim-{claim}"] = "False"
    # A claim that was corrected stands in the feed once, with what holds now.
    await publish(checker, editor, claim, rating="mostly_false")
    wanted[f"{PAPER}/harbour-2#claim-{claim}"] = "Mostly false"

    cms = await token_for(Scope.RATINGS_READ)
    feed = await cms.get("/claimreviews")
    assert feed.headers["content-type"].startswith("application/ld+json")
    document = feed.json()
    assert document["@type"] == "DataFeed"
    reviews = [item["item"][0] for item in document["dataFeedElement"]]
    assert {item["@type"] for item in document["dataFeedElement"]} == {"DataFeedItem"}
    assert {review["url"]: review["reviewRating"]["alternateName"] for review in reviews} == wanted

    read = await brought(admin, settings, feed.content, "claimreviews.json")
    assert (read["state"], read["added"], read["refused"], read["same"]) == ("done", 6, 0, 0)
    kept = (await admin.get("/fact-checks", limit=50)).json()["items"]
    by_url = {review["url"]: review for review in reviews}
    for check in kept:
        review = by_url.pop(check["url"])
        assert check["claim"] == review["claimReviewed"]
        assert check["rating"] == review["reviewRating"]["alternateName"]
        assert check["publisher"] == "The Test Desk"
        assert check["claimant"] == review["itemReviewed"].get("author", {}).get("name", "")
        assert check["published"] == review["datePublished"][:10]
    assert by_url == {}
    again = await brought(admin, settings, feed.content + b"\n", "again.json")
    assert (again["added"], again["changed"], again["same"]) == (0, 0, 6)


async def test_who_has_the_feed_is_told_so(
    checker: Caller, editor: Caller, token_for: TokenFor
) -> None:
    cms = await token_for(Scope.RATINGS_READ)
    empty = await cms.get("/claimreviews")
    assert empty.json()["dataFeedElement"] == []
    claim = claim_of(await send_in(checker, url=f"{PAPER}/harbour"), unnamed=False)
    await publish(checker, editor, claim)
    etag = empty.headers["ETag"]
    headers = {"If-None-Match": etag}
    first = await cms.http.get("/api/v1/claimreviews", headers=headers)
    assert (first.status_code, len(first.json()["dataFeedElement"])) == (200, 1)
    headers = {"If-None-Match": f'"other", {first.headers["ETag"]}'}
    same = await cms.http.get("/api/v1/claimreviews", headers=headers)
    assert (same.status_code, same.content) == (304, b"")
    await publish(checker, editor, claim, rating="true")
    later = await cms.http.get("/api/v1/claimreviews", headers=headers)
    assert later.status_code == 200
    (item,) = later.json()["dataFeedElement"]
    assert item["item"][0]["correction"][0]["@type"] == "CorrectionComment"


async def test_the_feed_is_one_of_the_callers_desks(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    claim = claim_of(await send_in(checker), unnamed=False)
    await publish(checker, editor, claim)
    stranger = await sign_in("olga", Role.CHECKER, "other")
    assert (await stranger.get("/claimreviews")).json()["dataFeedElement"] == []
    desk = (await checker.get("/session")).json()["desks"][0]["id"]
    assert (await stranger.get("/claimreviews", desk=desk)).status_code == 404
    assert len((await checker.get("/claimreviews", desk=desk)).json()["dataFeedElement"]) == 1


async def test_what_is_withdrawn_leaves_the_feed(checker: Caller, editor: Caller) -> None:
    article = await send_in(checker, source="cms", external_id="harbour-1")
    named, unnamed = (claim_of(article, unnamed=kind) for kind in (False, True))
    for claim in (named, unnamed):
        await publish(checker, editor, claim)
    await publish(checker, editor, named, rating="void", scale="five_step")

    async def told() -> list[str]:
        items = (await checker.get("/claimreviews")).json()["dataFeedElement"]
        return [item["item"][0]["claimReviewed"] for item in items]

    texts = {claim["id"]: claim["text"] for claim in article["claims"]}
    assert await told() == [texts[unnamed]]


async def test_a_name_that_the_article_takes_out_leaves_the_feed(
    checker: Caller, editor: Caller, admin: Caller
) -> None:
    await open_to_everybody(admin)
    article = await send_in(checker)
    claim = claim_of(article, unnamed=False)
    await publish(checker, editor, claim)
    before = await checker.get("/claimreviews")
    assert "the council" in before.text
    # The next version of the article takes the name out: what was said of it is no review any more.
    text = ARTICLE.replace("the council said on Monday", "two officials said on Monday")
    answer = await checker.post(
        f"/articles/{article['id']}/revisions", {"text": text}, If_Match='"1"'
    )
    assert answer.status_code == 201, answer.text
    after = await checker.get("/claimreviews")
    assert after.json()["dataFeedElement"] == []
    assert "the council" not in after.text
    assert after.headers["ETag"] != before.headers["ETag"]


async def test_everybodys_feed_is_built_once_a_minute_and_tells_its_age(
    checker: Caller, editor: Caller, admin: Caller, anybody: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    await open_to_everybody(admin)
    claim = claim_of(await send_in(checker), unnamed=False)
    await publish(checker, editor, claim)
    builds = 0
    build = public.data_feed

    async def counted(settings: Settings, desks: list[int]) -> IO[bytes]:
        nonlocal builds
        builds += 1
        return await build(settings, desks)

    monkeypatch.setattr(public, "data_feed", counted)
    path = "/public/desks/1/claimreviews"
    first, *others = await asyncio.gather(*(anybody.http.get(path) for _ in range(5)))
    assert builds == 1
    assert len(first.json()["dataFeedElement"]) == 1
    assert {other.content for other in others} == {first.content}
    known = {"If-None-Match": first.headers["ETag"]}
    assert (await anybody.http.get(path, headers=known)).status_code == 304
    # Withdrawn, it is gone within the minute that every cache may keep it, ours and theirs together.
    await publish(checker, editor, claim, rating="void", scale="five_step")
    with starting_at(now() + timedelta(seconds=40)):
        kept = await anybody.http.get(path)
        assert 40 <= int(kept.headers["Age"]) < 60
        assert kept.content == first.content
    assert builds == 1
    with starting_at(now() + timedelta(seconds=60)):
        later = await anybody.http.get(path, headers=known)
    assert later.json()["dataFeedElement"] == []
    assert builds == 2


async def test_who_signed_in_has_every_change_at_once_and_nothing_is_built_for_304(
    checker: Caller, editor: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = now() + timedelta(hours=1)
    article = await send_in(checker)
    await publish(checker, editor, claim_of(article, unnamed=False))
    body = {"text": ARTICLE + "\nMore.\n", "embargo": soon.isoformat()}
    answer = await editor.post(f"/articles/{article['id']}/revisions", body, If_Match='"1"')
    assert answer.status_code == 201, answer.text
    held = await checker.get("/claimreviews")
    assert held.json()["dataFeedElement"] == []

    async def built(*_: object) -> IO[bytes]:
        raise AssertionError

    with monkeypatch.context() as patched:
        patched.setattr(public, "data_feed", built)
        assert (await checker.get("/claimreviews")).content == held.content
        known = {"If-None-Match": held.headers["ETag"]}
        same = await checker.http.get("/api/v1/claimreviews", headers=known)
        assert same.status_code == 304
    with starting_at(soon):
        await holds.follow_the_clock()
        after = await checker.http.get("/api/v1/claimreviews", headers=known)
    assert len(after.json()["dataFeedElement"]) == 1


async def test_a_feed_is_closed_when_nobody_reads_it_any_more() -> None:
    content = SpooledTemporaryFile()  # noqa: SIM115
    content.write(b"{}")
    feed = feeds._Feed(content, 'W/"1"', now())
    pieces = feed.pieces()  # of an answer that nobody began to read
    del feed
    assert not content.closed
    del pieces
    assert content.closed


async def test_a_feed_that_cannot_be_built_leaves_no_file(
    database: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[SpooledTemporaryFile[bytes]] = []

    def noted(size: int) -> SpooledTemporaryFile[bytes]:
        made.append(SpooledTemporaryFile(size))  # noqa: SIM115
        return made[-1]

    monkeypatch.setattr(public, "SpooledTemporaryFile", noted)
    with pytest.raises(asyncpg.DataError):
        await public.data_feed(settings, [2**40])  # no number of a desk
    assert [file.closed for file in made] == [True]
