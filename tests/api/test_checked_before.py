"""The queue says which claims were checked before, and shows those alone."""

from typing import Any

from litestar import Litestar

from claimdesk.accounts.rules import SYSTEM, Role
from claimdesk.db.engine import fetch
from claimdesk.factchecks import service as factchecks
from claimdesk.jobs.worker import work
from claimdesk.matching import noting, upkeep
from claimdesk.settings import Settings
from tests.api.conftest import Caller, SignIn
from tests.api.streams import listening
from tests.api.test_bad_input import is_problem
from tests.api.test_matches import bring
from tests.api.test_revisions import claim_of, published

FIRST = "Maren Holt said that the basin had lost 40 percent of its traffic since 2019."
AGAIN = "Maren Holt said that since 2019 the basin had lost 40 percent of its traffic."
NEARLY = "Maren Holt said that the basin near the old fish market had lost 40 percent of its ferry traffic since 2019."
OTHER = "Maren Holt said that the basin had lost 14 percent of its traffic since 2019."


async def claim_in(caller: Caller, text: str, words: str = "percent") -> dict[str, Any]:
    article = await caller.post("/articles", {"text": f"The port is quiet.\n\n{text}"})
    assert article.status_code == 201, article.text
    return claim_of(article.json(), words)


async def marks(caller: Caller, **filtered: str) -> dict[int, str | None]:
    items = (await caller.get("/claims", **filtered)).json()["items"]
    return {item["id"]: item["checked_before"] for item in items}


async def noted() -> list[dict[str, Any]]:
    return await fetch("SELECT claim, found, fact_check, likeness FROM claim_match ORDER BY 1, 2")


async def test_what_says_the_same_as_a_published_claim_was_checked_before(
    checker: Caller, editor: Caller, settings: Settings
) -> None:
    first = await claim_in(checker, FIRST)
    again = await claim_in(checker, AGAIN)
    nearly = await claim_in(checker, NEARLY)
    other = await claim_in(checker, OTHER)
    await work(settings, until_empty=True)
    # Said before is not checked before.
    assert set((await marks(checker)).values()) == {None}
    await published(checker, editor, first)
    seen = await marks(checker)
    assert seen[again["id"]] == "same"
    assert seen[nearly["id"]] == "near"
    assert seen[other["id"]] is seen[first["id"]] is None
    assert (await checker.get(f"/claims/{again['id']}")).json()["checked_before"] == "same"
    assert set(await marks(checker, matched="same")) == {again["id"]}
    assert set(await marks(checker, matched="near")) == {nearly["id"]}
    counts = (await checker.get("/claims/counts", matched="same")).json()
    assert sum(one["count"] for one in counts) == 1
    is_problem(await checker.get("/claims", matched="related"), 400)


async def test_what_others_checked_was_checked_before(checker: Caller, settings: Settings) -> None:
    await bring("The basin had lost 40 percent of its traffic since 2019")
    claim = await claim_in(checker, FIRST)
    await work(settings, until_empty=True)
    assert await marks(checker, matched="same") == {claim["id"]: "same"}


async def test_checks_that_come_later_mark_claims_that_are_there_and_are_told_live(
    app: Litestar, checker: Caller, settings: Settings
) -> None:
    await upkeep.catch_up()  # else a worker that begins goes through what was there before
    claim = await claim_in(checker, FIRST)
    nearly = await claim_in(checker, NEARLY)
    other = await claim_in(checker, OTHER)
    await work(settings, until_empty=True)
    async with app.state.channels, listening(app, checker) as stream:
        await stream.next("hello")
        number = await bring(
            "The basin had lost 40 percent of its traffic since 2019", "Seals sing in berth four."
        )
        assert await marks(checker, matched="same") == {}
        await work(settings, until_empty=True)
        assert await stream.next("marked") == {"claims": sorted([claim["id"], nearly["id"]])}
    seen = await marks(checker)
    assert (seen[claim["id"]], seen[nearly["id"]], seen[other["id"]]) == ("same", "near", None)
    # Again, as after a worker was killed, it comes to the same.
    before = await noted()
    checks = [row["id"] for row in await fetch("SELECT id FROM fact_check ORDER BY id")]
    await noting.note_checks(checks)
    assert await noted() == before
    await fetch("UPDATE fact_check_import SET version = 9")
    await factchecks.remove(SYSTEM, number, '"9"')
    assert set((await marks(checker)).values()) == {None}


