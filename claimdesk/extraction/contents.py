"""Content to the left of its cue, around it, and what goes on behind it. Token positions."""

from __future__ import annotations

from claimdesk.extraction.ends import clause_end, quotation_end, strip_end
from claimdesk.extraction.lexicon import closed, words
from claimdesk.extraction.morphology import REPORTING_LEMMA
from claimdesk.extraction.phrases import has_finite_verb
from claimdesk.extraction.scope import FRONTING
from claimdesk.extraction.sentence import Range, Sentence

_CONNECTIVES = words(
    "however meanwhile still also moreover furthermore additionally yet instead then nevertheless"
    " nonetheless overall indeed besides finally separately"
)


def around(s: Sentence, cue: int, after: int) -> list[Range]:
    """Content of a sentence-level adverbial ("according to ..."): the rest of its sentence."""
    left_start, limit = _brackets(s, cue)
    left_end = cue
    while left_end > left_start and s.tag[left_end - 1] in ",-(" and s.is_open(left_end - 1):
        left_end -= 1
    right_start = after
    while right_start < s.last and s.tag[right_start] in ",-:)":
        right_start += 1
    right_end = strip_end(s, limit)
    left = (left_start, left_end) if left_end > left_start else None
    right = (right_start, right_end) if right_end > right_start else None
    if left is None:
        return [right] if right is not None and right[1] - right[0] > 1 else []
    if right is None:
        relative = _last_relative(s, *left)
        return (
            [(left[0] if relative is None else relative, left[1])] if left[1] - left[0] > 1 else []
        )
    opens = s.tag[right[0]]
    if left_end - left_start <= 2 and s.tag[left_start] in "CRS":
        return [right]
    relative = _last_relative(s, *left)
    if relative is not None:
        return [(relative, left_end)]
    if not has_finite_verb(s, *left) and s.is_open(left[1] - 1):
        return [left, right]
    if opens in "CSV" and s.tag[after] == "," and has_finite_verb(s, *right):
        return [left, right]
    return [left]


def _brackets(s: Sentence, cue: int) -> Range:
    """The stretch around ``cue`` that its brackets bound, else the sentence."""
    for i in range(cue - 1, s.first - 1, -1):
        if s.tag[i] == ")":
            break
        if s.tag[i] == "(" and s.is_open(i):
            end = next((k for k in range(cue, s.last) if s.tag[k] == ")"), s.last)
            return (i + 1, end)
    return (skip_opening(s, s.first), s.last)


def _last_relative(s: Sentence, start: int, end: int) -> int | None:
    """The relative clause that ends a sentence which somebody else already vouches for.

    ``Smith says it works, which it did in tests, according to ...``: only the last clause is theirs.
    """
    for i in range(end - 1, start, -1):
        if s.tag[i] == "," and s.is_open(i):
            if s.tag[i + 1] == "W" and _has_cue(s, start, i):
                return i + 1
            return None
    return None


def skip_opening(s: Sentence, start: int) -> int:
    """Past "But", "And", "However," at the head of a sentence: they belong to the article."""
    i = start
    while i < s.last and s.is_open(i):
        if s.tag[i] == "C" and s.tokens.quote[i] < 0:
            i += 1
            if i < s.last and s.tag[i] == ",":
                i += 1
        elif s.low[i] in _CONNECTIVES and i + 1 < s.last and s.tag[i + 1] == ",":
            i += 2
        elif s.tag[i] in ")-." and i == start:
            i += 1
        else:
            break
    return i


def left_of(s: Sentence, subject: int, after: int, *, inverted: bool) -> tuple[list[Range], str]:
    """Content before a subject and its verb, which together are ``[subject, after)``."""
    j = subject - 1
    start = skip_opening(s, s.first)
    if j < start:
        return [], ""
    left: Range | None = None
    quoted = False
    if not s.is_open(j):
        left, quoted = (_left_start(s, start, j), subject), True
    elif (
        s.tokens.quote[j] >= 0
        and s.tag[j] == '"'
        and j - 1 > start
        and s.word[j - 1] in (",", "?", "!")
    ):
        left, quoted = (_fragment_start(s, start, j), subject), True
    elif s.tag[j] in ",-" and s.tokens.quote[j] < 0 and j > start:
        if not s.is_open(j - 1) or (
            s.tag[j - 1] == '"' and s.tokens.quote[j - 1] >= 0 and inverted
        ):
            left, quoted = (_left_start(s, start, j - 1), j), True
        elif _free_after(s, after):
            fronted = s.tag[start] in "TGEVBPR" or s.low[start] in FRONTING
            main = any(not s.is_open(k) for k in range(start, j)) or (
                has_finite_verb(s, start, j) and not (fronted and not _main_clause(s, start, j))
            )
            if main or _finite_after_pause(s, after, fronted=fronted):
                left = (start, j)
    if left is None:
        return [], ""
    more = _resumes(s, after, left, quoted)
    if more is not None:
        return [left, more], "content around its cue"
    return [left], "content before its cue"


