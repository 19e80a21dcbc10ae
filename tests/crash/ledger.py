"""Writes as whoever sent them knows of them: answered, or in doubt."""

from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock
from typing import Any


class Kind(StrEnum):
    """Kinds of writes."""

    ARTICLE = "article"
    BATCH = "batch"
    ASSIGNMENT = "assignment"
    EVIDENCE = "evidence"
    ATTEMPT = "follow-up attempt"
    VERDICT = "verdict"
    PUBLICATION = "publication"


@dataclass
class Write:
    """One write under one Idempotency-Key. By `mark` its effect is found in the database."""

    kind: Kind
    key: str
    mark: str
    answer: Any = None
    doubts: int = 0


@dataclass
class Ledger:
    """What was answered, in the order of the answers, and what is in doubt now."""

    answered: list[Write] = field(default_factory=list)
    doubtful: dict[str, Write] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def acknowledge(self, write: Write, answer: Any) -> None:
        """The desk said that it is done."""
        with self.lock:
            write.answer = answer
            self.answered.append(write)
            self.doubtful.pop(write.key, None)

    def doubt(self, write: Write) -> None:
        """The line broke, or the desk said that it does not know or cannot."""
        with self.lock:
            write.doubts += 1
            self.doubtful[write.key] = write
