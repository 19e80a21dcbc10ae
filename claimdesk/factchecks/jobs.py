"""Reading a file of checks outside the request that sent it."""

from typing import Any

from claimdesk.factchecks import service
from claimdesk.jobs.queue import PATIENCE, QUEUE, when_given_up


@QUEUE.task(name=service.READ, retry=PATIENCE)
async def read(number: int) -> None:
    """Read it to its end. Killed half-way, the job runs again and goes on where it was."""
    await service.read_kept(number)


@when_given_up(service.READ)
async def give_up(arguments: dict[str, Any], why: str) -> None:
    """End the import, so that whoever watches it sees what became of it."""
    await service.give_up(arguments["number"], why)
