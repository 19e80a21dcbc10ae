"""Where the content of an attribution begins and ends. Positions are token indices."""

from __future__ import annotations

from claimdesk.extraction.lexicon import closed, words
from claimdesk.extraction.lexicon.reporting import VERBS
from claimdesk.extraction.morphology import REPORTING_LEMMA
from claimdesk.extraction.phrases import after_noun_phrase, has_finite_verb
from claimdesk.extraction.sentence import Range, Sentence

_CLOSING = frozenset((".", "?", "!", ";"))
_PAUSE = frozenset((",", "-", ":", ";"))
_ADJUNCT_PREPOSITIONS = words(
    "on in at during after before via by from through over following outside inside under around with last earlier later"
)


def strip_end(s: Sentence, end: int) -> int:
    """Leave out the sentence's final marks, unless they stand inside a quotation."""
    while end > s.first and s.tag[end - 1] in (".", ";", ",", ":", "-") and s.is_open(end - 1):
        if s.tokens.quote[end - 1] >= 0:
            break
        end -= 1
    return end


def around(s: Sentence, cue: int, after: int) -> list[Range]:
    """Content of a sentence-level adverbial ("according to ..."): the rest of its sentence."""
    left_start = skip_opening(s, s.first)
    left_end = cue
    while left_end > left_start and s.tag[left_end - 1] in ",-" and s.is_open(left_end - 1):
        left_end -= 1
    right_start = after
    while right_start < s.last and s.tag[right_start] in ",-:":
        right_start += 1
    right_end = strip_end(s, s.last)
    out: list[Range] = []
    if left_end - left_start >= 1:
        out.append((left_start, left_end))
    if right_end - right_start >= 1:
        if (
            not out
            or s.tag[right_start] not in "GRCSPW"
            or not has_finite_verb(s, left_start, left_end)
        ):
            out.append((right_start, right_end))
    if out and not any(has_finite_verb(s, *span) or not s.is_open(span[0]) for span in out):
        return out if sum(e - b for b, e in out) > 2 else []
    return out


def skip_opening(s: Sentence, start: int) -> int:
    """Past "But", "And", "However," at the head of a sentence: they belong to the article."""
    i = start
    while i < s.last and s.is_open(i):
        if s.tag[i] == "C" and s.tokens.quote[i] < 0:
            i += 1
            if i < s.last and s.tag[i] == ",":
                i += 1
        elif (
            s.low[i]
            in ("however", "meanwhile", "still", "also", "moreover", "furthermore", "additionally")
            and i + 1 < s.last
            and s.tag[i + 1] == ","
        ):
            i += 2
        else:
            break
    return i


def find(
    s: Sentence, verb: int, subject: int, after: int, frames: str, *, inverted: bool
) -> tuple[list[Range], str]:
    """The content of the verb at ``verb``: spans in order, and the pattern's name.

    ``subject`` is where subject and verb together begin, ``after`` where they end.
    """
    left = _left(s, subject, frames)
    if left is not None:
        spans = [left]
        more = _resumes(s, after, left, frames)
        if more is not None:
            spans.append(more)
            return spans, "content around its cue"
        return spans, "content before its cue"
    if inverted:
        return [], ""
    right = _right(s, verb, after, frames)
    return ([right], "content after its cue") if right is not None else ([], "")


def _left(s: Sentence, subject: int, frames: str) -> Range | None:
    """Content that ends just before subject and verb, at a comma or a closing quotation mark."""
    if "q" not in frames:
        return None
    j = subject - 1
    if j < s.first:
        return None
    start = skip_opening(s, s.first)
    if not s.is_open(j):
        return (start, subject) if j >= start else None
    if s.tokens.quote[j] >= 0 and s.tag[j] == '"' and s.word[j - 1] in (",", "?", "!"):
        return (start, subject)
    if s.tag[j] in ",-" and s.tokens.quote[j] < 0:
        end = j
        if end <= start:
            return None
        if not s.is_open(end - 1):
            return (start, end)
        if (
            has_finite_verb(s, start, end)
            and s.tag[start] not in "SPTG"
            and s.low[start] not in ("as", "when", "after")
        ):
            return (start, end)
    return None


def _resumes(s: Sentence, after: int, left: Range, frames: str) -> Range | None:
    """Content that goes on after a cue in its middle."""
    i = after
    limit = s.last
    while i < limit and s.is_open(i) and not (s.tag[i] in (",", ":") and (i + 1 < limit)):
        if s.tag[i] in "SWC" and i > after + 1:
            break
        i += 1
    if i >= limit:
        return None
    if not s.is_open(i):
        return (i, strip_end(s, limit))
    if s.tag[i] not in (",", ":"):
        return None
    j = i + 1
    if not s.is_open(j):
        quotation = s.opaque(j)
        assert quotation is not None
        return (j, max(quotation.last, strip_end(s, limit)))
    if not s.is_open(left[1] - 1):
        return None
    if s.tag[j] in "GWR":
        return None
    end = strip_end(s, limit)
    return (j, end) if end > j + 1 else None


