"""How an audit event is chained to the one before it, and how a break shows. Pure."""

import hashlib
from typing import Any, NamedTuple

import msgspec

GENESIS = "0" * 64
MAX_FLAWS = 20
CHAINED = (
    "number", "at", "desk", "actor", "person", "action", "entity", "entity_id",
    "article", "claim", "before", "after", "reason",
)  # fmt: skip
"""The fields that a hash is made of, beside the hash before it."""


def digest(previous: str, event: dict[str, Any]) -> str:
    """SHA-256, in hex, over the previous hash and the event's fields as JSON with sorted keys.

    `event` holds all fields but id and hash; datetimes encode as RFC 3339.
    """
    body = msgspec.json.encode(event, order="sorted")
    return hashlib.sha256(previous.encode() + b"\n" + body).hexdigest()


class Head(NamedTuple):
    """The end of a chain: the last event's number, which is how many there are, and its hash."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


class Flaw(msgspec.Struct):
    """Events `first` to `last` that do not fit, and in which way."""

    first: int
    last: int
    what: str

    def __str__(self) -> str:
        one = self.first == self.last
        which = f"event {self.first} is" if one else f"events {self.first} to {self.last} are"
        return f"{which} {self.what}"


CHANGED = "not as written: changed, put in, or out of place"
MISSING = "missing"
UNKNOWN = "beyond the recorded end: put in, or the record of the end was set back"
OTHER_END = "not the recorded end: the events or the record of the end were rewritten"
NO_END = "the last one, but no end is recorded: its row was removed"
OTHER_THAN_NOTED = "not as it was when its hash was noted: the trail was rewritten"


class Chain:
    """Walks a trail from its first event and keeps what does not fit: at most `MAX_FLAWS` stretches.

    After a flaw it goes on from the hash that is stored, so that one changed event does not make
    all after it look changed. `noted` is a head that somebody kept elsewhere, to be found again.
    """

    def __init__(self, noted: Head | None = None) -> None:
        self.end = Head(0, GENESIS)
        self.flaws: list[Flaw] = []
        self._noted = noted

    def follow(self, number: int, stored: str, event: dict[str, Any]) -> None:
        """Take the next event, in the order of the numbers; `stored` is its hash as it stands."""
        if number != self.end.number + 1:
            self._note(self.end.number + 1, number - 1, MISSING)
        # After a gap nothing tells what the hash before was: the event is believed.
        elif digest(self.end.hash, event) != stored:
            self._note(number, number, CHANGED)
        self.end = Head(number, stored)
        if self._noted is not None and self._noted.number == number and self._noted != self.end:
            self._note(number, number, OTHER_THAN_NOTED)

    def finish(self, recorded: Head | None, stray: int | None = None) -> None:
        """Compare where the events end with the end recorded beside them, and with the noted one.

        The events followed are those up to `recorded`, all where there is none; `stray` is the last
        one beyond it.
        """
        if recorded is None:
            self._note(self.end.number, self.end.number, NO_END)
        elif self.end.number < recorded.number:
            self._note(self.end.number + 1, recorded.number, MISSING)
        elif self.end != recorded:
            self._note(self.end.number, self.end.number, OTHER_END)
        last = recorded.number if recorded else self.end.number
        if stray is not None:
            self._note(last + 1, stray, UNKNOWN)
        if self._noted is not None and self._noted.number > last:
            self._note(last + 1, self._noted.number, MISSING)

    def _note(self, first: int, last: int, what: str) -> None:
        before = self.flaws[-1] if self.flaws else None
        if before is not None and before.what == what and before.last == first - 1:
            before.last = last
        elif len(self.flaws) < MAX_FLAWS:
            self.flaws.append(Flaw(first, last, what))
