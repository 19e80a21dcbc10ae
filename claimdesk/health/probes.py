"""What whoever runs the server asks every few seconds: does it live, and may requests be sent to it?"""

from litestar import get
from litestar.datastructures import State

from claimdesk.errors import Unavailable
from claimdesk.health.schemas import Alive, Readiness, Ready
from claimdesk.health.service import readiness
from claimdesk.web.requests import QUIET


@get(
    "/api/health/live",
    operation_id="isAlive",
    exclude_from_auth=True,
    opt={QUIET: True},
    tags=["server"],
    sync_to_thread=False,
)
def live() -> Alive:
    """Whether the process answers, whatever its database does: start it again where it does not."""
    return Alive(status="ok")


@get(
    "/api/health/ready",
    operation_id="isReady",
    exclude_from_auth=True,
    opt={QUIET: True},
    tags=["server"],
)
async def ready(state: State) -> Ready:
    """Whether requests may be sent here: 503 without the database, its migrations, or while stopping.

    The problem has `database` (`ok`, `away`), `migrations` (`ok`, `pending`, `unknown`) and `stopping`.
    """
    stopping: bool = state.stopping
    database, migrations = await readiness()
    if stopping:
        said = "This process is stopping. Ask another one."
    elif database is Readiness.AWAY:
        said = "The database does not answer. See that it runs and can be reached."
    elif migrations is Readiness.PENDING:
        said = "Migrations have not run. Start claimdesk again."
    else:
        return Ready(status="ok", database=database, migrations=migrations)
    raise Unavailable(said, database=database, migrations=migrations, stopping=stopping)


PROBES = (live, ready)
