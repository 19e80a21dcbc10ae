"""Passwords and secrets: how they are made, kept and compared."""

import asyncio
import hashlib
import secrets
from collections.abc import Collection

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from claimdesk.accounts.strength import require_hard_to_guess

_hasher = PasswordHasher()
NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$ZRCfMLV5JH5Fl14NRGnNzg"
    "$NBTI0rRVHzwa8j5OY5uTPq5ZnAzoTj3pwlU7Pin2vw4"
)
"""A random text's hash, by the hasher's parameters. Compared against when nobody has the login, so that the
answer takes as long either way; written down, since every command would wait for its making."""
_nobody = NOBODY

TOKEN_PREFIX = "claimdesk_"  # noqa: S105  (a prefix that lets scanners find a leaked token)


async def hash_password(password: str, about: Collection[str]) -> str:
    """The argon2id hash (RFC 9106) in its encoded form.

    Raises Invalid for a password that is easy to guess for who knows the words `about` its owner.
    """
    await asyncio.to_thread(require_hard_to_guess, password, about)
    return await asyncio.to_thread(_hasher.hash, password)


async def password_fits(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one; takes as long where there is no such account."""
    try:
        await asyncio.to_thread(_hasher.verify, password_hash or _nobody, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


async def hashed_anew(password_hash: str, password: str) -> str | None:
    """The hash of a password that fits, by the parameters of today; null where it has them."""
    if not _hasher.check_needs_rehash(password_hash):
        return None
    return await asyncio.to_thread(_hasher.hash, password)


def new_secret() -> str:
    """A token's secret: 256 random bits."""
    return TOKEN_PREFIX + secrets.token_urlsafe(32)


def fingerprint(secret: str) -> str:
    """What is stored of a random secret. Plain SHA-256 is enough: there is nothing to guess."""
    return hashlib.sha256(secret.encode()).hexdigest()
