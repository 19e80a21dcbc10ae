"""Search in the API's words."""

from enum import StrEnum

from claimdesk.claims.schemas import ArticleRef
from claimdesk.schemas import Schema


class SearchKind(StrEnum):
    """What is searched. Comments and what a follow-up says of its source never are."""

    ARTICLE = "article"
    CLAIM = "claim"
    VERDICT = "verdict"
    EVIDENCE = "evidence"


class Fragment(Schema, frozen=True, kw_only=True):
    """A stretch of plain text; `match` where it is one of the words looked for."""

    text: str
    match: bool


class Highlight(Schema, frozen=True, kw_only=True):
    """Where a field has the words: its fragments, joined, are an excerpt of it."""

    field: str
    fragments: list[Fragment]


class Hit(Schema, frozen=True, kw_only=True):
    """Something that was found. `claim` and `claim_text`, its words, are those of the claim it is or
    belongs to, null for an article."""

    kind: SearchKind
    id: int
    article: ArticleRef
    claim: int | None
    claim_text: str | None
    rank: float
    highlights: list[Highlight]
