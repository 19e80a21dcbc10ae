"""A published check as readers may have it. Pure."""

from datetime import date, datetime
from enum import StrEnum

import msgspec

from claimdesk.claims.facts import SourceFacts
from claimdesk.evidence.schemas import Stance
from claimdesk.extraction.model import Source
from claimdesk.publishing.claimreview import History, Publisher
from claimdesk.publishing.schemas import EventKind, PublishedVerdict, RatedArticle, RatingEvent
from claimdesk.scales.schemas import RatingOption

TELLING = {"role", "organisation", "anonymous"}
"""Degrees of naming that name nobody."""


class Standing(StrEnum):
    """Whether what readers were given holds."""

    HOLDS = "holds"
    STALE = "stale"
    WITHDRAWN = "withdrawn"


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of published evidence. `kept_on` and `sha256` are of the desk's own copy of the page.

    `taken_back`: the desk relied on it then and does so no longer.
    """

    url: str
    title: str
    publisher: str
    quote: str
    stance: Stance
    published_on: date | None
    kept_on: datetime | None
    sha256: str | None
    taken_back: bool


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What was done for the verdict that readers have, in numbers and days, and nobody's name.

    `approved_by_another`: at least one editor who approved it had not written it.
    """

    given_at: datetime
    opinions: int
    approved_at: datetime | None
    approved_by_another: bool
    people: int


class CheckRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What a public page of a claim says.

    `event` is the one in which readers got the verdict that they have or last had, on the words it
    was given on; `standing` says whether it holds. `described` are the article's words for an
    unnamed source, where they may be repeated. `undisclosed` counts evidence that readers do not
    see. `history` is everything that readers were given.
    """

    publisher: Publisher
    standing: Standing
    event: RatingEvent
    verdict: PublishedVerdict
    article: RatedArticle
    described: str
    evidence: list[Piece]
    undisclosed: int
    work: Work
    options: list[RatingOption]
    history: list[RatingEvent]


def standing_of(history: History) -> Standing:
    """Where the last event leaves the verdict; the history has one."""
    return {
        EventKind.STALE: Standing.STALE,
        EventKind.WITHDRAWN: Standing.WITHDRAWN,
    }.get(history[-1].kind, Standing.HOLDS)


def shown_of(history: History) -> tuple[RatingEvent, PublishedVerdict]:
    """The event in which readers got the verdict that they have or last had, and that verdict.

    On the words that it was given on: a later event may be about words that nobody has judged.
    """
    for event in reversed(history):
        out = event.kind in {EventKind.PUBLISHED, EventKind.CORRECTED}
        if out and event.verdict is not None:
            return event, event.verdict
    raise LookupError("nothing was ever published of this claim")


def described(facts: SourceFacts) -> str:
    """The article's own words for an unnamed source; empty where they might be somebody's name.

    Only what the extractor read as a description. Whatever a person marked as unnamed may be a name
    that is to be protected, and is not repeated.
    """
    if not facts.unnamed or facts.hearsay or facts.by_hand or facts.mention is None:
        return ""
    source = msgspec.json.decode(facts.mention, type=Source)
    if source.kind == "person" or source.degree not in TELLING:
        return ""
    return " ".join((source.refers_to or source).text.split())
