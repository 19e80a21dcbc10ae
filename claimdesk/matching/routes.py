"""Has this been checked before?"""

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.matching import views
from claimdesk.matching.schemas import ClaimGroup, Matches
from claimdesk.web.limits import COSTLY
from claimdesk.web.parameters import Id, needs_scope

Text = Annotated[
    str,
    QueryParameter(
        min_length=1,
        description=f"a statement, up to {views.LONGEST:,} characters; there are no operators",
    ),
]
Limit = Annotated[int, QueryParameter(ge=1, le=views.MOST, description="how many at most")]
GUARDS = [needs_scope(Scope.DESK_READ, "Looking for earlier checks")]


@get("/matches", operation_id="listMatches", opt=COSTLY, tags=["matching"], guards=GUARDS)
async def matches(
    actor: NamedDependency[Actor], text: Text, limit: Limit = views.LIMIT
) -> Matches:  # fmt: skip
    """Claims of your desks, and what others checked, that say the same or nearly so as a text."""
    return await views.of_text(actor, text, limit)


@get(
    "/claims/{claim_id:int}/matches",
    operation_id="listMatchesOfClaim",
    opt=COSTLY,
    tags=["matching"],
    guards=GUARDS,
)
async def matches_of_claim(
    actor: NamedDependency[Actor], claim_id: Id, limit: Limit = views.LIMIT
) -> Matches:  # fmt: skip
    """The same for a claim's words. The claim itself is not among them."""
    return await views.of_claim(actor, claim_id, limit)


@get(
    "/claims/{claim_id:int}/group",
    operation_id="getClaimGroup",
    opt=COSTLY,
    tags=["matching"],
    guards=GUARDS,
)
async def group(actor: NamedDependency[Actor], claim_id: Id) -> ClaimGroup:
    """Where else the statement stands: claims that say the same, joined from one to the next."""
    return await views.group_of(actor, claim_id)


ROUTES = (matches, matches_of_claim, group)
