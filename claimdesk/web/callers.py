"""What the OpenAPI document says of who calls, and of sending a write again."""

from dataclasses import dataclass

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.spec import (
    Components,
    OpenAPIType,
    Operation,
    Parameter,
    Reference,
    SecurityScheme,
)
from litestar.openapi.spec import Schema as OpenAPISchema

from claimdesk.web.authentication import ANYBODY, CSRF_HEADER, SAFE_METHODS
from claimdesk.web.idempotency import HEADER, HOLDS_SECRETS, MAX_KEY

Requirement = dict[str, list[str]]
SESSION, CSRF, TOKEN = "session", "csrf", "token"


def schemes(cookie: str) -> Components:
    """How callers say who they are; `cookie` is the session's."""
    return Components(
        security_schemes={
            SESSION: SecurityScheme(
                type="apiKey",
                security_scheme_in="cookie",
                name=cookie,
                description="What POST /session sets in a person's browser.",
            ),
            CSRF: SecurityScheme(
                type="apiKey",
                security_scheme_in="header",
                name=CSRF_HEADER,
                description="The session's `csrf_token`, with every write that comes with the cookie.",
            ),
            TOKEN: SecurityScheme(
                type="http",
                scheme="bearer",
                description="A program's token, which an admin made, with its scopes.",
            ),
        }
    )


def document_callers(app: Litestar) -> None:
    """Say of every call of the API who may make it, and of every write that it may be sent again."""
    for route in app.routes:
        for handler in getattr(route, "route_handlers", []):
            if route.path.startswith("/api/v1"):
                _document(handler)


def _document(handler: HTTPRouteHandler) -> None:
    writes = not handler.http_methods & SAFE_METHODS
    if not handler.opt.get("exclude_from_auth"):
        by_cookie: Requirement = {SESSION: [], CSRF: []} if writes else {SESSION: []}
        nobody: list[Requirement] = [{}] if handler.opt.get(ANYBODY) else []
        handler.security = [by_cookie, {TOKEN: []}, *nobody]
        if writes and not handler.opt.get(HOLDS_SECRETS):
            handler.operation_class = _repeatable(handler.operation_class)


def _repeatable(kind: type[Operation]) -> type[Operation]:
    """The same kind of operation with the key that lets it be sent again."""

    @dataclass
    class _Operation(kind):  # type: ignore[valid-type, misc]  # whichever the handler has
        def __post_init__(self) -> None:
            if hasattr(super(), "__post_init__"):
                super().__post_init__()
            declared: list[Parameter | Reference] = self.parameters or []
            self.parameters: list[Parameter | Reference] | None = [*declared, _KEY]

    return _Operation


_KEY = Parameter(
    name=HEADER,
    param_in="header",
    required=False,
    description="Sent again with the same key within two days, the call acts once and answers the same.",
    schema=OpenAPISchema(
        type=OpenAPIType.STRING, min_length=1, max_length=MAX_KEY, pattern="^[ -~]+$"
    ),
)
