"""People, desks, tokens."""

from typing import Annotated, Any

from litestar import Controller, Request, Response, delete, get, post, put
from litestar.di import NamedDependency

from claimdesk.accounts import desks, people, sessions, tokens, ways_in
from claimdesk.accounts.account_routes import own_key
from claimdesk.accounts.rules import Actor, Scope
from claimdesk.accounts.schemas import (
    Deactivation,
    Desk,
    DeskCreate,
    DeskWrite,
    PasswordLink,
    PasswordSet,
    Person,
    PersonCreate,
    PersonWrite,
    Token,
    TokenCreate,
    TokenCreated,
)
from claimdesk.assignments import leaving
from claimdesk.schemas import Schema
from claimdesk.web.documentation import body
from claimdesk.web.idempotency import HOLDS_SECRETS
from claimdesk.web.parameters import IfMatch, SmallId, needs_scope, with_etag

READ_DESK = [needs_scope(Scope.DESK_READ, "Reading the desk")]
AnyRequest = Request[Actor, Any, Any]

PersonCreateBody = Annotated[
    PersonCreate,
    body(
        {
            "login": "amara",
            "name": "Amara Nkemelu",
            "password": "correct horse battery",
            "role": "checker",
        }
    ),
]
PersonWriteBody = Annotated[
    PersonWrite,
    body({"login": "amara", "name": "Amara Nkemelu", "roles": [{"desk": 1, "role": "editor"}]}),
]
DeactivationBody = Annotated[Deactivation, body({"release": True, "reason": "Leaves the paper."})]
PasswordSetBody = Annotated[
    PasswordSet, body({"code": "what the link has", "password": "correct horse battery"})
]
DeskCreateBody = Annotated[DeskCreate, body({"name": "Weekend desk", "slug": "weekend"})]
DeskWriteBody = Annotated[DeskWrite, body({"name": "Weekend desk"})]
TokenCreateBody = Annotated[
    TokenCreate, body({"name": "cms", "scopes": ["articles:write", "ratings:read"]})
]


class People(Controller):
    """Who works on the desk."""

    path = "/people"
    tags = ("accounts",)

    @get(operation_id="listPeople", guards=READ_DESK)
    async def people(self, actor: NamedDependency[Actor]) -> list[Person]:
        """Everybody on the caller's desks, by name."""
        return await people.listing(actor)

    @post(operation_id="addPerson", opt={HOLDS_SECRETS: True})
    async def add(self, actor: NamedDependency[Actor], data: PersonCreateBody) -> Person:
        """Add somebody to the desk; for admins."""
        return await people.add(actor, data)

    @get("/{person_id:int}", operation_id="getPerson", guards=READ_DESK)
    async def person(self, actor: NamedDependency[Actor], person_id: SmallId) -> Response[Person]:
        """Somebody on the caller's desks."""
        return with_etag(await people.read(actor, person_id))

    @put("/{person_id:int}", operation_id="savePerson")
    async def save(
        self,
        request: AnyRequest,
        actor: NamedDependency[Actor],
        person_id: SmallId,
        data: PersonWriteBody,
        if_match: IfMatch = None,
    ) -> Response[Person]:
        """Change somebody's name, login and roles; for admins. A login not long after signing in only.

        Nobody leaves a desk with claims in hand: the answer names them in `claims`.
        """
        person = await people.read(actor, person_id)
        if person.manageable and data.login != person.login:
            await sessions.require_fresh(own_key(request))
        return with_etag(await leaving.save(actor, person_id, if_match, data))

    @post("/{person_id:int}/deactivation", operation_id="deactivatePerson", status_code=200)
    async def deactivate(
        self, actor: NamedDependency[Actor], person_id: SmallId, data: DeactivationBody
    ) -> Response[Person]:
        """Let somebody sign in no longer, and hand over what they hold; for admins.

        Where they have claims in hand and nothing is said of them, the answer names them in `claims`.
        """
        return with_etag(await leaving.deactivate(actor, person_id, data))

    @delete("/{person_id:int}/deactivation", operation_id="reactivatePerson", status_code=200)
    async def reactivate(
        self, actor: NamedDependency[Actor], person_id: SmallId
    ) -> Response[Person]:
        """Let somebody sign in again; for admins."""
        return with_etag(await people.set_active(actor, person_id, active=True))

    @delete("/{person_id:int}/sessions", operation_id="signOutPerson")
    async def sign_out(self, actor: NamedDependency[Actor], person_id: SmallId) -> None:
        """Sign somebody out on all their devices: oneself, or for admins."""
        await ways_in.sign_out(actor, person_id)

    @delete("/{person_id:int}/second-factor", operation_id="resetSecondFactor")
    async def reset_second_factor(
        self, request: AnyRequest, actor: NamedDependency[Actor], person_id: SmallId
    ) -> None:
        """Take the second factor of somebody away who lost it, and sign them out; for admins.

        Not one's own, and not long after signing in.
        """
        await sessions.require_fresh(own_key(request))
        await ways_in.reset_second_factor(actor, person_id)

    @post(
        "/{person_id:int}/password-link",
        operation_id="makePasswordLink",
        opt={HOLDS_SECRETS: True},
    )
    async def password_link(
        self, request: AnyRequest, actor: NamedDependency[Actor], person_id: SmallId
    ) -> PasswordLink:
        """A one-time link with which somebody sets their password; for admins. Shown this once.

        Not for oneself, and not long after signing in.
        """
        await sessions.require_fresh(own_key(request))
        return await ways_in.make_link(actor, person_id)


