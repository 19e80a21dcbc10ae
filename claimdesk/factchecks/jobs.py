"""Reading a file of checks outside the request that sent it."""

from claimdesk.factchecks import service
from claimdesk.jobs.queue import PATIENCE, QUEUE


@QUEUE.task(name=service.READ, retry=PATIENCE)
async def read(number: int) -> None:
    """Read it to its end. Killed half-way, the job runs again and goes on where it was."""
    await service.read_kept(number)
