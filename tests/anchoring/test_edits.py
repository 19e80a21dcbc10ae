"""Five hundred edits of the fixture articles: no claim lands on the wrong words."""

import random
from collections import Counter
from functools import cache
from pathlib import Path

from claimdesk.anchoring.alignment import Alignment
from claimdesk.anchoring.anchors import Outcome, place
from claimdesk.anchoring.blocks import Range
from claimdesk.extraction.model import Claim
from claimdesk.extraction.pipeline import extract
from tests.anchoring.edits import Edited

ARTICLES = sorted((Path(__file__).parents[2] / "fixtures" / "articles").glob("*.txt"))
EDITS = 500
LOST = {Outcome.AMBIGUOUS, Outcome.GONE}


@cache
def _article(path: Path) -> tuple[str, tuple[Claim, ...]]:
    text = path.read_text(encoding="utf-8")
    return text, extract(text).claims


def marks(claim: Claim) -> tuple[list[Range], list[Range]]:
    """The pieces of a claim's content, and its cue and source."""
    beside = [(s.start, s.end) for s in (claim.cue, claim.source) if s is not None]
    return list(claim.spans), beside


class Truth:
    """Where the characters of the old text went."""

    def __init__(self, old: str, edited: Edited) -> None:
        self.old, self.text, self.origin = old, edited.text, edited.origin
        self.place = {at: k for k, at in enumerate(self.origin) if at is not None}

    def kept(self, mark: Range) -> Range | None:
        """Where a mark stands now if every character of it stands there in its order."""
        first = self.place.get(mark[0])
        if first is None:
            return None
        whole = all(self.place.get(at) == first + at - mark[0] for at in range(*mark))
        last = first + mark[1] - mark[0]
        old, new = self.old[slice(*mark)], self.text[first:last]
        same = all(a == b or not a.isalnum() for a, b in zip(old, new, strict=True))
        return (first, last) if whole and same else None

    def right(self, mark: Range, landed: Range) -> bool:
        """Whether a mark landed on its own words: all that is left of them, and nobody else's."""
        if (kept := self.kept(mark)) is not None:
            return landed == kept
        stand = {self.place[at] for at in range(*mark) if at in self.place}
        there = {k for k in range(*landed) if self.origin[k] is not None}
        return all(self.text[k].isspace() for k in stand ^ there)


def test_no_claim_lands_on_the_wrong_words() -> None:
    chance = random.Random(20261124)  # noqa: S311
    outcomes: Counter[tuple[str, Outcome]] = Counter()
    wrong: list[tuple[int, list[str], str, Outcome]] = []
    for number in range(EDITS):
        old, claims = _article(ARTICLES[number % len(ARTICLES)])
        edited = Edited(old, chance)
        names = edited.some()
        truth = Truth(old, edited)
        alignment = Alignment(old, truth.text)
        for claim in claims:
            content, beside = marks(claim)
            placed = place(alignment, content, beside)
            whole = all(truth.kept(mark) for mark in (*content, *beside))
            left = any(at in truth.place for mark in content for at in range(*mark))
            outcomes["kept" if whole else "changed" if left else "cut", placed.outcome] += 1
            if placed.outcome not in LOST:
                pairs = zip((*content, *beside), (*placed.content, *placed.beside), strict=True)
                if not all(truth.right(mark, landed) for mark, landed in pairs):
                    wrong.append((number, names, claim.text, placed.outcome))
    kept = sum(n for (was, _), n in outcomes.items() if was == "kept")
    carried = sum(outcomes["kept", outcome] for outcome in (Outcome.CARRIED, Outcome.MOVED))
    assert wrong == []
    assert carried >= 0.95 * kept