def _right(s: Sentence, verb: int, after: int, frames: str) -> Range | None:
    start = _right_start(s, verb, after, frames)
    if start is None or start >= s.last:
        return None
    end = right_end(s, start)
    return (start, end) if end > start else None


def _right_start(s: Sentence, verb: int, after: int, frames: str) -> int | None:
    """Where content after the verb begins: past addressee, time and place, and "that"."""
    tag, low = s.tag, s.low
    i = after
    clause = "t" in frames
    if "a" in frames or "o" in frames:
        nxt = after_noun_phrase(s, i, s.last)
        if nxt > i and nxt < s.last:
            k = nxt
            while k < s.last and tag[k] == "P" and low[k] not in ("to",) and s.is_open(k):
                k2 = after_noun_phrase(s, k + 1, s.last)
                if k2 == k + 1:
                    break
                k = k2
            if k < s.last:
                if low[k] == "that" and tag[k] == "S":
                    return k + 1
                if not s.is_open(k):
                    return k
                if tag[k] in ",:" and k + 1 < s.last and not s.is_open(k + 1):
                    return k + 1
                if tag[k] == "T" and ("o" in frames):
                    return i
                if tag[nxt] in "DOXN" and "t" in frames and has_finite_verb(s, nxt, s.last):
                    return nxt
                if low[k] in ("whether", "if", "how", "why", "what", "when") and "w" in frames:
                    return k
    steps = 0
    while i < s.last and steps < 6:
        steps += 1
        if not s.is_open(i):
            return i if "q" in frames else None
        t = tag[i]
        if t == "S" and low[i] == "that":
            return i + 1 if ("t" in frames or "T" in frames) else None
        if t == "T":
            return i if "i" in frames else None
        if t in ",:-":
            if i + 1 < s.last and not s.is_open(i + 1):
                return i + 1 if "q" in frames else None
            if t == ":" and "q" in frames and i + 1 < s.last:
                return i + 1
            if (
                steps > 1
                and t == ","
                and clause
                and i + 1 < s.last
                and has_finite_verb(s, i + 1, s.last)
                and tag[i + 1] not in "GW"
            ):
                return i + 1
            return None
        if (
            low[i] in ("whether", "if", "how", "why", "what", "who", "where", "which")
            and tag[i] in "SW"
        ):
            return i if ("w" in frames or clause) else None
        if low[i] in closed.DAYS or t == "R":
            i += 1
            continue
        if (
            t == "P"
            and low[i] in _ADJUNCT_PREPOSITIONS | {"to"}
            and (low[i] != "to" or "p" in frames or "T" in frames)
        ):
            nxt = after_noun_phrase(s, i + 1, s.last)
            if nxt == i + 1:
                return None
            while (
                nxt < s.last
                and tag[nxt] == "P"
                and low[nxt] in ("of", "with", "in", "at", "for", "from")
            ):
                more = after_noun_phrase(s, nxt + 1, s.last)
                if more == nxt + 1:
                    break
                nxt = more
            if clause and low[i] not in ("on",) and nxt < s.last and tag[nxt] in "VAM":
                return i
            i = nxt
            continue
        if t in "DOXNJ#G" or t == '"' or t in "PS":
            if clause and has_finite_verb(s, i, s.last):
                return i
            if "n" in frames and t in 'DOXNJ#"':
                return i
            return None
        return None
    return None


def right_end(s: Sentence, start: int) -> int:
    """Where content that begins at ``start`` ends: at the sentence's end, or where another cue takes over."""
    tag, low = s.tag, s.low
    if not s.is_open(start):
        quotation = s.opaque(start)
        assert quotation is not None
        last = min(quotation.last, s.last)
        if (
            last >= s.last
            or tag[last] in (".", ",", ";")
            or (tag[last] == "C" and low[last] != "and")
        ):
            return last
    i = start
    while i < s.last:
        if not s.is_open(i):
            i += 1
            continue
        t = tag[i]
        if i > start and t in "C," and _another_cue(s, i):
            return strip_end(s, i)
        if t == ";":
            return i
        i += 1
    return strip_end(s, s.last)


def _another_cue(s: Sentence, i: int) -> bool:
    """At a comma or coordinator: a second reporting verb of the same subject follows."""
    tag, low = s.tag, s.low
    j = i + 1
    joined = tag[i] == "C"
    if j < s.last and tag[i] == "," and tag[j] == "C":
        joined = True
        j += 1
    while j < s.last and tag[j] == "R":
        j += 1
    if j >= s.last or not s.is_open(j):
        return False
    if low[j] == "according" and j + 1 < s.last and low[j + 1] == "to":
        return True
    lemma = REPORTING_LEMMA.get(low[j])
    if lemma is None:
        return False
    classes = VERBS[lemma]
    if tag[j] == "G":
        return not joined and ("speech" in classes)
    return (
        joined
        and tag[j] == "V"
        and ("speech" in classes or "address" in classes or "want" in classes)
    )
