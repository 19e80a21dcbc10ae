"""What can go wrong, in the desk's terms. `web/problems.py` turns these into RFC 9457 answers.

Every message says what to do next. Nothing here knows of HTTP beyond the status a problem maps to.
"""

from typing import Any, ClassVar


class Problem(Exception):
    """Base of every expected failure.

    `detail` is a sentence for people; `extra` holds members for programs (RFC 9457, 3.2).
    """

    status: ClassVar[int] = 400
    slug: ClassVar[str] = "bad-request"
    title: ClassVar[str] = "The request cannot be carried out"

    def __init__(self, detail: str, **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra


class Invalid(Problem):
    """The input is well-formed but not acceptable."""

    status = 422
    slug = "invalid"
    title = "Something in the request is not acceptable"


class TooLarge(Problem):
    """The input is over a limit, which the detail names."""

    status = 413
    slug = "too-large"
    title = "That is more than claimdesk takes at once"


class Unauthenticated(Problem):
    """Nobody is signed in, or the credentials are wrong."""

    status = 401
    slug = "sign-in-required"
    title = "Sign in first"


class Forbidden(Problem):
    """The caller may not do this."""

    status = 403
    slug = "forbidden"
    title = "You may not do this"


class SignInAgain(Forbidden):
    """The caller signed in too long ago for what they want to change of their account."""

    slug = "sign-in-again"
    title = "Sign in again first"


class SecondFactorDue(Forbidden):
    """The caller's role needs a second factor, and they came in without."""

    slug = "second-factor-due"
    title = "Set up a second factor first"


class NotFound(Problem):
    """No such thing, or not on the caller's desks: the two are not told apart."""

    status = 404
    slug = "not-found"
    title = "There is no such thing here"


class NothingToWithdraw(NotFound):
    """The withdrawal of what the desk does not have, in a call that answers an article."""

    slug = "nothing-to-withdraw"
    title = "There is nothing to withdraw"


class Conflict(Problem):
    """The thing is in a state in which this cannot be done."""

    status = 409
    slug = "conflict"
    title = "Not possible as things stand"


class OtherFeed(Problem):
    """A reader is at a place that the ratings feed does not have; `feed` is the name of the one there is."""

    status = 410
    slug = "other-feed"
    title = "That is no place in this feed"


class Stale(Problem):
    """Someone changed the thing since the caller read it; `current` holds what it is now."""

    status = 412
    slug = "stale"
    title = "Somebody changed this in the meantime"


class PreconditionRequired(Problem):
    """A write that replaces something came without If-Match."""

    status = 428
    slug = "if-match-required"
    title = "Say which version you are changing"


class WrongMediaType(Problem):
    """The body is of another type than the call takes, or does not say of which."""

    status = 415
    slug = "not-json"
    title = "The body has to be of another type"


class Unavailable(Problem):
    """The database is away or too busy; it was not the request's fault."""

    status = 503
    slug = "unavailable"
    title = "Not available at the moment"


class TooManyAttempts(Problem):
    """Slowed down after repeated failures."""

    status = 429
    slug = "too-many-attempts"
    title = "Too many attempts"


class InDoubt(ConnectionError):
    """The connection broke while a transaction was committed: nobody knows whether it was."""
