"""Whatever is killed, what was acknowledged is there, nothing is half there, and jobs go on.

CLAIMDESK_TEST_SOAK=1 kills 200 times, else three times; `python -m tests.crash` prints the same as a table.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from tests.crash.rounds import run

ROUNDS = 200 if os.environ.get("CLAIMDESK_TEST_SOAK") else 3


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_nothing_acknowledged_is_lost_whatever_is_killed() -> None:
    folder = Path(tempfile.mkdtemp(prefix="claimdesk-crash-"))
    folder.chmod(0o711)  # as root, PostgreSQL runs as somebody else
    report = run(folder, ROUNDS, seed=8)  # where it fails, the folder stays and is named
    print(report.table())  # noqa: T201
    shutil.rmtree(folder)
