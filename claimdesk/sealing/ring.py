"""The keys of this process, and the one place where what a column holds is sealed and opened. Pure.

A sealed value begins with `SEALED`; one without it was written while there was no key. Each comes out
different, even of the same words, so nothing can be searched, sorted or compared by it.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from claimdesk.errors import Unavailable

SEALED = "fernet:"
"""AES-128-CBC with HMAC-SHA256, by Fernet's specification."""

VARIABLE = "CLAIMDESK_SECRET_KEYS"
_KEY = re.compile("[A-Za-z0-9_-]{43}=")


class Unreadable(Unavailable):
    """A value was sealed with a key that this server does not have."""


def new_key() -> str:
    """A key of 256 random bits, as it is written down."""
    return Fernet.generate_key().decode()


def keys_in(text: str) -> list[str]:
    """The keys of a list with commas or lines, the newest first; what begins with # is none.

    Raises ValueError for what is no key.
    """
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    found = [part.strip() for line in lines for part in line.split(",") if part.strip()]
    if not all(_KEY.fullmatch(key) for key in found):
        raise ValueError("no key of 32 bytes as URL-safe base64")
    return list(dict.fromkeys(found))


class Ring:
    """Keys, of which the first seals and all open. Without any, values stay as they are.

    `must_seal`: a ring without keys refuses to write, as where a desk with sealed values is opened
    and its keys were forgotten.
    """

    def __init__(self, keys: Iterable[str] = (), *, must_seal: bool = False) -> None:
        fernets = [Fernet(key) for key in keys]
        self.size = len(fernets)
        self.must_seal = must_seal
        self._each = fernets
        self._newest = fernets[0] if fernets else None
        self._all = MultiFernet(fernets) if fernets else None

    def seal(self, text: str) -> str:
        """The text under the newest key. Raises Unreadable where it must be sealed and cannot."""
        if self._newest is not None:
            return SEALED + self._newest.encrypt(text.encode()).decode()
        if self.must_seal:
            raise Unreadable(
                "This would be kept in clear, and what this desk kept before is sealed: its key is "
                f"missing. Nothing was saved. Ask whoever runs the server to set {VARIABLE} again."
            )
        return text

    def seal_if_any(self, text: str) -> str:
        """The same for what may lie in clear where there is no key."""
        return self.seal(text) if self._newest is not None else text

    def unseal(self, stored: str) -> str:
        """The text, by whichever key it was sealed with. Raises Unreadable where that is missing."""
        if not stored.startswith(SEALED):
            return stored
        try:
            if self._all is not None:
                return self._all.decrypt(stored.removeprefix(SEALED)).decode()
        except (InvalidToken, ValueError):
            pass
        raise Unreadable(
            "This cannot be read: the key that it was sealed with is missing. Ask whoever runs the "
            f"server to put it back into {VARIABLE}."
        )

    def which(self, stored: str) -> int | None:
        """Which key opens a sealed value, 0 for the newest; null where none does."""
        for number, fernet in enumerate(self._each):
            try:
                fernet.decrypt(stored.removeprefix(SEALED))
            except (InvalidToken, ValueError):
                continue
            return number
        return None

    def is_newest(self, stored: str) -> bool:
        """Whether a value is sealed with the key that seals now."""
        return stored.startswith(SEALED) and self.which(stored) == 0


class _Held:
    ring = Ring()


_held = _Held()


@contextmanager
def using(ring: Ring) -> Iterator[None]:
    """Seal and open with these keys, in the whole process, for the block."""
    before, _held.ring = _held.ring, ring
    try:
        yield
    finally:
        _held.ring = before


def ring() -> Ring:
    """The keys that this process holds."""
    return _held.ring


def seal(text: str) -> str:
    """As `Ring.seal`, with the keys of this process."""
    return _held.ring.seal(text)


def unseal(stored: str) -> str:
    """As `Ring.unseal`, with the keys of this process."""
    return _held.ring.unseal(stored)
