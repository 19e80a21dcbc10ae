"""Nouns that report: made from verbs of saying, thinking and wanting, with what they take.

Where it comes from: our own knowledge of English; most are the nouns of the verbs in
``reporting.py``. Frames: t a that-clause, i a to-infinitive, then prepositions after slashes.
"""

from __future__ import annotations

from claimdesk.extraction.lexicon import words

_SPEECH = """
t: claim assertion contention statement allegation argument suggestion accusation admission acknowledgement
t: acknowledgment insistence announcement declaration complaint comment remark conclusion observation confession
t: testimony revelation disclosure confirmation explanation assurance rumour rumor theory charge warning denial
t/about/on: claims assertions allegations statements comments remarks accusations complaints charges warnings
/about/on: comment remark statement
/of/about: warning warnings description
ti: promise pledge vow threat offer promises pledges vows threats
ti/for: demand request plea call calls demands requests appeal appeals
t/of: prediction estimate forecast predictions finding findings denial
/to/for: apology
"""

_BELIEF = """
t: belief view opinion conviction hope fear doubt suspicion assumption impression hopes fears beliefs views worry concern
t/about/over: concerns worries
/on/of: views opinion
/for/of: hope hopes
"""

_WANT = """
i: plan desire intention refusal willingness proposal
"""


def _with_verb() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for line in _WITH_VERB.strip().splitlines():
        frames, _, listed = line.partition(":")
        takes = frozenset("that" if f == "t" else f for f in frames.split("/") if f)
        for word in listed.split():
            table[word] = table.get(word, frozenset()) | takes
    return table


def _nouns() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    for kind, section in (("speech", _SPEECH), ("belief", _BELIEF), ("want", _WANT)):
        for line in section.strip().splitlines():
            frames, _, listed = line.partition(":")
            for word in listed.split():
                known = table.get(word)
                table[word] = (known[0] + frames if known else frames, known[1] if known else kind)
    return table


_WITH_VERB = """
t: case argument hint hints opinion impression belief view conviction point feeling suspicion assurance assurances warning
t: guarantee doubt doubts fear fears concern concerns worry worries hope hopes confidence faith claim claims prediction
t/of: prospect possibility
t/about: doubts misgivings reservations qualms questions concerns fears worries skepticism scepticism warnings warning
/about: alarm alarms complaint complaints confidence
/on: doubt
/in: faith confidence pride
/with: issue
/to: objection objections opposition
/over: alarm concerns doubts
"""

LIGHT_VERBS = words(
    """make makes made making have has had having raise raises raised raising express expresses expressed expressing
    voice voices voiced voicing issue issues issued issuing give gives gave giving hold holds held holding harbor
    harbors harbored harboring harbour harbours harboured cast casts casting take takes took taking get gets got
    sound sounds sounded sounding drop drops dropped share shares shared offer offers offered offering advance advances
    advanced lodge lodges lodged press presses pressed"""
)
"""Verbs that say little by themselves: "raised doubts about", "made the case that"."""

NOMINAL: dict[str, tuple[str, str]] = _nouns()
"""Noun -> its frames ("ti/for") and its class (speech, belief, want)."""

LIGHT: dict[str, frozenset[str]] = _with_verb()
"""Noun -> "that" and the prepositions it takes behind one of the ``LIGHT_VERBS``."""
