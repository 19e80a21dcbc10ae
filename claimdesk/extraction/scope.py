"""How far a cue's clause reaches: content cannot run past the clause that its verb belongs to.

Positions are token indices; a scope's end is exclusive.
"""

from __future__ import annotations

from claimdesk.extraction.lexicon import words
from claimdesk.extraction.phrases import VerbGroup, after_noun_phrase
from claimdesk.extraction.sentence import Range, Sentence

FRONTING = words(
    "when while if because although though since unless whereas once after before as even until despite"
)
"""Words that open a clause in front of the main one."""


def within_scope(s: Sentence, group: VerbGroup, source: Range | None, verb: int) -> Sentence:
    """The sentence cut off where the clause of the verb at ``verb`` ends; often all of it."""
    end = s.last
    if source is not None and source[1] <= group.first and source[0] >= s.first:
        if s.tag[source[1] - 1] == "W":
            end = _relative_end(s, source, verb)
        elif _is_fronted(s, source[0]):
            end = _main_clause_start(s, verb + 1)
    return s if end >= s.last else Sentence(s.tokens, s.first, end, s.quotes, s.speech)


def _is_fronted(s: Sentence, subject: int) -> bool:
    """Whether a subordinator opens the sentence, or the clause after its coordinator, before a subject."""
    i = subject - 1
    steps = 0
    while i >= s.first and steps < 3 and s.is_open(i):
        if s.low[i] in FRONTING:
            before = i - 1
            return (
                before < s.first
                or s.tag[before] in "CS"
                or (s.tag[before] == "R" and before == s.first)
            )
        if s.tag[i] not in "RJ":
            return False
        i -= 1
        steps += 1
    return False


def _main_clause_start(s: Sentence, start: int) -> int:
    """The comma after which a main clause begins: a subject, then its verb."""
    for i in range(start, s.last - 1):
        if (
            s.tag[i] == ","
            and s.is_open(i)
            and s.tokens.quote[i] < 0
            and _subject_and_verb(s, i + 1)
        ):
            return i
    return s.last


def _subject_and_verb(s: Sentence, i: int) -> bool:
    if s.tag[i] not in "DOXNJ#R":
        return False
    while i < s.last and s.tag[i] == "R":
        i += 1
    k = after_noun_phrase(s, i, s.last)
    if k == i:
        return False
    for _ in range(3):
        if k < s.last and s.is_open(k) and (s.tag[k] == "P" or s.low[k] in ("and", "or")):
            nxt = after_noun_phrase(s, k + 1, s.last)
            if nxt == k + 1:
                return False
            k = nxt
    while k < s.last and s.tag[k] == "R":
        k += 1
    return k < s.last and s.is_open(k) and s.tag[k] in "VAM"


def _relative_end(s: Sentence, source: Range, verb: int) -> int:
    """Where a relative clause with the cue as its verb ends.

    One in commas ends at the comma before the main verb; one without at the second verb that no
    subject, comma or conjunction introduces.
    """
    bracketed = source[1] - 2 >= s.first and s.tag[source[1] - 2] == ","
    groups = 0
    i = verb + 1
    linked = False
    while i < s.last:
        t = s.tag[i]
        if s.is_open(i):
            if bracketed and t == "," and s.tokens.quote[i] < 0:
                j = i + 1
                while j < s.last and s.tag[j] == "R":
                    j += 1
                if j < s.last and s.tag[j] in "VAM":
                    return i
            elif t in "SWCO,":
                linked = True
            elif t in "VAM":
                groups += 1
                if not bracketed and groups > 1 and not linked:
                    return i
                linked = False
                while i + 1 < s.last and s.tag[i + 1] in "RAMEGB":
                    i += 1
        i += 1
    return s.last
