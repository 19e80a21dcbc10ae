"""What becomes of articles by the clock."""

from claimdesk.articles import holds
from claimdesk.jobs.queue import at_start, periodic
from claimdesk.settings import Settings


@periodic("articles.let_go", cron="* * * * *")
async def let_go(_: Settings) -> None:
    """Publish again what an embargo held back that is over now."""
    await holds.follow_the_clock()


@at_start
async def hold(_: Settings) -> None:
    """Take back what a desk of an earlier state has out of articles that are held back."""
    await holds.hold_what_is_out()
