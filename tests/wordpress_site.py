"""A real WordPress of a test's own: its database server, its folder, its web server, all on loopback."""

import json
import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from claimdesk.publishing.connectors.wordpress import PLUGIN
from tests.processes import free_port

WORDPRESS = Path("/usr/share/wordpress")
PACKAGES = "wordpress php-cli php-mysql php-mbstring php-xml mariadb-server-core mariadb-client"
PATIENCE = 60.0
CONFIG = """<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', '{user}' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:{socket}' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'WP_ENVIRONMENT_TYPE', 'local' );  // application passwords without TLS
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', true );
$table_prefix = 'wp_';
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
"""
THEME = """<!DOCTYPE html>
<html <?php language_attributes(); ?>><head><?php wp_head(); ?></head>
<body><?php while ( have_posts() ) { the_post(); the_content(); } wp_footer(); ?></body></html>
"""


def missing() -> str:
    """What is not there and how to get it; empty where everything is."""
    needed = {
        "PHP's command line": shutil.which("php"),
        "WordPress": (WORDPRESS / "wp-load.php").exists(),
        "MariaDB": all(map(_program, ("mariadbd", "mariadb-install-db", "mariadb"))),
    }
    gone = [name for name, there in needed.items() if not there]
    if not gone:
        modules = _run("php", "-m").lower().split()
        gone = [f"PHP's {name}" for name in ("mysqli", "mbstring", "xml") if name not in modules]
    if not gone:
        return ""
    return f"no {', '.join(gone)} here: apt install {PACKAGES}"


@dataclass
class Site:
    """The site, and its people's application passwords by their logins."""

    url: str
    folder: Path
    passwords: dict[str, str]

    def ask(self, login: str, method: str, route: str, **options: Any) -> httpx.Response:
        """A call of its REST API by somebody."""
        params = {"rest_route": route} | options.pop("params", {})
        auth = (login, self.passwords[login])
        return httpx.request(
            method, f"{self.url}/", params=params, auth=auth, timeout=60, **options
        )

    def asked_by_anybody(self, **params: str | int) -> str:
        """What its REST API tells everybody."""
        return httpx.get(f"{self.url}/", params=params, timeout=60).raise_for_status().text

    def page(self, post: int) -> str:
        """A post as readers get it."""
        return httpx.get(f"{self.url}/", params={"p": post}, timeout=60, follow_redirects=True).text

    def add_posts(self, count: int) -> set[str]:
        """Publish many at once; their ids."""
        code = (
            f"require '{self.folder}/wp-load.php'; for ($n = 0; $n < {count}; $n++) "
            "echo wp_insert_post( array( 'post_title' => \"Post $n\", 'post_content' => 'Words.', "
            "'post_status' => 'publish' ) ), ' ';"
        )
        log = self.folder / "wp-content/debug.log"
        return set(_run("php", "-d", f"error_log={log}", "-r", code).split())

    @property
    def complaints(self) -> str:
        """What PHP complained about."""
        log = self.folder / "wp-content/debug.log"
        return log.read_text() if log.exists() else ""


@contextmanager
def wordpress_site() -> Iterator[Site]:
    """Run one for the block; nothing of it is left afterwards."""
    with TemporaryDirectory(prefix="claimdesk-wordpress-") as name, ExitStack() as stack:
        scratch = Path(name)
        socket, user = scratch / "db.sock", pwd.getpwuid(os.geteuid()).pw_name
        stack.enter_context(_database(scratch / "db", socket, user))
        folder, port = scratch / "site", free_port()
        _lay_out(folder, CONFIG.replace("{user}", user).replace("{socket}", str(socket)))
        url = f"http://127.0.0.1:{port}"
        script = str(Path(__file__).with_name("wordpress_site.php"))
        log = folder / "wp-content/debug.log"
        passwords = json.loads(_run("php", "-d", f"error_log={log}", script, str(folder), url))
        served = ["php", "-S", f"127.0.0.1:{port}", "-t", str(folder)]
        stack.enter_context(_running(served, scratch / "php.log"))
        site = Site(url, folder, passwords)
        _until(lambda: _answers(site), "WordPress answers")
        yield site


def _lay_out(folder: Path, config: str) -> None:
    # What browsers would fetch is more than half of it, and nobody does here.
    fetched = [f"*.{ending}" for ending in ("js", "css", "map", "png", "svg", "gif", "woff2")]
    leave = shutil.ignore_patterns("wp-config.php", "wp-content", ".htaccess", *fetched)
    shutil.copytree(WORDPRESS, folder, ignore=leave)
    (folder / "wp-config.php").write_text(config)
    theme, plugins = folder / "wp-content/themes/plain", folder / "wp-content/plugins"
    theme.mkdir(parents=True)
    plugins.mkdir()
    (theme / "style.css").write_text("/* Theme Name: Plain */")
    (theme / "index.php").write_text(THEME)
    shutil.copy(PLUGIN, plugins)


@contextmanager
def _database(folder: Path, socket: Path, user: str) -> Iterator[None]:
    install, server = _program("mariadb-install-db"), _program("mariadbd")
    common = ["--no-defaults", f"--datadir={folder}", f"--user={user}"]
    _run(install, *common, "--skip-test-db", f"--auth-root-socket-user={user}")
    running = [
        *(server, *common, f"--socket={socket}", "--skip-networking"),
        *("--innodb-flush-log-at-trx-commit=0", "--innodb-fast-shutdown=2"),
        f"--pid-file={socket}.pid",
    ]
    with _running(running, socket.with_suffix(".log")):
        client = [_program("mariadb"), "--no-defaults", f"--socket={socket}"]
        _until(lambda: _succeeds([*client, "-e", "SELECT 1"]), "MariaDB answers")
        _run(*client, "-e", "CREATE DATABASE wordpress CHARACTER SET utf8mb4")
        yield


@contextmanager
def _running(command: list[str], log: Path) -> Iterator[None]:
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _program(name: str) -> str:
    return shutil.which(name, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin") or ""


def _run(*command: str) -> str:
    """What a program printed."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _succeeds(command: list[str]) -> bool:
    done = subprocess.run(command, capture_output=True, check=False, timeout=30)  # noqa: S603
    return done.returncode == 0


def _answers(site: Site) -> bool:
    try:
        return site.ask("claimdesk", "GET", "/wp/v2/users/me").is_success
    except httpx.TransportError:
        return False


def _until(holds: Any, what: str) -> None:
    give_up = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < give_up, f"Waited in vain until {what}."
        time.sleep(0.1)