class WhosePassword(Schema, frozen=True, kw_only=True):
    """Whose password was set."""

    login: str


@post(
    "/password",
    operation_id="setPassword",
    status_code=200,
    exclude_from_auth=True,
    opt={HOLDS_SECRETS: True},
    tags=["accounts"],
)
async def set_password(data: PasswordSetBody) -> WhosePassword:
    """Set the password that a one-time link is for. Ends all sessions of that person."""
    return WhosePassword(login=await ways_in.set_password(data.code, data.password))


class Desks(Controller):
    """Groups of people with their own articles."""

    path = "/desks"
    tags = ("accounts",)

    @get(operation_id="listDesks", guards=READ_DESK)
    async def desks(self, actor: NamedDependency[Actor]) -> list[Desk]:
        """The caller's desks, by name."""
        return await desks.listing(actor)

    @post(operation_id="addDesk")
    async def add(self, actor: NamedDependency[Actor], data: DeskCreateBody) -> Response[Desk]:
        """Make a desk, of which you are the first admin; for admins of any desk."""
        return with_etag(await desks.add(actor, data))

    @put("/{desk_id:int}", operation_id="renameDesk")
    async def rename(
        self,
        actor: NamedDependency[Actor],
        desk_id: SmallId,
        data: DeskWriteBody,
        if_match: IfMatch = None,
    ) -> Response[Desk]:
        """Give a desk another name; for its admins."""
        return with_etag(await desks.rename(actor, desk_id, if_match, data))


class Tokens(Controller):
    """Credentials of programs such as the CMS."""

    path = "/tokens"
    tags = ("accounts",)

    @get(operation_id="listTokens")
    async def tokens(self, actor: NamedDependency[Actor]) -> list[Token]:
        """The live tokens, without their secrets; for admins."""
        return await tokens.tokens(actor)

    @post(operation_id="createToken", opt={HOLDS_SECRETS: True})
    async def create(self, actor: NamedDependency[Actor], data: TokenCreateBody) -> TokenCreated:
        """Make a token; its secret is shown this once."""
        return await tokens.create_token(actor, data)

    @delete("/{token_id:int}", operation_id="revokeToken")
    async def revoke(self, actor: NamedDependency[Actor], token_id: SmallId) -> None:
        """Make a token useless at once."""
        await tokens.revoke_token(actor, token_id)


ROUTES = (People, set_password, Desks, Tokens)
