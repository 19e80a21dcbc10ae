"""One's own account: where one is signed in, the password, and the second factor."""

from typing import Annotated, Any

from litestar import Controller, Request, delete, get, post
from litestar.di import NamedDependency

from claimdesk.accounts import passkeys, second_factor, service, sessions, ways_in
from claimdesk.accounts.rules import Actor
from claimdesk.accounts.schemas import (
    Me,
    PasswordChange,
    RecoveryCodes,
    SecondFactor,
    SessionSeen,
    TotpEnrolment,
)
from claimdesk.accounts.session_routes import CodeBody, begin_session, me
from claimdesk.errors import SignInAgain, Unauthenticated
from claimdesk.settings import Settings
from claimdesk.web.authentication import ENROLS, needs_second_factor, second_factor_due
from claimdesk.web.documentation import body
from claimdesk.web.idempotency import HOLDS_SECRETS
from claimdesk.web.parameters import Id
from claimdesk.web.sessions import key_of, visitor

AnyRequest = Request[Actor, Any, Any]
PasswordChangeBody = Annotated[
    PasswordChange,
    body({"current": "correct horse battery", "password": "ten geese on the quay"}),
]


def own_key(request: AnyRequest) -> str:
    """The id of the session that the caller calls with."""
    return key_of(request, request.app.state.sessions)


async def require_own_doing(request: AnyRequest, person: int) -> None:
    """Raise SignInAgain unless the caller may change by what they sign in.

    They came in a short while ago, and where their role needs more than a password and they have a
    passkey, by that: else who finds the password out gives themselves a second factor.
    """
    await sessions.require_fresh(own_key(request))
    if second_factor_due(request, request.user) and await passkeys.has_any(person):
        raise SignInAgain("You have a passkey. Sign in with it, then change this.")


async def go_on(request: AnyRequest, person: int, *, strong: bool) -> Me:
    """The caller's next session, in place of the one they call with."""
    who = await service.session_for(person, strong=strong)
    if who is None:
        raise Unauthenticated("Your account was deactivated. Ask an admin of the desk.")
    return await begin_session(request, who)


class Account(Controller):
    """What only the caller themselves may see and change of their account."""

    path = "/account"
    tags = ("accounts",)
    opt = {ENROLS: True}  # noqa: RUF012  (as Litestar declares it)

    @get("/sessions", operation_id="listSessions")
    async def sessions(
        self, request: AnyRequest, actor: NamedDependency[Actor]
    ) -> list[SessionSeen]:
        """Where the caller is signed in, the place used last first; for people."""
        return await sessions.own(actor, own_key(request))

    @delete("/sessions", operation_id="endOtherSessions")
    async def end_others(self, request: AnyRequest, actor: NamedDependency[Actor]) -> None:
        """Sign out everywhere but here, at once."""
        await sessions.end_others(actor, own_key(request))

    @delete("/sessions/{session_id:int}", operation_id="endSession")
    async def end(self, actor: NamedDependency[Actor], session_id: Id) -> None:
        """Sign out in one place, at once."""
        await sessions.end_own(actor, session_id)

    @post("/password", operation_id="changePassword", status_code=200, opt={HOLDS_SECRETS: True})
    async def password(
        self, request: AnyRequest, actor: NamedDependency[Actor], data: PasswordChangeBody
    ) -> Me:
        """Change one's own password. All sessions end; the caller goes on in a fresh one."""
        person = actor.require_person("Changing a password")
        await service.confirm(actor, data.current, visitor(request).address)
        await ways_in.change_password(actor, person, data.password)
        return await go_on(request, person, strong=request.session.get("strong", False))

    @get("/second-factor", operation_id="getSecondFactor")
    async def factor(
        self, actor: NamedDependency[Actor], settings: NamedDependency[Settings]
    ) -> SecondFactor:
        """Whether the caller signs in with a code as well, and how many recovery codes are left."""
        required = needs_second_factor(actor, settings.second_factor_from)
        return await second_factor.state(actor, required=required)

    @post("/second-factor", operation_id="beginSecondFactor", opt={HOLDS_SECRETS: True})
    async def begin_factor(
        self,
        request: AnyRequest,
        actor: NamedDependency[Actor],
        settings: NamedDependency[Settings],
    ) -> TotpEnrolment:
        """A secret for an authenticator app, which counts once a code of it was sent."""
        await require_own_doing(request, actor.require_person("A second factor"))
        return await second_factor.begin(actor, settings.organisation)

    @post(
        "/second-factor/confirmation",
        operation_id="confirmSecondFactor",
        opt={HOLDS_SECRETS: True},
    )
    async def confirm_factor(
        self,
        request: AnyRequest,
        actor: NamedDependency[Actor],
        data: CodeBody,
    ) -> RecoveryCodes:
        """Turn the second factor on with a code of the app. The caller goes on in a fresh session."""
        person = actor.require_person("A second factor")
        await require_own_doing(request, person)
        codes = await second_factor.confirm(actor, data.code)
        return RecoveryCodes(codes=codes, me=await go_on(request, person, strong=True))

    @delete("/second-factor", operation_id="turnOffSecondFactor")
    async def turn_off_factor(
        self,
        request: AnyRequest,
        actor: NamedDependency[Actor],
        settings: NamedDependency[Settings],
    ) -> None:
        """Sign in with the password alone again, where one's role does not need more."""
        await require_own_doing(request, actor.require_person("A second factor"))
        required = needs_second_factor(actor, settings.second_factor_from)
        await second_factor.turn_off(actor, required=required)

    @post("/recovery-codes", operation_id="renewRecoveryCodes", opt={HOLDS_SECRETS: True})
    async def recovery_codes(
        self, request: AnyRequest, actor: NamedDependency[Actor]
    ) -> RecoveryCodes:
        """New recovery codes; those before are void."""
        await require_own_doing(request, actor.require_person("Recovery codes"))
        codes = await second_factor.renew_codes(actor)
        return RecoveryCodes(codes=codes, me=await me(request, actor))


ROUTES = (Account,)
