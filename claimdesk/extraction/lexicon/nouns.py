"""Nouns that report: made from verbs of saying, thinking and wanting, with what they take.

Where it comes from: our own knowledge of English; most are the nouns of the verbs in
``reporting.py``. Frames: t a that-clause, i a to-infinitive, then prepositions after slashes.
"""

from __future__ import annotations

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


def _nouns() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    for kind, section in (("speech", _SPEECH), ("belief", _BELIEF), ("want", _WANT)):
        for line in section.strip().splitlines():
            frames, _, listed = line.partition(":")
            for word in listed.split():
                known = table.get(word)
                table[word] = (known[0] + frames if known else frames, known[1] if known else kind)
    return table


NOMINAL: dict[str, tuple[str, str]] = _nouns()
"""Noun -> its frames ("ti/for") and its class (speech, belief, want)."""
