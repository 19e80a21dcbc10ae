"""Evidence in the API's words."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from claimdesk.accounts.schemas import PersonRef
from claimdesk.schemas import BigId, Input, Schema


class Stance(StrEnum):
    """What a piece of evidence does for the claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class FileRef(Schema, frozen=True, kw_only=True):
    """A file that is evidence. `size` is in bytes, `media_type` as its content has it."""

    name: str
    media_type: str
    size: int
    sha256: str


class Archived(Schema, frozen=True, kw_only=True):
    """What the desk has kept of a linked page.

    `checked_at` is the last look at it and `error` what went wrong then, empty if nothing did.
    `archived_at` and `sha256` are of the newest copy, null while there is none. `changed_at` is when
    the page was last found to be another than before, null while it never was. `gone`: the server
    says that the page is not there (404 or 410).
    """

    checked_at: datetime
    error: str
    archived_at: datetime | None
    sha256: str | None
    changed_at: datetime | None
    gone: bool


class Evidence(Schema, frozen=True, kw_only=True):
    """A link or a file with what it shows.

    `version` is the value of the ETag. `url` never changes; a file's leads to its download. `primary`
    is true for the document, data or person itself, false for somebody's account of it, null while
    nobody has said. `unnamed`: its own source is not named. `common_origin_with` is the id of another
    piece that has it from the same place, so that the two count once. `archive` is null until the
    page was first looked at. `retracted_at` is set once it was taken back; it stays readable.
    """

    id: int
    version: int
    url: str
    file: FileRef | None
    title: str
    publisher: str
    published_on: date | None
    quote: str
    stance: Stance
    note: str
    primary: bool | None
    unnamed: bool
    common_origin_with: int | None
    archive: Archived | None
    added_by: PersonRef
    added_at: datetime
    retracted_at: datetime | None


class EvidenceWrite(Input, frozen=True, kw_only=True):
    """What is known of a piece of evidence; a field left out is empty. See Evidence."""

    title: Annotated[str, Meta(max_length=300)] = ""
    publisher: Annotated[str, Meta(max_length=200)] = ""
    published_on: date | None = None
    quote: Annotated[str, Meta(max_length=5000)] = ""
    stance: Stance = Stance.CONTEXT
    note: Annotated[str, Meta(max_length=5000)] = ""
    primary: bool | None = None
    unnamed: bool = False
    common_origin_with: BigId | None = None


class EvidenceCreate(EvidenceWrite, frozen=True, kw_only=True):
    """A link to add. `url` is an http or https address."""

    url: Annotated[str, Meta(min_length=1, max_length=2000)]


class Look(Schema, frozen=True, kw_only=True):
    """One look at a linked page.

    `status` is the server's answer, null where none came, and `error` says what went wrong. `sha256`
    is of what was kept: the page's text, or a PDF or picture as it came. `changed` is true where the
    page was another than at the look before: first seen, different, gone, or back.
    """

    id: int
    fetched_at: datetime
    final_url: str
    status: int | None
    content_type: str
    sha256: str | None
    title: str
    error: str
    changed: bool


class ArchivedPage(Look, frozen=True, kw_only=True):
    """A look with the page's text; null where a file or nothing was kept."""

    text: str | None
