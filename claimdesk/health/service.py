"""The list of checks, and asking them all.

A part of claimdesk that has something to say registers a check, in a module that `app.py` imports:

    @part("live")
    async def live(settings: Settings) -> Finding:
        return Finding({"connections": len(CONNECTIONS)})

The page shows what it has no words for by its key, so a new part needs nothing there to be seen.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import NamedTuple

import asyncpg

from claimdesk import __version__
from claimdesk.accounts.rules import Actor, Role
from claimdesk.db.open import pending_migrations
from claimdesk.health.schemas import HealthDetails, HealthFact, HealthPart, HealthState, Readiness
from claimdesk.settings import Settings

log = logging.getLogger("claimdesk")

PATIENCE = 5.0
"""Seconds a check may take; a part that does not answer is failing, and the page still comes."""

AWAY = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)
"""What asking raises where the database does not answer."""

_ORDER = [HealthState.WELL, HealthState.WATCH, HealthState.FAILING]


Facts = dict[str, str | int | float | None]


class Finding(NamedTuple):
    """What a check found: figures by key, how it is, and what to do where it is not well."""

    facts: Facts
    state: HealthState = HealthState.WELL
    detail: str = ""


Check = Callable[[Settings], Awaitable[Finding]]
_checks: dict[str, Check] = {}


def part(key: str) -> Callable[[Check], Check]:
    """Register a check under a key."""

    def register(check: Check) -> Check:
        _checks[key] = check
        return check

    return register


async def details(actor: Actor, settings: Settings) -> HealthDetails:
    """How everything is; for admins of any desk."""
    actor.require_any(Role.ADMIN, "Seeing how the server is")
    # One after the other: together they would take the pool's connections away from people.
    parts = [await _ask(key, check, settings) for key, check in _checks.items()]
    worst = max((each.state for each in parts), key=_ORDER.index, default=HealthState.WELL)
    return HealthDetails(state=worst, version=__version__, parts=parts)


async def readiness() -> tuple[Readiness, Readiness]:
    """How the database and its migrations are."""
    try:
        async with asyncio.timeout(PATIENCE):
            waiting = await pending_migrations()
    except AWAY:
        return Readiness.AWAY, Readiness.UNKNOWN
    return Readiness.OK, Readiness.PENDING if waiting else Readiness.OK


async def _ask(key: str, check: Check, settings: Settings) -> HealthPart:
    try:
        async with asyncio.timeout(PATIENCE):
            found = await check(settings)
    except TimeoutError:
        found = Finding({}, HealthState.FAILING, f"No answer within {PATIENCE:g} seconds.")
    except Exception:
        log.exception("The health check of %s failed.", key)
        found = Finding({}, HealthState.FAILING, "The check itself failed; the log says how.")
    return HealthPart(
        key=key,
        state=found.state,
        facts=[HealthFact(key=name, value=value) for name, value in found.facts.items()],
        detail=found.detail,
    )
