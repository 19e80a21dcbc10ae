"""Nouns as cues: "her claim that ...", "the minister's promise to ...", "calls for ..."."""

from __future__ import annotations

from claimdesk.extraction.ends import clause_end, noun_end
from claimdesk.extraction.found import Found
from claimdesk.extraction.lexicon.nouns import LIGHT, LIGHT_VERBS, NOMINAL
from claimdesk.extraction.phrases import after_noun_phrase, noun_phrase_left, verb_group
from claimdesk.extraction.sentence import Range, Sentence
from claimdesk.extraction.subjects import previous_subject, subject_left

__all__ = ["LIGHT", "NOMINAL", "light_verb", "nominal"]


def nominal(s: Sentence, i: int) -> Found | None:
    """The attribution that the noun at ``i`` makes, if it has an owner and a content."""
    frames, kind = NOMINAL[s.low[i]]
    owner = _owner(s, i)
    j = i + 1
    source = owner
    if j < s.last and s.low[j] in ("by", "from") and s.is_open(j):
        end = after_noun_phrase(s, j + 1, s.last)
        if end > j + 1:
            source, j = (j + 1, end), end
    if source is None or j >= s.last or not s.is_open(j):
        return None
    low, tag = s.low[j], s.tag[j]
    if tag == "A" and "t" in frames and j + 1 < s.last and s.low[j + 1] == "that":
        # "her claim is that ..."
        content = (j + 1, clause_end(s, j + 2))
    elif low == "that" and tag in "SW" and "t" in frames:
        content = (j, _embedded_end(s, j + 1))
    elif tag == "T" and "i" in frames:
        content = (j, noun_end(s, j + 1))
    elif tag == "P" and low in frames.split("/")[1:]:
        content = (j + 1, noun_end(s, j + 1))
    else:
        return None
    if content[1] - content[0] < 1:
        return None
    cue = (i, i + 1)
    return Found([content], cue, source, s.low[i], kind, "owner + noun + content", 0.65)


def light_verb(s: Sentence, i: int) -> Found | None:
    """``raised doubts about``, ``made the case that``: the noun at ``i`` with its verb is the cue."""
    v = i - 1
    while v > s.first and s.is_open(v) and (s.tag[v] in "DJNR#" or s.low[v] == "out") and i - v < 6:
        v -= 1
    j = i + 1
    if v <= s.first or s.low[v] not in LIGHT_VERBS or s.tag[v] not in "VAGBE" or j + 1 >= s.last:
        return None
    group = verb_group(s, v)
    if group.passive or not s.is_open(j):
        return None
    source = subject_left(s, group) if group.finite else None
    if source is None and s.low[group.first - 1] in ("and", "but"):
        source = previous_subject(s, group.first)
    if source is None or s.tag[source[0]] not in "DJNXO#":
        return None
    frames = LIGHT[s.low[i]]
    low = s.low[j]
    if low == "that" and low in frames:
        content = (j, clause_end(s, j + 1))
    elif s.tag[j] == "P" and low in frames:
        content = (j + 1, noun_end(s, j + 1))
    else:
        return None
    if content[1] <= content[0]:
        return None
    cue = (group.first, i + 1)
    return Found([content], cue, source, s.low[i], "belief", "verb + noun + content", 0.6)


def _owner(s: Sentence, i: int) -> Range | None:
    """The possessive before the noun: ``her``, ``the minister's``, adjectives between allowed."""
    j = i - 1
    while j >= s.first and s.is_open(j) and i - j < 6:
        low = s.low[j]
        if low in ("his", "her", "their", "its", "my", "our", "your"):
            return (j, j + 1)
        if low.endswith(("'s", "s'")) and s.tag[j] in "NX":
            return noun_phrase_left(s, j + 1, s.first)
        if s.tag[j] not in "JNXR#GE,":
            return None
        j -= 1
    return None


def _embedded_end(s: Sentence, start: int) -> int:
    """A that-clause inside a noun phrase ends before the verb of the clause around it."""
    groups = 0
    linked = False
    i = start
    while i < s.last:
        t = s.tag[i]
        if s.is_open(i) and s.tokens.quote[i] < 0:
            if t in ",;" or (t == "-" and groups):
                return i
            if t in "SWCO":
                linked = True
            elif t in "VAM":
                groups += 1
                if groups > 1 and not linked:
                    return i
                linked = False
                while i + 1 < s.last and s.tag[i + 1] in "RAMEGB":
                    i += 1
        i += 1
    return noun_end(s, s.last) if start >= s.last else _strip(s)


def _strip(s: Sentence) -> int:
    end = s.last
    while end > s.first and s.tag[end - 1] in ".;,:" and s.tokens.quote[end - 1] < 0:
        end -= 1
    return end
