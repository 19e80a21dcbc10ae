"""The queue, one claim, and taking claims in or setting them aside."""

from typing import Annotated

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.claims import views
from claimdesk.claims.rules import State
from claimdesk.claims.schemas import Claim, ClaimDetail, StateCount
from claimdesk.reviews import service as reviews
from claimdesk.reviews.schemas import Dismissal
from claimdesk.schemas import Page
from claimdesk.web.documentation import body
from claimdesk.web.parameters import DEFAULT_LIMIT, Cursor, Id, Limit, needs_scope, with_etag

READ = [needs_scope(Scope.DESK_READ, "Reading claims")]
States = Annotated[
    list[State] | None,
    QueryParameter(name="state", required=False, description="any of these states"),
]
Unnamed = Annotated[bool | None, QueryParameter(description="whether its source is unnamed")]
Assignee = Annotated[
    str | None, QueryParameter(max_length=20, description="`me`, `none` or a person's id")
]
ArticleId = Annotated[int | None, QueryParameter(ge=1, le=2**53)]
Text = Annotated[
    str | None,
    QueryParameter(max_length=500, description="words; “quoted”, or and - as in a web search"),
]

DismissalBody = Annotated[Dismissal, body({"reason": "An opinion, not a fact"})]


class Claims(Controller):
    """Claims and their life."""

    path = "/claims"
    tags = ("claims",)

    @get(operation_id="listClaims", guards=READ)
    async def claims(
        self,
        actor: NamedDependency[Actor],
        states: States = None,
        unnamed: Unnamed = None,
        assignee: Assignee = None,
        article: ArticleId = None,
        text: Text = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[Claim]:
        """The queue: the claims most worth checking first."""
        wanted = views.Filter(
            states=states, unnamed=unnamed, assignee=assignee, article=article, text=text
        )
        return await views.queue(actor, wanted, cursor, limit)

    @get("/counts", operation_id="countClaims", guards=READ)
    async def counts(
        self,
        actor: NamedDependency[Actor],
        unnamed: Unnamed = None,
        assignee: Assignee = None,
        article: ArticleId = None,
        text: Text = None,
    ) -> list[StateCount]:
        """How many claims are in each state, under the same filters."""
        wanted = views.Filter(unnamed=unnamed, assignee=assignee, article=article, text=text)
        return await views.counts(actor, wanted)

    @get("/{claim_id:int}", operation_id="getClaim", guards=READ)
    async def claim(self, actor: NamedDependency[Actor], claim_id: Id) -> Response[ClaimDetail]:
        """Everything on one claim. Its ETag goes into If-Match when you replace its verdict."""
        return with_etag(await views.detail(actor, claim_id))

    @post("/{claim_id:int}/acceptance", operation_id="acceptClaim", status_code=200)
    async def accept(self, actor: NamedDependency[Actor], claim_id: Id) -> Response[ClaimDetail]:
        """Take a claim into the desk's work; an unnamed source's follow-up opens."""
        await reviews.accept(actor, claim_id)
        return with_etag(await views.detail(actor, claim_id))

    @post("/{claim_id:int}/dismissal", operation_id="dismissClaim", status_code=200)
    async def dismiss(
        self, actor: NamedDependency[Actor], claim_id: Id, data: DismissalBody
    ) -> Response[ClaimDetail]:
        """Set a claim aside with a reason."""
        await reviews.dismiss(actor, claim_id, data.reason)
        return with_etag(await views.detail(actor, claim_id))

    @post("/{claim_id:int}/restoration", operation_id="restoreClaim", status_code=200)
    async def restore(self, actor: NamedDependency[Actor], claim_id: Id) -> Response[ClaimDetail]:
        """Undo a dismissal."""
        await reviews.restore(actor, claim_id)
        return with_etag(await views.detail(actor, claim_id))


ROUTES = (Claims,)
