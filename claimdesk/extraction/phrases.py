"""Noun phrases and verb groups around a cue, read off the tags. All positions are token indices."""

from __future__ import annotations

import msgspec

from claimdesk.extraction.lexicon import closed, people, words
from claimdesk.extraction.sentence import Range, Sentence

_INSIDE_NOUN_PHRASE = frozenset("DJNX#&%/'\"$")
_NAME_MARKS = frozenset("'&/\"%#@")


class VerbGroup(msgspec.Struct, frozen=True):
    """The words of a verb, helpers included: tokens ``first`` to ``last`` exclusive."""

    first: int
    last: int
    passive: bool
    negated: bool
    infinitive: bool
    finite: bool
    modal: bool


def verb_group(s: Sentence, i: int) -> VerbGroup:
    """Collect the helpers to the left of the verb at ``i``."""
    tag, low = s.tag, s.low
    j = i - 1
    passive = negated = infinitive = modal = helped = False
    nearest_helper = True
    while j >= s.first and s.is_open(j):
        t = tag[j]
        if t == "A" or t == "M":
            if nearest_helper and low[j] in closed.BE and tag[i] == "E":
                passive = True
            nearest_helper = False
            helped = True
            modal = modal or t == "M"
            negated = negated or low[j].endswith("n't") or low[j] == "cannot"
            j -= 1
        elif (
            t == "O"
            and nearest_helper
            and low[j].endswith(("'s", "'re", "'m", "'ve", "'d", "'ll"))
            and tag[i] in "GEB"
        ):
            # "she's hoping", "they've said": the helper is written onto its subject
            passive = tag[i] == "E" and (low[j].endswith(("'re", "'m")) or low[j] == "it's")
            helped = True
            break
        elif t == "R":
            negated = negated or low[j] in ("not", "never")
            j -= 1
        elif tag[i] == "G" and j == i - 1 and low[j] in _ASPECT and t in "VE":
            helped = helped or t == "V"
            j -= 1
        elif t == "T" and j > s.first and tag[j - 1] in "VEBG" and not infinitive:
            infinitive = True
            nearest_helper = False
            negated = negated or low[j - 1] in _REFUSALS
            helped = helped or tag[j - 1] == "V"
            j -= 2
        elif t == "T" and j - 1 > s.first and tag[j - 1] == "J" and tag[j - 2] in "AR":
            infinitive = True
            nearest_helper = False
            j -= 2
        elif t == "T":
            infinitive = True
            helped = False
            j -= 1
            break
        else:
            break
    first = j + 1
    finite = helped or tag[i] == "V"
    return VerbGroup(first, i + 1, passive, negated, infinitive, finite, modal)


_NEVER_INSIDE = words("after before until despite than following because")
_ASPECT = words(
    "kept keeps keep began begins started starts stopped stops continued continues avoided avoids"
)
_REFUSALS = words("refused refuses declined declines failed fails")


def noun_phrase_left(s: Sentence, end: int, floor: int) -> Range | None:
    """The noun phrase, with its prepositional phrases, that ends just before token ``end``."""
    tag, low = s.tag, s.low
    while end - 1 > floor and low[end - 1] in closed.DAYS and s.is_open(end - 1):
        # "the minister on Monday | said", "Lee Tuesday | said": the day is no part of the name
        end -= (
            2
            if low[end - 2] in ("on", "last", "late", "early", "earlier", "later")
            and end - 2 > floor
            else 1
        )
    k = s.tokens.quote[end - 1] if end > floor else -1
    if k >= 0 and tag[end - 1] == '"' and s.quotes[k].first == end - 1:
        end -= 1  # a mark that opens is no end of a noun phrase
    j = end - 1
    if j < floor or not s.is_open(j):
        return None
    if tag[j] == ")":
        depth = j
        while depth >= floor and tag[depth] != "(":
            depth -= 1
        if depth <= floor:
            return None
        inner = noun_phrase_left(s, depth, floor)
        return (inner[0], end) if inner else None
    if tag[j] == "O" and not (j - 1 > floor and tag[j - 1] == "P" and tag[j - 2] in "#NOD"):
        return (j, end)
    if tag[j] == "W" and low[j] in ("who", "which", "that"):
        return (j, end)
    start = end
    joined = -1
    while j >= floor and s.is_open(j):
        t = tag[j]
        if (
            t in _INSIDE_NOUN_PHRASE
            or (t == "O" and start == end)
            or (t == "R" and start < end and tag[start] in "J#DR" and j > floor)
            or (
                t in "GE"
                and j > floor
                and tag[j - 1] in "DPJ"
                and start < end
                and tag[start] in "NXJ"
            )
        ):
            start = j
            j -= 1
        elif t in "GE" and j > floor and tag[j - 1] in "NX" and start < end:
            # "a man arrested on Friday", "people living there": a shortened relative clause
            start = j
            j -= 1
        elif t == "P" and low[j] in _NEVER_INSIDE:
            break
        elif t == "P" and start < end and j > floor and low[j - 1] in people.ACQUAINTED:
            # "a person familiar with the matter", "sources close to the talks"
            start = j
            j -= 1
        elif (
            t == "P"
            and start < end
            and j > floor
            and (
                tag[j - 1] in "NX#O%)"
                or low[j - 1] in ("those", "many", "some", "most", "all", "half", "both", "each")
            )
        ) or (t == "P" and low[j] == "to" and start < end and j > floor and tag[j - 1] in "JN"):
            start = j
            j -= 1
        elif (
            t == "C"
            and low[j] in ("and", "or", "&")
            and start < end
            and j > floor
            and tag[j - 1] in "NX#)O"
        ):
            joined = j
            start = j
            j -= 1
        elif t == "O" and start < end and tag[start] == "P":
            start = j
            break
        elif t == ")" and start < end:
            k = j
            while k >= floor and tag[k] != "(":
                k -= 1
            if k <= floor:
                break
            start = k
            j = k - 1
        else:
            break
    if start >= end:
        return None
    if joined >= 0 and j >= floor and tag[j] in "VABGEM":
        # The "and" joined two clauses, not two nouns: the subject begins after it.
        start = joined + 1
    return trim_left(s, start, end)


