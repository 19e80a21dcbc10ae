"""Snoozed claims: out of the queue until a time, or until something happens to them."""

import asyncio
from datetime import timedelta

from claimdesk.clock import now
from tests.api.conftest import ARTICLE, Caller
from tests.api.test_bad_input import is_problem
from tests.api.test_queue import ids, walk

LATER = (now() + timedelta(days=2)).isoformat()


async def listed(caller: Caller, **filters: object) -> list[int]:
    return ids(await walk(caller, "/claims", 50, **filters))


async def counted(caller: Caller, **filters: object) -> int:
    return sum(one["count"] for one in (await caller.get("/claims/counts", **filters)).json())


async def test_it_leaves_the_queue_and_its_counts_and_comes_back_by_itself(
    checker: Caller,
) -> None:
    claim, *rest = ids((await checker.post("/articles", {"text": ARTICLE})).json()["claims"])
    version = (await checker.get(f"/claims/{claim}")).json()["version"]
    done = await checker.post(f"/claims/{claim}/snooze", {"until": LATER})
    assert done.status_code == 200
    assert done.json()["snoozed_until"] is not None
    assert done.json()["version"] == version, "what a colleague has open stays good"
    assert sorted(await listed(checker)) == sorted(rest)
    assert await counted(checker) == len(rest)
    assert await listed(checker, snoozed=True) == [claim]
    assert await counted(checker, snoozed=True) == 1

    soon = (now() + timedelta(seconds=0.3)).isoformat()
    await checker.post(f"/claims/{claim}/snooze", {"until": soon})
    await asyncio.sleep(0.4)
    assert claim in await listed(checker)
    assert await listed(checker, snoozed=True) == []
    assert (await checker.get(f"/claims/{claim}")).json()["snoozed_until"] is None


async def test_null_wakes_it_and_so_does_whatever_happens_to_it(
    checker: Caller, editor: Caller
) -> None:
    first, second, *_ = ids((await checker.post("/articles", {"text": ARTICLE})).json()["claims"])
    for claim in (first, second):
        await checker.post(f"/claims/{claim}/snooze", {"until": LATER})
    assert (await checker.post(f"/claims/{first}/snooze", {"until": None})).status_code == 200
    await editor.post(f"/claims/{second}/labels", {"priority": 2})
    assert await listed(checker, snoozed=True) == []
    assert {first, second} <= set(await listed(checker))


async def test_it_is_refused_for_times_gone_by_colleagues_claims_and_what_is_handed_in(
    checker: Caller, editor: Caller
) -> None:
    first, second, *_ = ids((await checker.post("/articles", {"text": ARTICLE})).json()["claims"])
    gone = (now() - timedelta(seconds=1)).isoformat()
    is_problem(await checker.post(f"/claims/{first}/snooze", {"until": gone}), 422)
    is_problem(await checker.post(f"/claims/{first}/snooze", {"until": "2036-01-14T08:00"}), 400)
    await editor.post(f"/claims/{first}/assignment", {})
    is_problem(await checker.post(f"/claims/{first}/snooze", {"until": LATER}), 403)
    await checker.post(f"/claims/{second}/dismissal", {"reason": "Trivial"})
    is_problem(await checker.post(f"/claims/{second}/snooze", {"until": LATER}), 409)


async def test_two_people_snooze_at_once(checker: Caller, editor: Caller) -> None:
    claim = ids((await checker.post("/articles", {"text": ARTICLE})).json()["claims"])[0]
    later = (now() + timedelta(days=3)).isoformat()
    answers = await asyncio.gather(
        checker.post(f"/claims/{claim}/snooze", {"until": LATER}),
        editor.post(f"/claims/{claim}/snooze", {"until": later}),
    )
    assert [answer.status_code for answer in answers] == [200, 200]
    assert await listed(checker, snoozed=True) == [claim]
