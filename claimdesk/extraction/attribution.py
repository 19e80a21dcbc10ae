"""Who says what: attributions of one sentence, found from their cues.

Positions are token indices of the block, ranges exclusive at their end. Each cue is looked at on
its own: the verb's helpers, its subject, and what its frame makes the content. What several cues
make of the same words is settled afterwards (``settle.py``).
"""

from __future__ import annotations

from claimdesk.extraction import contents, passives
from claimdesk.extraction.adjectives import ADJECTIVAL, adjectival
from claimdesk.extraction.colons import speaker_colon
from claimdesk.extraction.complements import bare_object, complement
from claimdesk.extraction.ends import clause_end
from claimdesk.extraction.found import Found
from claimdesk.extraction.hearsay import ADVERBS, hearsay
from claimdesk.extraction.lexicon.reporting import PHRASAL, VERBS
from claimdesk.extraction.morphology import REPORTING_LEMMA
from claimdesk.extraction.nominals import LIGHT, NOMINAL, light_verb, nominal
from claimdesk.extraction.phrases import (
    VerbGroup,
    after_noun_phrase,
    has_finite_verb,
    noun_phrase_left,
    noun_phrase_right,
    verb_group,
)
from claimdesk.extraction.scope import within_scope
from claimdesk.extraction.sentence import Range, Sentence
from claimdesk.extraction.speakers import subject_of
from claimdesk.extraction.subjects import inverted_subject, subject_left


def attributions(s: Sentence, *, headline: bool = False) -> list[Found]:
    """All attributions whose cue stands in the sentence's own words, in order of their cues.

    In a ``headline`` a colon may be the cue ("Minister: tax will fall"); elsewhere it is one only
    behind a speaker's name in capitals, as transcripts have it.
    """
    out: list[Found] = []
    colon = speaker_colon(s, headline=headline)
    if colon is not None:
        out.append(colon)
    for i in range(s.first, s.last):
        low = s.low[i]
        if low not in _CUES:
            continue
        found: Found | None = None
        if low in NOMINAL and s.tag[i] == "N" and s.is_open(i):
            found = nominal(s, i) or (light_verb(s, i) if low in LIGHT else None)
        elif low in LIGHT and s.tag[i] == "N" and s.is_open(i):
            found = light_verb(s, i)
        elif (
            low in REPORTING_LEMMA and low not in ADJECTIVAL and s.tag[i] in "VBGE" and s.is_open(i)
        ):
            found = _verb(s, i, REPORTING_LEMMA[low], out)
        elif low in ADJECTIVAL and s.tag[i] in "JENV" and s.is_open(i):
            found = adjectival(s, i)
        elif low in _PREPOSITIONAL and s.is_open(i):
            found = _prepositional(s, i)
        elif low in ADVERBS and s.is_open(i):
            found = hearsay(s, i)
        if found is not None and found.spans and _says_something(s, found):
            out.append(found)
    return out


def _says_something(s: Sentence, found: Found) -> bool:
    """Not "asked not to be named", "declined to comment", "said so", "told me"."""
    first, last = found.spans[0]
    if len(found.spans) > 1:
        return True
    judged = found.kind in ("judge", "belief") and found.pattern == "verb + noun phrase"
    if judged and bare_object(s, first, last):
        return False
    low = s.low
    if last - first == 1:
        return s.tag[first] not in "ODWSTPCR," and not s.tag[first].isspace()
    if (
        found.lemma in ("decline", "refuse")
        and low[first] == "to"
        and low[first + 1] in ("comment", "elaborate", "respond")
    ):
        return False
    head = low[first:last][:6]
    return not (
        found.lemma
        in ("ask", "request", "want", "wish", "prefer", "decline", "refuse", "insist", "say")
        and any(w in head for w in ("named", "identified"))
        and "be" in head
    )


_PREPOSITIONAL = frozenset(("according", "per"))
_CUES = (
    _PREPOSITIONAL
    | ADVERBS
    | REPORTING_LEMMA.keys()
    | NOMINAL.keys()
    | LIGHT.keys()
    | ADJECTIVAL.keys()
)


def _prepositional(s: Sentence, i: int) -> Found | None:
    """``according to sources close to the talks``, ``per its annual report``."""
    if s.low[i] == "according":
        after = i + 2
        if after >= s.last or s.low[i + 1] != "to":
            return None
    else:
        after = i + 1
        if (
            (i > s.first and s.tag[i - 1] not in ",-")
            or after >= s.last
            or s.tag[after] not in "DX"
        ):
            return None
    noun = noun_phrase_right(s, after, s.last)
    if noun is None:
        return None
    end = noun[1]
    # the source runs on to the comma: "according to sources close to the talks"
    while end < s.last and s.is_open(end) and s.tag[end] not in ",.;:-AM":
        if s.tag[end] == "C" and end + 1 < s.last and s.tag[end + 1] in "AMV":
            break
        end += 1
    spans = contents.around(s, i, end)
    return Found(
        spans, (i, after), (noun[0], end), "according to", "speech", "according to + source", 0.95
    )