async def test_a_published_verdict_marks_what_says_the_same_and_is_told_live(
    app: Litestar, checker: Caller, editor: Caller, settings: Settings
) -> None:
    first = await claim_in(checker, FIRST)
    again = await claim_in(checker, AGAIN)
    await work(settings, until_empty=True)
    async with app.state.channels, listening(app, checker) as stream:
        await stream.next("hello")
        await published(checker, editor, first)
        assert await stream.next("marked") == {"claims": [again["id"]]}


async def test_other_words_are_matched_anew_and_dismissed_claims_not_at_all(
    checker: Caller, editor: Caller, settings: Settings
) -> None:
    first = await claim_in(checker, FIRST)
    again = await claim_in(checker, AGAIN)
    await work(settings, until_empty=True)
    both = await noted()
    assert [(row["claim"], row["found"]) for row in both] == [
        (first["id"], again["id"]),
        (again["id"], first["id"]),
    ]
    await noting.note([again["id"], first["id"]])
    assert await noted() == both
    await checker.post(f"/claims/{again['id']}/dismissal", {"reason": "Old."})
    await work(settings, until_empty=True)
    assert await noted() == []
    await checker.post(f"/claims/{again['id']}/restoration")
    await work(settings, until_empty=True)
    assert await noted() == both
    etag = (await checker.get(f"/claims/{again['id']}")).headers["ETag"]
    start, end = again["start"], again["end"]
    marking = {"spans": [[start, start + (end - start) // 4]]}
    answer = await checker.put(f"/claims/{again['id']}/marking", marking, If_Match=etag)
    assert answer.status_code == 200, answer.text
    await work(settings, until_empty=True)
    assert await noted() == []


async def test_claims_of_one_statement_are_a_group(
    checker: Caller, editor: Caller, sign_in: SignIn, settings: Settings
) -> None:
    stranger = await sign_in("stan", Role.CHECKER, desk="elsewhere")
    await claim_in(stranger, FIRST)
    said = [await claim_in(checker, text) for text in (FIRST, AGAIN, FIRST)]
    await claim_in(checker, OTHER)
    await published(checker, editor, said[0])
    await work(settings, until_empty=True)
    group = (await checker.get(f"/claims/{said[1]['id']}/group")).json()
    assert group["more"] is False
    assert [(one["id"], one["state"]) for one in group["claims"]] == [
        (said[0]["id"], "published"),
        (said[2]["id"], "new"),
    ]
    assert group["claims"][0]["rating"]["key"] == "true"
    # Joined by the one between them, where the two were not noted with each other.
    await fetch(
        "DELETE FROM claim_match WHERE claim = ANY({}) AND found = ANY({})",
        *[[said[0]["id"], said[2]["id"]]] * 2,
    )
    first = (await checker.get(f"/claims/{said[0]['id']}/group")).json()
    assert [one["id"] for one in first["claims"]] == [said[1]["id"], said[2]["id"]]


async def test_no_desk_learns_of_anothers_checks(
    checker: Caller, editor: Caller, sign_in: SignIn, settings: Settings
) -> None:
    stranger = await sign_in("stan", Role.CHECKER, desk="elsewhere")
    await claim_in(stranger, AGAIN)
    await published(checker, editor, await claim_in(checker, FIRST))
    await work(settings, until_empty=True)
    assert set((await marks(stranger)).values()) == {None}
    assert await noted() == []


async def test_what_was_there_before_is_gone_through_by_the_job_that_indexes(
    checker: Caller, settings: Settings
) -> None:
    await claim_in(checker, FIRST)
    await claim_in(checker, AGAIN)
    await work(settings, until_empty=True)
    await fetch("DELETE FROM claim_match")
    await fetch("UPDATE statement_count SET claims_to = 0")
    await upkeep.catch_up()
    await work(settings, until_empty=True)
    assert len(await noted()) == 2
