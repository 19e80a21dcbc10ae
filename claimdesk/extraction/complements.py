"""What a reporting verb takes to its right: clause, quotation, infinitive, noun phrase.

Positions are token indices; a complement is a range exclusive at its end. The letters of the frames
are explained in ``lexicon/reporting.py``.
"""

from __future__ import annotations

from claimdesk.extraction.ends import noun_end, strip_end
from claimdesk.extraction.lexicon import closed, words
from claimdesk.extraction.lexicon.reporting import OPENS_CONTENT
from claimdesk.extraction.phrases import after_noun_phrase, has_finite_verb
from claimdesk.extraction.sentence import Range, Sentence
from claimdesk.extraction.shapes import (
    as_complement,
    clause,
    clause_follows,
    clause_or_noun,
    fragment,
    fragment_only,
    quoted,
)

_ADJUNCT_PREPOSITIONS = words(
    "on in at during after before via by from through over following outside inside under with amid"
)
_TIME_DETERMINERS = words("this last next earlier later that")
_TIMES = words(
    "week month year morning afternoon evening night weekend summer winter spring fall autumn"
    " quarter decade spring time"
)
_QUESTION_WORDS = words("whether if how why what who where which when whose")
_LENIENT = words("claim note suggest acknowledge allege assert explain confirm")
_TOPIC = words("of about")
_PARTICLES = words("out up down back off away")


def complement(s: Sentence, after: int, frames: str, lemma: str) -> tuple[Range | None, str]:
    """The content to the right of a verb whose own words end at ``after``, and the pattern's name."""
    tag, low = s.tag, s.low
    i = after
    if i >= s.last:
        return None, ""
    if low[i] in _PARTICLES and s.is_open(i):
        i += 1
    if i >= s.last:
        return None, ""
    if "s" in frames:
        found = as_complement(s, i)
        if found is not None:
            return found, "verb + noun + as"
    if "a" in frames or "o" in frames:
        found = _after_addressee(s, i, frames)
        if found is not None:
            return found, "verb + addressee + content"
        if "t" not in frames and "q" not in frames and "n" not in frames and "f" not in frames:
            return None, ""
    if "f" in frames and i < s.last and tag[i] == "P" and low[i] in OPENS_CONTENT.get(lemma, ()):
        end = noun_end(s, i + 1)
        if end > i + 1:
            return (i + 1, end), "verb + preposition + content"
    return _loop(s, i, frames, lemma)


def bare_object(s: Sentence, first: int, last: int) -> bool:
    """``recognized the problem``, ``praised Selwick for its approach``: nothing that could be checked."""
    if any(s.tokens.quote[i] >= 0 or not s.is_open(i) for i in range(first, last)):
        return False
    cut = next((i for i in range(first, last) if s.low[i] == "for"), last)
    if sum(s.tag[i] not in "DRO" for i in range(min(cut + 1, last), last)) > 2:
        return False
    counted = sum(s.tag[i] not in "DR" for i in range(first, cut))
    return counted <= 2 or all(s.tag[i] in "DX" for i in range(first, cut))


def _loop(s: Sentence, i: int, frames: str, lemma: str) -> tuple[Range | None, str]:
    """Past adverbs, times and places to where the content begins."""
    tag, low = s.tag, s.low
    begin = i
    takes_clause = "t" in frames
    for _ in range(8):
        if i >= s.last:
            return None, ""
        if not s.is_open(i):
            return (quoted(s, i), "verb + quotation") if "q" in frames else (None, "")
        t = tag[i]
        if t == "S" and low[i] == "that":
            good = takes_clause or "T" in frames
            return (clause(s, i), "verb + that-clause") if good else (None, "")
        if t == "T":
            return (clause(s, i), "verb + to-infinitive") if "i" in frames else (None, "")
        if t in ",:-" and s.tokens.quote[i] < 0:
            found, skip = _after_pause(s, i, begin, frames)
            if found is not None:
                return found, "verb, pause, content"
            if skip is None:
                return None, ""
            i = skip
            continue
        if low[i] in _QUESTION_WORDS and t in "SWR":
            good = takes_clause or "w" in frames
            return (clause(s, i), "verb + indirect question") if good else (None, "")
        if low[i] in closed.DAYS or t == "R":
            i += 1
            if i < s.last and low[i] in _TIMES:
                i += 1
            continue
        if low[i] in _TIME_DETERMINERS and i + 1 < s.last and low[i + 1] in _TIMES:
            i += 2
            continue
        if t == "P":
            skip = _past_adjunct(s, i, frames)
            if skip is None:
                return (
                    (clause(s, i), "verb + clause")
                    if takes_clause and has_finite_verb(s, i, s.last)
                    else (None, "")
                )
            i = skip
            continue
        if "c" in frames and t in "DOXNJ#" and i == begin:
            return (clause_or_noun(s, i), "verb + object + predicate")
        if (
            takes_clause
            and not (t == '"' and i == begin and "q" in frames and fragment_only(s, i))
            and clause_follows(
                s, i, strict=lemma not in _LENIENT and ("q" not in frames or "n" in frames)
            )
        ):
            return clause(s, i), "verb + clause"
        if "n" in frames and t in 'DOXNJ#"G' and i == begin:
            return (i, noun_end(s, i)), "verb + noun phrase"
        if "g" in frames and t == "G":
            return clause(s, i), "verb + -ing clause"
        if "q" in frames and t == '"' and i == begin:
            return fragment(s, i), "verb + quoted words"
        return None, ""
    return None, ""


