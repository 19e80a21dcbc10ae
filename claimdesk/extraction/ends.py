"""Where content ends: at the sentence's end, or where the article's own words take over again."""

from __future__ import annotations

from claimdesk.extraction.lexicon import words
from claimdesk.extraction.lexicon.reporting import VERBS
from claimdesk.extraction.morphology import REPORTING_LEMMA
from claimdesk.extraction.phrases import after_noun_phrase
from claimdesk.extraction.sentence import Sentence

_NEW_CLAUSE = words(
    "while although though because since when after before as if until whereas unless"
)
_NEUTRAL = words(
    "respond reply answer continue begin find determine rule read conclude report interrupt"
)
_SPEAKING = ("speech", "address")


def strip_end(s: Sentence, end: int) -> int:
    """Leave out the sentence's final marks, unless they stand inside a quotation."""
    while end > s.first and s.tag[end - 1] in ".;,:-?!" and s.tokens.quote[end - 1] < 0:
        if s.tag[end - 1] in "?!":
            break
        if len(s.word[end - 1]) > 1 and s.word[end - 1][0].isalpha():
            break
        end -= 1
    return end


def quotation_end(s: Sentence, start: int) -> int:
    """The end of content that opens with the free-standing quotation at ``start``."""
    quotation = s.opaque(start)
    if quotation is None:
        return clause_end(s, start)
    last = min(quotation.last, s.last)
    if last >= s.last or s.tag[last] in ".,;:-" or s.tag[last] in "CGS":
        if (
            last + 1 < s.last
            and s.tag[last] == "C"
            and (s.low[last + 1] == "that" or s.tag[last + 1] == '"')
        ):
            return clause_end(s, last)
        return last
    if s.word[last - 2] in (".", "?", "!") or s.word[last - 2] == ",":
        return last
    return clause_end(s, last)


def clause_end(s: Sentence, start: int) -> int:
    """The end of a clause that is content, from ``start``: mostly the sentence's end.

    It stops before a second reporting verb of the same subject ("... and added that"), an -ing verb
    of saying (", saying ..."), ", according to", a new clause with a speaker of its own (", but
    Jones said"), and a semicolon.
    """
    tag, quote = s.tag, s.tokens.quote
    for i in range(start, s.last):
        t = tag[i]
        if quote[i] >= 0:
            ended = t == '"' and i > start + 1 and s.word[i - 1] == "," and i + 1 < s.last
            if ended and i + 1 == s.quotes[quote[i]].last and _aside_follows(s, i + 1):
                return i + 1
            continue
        if t == ";":
            return i
        if i == start:
            continue
        if t in "C,-" and another_cue(s, i):
            return strip_end(s, i)
        if t == "," and _contrast(s, i, start):
            return i
        if t in "SP" and _while_saying(s, i):
            return i
    return strip_end(s, s.last)


def _while_saying(s: Sentence, i: int) -> bool:
    """``said it was early while adding that ...``: the speaker goes on in a clause of its own."""
    if s.low[i] not in ("while", "before", "after") or i + 1 >= s.last or s.tag[i + 1] != "G":
        return False
    return "speech" in VERBS.get(s.lemma(i + 1), ()) and s.lemma(i + 1) not in _NEUTRAL


def _contrast(s: Sentence, comma: int, start: int) -> bool:
    """``, but the council disagreed``: a contrast longer than the content before it is the article's."""
    if comma + 2 >= s.last or s.low[comma + 1] not in ("but", "while", "though", "although"):
        return False
    return s.tag[comma + 2] in "DOXNJ#" and s.last - comma > comma - start


def _aside_follows(s: Sentence, i: int) -> bool:
    """Behind a quoted fragment that ends in a comma: an aside of the article's own begins."""
    if s.tag[i] in "DGP" or s.low[i] == "according":
        return True
    return s.tag[i] == "C" and i + 1 < s.last and s.low[i] == "but" and s.tag[i + 1] in "DOXN"


