"""The application at a real address, for programs that run beside the test."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from litestar import Litestar

from tests.processes import free_port


@asynccontextmanager
async def listening(app: Litestar) -> AsyncIterator[str]:
    """Serve it for the block, in the test's own loop; yields its address."""
    port = free_port()
    # The pool is the run's, so no lifespan; the loop answers while the test waits for somebody.
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, lifespan="off", log_level="warning")
    )
    serving = asyncio.ensure_future(server.serve())
    while not server.started:  # noqa: ASYNC110  (uvicorn has nothing to wait for)
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await serving
