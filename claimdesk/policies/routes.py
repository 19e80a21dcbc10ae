"""A desk's policy."""

from typing import Annotated

from litestar import Controller, Response, get, put
from litestar.di import NamedDependency

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.policies import service
from claimdesk.policies.schemas import Policy, PolicyWrite
from claimdesk.scales import service as scales
from claimdesk.web.documentation import body
from claimdesk.web.parameters import IfMatch, SmallId, needs_scope, with_etag

PolicyWriteBody = Annotated[
    PolicyWrite, body({"assignment": {"lease_minutes": 240, "max_load": 8, "automatic": True}})
]


class Policies(Controller):
    """What a desk has decided about how it works."""

    path = "/desks/{desk_id:int}/policy"
    tags = ("policies",)

    @get(
        operation_id="getPolicy", guards=[needs_scope(Scope.DESK_READ, "Reading the desk's policy")]
    )
    async def policy(self, actor: NamedDependency[Actor], desk_id: SmallId) -> Response[Policy]:
        """The desk's policy; version 0 is what holds where nothing was decided."""
        return with_etag(await service.read(actor, desk_id))

    @put(operation_id="savePolicy")
    async def save(
        self,
        actor: NamedDependency[Actor],
        desk_id: SmallId,
        data: PolicyWriteBody,
        if_match: IfMatch = None,
    ) -> Response[Policy]:
        """Replace the policy; for admins. A section left out goes back to its defaults."""
        if desk_id in actor.desks:
            await scales.check_named(desk_id, [data.verdicts.scale, *data.verdicts.offered])
        return with_etag(await service.save(actor, desk_id, if_match, data))


ROUTES = (Policies,)
