"""Ratings follow their article: none while it is held back, the same again once it is let go."""

from collections.abc import Mapping, Sequence

from claimdesk.accounts.rules import SYSTEM
from claimdesk.articles import service
from claimdesk.articles.rules import why_held
from claimdesk.articles.tables import Article
from claimdesk.audit import service as audit
from claimdesk.claims import anchors
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.formats.model import PubStatus
from claimdesk.publishing import holds


async def follow(row: Article) -> dict[str, int]:
    """Tell readers where an article came to stand, which is locked; how many ratings went or came.

    In the caller's transaction. Says nothing where they know, or have nothing of it.
    """
    held = bool(why_held(PubStatus(row.status), row.embargo, now()))
    if held == row.ratings_held:
        return {}
    claims = await anchors.lock_all(row.id)
    if held:
        told = {"held_back": await holds.hold(claims)}
        row.ratings_held = any(told.values())
    else:
        told = {"let_go": await holds.let_go(await service.rated(row.id), claims)}
        row.ratings_held = False
    await row.save([Article.ratings_held])
    return {name: count for name, count in told.items() if count}


async def hold_what_is_out() -> int:
    """Take from readers what they have of articles that are held back; how many articles that are.

    A desk of before ratings followed their article may have some out.
    """
    out = await fetch(
        "SELECT id FROM article a WHERE NOT ratings_held AND (status = {} OR (status = {} "
        "AND embargo > {})) AND EXISTS (SELECT FROM (SELECT DISTINCT ON (claim) verdict "
        "FROM rating_event WHERE article = a.id ORDER BY claim, seq DESC) last "
        "WHERE verdict IS NOT NULL) ORDER BY id",
        PubStatus.WITHHELD.value,
        PubStatus.USABLE.value,
        now(),
    )
    return await _follow_each(out, "describe")


async def follow_the_clock() -> int:
    """Give readers again what they had of articles whose embargo is over; how many articles that are."""
    due = await fetch(
        "SELECT id FROM article WHERE ratings_held AND status = {} "
        "AND (embargo IS NULL OR embargo <= {}) ORDER BY id",
        PubStatus.USABLE.value,
        now(),
    )
    return await _follow_each(due, "publish_again")


async def _follow_each(due: Sequence[Mapping[str, int]], action: str) -> int:
    """Follow each of these articles, with an event of this action where anything changed; how many."""
    for article in due:
        async with transaction():
            locked = await service.lock(article["id"])
            row = await Article.objects().get(Article.id == locked.id)
            if row is None or not (told := await follow(row)):
                continue  # somebody was quicker, or it is as it was again
            audit.record(
                SYSTEM, action, "article", row.id, desk=row.desk, article=row.id, after=told
            )
    return len(due)
