"""What leads to a source, planted in a desk at work and then looked for in everything that it writes.

Two servers, one with each kind of log, and a worker on one data folder, with a key from the environment.
Each search looks for other words as well, which have to be there: else it looked in the wrong place.
"""

import asyncio
import base64
import json
import re
import subprocess
import tempfile
import zipfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, suppress
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

from claimdesk.backups.manifest import DUMP
from claimdesk.db.embedded import embedded_postgres, find_binaries
from claimdesk.sealing.ring import new_key
from tests.api.conftest import Caller
from tests.api.published import open_to_everybody, publish
from tests.api.test_followups import take_in
from tests.db.embedded_support import psql
from tests.processes import Process, Server, claimdesk, free_port
from tests.sealing.marked import SEALED, SHOWN, SOUGHT, STATED, files_with, holds
from tests.webhook_receiver import Receiver, receiving

PASSWORD = "a long walk by the Esk"
SECRET = f"Ümit {SEALED}"
REASON = {"reason": f"Fears {SECRET}", "basis_of_knowledge": f"Sat beside {SECRET}"}
SCOPES = ["articles:write", "desk:read", "ratings:read"]
ENDLESS = {"listen"}
SAY_AGAIN = {"listMatches"}
"""Calls whose answer has the question in it."""
PUBLIC = (
    "/public/claims/{claim}", "/public/desks/1", "/public/desks/1/claimreviews", "/public/claims/{claim}/card",
)  # fmt: skip
PATIENCE = 60
FAILS = "ALTER TABLE followup_attempt {} CONSTRAINT of_the_test {}"


class People(NamedTuple):
    """Who works at the desk, a program, and somebody who is not signed in."""

    ada: Caller
    edith: Caller
    vera: Caller
    otto: Caller
    program: Caller
    anybody: Caller


class Planted(NamedTuple):
    """A desk on whose notes people worked, and what came of it. `seen` is each GET by who asked."""

    folder: Path
    env: dict[str, str]
    claim: int
    messages: list[str]
    heard: str
    metrics: str
    refused: list[httpx.Response]
    seen: dict[str, dict[str, list[httpx.Response]]]
    saved: Path


def test_every_form_of_a_word_is_found() -> None:
    said = f"Somebody says that {SECRET} told them."
    for before in range(3):
        text = "x" * before + said
        for written in (
            text.encode(),
            text.lower().encode(),
            json.dumps(text).encode(),
            base64.b64encode(text.encode()),
            base64.urlsafe_b64encode(text.encode()),
            text.encode().hex().encode(),
            text.encode("utf-16"),
        ):
            assert holds(b"before " + written + b" after", SOUGHT), written
            assert not holds(written, SHOWN)
    assert not holds(said.replace(SEALED, SEALED[:-3]), SOUGHT)


@pytest.fixture(scope="module")
def planted() -> Iterator[Planted]:
    # Not in pytest's own folder: where the tests run as root, PostgreSQL runs as somebody else.
    with (
        tempfile.TemporaryDirectory(prefix="claimdesk-test-") as made,
        receiving() as receiver,
        ExitStack() as running,
    ):
        folder = Path(made)
        folder.chmod(0o711)
        temporary = folder / "temporary"
        temporary.mkdir()
        temporary.chmod(0o1777)
        metrics = free_port()
        env = {
            "CLAIMDESK_DATA_DIR": str(folder / "desk"),
            "CLAIMDESK_SECRET_KEYS": new_key(),
            "CLAIMDESK_SERVE_JOBS": "false",
            "CLAIMDESK_FETCH_ALLOW": "127.0.0.1",
            "TMPDIR": str(temporary),
        }
        added = claimdesk("user", "add", "ada", "--role", "admin", "--password", PASSWORD, env=env)
        assert added.returncode == 0, added.stderr
        counted = env | {"CLAIMDESK_METRICS_PORT": str(metrics)}
        in_json = env | {"CLAIMDESK_LOG_FORMAT": "json"}
        servers = [
            Server("serve", env=counted, log=folder / "text.log"),
            Server("serve", env=in_json, log=folder / "json.log"),
        ]
        worker = Process("worker", env=in_json, log=folder / "worker.log")
        for process in (*servers, worker):
            running.callback(process.stop)
            process.start()
        found = asyncio.run(_work(folder, servers, receiver))
        figures = httpx.get(f"http://127.0.0.1:{metrics}/metrics").text
        saved = claimdesk("backup", str(folder / "saved.zip"), env=env)
        assert saved.returncode == 0, saved.stderr
        yield Planted(
            folder, env, found.claim, [m.raw for m in receiver.tries], found.heard, figures,
            found.refused, found.seen, folder / "saved.zip",
        )  # fmt: skip


