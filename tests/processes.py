"""claimdesk as a process of its own, as people run it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

STARTS_WITHIN = 90


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """This process's variables without any setting of claimdesk's, and `extra`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMDESK_")}
    return kept | dict(extra)


def claimdesk(*arguments: str, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(  # noqa: S603  (our own program)
        [sys.executable, "-m", "claimdesk", *arguments],
        env=environment(env),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@contextmanager
def serving(
    command: str, *arguments: str, env: Mapping[str, str], log: Path
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run `claimdesk serve` or `demo` for the block; yields its address once it answers."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603  (our own program)
            [sys.executable, "-m", "claimdesk", command, "--port", str(port), *arguments],
            env=environment(env),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_it_answers(address, process, log)
        yield address, process
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait_until_it_answers(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < give_up:
        if process.poll() is not None:
            raise RuntimeError(f"claimdesk ended with {process.returncode}:\n{log.read_text()}")
        try:
            if httpx.get(f"{address}/api/health", timeout=5).is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"claimdesk did not answer:\n{log.read_text()}")