def noun_end(s: Sentence, start: int) -> int:
    """The end of a noun phrase that is content: up to a comma, a new clause or another verb."""
    tag, low = s.tag, s.low
    inside_relative = False
    resume = start
    for i in range(start, s.last):
        if not s.is_open(i):
            return strip_end(s, i)
        t = tag[i]
        if s.tokens.quote[i] >= 0:
            continue
        if i < resume:
            continue
        if t == "-":
            close = next(
                (k for k in range(i + 1, min(i + 26, s.last)) if tag[k] == "-" and s.is_open(k)), -1
            )
            if close > 0:
                resume = close + 1
                inside_relative = True
                continue
        if t in ",;:-.":
            if t == "," and _list_goes_on(s, i):
                continue
            return strip_end(s, i)
        if i > start and (
            (
                low[i] in _NEW_CLAUSE
                and tag[i] != "D"
                and low[i] not in ("as", "since", "before", "after")
            )
            or low[i] in ("saying", "because")
        ):
            return i
        if t == "C" and i > start and another_cue(s, i, noun=True):
            return i
        if t == "C" and i + 1 < s.last and tag[i + 1] in "VAM":
            return i
        if (
            t == "C"
            and i + 1 < s.last
            and tag[i + 1] in "OX"
            and i + 2 < s.last
            and tag[i + 2] in "VAM"
        ):
            return i
        if t in "WS" or (
            t in "ODX" and i > start + 1 and tag[i - 1] == "N" and not s.is_possessive(i - 1)
        ):
            # a relative clause, with its pronoun ("that ...") or without ("remarks he made")
            inside_relative = True
        elif t in "VAM" and i > start and not inside_relative and tag[i - 1] not in "GE":
            return i
    return strip_end(s, s.last)


def _list_goes_on(s: Sentence, comma: int) -> bool:
    """Whether the comma separates members of a list of nouns: ``jobs, schools and roads``."""
    tag, low = s.tag, s.low
    i = comma
    for _ in range(4):
        if low[i + 1 : i + 2] in (["and"], ["or"]):
            i += 1
        j = after_noun_phrase(s, i + 1, s.last)
        if j == i + 1 or j >= s.last:
            return False
        if tag[j] == "P":
            more = after_noun_phrase(s, j + 1, s.last)
            j = more if more > j + 1 else j
        if j >= s.last:
            return low[i] in ("and", "or")
        if low[i] in ("and", "or"):
            return tag[j] not in "VAM"
        if low[j] in ("and", "or") or tag[j] == ",":
            i = j
            continue
        return False
    return False


def another_cue(s: Sentence, i: int, *, noun: bool = False) -> bool:
    """At a comma or coordinator: whether reporting starts afresh right after it.

    In a ``noun`` phrase verbs of judging and wanting start afresh too; in a clause they may be
    part of what is said.
    """
    tag, low = s.tag, s.low
    j = i + 1
    joined = tag[i] == "C"
    if j < s.last and tag[i] == "," and tag[j] == "C":
        joined = True
        j += 1
    first = j
    while j < s.last and tag[j] in "RAM" and s.is_open(j):
        j += 1
    if j >= s.last or not s.is_open(j):
        return False
    if low[j] == "according" and j + 1 < s.last and low[j + 1] == "to":
        return True
    lemma = REPORTING_LEMMA.get(low[j])
    if lemma is not None and tag[j] in "VGE":
        classes = VERBS[lemma]
        speaking = any(c in classes for c in _SPEAKING)
        if tag[j] == "G" and j == first:
            return (speaking and lemma not in _NEUTRAL) or (not joined and "judge" in classes)
        if tag[j] == "V" and joined:
            return speaking or (noun and ("want" in classes or "judge" in classes))
        if tag[j] == "E" and joined and j > first and tag[first] != "M":
            return speaking
    if tag[i] == "," and s.low[first] in ("while", "though", "although", "as", "after"):
        return _speaker_follows(s, first + 1)
    return tag[i] == "," and joined and tag[first] in "XOD#" and _speaker_follows(s, first)


def _speaker_follows(s: Sentence, i: int) -> bool:
    """``, but Jones said``: a short subject and a verb of saying with nothing between."""
    k = after_noun_phrase(s, i, s.last)
    for _ in range(2):
        if k < s.last and s.tag[k] == "P" and s.is_open(k):
            k = after_noun_phrase(s, k + 1, s.last)
    while k < s.last and s.tag[k] in "RA":
        k += 1
    if k >= s.last or not s.is_open(k) or s.tag[k] not in "VE":
        return False
    lemma = REPORTING_LEMMA.get(s.low[k])
    return lemma is not None and "speech" in VERBS[lemma]
