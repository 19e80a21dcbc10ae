"""What the build adds to the package: the built page, the migrations and the demo's articles.

Lies in frontend/ because building the page is most of it; pyproject.toml names it as a build hook.
"""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGE = "frontend/dist"
IN_WHEEL = {
    PAGE: "claimdesk/web/dist",
    "migrations": "claimdesk/_migrations",
    "fixtures/articles": "claimdesk/_fixtures/articles",
    "fixtures/demo.json": "claimdesk/_fixtures/demo.json",
}
LEFT = {"__pycache__", ".vite"}


class PackagedFilesHook(BuildHookInterface[Any]):
    """Runs for the source distribution and for the wheel; an editable install needs none of it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page unless it is there, and add what the target lacks."""
        if version == "editable":
            return
        root = Path(self.root)
        if not (root / PAGE / "index.html").is_file():
            build_page(root / "frontend")
        wanted = IN_WHEEL if self.target_name == "wheel" else {PAGE: PAGE}
        for source, target in wanted.items():
            for file in files_of(root / source):
                inside = file.relative_to(root / source).as_posix()
                build_data["force_include"][str(file)] = (
                    target if inside == "." else f"{target}/{inside}"
                )


def files_of(path: Path) -> list[Path]:
    """The files below a folder, in order, without what only builds leave; a file is itself."""
    if path.is_file():
        return [path]
    found = sorted(file for file in path.rglob("*") if file.is_file())
    return [file for file in found if not LEFT.intersection(file.parts)]


def build_page(frontend: Path) -> None:
    """Install the front end's packages and build it. Raises RuntimeError where npm is missing."""
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError(
            "The page is not built and there is no npm to build it with. Install Node.js 20.19 or "
            "newer, or build from a source distribution, which carries the built page."
        )
    for command in (["ci", "--include=dev", "--no-audit", "--no-fund"], ["run", "build"]):
        subprocess.run([npm, *command], cwd=frontend, check=True, stdin=subprocess.DEVNULL)  # noqa: S603
