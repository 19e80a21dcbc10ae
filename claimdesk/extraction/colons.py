"""A colon as the cue: headlines ("Minister: tax will fall") and transcripts ("SMITH: Thank you.")."""

from __future__ import annotations

from claimdesk.extraction.ends import strip_end
from claimdesk.extraction.found import Found
from claimdesk.extraction.lexicon import people, words
from claimdesk.extraction.sentence import Sentence

_LABELS = words(
    "exclusive breaking wow video watch analysis opinion update updated live photos gallery column editorial"
    " commentary listen fact check factcheck review explainer interview transcript"
)
_MAX_SPEAKER = 9


def speaker_colon(s: Sentence, *, headline: bool) -> Found | None:
    """The attribution that a colon near the sentence's head makes, if the words before it speak."""
    colon = next(
        (i for i in range(s.first, min(s.last, s.first + _MAX_SPEAKER + 3)) if s.tag[i] == ":"), -1
    )
    if colon <= s.first or not s.is_open(colon):
        return None
    first = s.first
    for i in range(s.first, colon):
        if s.tag[i] in ":-|" or (i == first and s.low[i] in _LABELS):
            first = i + 1
    if first >= colon or colon - first > _MAX_SPEAKER:
        return None
    if any(s.tag[i] not in "XNDJ#P,()R\"'" for i in range(first, colon)):
        return None
    if not (_speaks(s, first, colon) if headline else _in_capitals(s, first, colon)):
        return None
    end = strip_end(s, s.last)
    if end - colon < 4:
        return None
    return Found(
        [(colon + 1, end)],
        (colon, colon + 1),
        (first, colon),
        ":",
        "speech",
        "speaker, colon, words",
        0.75,
    )


def _speaks(s: Sentence, first: int, colon: int) -> bool:
    """Whether the words before a headline's colon name somebody or something that can speak."""
    lows = [s.low[i] for i in range(first, colon) if s.word[i][0].isalpha()]
    if not lows or any(w[0].isdigit() for w in lows):
        return False
    if any(
        w in people.ROLES or w in people.PEOPLE or w in people.POLLS or w in people.ANONYMOUS
        for w in lows
    ):
        return True
    if lows[-1] in people.DOCUMENTS or lows[-1] in people.ORGANISATIONS:
        return True
    return len(lows) <= 3 and all(s.word[i][0].isupper() for i in range(first, colon))


def _in_capitals(s: Sentence, first: int, colon: int) -> bool:
    """``SMITH:`` or ``Q:``-style speakers; single letters are no names."""
    names = [s.word[i] for i in range(first, colon) if s.word[i][0].isalpha()]
    return (
        first == s.first and 0 < len(names) <= 4 and all(n.isupper() and len(n) > 2 for n in names)
    )
