"""The audit trail in the API's words."""

from datetime import datetime
from typing import Any

from claimdesk.schemas import Schema


class AuditEvent(Schema, frozen=True, kw_only=True):
    """Who did what to what, when and why. `hash` chains it to the event before it."""

    id: int
    at: datetime
    actor: str
    action: str
    entity: str
    entity_id: int
    article: int | None
    claim: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    reason: str
    hash: str
