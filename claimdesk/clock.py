"""The one clock, which may step back, as when a machine's is set right.

So nothing is ordered by it: the audit trail, the ratings feed and what is sent to webhooks go by their
numbers. What ends by it (a lease, a session, a wait before the next try) ends later by the step and
never sooner, and attempts at passwords that lie in the future count as well.
"""

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
