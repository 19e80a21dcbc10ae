"""Quotations and sentences of one block, as token ranges ``[first, last)``."""

from __future__ import annotations

import msgspec

from claimdesk.extraction.lexicon import closed
from claimdesk.extraction.tokens import Tokens

MAX_SENTENCE = 250
"""Open tokens after which a sentence is cut anyway: work per sentence is bounded, so that an
endless one takes time in proportion to its length."""

MAX_TOKENS = 1500
"""The same bound with the words of quotations counted in, and the longest quotation of all."""

_TERMINAL = frozenset((".", "?", "!", "…"))


class Quotation(msgspec.Struct):
    """Tokens ``first`` (the opening mark) up to ``last``, exclusive (after the closing mark).

    ``closed`` is false when the block ends first, as in a speech that runs over paragraphs.
    """

    first: int
    last: int
    closed: bool


def quotations(tokens: Tokens) -> list[Quotation]:
    """All outermost quotations in reading order; marks them in ``tokens.quote``."""
    words = tokens.word
    found: list[Quotation] = []
    opened = -1
    n = len(words)
    for i in range(n):
        word = words[i]
        if word not in _DOUBLE:
            continue
        side = _side(tokens, i, n)
        if opened < 0:
            if side != "close":
                opened = i
        elif side == "close" or (side == "either" and word not in _OPENERS):
            found.append(Quotation(opened, i + 1, True))
            opened = -1
        elif side == "open" and i - opened > 1 and words[i - 1] in _TERMINAL:
            # A second opening mark behind a full stop: the first was never closed.
            found.append(Quotation(opened, i, False))
            opened = i
    if opened >= 0 and (
        words[opened] in _OPENERS or opened == 0 or words[opened - 1] in (",", ":")
    ):
        found.append(Quotation(opened, n, False))
    found = [q for q in found if q.last - q.first <= MAX_TOKENS]
    if not found:
        found = [q for q in _single(tokens) if q.last - q.first <= MAX_TOKENS]
    for k, quotation in enumerate(found):
        for i in range(quotation.first, quotation.last):
            tokens.quote[i] = k
    return found


_OPENERS = frozenset(("“", "«", "„"))
_CLOSERS = frozenset(("”", "»"))
_DOUBLE = _OPENERS | _CLOSERS | {'"', "''", "``"}


def _side(tokens: Tokens, i: int, n: int) -> str:
    """Whether a mark opens or closes, by the white space around it, then by its shape.

    Typists mix marks up (“so“, “so"), so a mark that hugs the word on one side only is believed
    over its shape.
    """
    start, end, word = tokens.start, tokens.end, tokens.word[i]
    hugs_left = (
        i > 0
        and start[i] == end[i - 1]
        and tokens.word[i - 1] not in ("(", "[", "—", "–", "-", "--")
    )
    hugs_right = (
        i + 1 < n
        and start[i + 1] == end[i]
        and tokens.word[i + 1] not in (",", ".", "?", "!", ";", ":", ")", "]", "—", "–")
    )
    if hugs_left != hugs_right:
        return "close" if hugs_left else "open"
    if word in _CLOSERS:
        return "close"
    return "open" if word in _OPENERS or word == "``" else "either"


def _single(tokens: Tokens) -> list[Quotation]:
    """British quotations in single marks; an apostrophe inside a word is never a token of its own."""
    words, start, end = tokens.word, tokens.start, tokens.end
    found: list[Quotation] = []
    opened = -1
    n = len(words)
    for i in range(n):
        word = words[i]
        if word not in ("‘", "’", "'"):
            continue
        glued_left = i > 0 and start[i] == end[i - 1]
        glued_right = i + 1 < n and start[i + 1] == end[i]
        if opened < 0:
            if word != "’" and glued_right and not glued_left:
                opened = i
        elif word != "‘" and glued_left and not (glued_right and words[i + 1][0].isalnum()):
            plural = words[i - 1].endswith("s")
            if plural and _closes_later(tokens, i, n):
                continue
            found.append(Quotation(opened, i + 1, True))
            opened = -1
    return found


def _closes_later(tokens: Tokens, i: int, n: int) -> bool:
    """After a plural: another closing mark soon, behind punctuation, makes this one a possessive."""
    for j in range(i + 1, min(n, i + 60)):
        word = tokens.word[j]
        if word == "‘":
            return False
        if word in ("’", "'") and tokens.word[j - 1] in (".", ",", "?", "!"):
            return True
    return False


def sentences(tokens: Tokens, found: list[Quotation]) -> list[tuple[int, int]]:
    """Cut the block into sentences; a quotation is never cut, its inside counts as one."""
    words, start, end, quote = tokens.word, tokens.start, tokens.end, tokens.quote
    out: list[tuple[int, int]] = []
    begin = 0
    n = len(words)
    i = 0
    opened = 0
    while i < n:
        k = quote[i]
        opened += 1
        if opened > MAX_SENTENCE or i - begin > MAX_TOKENS:
            out.append((begin, i))
            begin = i
        if begin == i:
            opened = 0
        if k >= 0 and found[k].first == i:
            last = found[k].last
            inner = words[last - 2] if last - i >= 3 else ""
            i = last
            if (
                inner in _TERMINAL
                and i < n
                and _starts_sentence(tokens, i)
                and not (inner != "." and _said_follows(tokens, i))
            ):
                out.append((begin, i))
                begin = i
            continue
        word = words[i]
        i += 1
        if i >= n:
            break
        ends = word in _TERMINAL or (word[0] == "." and len(word) > 2)
        if ends:
            while i < n and words[i] in _TRAILING and start[i] == end[i - 1] and quote[i] < 0:
                i += 1
            ends = i < n and _starts_sentence(tokens, i)
        elif word[-1] == "." and len(word) > 2 and word[0].isalpha():
            ends = _abbreviation_ends(tokens, i)
        if ends:
            out.append((begin, i))
            begin = i
    if begin < n:
        out.append((begin, n))
    return out


_TRAILING = frozenset((")", "]", "”", '"', "’", ".", "?", "!"))


def _abbreviation_ends(tokens: Tokens, i: int) -> bool:
    """An abbreviation before ``i`` ends a sentence only before a word that opens sentences."""
    return (
        tokens.word[i][0].isupper()
        and closed.TAGS.get(tokens.low[i]) in ("D", "O", "P", "C", "S", "W", "R")
        and tokens.start[i] > tokens.end[i - 1]
        and tokens.low[i - 1] not in closed.TITLES
    )


def _starts_sentence(tokens: Tokens, i: int) -> bool:
    word = tokens.word[i]
    first = word[0]
    if tokens.start[i] == tokens.end[i - 1] and first not in "“":
        return False
    return (
        first.isupper() or first.isdigit() or first in "“‘\"'«([—–-•*$£€@#" or not first.isascii()
    )


def _said_follows(tokens: Tokens, i: int) -> bool:
    """Whether "Smith asked." follows: a short subject and a verb of asking or saying, no more."""
    from claimdesk.extraction.morphology import REPORTING_LEMMA

    for j in range(i, min(i + 8, len(tokens.word))):
        low = tokens.low[j]
        if low in (".", ",", ";", ":", "“", '"'):
            return False
        if j > i and low in REPORTING_LEMMA and not tokens.word[j][0].isupper():
            return True
    return False
