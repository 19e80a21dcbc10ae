"""Units, container and compose file: whole, and about settings, commands and addresses that there are."""

import re
import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from litestar import Litestar

from claimdesk.__main__ import main
from claimdesk.app import create_app
from claimdesk.cli.settings import as_markdown, documented
from claimdesk.settings import Settings, load, unknown

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "claimdesk" / "deployment"
UNITS = sorted(FOLDER.glob("*.service"))
FOR_COMPOSE = {"CLAIMDESK_DATABASE_PASSWORD", "CLAIMDESK_DOMAIN"}
"""What whoever starts the compose file says; no process of claimdesk is given these."""


@pytest.fixture(scope="module")
def application() -> Litestar:
    return create_app(Settings())


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
    return found


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_every_setting_that_is_named_exists() -> None:
    known = {row.variable for row in documented()} | FOR_COMPOSE
    for path in sorted(FOLDER.iterdir()):
        named = set(re.findall(r"CLAIMDESK_[A-Z_]+", text_of(path)))
        assert named <= known, (path.name, named - known)


def test_the_example_of_settings_can_be_used() -> None:
    lines = text_of(FOLDER / "claimdesk.env").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert unknown(given) == []
    assert load(given).behind_tls


def test_the_readme_says_what_can_be_set() -> None:
    written = text_of(ROOT / "README.md")
    found = re.search(r"<!-- settings: .+? -->\n(.*?)<!-- end of settings -->", written, re.DOTALL)
    assert found is not None
    assert found[1] == as_markdown(documented()), "write what `claimdesk settings --markdown` says"


def test_every_setting_says_what_it_is_and_what_it_takes() -> None:
    for row in documented():
        assert len(row.meaning) > 10, row
        assert row.takes, row
    by_name = {row.variable: row for row in documented()}
    assert by_name["CLAIMDESK_PORT"].default == "8400"
    assert by_name["CLAIMDESK_PORT"].takes == "a whole number from 1 to 65,535"
    assert by_name["CLAIMDESK_LOG_FORMAT"].takes == "text or json"


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_is_closed_and_runs_a_command_that_there_is(unit: Path) -> None:
    parser = RawConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[method-assign, assignment]  # the documented way
    parser.read(unit, encoding="utf-8")
    service = parser["Service"]
    for name in (
        "NoNewPrivileges",
        "PrivateTmp",
        "PrivateDevices",
        "ProtectHome",
        "LockPersonality",
    ):
        assert service[name] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["User"] == "claimdesk"
    command = service["ExecStart"].split()
    assert command[0].endswith("/claimdesk")
    assert command[1] in main.list_commands(
        main.make_context("claimdesk", [], resilient_parsing=True)
    )
    # What `serve` ends with when it is told to stop, as tests/cli/test_stopping.py has it.
    assert service["SuccessExitStatus"] == "143"
    assert service["KillMode"] == "mixed"


def test_the_backups_timer_has_its_unit_and_the_readme_both() -> None:
    for timer in FOLDER.glob("*.timer"):
        assert timer.with_suffix(".service") in UNITS
        assert f"enable --now {timer.name}" in text_of(ROOT / "README.md")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd")