class Worked(NamedTuple):
    """What the people at the desk got."""

    claim: int
    heard: str
    refused: list[httpx.Response]
    seen: dict[str, dict[str, list[httpx.Response]]]


async def _work(folder: Path, servers: list[Server], receiver: Receiver) -> Worked:
    async with _people(servers[0].address) as people, _people(servers[1].address, people) as others:
        await open_to_everybody(people.ada)
        hook = await people.ada.post("/webhooks", {"name": "CMS", "url": receiver.url})
        assert hook.status_code == 201, hook.text
        receiver.secrets.append(hook.json()["secret"])
        async with _listening(people.otto) as heard:
            claim, article = await _notes(people)
            refused = await _refusals(people, claim)
            refused += await _refusals(others, claim)
            refused += await _failures(folder / "desk", people, others, claim)
            await publish(people.vera, people.edith, claim)
            await _until(lambda: len(receiver.tries) > 0)
            await _until(lambda: "approve" in heard.text)
        ids = await _ids(people, claim, article)
        seen = {
            name: await _everything(caller, ids)
            for name, caller in zip(People._fields, people, strict=True)
        }
    return Worked(claim, heard.text, refused, seen)


@asynccontextmanager
async def _people(address: str, known: People | None = None) -> AsyncIterator[People]:
    """Everybody, at one of the servers; made there unless they are `known`."""
    clients: list[httpx.AsyncClient] = []

    def client(**headers: str) -> httpx.AsyncClient:
        clients.append(httpx.AsyncClient(base_url=address, timeout=60, headers=headers))
        return clients[-1]

    async def signed_in(login: str) -> Caller:
        http = client()
        answer = await http.post("/api/v1/session", json={"login": login, "password": PASSWORD})
        assert answer.status_code == 201, answer.text
        http.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
        return Caller(http, answer.json()["person"]["id"])

    try:
        ada = await signed_in("ada")
        if known is None:
            desk = (await ada.get("/session")).json()["desks"][0]["id"]
            for login, role in (("edith", "editor"), ("vera", "checker"), ("otto", "checker")):
                person = {"login": login, "name": login.title(), "password": PASSWORD}
                made = await ada.post("/people", person | {"desk": desk, "role": role})
                assert made.status_code == 201, made.text
            token = await ada.post("/tokens", {"name": "CMS", "desk": desk, "scopes": SCOPES})
            assert token.status_code == 201, token.text
            secret = f"Bearer {token.json()['secret']}"
        else:
            secret = known.program.http.headers["Authorization"]
        yield People(
            ada, await signed_in("edith"), await signed_in("vera"), await signed_in("otto"),
            Caller(client(Authorization=secret)), Caller(client()),
        )  # fmt: skip
    finally:
        for each in clients:
            await each.aclose()


class Heard:
    """What came so far."""

    text = ""


