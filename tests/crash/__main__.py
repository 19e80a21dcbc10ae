"""The harness as a command."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.crash.rounds import Broken, run


def main() -> int:
    """Run the rounds and print the table; 1 where something was lost, half there or wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("rounds", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--folder", type=Path, help="an empty folder for the desk's data")
    chosen = parser.parse_args()
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="claimdesk-crash-"))
    folder.chmod(0o711)  # as root, PostgreSQL runs as somebody else
    try:
        report = run(folder, rounds=chosen.rounds, seed=chosen.seed, tell=_tell)
    except Broken as broken:
        print(broken, file=sys.stderr)  # noqa: T201
        return 1
    print(report.table())  # noqa: T201
    return 0


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
