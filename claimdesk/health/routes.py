"""How the server is, for admins."""

from litestar import get
from litestar.di import NamedDependency

from claimdesk.accounts.rules import Actor
from claimdesk.health import checks as _checks  # noqa: F401  (registers what every server has)
from claimdesk.health import service
from claimdesk.health.schemas import HealthDetails
from claimdesk.settings import Settings


@get("/health/details", operation_id="getHealthDetails", tags=["server"])
async def details(
    actor: NamedDependency[Actor], settings: NamedDependency[Settings]
) -> HealthDetails:
    """Every part of the server, and what to do where one is not well; for admins."""
    return await service.details(actor, settings)


ROUTES = (details,)
