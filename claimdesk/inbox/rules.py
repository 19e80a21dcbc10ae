"""Who gets a notice, and when two are one. Pure."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

import msgspec

from claimdesk.accounts.rules import Role, reaches

TEXT_CHARS = 500


class Kind(StrEnum):
    """What a notice is about. A task stays open until somebody has done it."""

    MENTION = "mention"
    COMMENT = "comment"
    WATCHED = "watched"
    ASSIGNED = "assigned"
    TAKEN_OVER = "taken_over"
    RETURNED = "returned"
    DECIDED = "decided"
    OVERDUE = "overdue"
    BREAK_GLASS = "break_glass"
    EVIDENCE_CHANGED = "evidence_changed"
    STALE = "stale"
    TASK = "task"
    DIGEST = "digest"


GENERAL = frozenset({Kind.COMMENT, Kind.WATCHED})
"""Of interest because one watches: left out for whoever is told something closer of the same thing."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A notice somebody asked for, before it is known who gets it."""

    desk: int
    kind: Kind
    people: frozenset[int] = frozenset()
    role: Role | None = None
    watchers: bool = False
    claim: int | None = None
    article: int | None = None
    text: str = ""
    comment: int | None = None
    evidence: int | None = None
    actor: str = ""
    actor_id: int | None = None


class Entry(msgspec.Struct, frozen=True, order=True):
    """One person's notice. Entries have an order, in which everybody writes them."""

    person: int
    desk: int
    kind: Kind
    claim: int
    article: int
    comment: int
    evidence: int
    text: str
    actor: str

    @property
    def same_as(self) -> tuple[int, Kind, int, int, int, str]:
        """What makes two notices one."""
        return (self.person, self.kind, self.claim, self.article, self.comment, self.text)


def clip(text: str, chars: int = TEXT_CHARS) -> str:
    """The text on one line, cut to what a list shows."""
    line = " ".join(text.split())
    return line if len(line) <= chars else line[: chars - 1] + "…"


def entries(
    asked: Iterable[Asked],
    members: Mapping[int, Mapping[int, Role]],
    watchers: Mapping[Asked, set[int]],
) -> list[Entry]:
    """One entry per person and notice, in the order of writing; 0 stands for none.

    `members` are the active people of each desk with their roles: nobody else is told anything.
    Nobody is told what they did themselves, except of a task, which may be theirs; and whoever is
    told something closer of a claim or article is not told the general news of it as well.
    """
    found: dict[tuple[object, ...], Entry] = {}
    for one in asked:
        desk = members.get(one.desk, {})
        people = set(one.people) | watchers.get(one, set())
        if one.role is not None:
            people |= {person for person, role in desk.items() if reaches(role, one.role)}
        if one.kind is not Kind.TASK:
            people -= {one.actor_id or 0}
        for person in people & desk.keys():
            entry = Entry(
                person, one.desk, one.kind, one.claim or 0, one.article or 0, one.comment or 0,
                one.evidence or 0, clip(one.text), one.actor,
            )  # fmt: skip
            found.setdefault(entry.same_as, entry)
    closer = {(e.person, e.claim, e.article) for e in found.values() if e.kind not in GENERAL}
    return sorted(
        entry
        for entry in found.values()
        if entry.kind not in GENERAL or (entry.person, entry.claim, entry.article) not in closer
    )


class Digest(StrEnum):
    """Whether somebody gets one notice a day of what waits for them."""

    OFF = "off"
    DAILY = "daily"


MORNING = 7
"""The hour, by the clock of whoever gets it, from which the day's digest is made."""


def day_in_words(assigned: int, overdue: int, mentions: int, tasks: int) -> str:
    """What waits, as a digest says it: "Your day: 3 assigned, 2 overdue, 1 mention". Empty for nothing."""
    parts = [
        f"{assigned} assigned" if assigned else "",
        f"{overdue} overdue" if overdue else "",
        f"{mentions} mention{'' if mentions == 1 else 's'}" if mentions else "",
        f"{tasks} to do" if tasks else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f"Your day: {said}" if said else ""