def _verb(s: Sentence, i: int, lemma: str, earlier: list[Found]) -> Found | None:
    classes = VERBS[lemma]
    group = verb_group(s, i)
    particle, phrasal = _phrasal(s, i, lemma)
    if phrasal:
        classes = {"speech": phrasal}
    if not classes or (group.infinitive and _governed(group, i, earlier)):
        return None
    kind = next(iter(classes))
    if group.passive:
        return passives.passive(s, i, lemma, group) if VERBS[lemma] else None
    if lemma in ("ask", "press", "question") and s.tag[i] in "VE":
        question = passives.fronted_question(s, i, lemma)
        if question is not None:
            return question
    frames = "".join(classes.values())
    if (
        "q" in frames
        and lemma != "tell"
        and s.tag[i] in "VE"
        and _content_just_ended(s, group.first - 1)
    ):
        found = _inverted(s, i, lemma, kind, group)
        if found is not None:
            return found
    source, how = subject_of(s, i, group, earlier, kind)
    if not how:
        return None
    cue = (group.first, max(group.last, particle + 1))
    start = source[0] if source is not None and source[1] <= group.first else group.first
    quoting = "q" in frames and not group.infinitive
    confidence = 0.9 if kind in ("speech", "address") else 0.7
    right, pattern = complement(within_scope(s, group, source, i), particle + 1, frames, lemma)
    after_quote = start > s.first and (
        not s.is_open(start - 1)
        or (s.tag[start - 1] == "," and not s.is_open(start - 2))
        or (s.tag[start - 1] == '"' and s.word[start - 2] in (",", "?", "!"))
    )
    if (
        quoting
        and s.tag[i] != "G"
        and start > s.first
        and (right is None or after_quote or _aside(s, start, i))
    ):
        after = after_noun_phrase(s, i + 1, s.last) if "a" in frames else particle + 1
        spans, where = contents.left_of(s, start, after, inverted=False)
        if spans:
            return Found(spans, cue, source, lemma, kind, where, 0.95, group.negated)
    if right is None and start - 1 >= s.first and s.low[start - 1] == "as":
        spans = _as_reported(s, start - 1, i + 1)
        if spans and "t" in frames:
            return Found(spans, cue, source, lemma, kind, "as + source + verb", 0.8)
    if right is None and quoting and _bracketed(s, start, i):
        right, pattern = (i + 2, clause_end(s, i + 2)), "content after a bracketed cue"
    if right is None or right[1] <= right[0]:
        return None
    if s.tag[i] == "G" and not group.finite and group.first - 1 < s.first + 3:
        right = _fronted(s, right)
    if pattern == "verb + preposition + content":
        cue = (group.first, right[0])
    return Found([right], cue, source, lemma, kind, pattern, confidence, group.negated)


def _as_reported(s: Sentence, opening: int, after: int) -> list[Range]:
    """``As the paper reported, it rained``, ``It rained, as the paper reported.``"""
    if opening > s.first and s.tag[opening - 1] not in ",-":
        return []
    end = after
    while end < s.last and s.is_open(end) and s.tag[end] not in ",.;:-":
        end += 1
    if opening == s.first and (end >= s.last or s.tag[end] != ","):
        return []
    return contents.around(s, opening, end)


def _bracketed(s: Sentence, start: int, verb: int) -> bool:
    """``But, he said, it is late``: nothing before the cue, a clause behind its comma."""
    return (
        start - 1 >= s.first
        and s.tag[start - 1] == ","
        and contents.skip_opening(s, s.first) >= start
        and verb + 3 < s.last
        and s.tag[verb + 1] == ","
        and s.is_open(verb + 2)
        and s.tag[verb + 2] not in "GE"
        and has_finite_verb(s, verb + 2, s.last)
    )


def _aside(s: Sentence, start: int, verb: int) -> bool:
    """``In the past, one lawmaker told the paper, rules were lax``: a clause bracketed by commas."""
    if s.tag[start - 1] != "," or s.lemma(verb) != "tell":
        return False
    i = after_noun_phrase(s, verb + 1, s.last)
    return i + 1 < s.last and s.tag[i] == "," and s.tag[i + 1] in "DOXNJ#"


def _governed(group: VerbGroup, verb: int, earlier: list[Found]) -> bool:
    """``refused to say``, ``promised to explain``: the first verb has made the claim already."""
    return any(group.first <= item.cue[1] - 1 < verb for item in earlier[-3:])


def _phrasal(s: Sentence, i: int, lemma: str) -> tuple[int, str]:
    """The verb's particle and the frames they have together: ``pointed out``, ``made it clear``."""
    for j in range(i + 1, min(i + 4, s.last)):
        frames = PHRASAL.get((lemma, s.low[j]))
        if frames is not None:
            return j, frames
        if s.tag[j] not in "OR":
            break
    return i, ""


def _fronted(s: Sentence, content: Range) -> Range:
    """Content of a fronted -ing clause ends at its comma: ``Saying it was late, she left``."""
    for j in range(content[0] + 1, content[1]):
        if s.tag[j] == "," and s.is_open(j) and s.tokens.quote[j] < 0:
            return (content[0], j)
        if s.tag[j] == '"' and s.word[j - 1] == "," and j > content[0] + 1:
            return (content[0], j + 1)
    return content


def _inverted(s: Sentence, i: int, lemma: str, kind: str, group: VerbGroup) -> Found | None:
    """``"...," said Smith, who runs the agency``: content, verb, subject."""
    source = inverted_subject(s, i)
    if source is None:
        return None
    end = source[1]
    if end < s.last and s.is_open(end) and s.tag[end] in "VAMTSJ":
        return None
    quoted = not s.is_open(group.first - 1) or (
        s.tag[group.first - 1] == ","
        and group.first - 2 >= s.first
        and not s.is_open(group.first - 2)
    )
    if not quoted and subject_left(s, group) is not None and s.tag[group.first - 1] == ",":
        left = noun_phrase_left(s, group.first - 1, s.first)
        if left is not None and left[0] <= contents.skip_opening(s, s.first):
            return None
    spans, pattern = contents.left_of(s, group.first, end, inverted=True)
    if not spans:
        return None
    return Found(spans, (group.first, group.last), source, lemma, kind, pattern, 0.95)


def _content_just_ended(s: Sentence, before: int) -> bool:
    if before < s.first:
        return False
    return not s.is_open(before) or s.tag[before] in ',"?!-'
