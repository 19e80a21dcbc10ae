"""What is sent live, to whom, and in which portions. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import msgspec

from claimdesk.live.schemas import LiveChange, LivePerson, LivePresence
from claimdesk.schemas import Schema

MAX_BYTES = 7900
"""PostgreSQL takes less than 8,000 bytes in one notification."""
MAX_CHANGES = 300
"""More changes than that at once are said to be many: whoever hears it reads again."""
MAX_MARKED = 300
"""Claims in one message: their numbers fit into a notification, however long."""
SILENT = frozenset({"export"})
"""Actions that change nothing."""
LIFE = timedelta(seconds=30)
"""How long somebody counts as being there without a sign of life."""
BEAT = 10.0
"""Seconds between signs of life, on the stream and in the table."""
LATELY = timedelta(seconds=15)
"""How far back a page is told that reads for the first time: it had begun to read before."""


def desk_channel(desk: int) -> str:
    """Where a desk's changes are said."""
    return f"claimdesk_desk_{desk}"


def person_channel(person: int) -> str:
    """Where it is said that something of one person's own has changed."""
    return f"claimdesk_person_{person}"


def ratings_channel(desk: int) -> str:
    """Where it is said that a desk's ratings feed has grown."""
    return f"claimdesk_ratings_{desk}"


class Message(Schema, frozen=True, kw_only=True):
    """What goes from the writing process to the listening ones, as one notification.

    `resume` is the audit number from which a listener asks again after this message, `through` the
    last that it tells of. Of one transaction's messages only the last moves `resume` past it.
    """

    event: str
    data: msgspec.Raw
    resume: int | None = None
    through: int | None = None


def change_of(event: Mapping[str, Any], standing: tuple[str, int] | None) -> LiveChange:
    """An audit event without its words. `standing` is the claim's state and version."""
    state, version = standing or (None, None)
    return LiveChange(
        id=event["number"],
        at=event["at"],
        desk=event["desk"],
        action=event["action"],
        entity=event["entity"],
        entity_id=event["entity_id"],
        article=event["article"],
        claim=event["claim"],
        person=event["person"],
        actor=event["actor"],
        state=state,
        version=version,
    )


def is_told(event: Mapping[str, Any]) -> bool:
    """Whether anybody is to hear of an event."""
    return event["desk"] is not None and event["action"] not in SILENT


def messages(changes: Sequence[LiveChange], first: int, last: int) -> list[tuple[int, Message]]:
    """The desk and the message of each notification for the changes of one transaction.

    The transaction wrote the audit's numbers `first` to `last`.
    """
    found: list[tuple[int, Message]] = []
    for desk in sorted({change.desk for change in changes}):
        own = [change for change in changes if change.desk == desk]
        if len(own) > MAX_CHANGES:
            many = msgspec.Raw(msgspec.json.encode({"desk": desk, "changes": len(own)}))
            found.append((desk, Message(event="many", data=many, resume=first - 1, through=last)))
            continue
        for portion in portions(own):
            data = msgspec.Raw(msgspec.json.encode(portion))
            message = Message(event="changes", data=data, resume=first - 1, through=portion[-1].id)
            found.append((desk, message))
    if found and len({desk for desk, _ in found}) == 1:
        desk, message = found[-1]
        found[-1] = (desk, msgspec.structs.replace(message, resume=last))
    return found


def portions(changes: Iterable[LiveChange]) -> Iterator[list[LiveChange]]:
    """The changes in portions that fit into a notification each."""
    portion: list[LiveChange] = []
    size = 0
    for change in changes:
        length = len(msgspec.json.encode(change)) + 1
        if portion and size + length > MAX_BYTES - 200:  # the message around it
            yield portion
            portion, size = [], 0
        portion.append(change)
        size += length
    if portion:
        yield portion


def by_claim(rows: Iterable[Mapping[str, Any]]) -> list[LivePresence]:
    """Who is on which claim, by name; each once, writing if any of their pages is."""
    found: dict[int, dict[int, LivePerson]] = {}
    for row in rows:
        people = found.setdefault(row["claim"], {})
        known = people.get(row["person"])
        people[row["person"]] = LivePerson(
            id=row["person"],
            name=row["name"],
            writing=row["writing"] or (known is not None and known.writing),
        )
    return [
        LivePresence(claim=claim, people=sorted(people.values(), key=lambda p: (p.name, p.id)))
        for claim, people in sorted(found.items())
    ]


def wire(event: str, data: bytes, resume: int | None = None) -> bytes:
    """One server-sent event. JSON has no line breaks, so the data is one line."""
    number = b"" if resume is None else b"id: %d\n" % resume
    return b"%sevent: %s\ndata: %s\n\n" % (number, event.encode(), data)
