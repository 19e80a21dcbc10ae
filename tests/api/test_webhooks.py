"""Webhooks end to end: a real receiver, the real clock where nothing else is said."""

import asyncio
import json
import logging
import threading
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from claimdesk.accounts.rules import Role, Scope
from claimdesk.clock import now, starting_at
from claimdesk.db.engine import fetch
from claimdesk.evidence.fetch import Limits
from claimdesk.jobs.worker import work
from claimdesk.settings import Settings
from claimdesk.webhooks import turns, upkeep
from tests.api.conftest import Caller, SignIn, TokenFor
from tests.api.hooked import LIMITS, desk_of, hooked, seqs
from tests.api.test_bad_input import is_problem
from tests.webhook_receiver import Message, Receiver, Reply, receiving


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Those of a desk that may send to this machine, where the receivers are."""
    return msgspec.structs.replace(settings, fetch_allow="127.0.0.1")


async def test_what_is_published_arrives_signed_and_thin(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    hook = await hooked(admin, receiver)
    desk = await desk_of(checker, editor)
    await desk.judge(0, "true")
    await desk.judge(0, "false")
    await desk.judge(0, "void")
    await hook.send()
    assert [m.body["type"] for m in receiver.tries] == [
        "rating.published", "rating.corrected", "rating.withdrawn",
    ]  # fmt: skip
    assert all(message.valid for message in receiver.tries)
    events = (await admin.get("/ratings")).json()["items"]
    for message, event in zip(receiver.tries, events, strict=True):
        rating = event["verdict"] and event["verdict"]["rating"]
        thin = ("scale", "scale_version", "key", "label")
        assert message.body["timestamp"] == event["at"]
        assert message.body["data"] == {
            "seq": event["seq"],
            "desk": event["desk"],
            "article": {
                name: event["article"][name] for name in ("id", "source", "external_id", "revision")
            },
            "claim": {name: event["claim"][name] for name in ("id", "version")},
            "verdict": event["verdict"] and event["verdict"]["id"],
            "rating": rating and {name: rating[name] for name in thin},
            "previous": event["previous"] and {name: event["previous"][name] for name in thin},
        }
        for words in ("harbour fees", "council", "As told", "port.example.org", "Vera", "Edith"):
            assert words.casefold() not in message.raw.casefold()


async def test_a_message_exists_if_and_only_if_its_event_does(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    hook = await hooked(admin, receiver)
    desk = await desk_of(checker, editor)
    await desk.judge(0, "true")
    assert len(await hook.deliveries()) == 1
    rows = await fetch(
        "SELECT e.xmin::text = d.xmin::text AS same FROM rating_event e "
        "JOIN webhook_delivery d ON d.seq = e.seq"
    )
    assert rows == [{"same": True}], "one transaction wrote both"


async def test_a_worker_sends_without_being_told(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver, settings: Settings
) -> None:
    await hooked(admin, receiver)
    desk = await desk_of(checker, editor)
    await desk.judge(0, "true")
    await work(settings, until_empty=True)
    assert receiver.seqs == [1]


async def test_the_log_says_how_each_try_went(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    hook = await hooked(admin, receiver)
    desk = await desk_of(checker, editor)
    await desk.judge(0, "true")
    receiver.answer = lambda _: Reply(500, body=b"\0oops\xff" + b"x" * 5000)
    await hook.send()
    receiver.answer = lambda _: Reply(202, body=b"thanks")
    with starting_at(now() + timedelta(seconds=7)):
        await hook.send()
    (delivery,) = await hook.deliveries()
    assert (delivery["state"], delivery["attempts"], delivery["status"]) == ("delivered", 2, 202)
    log = await hook.log(delivery["id"])
    assert json.loads(log["body"]) == receiver.tries[0].body
    assert [entry["status"] for entry in log["log"]] == [500, 202]
    assert [entry["answer"] for entry in log["log"]] == ["�oops�" + "x" * 994, "thanks"]
    assert all(entry["ms"] >= 0 and entry["error"] == "" for entry in log["log"])
    assert {m.id for m in receiver.tries} == {delivery["message"]}
    assert await hook.deliveries(state="pending") == []
    assert len(await hook.deliveries(state="delivered")) == 1


async def test_a_try_is_signed_anew_under_the_same_id(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    hook = await hooked(admin, receiver)
    desk = await desk_of(checker, editor)
    with starting_at(now() - timedelta(hours=1)):
        await desk.judge(0, "true")
        receiver.answer = lambda _: Reply(500)
        await hook.send()
    receiver.answer = lambda _: Reply()
    await hook.send()
    early, late = receiver.tries
    assert (early.id, early.raw) == (late.id, late.raw)
    assert early.headers["webhook-timestamp"] != late.headers["webhook-timestamp"]
    assert (early.valid, late.valid) == (False, True), "an hour old is too old for a receiver"
    with pytest.raises(WebhookVerificationError, match="too old"):
        Webhook(hook.secret).verify(early.raw, early.headers)


async def test_a_skewed_clock_is_refused_and_tried_until_it_is_right(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    hook = await hooked(admin, receiver)
    desk = await desk_of(checker, editor)
    await desk.judge(0, "true")
    receiver.answer = lambda message: Reply(204 if message.valid else 401)
    with starting_at(now() + timedelta(minutes=6)):
        await hook.send()
    with starting_at(now() + timedelta(minutes=4)):
        await fetch("UPDATE webhook_delivery SET next_at = {}", now())
        await hook.send()
    assert [message.valid for message in receiver.tries] == [False, True]
    assert receiver.seqs == [1]


async def test_an_article_waits_for_its_first_message_and_others_do_not(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    hook = await hooked(admin, receiver)
    one, other = await desk_of(checker, editor), await desk_of(checker, editor)
    receiver.answer = lambda m: Reply(
        500 if m.body["data"]["article"]["id"] == one.article else 204
    )
    for desk, claim in ((one, 0), (one, 1), (other, 0), (one, 2), (other, 1)):
        await desk.judge(claim, "true")
    await hook.send()
    assert receiver.by_article() == {other.article: [3, 5]}
    assert [m.body["data"]["seq"] for m in receiver.tries] == [1, 3, 5]
    receiver.answer = lambda _: Reply()
    with starting_at(now() + timedelta(seconds=7)):
        await hook.send()
    assert receiver.by_article() == {other.article: [3, 5], one.article: [1, 2, 4]}


async def test_retry_after_is_honoured_for_the_whole_endpoint(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    hook = await hooked(admin, receiver)
    one, other = await desk_of(checker, editor), await desk_of(checker, editor)
    await one.judge(0, "true")
    await other.judge(0, "true")
    receiver.answer = lambda _: Reply(429, {"Retry-After": "600"})
    await hook.send()
    assert len(receiver.tries) == 1
    assert (await hook.shown())["rest_until"] is not None
    receiver.answer = lambda _: Reply()
    with starting_at(now() + timedelta(seconds=590)):
        await hook.send()
    assert receiver.seqs == []
    with starting_at(now() + timedelta(seconds=610)):
        await hook.send()
    assert receiver.seqs == [1, 2] or receiver.seqs == [2, 1]
    assert (await hook.shown())["failing_since"] is None


async def test_410_switches_it_off_with_a_task_and_resuming_makes_up_for_it(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    hook = await hooked(admin, receiver)
    desk = await desk_of(checker, editor)
    receiver.answer = lambda _: Reply(410)
    await desk.judge(0, "true")
    await hook.send()
    shown = await hook.shown()
    assert (shown["state"], shown["why"]) == (
        "disabled", "It answered 410: it wants no more messages.",
    )  # fmt: skip
    tasks = (await admin.get("/inbox")).json()["items"]
    assert ["webhook “CMS” was switched off" in task["text"] for task in tasks] == [True]
    assert (await editor.get("/inbox")).json()["items"] == []
    await desk.judge(1, "false")  # while it is off
    receiver.answer = lambda _: Reply()
    await hook.send()
    assert len(receiver.tries) == 1
    assert (await admin.post(f"{hook.path}/resume")).json()["state"] == "active"
    await hook.send()
    assert receiver.seqs == [], "nothing is sent before what was missed is there"
    await upkeep.catch_up(hook.id)
    await hook.send()
    assert receiver.seqs == [1, 2]


async def test_down_for_four_days(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    """Nobody listens; the clock goes on from one try to the next until today."""
    with receiving() as there:
        port = there.port
    hook = await hooked(admin, receiver, f"http://127.0.0.1:{port}/hooks")
    desk = await desk_of(checker, editor)
    begun = now() - timedelta(days=4)
    with starting_at(begun):
        await desk.judge(0, "true")
        await desk.judge(1, "false")
    tries: list[datetime] = []
    for _ in range(50):
        due = await fetch(
            "SELECT greatest(d.next_at, e.rest_until) AS at FROM webhook_delivery d "
            "JOIN webhook_endpoint e ON e.id = d.endpoint WHERE e.state = 'active' "
            "AND d.state = 'pending' ORDER BY d.seq LIMIT 1"
        )
        if not due:
            break
        with starting_at(due[0]["at"]):
            await hook.send()
        tries.append(due[0]["at"])
        if len(tries) == 6:
            with starting_at(due[0]["at"]):
                await desk.judge(0, "half_true")
    shown = await hook.shown()
    assert shown["state"] == "disabled"
    assert tries == sorted(tries)
    # A first message whose ten tries were over sooner, by chance, made room for the one behind it.
    assert 8 <= len(tries) <= 20
    assert timedelta(days=3) <= tries[-1] - begun < timedelta(days=4)
    with starting_at(begun + timedelta(days=3, hours=20)):
        await desk.judge(2, "true")
    tasks = (await admin.get("/inbox")).json()["items"]
    assert sum("switched off. It has taken nothing since" in task["text"] for task in tasks) == 1
    with receiving(port) as back:
        back.secrets = receiver.secrets
        await admin.post(f"{hook.path}/resume")
        await upkeep.catch_up(hook.id)
        await hook.send()
        assert back.seqs == await seqs() == [1, 2, 3, 4]
        assert all(message.valid and message.fresh for message in back.tries)
    assert (await hook.shown())["failing_since"] is None


async def test_what_is_given_up_makes_room_and_can_be_sent_again(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    hook = await hooked(admin, receiver)
    desk, other = await desk_of(checker, editor), await desk_of(checker, editor)
    begun = now() - timedelta(days=6)
    with starting_at(begun):
        await desk.judge(0, "true")
        await desk.judge(0, "false")

    def answer(message: Message) -> Reply:
        return Reply(500 if message.body["data"]["seq"] == 1 else 200)

    receiver.answer = answer
    for hours in range(0, 120, 2):
        with starting_at(begun + timedelta(hours=hours)):
            if hours == 40:
                await other.judge(0, "true")  # it takes others, so it is not failing
            await hook.send()
    states = {d["seq"]: (d["state"], d["attempts"]) for d in await hook.deliveries()}
    assert states == {1: ("failed", 10), 2: ("delivered", 1), 3: ("delivered", 1)}
    assert (await hook.shown())["state"] == "active"
    receiver.answer = lambda _: Reply()
    failed = next(d["id"] for d in await hook.deliveries(state="failed"))
    answered = await admin.post(f"{hook.path}/redelivery", {"deliveries": [failed]})
    assert answered.status_code == 202
    await hook.send()
    assert receiver.seqs == [3, 2, 1]


async def test_redelivery_of_one_of_a_range_and_since(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    desk = await desk_of(checker, editor)
    await desk.judge(0, "true")  # before there was a webhook
    hook = await hooked(admin, receiver)
    for rating in ("false", "true", "false"):
        await desk.judge(0, rating)
    await hook.send()
    assert receiver.seqs == [2, 3, 4]
    path = f"{hook.path}/redelivery"
    answered = await admin.post(path, {"after": 1, "to": 3})
    assert answered.json() == {"count": 2, "through": 3, "more": False}
    await hook.send()
    answered = await admin.post(path, {"after": 0})
    assert answered.json() == {"count": 4, "through": 4, "more": False}
    await hook.send()
    sent = [m.body["data"]["seq"] for m in receiver.tries]
    assert sent == [2, 3, 4, 2, 3, 1, 2, 3, 4]
    assert len(receiver.taken) == 4, "the same ids again"
    newest = (await hook.deliveries())[0]
    is_problem(await admin.post(path, {"deliveries": [newest["id"], 999]}), 404)
    is_problem(await admin.post(path, {}), 422)
    is_problem(await admin.post(path, {"deliveries": [1], "after": 0}), 422)
    await admin.post(f"{hook.path}/pause")
    is_problem(await admin.post(path, {"after": 0}), 409)


async def test_a_receiver_that_loses_its_answers_gets_duplicates_and_knows_them(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    hook = await hooked(admin, receiver)
    desk = await desk_of(checker, editor)
    for claim in range(3):
        await desk.judge(claim, "true")
    lost: set[str] = set()

    def answer(message: Message) -> Reply | None:
        if message.id in lost:
            return Reply()
        lost.add(message.id)  # it took the message, and its answer never came
        receiver.taken.setdefault(message.id, message)
        return None

    receiver.answer = answer
    for minutes in range(4):
        with starting_at(now() + timedelta(minutes=minutes)):
            await hook.send()
    assert [m.body["data"]["seq"] for m in receiver.tries] == [1, 1, 2, 2, 3, 3]
    assert receiver.seqs == [1, 2, 3]
    errors = [(await hook.log(d["id"]))["log"][0]["error"] for d in await hook.deliveries()]
    assert errors == ["127.0.0.1 does not answer as a web server does."] * 3


async def test_a_receiver_is_not_waited_for_without_end(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    hook = await hooked(admin, receiver)
    await (await desk_of(checker, editor)).judge(0, "true")
    given_up = threading.Event()

    def answer(_: Message) -> Reply:
        given_up.wait()
        return Reply()

    receiver.answer = answer
    try:
        await hook.send(msgspec.structs.replace(LIMITS, seconds=0.3))
    finally:
        given_up.set()
    (delivery,) = await hook.deliveries()
    assert delivery["state"] == "pending"
    (entry,) = (await hook.log(delivery["id"]))["log"]
    assert entry["error"] == "There was no answer within 0.3 seconds."


async def test_a_secret_is_changed_in_the_middle_of_retries(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    hook = await hooked(admin, receiver)
    desk = await desk_of(checker, editor)
    await desk.judge(0, "true")
    receiver.answer = lambda _: Reply(500)
    await hook.send()
    turned = await admin.post(f"{hook.path}/secret", {"overlap_hours": 1})
    assert turned.status_code == 201
    new = turned.json()["secret"]
    assert new != hook.secret
    receiver.answer = lambda _: Reply()
    receiver.secrets = [new]
    with starting_at(now() + timedelta(seconds=7)):
        await hook.send()
    old = Webhook(hook.secret)
    both = receiver.tries[-1]
    assert both.valid
    assert old.verify(both.raw, both.headers)
    await desk.judge(0, "false")
    with starting_at(now() + timedelta(minutes=61)):
        await hook.send()
    alone = receiver.tries[-1]
    assert alone.headers["webhook-signature"].count("v1,") == 1
    assert (await hook.shown())["old_secret_until"] is not None
    at_once = (await admin.post(f"{hook.path}/secret", {"overlap_hours": 0})).json()
    assert at_once["old_secret_until"] is None
    assert len(await fetch("SELECT * FROM webhook_secret")) == 1


async def test_two_secrets_are_live_at_most(admin: Caller, receiver: Receiver) -> None:
    hook = await hooked(admin, receiver)
    for _ in range(3):
        await admin.post(f"{hook.path}/secret", {"overlap_hours": 24})
    assert len(await fetch("SELECT * FROM webhook_secret")) == 2


async def test_a_secret_is_shown_once(
    checker: Caller,
    editor: Caller,
    admin: Caller,
    receiver: Receiver,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    hook = await hooked(admin, receiver)
    secrets = [hook.secret, (await admin.post(f"{hook.path}/secret", {})).json()["secret"]]
    desk = await desk_of(checker, editor)
    await desk.judge(0, "true")
    await admin.post(f"{hook.path}/ping", Idempotency_Key="one")
    receiver.answer = lambda _: Reply(500)
    await hook.send()
    (first, *_) = await hook.deliveries()
    said = [
        (await admin.get(path)).text
        for path in (
            "/webhooks", hook.path, f"{hook.path}/deliveries", "/audit", "/inbox",
            f"{hook.path}/deliveries/{first['id']}",
        )
    ]  # fmt: skip
    tables = await fetch(
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' "
        "AND tablename <> 'webhook_secret'"
    )
    said += [str(await fetch(f"SELECT * FROM {table['name']}")) for table in tables]  # noqa: S608
    for secret in secrets:
        assert secret not in caplog.text + "".join(said)
        assert secret.removeprefix("whsec_") not in caplog.text + "".join(said)
    await admin.delete(hook.path)
    assert await fetch("SELECT * FROM webhook_secret") == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_are_not_followed(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver, status: int
) -> None:
    hook = await hooked(admin, receiver)
    await (await desk_of(checker, editor)).judge(0, "true")
    receiver.answer = lambda _: Reply(status, {"Location": receiver.url + "/elsewhere"})
    await hook.send()
    assert [message.path for message in receiver.tries] == ["/hooks"]
    (delivery,) = await hook.deliveries()
    assert (delivery["state"], delivery["status"]) == ("pending", status)


async def test_a_name_that_leads_elsewhere_after_the_check_gains_nothing(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    """DNS rebinding: the address that was checked is the one that is used, asked for once a try."""
    host = f"http://cms.example.org:{receiver.port}/hooks"
    hook = await hooked(admin, receiver, host)
    await (await desk_of(checker, editor)).judge(0, "true")
    answers = [["93.184.216.34", "127.0.0.1"], ["127.0.0.1"], ["10.0.0.7"]]
    asked: list[str] = []

    async def rebinding(name: str, _: int) -> list[str]:
        asked.append(name)
        return answers[len(asked) - 1]

    nothing_allowed = Limits(max_bytes=1000, seconds=5)
    for hours in range(3):
        with starting_at(now() + timedelta(hours=hours)):
            await hook.send(nothing_allowed, resolve=rebinding)
    assert asked == ["cms.example.org"] * 3
    assert receiver.tries == []
    (delivery,) = await hook.deliveries()
    log = (await hook.log(delivery["id"]))["log"]
    assert all("not on the public internet" in entry["error"] for entry in log)
    with starting_at(now() + timedelta(hours=12)):
        named = Limits(max_bytes=1000, seconds=5, allowance=LIMITS.allowance)

        async def honest(name: str, _: int) -> list[str]:
            return ["127.0.0.1"]

        await hook.send(named, resolve=honest)
    assert receiver.tries[0].headers["host"] == f"cms.example.org:{receiver.port}"


async def test_two_processes_do_not_send_to_one_endpoint_at_once(
    checker: Caller,
    editor: Caller,
    admin: Caller,
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hook = await hooked(admin, receiver)
    desk = await desk_of(checker, editor)
    for claim in range(3):
        await desk.judge(claim, "true")
    elsewhere = turns.Turns()
    assert await elsewhere.take(hook.id)
    await hook.send()
    assert receiver.tries == []
    await elsewhere.give_back(hook.id)
    await asyncio.gather(*(hook.send() for _ in range(5)))
    assert [m.body["data"]["seq"] for m in receiver.tries] == [1, 2, 3]


async def test_a_ping_is_sent_once_even_where_nothing_else_is(
    admin: Caller, receiver: Receiver
) -> None:
    hook = await hooked(admin, receiver)
    await admin.post(f"{hook.path}/pause")
    answered = await admin.post(f"{hook.path}/ping")
    assert (answered.status_code, answered.json()["kind"]) == (202, "ping")
    await hook.send()
    (message,) = receiver.tries
    assert (message.valid, message.body["type"]) == (True, "ping")
    receiver.answer = lambda _: Reply(500)
    await admin.post(f"{hook.path}/ping")
    await hook.send()
    assert [d["state"] for d in await hook.deliveries()] == ["failed", "delivered"]
    assert (await hook.shown())["failing_since"] is None


async def test_a_desk_hears_of_its_own(
    checker: Caller, editor: Caller, admin: Caller, sign_in: SignIn, receiver: Receiver
) -> None:
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    theirs = await hooked(stranger, receiver)
    ours = await hooked(admin, receiver)
    await (await desk_of(checker, editor)).judge(0, "true")
    assert await theirs.deliveries() == []
    assert len(await ours.deliveries()) == 1
    assert len((await admin.get("/webhooks")).json()) == 1
    for path in (theirs.path, f"{theirs.path}/deliveries"):
        is_problem(await admin.get(path), 404)
    is_problem(await admin.post(f"{theirs.path}/ping"), 404)


NEVER_REACHED = {
    "ftp://cms.example.org/": "Paste the whole link",
    "cms.example.org": "Paste the whole link",
    "https://": "Paste the whole link",
    "https:///hooks": "Paste the whole link",
    "https://cms.example.org/a b": "Paste the whole link",
    "https://cms.example.org:99999/": "Paste the whole link",
    "https://me:secret@cms.example.org/": "Paste the whole link",
    "javascript:alert(1)": "Paste the whole link",
    "https://10.2.0.7/hooks": "CLAIMDESK_FETCH_ALLOW",
    "http://[::1]/hooks": "CLAIMDESK_FETCH_ALLOW",
    "http://169.254.169.254/latest": "CLAIMDESK_FETCH_ALLOW",
    "https://93.184.216.34:25/": "Port 25",
}
"""Addresses that nothing could ever be sent to or read from, and what is said of each."""


@pytest.mark.parametrize("url", NEVER_REACHED)
async def test_an_address_is_one_that_can_be_reached(
    admin: Caller, receiver: Receiver, url: str
) -> None:
    hook = await hooked(admin, receiver)
    for answer in (
        await admin.post("/webhooks", {"name": "CMS", "url": url}),
        await admin.put(hook.path, {"name": "CMS", "url": url}, If_Match='"1"'),
        await admin.post("/feeds", {"url": url}),
    ):
        assert NEVER_REACHED[url] in is_problem(answer, 422)
        assert answer.json()["errors"][0]["field"] == "url"
    assert (await hook.shown())["url"] == receiver.url
    for of_no_length in ("", f"https://cms.example.org/{'a' * 2000}"):
        answer = await admin.post("/webhooks", {"name": "CMS", "url": of_no_length})
        is_problem(answer, 400)


async def test_changing_needs_the_version_and_keeps_what_waits(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    hook = await hooked(admin, receiver, "http://127.0.0.1:9/hooks")
    await (await desk_of(checker, editor)).judge(0, "true")
    body = {"name": "New CMS", "url": receiver.url}
    is_problem(await admin.put(hook.path, body), 428)
    is_problem(await admin.put(hook.path, body, If_Match='"9"'), 412)
    changed = await admin.put(hook.path, body, If_Match='"1"')
    assert (changed.json()["name"], changed.headers["ETag"]) == ("New CMS", '"2"')
    await hook.send()
    assert receiver.seqs == [1]
    assert (await admin.delete(hook.path)).status_code == 204
    assert (await admin.delete(hook.path)).status_code == 204
    is_problem(await admin.get(hook.path), 404)


async def test_programs_manage_no_webhooks(token_for: TokenFor) -> None:
    for scope in Scope:
        is_problem(await (await token_for(scope)).get("/webhooks"), 403)


async def test_times_are_told_in_utc(
    checker: Caller, editor: Caller, admin: Caller, receiver: Receiver
) -> None:
    hook = await hooked(admin, receiver)
    await (await desk_of(checker, editor)).judge(0, "true")
    await hook.send()
    (message,) = receiver.tries
    sent = datetime.fromtimestamp(int(message.headers["webhook-timestamp"]), UTC)
    assert abs(sent - datetime.now(UTC)) < timedelta(minutes=1)
