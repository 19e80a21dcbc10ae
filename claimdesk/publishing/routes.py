"""The ratings feed."""

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.publishing import service
from claimdesk.publishing.schemas import RatingsPage
from claimdesk.web.parameters import DEFAULT_LIMIT, Limit, needs_scope

After = Annotated[
    int, QueryParameter(ge=0, le=2**53, description="`next` of the answer before; 0 at first")
]
PartnerScale = Annotated[
    str | None,
    QueryParameter(
        max_length=40, description="key of a scale to say each rating on too, by cross-walk"
    ),
]


@get(
    "/ratings",
    operation_id="listRatings",
    tags=["publishing"],
    guards=[needs_scope(Scope.RATINGS_READ, "Reading ratings")],
)
async def ratings(
    actor: NamedDependency[Actor],
    after: After = 0,
    limit: Limit = DEFAULT_LIMIT,
    scale: PartnerScale = None,
) -> RatingsPage:
    """What happened to published ratings, in order. Reading from 0 rebuilds the present."""
    return await service.feed(actor, after, limit, scale)


ROUTES = (ratings,)
