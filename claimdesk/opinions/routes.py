"""Second opinions, and the report on agreement."""

from typing import Annotated

from litestar import Controller, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.claims import views as claims
from claimdesk.claims.schemas import ClaimDetail
from claimdesk.opinions import service, views
from claimdesk.opinions.schemas import AgreementReport, OpinionAsk, OpinionResolve, OpinionWrite
from claimdesk.web.documentation import body
from claimdesk.web.parameters import DeskId, Id, Since, Until, needs_scope, with_etag

OpinionAskBody = Annotated[OpinionAsk, body({"reason": "Our own numbers, so somebody else."})]
OpinionWriteBody = Annotated[
    OpinionWrite,
    body(
        {
            "rating": "mostly_false",
            "summary": "Fees rise by half, not to double.",
            "reasons": "Tariff of 2 March, table 4.",
        }
    ),
]
OpinionResolveBody = Annotated[
    OpinionResolve, body({"reason": "The second took the old tariff for the new one."})
]
Blind = Annotated[
    bool | None,
    QueryParameter(description="only pairs whose second did, or did not, see the first"),
]


class SecondOpinions(Controller):
    """An independent verdict beside the first, blind where the desk says so."""

    path = "/claims/{claim_id:int}/second-opinion"
    tags = ("opinions",)

    @post(operation_id="askOpinion", status_code=200)
    async def ask(
        self, actor: NamedDependency[Actor], claim_id: Id, data: OpinionAskBody
    ) -> Response[ClaimDetail]:
        """Ask a person, or anybody, for a second opinion on a submitted verdict."""
        await service.ask(actor, claim_id, data)
        return with_etag(await claims.detail(actor, claim_id))

    @delete(operation_id="cancelOpinion", status_code=200)
    async def cancel(self, actor: NamedDependency[Actor], claim_id: Id) -> Response[ClaimDetail]:
        """Ask no longer."""
        await service.cancel(actor, claim_id)
        return with_etag(await claims.detail(actor, claim_id))

    @post("/verdict", operation_id="giveOpinion", status_code=200)
    async def give(
        self, actor: NamedDependency[Actor], claim_id: Id, data: OpinionWriteBody
    ) -> Response[ClaimDetail]:
        """Give the second opinion that is asked for. Only then is a blind one's first verdict shown."""
        await service.give(actor, claim_id, data)
        return with_etag(await claims.detail(actor, claim_id))

    @post("/resolution", operation_id="settleOpinion", status_code=200)
    async def settle(
        self, actor: NamedDependency[Actor], claim_id: Id, data: OpinionResolveBody
    ) -> Response[ClaimDetail]:
        """Let the first verdict go on although the second opinion differs; for a third editor."""
        await service.settle(actor, claim_id, data.reason)
        return with_etag(await claims.detail(actor, claim_id))


@get(
    "/reports/agreement",
    operation_id="getAgreement",
    tags=["reports"],
    guards=[needs_scope(Scope.DESK_READ, "Reading reports")],
)
async def agreement(
    actor: NamedDependency[Actor],
    desk: DeskId = None,
    since: Since = None,
    until: Until = None,
    blind: Blind = None,
) -> AgreementReport:
    """How far first verdicts and second opinions agree: Krippendorff's alpha by desk and scale."""
    return await views.agreement(actor, desk, since, until, blind=blind)


ROUTES = (SecondOpinions, agreement)
