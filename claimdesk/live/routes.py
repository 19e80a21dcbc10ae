"""The stream of live changes, and saying where one is."""

from typing import Annotated, Any

from litestar import Controller, Request, get, put
from litestar.di import NamedDependency
from litestar.params import HeaderParameter, QueryParameter
from litestar.response import Stream

from claimdesk.accounts import service as accounts
from claimdesk.accounts import tokens
from claimdesk.accounts.rules import Actor, Scope
from claimdesk.claims import lookups
from claimdesk.live import service
from claimdesk.live.channels import Channels
from claimdesk.live.schemas import LiveChange, LiveHello, LiveMarked, LivePresence, PresenceWrite
from claimdesk.live.stream import stream
from claimdesk.web.documentation import answer, body
from claimdesk.web.metrics import UNCOUNTED
from claimdesk.web.parameters import needs_scope

STREAM = "text/event-stream"
PresenceBody = Annotated[PresenceWrite, body({"tab": "0b2f6c1e-77aa", "claim": 17})]
After = Annotated[
    int | None, QueryParameter(ge=0, le=2**53, description="the `id` of the last event you had")
]
LastEventId = Annotated[
    str | None,
    HeaderParameter(
        name="Last-Event-ID",
        required=False,
        pattern=r"^\d{1,15}$",
        description="the same, as browsers send it by themselves",
    ),
]
TabName = Annotated[
    str | None,
    QueryParameter(
        min_length=8,
        max_length=64,
        pattern=r"^[A-Za-z0-9-]+$",
        description="how the page calls itself, as in `noteWhere`: it is taken off at the end",
    ),
]


class Live(Controller):
    """Others' changes as they happen."""

    tags = ("live",)

    @get(
        "/events",
        operation_id="listen",
        opt={UNCOUNTED: True},
        guards=[needs_scope(Scope.DESK_READ, "Listening to the desk")],
        responses={
            200: answer(
                LiveHello | LiveChange | LiveMarked | LivePresence, STREAM, "Events, until closed"
            )
        },
    )
    async def listen(
        self,
        request: Request[Actor, Any, Any],
        actor: NamedDependency[Actor],
        channels: NamedDependency[Channels],
        after: After = None,
        last_event_id: LastEventId = None,
        tab: TabName = None,
    ) -> Stream:
        """What happens on your desks, as server-sent events.

        `hello` comes first: with `reset`, you were away for too long and read everything again.
        `changes` is a list of what was done (ids, state, version, who and when; no words), `many`
        says that it was more than is worth telling, `marked` which claims were found to be checked before, `presence` who is on a claim, `inbox` that yours
        is another, `beat` comes every ten seconds. `bye` ends it: ask again, with the last `id` as
        `after` or Last-Event-ID, and you get what you missed.
        """
        since = int(last_event_id) if last_event_id else after
        return Stream(
            await stream(
                channels, actor, _caller(request), since, tab, request.app.state.live_beat
            ),
            media_type=STREAM,
            # Proxies such as nginx would keep it until it is full.
            headers={"X-Accel-Buffering": "no", "Cache-Control": "no-store, no-transform"},
        )

    @put("/presence", operation_id="noteWhere", status_code=204)
    async def note_where(self, actor: NamedDependency[Actor], data: PresenceBody) -> None:
        """Say which claim your page shows, so that colleagues see it; it locks nothing.

        It holds while the page's stream is open (`tab` of `listen`), else for half a minute.
        """
        actor.require_person("Being seen on a claim")
        claim = None if data.claim is None else await lookups.read(actor, data.claim)
        await service.arrive(actor, data, claim.desk if claim else None)


def _caller(request: Request[Actor, Any, Any]) -> Any:
    """Who calls, asked again later: null once the session or the token is no longer good."""
    actor = request.user
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    config = request.app.state.sessions
    session = request.cookies.get(config.key)

    async def again() -> Actor | None:
        if scheme:
            return await tokens.actor_of_token(secret.strip())
        store = config.get_store_from_app(request.app)
        if session is None or not await store.exists(session) or actor.person_id is None:
            return None
        return await accounts.actor_of_person(actor.person_id)

    return again


ROUTES = (Live,)
