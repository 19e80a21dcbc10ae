"""`claimdesk connect` as people run it: beside a CMS, until it is stopped."""

import asyncio
import json
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from litestar import Litestar

from claimdesk.accounts.rules import Scope
from claimdesk.publishing.connectors.state import alone
from tests.api.bridges import VERSIONED, Stories
from tests.api.conftest import ARTICLE, Caller, TokenFor
from tests.api.listening import listening
from tests.api.published import claim_of, publish
from tests.cms_server import cms_server
from tests.processes import claimdesk, environment, free_port

PATIENCE = 60.0


@asynccontextmanager
async def running(file: Path, env: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """The command for the block, what it says going into `said` beside its file."""
    with (file.parent / "said").open("wb") as said:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "claimdesk", "connect", str(file)),
            env=environment(env),
            stdout=said,
            stderr=said,
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def until(holds: Callable[[], bool], what: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110  (another process has no events for us)
            await asyncio.sleep(0.05)
    assert holds(), what


async def test_it_follows_both_sides_until_it_is_told_to_stop(
    app: Litestar, checker: Caller, editor: Caller, token_for: TokenFor, tmp_path: Path
) -> None:
    caller = await token_for(Scope.ARTICLES_WRITE, Scope.RATINGS_READ)
    token = caller.http.headers["Authorization"].removeprefix("Bearer ")
    stories, port = Stories(), free_port()
    stories.save("1", ARTICLE)
    (tmp_path / "versioned.py").write_text(VERSIONED)
    file = tmp_path / "bridge.toml"
    async with listening(app) as desk:
        with cms_server(stories.answer) as cms:
            file.write_text(
                f'[desk]\nurl = "{desk}"\ntoken_env = "DESK_TOKEN"\n'
                f'[cms]\nconnector = "versioned.py"\nsource = "cms"\nurl = "{cms.url}/stories"\n'
                f'[bridge]\nlisten = "127.0.0.1:{port}"\nsince = 2026-01-01T00:00:00Z\n'
            )
            env = {"DESK_TOKEN": token, "CLAIMDESK_DATA_DIR": str(tmp_path / "data")}
            async with running(file, env) as process:
                await until(lambda: "Sent the desk article 1," in said(file), "it polls")
                (listed,) = (await checker.get("/articles")).json()["items"]
                article = (await checker.get(f"/articles/{listed['id']}")).json()
                await publish(checker, editor, claim_of(article, unnamed=False))
                await until(lambda: "1" in stories.ratings, "the rating is written")
                stories.save("2", ARTICLE)
                async with httpx.AsyncClient(timeout=30) as pushing:
                    body = json.dumps(stories.stories["2"])
                    pushed = await pushing.post(f"http://127.0.0.1:{port}/", content=body)
                assert pushed.status_code == 204, pushed.text
                assert len((await checker.get("/articles")).json()["items"]) == 2
                process.send_signal(signal.SIGTERM)
                async with asyncio.timeout(PATIENCE):
                    assert await process.wait() == 0, said(file)
    assert "Traceback" not in said(file)
    assert token not in said(file)
    assert (tmp_path / "data/connect/bridge.sqlite").exists()


def said(file: Path) -> str:
    return (file.parent / "said").read_text()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[desk", "bridge.toml: Expected ']'"),
        ("", "[cms] needs `connector`, one of generic, ghost, superdesk, wordpress"),
        ('[cms]\nconnector = "ghost"\nsource = "x"', "[desk] needs token_env"),
        (
            '[cms]\nconnector = "wordpres"\nsource = "x"',
            "There is no connector wordpres: it is one of generic, ghost, superdesk, wordpress,",
        ),
    ],
)
def test_a_file_that_will_not_do_is_said_in_one_line(
    tmp_path: Path, text: str, problem: str
) -> None:
    file = tmp_path / "bridge.toml"
    file.write_text(text)
    done = claimdesk("connect", str(file), "--once", env={})
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert problem in done.stderr
    assert done.stderr.count("\n") == 1


def test_two_bridges_do_not_work_with_one_state(tmp_path: Path) -> None:
    file, state = tmp_path / "bridge.toml", tmp_path / "kept.sqlite"
    file.write_text(
        '[desk]\nurl = "http://127.0.0.1:1"\ntoken_env = "T"\n'
        '[cms]\nconnector = "generic"\nsource = "x"\nurl = "http://127.0.0.1:1"\nbody = "{}"\n'
        '[bridge]\nstate = "kept.sqlite"\n'
    )
    with alone(state):
        second = claimdesk("connect", str(file), "--once", env={"T": "x"})
        shown = claimdesk("connect", str(file), "--preview", env={"T": "x"})
    after = claimdesk("connect", str(file), "--once", env={"T": "x"})
    assert (second.returncode, second.stderr.count("\n")) == (1, 1)
    assert second.stderr.startswith("Error: Another bridge is at work with ")
    for other in (shown, after):
        assert "Another bridge" not in other.stderr
        assert "All connection attempts failed" in other.stderr


def test_an_address_that_is_taken_is_said(tmp_path: Path) -> None:
    file = tmp_path / "bridge.toml"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        file.write_text(
            '[desk]\nurl = "http://127.0.0.1:1"\ntoken_env = "T"\n'
            '[cms]\nconnector = "generic"\nsource = "x"\nurl = "http://127.0.0.1:1"\nbody = "{}"\n'
            f'[bridge]\nstate = "kept.sqlite"\nlisten = "127.0.0.1:{taken.getsockname()[1]}"\n'
        )
        done = claimdesk("connect", str(file), env={"T": "token-value"})
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("Error: [bridge] listen: nobody can listen at 127.0.0.1:")


def test_a_desk_that_is_away_is_said_and_ends_once_with_1(tmp_path: Path) -> None:
    file, url = tmp_path / "bridge.toml", f"http://127.0.0.1:{free_port()}"
    file.write_text(
        f'[desk]\nurl = "{url}"\ntoken_env = "T"\n'
        '[cms]\nconnector = "generic"\nsource = "x"\nurl = "http://127.0.0.1:1/"\nbody = "{}"\n'
        '[bridge]\nstate = "kept.sqlite"\n'
    )
    done = claimdesk("connect", str(file), "--once", env={"T": "token-value"})
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert f"The desk at {url} cannot be reached: All connection attempts failed. " in done.stderr
