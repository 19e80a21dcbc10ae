"""Making the first account and the first desk, once."""

import secrets
from datetime import timedelta

from claimdesk.accounts import desks, people
from claimdesk.accounts import service as accounts
from claimdesk.accounts.passwords import fingerprint
from claimdesk.accounts.rules import SYSTEM, Role
from claimdesk.accounts.schemas import DeskCreate, PersonCreate
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Conflict, Forbidden
from claimdesk.setup.schemas import Setup
from claimdesk.setup.tables import SetupCode

CODE_LASTS = timedelta(days=1)


async def needed() -> bool:
    """Whether nobody exists yet."""
    return not await accounts.anybody()


async def new_code() -> str | None:
    """A code to set the desk up with, good for a day; null where somebody exists.

    Those of other processes that start at the same time stay good beside it.
    """
    if not await needed():
        return None
    code = secrets.token_urlsafe(24)
    await SetupCode.delete().where(SetupCode.expires_at < now())
    await SetupCode.insert(SetupCode(code_hash=fingerprint(code), expires_at=now() + CODE_LASTS))
    return code


async def set_up(data: Setup) -> accounts.SignedIn:
    """Make the desk and its admin; who it is. Raises Conflict once anybody exists, and Forbidden.

    Two people at once are one after the other: the second finds the first. So does the command line.
    """
    await _require_fitting(data.code)  # before anything that takes time or a lock
    async with transaction():
        await fetch("LOCK TABLE person IN EXCLUSIVE MODE")
        await _require_fitting(data.code)
        desk = await _desk(data.desk)
        person = await people.create(
            SYSTEM,
            desk,
            PersonCreate(
                login=data.login, name=data.name.strip(), password=data.password, role=Role.ADMIN
            ),
        )
        await SetupCode.delete(force=True)
    return accounts.SignedIn(person.id, 0)


async def _require_fitting(code: str) -> None:
    fits = await SetupCode.exists().where(
        (SetupCode.code_hash == fingerprint(code)) & (SetupCode.expires_at > now())
    )
    # Asked after the code, which goes when the first account comes: that is then said, not the code.
    if not await needed():
        raise Conflict("This desk is set up already. Sign in, or ask an admin for an account.")
    if not fits:
        raise Forbidden(
            "This is not the code of the set-up link, or it is older than a day. Open the link that "
            "claimdesk serve printed last; starting it again prints a new one."
        )


async def _desk(name: str) -> int:
    """The first desk, under its name. One that the command line left with nobody on it is taken."""
    rows = await fetch("SELECT id FROM desk ORDER BY id LIMIT 1")
    if rows:
        await fetch(
            "UPDATE desk SET name = {}, version = version + 1 WHERE id = {}",
            name.strip(),
            rows[0]["id"],
        )
        found: int = rows[0]["id"]
        return found
    return await desks.create(SYSTEM, DeskCreate(name=name, slug="desk"))
