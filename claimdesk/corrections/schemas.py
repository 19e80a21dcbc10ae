"""What shares a claim's verdict, in the API's words."""

from datetime import datetime

from claimdesk.claims.facts import State
from claimdesk.corrections.rules import Why
from claimdesk.publishing.schemas import EventKind, RatedArticle
from claimdesk.scales.schemas import Rating
from claimdesk.schemas import Schema


class Publication(Schema, frozen=True, kw_only=True):
    """A rating that readers were given: its place in the ratings feed, and what it was."""

    seq: int
    kind: EventKind
    at: datetime
    rating: Rating | None


class Sharing(Schema, frozen=True, kw_only=True):
    """A claim that shares something with another.

    `why` is what; `likeness` is that of the words, of 100; `evidence` the addresses that both rest
    on; `published` what readers were given of it.
    """

    claim: int
    article: int
    text: str
    state: State
    why: list[Why]
    likeness: float
    evidence: list[str]
    published: list[Publication]


class Reach(Schema, frozen=True, kw_only=True):
    """How far a claim's verdict reaches, if it is or were overturned.

    `published` is what readers were given of the claim itself, `sharing` the other claims of the
    desk that say the same or rest on the same, `articles` all that these and the claim stand in.
    """

    claim: int
    published: list[Publication]
    sharing: list[Sharing]
    articles: list[RatedArticle]
