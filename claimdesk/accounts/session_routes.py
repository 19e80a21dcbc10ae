"""Signing in and out."""

import secrets
from typing import Annotated, Any

from litestar import Controller, Request, Response, delete, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency

from claimdesk.accounts import provider, service, steps
from claimdesk.accounts.rules import Actor
from claimdesk.accounts.schemas import Code, Me, SecondStep, SignedOut, SignIn
from claimdesk.errors import Forbidden
from claimdesk.settings import Settings
from claimdesk.web.authentication import ANYBODY, ENROLS, second_factor_due
from claimdesk.web.documentation import body
from claimdesk.web.idempotency import forget_expired
from claimdesk.web.sessions import leave_behind, visitor

AnyRequest = Request[Any, Any, Any]

SignInBody = Annotated[SignIn, body({"login": "amara", "password": "correct horse battery"})]
CodeBody = Annotated[Code, body({"code": "123456"})]
_STEP = "claimdesk_step"


def _step_name(request: AnyRequest) -> str:
    """By this prefix a browser takes it from nobody but this very host, and only over TLS."""
    return ("__Host-" if request.app.state.settings.behind_tls else "") + _STEP


def step_held(request: AnyRequest) -> str:
    """What the browser holds of a step under way; empty where there is none."""
    return request.cookies.get(_step_name(request), "")


def step_cookie(request: AnyRequest, held: str) -> Cookie:
    """What ties a step under way to the browser that began it; an empty one ends it there."""
    return Cookie(
        _step_name(request),
        value=held,
        path="/",
        max_age=int(steps.LASTS.total_seconds()) if held else 0,
        secure=request.app.state.settings.behind_tls,
        httponly=True,
        samesite="lax",
    )


class Session(Controller):
    """Who is signed in with this browser."""

    path = "/session"
    tags = ("accounts",)

    @post(operation_id="signIn", exclude_from_auth=True)
    async def sign_in(self, request: AnyRequest, data: SignInBody) -> Response[Me | SecondStep]:
        """Sign in. Starts a fresh session, so that one fixed beforehand is worth nothing.

        Where `second_step` is answered nobody is signed in yet: a code is needed as well.
        """
        who = await service.sign_in(data.login, data.password, visitor(request).address)
        if who.second_step:
            held = await service.begin_second_step(who)
            return Response(SecondStep(second_step=True), cookies=[step_cookie(request, held)])
        return Response(await begin_session(request, who))

    @post("/second-factor", operation_id="giveSecondFactor", exclude_from_auth=True)
    async def second_factor(self, request: AnyRequest, data: CodeBody) -> Response[Me]:
        """The code after the password, or a recovery code; then the session begins."""
        who = await service.finish_second_step(
            step_held(request),
            data.code,
            visitor(request).address,
        )
        return Response(await begin_session(request, who), cookies=[step_cookie(request, "")])

    @get(operation_id="whoAmI", opt={ANYBODY: True, ENROLS: True})
    async def who(self, request: Request[Actor | None, Any, Any]) -> Me | None:
        """Who is signed in, and the CSRF token for writes; null where nobody is.

        Not 401: asking is how a page finds out, and is no mistake.
        """
        return None if request.user is None else await me(request, request.user)

    @delete(operation_id="signOut", opt={ENROLS: True}, status_code=200)
    async def sign_out(self, request: AnyRequest, settings: NamedDependency[Settings]) -> SignedOut:
        """Sign out; the session is gone on the server too.

        Who came in by the provider goes on to where the answer says, and is signed out there as well.
        """
        token = request.session.get("id_token", "")
        request.clear_session()
        return SignedOut(provider_url=await provider.sign_out_address(settings, token))


async def begin_session(request: AnyRequest, who: service.SignedIn) -> Me:
    """Start a fresh session for somebody; raises Forbidden for who is on no desk."""
    actor = await service.actor_of_person(who.person)
    if actor is None:
        raise Forbidden("You are on no desk yet. Ask an admin to add you to one.")
    token = who.id_token or _token_of(request, who.person)
    await leave_behind(request, request.app.state.sessions, who.person)
    await forget_expired()
    request.set_session(
        {
            "person_id": who.person,
            "epoch": who.epoch,
            "strong": who.strong,
            "csrf_token": secrets.token_urlsafe(32),
            **({"id_token": token} if token else {}),
        }
    )
    return await me(request, actor)


def _token_of(request: AnyRequest, person: int) -> str:
    """The provider's word in the session that somebody goes on from, as after a new password."""
    before = request.session
    token: str = before.get("id_token", "") if before.get("person_id") == person else ""
    return token


async def me(request: AnyRequest, actor: Actor) -> Me:
    """The caller with the CSRF token of their session. Raises Forbidden for a token."""
    if actor.person_id is None:
        raise Forbidden("A token is nobody: /session is for people.")
    return Me(
        person=await service.person_ref(actor.person_id),
        desks=await service.desks_of(actor),
        csrf_token=request.session["csrf_token"],
        max_file_bytes=request.app.state.settings.max_file_bytes,
        second_factor_due=second_factor_due(request, actor),
    )


ROUTES = (Session,)
