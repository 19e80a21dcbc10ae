"""Who calls: a person by the session cookie, a program by its bearer token."""

import hmac
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult

from claimdesk.accounts import service as accounts
from claimdesk.accounts import tokens
from claimdesk.accounts.rules import Actor, Role, reaches
from claimdesk.errors import Forbidden, SecondFactorDue, Unauthenticated, WrongMediaType

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
CSRF_HEADER = "X-CSRF-Token"
TAKES_FORM = "takes_form"
"""A route's `opt`: its body is a form with a file. Only for calls that need the session's token,
which another site cannot send; see `require_json`."""
TAKES_NATIVE = "takes_native"
"""A route's `opt`: its body is in whatever format its Content-Type says; on the same condition."""

ANYBODY = "anybody"
"""A route's `opt`: whoever is not signed in gets an answer too; `request.user` is null then."""


ENROLS = "enrols"
"""A route's `opt`: open to who still has to set up the second factor that their role needs."""


def needs_second_factor(actor: Actor, least: str) -> bool:
    """Whether the setting asks for a second factor of somebody with these roles."""
    return bool(least) and any(reaches(own, Role(least)) for own in actor.roles.values())


def second_factor_due(connection: ASGIConnection[Any, Any, Any, Any], actor: Actor) -> bool:
    """Whether somebody came in without the second factor that their role needs."""
    least = connection.app.state.settings.second_factor_from
    return not connection.session.get("strong") and needs_second_factor(actor, least)


def require_json(request: Request[Any, Any, Any]) -> None:
    """Refuse a body that does not say it is JSON, or what else the route takes.

    Another site can make a browser post a form or plain text, to sign it in as somebody else; for
    JSON the browser asks first, and is told no. Raises WrongMediaType.
    """
    length = request.headers.get("Content-Length", "0")
    has_body = length != "0" or "Transfer-Encoding" in request.headers
    if not has_body or request.route_handler.opt.get(TAKES_NATIVE):
        return
    form = request.route_handler.opt.get(TAKES_FORM, False)
    if form and request.content_type[0] != "multipart/form-data":
        raise WrongMediaType("Send the file in a form, as multipart/form-data.")
    if not form and request.content_type[0] != "application/json":
        raise WrongMediaType("Send the body as JSON, with Content-Type: application/json.")


class Authentication(AbstractAuthenticationMiddleware):
    """Puts an Actor into the connection, or raises Unauthenticated.

    A write that comes with the cookie must carry the session's token in X-CSRF-Token (OWASP's
    synchronizer token pattern): another site can make a browser send the cookie, not the header.
    """

    async def authenticate_request(
        self, connection: ASGIConnection[Any, Any, Any, Any]
    ) -> AuthenticationResult:
        """The caller. Raises Unauthenticated, or Forbidden for a write without its CSRF token."""
        scheme, _, secret = connection.headers.get("Authorization", "").partition(" ")
        if scheme:
            actor = None
            if scheme.lower() == "bearer":
                actor = await tokens.actor_of_token(secret.strip())
            if actor is None:
                raise Unauthenticated(
                    "The Authorization header is not a live token of this desk. "
                    "Send “Bearer ” and a token that an admin made."
                )
            return AuthenticationResult(user=actor, auth=None)
        session = connection.session
        person_id = session.get("person_id")
        epoch = session.get("epoch", 0)
        actor = await accounts.actor_of_person(person_id, epoch) if person_id else None
        if actor is None:
            if connection.route_handler.opt.get(ANYBODY):
                return AuthenticationResult(user=None, auth=None)
            raise Unauthenticated("Sign in, or send a token in the Authorization header.")
        if connection.scope.get("method") not in SAFE_METHODS and not hmac.compare_digest(
            connection.headers.get(CSRF_HEADER, "").encode(), session["csrf_token"].encode()
        ):
            raise Forbidden(
                f"Send the session's csrf_token in {CSRF_HEADER}; GET /session gives it. "
                "If the page has been open for long, reload it."
            )
        if not connection.route_handler.opt.get(ENROLS) and second_factor_due(connection, actor):
            raise SecondFactorDue(
                "Your role needs a second factor. Set one up in your account, then go on."
            )
        return AuthenticationResult(user=actor, auth=None)
