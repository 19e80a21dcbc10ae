"""The sensitive notes of follow-ups, and the one place where they become what a column holds.

Whatever could lead to a source goes through `seal` into a text column named `notes`, and nowhere
else: not into the audit trail, logs, the search or answers that are kept for repeats. It is JSON,
sealed by `claimdesk.sealing`.
"""

from datetime import datetime
from typing import TypeVar

import msgspec

from claimdesk.sealing import ring
from claimdesk.sealing.ring import Unreadable

NotesT = TypeVar("NotesT", bound=msgspec.Struct)


class EntryNotes(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk knows of a source. `known_to` is a colleague's id, `told_at` when they were told."""

    reason: str = ""
    basis_of_knowledge: str = ""
    known_to: int | None = None
    told_at: datetime | None = None


class AttemptNotes(msgspec.Struct, frozen=True, kw_only=True):
    """What was said when the source was asked to go on the record."""

    result: str
    note: str = ""


class CorroborationNotes(msgspec.Struct, frozen=True, kw_only=True):
    """What bears a source out, and where that comes from."""

    origin: str = ""
    note: str = ""


class DecisionNotes(msgspec.Struct, frozen=True, kw_only=True):
    """What an approver adds to a sign-off, or the reason of a waiver, which the audit has as well."""

    note: str = ""


def seal(notes: msgspec.Struct) -> str:
    """Notes as the column holds them. Raises Unreadable where they must be sealed and cannot."""
    return ring.seal(msgspec.json.encode(notes).decode())


def unseal(stored: str, kind: type[NotesT]) -> NotesT:
    """The notes a column holds. Raises Unreadable where the key that sealed them is missing."""
    return msgspec.json.decode(ring.unseal(stored), type=kind)


def opened(stored: str, kind: type[NotesT]) -> NotesT | None:
    """The same for somebody who only looks: null where the key is missing."""
    try:
        return unseal(stored, kind)
    except Unreadable:
        return None
