"""The ledger of unnamed sources: one entry, the list, its checks and reports."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Any

from litestar import Controller, Request, Response, delete, get, post, put
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter
from litestar.response import Stream

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.followups import additions, ledger, report, service
from claimdesk.followups.ledger import LedgerStatus
from claimdesk.followups.report import UnnamedReport
from claimdesk.followups.schemas import (
    AttemptCreate,
    CorroborationCreate,
    FollowUp,
    FollowUpWrite,
    LedgerCounts,
    LedgerEntry,
    NoteRead,
    Outcome,
    SignOffCreate,
    WaiverCreate,
)
from claimdesk.policies.followups import PRESETS, FollowUpPreset, SourceUse
from claimdesk.schemas import Page
from claimdesk.sheets import lines
from claimdesk.web.documentation import WithCsv, answer, body
from claimdesk.web.files import CSV, Format, attachment, wants_csv
from claimdesk.web.parameters import (
    DEFAULT_LIMIT,
    Cursor,
    Id,
    IfMatch,
    Limit,
    needs_scope,
    with_etag,
)

FollowUpWriteBody = Annotated[
    FollowUpWrite,
    body(
        {
            "reason": "Not authorised to speak",
            "reason_class": "not_authorised",
            "reason_words": "because they were not authorised to speak publicly",
            "terms": "not_for_attribution",
            "basis_of_knowledge": "Was in the room",
            "knowledge": "first_hand",
            "content": "information",
            "source_count": 2,
            "known_to": 2,
            "use": "direct_quote",
            "corroborations": 1,
            "outcome": "corroborated",
        }
    ),
]
AttemptBody = Annotated[
    AttemptCreate, body({"result": "refused", "note": "Asked by phone; would lose the post."})
]
CorroborationBody = Annotated[
    CorroborationCreate,
    body(
        {
            "kind": "document",
            "origin": "Minutes of the port's board",
            "note": "Page 4 has the same figure.",
        }
    ),
]
SignOffBody = Annotated[
    SignOffCreate, body({"knows_identity": True, "note": "Told in person; the use is justified."})
]
WaiverBody = Annotated[
    WaiverCreate,
    body(
        {"check": "declined_comment", "reason": "It was the port that declined, not this official."}
    ),
]

READ = [needs_scope(Scope.DESK_READ, "Reading the ledger")]
OfDesk = Annotated[int | None, QueryParameter(name="desk", required=False, ge=1, le=2**31 - 1)]
Words = Annotated[str | None, QueryParameter(max_length=300)]
Since = Annotated[datetime | None, QueryParameter(description="articles taken in from then on")]
Until = Annotated[datetime | None, QueryParameter(description="articles taken in before then")]


class FollowUpOfClaim(Controller):
    """What the desk knows of one unnamed source. Answers have no notes: read them with getClaim."""

    path = "/claims/{claim_id:int}/followup"
    tags = ("followups",)

    @put(operation_id="saveFollowUp")
    async def save(
        self,
        actor: NamedDependency[Actor],
        claim_id: Id,
        data: FollowUpWriteBody,
        if_match: IfMatch = None,
    ) -> Response[FollowUp]:
        """Record what is known, never the source's name; with an outcome, close the entry.

        Needs If-Match with the follow-up's version, and the right to read its notes. Refused with
        what is missing where the desk's policy is not met.
        """
        return with_etag(await service.save(actor, claim_id, if_match, data))

    @post("/attempts", operation_id="addAttempt")
    async def attempt(
        self, actor: NamedDependency[Actor], claim_id: Id, data: AttemptBody
    ) -> Response[FollowUp]:
        """Record that the source was asked to go on the record, and what came of it."""
        return with_etag(await additions.add_attempt(actor, claim_id, data))

    @post("/corroborations", operation_id="addCorroboration")
    async def corroborate(
        self, actor: NamedDependency[Actor], claim_id: Id, data: CorroborationBody
    ) -> Response[FollowUp]:
        """Record something that bears the source out. Of one origin, only the first counts."""
        return with_etag(await additions.add_corroboration(actor, claim_id, data))

    @delete("/corroborations/{corroboration_id:int}", operation_id="retractCorroboration")
    async def retract(
        self, actor: NamedDependency[Actor], claim_id: Id, corroboration_id: Id
    ) -> None:
        """Take a corroboration back; it stays readable and counts no more."""
        await additions.retract_corroboration(actor, claim_id, corroboration_id)

    @post("/sign-off", operation_id="signOffFollowUp")
    async def sign_off(
        self, actor: NamedDependency[Actor], claim_id: Id, data: SignOffBody
    ) -> Response[FollowUp]:
        """Sign off the present use of the source, with the role that the policy asks for that use."""
        return with_etag(await additions.sign_off(actor, claim_id, data))

    @post("/waivers", operation_id="waiveCheck")
    async def waive(
        self, actor: NamedDependency[Actor], claim_id: Id, data: WaiverBody
    ) -> Response[FollowUp]:
        """Let one check of the list pass, with the reason."""
        return with_etag(await additions.waive(actor, claim_id, data))


def ledger_filter(
    status: Annotated[LedgerStatus | None, QueryParameter(description="where it stands")] = None,
    outcome: Annotated[
        Outcome | None, QueryParameter(description="what became of it, where it is closed")
    ] = None,
    mine: Annotated[
        bool | None, QueryParameter(description="whether its claim is in the caller's hands")
    ] = None,
    article: Annotated[int | None, QueryParameter(ge=1, le=2**53)] = None,
    use: Annotated[
        SourceUse | None, QueryParameter(description="what the article does with it")
    ] = None,
    desk: OfDesk = None,
    section: Words = None,
    byline: Words = None,
    older_than: Annotated[
        int | None, QueryParameter(ge=0, le=3650, description="days since it was opened")
    ] = None,
) -> ledger.Filter:
    """The filter that the ledger's parameters make."""
    return ledger.Filter(
        status=status,
        outcome=outcome,
        mine=mine,
        article=article,
        use=use,
        desk=desk,
        section=section,
        byline=byline,
        older_than=older_than,
    )


