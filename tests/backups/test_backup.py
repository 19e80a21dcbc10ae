"""`claimdesk backup` and `restore` as people run them, against a desk that is at work."""

import asyncio
import json
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import asyncpg
import httpx
import pytest

from claimdesk.backups.archive import read_manifest
from claimdesk.backups.manifest import DUMP, MANIFEST, Manifest
from claimdesk.db.tools import renamed
from tests.cli.test_demo import sign_in
from tests.databases import fresh_database
from tests.processes import claimdesk, environment, serving


def ask(url: str, sql: str) -> list[dict[str, Any]]:
    async def inside() -> list[dict[str, Any]]:
        connection = await asyncpg.connect(url)
        try:
            return [dict(row) for row in await connection.fetch(sql)]
        finally:
            await connection.close()

    return asyncio.run(inside())


def run(*arguments: str | Path, url: str) -> subprocess.CompletedProcess[str]:
    return claimdesk(*map(str, arguments), env={"CLAIMDESK_DATABASE_URL": url})


def beside(url: str) -> list[str]:
    """The databases that a command made and left."""
    own = ask(url, "SELECT current_database() AS name")[0]["name"]
    rows = ask(url, f"SELECT datname FROM pg_database WHERE datname LIKE '{own}\\_%'")  # noqa: S608
    return [row["datname"] for row in rows]


class Saved(NamedTuple):
    """A desk with a demo's data, its backup, and a session of before it."""

    url: str
    file: Path
    cookies: dict[str, str]
    published: int
    feed: str
    written_later: int


@contextmanager
def writing(client: httpx.Client) -> Iterator[list[int]]:
    """Send articles for the block, one after the other; yields the answers' states."""
    answers: list[int] = []
    done = threading.Event()

    def write() -> None:
        while not done.is_set():
            text = f"The mayor said it was {len(answers)} percent."
            answers.append(client.post("/articles", json={"text": text}).status_code)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield answers
    finally:
        done.set()
        thread.join()


@pytest.fixture(scope="module")
def saved(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Saved]:
    folder = tmp_path_factory.mktemp("backups")
    file = folder / "desk.zip"
    with fresh_database(server_url) as url:
        env = {"CLAIMDESK_DATABASE_URL": url}
        with (
            serving("demo", env=env, log=folder / "log") as (address, _),
            closing(sign_in(address, "tobias")) as tobias,
        ):
            page = tobias.get("/ratings").json()
            published, feed = len(page["items"]), page["feed"]
            with writing(tobias) as answers:
                made = run("backup", file, url=url)
            assert made.returncode == 0, made.stderr
            assert made.stdout.strip() == str(file)
            assert set(answers) == {201}
            # A desk at work: somebody else is connected.
            refused = run("restore", file, "--replace", url=url)
            assert refused.returncode == 1
            assert "Stop claimdesk serve" in refused.stderr
            cookies = dict(tobias.cookies)
        yield Saved(url, file, cookies, published, feed, len(answers))


def manifest_of(file: Path) -> Manifest:
    return read_manifest(file)


def test_a_backup_is_one_private_proven_file(saved: Saved) -> None:
    assert saved.file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in saved.file.parent.glob(".*")] == []
    assert beside(saved.url) == []
    made = manifest_of(saved.file)
    assert made.state.audit_number > 100
    assert made.state.rows["rating_event"] == saved.published > 0
    assert "session" not in made.state.rows
    # One moment: as many articles as the trail says were taken in, however many came meanwhile.
    now = ask(saved.url, "SELECT count(*) AS n FROM article")[0]["n"]
    assert made.state.rows["article"] < now
    told = ask(
        saved.url,
        "SELECT count(DISTINCT entity_id) AS n FROM audit_event WHERE entity = 'article' "  # noqa: S608
        f"AND number <= {made.state.audit_number}",
    )
    assert told[0]["n"] == made.state.rows["article"]


def test_a_restored_desk_is_the_one_that_was_saved(
    saved: Saved, server_url: str, tmp_path: Path
) -> None:
    made = manifest_of(saved.file)
    with fresh_database(server_url) as url:
        put = run("restore", saved.file, url=url)
        assert put.returncode == 0, put.stderr
        assert str(made.state.head) in put.stdout
        assert beside(url) == []
        head = put.stdout.split()[-1]
        checked = run("doctor", "--head", str(made.state.head), url=url)
        assert checked.returncode == 0, checked.stderr
        assert f"Its head is {head}" in checked.stdout
        noted = ask(url, "SELECT * FROM audit_event ORDER BY number DESC LIMIT 1")[0]
        assert (noted["action"], noted["entity"], noted["actor"]) == (
            "restore",
            "backup",
            "claimdesk",
        )
        for table, rows in made.state.rows.items():
            if table != "audit_event":
                found = ask(url, f'SELECT count(*) AS n FROM "{table}"')  # noqa: S608
                assert found[0]["n"] == rows, table
        # What waits to be sent has the ids it had, so that whoever got it before knows it again.
        sent = "SELECT message, seq FROM webhook_delivery ORDER BY id"
        assert ask(url, sent) == ask(saved.url, sent) != []
        env = {"CLAIMDESK_DATABASE_URL": url}
        with serving("demo", env=env, log=tmp_path / "log") as (address, _):
            old = httpx.get(f"{address}/api/v1/claims", cookies=saved.cookies)
            assert old.status_code == 401, "sessions of before ended"
            with closing(sign_in(address, "tobias")) as tobias:
                page = tobias.get("/ratings").json()
                seqs = [event["seq"] for event in page["items"]]
                assert seqs == list(range(1, saved.published + 1))
                # Whoever read on after the backup is told that this is another feed.
                assert page["feed"] not in ("", saved.feed)
                there: dict[str, str | int] = {"after": saved.published, "feed": saved.feed}
                assert tobias.get("/ratings", params=there).status_code == 410
                there["feed"] = page["feed"]
                assert tobias.get("/ratings", params=there).json()["items"] == []
                posted = tobias.post("/articles", json={"text": "The mayor said it was 5 percent."})
                assert posted.status_code == 201


