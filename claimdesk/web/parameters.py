"""Parameters that many routes share, and who calls."""

from datetime import datetime
from typing import Annotated, Any, Protocol, TypeVar

from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.params import HeaderParameter, PathParameter, QueryParameter
from litestar.types import Guard

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.pages import DEFAULT_LIMIT, MAX_LIMIT

Id = Annotated[int, PathParameter(ge=1, le=2**53)]
SmallId = Annotated[int, PathParameter(ge=1, le=2**31 - 1)]
Cursor = Annotated[
    str | None,
    QueryParameter(max_length=300, description="`next` of the page before; none for the first"),
]
Limit = Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT, description="how many at most")]
DeskId = Annotated[
    int | None,
    QueryParameter(ge=1, le=2**31 - 1, description="one of your desks; without, all of them"),
]
Since = Annotated[
    datetime | None,
    QueryParameter(name="from", description="from this moment on, which is with its zone"),
]
Until = Annotated[
    datetime | None,
    QueryParameter(name="to", description="before this moment, which is with its zone"),
]
IfMatch = Annotated[
    str | None,
    HeaderParameter(
        name="If-Match", required=False, description="the ETag of what is to be replaced"
    ),
]
IfNoneMatch = Annotated[
    str | None,
    HeaderParameter(
        name="If-None-Match", required=False, description="ETag of what the caller has"
    ),
]

__all__ = [
    "DEFAULT_LIMIT",
    "Cursor",
    "DeskId",
    "Id",
    "IfMatch",
    "IfNoneMatch",
    "Limit",
    "Since",
    "SmallId",
    "Until",
    "has",
    "needs_scope",
    "provide_actor",
]


async def provide_actor(request: Request[Actor, Any, Any]) -> Actor:
    """Whoever calls, as authentication found them."""
    return request.user


def needs_scope(scope: Scope, doing: str) -> Guard:
    """A guard that lets people through, and tokens with that scope."""

    def guard(connection: ASGIConnection[Any, Actor, Any, Any], _: BaseRouteHandler) -> None:
        connection.user.require_scope(scope, doing)

    return guard


class Versioned(Protocol):
    """What people edit: it carries a version."""

    @property
    def version(self) -> int:
        """Grows with every change."""
        ...


VersionedT = TypeVar("VersionedT", bound=Versioned)


def with_etag(value: VersionedT) -> Response[VersionedT]:
    """A value with its version as the ETag that a replacing write sends back."""
    return Response(value, headers={"ETag": f'"{value.version}"'})


def has(if_none_match: str | None, etag: str) -> bool:
    """Whether the caller has what bears this ETag, by the weak comparison of RFC 9110."""
    if if_none_match is None:
        return False
    theirs = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return "*" in theirs or etag.removeprefix("W/") in theirs
