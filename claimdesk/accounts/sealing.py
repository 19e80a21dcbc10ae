"""Secrets at rest: sealed with a key from the environment, where one is set. The one place for it."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from claimdesk.errors import Unavailable

SEALED = "fernet:"
"""How a sealed value begins; one without it was written while no key was set."""


def keys_in(text: str) -> list[str]:
    """The keys of a list with commas, the newest first. Raises ValueError for what is no key."""
    found = [part.strip() for part in text.split(",") if part.strip()]
    for key in found:
        Fernet(key)
    return found


def seal(secret: str, keys: str) -> str:
    """The secret under the newest of the keys; as it is where there is none."""
    known = keys_in(keys)
    return SEALED + Fernet(known[0]).encrypt(secret.encode()).decode() if known else secret


def unseal(stored: str, keys: str) -> str:
    """The secret, by whichever key it was sealed with. Raises Unavailable where that one is gone."""
    if not stored.startswith(SEALED):
        return stored
    try:
        fernet = MultiFernet([Fernet(key) for key in keys_in(keys)])
        return fernet.decrypt(stored.removeprefix(SEALED)).decode()
    except (InvalidToken, ValueError) as error:
        raise Unavailable(
            "A secret was sealed with a key that is not set. Ask whoever runs the server to put it "
            "back into CLAIMDESK_SECRET_KEYS."
        ) from error