OF_LEDGER = {"shown": Provide(ledger_filter, sync_to_thread=False)}


@get(
    "/followups",
    operation_id="listFollowUps",
    operation_class=WithCsv,
    tags=["followups"],
    guards=READ,
    dependencies=OF_LEDGER,
    responses={200: answer(Page[LedgerEntry], "application/json", "A page of the ledger")},
)
async def listing(
    request: Request[Actor, Any, Any],
    actor: NamedDependency[Actor],
    shown: NamedDependency[ledger.Filter],
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
    format_: Format = None,
) -> Response[Any]:
    """The ledger: what is open before what is closed, the soonest due first. No notes.

    With `Accept: text/csv` or `format=csv` one table of the whole, however long.
    """
    if wants_csv(request, format_):
        return Stream(
            _csv(ledger.table(actor, shown)),
            media_type=CSV,
            headers=attachment("unnamed-sources", "csv"),
        )
    return Response(await ledger.listing(actor, shown, cursor, limit))


async def _csv(portions: AsyncIterator[list[tuple[object, ...]]]) -> AsyncIterator[str]:
    yield lines([ledger.HEADER])
    async for rows in portions:
        yield lines(rows)


@get(
    "/followups/counts",
    operation_id="countFollowUps",
    tags=["followups"],
    guards=READ,
    dependencies=OF_LEDGER,
)
async def counts(
    actor: NamedDependency[Actor], shown: NamedDependency[ledger.Filter]
) -> LedgerCounts:
    """How many entries stand where, under the same filters but `status` and `outcome`."""
    return await ledger.counts(actor, shown)


@get("/followups/presets", operation_id="listFollowUpPresets", tags=["followups"], guards=READ)
async def presets(actor: NamedDependency[Actor]) -> list[FollowUpPreset]:  # noqa: ARG001
    """Policies on unnamed sources to start from, for the section `followups` of a desk's policy."""
    return list(PRESETS)


@get("/followups/readings", operation_id="listNoteReadings", tags=["followups"])
async def readings(
    actor: NamedDependency[Actor],
    claim: Annotated[int | None, QueryParameter(ge=1, le=2**53)] = None,
    person: Annotated[int | None, QueryParameter(ge=1, le=2**31 - 1)] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[NoteRead]:
    """Who read the notes of which unnamed source, newest first; for editors."""
    return await ledger.readings(actor, claim=claim, person=person, cursor=cursor, limit=limit)


@get("/reports/unnamed", operation_id="reportUnnamed", tags=["reports"], guards=READ)
async def unnamed(
    actor: NamedDependency[Actor],
    desk: OfDesk = None,
    since: Since = None,
    until: Until = None,
    days: Annotated[
        int, QueryParameter(ge=0, le=3650, description="after how many days `still_unnamed` counts")
    ] = 30,
) -> UnnamedReport:
    """The share of unnamed sources by desk, section, author and description, and how it goes on."""
    return await report.unnamed(actor, desk=desk, since=since, until=until, days=days)


ROUTES = (FollowUpOfClaim, listing, counts, presets, readings, unnamed)
