"""Passive cues: ``was told that``, ``is believed to``, ``it was reported that``, ``was accused of``."""

from __future__ import annotations

from claimdesk.extraction import contents
from claimdesk.extraction.ends import clause_end, noun_end, strip_end
from claimdesk.extraction.found import Found
from claimdesk.extraction.lexicon.reporting import VERBS
from claimdesk.extraction.phrases import VerbGroup, after_noun_phrase, noun_phrase_right
from claimdesk.extraction.sentence import Range, Sentence
from claimdesk.extraction.subjects import subject_left


def passive(s: Sentence, i: int, lemma: str, group: VerbGroup) -> Found | None:
    """The attribution a passive verb makes; its source is the by-phrase, or nobody."""
    tag, low = s.tag, s.low
    classes = VERBS[lemma]
    kind = next(iter(classes))
    frames = "".join(classes.values())
    agent, after = _agent(s, i + 1)
    subject = subject_left(s, group)
    cue = (group.first, group.last)
    while after < s.last and s.is_open(after) and tag[after] in "R":
        after += 1
    following = low[after] if after < s.last and s.is_open(after) else ""
    if "a" in frames and subject is not None and after >= s.last - 1:
        spans, _ = contents.left_of(s, subject[0], after, inverted=False)
        if spans:
            return Found(
                spans,
                cue,
                agent,
                lemma,
                kind,
                "content before a passive",
                0.85,
                hearsay=agent is None,
            )
    dummy = subject is not None and low[subject[0]] == "it" and subject[1] - subject[0] == 1
    if following == "that" and tag[after] == "S" and ("t" in frames or "a" in frames):
        return _made(
            [(after, clause_end(s, after + 1))],
            cue,
            agent,
            lemma,
            kind,
            "passive + that-clause",
            dummy or "a" in frames,
        )
    if following in ("whether", "if", "how", "why", "what") and ("w" in frames):
        return _made(
            [(after, clause_end(s, after))], cue, agent, lemma, kind, "passive + question", True
        )
    if (
        following == "to"
        and tag[after] == "T"
        and subject is not None
        and not dummy
        and ("t" in frames or "o" in frames)
    ):
        spans = [subject, (after, clause_end(s, after))]
        if low[subject[1] - 1] in ("who", "which", "that"):
            spans = spans[1:]
        return _made(spans, cue, agent, lemma, kind, "passive + to-infinitive", True)
    if following in ("of", "for", "about") and "f" in frames and tag[after] == "P":
        end = noun_end(s, after + 1)
        return (
            _made([(after + 1, end)], cue, agent, lemma, kind, "passive + preposition", True)
            if agent
            else None
        )
    if (
        agent is not None
        and subject is not None
        and "n" in frames
        and low[subject[1] - 1] not in ("who", "which", "that")
    ):
        return _made([subject], cue, agent, lemma, kind, "passive with its agent", True)
    return None


def fronted_question(s: Sentence, i: int, lemma: str) -> Found | None:
    """``Asked about the delay, she said ...``, ``when asked whether ...``: a question by nobody named."""
    before = i - 1
    if before >= s.first and s.low[before] not in ("when", "if", ",", "while", "after", "once"):
        return None
    agent, after = _agent(s, i + 1)
    for j in range(after, min(s.last, after + 12)):
        if not s.is_open(j) or s.tag[j] in ",;V":
            return None
        if s.low[j] in ("about", "whether", "if", "why", "how", "what"):
            start = j + 1 if s.low[j] == "about" else j
            end = next(
                (k for k in range(start, s.last) if s.tag[k] == "," and s.is_open(k)), s.last
            )
            if end >= s.last and before >= s.first and s.low[before] == "when" and before > s.first:
                end = strip_end(s, s.last)
            elif end >= s.last or end <= start:
                return None
            return _made(
                [(start, end)], (i, i + 1), agent, lemma, "speech", "fronted question", True
            )
    return None


def _agent(s: Sentence, i: int) -> tuple[Range | None, int]:
    """The by-phrase after a passive verb, and the position behind it."""
    if i < s.last and s.is_open(i) and s.low[i] == "by":
        noun = noun_phrase_right(s, i + 1, min(s.last, after_noun_phrase(s, i + 1, s.last)))
        if noun is not None:
            return noun, noun[1]
    return None, i


def _made(
    spans: list[Range],
    cue: Range,
    agent: Range | None,
    lemma: str,
    kind: str,
    pattern: str,
    sure: bool,
) -> Found | None:
    if any(e <= b for b, e in spans):
        return None
    if len(spans) == 2 and spans[0][1] > spans[1][0]:
        return None
    return Found(
        spans, cue, agent, lemma, kind, pattern, 0.7 if sure else 0.5, hearsay=agent is None
    )
