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

STARTS_WITHIN = 300
"""Seconds before a test gives up on a start; no test measures time, and machines may be busy."""


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


class Process:
    """`claimdesk` with a command that runs until ended; killed, and started again as it was."""

    def __init__(self, *arguments: str, env: Mapping[str, str], log: Path) -> None:
        self.log = log
        self._arguments = arguments
        self._env = environment(env)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it is what it is to be."""
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603  (our own program)
                [sys.executable, "-m", "claimdesk", *self._arguments],
                env=self._env,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The process that was started last."""
        assert self._process is not None
        return self._process

    @property
    def lives(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """End it at once, and see it ended."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """End it in good order; one that has ended is left."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=60)


class Server(Process):
    """`claimdesk serve` or `demo` on a port that stays its own."""

    def __init__(self, command: str, *arguments: str, env: Mapping[str, str], log: Path) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        super().__init__(command, "--port", str(self.port), *arguments, env=env, log=log)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        super().start()
        self.wait()

    def wait(self) -> None:
        """Until it answers. Raises RuntimeError where it ends instead, or takes too long."""
        give_up = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < give_up:
            if not self.lives:
                code = self.process.returncode
                raise RuntimeError(f"claimdesk ended with {code}:\n{self._said()}")
            try:
                if httpx.get(f"{self.address}/api/health", timeout=5).is_success:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise RuntimeError(f"claimdesk did not answer:\n{self._said()}")

    def _said(self) -> str:
        return "\n".join(self.log.read_text().splitlines()[-60:])


@contextmanager
def serving(
    command: str, *arguments: str, env: Mapping[str, str], log: Path
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run `claimdesk serve` or `demo` for the block; yields its address once it answers."""
    log.unlink(missing_ok=True)
    server = Server(command, *arguments, env=env, log=log)
    try:
        server.start()
        yield server.address, server.process
    finally:
        server.stop()
