"""Full-text search."""

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.schemas import Page
from claimdesk.search import views
from claimdesk.search.schemas import Hit, SearchKind
from claimdesk.web.limits import COSTLY
from claimdesk.web.parameters import Cursor, Limit, needs_scope

Text = Annotated[
    str,
    QueryParameter(
        min_length=1,
        max_length=500,
        description="words; “quoted”, or and - as in a web search",
    ),
]
Kinds = Annotated[
    list[SearchKind] | None,
    QueryParameter(name="kind", required=False, description="any of these; all if left out"),
]


@get(
    "/search",
    operation_id="search",
    opt=COSTLY,
    tags=["search"],
    guards=[needs_scope(Scope.DESK_READ, "Searching")],
)
async def search(
    actor: NamedDependency[Actor],
    text: Text,
    kinds: Kinds = None,
    cursor: Cursor = None,
    limit: Limit = 20,
) -> Page[Hit]:
    """Articles, claims, verdicts and evidence with these words, the best first, with excerpts.

    Of each kind the 500 newest matches are ranked. Comments and follow-ups are never searched.
    """
    return await views.search(actor, text, list(dict.fromkeys(kinds or SearchKind)), cursor, limit)


ROUTES = (search,)