def trim_left(s: Sentence, start: int, end: int) -> Range | None:
    """Drop a preposition, coordinator or mark that a noun phrase cannot begin with."""
    tag, low = s.tag, s.low
    while start < end and (tag[start] in "CRS'\"/%" or tag[start] == "P"):
        if tag[start] == '"' and tag[end - 1] == '"':
            break
        if tag[start] == "P" and not (
            start + 1 < end and low[start] in ("about", "over", "under", "near")
        ):
            # A fronted "In Washington" before its subject: skip the preposition's own noun phrase
            # when a second one follows, else nothing is left to be a subject.
            rest = after_noun_phrase(s, start + 1, end)
            if rest >= end:
                return None
            start = rest
        else:
            start += 1
    return (start, end) if start < end else None


def after_noun_phrase(s: Sentence, start: int, limit: int) -> int:
    """Where a simple noun phrase that begins at ``start`` ends: determiner, adjectives, nouns."""
    tag, low = s.tag, s.low
    i = start
    if i < limit and tag[i] == "O":
        return i + 1
    seen_noun = False
    while i < limit and s.is_open(i):
        t = tag[i]
        if t == "D":
            if seen_noun or (i > start and tag[i - 1] not in "D#"):
                break
        elif t in "NX":
            plural = seen_noun and tag[i - 1] == "N" and low[i - 1].endswith("s")
            if t == "X" and plural and not low[i - 1].endswith("ss"):
                break
            if seen_noun and low[i - 1] in closed.DAYS:
                break
            # behind a possessive the phrase begins afresh: "the channel's weekly programme"
            seen_noun = not low[i].endswith(("'s", "s'"))
        elif t == "#":
            if seen_noun and tag[i - 1] == "N":
                break
            seen_noun = True
        elif t in "GER":
            if seen_noun:
                break
        elif t == "J":
            if seen_noun and tag[i - 1] != "X":
                break
        elif t in "VE" and not seen_noun and i > start and tag[i - 1] == "R":
            pass  # "a hastily arranged meeting"
        elif t not in _NAME_MARKS:
            break
        i += 1
    return i


def noun_phrase_right(s: Sentence, start: int, limit: int) -> Range | None:
    """A full noun phrase from ``start``: coordinated and with prepositional phrases."""
    tag, low = s.tag, s.low
    end = after_noun_phrase(s, start, limit)
    if end == start:
        return None
    while end < limit and s.is_open(end):
        t = tag[end]
        if (
            t == "P"
            and low[end]
            not in ("about", "on", "after", "during", "before", "as", "following", "via")
        ) or low[end] in ("and", "&"):
            nxt = after_noun_phrase(s, end + 1, limit)
            if nxt == end + 1:
                break
            end = nxt
        elif t == "(":
            k = end
            while k < limit and tag[k] != ")":
                k += 1
            if k >= limit or k - end > 12:
                break
            end = k + 1
        else:
            break
    return (start, end)


def has_finite_verb(s: Sentence, start: int, end: int) -> bool:
    """Whether a finite verb stands in the open tokens of ``[start, end)``."""
    tag = s.tag
    return any(
        (tag[i] in "VAM" or is_contraction(s, i)) and s.is_open(i) for i in range(start, end)
    )


def is_contraction(s: Sentence, i: int) -> bool:
    """Whether the pronoun at ``i`` holds its verb: "he's", "they'll"."""
    return s.tag[i] == "O" and "'" in s.low[i] and s.low[i] not in ("let's",)
