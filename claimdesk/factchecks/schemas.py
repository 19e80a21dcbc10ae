"""Other people's checks in the API's words."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from claimdesk.accounts.schemas import PersonRef
from claimdesk.factchecks.reading import FileKind
from claimdesk.schemas import Input, Schema


class ImportState(StrEnum):
    """Where an import is. A broken one was read up to its `problem`; what came before it is kept."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    BROKEN = "broken"


ENDED = frozenset({ImportState.DONE, ImportState.BROKEN})


class FactCheck(Schema, frozen=True, kw_only=True):
    """A check that somebody else published: `rating` is in their words, read at `url`."""

    id: int
    claim: str
    url: str
    rating: str
    publisher: str
    claimant: str
    title: str
    published: date | None
    language: str


class ImportRefusal(Schema, frozen=True, kw_only=True):
    """Something in the file that is no check: the element or row, counted from 1, and why."""

    number: int
    detail: str


class FactCheckImport(Schema, frozen=True, kw_only=True):
    """A file of checks being brought in.

    `read` counts elements (rows, reviews) and `place` bytes of `size`. One element may hold several
    checks: those are `added`, `changed`, the `same` as before, or `refused`, of which the first
    hundred are told in `refusals`. `started_by` is null where it was the command line.
    """

    id: int
    name: str
    kind: FileKind
    state: ImportState
    size: int
    place: int
    read: int
    added: int
    changed: int
    same: int
    refused: int
    refusals: list[ImportRefusal]
    problem: str
    started_by: PersonRef | None
    version: int
    created_at: datetime
    updated_at: datetime


class FactCheckFetch(Input, frozen=True, kw_only=True):
    """The address of a file of checks on the public internet."""

    url: Annotated[str, Meta(min_length=1, max_length=2000)]
