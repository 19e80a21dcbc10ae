"""The audit trail in the API's words."""

from datetime import datetime
from typing import Any

from claimdesk.schemas import Schema


class AuditEvent(Schema, frozen=True, kw_only=True):
    """Who did what to what, when and why. `hash` chains it to the event before it.

    `person` is null where a program acted. `before` and `after` hold what changed. With `withheld`
    they and the reason are kept back: the caller owes a blind second opinion on the claim.
    """

    id: int
    at: datetime
    actor: str
    person: int | None
    action: str
    entity: str
    entity_id: int
    article: int | None
    claim: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    reason: str
    hash: str
    withheld: bool = False


class AuditFilter(Schema, frozen=True, kw_only=True):
    """Which events: those that fit everything given; at or after `since` and before `until`.

    Without `desk`, those of all the caller's desks.
    """

    desk: int | None = None
    person: int | None = None
    action: str | None = None
    entity: str | None = None
    entity_id: int | None = None
    article: int | None = None
    claim: int | None = None
    since: datetime | None = None
    until: datetime | None = None


class AuditCheck(Schema, frozen=True, kw_only=True):
    """What the last walk along the whole chain found; `at` is null while there was none.

    `head` is the number and hash of its end, as `claimdesk doctor` prints it. `flaws` are sentences,
    none where the trail is whole. `waiting`: another walk was asked for and has not ended.
    """

    at: datetime | None
    events: int
    head: str
    flaws: list[str]
    waiting: bool


class ExportedEvent(Schema, frozen=True, kw_only=True):
    """One line of an export: every field that its hash is made of, and the hash before it.

    `hash` is the SHA-256 of `previous`, a line feed, and all fields but `previous` and `hash` as
    compact JSON in UTF-8 with sorted keys; so each line can be checked without the ones around it,
    which may be another desk's.
    """

    number: int
    at: datetime
    desk: int | None
    actor: str
    person: int | None
    action: str
    entity: str
    entity_id: int
    article: int | None
    claim: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    reason: str
    previous: str
    hash: str