@asynccontextmanager
async def _listening(caller: Caller) -> AsyncIterator[Heard]:
    """All that somebody with the page open hears."""
    heard = Heard()

    async def listen() -> None:
        async with caller.http.stream(
            "GET", "/api/v1/events", params={"tab": "tab-of-otto"}
        ) as said:
            async for piece in said.aiter_text():
                heard.text += piece

    task = asyncio.create_task(listen())
    try:
        yield heard
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _notes(people: People) -> tuple[int, int]:
    """Words on a source in every field for them, and other words beside them; the claim and its article."""
    claims = await take_in(people.vera)
    claim = claims["quote"]["id"]
    path = f"/claims/{claim}"
    await people.vera.post(f"{path}/assignment", {})
    entry = REASON | {"known_to": people.vera.id}
    attempt = {"result": "refused", "note": f"Rang {SECRET}"}
    corroboration = {"kind": "document", "origin": f"From {SECRET}", "note": f"By {SECRET}"}
    sign_off = {"note": f"Met {SECRET}", "knows_identity": True}
    comment = {"text": f"Ask the port about {STATED}"}
    waiver = {"check": "declined_comment", "reason": f"It was {STATED}"}
    answers = [
        await people.vera.put(f"{path}/followup", entry, If_Match='"1"', Idempotency_Key="a"),
        await people.vera.post(f"{path}/followup/attempts", attempt, Idempotency_Key="b"),
        await people.vera.post(
            f"{path}/followup/corroborations", corroboration, Idempotency_Key="c"
        ),
        # Again, and without a key.
        await people.vera.post(
            f"{path}/followup/corroborations", corroboration, Idempotency_Key="c"
        ),
        await people.vera.post(f"{path}/followup/attempts", attempt),
        await people.edith.post(f"{path}/followup/sign-off", sign_off, Idempotency_Key="d"),
        await people.edith.post(f"{path}/followup/waivers", waiver, Idempotency_Key="e"),
        await people.vera.post(f"{path}/comments", comment, Idempotency_Key="f"),
    ]
    for answer in answers:
        assert answer.status_code < 300, answer.text
        assert not holds(answer.text, SOUGHT)
    assert answers[3].headers["idempotent-replay"] == "true"
    # What leads to the source is taken back, and stays where it was sealed.
    entry_now = (await people.vera.get(path)).json()["follow_up"]
    gone = entry_now["corroboration_list"][0]["id"]
    await people.vera.delete(f"{path}/followup/corroborations/{gone}", Idempotency_Key="g")
    return claim, claims["quote"]["article"]["id"]


async def _refusals(people: People, claim: int) -> list[httpx.Response]:
    """Every way in which words on a source are not taken."""
    path = f"/claims/{claim}/followup"
    raw = f"/api/v1{path}/attempts"
    attempt: dict[str, Any] = {"result": "refused", "note": f"Rang {SECRET}"}
    vera, json_of = people.vera, {"Content-Type": "application/json"}
    cut_off = json.dumps(attempt)[:-2]
    given = [
        await vera.put(path, REASON, If_Match='"1"'),
        await vera.put(path, REASON),
        await vera.put(path, REASON, If_Match=SEALED),
        await vera.put(path, REASON | {"reason": f"{SECRET} " * 300}, If_Match='"1"'),
        await vera.put(path, REASON | {"reason": [SECRET]}, If_Match='"1"'),
        await vera.put(path, REASON | {"terms": SECRET}, If_Match='"1"'),
        await vera.put(path, REASON | {"known_to": SECRET}, If_Match='"1"'),
        await vera.put(path, REASON | {"told_at": SECRET}, If_Match='"1"'),
        await vera.put(path, REASON | {SECRET: ""}, If_Match='"1"'),
        await vera.put(path, SECRET, If_Match='"1"'),
        await vera.post(f"{path}/attempts", attempt | {"note": f"{SECRET}\0"}),
        await vera.post(f"{path}/attempts", attempt | {"result": SECRET}),
        await vera.post(f"{path}/sign-off", {"knows_identity": SECRET}),
        await vera.post(f"{path}/waivers", {"check": SECRET, "reason": SECRET}),
        await vera.http.post(raw, content=cut_off, headers=json_of),
        await people.otto.put(path, REASON, If_Match='"1"'),
        await people.otto.post(f"{path}/attempts", attempt, Idempotency_Key="h"),
        await vera.post(f"{path}/sign-off", {"note": SECRET}),
        await people.program.post(f"{path}/attempts", attempt),
        await vera.http.post(raw, json=attempt, headers={"X-CSRF-Token": ""}),
        await people.anybody.post(f"{path}/attempts", attempt),
        await vera.post("/claims/999999/followup/attempts", attempt),
        await vera.post(f"/claims/{SEALED}/followup/attempts", attempt),
        await vera.put(f"{path}/attempts", attempt),
        await vera.post(f"{path}/attempts", attempt | {"result": "agreed"}, Idempotency_Key="b"),
        await vera.http.post(raw, content=cut_off, headers={"Content-Type": "text/plain"}),
        await vera.get(f"{path}/{SEALED}", note=SECRET),
    ]
    assert all(400 <= answer.status_code < 500 for answer in given), given
    assert {a.status_code for a in given} >= {400, 401, 403, 404, 405, 409, 412, 415, 428}
    await vera.get("/claims", text=SECRET)
    return given


