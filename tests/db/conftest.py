"""Data folders for the embedded server, for every test of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.db.embedded_support import fresh_folder, made_folder


@pytest.fixture(name="folder")
def _folder() -> Iterator[Path]:
    yield from fresh_folder()


@pytest.fixture(name="made")
def _made() -> Iterator[Path]:
    yield from made_folder()
