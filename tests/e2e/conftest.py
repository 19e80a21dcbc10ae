"""A served desk and a real Chromium."""

import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.databases import fresh_database
from tests.e2e.browser import find_browser
from tests.processes import claimdesk, serving

PASSWORD = "correct horse battery"
PEOPLE = {"vera": "checker", "edith": "editor", "ada": "admin"}
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def add_people(env: Mapping[str, str]) -> None:
    """The three of `PEOPLE`, onto the desk that these settings lead to."""
    for login, role in PEOPLE.items():
        added = claimdesk(
            "user", "add", login, "--name", login.title(), "--role", role,
            "--password", PASSWORD, env=env,
        )  # fmt: skip
        assert added.returncode == 0, added.stderr


@pytest.fixture(scope="session")
def desk(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk that `claimdesk serve` serves, with three people on it."""
    folder = tmp_path_factory.mktemp("served")
    with fresh_database(server_url) as url:
        env = {"CLAIMDESK_DATABASE_URL": url}
        add_people(env)
        with serving("serve", env=env, log=folder / "log") as (address, _):
            yield address


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo desk."""
    log = tmp_path_factory.mktemp("demo") / "log"
    with (
        tempfile.TemporaryDirectory(prefix="claimdesk-test-") as folder,
        serving("demo", "--data-dir", f"{folder}/desk", env={}, log=log) as (address, _),
    ):
        yield address


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The browser, for the whole run."""
    executable = find_browser()
    if executable is None:
        pytest.fail("No Chromium here. Run: python -m tests.e2e.browser --install")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        await browser.close()


def _refused(said: str) -> bool:
    """Whether the browser says that the content security policy stopped something."""
    return "Content Security Policy" in said


@pytest.fixture
async def page(chromium: Browser, tmp_path: Path) -> AsyncIterator[Page]:
    """A fresh window at desk size. Any error of the page, or refusal by its policy, fails the test."""
    context = await chromium.new_context(viewport={"width": 1440, "height": 900})
    window = await context.new_page()
    errors: list[str] = []
    window.on("pageerror", lambda error: errors.append(str(error)))
    window.on("console", lambda said: errors.append(said.text) if _refused(said.text) else None)
    yield window
    await context.close()
    assert not errors, errors
