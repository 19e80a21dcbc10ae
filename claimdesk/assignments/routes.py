"""Who works on which claim."""

from datetime import datetime
from typing import Annotated

from litestar import Controller, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Scope
from claimdesk.assignments import giving, profiles, service
from claimdesk.assignments.schemas import (
    AssignmentCreate,
    Distribution,
    HandOver,
    Moved,
    PastAssignment,
    Profile,
    ProfileWrite,
    TakeNext,
    TakeOver,
)
from claimdesk.claims import lookups, views
from claimdesk.claims.schemas import ClaimDetail
from claimdesk.schemas import Schema
from claimdesk.web.documentation import body
from claimdesk.web.parameters import Id, IfMatch, SmallId, needs_scope, with_etag

READ = [needs_scope(Scope.DESK_READ, "Reading assignments")]
Desk = Annotated[
    int | None,
    QueryParameter(name="desk", ge=1, le=2**31 - 1, description="of several, which desk"),
]
AssignmentCreateBody = Annotated[
    AssignmentCreate, body({"assignee": 3, "due": "2030-01-31T12:00:00Z"})
]
TakeOverBody = Annotated[TakeOver, body({"reason": "Vera is ill today."})]
TakeNextBody = Annotated[TakeNext, body({"due": "2030-01-31T12:00:00Z"})]
HandOverBody = Annotated[HandOver, body({"to": 3, "reason": "Vera is on leave."})]
ProfileBody = Annotated[
    ProfileWrite,
    body(
        {
            "languages": ["en"],
            "beats": ["local"],
            "max_load": 6,
            "hours": {
                "zone": "Europe/Berlin",
                "days": [1, 2, 3, 4, 5],
                "start": "08:00",
                "end": "16:30",
            },
            "away_until": "2030-01-07T08:00:00Z",
        }
    ),
]


class Lease(Schema, frozen=True, kw_only=True):
    """Until when the claim stays with its holder without a further sign of life."""

    until: datetime


class OfClaim(Controller):
    """A claim's holder."""

    path = "/claims/{claim_id:int}"
    tags = ("assignments",)

    @post("/assignment", operation_id="assignClaim", status_code=200)
    async def assign(
        self,
        actor: NamedDependency[Actor],
        claim_id: Id,
        data: AssignmentCreateBody,
        if_match: IfMatch = None,
    ) -> Response[ClaimDetail]:
        """Give the claim to somebody; a new claim is accepted by it.

        With If-Match, the claim's ETag, only while nobody has changed it since.
        """
        await service.assign(actor, claim_id, data, if_match)
        return with_etag(await views.detail(actor, claim_id))

    @delete("/assignment", operation_id="releaseClaim", status_code=200)
    async def release(
        self, actor: NamedDependency[Actor], claim_id: Id, if_match: IfMatch = None
    ) -> Response[ClaimDetail]:
        """Put the claim back for anybody to take; with If-Match only while it is as you saw it."""
        await service.release(actor, claim_id, if_match)
        return with_etag(await views.detail(actor, claim_id))

    @post("/takeover", operation_id="takeOverClaim", status_code=200)
    async def take_over(
        self, actor: NamedDependency[Actor], claim_id: Id, data: TakeOverBody
    ) -> Response[ClaimDetail]:
        """Take a colleague's claim when their lease is over. What they saved stays."""
        await service.take_over(actor, claim_id, data)
        return with_etag(await views.detail(actor, claim_id))

    @post("/lease", operation_id="renewLease", status_code=200)
    async def renew(self, actor: NamedDependency[Actor], claim_id: Id) -> Lease:
        """Say that you are still working on it; pages do so by themselves."""
        return Lease(until=await service.renew(actor, claim_id))

    @get("/assignments", operation_id="listAssignments", guards=READ)
    async def assignments(
        self, actor: NamedDependency[Actor], claim_id: Id
    ) -> list[PastAssignment]:
        """Everybody who had the claim, oldest first, and how it left them."""
        await lookups.read(actor, claim_id)
        return await service.history(claim_id)


class Giving(Controller):
    """Claims in search of people."""

    path = "/assignments"
    tags = ("assignments",)

    @post("/next", operation_id="takeNext", status_code=200)
    async def take_next(
        self, actor: NamedDependency[Actor], data: TakeNextBody
    ) -> Response[ClaimDetail | None]:
        """Give me the most urgent claim that I may check. Null where none is waiting."""
        claim_id = await giving.take_next(actor, data)
        if claim_id is None:
            return Response(None)
        detail = await views.detail(actor, claim_id)
        return Response(detail, headers={"ETag": f'"{detail.version}"'})

    @post("/distribution", operation_id="distributeClaims", status_code=200)
    async def distribute(self, actor: NamedDependency[Actor], desk: Desk = None) -> Distribution:
        """Give accepted claims out by the desk's rule now; for editors."""
        return await giving.distribute(actor, accounts.own_desk(actor, desk))


class Workload(Controller):
    """What a person can take on, and their pile."""

    path = "/people/{person_id:int}"
    tags = ("assignments",)

    @get("/profile", operation_id="getProfile", guards=READ)
    async def profile(
        self, actor: NamedDependency[Actor], person_id: SmallId, desk: Desk = None
    ) -> Response[Profile]:
        """What somebody can take on."""
        return with_etag(await profiles.read(actor, person_id, desk))

    @put("/profile", operation_id="saveProfile")
    async def save(
        self,
        actor: NamedDependency[Actor],
        person_id: SmallId,
        data: ProfileBody,
        if_match: IfMatch = None,
        desk: Desk = None,
    ) -> Response[Profile]:
        """Say what you can take on; editors may for others."""
        return with_etag(await profiles.save(actor, person_id, desk, if_match, data))

    @post("/handover", operation_id="handOver", status_code=200)
    async def hand_over(
        self, actor: NamedDependency[Actor], person_id: SmallId, data: HandOverBody
    ) -> Moved:
        """Move somebody's whole pile to a colleague, or back into the queue."""
        return await giving.hand_over(actor, person_id, data)


ROUTES = (OfClaim, Giving, Workload)