def _left_start(s: Sentence, start: int, end: int) -> int:
    """Where quoted content before its cue begins: past an earlier clause that has its own cue."""
    quotation = s.opaque(end)
    if quotation is None or quotation.first <= start:
        return start
    before = quotation.first - 1
    if s.tag[before] == ":":
        return quotation.first
    if s.tag[before] == "," and any(
        s.low[i] in REPORTING_LEMMA and s.tag[i] in "VG"
        for i in range(start, before)
        if s.is_open(i)
    ):
        return quotation.first
    if s.tag[before] in ",:" and s.tag[start] in "PRSG" and not has_finite_verb(s, start, before):
        return quotation.first
    return start


def _fragment_start(s: Sentence, start: int, end: int) -> int:
    """Content that ends in a quoted fragment begins with it when somebody spoke before it."""
    first = s.quotes[s.tokens.quote[end]].first
    for i in range(start, first):
        if s.tag[i] == "V" and s.is_open(i) and s.lemma(i) in ("say", "tell", "add", "write"):
            return max(first, start)
    return start


def _main_clause(s: Sentence, start: int, end: int) -> bool:
    """Whether a main clause follows a fronted phrase: ``If it rains, the game is off``."""
    for i in range(start, end):
        if s.tag[i] == "," and s.is_open(i) and has_finite_verb(s, i, end):
            return True
    return s.tag[start] == "P" and s.low[start] not in ("after", "before", "since", "as", "until")


def _free_after(s: Sentence, after: int) -> bool:
    """Whether nothing that could be the verb's own complement follows it."""
    i = after
    while i < s.last and s.is_open(i) and (s.tag[i] == "R" or s.low[i] in closed.DAYS):
        i += 1
    if i >= s.last:
        return True
    if not s.is_open(i):
        return False
    return (
        s.tag[i] in ".,;)-"
        or (s.tag[i] == "P")
        or s.tag[i] in "GC"
        or s.low[i] in ("when", "as", "while")
    )


def _finite_after_pause(s: Sentence, after: int, *, fronted: bool) -> bool:
    """``The plan, he said, | will fail``: behind the closing comma the clause's verb follows."""
    i = after
    while i < s.last and s.is_open(i) and s.tag[i] not in ",.;":
        i += 1
    if i + 1 >= s.last or s.tag[i] != ",":
        return False
    j = i + 1
    if fronted and s.tag[j] in "DOXNJ#G" and has_finite_verb(s, j, s.last):
        return True
    while j < s.last and s.is_open(j) and s.tag[j] == "R":
        j += 1
    return j < s.last and s.is_open(j) and s.tag[j] in "VAM"


def _resumes(s: Sentence, after: int, left: Range, quoted: bool) -> Range | None:
    """Content that goes on after a cue in its middle."""
    i = after
    limit = s.last
    while i < limit and s.is_open(i) and s.tag[i] not in ",:;":
        i += 1
    if i >= limit or _has_cue(s, after, i):
        return None
    if not s.is_open(i):
        return (i, quotation_end(s, i))
    if s.tag[i] == ";" or i + 1 >= limit:
        return None
    j = i + 1
    if not s.is_open(j):
        return (j, quotation_end(s, j))
    if quoted:
        if s.low[j] == "that" and s.tag[j] == "S":
            return (j, clause_end(s, j + 1))
        for k in range(j, min(j + 25, limit)):
            if not s.is_open(k) and s.tag[k - 1] in ",:":
                return (k, quotation_end(s, k)) if not _has_cue(s, j, k) else None
        return None
    open_end = (
        s.tag[left[1] - 1] in "WS" or not has_finite_verb(s, *left) or s.low[left[0]] in FRONTING
    )
    if open_end and s.tag[j] in "DOXNJ#G" and has_finite_verb(s, j, limit):
        # "Often, he said, it ...", "That's why, she argued, it ...": the clause is still to come
        return (j, strip_end(s, limit))
    if (
        s.tag[j] in "GW"
        or (s.tag[j] == "R" and j + 1 < limit and s.tag[j + 1] in "GE")
        or s.tag[j] == "E"
    ):
        return None
    if s.tag[j] in "CD" and has_finite_verb(s, *left):
        return None
    end = strip_end(s, limit)
    return (j, end) if end > j + 1 else None


def _has_cue(s: Sentence, start: int, end: int) -> bool:
    return any(s.low[i] in REPORTING_LEMMA and s.tag[i] in "VGE" for i in range(start, end))
