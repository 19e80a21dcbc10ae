"""Signing in by the newsroom's own provider."""

from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency

from claimdesk.accounts import provider, service
from claimdesk.accounts.schemas import (
    Provider,
    ProviderAnswer,
    ProviderBegin,
    ProviderEntry,
    ProviderRequest,
)
from claimdesk.accounts.session_routes import begin_session, step_cookie, step_held
from claimdesk.settings import Settings
from claimdesk.web.documentation import body
from claimdesk.web.sessions import visitor

AnyRequest = Request[Any, Any, Any]
BeginBody = Annotated[ProviderBegin, body({"next": "/claims/7"})]
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


ROUTES = (who, begin, sign_in)
