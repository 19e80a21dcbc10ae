"""When a job that did not end well runs again. Pure.

Procrastinate asks its strategies about every exception, also that by which a worker that stops takes
its jobs back, and its `attempts` count all of them, deaths too. What counts here are failures alone,
at the place where the job is (`mishaps.py`).
"""

from contextvars import ContextVar

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

ATTEMPTS = 4
SUSPECTS = "jobs.suspects"
"""The lock of jobs of which one ends its worker: over all workers only one of them runs at a time."""
FAILURES: ContextVar[int] = ContextVar("failures")
"""How often the running job has failed, this time among them; 0 where it was only stopped."""


class Patience(BaseRetryStrategy):
    """Try again so often after a failure; what was only stopped at once, and as often as that is."""

    def __init__(self, retries: int) -> None:
        self.retries = retries

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:  # noqa: ARG002  (always sent)
        """When to run it again; None gives it up."""
        failures = FAILURES.get(job.attempts + 1)  # of what the worker's middleware never saw
        if failures == 0:
            return RetryDecision()
        if failures > self.retries:
            return None
        # What waits would keep other suspects waiting. It did not end its worker, and is none any more.
        lock = f"job:{job.id}" if job.lock == SUSPECTS else None
        return RetryDecision(retry_in={"seconds": 12**failures}, lock=lock)


PATIENCE = Patience(ATTEMPTS)
"""For what fails by chance: tried again after about 12 seconds, 2 minutes, half an hour, 6 hours."""
ONCE = Patience(0)
"""For what is not tried again when it fails, since its time comes again by itself."""
