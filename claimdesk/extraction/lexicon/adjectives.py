"""Adjectives of belief, feeling and will that take content: "is convinced that", "are worried about".

Where it comes from: our own knowledge of English. Frames as in ``nouns.py``: t a that-clause, i a
to-infinitive, then prepositions after slashes.
"""

from __future__ import annotations

_ADJECTIVES = """
t/about/over: worried concerned anxious nervous uneasy
t/of: afraid fearful convinced certain sure aware confident proud unaware mindful wary suspicious weary
t/of/about: skeptical sceptical doubtful
t/about: optimistic pessimistic hopeful angry furious upset frustrated excited enthusiastic
t/about/in: adamant insistent interested
t/with/by/at: disappointed pleased satisfied surprised shocked stunned alarmed outraged dismayed appalled delighted thrilled impressed
ti: glad happy sorry
i: eager ready willing unwilling reluctant determined keen prepared inclined desperate
/of: critical supportive dismissive contemptuous fond tired scornful
/to: opposed committed
/on/over/about: divided split torn
"""


def _adjectives() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _ADJECTIVES.strip().splitlines():
        frames, _, listed = line.partition(":")
        for word in listed.split():
            table[word] = frames
    return table


ADJECTIVAL: dict[str, str] = _adjectives()
"""Adjective -> its frames."""
