"""Failed attempts to sign in, counted to slow down whoever guesses."""

from datetime import timedelta

from claimdesk.accounts.tables import SignInFailure
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import TooManyAttempts

FAILURES_PER_LOGIN = 10
FAILURES_PER_ADDRESS = 50  # a newsroom often has one address for all
FAILURE_WINDOW = timedelta(minutes=15)


async def note(login: str, address: str) -> int:
    """Note an attempt as a failure, which success takes back; its id. Raises TooManyAttempts.

    After ten failures in a quarter of an hour for a login, or fifty from an address, nobody gets in
    there until enough of them are a quarter of an hour old.

    Noted before the password is looked at, one attempt after the other: however many come at the
    same moment, no more than the limit are tried.
    """
    async with transaction():
        for who in (f"address {address}", f"login {login}"):
            await fetch("SELECT pg_advisory_xact_lock(hashtextextended({}, 0))", who)
        recent = (
            await SignInFailure.select(SignInFailure.login, SignInFailure.address)
            .where((SignInFailure.login == login) | (SignInFailure.address == address))
            .where(SignInFailure.at > now() - FAILURE_WINDOW)
            .limit(FAILURES_PER_LOGIN + FAILURES_PER_ADDRESS)
        )
        if (
            sum(row["login"] == login for row in recent) >= FAILURES_PER_LOGIN
            or sum(row["address"] == address for row in recent) >= FAILURES_PER_ADDRESS
        ):
            raise TooManyAttempts(
                "Too many failed sign-ins. Wait a quarter of an hour, then try again."
            )
        row = SignInFailure(login=login, address=address, at=now())
        await row.save()
        attempt: int = row.id
        return attempt


async def take_back(attempt: int) -> None:
    """An attempt was none, after all."""
    await SignInFailure.delete().where(SignInFailure.id == attempt)


async def forgive(login: str) -> None:
    """Somebody is in: forget their failures, and everybody's old ones."""
    await SignInFailure.delete().where(
        (SignInFailure.login == login) | (SignInFailure.at < now() - FAILURE_WINDOW)
    )
