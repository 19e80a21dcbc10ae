"""What matching has done outside of requests."""

import asyncio

from claimdesk.jobs.queue import QUEUE, at_start, periodic
from claimdesk.jobs.retries import PATIENCE
from claimdesk.matching import currencies, embedding, noted, noting, upkeep
from claimdesk.settings import Settings


@at_start
async def load(_: Settings) -> None:
    """Have what the first match would wait for."""
    await asyncio.to_thread(currencies.load)


@QUEUE.task(name=noted.NOTE, retry=PATIENCE)
async def note(claims: list[int]) -> None:
    """Note what says the same as these claims. Doing it again changes nothing."""
    await noting.note(claims)


@QUEUE.task(name=noted.NOTE_CHECKS, retry=PATIENCE)
async def note_checks(checks: list[int]) -> None:
    """Mark the claims that say what these checks of others are about. Doing it again changes nothing."""
    await noting.note_checks(checks)


@periodic("matching.upkeep", cron="*/5 * * * *")
async def keep_up(_: Settings) -> None:
    """Index what is not indexed yet, as after an update of claimdesk, and count terms anew."""
    await upkeep.catch_up()
    await upkeep.count_if_grown()


@periodic("matching.embed", cron="* * * * *")
async def embed(_: Settings) -> None:
    """Give vectors to statements that have none, where the desk has a model for them."""
    await embedding.catch_up(embedding.A_RUN)


@periodic("matching.forget", cron="23 * * * *")
async def forget(_: Settings) -> None:
    """Take away vectors of texts that no statement has any more."""
    await embedding.forget()
