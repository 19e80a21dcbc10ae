"""The audit trail."""

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.audit import service
from claimdesk.audit.schemas import AuditEvent
from claimdesk.schemas import Page
from claimdesk.web.parameters import DEFAULT_LIMIT, Cursor, Limit, needs_scope

Which = Annotated[int | None, QueryParameter(ge=1, le=2**53)]


@get(
    "/audit",
    operation_id="listAudit",
    tags=["audit"],
    guards=[needs_scope(Scope.DESK_READ, "Reading the audit trail")],
)
async def trail(
    actor: NamedDependency[Actor],
    article: Which = None,
    claim: Which = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[AuditEvent]:
    """Who did what to what, when and why; newest first. Anybody on the desk may read it."""
    return await service.trail(actor, article=article, claim=claim, cursor=cursor, limit=limit)


ROUTES = (trail,)
