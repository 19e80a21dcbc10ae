"""A check in a few lines, for other people's pages: what an embed shows. Pure."""

import re
from datetime import datetime
from math import ceil
from urllib.parse import urlsplit

from claimdesk.policies.publishing import Language
from claimdesk.publishing.checks import CheckRecord, Standing
from claimdesk.publishing.claimreview import Publisher
from claimdesk.publishing.words import WORDS, Words
from claimdesk.schemas import Schema

WIDTH = 600
"""How wide an embed likes to be, in CSS pixels; it fits into less."""
LINE, LETTER, INDENT = 20, 8, 40
"""A line, an average letter and a quotation's margin where a page says nothing of them, in CSS pixels."""


class Card(Schema, frozen=True, kw_only=True):
    """A check in a few lines, in the desk's language.

    `url` leads to the page that says how it came about. `rating` and `summary` are null where the
    verdict does not hold; `notice` says why: it was withdrawn, or the article has changed since.
    `source` is null where nothing is to be said of who claimed it.
    """

    url: str
    language: Language
    title: str
    claim: str
    source: str | None
    rating: str | None
    summary: str | None
    notice: str | None
    at: datetime
    day: str
    link: str


class NoCard(Schema, frozen=True, kw_only=True):
    """What a card is while its article is held back: that it is, and nothing of the check."""

    language: Language
    notice: str


class OEmbed(Schema, frozen=True, kw_only=True):
    """The answer of oEmbed 1.0 for a rich embed.

    `height` is about what the text takes at this `width`, in CSS pixels: it is as high as it comes out.
    """

    version: str
    type: str
    title: str
    provider_name: str
    provider_url: str
    cache_age: int
    html: str
    width: int
    height: int


def source_of(record: CheckRecord, words: Words) -> str | None:
    """Who said it, for readers. Nothing once the verdict no longer holds: a name may have gone since."""
    if record.standing is not Standing.HOLDS:
        return None
    claim = record.event.claim
    if claim.unnamed_source:
        return words.described.format(words=record.described) if record.described else words.unnamed
    return claim.claimant.name if claim.claimant else words.itself


def notice_of(record: CheckRecord, words: Words) -> str | None:
    """That the verdict no longer holds, and why; null where it does."""
    return {
        Standing.HOLDS: None,
        Standing.STALE: words.stale_since,
        Standing.WITHDRAWN: words.withdrawn_since,
    }[record.standing]


def card_of(record: CheckRecord) -> Card:
    """The card of a check."""
    publisher = record.publisher
    words = WORDS[publisher.policy.language]
    holds = record.standing is Standing.HOLDS
    at = record.history[-1].at
    by = words.by.format(organisation=publisher.organisation)
    return Card(
        url=publisher.page_of(record.event.claim.id),
        language=publisher.policy.language,
        title=f"{words.fact_check} {by}",
        claim=record.event.claim.text,
        source=source_of(record, words),
        rating=record.verdict.rating.label if holds else None,
        summary=record.verdict.summary if holds else None,
        notice=notice_of(record, words),
        at=at,
        day=words.day(at),
        link=words.how_checked,
    )


def height_of(card: Card, width: int) -> int:
    """About how high a card comes out at a width in CSS pixels, in a browser's own type."""
    parts = [card.title, card.claim, card.source, card.notice, card.rating, card.summary, card.link]
    shown = [part for part in parts if part]
    in_line = max(1, (width - 2 * INDENT) // LETTER)
    lines = sum(ceil(len(part) / in_line) for part in shown)
    return lines * LINE + (len(shown) + 1) * LINE


def no_card(publisher: Publisher) -> NoCard:
    """The card of a check that is not shown any more."""
    language = publisher.policy.language
    return NoCard(language=language, notice=WORDS[language].not_shown)


def claim_in(url: str, base_url: str) -> int | None:
    """The number of the claim whose public page an address is; null for any other address."""
    try:
        ours, theirs = urlsplit(base_url), urlsplit(url)
    except ValueError:
        return None
    here = (theirs.scheme, theirs.netloc) == (ours.scheme, ours.netloc)
    found = re.fullmatch(
        rf"{re.escape(ours.path)}/public/claims/([1-9][0-9]{{0,15}})/?", theirs.path
    )
    return min(int(found[1]), 2**53) if here and found else None


def is_of_the_desk(url: str, base_url: str) -> bool:
    """Whether an address lies within the desk, which asks to sign in, and not in its public part."""
    return url == base_url or (
        url.startswith(f"{base_url}/") and not url.startswith(f"{base_url}/public/")
    )
