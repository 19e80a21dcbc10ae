"""Judging and approving claims."""

from typing import Annotated

from litestar import Controller, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.claims import views
from claimdesk.claims.schemas import ClaimDetail
from claimdesk.reviews import approvals, groups, reuse, service, withdrawals
from claimdesk.reviews.schemas import (
    Approval,
    ApprovedClaim,
    Approving,
    GroupOffer,
    GroupReuse,
    Obstacle,
    PublicationWrite,
    ReasonGiven,
    ReuseWrite,
    SubmittedClaim,
    VerdictWrite,
)
from claimdesk.schemas import BigId
from claimdesk.web.documentation import body
from claimdesk.web.parameters import Id, IfMatch, needs_scope, with_etag

VerdictWriteBody = Annotated[
    VerdictWrite,
    body(
        {
            "rating": "mostly_false",
            "scale": "five_step",
            "summary": "Fees rise by half, not to double.",
            "reasons": "Tariff of 2 March, table 4.",
            "submit": True,
        }
    ),
]
ReuseBody = Annotated[ReuseWrite, body({"claim": 12, "reason": ""})]
GroupReuseBody = Annotated[GroupReuse, body({"items": [{"claim": 17, "version": 1}]})]
ApprovalBody = Annotated[
    Approval, body({"decision": "approve", "comment": "Clear.", "publish": True})
]
ApprovingBody = Annotated[
    Approving, body({"items": [{"claim": 17, "version": 6}], "comment": "", "publish": True})
]
ObstacleClaims = Annotated[
    list[BigId] | None,
    QueryParameter(name="claim", required=False, max_items=200, description="ids of claims"),
]
PublicationBody = Annotated[PublicationWrite | None, body({"break_glass": None})]
ReasonGivenBody = Annotated[ReasonGiven, body({"reason": "The tariff was withdrawn."})]


class Reviews(Controller):
    """From a verdict to its publication."""

    path = "/claims/{claim_id:int}"
    tags = ("reviews",)

    @put("/verdict", operation_id="saveVerdict")
    async def verdict(
        self,
        actor: NamedDependency[Actor],
        claim_id: Id,
        data: VerdictWriteBody,
        if_match: IfMatch = None,
    ) -> Response[ClaimDetail]:
        """Append a verdict; with `submit`, send it to an editor. Needs If-Match with the claim's ETag."""
        await service.save_verdict(actor, claim_id, if_match, data)
        return with_etag(await views.detail(actor, claim_id))

    @post("/verdict/reuse", operation_id="reuseVerdict", status_code=200)
    async def use_again(
        self,
        actor: NamedDependency[Actor],
        claim_id: Id,
        data: ReuseBody,
        if_match: IfMatch = None,
    ) -> Response[ClaimDetail]:
        """Submit the published verdict on a claim that says the same. Needs If-Match.

        The evidence it rests on is copied; a claim that nobody has is yours from then on. An editor
        approves it as any other, and when the verdict there changes this one is marked.
        """
        await reuse.reuse(actor, claim_id, if_match, data)
        return with_etag(await views.detail(actor, claim_id))

    @get(
        "/group/reuse",
        operation_id="offerGroupReuse",
        guards=[needs_scope(Scope.DESK_READ, "Looking for a verdict to use again")],
    )
    async def offer(self, actor: NamedDependency[Actor], claim_id: Id) -> GroupOffer:
        """The published verdict on this claim's statement, and the open claims that make it, too."""
        return await groups.offer(actor, claim_id)

    @post("/group/reuse", operation_id="reuseInGroup", status_code=200)
    async def use_on_all(
        self,
        actor: NamedDependency[Actor],
        claim_id: Id,
        data: GroupReuseBody,
        if_match: IfMatch = None,
    ) -> list[SubmittedClaim]:
        """Submit this claim's published verdict on others that say the same, all or none.

        Needs If-Match with this claim's ETag. Each waits for an editor; a refusal names in `claims`
        what is in the way of which.
        """
        return await groups.reuse_on_all(actor, claim_id, if_match, data)

    @post("/withdrawal", operation_id="withdrawVerdict", status_code=200)
    async def withdraw(
        self, actor: NamedDependency[Actor], claim_id: Id, if_match: IfMatch = None
    ) -> Response[ClaimDetail]:
        """Take a submitted verdict back before an editor decides on it. Needs If-Match."""
        await withdrawals.withdraw(actor, claim_id, if_match)
        return with_etag(await views.detail(actor, claim_id))

    @post("/approval", operation_id="decideVerdict", status_code=200)
    async def decide(
        self,
        actor: NamedDependency[Actor],
        claim_id: Id,
        data: ApprovalBody,
        if_match: IfMatch = None,
    ) -> Response[ClaimDetail]:
        """An editor's decision: approve and publish, approve only, or return with a comment."""
        await service.decide(actor, claim_id, data, if_match)
        return with_etag(await views.detail(actor, claim_id))

    @post("/publication", operation_id="publishVerdict", status_code=200)
    async def publish(
        self, actor: NamedDependency[Actor], claim_id: Id, data: PublicationBody = None
    ) -> Response[ClaimDetail]:
        """Publish an approved verdict to the ratings feed."""
        await service.publish(actor, claim_id, data.break_glass if data else None)
        return with_etag(await views.detail(actor, claim_id))

    @post("/correction", operation_id="correctVerdict", status_code=200)
    async def correct(
        self, actor: NamedDependency[Actor], claim_id: Id, data: ReasonGivenBody
    ) -> Response[ClaimDetail]:
        """Reopen a published claim for a new verdict."""
        await service.correct(actor, claim_id, data.reason)
        return with_etag(await views.detail(actor, claim_id))


class Approvals(Controller):
    """Many verdicts that wait for an editor."""

    path = "/approvals"
    tags = ("reviews",)

    @get(
        "/obstacles",
        operation_id="listObstacles",
        guards=[needs_scope(Scope.DESK_READ, "Reading what waits")],
    )
    async def obstacles(
        self, actor: NamedDependency[Actor], claims: ObstacleClaims = None
    ) -> list[Obstacle]:
        """What keeps you from approving each of these claims' verdicts; claims of other desks aside."""
        return await approvals.obstacles(actor, claims or [])

    @post(operation_id="approveMany", status_code=200)
    async def approve(
        self, actor: NamedDependency[Actor], data: ApprovingBody
    ) -> list[ApprovedClaim]:
        """Approve verdicts at the versions you saw, all or none; the answer names what is in the way."""
        return await approvals.approve_many(actor, data)


ROUTES = (Reviews, Approvals)
