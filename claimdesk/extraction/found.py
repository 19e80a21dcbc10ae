"""What is known of an attribution before it is settled."""

from __future__ import annotations

import msgspec

from claimdesk.extraction.sentence import Range


class Found(msgspec.Struct):
    """An attribution in token ranges (ends exclusive), and why it was made.

    ``kind`` is the cue's class (speech, address, belief, want, judge, show), ``pattern`` the way
    content and cue stand to each other, ``confidence`` how sure that is, 0 to 1.
    """

    spans: list[Range]
    cue: Range
    source: Range | None
    lemma: str
    kind: str
    pattern: str
    confidence: float
    negated: bool = False
    hearsay: bool = False
