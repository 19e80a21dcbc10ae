"""The locks pin everything, with hashes and without addresses, and what is installed agrees."""

import json
import re
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ("dev.txt", "runtime.txt")


def entries(lock: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Name to what is pinned and its hashes."""
    text = (ROOT / ".requirements" / lock).read_text(encoding="utf-8")
    found: dict[str, tuple[Requirement, list[str]]] = {}
    for entry in text.replace("\\\n", " ").splitlines():
        if not entry.strip() or entry.startswith("#"):
            continue
        pinned, *hashes = re.split(r"\s+--hash=", entry.strip())
        requirement = Requirement(pinned)
        found[canonicalize_name(requirement.name)] = (requirement, hashes)
    return found


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_hashes(lock: str) -> None:
    for name, (requirement, hashes) in entries(lock).items():
        assert re.fullmatch(r"==[^,*]+", str(requirement.specifier)), name
        assert hashes, name
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes), name


@pytest.mark.parametrize("lock", LOCKS)
def test_python_locks_name_no_address(lock: str) -> None:
    text = (ROOT / ".requirements" / lock).read_text(encoding="utf-8")
    assert "http" not in re.sub(r"(?m)^[a-z0-9.-]*http[a-z0-9.-]*==", "", text)
    assert "index-url" not in text
    assert "find-links" not in text
    assert " @ " not in text


def test_package_lock_names_no_address() -> None:
    lock = json.loads((ROOT / "frontend/package-lock.json").read_text(encoding="utf-8"))
    wanted = json.loads((ROOT / "frontend/package.json").read_text(encoding="utf-8"))
    packages = lock["packages"]
    assert not [path for path, package in packages.items() if "resolved" in package]
    assert not [path for path, package in packages.items() if path and not package.get("integrity")]
    for kind in ("dependencies", "devDependencies"):
        assert packages[""][kind] == wanted[kind]


def test_the_project_is_in_the_locks() -> None:
    declared = project()
    runtime = [Requirement(line) for line in declared["project"]["dependencies"]]
    dev = [Requirement(line) for line in declared["dependency-groups"]["dev"]]
    for lock, requirements in (("runtime.txt", runtime), ("dev.txt", runtime + dev)):
        pinned = entries(lock)
        for requirement in requirements:
            name = canonicalize_name(requirement.name)
            assert name in pinned, f"{name} is not in {lock}: run make lock"
            at = str(pinned[name][0].specifier).removeprefix("==")
            assert requirement.specifier.contains(at, prereleases=True), f"{lock}: {name} {at}"


def test_both_locks_pin_the_same_versions() -> None:
    dev = entries("dev.txt")
    for name, (requirement, _) in entries("runtime.txt").items():
        assert str(dev[name][0].specifier) == str(requirement.specifier)


def test_what_is_installed_is_what_is_pinned() -> None:
    wrong = []
    for name, (requirement, _) in entries("dev.txt").items():
        if requirement.marker is not None and not requirement.marker.evaluate():
            continue
        pinned = str(requirement.specifier).removeprefix("==")
        try:
            installed = version(name)
        except PackageNotFoundError:
            installed = "missing"
        if installed != pinned:
            wrong.append(f"{name} {installed}, not {pinned}")
    assert not wrong
