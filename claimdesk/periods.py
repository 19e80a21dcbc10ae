"""Stretches of time that callers ask about. Pure."""

from datetime import UTC, datetime, timedelta

from claimdesk.errors import Invalid

USUAL = timedelta(days=30)


def in_utc(moment: datetime, name: str) -> datetime:
    """The moment in UTC. Raises Invalid where it has no zone: nobody knows when it is.

    `name` is the parameter's, for the message.
    """
    if moment.tzinfo is None:
        raise Invalid(
            f"`{name}` has no zone. End it with Z or an offset, as in 2030-01-31T00:00:00+01:00 "
            "(in an address + is written %2B).",
            errors=[{"field": name, "detail": "a time with its zone"}],
        )
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise Invalid(
            f"`{name}` is outside the years 1 to 9999.",
            errors=[{"field": name, "detail": "a year from 1 to 9999"}],
        ) from error


def between(
    since: datetime | None, until: datetime | None
) -> tuple[datetime | None, datetime | None]:
    """The bounds `from` and `to` in UTC, where given. Raises Invalid where they hold no time."""
    since = None if since is None else in_utc(since, "from")
    until = None if until is None else in_utc(until, "to")
    if since is not None and until is not None and since >= until:
        raise Invalid(
            "`from` has to be before `to`.",
            errors=[{"field": "from", "detail": "earlier than `to`"}],
        )
    return since, until


def period(
    since: datetime | None, until: datetime | None, moment: datetime
) -> tuple[datetime, datetime]:
    """Both bounds: `to` is `moment` (now) if left out, and `from` thirty days before `to`.

    Raises Invalid where they hold no time.
    """
    since, until = between(since, until)
    until = until or moment
    if since is None:
        # The calendar begins somewhere.
        since = until - min(USUAL, until - datetime.min.replace(tzinfo=UTC))
    if since >= until:
        raise Invalid(
            "`from` has to be before `to`, which is now where it is left out.",
            errors=[{"field": "from", "detail": "earlier than `to`"}],
        )
    return since, until
