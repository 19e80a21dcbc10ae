"""Signing in by the newsroom's own provider."""

from typing import Annotated, Any

from litestar import Controller, Request, Response, delete, get, post, put
from litestar.di import NamedDependency

from claimdesk.accounts import provider, provider_links, service, sessions
from claimdesk.accounts.account_routes import own_key
from claimdesk.accounts.rules import Actor
from claimdesk.accounts.schemas import (
    Provider,
    ProviderAnswer,
    ProviderBegin,
    ProviderEntry,
    ProviderLink,
    ProviderLinkWrite,
    ProviderRequest,
)
from claimdesk.accounts.session_routes import begin_session, step_cookie, step_held
from claimdesk.settings import Settings
from claimdesk.web.documentation import body
from claimdesk.web.parameters import SmallId
from claimdesk.web.sessions import visitor

AnyRequest = Request[Any, Any, Any]
BeginBody = Annotated[ProviderBegin, body({"next": "/claims/7"})]
LinkBody = Annotated[ProviderLinkWrite, body({"subject": "f3a9c0de-17"})]
AnswerBody = Annotated[
    ProviderAnswer,
    body({"code": "what came back", "state": "what was sent", "iss": "https://id.example.org"}),
]


@get("/session/provider", operation_id="getProvider", exclude_from_auth=True, tags=["accounts"])
async def who(settings: NamedDependency[Settings]) -> Provider:
    """What the newsroom's own provider is called; null where there is none."""
    return Provider(name=settings.oidc_called if settings.oidc_issuer else None)


@post(
    "/session/provider",
    operation_id="beginProviderSignIn",
    exclude_from_auth=True,
    tags=["accounts"],
)
async def begin(
    request: AnyRequest, settings: NamedDependency[Settings], data: BeginBody
) -> Response[ProviderRequest]:
    """Where the browser goes to sign in by the provider. Good once, in this browser."""
    begun = await provider.begin(settings, data.next)
    return Response(ProviderRequest(url=begun.url), cookies=[step_cookie(request, begun.held)])


@post(
    "/session/provider-answer",
    operation_id="signInWithProvider",
    exclude_from_auth=True,
    tags=["accounts"],
)
async def sign_in(
    request: AnyRequest, settings: NamedDependency[Settings], data: AnswerBody
) -> Response[ProviderEntry]:
    """Sign in with what the provider sent the browser back with.

    Where `me` is null nobody is signed in yet: a code is needed as well, as after a password.
    """
    held = step_held(request)
    who, then = await provider.sign_in(settings, held, data, visitor(request).address)
    if who.second_step:
        entry, held = ProviderEntry(me=None, next=then), await service.begin_second_step(who)
    else:
        entry, held = ProviderEntry(me=await begin_session(request, who), next=then), ""
    return Response(entry, cookies=[step_cookie(request, held)])


class ProviderAccounts(Controller):
    """Whose account at the provider is whose here."""

    path = "/people/{person_id:int}/provider-account"
    tags = ("accounts",)

    @get(operation_id="getProviderAccount")
    async def account(
        self,
        actor: NamedDependency[Actor],
        settings: NamedDependency[Settings],
        person_id: SmallId,
    ) -> ProviderLink | None:
        """Somebody's account at the provider; for admins. Null until they came in by it once."""
        return await provider_links.read(actor, settings, person_id)

    @put(operation_id="linkProviderAccount")
    async def link(
        self,
        request: AnyRequest,
        actor: NamedDependency[Actor],
        settings: NamedDependency[Settings],
        person_id: SmallId,
        data: LinkBody,
    ) -> ProviderLink:
        """Say which account at the provider is somebody's, whatever its login is there; for admins.

        Their sessions end. Not one's own, and not long after signing in.
        """
        await sessions.require_fresh(own_key(request))
        return await provider_links.link(actor, settings, person_id, data.subject)

    @delete(operation_id="unlinkProviderAccount")
    async def unlink(
        self,
        request: AnyRequest,
        actor: NamedDependency[Actor],
        settings: NamedDependency[Settings],
        person_id: SmallId,
    ) -> None:
        """Forget which account at the provider is somebody's, and end their sessions; for admins.

        The next one that comes from there with their login is theirs. Not one's own, and not long
        after signing in.
        """
        await sessions.require_fresh(own_key(request))
        await provider_links.unlink(actor, settings, person_id)


ROUTES = (who, begin, sign_in, ProviderAccounts)
