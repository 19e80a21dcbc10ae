"""An embargo on what is out already: readers lose it, and get it again as it is once it is over."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from claimdesk.accounts.rules import Scope
from claimdesk.articles.jobs import hold
from claimdesk.db.engine import fetch
from claimdesk.settings import Settings
from tests.api.conftest import ARTICLE, Caller, TokenFor
from tests.api.published import claim_of, open_to_everybody, publish, send_in
from tests.api.test_bad_input import is_problem
from tests.workers import run_periodic

FAR = "2099-01-01T00:00:00Z"
LET_GO = "articles.let_go"


async def revise(editor: Caller, article: dict[str, Any], **changes: Any) -> None:
    """The same text, unless `changes` have another."""
    path = f"/articles/{article['id']}"
    etag = (await editor.get(path)).headers["ETag"]
    body = {"text": ARTICLE} | changes
    answer = await editor.post(f"{path}/revisions", body, If_Match=etag)
    assert answer.status_code in {200, 201}, answer.text


async def events(editor: Caller) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await editor.get("/ratings")).json()["items"]
    return found


async def told(editor: Caller) -> list[tuple[str, bool]]:
    """What happened to the ratings, and whether only because the article was held back."""
    return [(event["kind"], event["held_back"]) for event in await events(editor)]


async def out(checker: Caller, editor: Caller) -> tuple[dict[str, Any], int]:
    """An article and the claim of it that is published."""
    article = await send_in(checker)
    claim = claim_of(article, unnamed=False)
    await publish(checker, editor, claim)
    return article, claim


async def embargo_ends(article: dict[str, Any]) -> None:
    """Time goes by."""
    over = datetime.now(UTC) - timedelta(seconds=1)
    await fetch("UPDATE article SET embargo = {} WHERE id = {}", over, article["id"])


PUBLISHED, HELD, AGAIN = ("published", False), ("withdrawn", True), ("published", True)


@pytest.mark.parametrize(
    ("hold", "let_go"),
    [({"embargo": FAR}, {"embargo": None}), ({"status": "withheld"}, {"status": "usable"})],
)
async def test_readers_lose_what_is_held_back_and_get_it_again(
    checker: Caller, editor: Caller, hold: dict[str, Any], let_go: dict[str, Any]
) -> None:
    article, claim = await out(checker, editor)
    await revise(editor, article, **hold)
    await revise(editor, article, section="Local")  # nothing new of it
    assert await told(editor) == [PUBLISHED, HELD]
    first, held = await events(editor)
    assert (held["verdict"], held["previous"]) == (None, first["verdict"]["rating"])
    await revise(editor, article, title="Harbour fees", **let_go)
    await revise(editor, article, section="Port")
    assert await told(editor) == [PUBLISHED, HELD, AGAIN]
    again = (await events(editor))[-1]
    assert again["verdict"] == first["verdict"]
    assert again["article"]["title"] == "Harbour fees"
    trail = (await editor.get("/audit", article=article["id"])).json()["items"]
    after = [event["after"] or {} for event in trail]
    assert [n for said in after for n in (said.get("held_back"), said.get("let_go")) if n] == [1, 1]
    # The verdict stood all the time.
    assert (await checker.get(f"/claims/{claim}")).json()["state"] == "published"


async def test_it_comes_again_by_the_clock_once(
    settings: Settings, checker: Caller, editor: Caller
) -> None:
    article, _ = await out(checker, editor)
    await revise(editor, article, embargo=FAR)
    await run_periodic(settings, LET_GO)
    assert await told(editor) == [PUBLISHED, HELD]
    await embargo_ends(article)
    await run_periodic(settings, LET_GO)
    await run_periodic(settings, LET_GO)
    assert await told(editor) == [PUBLISHED, HELD, AGAIN]
    trail = (await editor.get("/audit", action="publish_again")).json()["items"]
    assert [(e["article"], e["after"]) for e in trail] == [(article["id"], {"let_go": 1})]


@pytest.mark.parametrize(
    ("held", "let_go"),
    [
        ({"embargo": datetime(2099, 1, 1, tzinfo=UTC)}, {"embargo": None}),
        ({"status": "withheld"}, {"status": "usable"}),
    ],
)
async def test_what_was_held_and_out_before_an_upgrade_is_taken_back_once(
    settings: Settings,
    checker: Caller,
    editor: Caller,
    held: dict[str, Any],
    let_go: dict[str, Any],
) -> None:
    """An earlier state left ratings out when their article was held back."""
    article, _ = await out(checker, editor)
    other = await send_in(checker, text=ARTICLE + "\nMore.\n")
    for name, value in held.items():
        for one in (article, other):
            await fetch(f"UPDATE article SET {name} = {{}} WHERE id = {{}}", value, one["id"])  # noqa: S608
    for _ in range(2):
        await hold(settings)
    assert await told(editor) == [PUBLISHED, HELD]
    trail = (await editor.get("/audit", article=article["id"], action="describe")).json()["items"]
    assert [event["after"] for event in trail] == [{"held_back": 1}]
    await revise(editor, article, **let_go)
    assert await told(editor) == [PUBLISHED, HELD, AGAIN]


async def test_a_text_that_changed_meanwhile_leaves_it_stale(
    checker: Caller, editor: Caller
) -> None:
    article, _ = await out(checker, editor)
    changed = ARTICLE.replace("double harbour fees from 1 March", "halve harbour fees from 1 May")
    await revise(editor, article, embargo=FAR, text=changed)
    assert await told(editor) == [PUBLISHED, HELD]
    assert "halve" not in str(await events(editor))  # embargoed words
    await revise(editor, article, embargo=None, text=changed)
    assert await told(editor) == [PUBLISHED, HELD, ("stale", True)]


async def test_words_that_went_meanwhile_and_a_recall_are_for_good(
    settings: Settings, checker: Caller, editor: Caller, token_for: TokenFor
) -> None:
    article, _ = await out(checker, editor)
    await revise(editor, article, embargo=FAR)
    await revise(editor, article, text="Nothing is said here.")
    await embargo_ends(article)
    await run_periodic(settings, LET_GO)
    assert await told(editor) == [PUBLISHED, HELD]
    recalled = await send_in(checker, text=ARTICLE + "\nMore.\n")
    await publish(checker, editor, claim_of(recalled, unnamed=False))
    for change in ({"embargo": FAR}, {"status": "canceled"}, {"embargo": None, "status": "usable"}):
        await revise(editor, recalled, text=ARTICLE + "\nMore.\n", **change)
    assert await told(editor) == [PUBLISHED, HELD, PUBLISHED, HELD]
    cms = await token_for(Scope.RATINGS_READ)
    assert (await cms.get("/reconcile", article=recalled["id"])).json()["claims"] == 1


async def test_nothing_comes_of_a_correction_meanwhile(
    settings: Settings, checker: Caller, editor: Caller
) -> None:
    """It is published once it may be, in the place of what came again."""
    article, claim = await out(checker, editor)
    await revise(editor, article, embargo=FAR)
    path = f"/claims/{claim}"
    await editor.post(f"{path}/correction", {"reason": "They wrote."})
    await checker.post(f"{path}/assignment", {})
    etag = (await checker.get(path)).headers["ETag"]
    body = {"rating": "true", "summary": "It does.", "why": "New figures.", "submit": True}
    await checker.put(f"{path}/verdict", body, If_Match=etag)
    assert (await editor.post(f"{path}/approval", {})).json()["state"] == "approved"
    assert "embargoed" in is_problem(await editor.post(f"{path}/publication"), 409)
    await embargo_ends(article)
    await run_periodic(settings, LET_GO)
    assert (await editor.post(f"{path}/publication")).status_code == 200
    assert await told(editor) == [PUBLISHED, HELD, AGAIN, ("corrected", False)]


async def test_readers_pages_and_reports_take_it_for_no_withdrawal(
    admin: Caller, checker: Caller, editor: Caller
) -> None:
    await open_to_everybody(admin)
    article, claim = await out(checker, editor)
    await publish(checker, editor, claim, rating="true", summary="It does.")
    path = f"/articles/{article['id']}/claimreview"
    before = (await editor.get(path)).json()["@graph"][0]
    await revise(editor, article, embargo=FAR)
    assert (await editor.get(path)).json()["@graph"] == []
    assert (await editor.http.get(f"/public/claims/{claim}")).status_code == 410
    await revise(editor, article, embargo=None)
    after = (await editor.get(path)).json()["@graph"][0]
    assert after.pop("dateModified") >= before.pop("dateModified")
    assert after == before  # its correction is told still, and since when it is out
    page = (await editor.http.get(f"/public/claims/{claim}")).text
    assert "held back for a time" in page
    assert "was withdrawn" not in page
    period = {"from": "2020-01-01T00:00:00Z", "to": "2036-01-01T00:00:00Z"}
    group = (await editor.get("/reports/period", **period)).json()["groups"][0]
    assert (group["published"], group["corrected"], group["withdrawn"]) == (1, 1, 0)
