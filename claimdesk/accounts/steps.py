"""What is under way between two calls of one browser: a second step, a challenge. Good once."""

import secrets
from datetime import timedelta
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec

from claimdesk.accounts.passwords import fingerprint
from claimdesk.accounts.tables import SignInStep
from claimdesk.clock import now
from claimdesk.db.engine import fetch

LASTS = timedelta(minutes=10)


class Kind(StrEnum):
    """What the step is part of: what was begun as one thing cannot be ended as another."""

    SECOND_FACTOR = "second_factor"
    PASSKEY_NEW = "passkey_new"
    PASSKEY_SIGN_IN = "passkey_sign_in"
    PROVIDER = "provider"


class Step(NamedTuple):
    """What was put down at the beginning, and whom it is about."""

    person: int | None
    data: dict[str, Any]


async def begin(kind: Kind, data: dict[str, Any], person: int | None = None) -> str:
    """Put something down; the secret by which its browser, and no other, gets it again."""
    held = secrets.token_urlsafe(32)
    await SignInStep.delete().where(SignInStep.expires_at < now())
    await SignInStep.insert(
        SignInStep(
            secret_hash=fingerprint(held),
            kind=kind.value,
            person=person,
            data=msgspec.json.encode(data).decode(),
            expires_at=now() + LASTS,
        )
    )
    return held


async def look(kind: Kind, held: str) -> Step | None:
    """What was put down; null where it is over, taken, or of another kind."""
    return _step(
        await fetch(
            "SELECT person, data FROM sign_in_step WHERE secret_hash = {} AND kind = {} "
            "AND expires_at > {}",
            fingerprint(held),
            kind.value,
            now(),
        )
    )


async def take(kind: Kind, held: str) -> Step | None:
    """The same, for the one caller who gets it: it is gone then."""
    return _step(
        await fetch(
            "DELETE FROM sign_in_step WHERE secret_hash = {} AND kind = {} AND expires_at > {} "
            "RETURNING person, data",
            fingerprint(held),
            kind.value,
            now(),
        )
    )


def _step(rows: list[dict[str, Any]]) -> Step | None:
    if not rows:
        return None
    return Step(rows[0]["person"], msgspec.json.decode(rows[0]["data"]))
