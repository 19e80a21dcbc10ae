"""Matches in the API's words."""

from claimdesk.claims.facts import State
from claimdesk.claims.schemas import ArticleRef
from claimdesk.factchecks.schemas import FactCheck
from claimdesk.matching.contrasts import Fact
from claimdesk.matching.judging import Likeness
from claimdesk.scales.schemas import Rating
from claimdesk.schemas import Schema, TextSpan


class MatchedClaim(Schema, frozen=True, kw_only=True):
    """A claim of the caller's desks that was found. `rating` is what readers have of it, if anything."""

    id: int
    desk: int
    article: ArticleRef
    state: State
    rating: Rating | None


class ClaimGroup(Schema, frozen=True, kw_only=True):
    """The other claims of the desk that make one statement, `more` where there are more than these."""

    claims: list[MatchedClaim]
    more: bool


class MatchDifference(Schema, frozen=True, kw_only=True):
    """Where two statements differ in a fact: the words of both, null where one says nothing of it.

    `contradicts`: not both can be meant. Such a match is `related` at most.
    """

    fact: Fact
    asked: TextSpan | None
    found: TextSpan | None
    contradicts: bool


class Match(Schema, frozen=True, kw_only=True):
    """An earlier statement: either a `claim` of the desk or a `fact_check` of somebody else's.

    `score` says how much of what was asked stands in it, `alike` how alike both are as wholes; both
    from 0 to 1. `meaning` is how near both are in meaning, from -1 to 1, where the desk has a model for
    it and the statement its vector. `text` is what it says. `asked_agrees` are the stretches of what was asked that it
    has as well, `found_agrees` the same stretches of `text`; the other words differ, and which of
    them matter is in `differences`. Offsets are code points of `Matches.text` and of `text`.
    """

    likeness: Likeness
    score: float
    alike: float
    meaning: float | None
    text: str
    title: str
    claim: MatchedClaim | None
    fact_check: FactCheck | None
    asked_agrees: list[TextSpan]
    found_agrees: list[TextSpan]
    differences: list[MatchDifference]


class Matches(Schema, frozen=True, kw_only=True):
    """What was asked, and what was found: the same first, then near, then related.

    `likeness` is that of the best of them; none, where nothing was found. `has_words`: there is a word in
    the text to look for. Where there is none, as in emoji or "it is what it is", only a statement of just
    these words is found, and that none is says nothing of whether it was checked.
    """

    text: str
    has_words: bool
    likeness: Likeness
    items: list[Match]