async def _failures(desk: Path, people: People, others: People, claim: int) -> list[httpx.Response]:
    """The database refuses what nobody foresaw."""
    path = f"/claims/{claim}/followup/attempts"
    attempt = {"result": "refused", "note": f"Rang {SECRET}"}
    with embedded_postgres(desk) as url:
        psql(url, FAILS.format("ADD", "CHECK (notes IS NULL) NOT VALID"))
        failed = [
            await each.vera.post(path, attempt, **key)
            for each in (people, others)
            for key in ({}, {"Idempotency_Key": "i"})
        ]
        psql(url, FAILS.format("DROP", ""))
    assert [answer.status_code for answer in failed] == [500] * 4
    return failed


async def _until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not happened():  # noqa: ASYNC110  (nobody tells us)
            await asyncio.sleep(0.05)


async def _ids(people: People, claim: int, article: int) -> dict[str, list[Any]]:
    """What the parameters of the API's paths may be here; ids of whatever else begin with 1."""
    sent = (await people.vera.get(f"/articles/{article}")).json()
    hook = (await people.ada.get("/webhooks")).json()[0]["id"]
    deliveries = (await people.ada.get(f"/webhooks/{hook}/deliveries")).json()["items"]
    return {
        "claim_id": [claim],
        "article_id": [article],
        "source": [sent["source"]],
        "external_id": [sent["external_id"]],
        "scale_key": ["five_step"],
        "target": ["claimreview"],
        "delivery_id": [each["id"] for each in deliveries],
    }


async def _everything(caller: Caller, ids: dict[str, list[Any]]) -> dict[str, list[httpx.Response]]:
    """Whatever can be asked for, by its name: as it is, as each kind of file, and for the words."""
    document = (await caller.http.get("/api/openapi.json")).json()
    found: dict[str, list[httpx.Response]] = {}
    for path, item in document["paths"].items():
        operation = item.get("get")
        if operation is None or operation["operationId"] in ENDLESS:
            continue
        takes = {each["name"]: each["in"] for each in operation.get("parameters", [])}
        in_path = [name for name, where in takes.items() if where == "path"]
        questions: list[dict[str, str]] = [{}]
        if "text" in takes:
            questions = [{"text": STATED}, {"text": "port"}]
            if operation["operationId"] not in SAY_AGAIN:
                questions.append({"text": SEALED})
        if "format" in takes:
            questions += [{"format": name} for name in ("csv", "jsonl")]
        answers = [
            await caller.http.get(
                path.format(**dict(zip(in_path, values, strict=True))), params=question
            )
            for values in product(*(ids.get(name, [1, 2, 3]) for name in in_path))
            for question in questions
        ]
        found[operation["operationId"]] = [a for a in answers if a.is_success]
    for path in PUBLIC:
        address = path.format(claim=ids["claim_id"][0])
        answer = await caller.http.get(address, params={"url": str(caller.http.base_url)})
        found[path] = [answer] if answer.is_success else []
    return found


