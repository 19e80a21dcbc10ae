"""Whether a version of an article may be published, as far as the desk is concerned."""

from claimdesk.accounts.rules import Actor
from claimdesk.articles import service as articles
from claimdesk.claims import lookups
from claimdesk.errors import NotFound
from claimdesk.publishing.rules import obstacles
from claimdesk.publishing.schemas import Gate, GateObstacle, GateReason


async def gate(actor: Actor, article_id: int, version: int | None) -> Gate:
    """What stands in the way of a revision, the current one where none is named. Raises NotFound."""
    article = await articles.find(actor, article_id)
    current = article.current_revision
    version = version or current
    if version > current:
        raise NotFound(
            f"The desk has not got version {version} of this article: send it first. "
            f"The last it has is {current}."
        )
    found = obstacles(version, current, await lookups.standing_of_article(article.id))
    if why := await articles.held_back(article.id):
        held = GateObstacle(reason=GateReason.HELD_BACK, claim=None, detail=why)
        found = [held, *found]
    return Gate(
        article=article.id, version=version, current=current, open=not found, obstacles=found
    )
