"""The one clock, which may step back, as when a machine's is set right.

So nothing is ordered by it: the audit trail, the ratings feed and what is sent to webhooks go by their
numbers. What ends by it (a lease, a session, a wait before the next try) ends later by the step and
never sooner, and attempts at passwords that lie in the future count as well.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

from claimdesk.errors import Invalid

_shift: ContextVar[timedelta] = ContextVar("shift", default=timedelta(0))


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC) + _shift.get()


def same_minute(one: datetime | None, other: datetime | None) -> bool:
    """Whether two times are the same to whoever picks one in a browser, where they have no seconds."""
    if one is None or other is None:
        return one is other
    return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


def require_ahead(due: datetime | None, *before: datetime | None) -> None:
    """Raise Invalid for a new due date that is over; one that was there `before` may stay.

    A minute is let pass: people take a while to press the button, and clocks differ.
    """
    over = due is not None and due < now() - timedelta(minutes=1)
    if over and not any(same_minute(due, each) for each in before):
        raise Invalid(
            "That due date is over. Choose one in the future.",
            errors=[{"field": "due", "detail": "in the future"}],
        )


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
