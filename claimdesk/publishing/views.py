"""What stands in the way of publishing a version of an article, and how a check gets into others' pages."""

from urllib.parse import quote

from claimdesk.accounts.rules import Actor
from claimdesk.articles import service as articles
from claimdesk.claims import lookups
from claimdesk.errors import NotFound
from claimdesk.publishing import public, rendering
from claimdesk.publishing.cards import card_of
from claimdesk.publishing.record import record_of
from claimdesk.publishing.rules import obstacles
from claimdesk.publishing.schemas import ClaimEmbed, EmbedCodes, Gate, GateObstacle, GateReason
from claimdesk.settings import Settings


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
    return await _gate(article.id, version, current, str(current), None)


async def gate_of_sender(actor: Actor, source: str, external_id: str, version: str | None) -> Gate:
    """The same for a version as its sender counts them. Raises NotFound."""
    sent = await articles.version_sent(actor, source, external_id, version)
    article = sent.article
    newest = article.source_version or str(article.current_revision)
    return await _gate(article.id, sent.revision, article.current_revision, newest, sent.version)


async def _gate(
    article: int, version: int | None, current: int, newest: str, source_version: str | None
) -> Gate:
    found = obstacles(version, current, newest, await lookups.standing_of_article(article))
    if why := await articles.held_back(article):
        held = GateObstacle(reason=GateReason.HELD_BACK, claim=None, detail=why)
        found = [held, *found]
    return Gate(
        article=article,
        version=version,
        source_version=source_version,
        current=current,
        open=not found,
        obstacles=found,
    )


async def embed(actor: Actor, settings: Settings, claim_id: int) -> ClaimEmbed:
    """How the check of one of the caller's claims gets into somebody's page. Raises NotFound."""
    claim = await lookups.read(actor, claim_id)
    publisher = await public.publisher(settings, claim.desk)
    try:
        card = card_of(await record_of(await public.public_claim(settings, claim_id)))
    except NotFound:
        return ClaimEmbed(claim=claim_id, public=publisher.policy.public, codes=None)
    codes = EmbedCodes(
        page=card.url,
        oembed=f"{settings.base_url}/public/oembed?url={quote(card.url, safe='')}",
        html=rendering.embed(card),
        component=rendering.component(card, settings.base_url),
    )
    return ClaimEmbed(claim=claim_id, public=True, codes=codes)