def test_a_desk_makes_way_only_when_told_to(saved: Saved) -> None:
    stays = run("restore", saved.file, url=saved.url)
    assert stays.returncode == 1
    assert "--replace" in stays.stderr
    before = ask(saved.url, "SELECT count(*) AS n FROM article")[0]["n"]
    done = run("restore", saved.file, "--replace", "--keep-old", url=saved.url)
    assert done.returncode == 0, done.stderr
    now = ask(saved.url, "SELECT count(*) AS n FROM article")[0]["n"]
    assert now == manifest_of(saved.file).state.rows["article"] < before
    (old,) = beside(saved.url)
    assert old in done.stderr
    kept = renamed(saved.url, old)
    assert ask(kept, "SELECT count(*) AS n FROM article")[0]["n"] == before
    ask(saved.url, f'DROP DATABASE "{old}"')
    again = run("restore", saved.file, "--replace", url=saved.url)
    assert again.returncode == 0, again.stderr
    assert beside(saved.url) == []


def changed(file: Path, to: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """A copy whose manifest says something else."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(to, "w") as new:
        new.writestr(DUMP, old.read(DUMP))
        manifest = json.loads(old.read(MANIFEST))
        change(manifest)
        new.writestr(MANIFEST, json.dumps(manifest))
    return to


def test_what_is_damaged_is_refused_before_anything_is_done(saved: Saved, tmp_path: Path) -> None:
    whole = saved.file.read_bytes()
    before = ask(saved.url, "SELECT number, hash FROM audit_head")
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    for name, content, said in (
        ("flipped", bytes(flipped), "is damaged"),
        ("cut", whole[:-100], "cut off"),
        ("empty", b"", "cut off"),
        ("other", b"PK\x05\x06" + bytes(18), "cut off"),
    ):
        bad = tmp_path / name
        bad.write_bytes(content)
        for how in (["--replace"], ["--check"]):
            refused = run("restore", bad, *how, url=saved.url)
            assert refused.returncode == 1
            assert said in refused.stderr, refused.stderr
            assert "Traceback" not in refused.stderr
    assert "cannot be read" in run("restore", tmp_path / "none", url=saved.url).stderr

    def other_rows(manifest: dict[str, Any]) -> None:
        manifest["state"]["rows"]["claim"] += 1

    def other_head(manifest: dict[str, Any]) -> None:
        manifest["state"]["audit_hash"] = "0" * 64

    def newer(manifest: dict[str, Any]) -> None:
        manifest["state"]["migrations"].append("2036-01-01T00:00:00:000000")

    for change, said in (
        (other_rows, "rows and not"),
        (other_head, "audit head is"),
        (newer, "which is newer"),
    ):
        bad = changed(saved.file, tmp_path / change.__name__, change)
        refused = run("restore", bad, "--replace", url=saved.url)
        assert refused.returncode == 1
        assert said in refused.stderr, refused.stderr
    assert ask(saved.url, "SELECT number, hash FROM audit_head") == before
    assert beside(saved.url) == []


def test_a_trail_that_was_broken_is_found_when_the_backup_is_made(
    saved: Saved, server_url: str, tmp_path: Path
) -> None:
    with fresh_database(server_url) as url:
        assert run("restore", saved.file, url=url).returncode == 0
        ask(url, "ALTER TABLE audit_event DISABLE TRIGGER USER")
        ask(url, "UPDATE audit_event SET actor = 'nobody' WHERE number = 7")
        refused = run("backup", tmp_path / "desk.zip", url=url)
        assert refused.returncode == 1
        assert "event 7 is not as written" in refused.stderr
        assert list(tmp_path.iterdir()) == []
        unproven = run("backup", tmp_path / "desk.zip", "--no-verify", url=url)
        assert unproven.returncode == 0
        assert "Not opened on trial" in unproven.stderr
        checked = run("restore", tmp_path / "desk.zip", "--check", url=url)
        assert checked.returncode == 1
        assert "event 7" in checked.stderr


def test_a_file_that_is_there_stays_and_a_folder_gets_a_name(saved: Saved, tmp_path: Path) -> None:
    before = saved.file.read_bytes()
    refused = run("backup", saved.file, url=saved.url)
    assert refused.returncode == 1
    assert "already" in refused.stderr
    assert saved.file.read_bytes() == before
    made = run("backup", tmp_path, "--no-verify", url=saved.url)
    (file,) = tmp_path.iterdir()
    assert made.stdout.strip() == str(file)
    assert file.name.startswith("claimdesk-2")
    checked = run("restore", "--check", file, url=saved.url)
    assert checked.returncode == 0, checked.stderr
    assert "can be restored" in checked.stdout
    nowhere = run("backup", tmp_path / "no" / "folder" / "x.zip", url=saved.url)
    assert nowhere.returncode == 1
    assert "No file can be made" in nowhere.stderr


def test_an_older_desks_backup_is_brought_up(server_url: str, tmp_path: Path) -> None:
    until = "2026-11-29T06:00:00:000120"
    script = (
        "import asyncio, sys; from claimdesk.db.engine import configure; "
        "from claimdesk.db.open import migrate; configure(sys.argv[1]); "
        "asyncio.run(migrate(sys.argv[2]))"
    )
    file = tmp_path / "old.zip"
    with fresh_database(server_url) as url:
        subprocess.run([sys.executable, "-c", script, url, until], check=True)  # noqa: S603
        made = run("backup", file, url=url)
        assert made.returncode == 0, made.stderr
        assert ask(url, "SELECT max(name) AS last FROM migration")[0]["last"] == until
    assert manifest_of(file).migration_head == until
    with fresh_database(server_url) as url:
        assert run("restore", file, url=url).returncode == 0
        assert ask(url, "SELECT max(name) AS last FROM migration")[0]["last"] > until


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_backup_that_was_ended_is_none_and_leaves_nothing_in_the_way(
    saved: Saved, tmp_path: Path, number: signal.Signals
) -> None:
    file = tmp_path / "desk.zip"
    command = [sys.executable, "-m", "claimdesk", "backup", str(file)]
    with subprocess.Popen(  # noqa: S603
        command,
        env=environment({"CLAIMDESK_DATABASE_URL": saved.url}),
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("Opening it"):
                process.send_signal(number)
                break
    assert process.returncode != 0
    assert not file.exists()
    if number == signal.SIGINT:
        assert list(tmp_path.iterdir()) == []
        assert beside(saved.url) == []
    again = run("backup", file, url=saved.url)
    assert again.returncode == 0, again.stderr
    assert beside(saved.url) == []


def test_where_there_is_no_desk_none_is_made(server_url: str, tmp_path: Path) -> None:
    typo = claimdesk("backup", "--data-dir", str(tmp_path / "typo"), env={})
    assert typo.returncode == 1
    assert "There is no desk in" in typo.stderr
    assert list(tmp_path.iterdir()) == []
    with fresh_database(server_url) as url:
        empty = run("backup", tmp_path / "x.zip", url=url)
        assert empty.returncode == 1
        assert "There is no desk" in empty.stderr
        assert ask(url, "SELECT count(*) AS n FROM pg_tables WHERE schemaname = 'public'") == [
            {"n": 0}
        ]
    assert list(tmp_path.iterdir()) == []


def test_whoever_may_make_no_database_is_told_what_to_ask_for(saved: Saved, tmp_path: Path) -> None:
    try:
        ask(saved.url, "CREATE ROLE claimdesk_test_poor LOGIN")
        ask(saved.url, "GRANT pg_read_all_data TO claimdesk_test_poor")
        if "host=" in saved.url:
            pytest.skip("the embedded server lets in nobody else")
        poor = saved.url.replace("postgres@", "claimdesk_test_poor@")
        refused = run("backup", tmp_path / "x.zip", url=poor)
        assert refused.returncode == 1
        assert "ALTER ROLE" in refused.stderr
    finally:
        ask(saved.url, "DROP OWNED BY claimdesk_test_poor")
        ask(saved.url, "DROP ROLE claimdesk_test_poor")


def test_what_is_not_claimdesks_is_never_dropped(server_url: str, saved: Saved) -> None:
    with fresh_database(server_url) as url:
        ask(url, "CREATE SCHEMA cms")
        ask(url, "CREATE TABLE cms.story (id int)")
        refused = run("restore", saved.file, url=url)
        assert (refused.returncode, "--replace" in refused.stderr) == (1, True)
        done = run("restore", saved.file, "--replace", url=url)
        assert done.returncode == 0, done.stderr
        assert "cms.story" in done.stderr
        (kept,) = beside(url)
        assert ask(renamed(url, kept), "SELECT count(*) FROM cms.story")
        assert ask(url, "SELECT count(*) AS n FROM password_link") == [{"n": 0}]
        ask(url, f'DROP DATABASE "{kept}"')
