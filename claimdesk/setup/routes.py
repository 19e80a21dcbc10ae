"""The first run over HTTP."""

from typing import Annotated, Any

from litestar import Request, get, post
from litestar.di import NamedDependency

from claimdesk.accounts.rules import Actor
from claimdesk.accounts.schemas import Me
from claimdesk.accounts.session_routes import begin_session
from claimdesk.fixtures import fixtures
from claimdesk.setup import service
from claimdesk.setup.schemas import Sample, Setup, SetupState
from claimdesk.web.documentation import body
from claimdesk.web.idempotency import HOLDS_SECRETS

SAMPLE = "ferry-contract-resignation"

SetupBody = Annotated[
    Setup,
    body(
        {
            "code": "what the link has",
            "login": "amara",
            "name": "Amara Nkemelu",
            "password": "correct horse battery",
            "desk": "The Harbour Times",
        }
    ),
]


@get("/setup", operation_id="getSetup", exclude_from_auth=True, tags=["setup"])
async def state() -> SetupState:
    """Whether the desk waits for its set-up."""
    return SetupState(needed=await service.needed())


@post(
    "/setup",
    operation_id="setUp",
    exclude_from_auth=True,
    opt={HOLDS_SECRETS: True},
    tags=["setup"],
)
async def set_up(request: Request[Actor, Any, Any], data: SetupBody) -> Me:
    """Make the first admin and desk, and sign in. Refused as soon as anybody exists."""
    return await begin_session(request, await service.set_up(data))


@get("/setup/sample", operation_id="getSample", tags=["setup"], sync_to_thread=True)
def sample(actor: NamedDependency[Actor]) -> Sample:  # noqa: ARG001  (whoever is signed in)
    """The made-up article of the guided tour."""
    text = (fixtures() / "articles" / f"{SAMPLE}.txt").read_text(encoding="utf-8")
    return Sample(title=text.partition("\n")[0], text=text, section="politics")


ROUTES = (state, set_up, sample)
