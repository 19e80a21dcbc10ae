"""Live changes in the API's words."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from claimdesk.schemas import BigId, Input, Schema

Tab = Annotated[str, Meta(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9-]+(?!\n)$")]
"""How a page in a browser calls itself, so that two of one person are told apart."""


class LiveChange(Schema, frozen=True, kw_only=True):
    """Something that was done, as the audit trail has it under this number, without any words.

    `state` and `version` are the claim's after it; they are null where it is about no claim.
    """

    id: int
    at: datetime
    desk: int
    action: str
    entity: str
    entity_id: int
    article: int | None
    claim: int | None
    person: int | None
    actor: str
    state: str | None = None
    version: int | None = None


class LivePerson(Schema, frozen=True, kw_only=True):
    """Somebody who has a claim open, and whether they are writing on it."""

    id: int
    name: str
    writing: bool


class LivePresence(Schema, frozen=True, kw_only=True):
    """Everybody who is on a claim now: a hint and never a lock."""

    claim: int
    people: list[LivePerson]


class LiveMarked(Schema, frozen=True, kw_only=True):
    """Claims that were found to say what was checked before: no change of theirs, but to be read anew."""

    claims: list[int]


class LiveHello(Schema, frozen=True, kw_only=True):
    """The first thing on a stream: who is where, and whether anything was missed for good."""

    reset: bool
    presence: list[LivePresence]


class PresenceWrite(Input, frozen=True, kw_only=True):
    """Which claim a page shows now, if any, and whether somebody writes on it."""

    tab: Tab
    claim: BigId | None = None
    writing: bool = False
