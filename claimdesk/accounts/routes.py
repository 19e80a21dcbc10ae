"""Signing in, people, tokens."""

import secrets
from typing import Annotated, Any

from litestar import Controller, Request, delete, get, post
from litestar.di import NamedDependency

from claimdesk.accounts import service, tokens
from claimdesk.accounts.rules import Actor, Scope
from claimdesk.accounts.schemas import (
    Me,
    Person,
    PersonCreate,
    SignIn,
    Token,
    TokenCreate,
    TokenCreated,
)
from claimdesk.errors import Forbidden
from claimdesk.web.documentation import body
from claimdesk.web.idempotency import HOLDS_SECRETS, forget_expired
from claimdesk.web.parameters import SmallId, needs_scope
from claimdesk.web.sessions import leave_behind

AnyRequest = Request[Actor, Any, Any]

SignInBody = Annotated[SignIn, body({"login": "amara", "password": "correct horse battery"})]
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
TokenCreateBody = Annotated[
    TokenCreate, body({"name": "cms", "scopes": ["articles:write", "ratings:read"]})
]


class Session(Controller):
    """Who is signed in with this browser."""

    path = "/session"
    tags = ("accounts",)

    @post(operation_id="signIn", exclude_from_auth=True)
    async def sign_in(self, request: AnyRequest, data: SignInBody) -> Me:
        """Sign in. Starts a fresh session, so that one fixed beforehand is worth nothing."""
        address = request.client.host if request.client else ""
        person_id = await service.sign_in(data.login, data.password, address)
        await leave_behind(request, request.app.state.sessions)
        await forget_expired()
        request.set_session({"person_id": person_id, "csrf_token": secrets.token_urlsafe(32)})
        actor = await service.actor_of_person(person_id)
        if actor is None:
            raise Forbidden("You are on no desk yet. Ask an admin to add you to one.")
        return await _me(request, actor)

    @get(operation_id="whoAmI")
    async def who(self, request: AnyRequest, actor: NamedDependency[Actor]) -> Me:
        """Who is signed in, and the CSRF token for writes."""
        return await _me(request, actor)

    @delete(operation_id="signOut")
    async def sign_out(self, request: AnyRequest) -> None:
        """Sign out; the session is gone on the server too."""
        request.clear_session()


async def _me(request: AnyRequest, actor: Actor) -> Me:
    if actor.person_id is None:
        raise Forbidden("A token is nobody: /session is for people.")
    return Me(
        person=await service.person_ref(actor.person_id),
        desks=await service.desks_of(actor),
        csrf_token=request.session["csrf_token"],
    )


class People(Controller):
    """Who works on the desk."""

    path = "/people"
    tags = ("accounts",)

    @get(operation_id="listPeople", guards=[needs_scope(Scope.DESK_READ, "Reading the desk")])
    async def people(self, actor: NamedDependency[Actor]) -> list[Person]:
        """Everybody on the caller's desks, by name."""
        return await service.people(actor)

    @post(operation_id="addPerson", opt={HOLDS_SECRETS: True})
    async def add(self, actor: NamedDependency[Actor], data: PersonCreateBody) -> Person:
        """Add somebody to the desk; for admins."""
        return await service.add_person(actor, data)


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


ROUTES = (Session, People, Tokens)
