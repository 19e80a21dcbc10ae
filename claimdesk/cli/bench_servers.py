"""claimdesk's own processes for a bench: servers on free ports of the loopback address, and workers."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import click
import httpx

from claimdesk.settings import PREFIX, Settings

STARTS_WITHIN = 120.0
ENDS_WITHIN = 60.0
_LAST_WORDS = 2000


def environment(settings: Settings, **more: str) -> dict[str, str]:
    """This process's variables with no setting of claimdesk's but where the bench's database is."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    named = {"DATA_DIR": str(settings.data_dir), "DATABASE_URL": settings.database_url, **more}
    return kept | {f"{PREFIX}{name}": value for name, value in named.items() if value}


@contextlib.contextmanager
def servers(settings: Settings, how_many: int) -> Iterator[list[str]]:
    """So many `claimdesk serve` for the block, each of which answers; their addresses."""
    ports = _free_ports(how_many)
    commands: list[tuple[str, ...]] = [("serve", "--port", str(port)) for port in ports]
    addresses = [f"http://127.0.0.1:{port}" for port in ports]
    with _running(settings, commands) as processes:
        for address, process in zip(addresses, processes, strict=True):
            process.wait_for(address)
        yield addresses


@contextlib.contextmanager
def workers(settings: Settings, how_many: int) -> Iterator[None]:
    """So many `claimdesk worker` for the block."""
    with _running(settings, [("worker",) for _ in range(how_many)]):
        yield


class _Process:
    """One of ours, with what it says kept for the case that it ends."""

    def __init__(self, command: tuple[str, ...], env: dict[str, str], log: Path) -> None:
        self._log = log
        self._output: IO[bytes] = log.open("wb")
        self._process = subprocess.Popen(  # noqa: S603  (our own program)
            [sys.executable, "-m", "claimdesk", *command],
            env=env,
            stdout=self._output,
            stderr=subprocess.STDOUT,
        )

    def wait_for(self, address: str) -> None:
        """Until it answers. Raises ClickException where it ends instead."""
        give_up = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < give_up:
            if self._process.poll() is not None:
                raise click.ClickException(
                    f"claimdesk serve ended with {self._process.returncode}:\n{self._last_words()}"
                )
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"{address}/api/health", timeout=5).is_success:
                    return
            time.sleep(0.1)
        raise click.ClickException(
            f"claimdesk serve did not answer in {STARTS_WITHIN:g} s:\n{self._last_words()}"
        )

    def stop(self) -> None:
        """Have it end; it is not waited for yet."""
        self._process.terminate()

    def ended(self) -> None:
        """Wait for its end, which is forced where it takes too long."""
        try:
            self._process.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._output.close()

    def _last_words(self) -> str:
        return self._log.read_text(errors="replace")[-_LAST_WORDS:]


@contextlib.contextmanager
def _running(settings: Settings, commands: list[tuple[str, ...]]) -> Iterator[list[_Process]]:
    folder = settings.data_dir.parent
    started: list[_Process] = []
    try:
        for number, command in enumerate(commands):
            log = folder / f"{command[0]}-{number}.log"
            started.append(_Process(command, environment(settings), log))
        yield started
    finally:
        for process in started:
            process.stop()
        for process in started:
            process.ended()


def _free_ports(how_many: int) -> list[int]:
    """Ports that nobody listens on, held open together so that no two are the same."""
    with contextlib.ExitStack() as held:
        probes = [held.enter_context(socket.socket()) for _ in range(how_many)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
