"""Who is the subject of a reporting verb: to its left, to its right, or carried over."""

from __future__ import annotations

from claimdesk.extraction.lexicon import people
from claimdesk.extraction.phrases import (
    VerbGroup,
    after_noun_phrase,
    noun_phrase_left,
    noun_phrase_right,
)
from claimdesk.extraction.sentence import Range, Sentence

_MAX_BETWEEN = 45
_TRIES = 4
_MARKS = 5
"""How far to look is bounded, so that no sentence, however odd, takes long."""
_SOURCE_END = frozenset("NXO#)")


def subject_left(s: Sentence, group: VerbGroup) -> Range | None:
    """The subject to the left of a verb group, with appositions and relative clauses."""
    tag, low = s.tag, s.low
    end = group.first
    if end <= s.first or not s.is_open(end - 1) or low[end - 1] == "there":
        return None
    t = tag[end - 1]
    if t == "W" and low[end - 1] in ("who", "which", "that"):
        head = end - 1
        if head > s.first and tag[head - 1] in ",-":
            head -= 1
        noun = noun_phrase_left(s, head, s.first)
        return (_named_before(s, noun)[0], end) if noun else None
    if t == '"' and end - 2 > s.first and s.word[end - 2] == ",":
        # an apposition may end in a quoted title: Ann Lee, host of “The Hour,” said
        return _across_parenthesis(s, end - 1)
    if t in ",-":
        return _across_parenthesis(s, end)
    return _over_relative(s, noun_phrase_left(s, end, s.first))


def _over_relative(s: Sentence, noun: Range | None) -> Range | None:
    """``the man who lives opposite | said``: the noun before the relative clause, not in it."""
    if noun is None or noun[0] - 1 <= s.first or s.tag[noun[0] - 1] not in "VAMEGBPR":
        return noun
    for j in range(noun[0] - 1, max(s.first, noun[0] - 16), -1):
        crossed = s.tag[j] == "S" and s.low[j] not in ("because", "since", "while", "although")
        if not s.is_open(j) or s.tag[j] in ",;:-" or crossed:
            return noun
        if s.tag[j] == "W" and s.low[j] in ("who", "which", "that"):
            head = noun_phrase_left(s, j, s.first)
            return (head[0], noun[1]) if head is not None else noun
    return noun


def _across_parenthesis(s: Sentence, end: int) -> Range | None:
    """``Smith, a Democrat from Ohio, | said``: the noun phrase before the bracketing comma."""
    tag = s.tag
    mark = tag[end - 1]
    j = end - 2
    floor = max(s.first, end - _MAX_BETWEEN)
    marks = 0
    while j >= floor and marks < _MARKS:
        if tag[j] == mark and s.is_open(j):
            marks += 1
            noun = _over_relative(s, noun_phrase_left(s, j, s.first))
            if noun is not None and _is_bracketed(s, j + 1, end - 1):
                close = end - 1
                if all(tag[k] in "RW" for k in range(j + 1, end - 1)):
                    close = j  # "officials, however, said": no part of their name
                return (_named_before(s, noun)[0], close)
        elif not s.is_open(j):
            return None
        j -= 1
    return None


def _named_before(s: Sentence, noun: Range) -> Range:
    """``Lee, 56, who ...``, ``Lee, the mayor, who ...``: the name that stands further left."""
    tag = s.tag
    while noun[0] - 1 > s.first and tag[noun[0] - 1] == "," and tag[noun[0]] in "#DNJ":
        further = noun_phrase_left(s, noun[0] - 1, s.first)
        if further is None or tag[further[1] - 1] not in "XN":
            break
        noun = further
    return noun


def _is_bracketed(s: Sentence, start: int, end: int) -> bool:
    """Whether ``[start, end)`` can stand between two commas after a noun."""
    if start >= end:
        return False
    t = s.tag[start]
    if t == "C" and start + 1 < end and (s.tag[start + 1] in "WV" or s.tag[end] == "-"):
        return True
    if t in 'WDGEPRJ#NX"' or s.low[start] in ("when", "while", "if", "as", "though", "although"):
        return True
    return t == "S" or t == "T"


def inverted_subject(s: Sentence, verb: int) -> Range | None:
    """The subject after its verb: ``said Smith, who runs the agency``."""
    tag, low = s.tag, s.low
    i = verb + 1
    if i >= s.last or not s.is_open(i) or tag[i] not in "DXNJ#O":
        return None
    if tag[i] == "O" and low[i] in ("it", "that", "him", "her", "them", "me", "us"):
        return None
    noun = noun_phrase_right(s, i, s.last)
    if noun is None:
        return None
    start, end = noun
    if end + 1 < s.last and low[end] in people.ACQUAINTED and tag[end + 1] == "P":
        # "said a person close to the talks"
        end = max(end + 2, after_noun_phrase(s, end + 2, s.last))
    if end < s.last and tag[end] == "," and s.is_open(end):
        close = _apposition_end(s, end)
        if close is not None:
            return (start, close)
    return (start, end)


def _apposition_end(s: Sentence, comma: int) -> int | None:
    """Where the apposition or relative clause behind ``comma`` ends, if one begins there."""
    tag = s.tag
    i = comma + 1
    if i >= s.last or not s.is_open(i):
        return None
    if tag[i] == "W" or tag[i] in "DNXJ#" or s.low[i] in ("whose", "formerly", "chief", "head"):
        j = i
        while j < s.last and s.is_open(j) and tag[j] not in (",", ";", ".", ":", "-"):
            j += 1
        if j < s.last and tag[j] == "," and tag[i] != "W" and j + 1 < s.last and tag[j + 1] == "X":
            # "of Toledo, Ohio": one more name belongs to it
            k = after_noun_phrase(s, j + 1, s.last)
            if k >= s.last or tag[k] in ",.":
                j = k
        return j
    return None


def previous_subject(s: Sentence, before: int) -> Range | None:
    """The subject of the nearest finite verb before ``before``: for ``and said``, ``, adding``."""
    tag = s.tag
    j = before - 1
    tries = 0
    while j >= s.first and tries < _TRIES:
        if tag[j] in "VAM" and s.is_open(j):
            tries += 1
            first = j
            while first > s.first and tag[first - 1] in "AMR" and s.is_open(first - 1):
                first -= 1
            group = VerbGroup(first, j + 1, False, False, False, True, False)
            found = subject_left(s, group)
            if found is not None and tag[found[1] - 1] != "W":
                return found
            j = first - 1
        else:
            j -= 1
    return None
