"""One sentence under analysis: tokens ``first`` to ``last`` (exclusive) of a block, with its quotations."""

from __future__ import annotations

from claimdesk.extraction.morphology import REPORTING_LEMMA
from claimdesk.extraction.segment import Quotation
from claimdesk.extraction.tokens import Tokens

Range = tuple[int, int]


class Sentence:
    """Tokens of a block from ``first`` up to ``last``; quotations that stand for themselves are opaque.

    ``opaque[i]`` is the quotation that token ``i`` lies in when that quotation is a speech of its
    own (it opens a sentence or follows a comma or colon), so that its words are no part of the
    sentence's grammar; quoted fragments ("the 'cruel' cuts") are transparent and stay in it.
    """

    __slots__ = ("first", "last", "low", "quotes", "speech", "tag", "tokens", "word")

    def __init__(
        self, tokens: Tokens, first: int, last: int, quotes: list[Quotation], speech: list[bool]
    ) -> None:
        self.tokens = tokens
        self.first = first
        self.last = last
        self.quotes = quotes
        self.speech = speech
        self.tag = tokens.tag
        self.low = tokens.low
        self.word = tokens.word

    def opaque(self, i: int) -> Quotation | None:
        """The free-standing quotation that token ``i`` lies in, if any."""
        k = self.tokens.quote[i]
        return self.quotes[k] if k >= 0 and self.speech[k] else None

    @property
    def bounds(self) -> Range:
        """Where the sentence stands in the text, in code points, end exclusive."""
        return (self.tokens.start[self.first], self.tokens.end[self.last - 1])

    def lemma(self, i: int) -> str:
        """The base form of the reporting verb at ``i``, or an empty string."""
        return REPORTING_LEMMA.get(self.low[i], "")

    def is_possessive(self, i: int) -> bool:
        """Whether the word at ``i`` is a possessive: "council's", "workers'"."""
        return self.low[i].endswith(("'s", "s'"))

    def is_open(self, i: int) -> bool:
        """Whether token ``i`` belongs to the sentence's own grammar."""
        k = self.tokens.quote[i]
        return k < 0 or not self.speech[k]


def speeches(tokens: Tokens, quotes: list[Quotation]) -> list[bool]:
    """For each quotation, whether it is a speech of its own and not a quoted fragment."""
    out: list[bool] = []
    for quotation in quotes:
        inner = quotation.last - quotation.first - (2 if quotation.closed else 1)
        if inner <= 0:
            out.append(False)
            continue
        head = tokens.word[quotation.first + 1]
        before = tokens.word[quotation.first - 1] if quotation.first else ""
        final = tokens.word[quotation.last - 2] if quotation.closed else ""
        capital = head[0].isupper() or head[0] in "‘'[…." or head[0].isdigit()
        after_pause = before in ("", ",", ":", ".", "?", "!", ")", "—", "–", "-", "”", '"')
        ended = final in (",", ".", "?", "!", "…", "—", "-") or final.startswith(".")
        out.append(
            not quotation.closed
            or (capital and after_pause and (inner >= 3 or ended))
            or (after_pause and ended and before in ("", ",", ":") and inner >= 2)
            or (capital and inner >= 5 and ended)
        )
    return out
