"""Reading a file of checks outside the request that sent it."""

from typing import Any

from claimdesk.factchecks import service
from claimdesk.jobs.queue import QUEUE, place_of, when_given_up
from claimdesk.jobs.retries import PATIENCE


@QUEUE.task(name=service.READ, retry=PATIENCE)
async def read(number: int) -> None:
    """Read it to its end. Killed half-way, the job runs again and goes on where it was."""
    await service.read_kept(number)


@place_of(service.READ)
async def place(arguments: dict[str, Any]) -> str:
    """How many elements of the file are handled."""
    return str(await service.handled(arguments["number"]))


@when_given_up(service.READ)
async def give_up(arguments: dict[str, Any], why: str) -> None:
    """End the import, so that whoever watches it sees what became of it."""
    await service.give_up(arguments["number"], why)
