"""Finding a Chromium to test with, and getting one where there is none.

python -m tests.e2e.browser --install
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)


def find_browser() -> str | None:
    """The path of a Chromium: CLAIMDESK_CHROMIUM, one on the PATH, an app, or Playwright's own."""
    if given := os.environ.get("CLAIMDESK_CHROMIUM"):
        return given
    for name in NAMES:
        if path := shutil.which(name):
            return path
    for app in MAC_APPS:
        if Path(app).exists():
            return app
    return _playwrights_own()


def _playwrights_own() -> str | None:
    asked = subprocess.run(
        [
            sys.executable,
            "-c",
            "from playwright.sync_api import sync_playwright\n"
            "with sync_playwright() as p: print(p.chromium.executable_path)",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    path = asked.stdout.strip()
    return path if path and Path(path).exists() else None


def _install() -> None:
    """With apt where we may use it, else Playwright's own download."""
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and (not root or shutil.which("sudo")):
        env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        # An index that cannot be fetched need not matter: the package may be known already.
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]):
            subprocess.run(  # noqa: S603
                [*root, *command], env=env, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
            )
        if find_browser() is not None:
            return
    subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"], stdout=sys.stderr, check=False
    )


def main() -> None:
    """Print where the browser is; with --install, get one first if need be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true", help="get one where there is none")
    if parser.parse_args().install and find_browser() is None:
        _install()
    path = find_browser()
    if path is None:
        sys.exit("No Chromium found. Install Chromium or Chrome, or set CLAIMDESK_CHROMIUM to one.")
    sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
