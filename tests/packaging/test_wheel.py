"""The wheel carries all that an installed claimdesk needs, and runs where there is no Node."""

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import httpx
import pytest

from tests.processes import serving

ROOT = Path(__file__).parents[2]


def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "frontend/hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout and unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(  # noqa: S603  (our own build)
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_it_carries_page_migrations_and_demo(installed: Path) -> None:
    def names(folder: Path) -> set[str]:
        return {path.name for path in folder.iterdir() if path.name != "__pycache__"}

    package = installed / "claimdesk"
    assert "assets" in names(package / "web/dist")
    assert names(package / "_migrations") == names(ROOT / "migrations")
    assert names(package / "_fixtures") == {"articles", "demo.json"}
    assert names(package / "_fixtures/articles") == names(ROOT / "fixtures/articles")
    assert (package / "py.typed").exists()
    assert (package / "publishing/connectors/wordpress/claimdesk.php").exists()


def test_it_carries_nothing_else(installed: Path) -> None:
    top = {path.name for path in installed.iterdir()}
    assert {name for name in top if not name.endswith(".dist-info")} == {"claimdesk"}
    assert not list(installed.rglob("node_modules"))


def test_the_demo_runs_from_it_without_node(installed: Path, tmp_path: Path) -> None:
    called = tmp_path / "called"
    for name in ("node", "npm", "npx"):
        (tmp_path / name).write_text(f"#!/bin/sh\ntouch {called}\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    env = {
        "PATH": f"{tmp_path}:{os.defpath}",
        "PYTHONPATH": str(installed),
        "PYTHONSAFEPATH": "1",  # or the checkout, where the tests run, would come first
        "CLAIMDESK_DATA_DIR": str(tmp_path / "data"),
    }
    with serving("demo", env=env, log=tmp_path / "log") as (address, _):
        page = httpx.get(f"{address}/")
        assert page.status_code == 200
        script = page.text.partition('src="')[2].partition('"')[0]
        assert httpx.get(f"{address}{script}").status_code == 200
        signed_in = httpx.post(
            f"{address}/api/v1/session",
            json={"login": "harriet", "password": "quay-ledger-otter-26"},
        )
        assert signed_in.is_success, signed_in.text
    assert not called.exists()


def test_without_page_and_npm_the_build_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RuntimeError, match=r"Install Node\.js"):
        hook().build_page(tmp_path)
