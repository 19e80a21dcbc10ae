"""The shapes a complement can have: a clause, a quotation, quoted words, an object with "as"."""

from __future__ import annotations

from claimdesk.extraction.ends import another_cue, clause_end, quotation_end
from claimdesk.extraction.phrases import after_noun_phrase, has_finite_verb, is_contraction
from claimdesk.extraction.sentence import Range, Sentence


def quoted(s: Sentence, i: int) -> Range | None:
    """Content that opens with the free-standing quotation at ``i``."""
    end = quotation_end(s, i)
    return (i, end) if end > i else None


def clause(s: Sentence, start: int) -> Range | None:
    """A clause from ``start`` to where the article speaks again."""
    end = clause_end(s, start)
    return (start, end) if end > start else None


def fragment_only(s: Sentence, start: int) -> bool:
    """Whether quoted words at ``start`` are all the content there is."""
    found = fragment(s, start)
    return found is not None and found[1] < s.last and s.tag[found[1]] in "C,"


def fragment(s: Sentence, start: int) -> Range | None:
    """Quoted words right behind their verb: alone, unless the sentence needs what follows them."""
    quotation = s.quotes[s.tokens.quote[start]] if s.tokens.quote[start] >= 0 else None
    if quotation is None or quotation.last >= s.last or s.tag[quotation.last] in ",.;C-W":
        return (start, min(quotation.last, s.last)) if quotation is not None else None
    return clause(s, start)


def clause_or_noun(s: Sentence, start: int) -> Range | None:
    """A clause from ``start``, but no further than its first comma or dash."""
    end = clause_end(s, start)
    i = start
    while i < end and not (s.tag[i] in ",;-" and s.tokens.quote[i] < 0):
        if s.tag[i] == "C" and i > start and another_cue(s, i, noun=True):
            break
        i += 1
    return (start, i) if i > start else None


def as_complement(s: Sentence, i: int) -> Range | None:
    """``described the plan as cruel``: from the object to the end of what follows "as"."""
    tag, low = s.tag, s.low
    if low[i] == "to" and tag[i] == "P":
        i += 1  # "referred to the plan as a gift"
    limit = min(s.last, i + 30)
    for j in range(i, limit):
        if not s.is_open(j) or tag[j] in ".;:" or tag[j] in "VAM":
            return None
        if low[j] == "as" and j > i:
            end = clause_or_noun(s, i)
            return end if end is not None and end[1] > j + 1 else None
    return None


def clause_follows(s: Sentence, i: int, *, strict: bool) -> bool:
    """Whether a clause with its own finite verb begins at ``i``; strictly: subject, then verb."""
    if not strict:
        return has_finite_verb(s, i, s.last)
    tag, low = s.tag, s.low
    if is_contraction(s, i):
        return True
    k = after_noun_phrase(s, i, s.last)
    if k == i and tag[i] != '"':
        return tag[i] == "G" and has_finite_verb(s, i, s.last)
    for _ in range(12):
        if k >= s.last or not s.is_open(k):
            return False
        t = tag[k]
        if t in "VAM":
            return True
        if t == "P" or low[k] in ("and", "or", "&"):
            nxt = after_noun_phrase(s, k + 1, s.last)
            if nxt == k + 1 and tag[nxt : nxt + 1] != ["G"]:
                return False
            k = max(nxt, k + 1)
        elif t in 'R"GE':
            nxt = after_noun_phrase(s, k + 1, s.last)
            k = max(nxt, k + 1)
        elif t in ",-(":
            close = next((j for j in range(k + 1, min(k + 16, s.last)) if tag[j] in ",-)"), -1)
            if close < 0:
                return False
            k = close + 1
        elif t == "W":
            verbs = sum(1 for j in range(k, s.last) if tag[j] in "VAM" and tag[j - 1] not in "AM")
            return verbs > 1
        else:
            return False
    return False