@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_takes_a_unit_and_finds_it_closed(unit: Path, tmp_path: Path) -> None:
    copy = tmp_path / unit.name.replace("@.", "@8400.")
    copy.write_text(re.sub(r"/opt/claimdesk/bin/claimdesk", sys.executable, text_of(unit)))
    for command in (["verify"], ["security", "--offline=true", "--threshold=20"]):
        ran = subprocess.run(  # noqa: S603  (systemd's own check)
            [str(shutil.which("systemd-analyze")), *command, str(copy)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout[-500:] + ran.stderr
        assert "Unknown key" not in ran.stderr


def _stages() -> list[list[tuple[str, str]]]:
    joined = re.sub(r"\\\n\s*", "", text_of(FOLDER / "Containerfile"))
    stages: list[list[tuple[str, str]]] = []
    for line in joined.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        word, _, rest = line.partition(" ")
        if word == "FROM":
            stages.append([])
        stages[-1].append((word, rest))
    return stages


def test_the_container_is_built_of_what_there_is() -> None:
    ignored = text_of(ROOT / ".dockerignore").splitlines()
    kept = {line[1:] for line in ignored if line.startswith("!")}
    names = {match[1] for stage in _stages() if (match := re.search(r" AS (\w+)", stage[0][1]))}
    for stage in _stages():
        for word, rest in stage:
            if word != "COPY":
                continue
            if source := re.match(r"--from=(\w+) ", rest):
                assert source[1] in names
                continue
            for path in rest.split()[:-1]:
                assert (ROOT / path).exists(), path
                assert path.split("/")[0] in kept, (
                    f"{path} is left out of what is sent to the builder"
                )


def test_the_container_runs_as_nobody_special() -> None:
    final = _stages()[-1]
    said = dict(final)
    assert said["USER"] == "10001"
    assert said["STOPSIGNAL"] == "SIGTERM"
    assert said["ENTRYPOINT"] == '["claimdesk"]'
    order = [word for word, _ in final]
    assert order.index("USER") < order.index("ENTRYPOINT")
    assert not any(word == "ADD" for stage in _stages() for word, _ in stage)


def test_addresses_that_are_asked_for_exist(application: Litestar) -> None:
    paths = {route.path for route in application.routes}
    for path in FOLDER.iterdir():
        for named in re.findall(r"/api/[a-z0-9/]+", text_of(path)):
            assert named in paths, (path.name, named)


def test_the_compose_file_is_whole(compose: dict[str, Any]) -> None:
    services = compose["services"]
    commands = main.list_commands(main.make_context("claimdesk", [], resilient_parsing=True))
    ours = {name: each for name, each in services.items() if each["image"] == "claimdesk"}
    assert set(ours) == {"web-1", "web-2", "worker"}
    for name, each in services.items():
        for other in each.get("depends_on", []):
            assert other in services, name
        for network in each["networks"]:
            assert network in compose["networks"]
        for volume in each["volumes"]:
            source = volume.split(":")[0]
            assert source in compose["volumes"] or (FOLDER / source).exists(), volume
    for name, each in ours.items():
        assert each["command"][0] in commands
        assert unknown(each["environment"]) == [], name
        # What is left open for whoever starts it has no bearing on whether the values can be read.
        load(
            {
                key: re.sub(r"\$\{\w+:\?\}", "said", value)
                for key, value in each["environment"].items()
            }
        )
        assert each["read_only"] is True
        assert each["cap_drop"] == ["ALL"]
        assert (FOLDER / each["build"]["context"] / each["build"]["dockerfile"]).resolve().is_file()
    assert [name for name, each in services.items() if "ports" in each] == ["proxy"]
    caddy = text_of(FOLDER / "Caddyfile")
    assert all(f"{name}:8400" in caddy for name in ours if name.startswith("web"))


def test_the_proxy_is_believed_and_nobody_else_reaches_a_desk(compose: dict[str, Any]) -> None:
    for name, each in compose["services"].items():
        if name.startswith("web"):
            settings = load(
                {"CLAIMDESK_TRUSTED_PROXIES": each["environment"]["CLAIMDESK_TRUSTED_PROXIES"]}
            )
            assert len(settings.proxies) == 3
            # Addresses are believed because nothing but the proxy can call.
            assert "ports" not in each


def test_programs_are_not_led_from_http_to_https() -> None:
    caddy = text_of(FOLDER / "Caddyfile")
    unsafe = caddy[caddy.index("http://{$CLAIMDESK_DOMAIN} {") :]
    api = re.search(r"handle /api/\* \{(.*?)\n\t\}", unsafe, re.DOTALL)
    assert api
    assert " 403" in api[1]
    assert "redir" not in api[1]
    assert "redir https://{host}{uri}" in unsafe


def test_the_proxy_packs_nothing_that_the_desk_left_as_it_was() -> None:
    said = [line.split()[0] for line in text_of(FOLDER / "Caddyfile").splitlines() if line.strip()]
    assert "reverse_proxy" in said
    assert "encode" not in said
