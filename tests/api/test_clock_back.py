"""The machine's clock steps back: nothing is lost, out of order, or given to somebody else."""

from datetime import timedelta
from typing import Any

from claimdesk.accounts.rules import Role
from claimdesk.audit.views import check
from claimdesk.clock import now, starting_at
from claimdesk.db.engine import fetch
from claimdesk.doctor import service as doctor
from tests.api.conftest import Caller, SignIn, signed_out
from tests.api.published import claim_of, publish, send_in

STEP = timedelta(hours=1)


async def trail(caller: Caller) -> list[dict[str, Any]]:
    """The whole trail, by pages of three."""
    found: list[dict[str, Any]] = []
    query: dict[str, Any] = {"limit": 3}
    while True:
        page = (await caller.get("/audit", **query)).json()
        found += page["items"]
        if page["next"] is None:
            return found
        query["cursor"] = page["next"]


async def test_order_is_kept_by_numbers_and_not_by_the_clock(sign_in: SignIn) -> None:
    vera, edith = await sign_in("vera", Role.CHECKER), await sign_in("edith", Role.EDITOR)
    article = await send_in(vera)
    claim = claim_of(article, unnamed=False)
    assert (await vera.post(f"/claims/{claim}/assignment", {})).status_code == 200
    with starting_at(now() - STEP):
        await publish(vera, edith, claim)
        await publish(vera, edith, claim, rating="true")
        events = await trail(edith)
        feed = (await vera.get("/ratings")).json()["items"]
    ids = [event["id"] for event in events]
    assert ids == sorted(set(ids), reverse=True)
    assert len(ids) == (await fetch("SELECT number FROM audit_head"))[0]["number"]
    moments = [event["at"] for event in reversed(events)]
    assert moments != sorted(moments), "the clock did step back"
    assert [event["kind"] for event in feed] == ["published", "corrected"]
    assert [event["seq"] for event in feed] == [1, 2]
    assert (await check()).flaws == []
    assert [each for each in await doctor.examine() if each.findings] == []
    backwards = await fetch("SELECT id FROM claim_stay WHERE left_at < entered_at")
    assert backwards == []
    history = await vera.get(f"/claims/{claim}")
    assert history.json()["state"] == "published"


async def test_a_lease_and_a_session_end_later_and_never_earlier(sign_in: SignIn) -> None:
    vera, sofie = await sign_in("vera", Role.CHECKER), await sign_in("sofie", Role.CHECKER)
    claim = claim_of(await send_in(vera), unnamed=False)
    assert (await vera.post(f"/claims/{claim}/assignment", {})).status_code == 200
    with starting_at(now() - STEP):
        assert not await signed_out(vera)
        refused = await sofie.post(f"/claims/{claim}/takeover", {"reason": "It is urgent."})
        assert refused.status_code in (403, 409), refused.text
        etag = (await vera.get(f"/claims/{claim}")).headers["ETag"]
        draft = {"rating": "false", "summary": "No.", "why": "", "submit": False}
        kept = await vera.put(f"/claims/{claim}/verdict", draft, If_Match=etag)
        assert kept.status_code == 200, kept.text
        # Somebody who signs in meanwhile has a session of full length by the new clock.
        late = await sign_in("joon", Role.CHECKER)
        assert not await signed_out(late)
    with starting_at(now() + timedelta(hours=11)):
        assert not await signed_out(vera)


async def test_guessing_passwords_is_slowed_across_the_step(
    anybody: Caller, sign_in: SignIn
) -> None:
    await sign_in("vera", Role.CHECKER)
    guess = {"login": "vera", "password": "wrong horse battery"}
    answers = [(await anybody.post("/session", guess)).status_code for _ in range(10)]
    assert set(answers) == {401}
    with starting_at(now() - STEP):
        assert (await anybody.post("/session", guess)).status_code == 429


async def test_what_was_sent_twice_acts_once_across_the_step(sign_in: SignIn) -> None:
    vera = await sign_in("vera", Role.CHECKER)
    body = {"text": "The mayor said it was 5 percent."}
    first = await vera.post("/articles", body, Idempotency_Key="once")
    with starting_at(now() - STEP):
        again = await vera.post("/articles", body, Idempotency_Key="once")
    assert again.status_code == first.status_code == 201
    assert again.json()["id"] == first.json()["id"]
