"""The one clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

_shift: ContextVar[timedelta] = ContextVar("shift", default=timedelta(0))


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC) + _shift.get()


@contextmanager
def starting_at(moment: datetime) -> Iterator[None]:
    """Within this the clock begins at `moment` and goes on from there: for telling what has been.

    The demo has its desk's past written by the services themselves.
    """
    token = _shift.set(moment - datetime.now(UTC))
    try:
        yield
    finally:
        _shift.reset(token)
