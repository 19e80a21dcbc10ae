"""How far a verdict reaches."""

from litestar import get
from litestar.di import NamedDependency

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.corrections import service
from claimdesk.corrections.schemas import Reach
from claimdesk.web.parameters import Id, needs_scope


@get(
    "/claims/{claim_id:int}/reach",
    operation_id="getReach",
    tags=["corrections"],
    guards=[needs_scope(Scope.DESK_READ, "Reading claims")],
)
async def reach(actor: NamedDependency[Actor], claim_id: Id) -> Reach:
    """Other claims that say the same or rest on the same evidence, and where all was published.

    When a verdict is overturned (another rating, or void, in the place of one that readers had)
    editors and whoever works on these get a task for each of them.
    """
    return await service.reach(actor, claim_id)


ROUTES = (reach,)
