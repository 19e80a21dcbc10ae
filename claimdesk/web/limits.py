"""How often anybody may call, by the kind of call: Litestar's rate limits on a table all processes share.

Who reads the desk is not counted. What is: signing in and what else needs no session, by address, since
passwords are guessed there; writes and costly reads by caller, so that a loop of one leaves the others
their desk; what readers get, by address.
"""

from collections.abc import Callable
from enum import StrEnum
from time import time
from typing import Any

from litestar import Request
from litestar.middleware import DefineMiddleware
from litestar.middleware.rate_limit import (
    DURATION_VALUES,
    CacheObject,
    RateLimitConfig,
    RateLimitMiddleware,
    get_remote_address,
)
from litestar.stores.base import Store

from claimdesk.accounts.rules import Actor
from claimdesk.db.engine import fetch
from claimdesk.settings import Settings
from claimdesk.web.authentication import SAFE_METHODS

RATE = "rate"
"""A route's `opt`: of which kind it is, where its method does not say so."""


class Rate(StrEnum):
    """Kinds of calls that are counted."""

    ENTRY = "entry"
    WRITE = "write"
    COSTLY = "costly"
    PUBLIC = "public"


COSTLY = {RATE: Rate.COSTLY}
PUBLIC = {RATE: Rate.PUBLIC}


class _Shared(RateLimitMiddleware):
    """Litestar's middleware; the count is one statement, so that no process misses another's."""

    async def retrieve_cached_history(self, key: str, store: Store) -> CacheObject:  # noqa: ARG002
        """Count this call in its window; what was counted before it."""
        window = DURATION_VALUES[self.unit]
        moment = int(time())
        (row,) = await fetch(
            "INSERT INTO rate AS r (key, used, resets_at) VALUES ({}, 1, to_timestamp({})) "
            "ON CONFLICT (key) DO UPDATE SET "
            "used = CASE WHEN r.resets_at <= to_timestamp({}) THEN 1 ELSE r.used + 1 END, "
            "resets_at = CASE WHEN r.resets_at <= to_timestamp({}) THEN excluded.resets_at "
            "ELSE r.resets_at END RETURNING used, extract(epoch FROM resets_at)::bigint AS resets",
            key,
            moment + window,
            moment,
            moment,
        )
        if row["used"] == 1:  # somewhere the others have to go, and nobody else minds them
            await fetch("DELETE FROM rate WHERE resets_at < to_timestamp({})", moment - window)
        # Its middleware counts the entries and adds one; no moment of them is asked for.
        return CacheObject(
            history=[0] * min(row["used"] - 1, self.max_requests), reset=row["resets"]
        )

    async def set_cached_history(
        self,
        key: str,  # noqa: ARG002
        cache_object: CacheObject,
        store: Store,  # noqa: ARG002
    ) -> None:
        """It is counted already."""
        cache_object.history.append(0)


def kind_of(request: Request[Any, Any, Any]) -> Rate | None:
    """Of which kind a call is; null for those that are not counted."""
    marked: Rate | None = request.route_handler.opt.get(RATE)
    if marked is not None:
        return marked
    if request.method in SAFE_METHODS:
        return None
    return Rate.WRITE if isinstance(request.scope.get("user"), Actor) else Rate.ENTRY


def _caller(kind: Rate) -> Callable[[Request[Any, Any, Any]], str]:
    def name(request: Request[Any, Any, Any]) -> str:
        user = request.scope.get("user")
        if kind in {Rate.ENTRY, Rate.PUBLIC} or not isinstance(user, Actor):
            return f"{kind} address {get_remote_address(request)}"
        return f"{kind} {user.called}"

    return name


def _is(kind: Rate) -> Callable[[Request[Any, Any, Any]], bool]:
    return lambda request: kind_of(request) is kind


def limits(settings: Settings, *kinds: Rate) -> list[DefineMiddleware]:
    """The middleware for these kinds of calls; none for one whose setting is 0."""
    most = {
        Rate.ENTRY: settings.rate_entry,
        Rate.WRITE: settings.rate_writes,
        Rate.COSTLY: settings.rate_costly,
        Rate.PUBLIC: settings.rate_public,
    }
    return [
        RateLimitConfig(
            rate_limit=("minute", most[kind]),
            identifier_for_request=_caller(kind),
            check_throttle_handler=_is(kind),
            middleware_class=_Shared,
        ).middleware
        for kind in kinds
        if most[kind]
    ]
