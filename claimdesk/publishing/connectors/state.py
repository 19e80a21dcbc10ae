"""What a bridge has done so far, in a file beside it. Losing it costs time and nothing else."""

import fcntl
import math
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from claimdesk.client import Mirror
from claimdesk.publishing.schemas import FeedEvent

_TABLES = """
CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS latest (
    claim INTEGER PRIMARY KEY, article INTEGER NOT NULL, seq INTEGER NOT NULL, event BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS latest_article ON latest (article);
CREATE TABLE IF NOT EXISTS work (
    article INTEGER PRIMARY KEY, wanted INTEGER NOT NULL, written INTEGER NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0, not_before REAL NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS sent (external_id TEXT PRIMARY KEY, digest TEXT NOT NULL);
"""
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 3600.0


class Busy(Exception):
    """Another bridge is at work with the same state."""


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Only one bridge at a time works with the state at `path`. Raises Busy for a second one."""
    with path.with_name(f"{path.name}.lock").open("wb") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(
                f"Another bridge is at work with {path}. Let it end, or give this one a `state` of its own."
            ) from error
        yield


class State:
    """The feed's cursor with the last event of each claim, what is to be written, what was sent."""

    def __init__(self, path: Path | str) -> None:
        self._file = sqlite3.connect(path)
        self._file.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def copy(self) -> "State":
        """The same in memory, which nobody keeps."""
        found = State(":memory:")
        self._file.backup(found._file)
        return found

    def forget(self) -> None:
        """Begin from zero, feed and articles: the desk is another one than before, or an older one.

        What stays is from when on articles were taken at the very first start.
        """
        with self._file:
            for table in ("latest", "work", "sent"):
                self._file.execute(f"DELETE FROM {table}")  # noqa: S608  (our own names)
            self._file.execute("DELETE FROM kept WHERE name <> 'began'")

    @property
    def after(self) -> int:
        """How far the feed was read."""
        return int(self._value("after") or 0)

    @property
    def feed(self) -> str:
        """The name of the feed that was read; empty where it was not told."""
        return self._value("feed") or ""

    def changed_since(self, first: datetime) -> datetime:
        """How far the CMS's changes were read; where they never were, `first` of the first time."""
        kept = self._value("changed_until") or self._value("began")
        if kept is None:
            with self._file:
                self._keep("began", first.isoformat())
        return datetime.fromisoformat(kept) if kept else first

    def changed_until(self, value: datetime) -> None:
        """The CMS's changes were read so far."""
        with self._file:
            self._keep("changed_until", value.isoformat())

    def take(self, events: Iterable[FeedEvent], after: int, feed: str) -> None:
        """Keep events, and that the feed of that name was read up to `after`: all or nothing."""
        with self._file:
            for event in events:
                self._file.execute(
                    "INSERT INTO latest VALUES (?, ?, ?, ?) ON CONFLICT (claim) DO UPDATE SET "
                    "article = excluded.article, seq = excluded.seq, event = excluded.event "
                    "WHERE excluded.seq > latest.seq",
                    (event.claim.id, event.article.id, event.seq, msgspec.json.encode(event)),
                )
                self._file.execute(
                    "INSERT INTO work (article, wanted) VALUES (?, ?) ON CONFLICT (article) DO "
                    "UPDATE SET wanted = max(wanted, excluded.wanted), tries = 0, not_before = 0",
                    (event.article.id, event.seq),
                )
            self._keep("after", str(after))
            self._keep("feed", feed)

    def mirror(self, article: int) -> Mirror:
        """What readers are to have of an article."""
        found = Mirror()
        for (event,) in self._file.execute("SELECT event FROM latest WHERE article = ?", [article]):
            found.take(msgspec.json.decode(event, type=FeedEvent))
        return found

    def due(self, at: float) -> list[int]:
        """The articles that are to be written, whose events came first being first."""
        rows = self._file.execute(
            "SELECT article FROM work WHERE wanted > written AND not_before <= ? ORDER BY wanted",
            [at],
        )
        return [article for (article,) in rows]

    def waits(self, at: float) -> float:
        """Seconds until an article is due, 0 where one is now; infinite where none waits."""
        row = self._file.execute(
            "SELECT min(not_before) FROM work WHERE wanted > written"
        ).fetchone()
        return math.inf if row[0] is None else max(0.0, float(row[0]) - at)

    def written(self, article: int, seq: int) -> None:
        """The CMS has an article's ratings up to `seq`."""
        with self._file:
            self._file.execute(
                "UPDATE work SET written = ?, tries = 0, not_before = 0 WHERE article = ?",
                [seq, article],
            )

    def never_wrote(self, article: int) -> bool:
        """Whether the CMS got no ratings of an article yet, as far as is known."""
        row = self._file.execute("SELECT written FROM work WHERE article = ?", [article]).fetchone()
        return row is None or row[0] == 0

    def write_again(self, external_id: str) -> None:
        """Have an article's ratings written, though there is nothing new in the feed."""
        with self._file:
            self._file.execute(
                "UPDATE work SET written = min(written, wanted - 1), tries = 0, not_before = 0 "
                "WHERE article IN (SELECT article FROM latest WHERE "
                "json_extract(CAST(event AS TEXT), '$.article.external_id') = ?)",
                [external_id],
            )

    def postpone(self, article: int, at: float, least: float = 0.0) -> float:
        """Try an article again in `least` seconds or later, and each time later. Answers when."""
        row = self._file.execute("SELECT tries FROM work WHERE article = ?", [article]).fetchone()
        pause = max(least, min(FIRST_PAUSE * 2 ** row[0], LONGEST_PAUSE))
        with self._file:
            self._file.execute(
                "UPDATE work SET tries = min(tries + 1, 20), not_before = ? WHERE article = ?",
                [at + pause, article],
            )
        return float(pause)

    def has_sent(self, external_id: str, digest: str) -> bool:
        """Whether this is what the desk got of the article last."""
        row = self._file.execute(
            "SELECT digest FROM sent WHERE external_id = ?", [external_id]
        ).fetchone()
        return bool(row) and row[0] == digest

    def sent(self, external_id: str, digest: str) -> None:
        """The desk has got this of the article."""
        with self._file:
            self._file.execute(
                "INSERT INTO sent VALUES (?, ?) ON CONFLICT (external_id) DO UPDATE SET digest = "
                "excluded.digest",
                [external_id, digest],
            )

    def _value(self, name: str) -> str | None:
        row = self._file.execute("SELECT value FROM kept WHERE name = ?", [name]).fetchone()
        return row[0] if row else None

    def _keep(self, name: str, value: str) -> None:
        self._file.execute(
            "INSERT INTO kept VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [name, value],
        )
