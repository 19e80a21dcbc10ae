"""One's own account: where one is signed in, and the password."""

from typing import Annotated, Any

from litestar import Controller, Request, delete, get, post
from litestar.di import NamedDependency

from claimdesk.accounts import people, service, sessions
from claimdesk.accounts.routes import begin_session
from claimdesk.accounts.rules import Actor
from claimdesk.accounts.schemas import Me, PasswordChange, SessionSeen
from claimdesk.web.documentation import body
from claimdesk.web.idempotency import HOLDS_SECRETS
from claimdesk.web.parameters import Id
from claimdesk.web.sessions import key_of, visitor

AnyRequest = Request[Actor, Any, Any]
PasswordChangeBody = Annotated[
    PasswordChange,
    body({"current": "correct horse battery", "password": "ten geese on the quay"}),
]


class Account(Controller):
    """What only the caller themselves may see and change of their account."""

    path = "/account"
    tags = ("accounts",)

    @get("/sessions", operation_id="listSessions")
    async def sessions(
        self, request: AnyRequest, actor: NamedDependency[Actor]
    ) -> list[SessionSeen]:
        """Where the caller is signed in, the place used last first; for people."""
        return await sessions.own(actor, key_of(request, request.app.state.sessions))

    @delete("/sessions", operation_id="endOtherSessions")
    async def end_others(self, request: AnyRequest, actor: NamedDependency[Actor]) -> None:
        """Sign out everywhere but here, at once."""
        await sessions.end_others(actor, key_of(request, request.app.state.sessions))

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
        await people.change_password(actor, person, data.password)
        return await begin_session(request, await service.session_for(person))


ROUTES = (Account,)