def _after_addressee(s: Sentence, i: int, frames: str) -> Range | None:
    """Content behind an addressee: ``told reporters in Rome that ...``, ``urged them to ...``."""
    tag, low = s.tag, s.low
    near = after_noun_phrase(s, i, s.last)
    if near == i or near >= s.last:
        return None
    k = near
    for _ in range(5):
        if k + 1 < s.last and low[k] in _TIME_DETERMINERS and low[k + 1] in _TIMES:
            k += 2
            continue
        if k < s.last and s.is_open(k) and (low[k] in closed.DAYS or (tag[k] == "R" and k > near)):
            k += 1
            continue
        if (
            k < s.last
            and s.is_open(k)
            and (tag[k] == "P" or low[k] in ("and", "&"))
            and low[k] != "to"
        ):
            nxt = after_noun_phrase(s, k + 1, s.last)
            if nxt == k + 1:
                break
            k = nxt
            continue
        break
    if k >= s.last:
        return None
    if tag[k] == "S" and low[k] == "that":
        return clause(s, k)
    if not s.is_open(k):
        return quoted(s, k) if "q" in frames else None
    if tag[k] in ",:" and k + 1 < s.last and not s.is_open(k + 1):
        return quoted(s, k + 1) if "q" in frames else None
    if tag[k] == "," and "t" in frames:
        for j in range(k + 2, min(k + 8, s.last - 1)):
            if tag[j] == "," and low[j + 1] == "that":
                return clause(s, j + 1)  # "told the paper, however, that ..."
    if tag[k] == ":" and "q" in frames:
        return clause(s, k + 1)
    if (tag[k] == "T" and "o" in frames) or (
        tag[k] == "R" and k + 1 < s.last and tag[k + 1] == "T" and "o" in frames
    ):
        return clause(s, i)
    if low[k] in _QUESTION_WORDS and tag[k] in "SWR" and "w" in frames:
        return clause(s, k)
    if tag[near] == "P" and "f" in frames and low[near] in ("about", "of", "against", "for"):
        end = noun_end(s, near + 1)
        return (near + 1, end) if end > near + 1 else None
    if "t" in frames and tag[k] in "DOXNJ#" and clause_follows(s, k, strict=False):
        return clause(s, k)
    if "t" in frames and tag[near] in "P" and has_finite_verb(s, k, s.last) and tag[k] in "DOXN":
        return clause(s, k)
    return None


def _after_pause(s: Sentence, i: int, begin: int, frames: str) -> tuple[Range | None, int | None]:
    """At a comma, colon or dash after the verb: the content behind it, or where to look on."""
    tag = s.tag
    if i + 1 >= s.last:
        return None, None
    if not s.is_open(i + 1):
        return (quoted(s, i + 1), None) if "q" in frames else (None, None)
    if tag[i] == ":":
        return (clause(s, i + 1), None) if "q" in frames or "t" in frames else (None, None)
    if "q" in frames and tag[i + 1] == '"' and tag[i] == ",":
        return clause(s, i + 1), None
    # a bracketed aside: "said, however, that", "said — on Monday — that"
    for j in range(i + 1, min(i + 14, s.last - 1)):
        if not s.is_open(j):
            return None, None
        if tag[j] == tag[i]:
            following = j + 1
            if (s.low[following] == "that" and tag[following] == "S") or not s.is_open(following):
                return None, following
            if j == i + 2 and "t" in frames:
                return None, following
            break
    if (
        i > begin
        and "t" in frames
        and tag[i] == ","
        and tag[i + 1] in "DOXNJ#"
        and clause_follows(s, i + 1, strict=True)
    ):
        return clause(s, i + 1), None
    return None, None


def _past_adjunct(s: Sentence, i: int, frames: str) -> int | None:
    """Past a prepositional phrase that says when, where or to whom; None when it opens the content."""
    tag, low = s.tag, s.low
    if low[i] == "to":
        if not ("p" in frames or "T" in frames):
            return None
    elif low[i] not in _ADJUNCT_PREPOSITIONS and low[i] not in _TOPIC:
        return None
    k = after_noun_phrase(s, i + 1, s.last)
    if k == i + 1:
        return None
    if low[i] in _TOPIC:
        # "says of her rival, "...""
        quoted_next = k + 1 < s.last and tag[k] == "," and not s.is_open(k + 1)
        return k if quoted_next else None
    for _ in range(4):
        if k >= s.last or not s.is_open(k):
            break
        if tag[k] == "P" and low[k] in (
            "of",
            "with",
            "in",
            "at",
            "for",
            "from",
            "to",
            "about",
            "on",
            "by",
        ):
            more = after_noun_phrase(s, k + 1, s.last)
            if more == k + 1:
                break
            k = more
        elif (
            tag[k] in "EV"
            and k + 1 < s.last
            and (tag[k + 1] == "P" or low[k + 1] in closed.DAYS)
            and tag[k] == "E"
        ):
            k += 1
        else:
            break
    if k < s.last and tag[k] in "VAM" and s.is_open(k):
        return None
    return k


__all__ = ["complement", "strip_end"]
