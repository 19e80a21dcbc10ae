"""What becomes of articles by the clock."""

from claimdesk.articles import holds
from claimdesk.jobs.queue import periodic
from claimdesk.settings import Settings


@periodic("articles.let_go", cron="* * * * *")
async def let_go(_: Settings) -> None:
    """Publish again what an embargo held back that is over now."""
    await holds.follow_the_clock()
