"""The audit trail: read page by page, or taken away whole."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter
from litestar.response import Stream

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.audit import views
from claimdesk.audit.schemas import AuditCheck, AuditEvent, AuditFilter, ExportedEvent
from claimdesk.periods import between
from claimdesk.schemas import Page
from claimdesk.sheets import lines
from claimdesk.web.documentation import WithCsv, answer
from claimdesk.web.files import CSV, Format, attachment, wants_csv
from claimdesk.web.limits import COSTLY
from claimdesk.web.parameters import (
    DEFAULT_LIMIT,
    Cursor,
    DeskId,
    Limit,
    Since,
    Until,
    needs_scope,
)

Which = Annotated[int | None, QueryParameter(ge=1, le=2**53)]
Who = Annotated[int | None, QueryParameter(ge=1, le=2**31 - 1, description="a person's id")]
Word = Annotated[str | None, QueryParameter(max_length=40)]


async def provide_filter(
    desk: DeskId = None,
    person: Who = None,
    action: Word = None,
    entity: Word = None,
    entity_id: Which = None,
    article: Which = None,
    claim: Which = None,
    since: Since = None,
    until: Until = None,
) -> AuditFilter:
    """What both calls can be narrowed to."""
    since, until = between(since, until)
    return AuditFilter(
        desk=desk,
        person=person,
        action=action,
        entity=entity,
        entity_id=entity_id,
        article=article,
        claim=claim,
        since=since,
        until=until,
    )


FIELDS = tuple(field.name for field in msgspec.structs.fields(ExportedEvent))
LINES = "application/jsonl"


class Trail(Controller):
    """Who did what to what, when and why."""

    path = "/audit"
    tags = ("audit",)
    dependencies = {"wanted": Provide(provide_filter)}  # noqa: RUF012  (Litestar's own)

    @get(operation_id="listAudit", guards=[needs_scope(Scope.DESK_READ, "Reading the audit trail")])
    async def trail(
        self,
        actor: NamedDependency[Actor],
        wanted: NamedDependency[AuditFilter],
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[AuditEvent]:
        """Who did what to what, when and why; newest first. Anybody on the desk may read it."""
        return await views.trail(actor, wanted, cursor, limit)

    @get(
        "/export",
        operation_id="exportAudit",
        opt=COSTLY,
        operation_class=WithCsv,
        responses={200: answer(ExportedEvent, LINES, "One event a line, oldest first")},
    )
    async def export(
        self,
        request: Request[Actor, Any, Any],
        actor: NamedDependency[Actor],
        wanted: NamedDependency[AuditFilter],
        format_: Format = None,
    ) -> Stream:
        """The trail as JSON Lines, or as CSV with `Accept: text/csv` or `format=csv`. For editors.

        Every line of JSON holds all that its hash is made of, so that it can be verified elsewhere.
        In CSV a text that a spreadsheet would take for a formula has an apostrophe before it. The
        export itself stands in the trail.
        """
        as_csv = wants_csv(request, format_)
        portions = await views.export(actor, wanted)
        return Stream(
            _csv(portions) if as_csv else _jsonl(portions),
            media_type=CSV if as_csv else LINES,
            headers=attachment("audit", "csv" if as_csv else "jsonl"),
        )


async def _jsonl(portions: AsyncIterator[list[ExportedEvent]]) -> AsyncIterator[bytes]:
    async for events in portions:
        yield msgspec.json.Encoder().encode_lines(events)


async def _csv(portions: AsyncIterator[list[ExportedEvent]]) -> AsyncIterator[str]:
    yield lines([FIELDS])
    async for events in portions:
        yield lines(_cells(event) for event in events)


def _cells(event: ExportedEvent) -> list[object]:
    values = msgspec.structs.asdict(event)
    for name in ("before", "after"):
        if values[name] is not None:
            values[name] = msgspec.json.encode(values[name]).decode()
    values["at"] = event.at.isoformat()
    return list(values.values())


class Check(Controller):
    """Whether the trail is whole."""

    path = "/audit/check"
    tags = ("audit",)

    @get(operation_id="getAuditCheck")
    async def last(self, actor: NamedDependency[Actor]) -> AuditCheck:
        """What the last walk along the chain found, nightly or asked for; for admins."""
        return await views.last_check(actor)

    @post(operation_id="checkAudit", status_code=202)
    async def ask(self, actor: NamedDependency[Actor]) -> AuditCheck:
        """Have the whole chain walked soon, by a worker; for admins. Read this address until it was."""
        return await views.ask_for_check(actor)


ROUTES = (Trail, Check)
