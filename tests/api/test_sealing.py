"""What is sealed in the database: keys that change while people write, and keys that are missing."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from claimdesk.clock import now, starting_at
from claimdesk.db.engine import fetch, transaction
from claimdesk.doctor.sealing import secrets as examined
from claimdesk.followups import lost
from claimdesk.sealing import service
from claimdesk.sealing.ring import Ring, new_key, unseal, using
from claimdesk.settings import Settings
from tests.api.conftest import Caller
from tests.api.hooked import desk_of, hooked
from tests.api.test_bad_input import is_problem
from tests.api.test_followup_notes import NOTES, SECRETS, in_clear, keep_notes, notes_of
from tests.api.test_followups import entry
from tests.webhook_receiver import Receiver

OLD, NEW = new_key(), new_key()


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The webhooks' receiver is on this machine."""
    return msgspec.structs.replace(settings, fetch_allow="127.0.0.1")


@pytest.fixture(autouse=True)
def old_key() -> Iterator[None]:
    with using(Ring([OLD])):
        yield


def told(*_: object) -> None:
    """Nobody watches."""


async def newest() -> list[tuple[str, int, int]]:
    """Of each column: how many have the newest key, of how many."""
    return [(tally.place.table, tally.newest, tally.all) for tally in await lasting()]


async def lasting() -> list[service.Tally]:
    return [tally for tally in await service.tallies() if tally.place.lasting]


EACH = [
    ("followup", 1, 1),
    ("followup_attempt", 1, 1),
    ("followup_corroboration", 1, 1),
    ("followup_decision", 1, 1),
    ("webhook_secret", 1, 1),
    ("second_factor", 0, 0),
]