def test_no_answer_tells_but_whom_the_policy_names(planted: Planted) -> None:
    told = {
        (who, call)
        for who, calls in planted.seen.items()
        for call, answers in calls.items()
        if any(holds(answer.text, SOUGHT) for answer in answers)
    }
    assert told == {(who, "getClaim") for who in ("ada", "edith", "vera")}
    stated = {
        (who, call)
        for who, calls in planted.seen.items()
        for call, answers in calls.items()
        if any(holds(answer.text, SHOWN) for answer in answers)
    }
    for call in ("listAudit", "exportAudit", "listClaimComments", "getClaim"):
        assert ("edith", call) in stated, call
    assert ("otto", "listClaimComments") in stated
    assert any('"kind":"claim"' in a.text for a in planted.seen["otto"]["search"])
    asked = {call for call, answers in planted.seen["ada"].items() if answers}
    assert asked >= {
        "getReport", "exportAudit", "listClaims", "search", "listMatches", "listRatings", "reconcile",
        "listClaimReviews", "getClaimReview", "listFollowUps", "reportUnnamed", "getPeriodReport",
        "getInbox", "getDigest", "listDeliveries", "getDelivery", "getArticle", "getReach",
    }  # fmt: skip
    assert {path for path in PUBLIC if planted.seen["anybody"][path]} == set(PUBLIC)


def test_nor_does_a_refusal(planted: Planted) -> None:
    assert len(planted.refused) > 50
    for answer in planted.refused:
        # A word where one of a few has to be, and a field that is none, are told to whoever typed them.
        said = re.sub(f"(enum value|unknown field) ['`]{SECRET}['`]", "", answer.text)
        assert not holds(said + str(answer.headers), SOUGHT), said


def test_nor_what_is_sent_by_itself(planted: Planted) -> None:
    assert '"claim"' in planted.heard
    assert planted.messages
    assert "followup/attempts" in planted.metrics
    for sent in (planted.heard, *planted.messages, planted.metrics):
        assert not holds(sent, SOUGHT), sent


def test_logs_tell_of_the_requests_and_not_what_was_in_them(planted: Planted) -> None:
    for name in ("text.log", "json.log"):
        said = (planted.folder / name).read_text()
        assert "followup/attempts" in said
        assert "of_the_test" in said, "a failure is told"
        assert not holds(said, SOUGHT | SHOWN), name
    said = (planted.folder / "worker.log").read_text()
    assert said
    assert not holds(said, SOUGHT | SHOWN)


def test_a_backup_has_them_sealed(planted: Planted) -> None:
    with zipfile.ZipFile(planted.saved) as archive:
        for name in archive.namelist():
            assert not holds(archive.read(name), SOUGHT), name
        dump = archive.read(DUMP)
    restored = subprocess.run(  # noqa: S603
        [find_binaries().program("pg_restore"), "--file=-"],
        input=dump,
        capture_output=True,
        check=True,
    ).stdout
    assert not holds(restored, SOUGHT)
    assert holds(restored, SHOWN)
    assert restored.count(b"fernet:") >= 7


def test_the_data_folder_has_them_sealed(planted: Planted) -> None:
    found, read = files_with(planted.folder, SOUGHT)
    assert found == []
    assert read > 1000
    shown, _ = files_with(planted.folder / "desk", SHOWN)
    assert any("pg_wal" in path for path in shown)
    assert any("/base/" in path for path in shown)


@pytest.mark.parametrize(
    "command", ["doctor", "match", "secrets keys", "secrets rotate", "user list"]
)
def test_no_command_tells(planted: Planted, command: str) -> None:
    words = (SECRET,) if command == "match" else ()
    said = claimdesk(*command.split(), *words, env=planted.env)
    assert said.stdout
    assert not holds(said.stdout.replace(SECRET, "") + said.stderr, SOUGHT)