@pytest.fixture
async def claim(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> dict[str, Any]:
    """A claim with every kind of note, on a desk with a webhook."""
    await hooked(admin, receiver, "https://cms.example.org/hooks")
    return await keep_notes(checker, editor)


async def test_all_get_the_newest_key_and_are_read_with_it_alone(
    claim: dict[str, Any], editor: Caller, receiver: Receiver
) -> None:
    before = notes_of(await entry(editor, claim))
    with using(Ring([NEW, OLD])):
        assert {(table, has) for table, has, _ in await newest()} == {(t, 0) for t, _, _ in EACH}
        steps: list[tuple[str, int, int]] = []

        def seen(place: service.Place, seen: int, total: int) -> None:
            if place.lasting:
                steps.append((place.table, seen, total))

        await service.rotate(seen)
        assert steps == [(table, n, n) for table, _, n in EACH if n]
    with using(Ring([NEW])):
        assert await newest() == EACH
        assert notes_of(await entry(editor, claim)) == before
        secrets = await fetch("SELECT secret FROM webhook_secret")
        assert [unseal(row["secret"]) for row in secrets] == receiver.secrets
        again = await fetch("SELECT notes FROM followup_attempt")
        await service.rotate(told)
        assert await fetch("SELECT notes FROM followup_attempt") == again, "nothing is left to do"


async def test_what_was_in_clear_is_sealed(claim: dict[str, Any], editor: Caller) -> None:
    before = notes_of(await entry(editor, claim))
    await in_clear()
    assert await service.in_clear() == 4
    assert notes_of(await entry(editor, claim)) == before
    await service.rotate(told)
    assert await service.in_clear() == 0
    assert notes_of(await entry(editor, claim)) == before


async def test_ended_in_the_middle_it_goes_on_where_it_was(
    claim: dict[str, Any], checker: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(6):
        await checker.post(f"/claims/{claim['id']}/followup/attempts", {"result": "no_answer"})
    monkeypatch.setattr(service, "BATCH", 2)

    def end(place: service.Place, seen: int, _: int) -> None:
        if place.table == "followup_attempt" and seen == 4:
            raise KeyboardInterrupt

    with using(Ring([NEW, OLD])):
        with pytest.raises(KeyboardInterrupt):
            await service.rotate(end)
        assert ("followup_attempt", 4, 7) in await newest()
        done = await fetch("SELECT id, notes FROM followup_attempt ORDER BY id LIMIT 4")
        await service.rotate(told)
        assert ("followup_attempt", 7, 7) in await newest()
        assert await fetch("SELECT id, notes FROM followup_attempt ORDER BY id LIMIT 4") == done


async def test_what_somebody_is_about_to_save_is_left_and_done_later(
    claim: dict[str, Any], editor: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_AGAIN_AFTER", 0.01)
    before = notes_of(await entry(editor, claim))
    locked, release = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        async with transaction():
            rows = await fetch("SELECT id, notes FROM followup FOR UPDATE")
            locked.set()
            await release.wait()
            # As every save of an entry: all of its columns, as they were read.
            for row in rows:
                await fetch("UPDATE followup SET notes = {} WHERE id = {}", row["notes"], row["id"])

    saving = asyncio.create_task(hold())
    await locked.wait()
    rounds: list[str] = []

    def seen(place: service.Place, *_: int) -> None:
        rounds.append(place.table)
        if len(rounds) == 3:
            release.set()

    with using(Ring([NEW, OLD])):
        await service.rotate(seen)
        await saving
        assert rounds[:3] == ["followup"] * 3, "it waits for nobody and comes back"
        assert await newest() == EACH
    with using(Ring([NEW])):
        assert notes_of(await entry(editor, claim)) == before


async def test_beside_people_who_write_nothing_is_lost(
    claim: dict[str, Any], checker: Caller, editor: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_AGAIN_AFTER", 0.01)
    path = f"/claims/{claim['id']}/followup"

    async def write(number: int) -> None:
        version = (await entry(editor, claim))["version"]
        body = NOTES | {"basis_of_knowledge": f"written {number}"}
        saved = await checker.put(path, body, If_Match=f'"{version}"')
        assert saved.status_code == 200, saved.text

    for number in range(8):
        newer = [NEW, OLD] if number % 2 else [OLD, NEW]
        with using(Ring(newer)):
            await asyncio.gather(write(number), service.rotate(told))
            assert (await entry(editor, claim))["basis_of_knowledge"] == f"written {number}"
            assert await newest() == EACH


@pytest.mark.parametrize("keys", [Ring([NEW]), Ring(must_seal=True)], ids=["another", "none"])
async def test_without_the_key_the_notes_say_so_and_all_else_works(
    claim: dict[str, Any], keys: Ring, checker: Caller, editor: Caller, admin: Caller
) -> None:
    path = f"/claims/{claim['id']}/followup"
    version = (await entry(editor, claim))["version"]
    with using(keys):
        found = await entry(editor, claim)
        assert (found["notes_hidden"], found["notes_unreadable"]) == (False, True)
        assert not any(secret in notes_of(found) for secret in SECRETS)
        assert found["attempts"] == found["corroboration_list"] == []
        saved = await checker.put(path, NOTES, If_Match=f'"{version}"')
        is_problem(saved, 503)
        assert (
            "cannot be read: the key that it was sealed with is missing" in saved.json()["detail"]
        )
        for address in ("/claims", "/followups", "/followups/counts", "/reports/unnamed", "/audit"):
            assert (await editor.get(address)).status_code == 200, address
        ledger = (await editor.get("/followups")).json()["items"]
        assert {item["identity_known"] for item in ledger} == {False}
        article = claim["article"]["id"]
        assert (await editor.get(f"/articles/{article}/report")).status_code == 200
        health = (await admin.get("/health/details")).json()
        part = next(part for part in health["parts"] if part["key"] == "secrets")
        assert part["state"] == "failing"
        assert "cannot be read" in part["detail"]
        unreadable = {t.place.table: len(t.unreadable) for t in await lasting()}
        assert unreadable == {table: n for table, _, n in EACH}
    assert (await entry(editor, claim))["notes_unreadable"] is False
    back = notes_of(await entry(editor, claim))
    assert all(secret in back for secret in SECRETS)


async def test_a_forgotten_key_lets_nothing_new_be_kept_in_clear(
    claim: dict[str, Any], checker: Caller
) -> None:
    before = await fetch("SELECT count(*) AS n FROM followup_attempt")
    with using(Ring(must_seal=True)):
        tried = await checker.post(
            f"/claims/{claim['id']}/followup/attempts", {"result": "refused", "note": "Rang again"}
        )
        is_problem(tried, 503)
        assert "Nothing was saved" in tried.json()["detail"]
    assert await fetch("SELECT count(*) AS n FROM followup_attempt") == before


async def test_notes_whose_key_is_lost_are_given_up_and_the_trail_says_so(
    claim: dict[str, Any], checker: Caller, editor: Caller
) -> None:
    assert await lost.give_up() == 0, "what can be read is kept"
    with using(Ring([NEW])):
        assert await lost.give_up() == 1
        found = await entry(editor, claim)
        saved = await checker.put(
            f"/claims/{claim['id']}/followup", NOTES, If_Match=f'"{found["version"]}"'
        )
        assert saved.status_code == 200, saved.text
        assert (await entry(editor, claim))["reason"] == NOTES["reason"]
        trail = (await editor.get("/audit", claim=claim["id"], action="give_up_notes")).json()
        assert [event["entity"] for event in trail["items"]] == ["followup"]


async def test_a_webhook_whose_secret_cannot_be_read_sends_nothing_unsigned(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    hook = await hooked(admin, receiver)
    desk = await desk_of(checker, editor)
    await desk.judge(0, "true")
    kept = await fetch("SELECT secret FROM webhook_secret")
    assert hook.secret not in str(kept)
    with using(Ring([NEW])):
        await hook.send()
        assert receiver.tries == []
        log = await hook.log((await hook.deliveries())[0]["id"])
        assert "Its secret: This cannot be read" in str(log)
    with starting_at(now() + timedelta(minutes=5)):
        await hook.send()
    assert [message.valid for message in receiver.tries] == [True]


async def test_hashes_of_requests_are_sealed_and_outlast_a_change_of_keys(checker: Caller) -> None:
    article = {"text": "The mayor said it was 5 percent."}
    first = await checker.post("/articles", article, Idempotency_Key="a")
    kept = await fetch("SELECT request FROM idempotent_answer")
    assert [row["request"].startswith("fernet:") for row in kept] == [True]
    with using(Ring([NEW, OLD])):
        assert (
            await checker.post("/articles", article, Idempotency_Key="a")
        ).json() == first.json()
        await service.rotate(told)
    with using(Ring([NEW])):
        again = await checker.post("/articles", article, Idempotency_Key="a")
        assert again.headers["idempotent-replay"] == "true"
        assert again.json() == first.json()
        other = await checker.post("/articles", {"text": "Another."}, Idempotency_Key="a")
        is_problem(other, 409)
    # Where the key is missing nobody is told that it was another request, and nothing is done twice.
    with using(Ring(must_seal=True)):
        is_problem(await checker.post("/articles", article, Idempotency_Key="a"), 503)
        fresh = await checker.post("/articles", {"text": "Another."}, Idempotency_Key="b")
        assert fresh.status_code == 201
        again = await checker.post("/articles", {"text": "Another."}, Idempotency_Key="b")
        assert again.json() == fresh.json()
        assert not await service.some_unreadable()
    assert await service.in_clear() == 0


async def test_keys_that_open_nothing_are_told(claim: dict[str, Any]) -> None:
    third = new_key()

    async def idle(*keys: str) -> list[int]:
        with using(Ring(keys)):
            return service.idle(await service.tallies(), len(keys))

    async def told_of(*keys: str) -> list[str]:
        with using(Ring(keys)):
            return [f.what for f in await examined() if "open nothing" in f.what]

    assert await idle(OLD) == []
    assert await idle(OLD, NEW) == [1], "the new one, put behind"
    assert await idle(NEW, OLD) == [], "the old one is needed, and the newest always"
    assert await idle(NEW, OLD, third) == [2]
    assert await told_of(NEW, OLD) == []
    with using(Ring([NEW, OLD])):
        await service.rotate(told)
    assert await idle(NEW, third, OLD) == [1, 2]
    assert await told_of(NEW, third, OLD) == [
        "Of 3 keys, the newest first, these open nothing: 2, 3."
    ]
    assert await told_of(NEW) == []
