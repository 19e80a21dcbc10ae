"""Carrying an article's claims over to its next text, and knowing them again there. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

import msgspec

from claimdesk.anchoring.alignment import Alignment
from claimdesk.anchoring.anchors import Outcome, find_words, place
from claimdesk.anchoring.blocks import Range
from claimdesk.extraction.model import Claim, Source, Span

SHARED = 0.5
"""How much of what two claims with one cue say together both must say, to be the same claim."""


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A claim where it stood last: its pieces, its cue and its source's words in that revision."""

    revision: int
    spans: tuple[Range, ...]
    cue: Span | None
    source: Source | None


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """Where a claim stands in the new text; without `spans` it has no place there.

    `twin` is its place among the claims that were found in the new text, if it is one of them.
    """

    outcome: Outcome
    spans: tuple[Range, ...] = ()
    cue: Span | None = None
    source: Source | None = None
    score: float = 0.0
    candidates: tuple[Range, ...] = ()
    twin: int | None = None


def carry(
    old_texts: Mapping[int, str], text: str, marked: Sequence[Marked], found: Sequence[Claim]
) -> list[Carried]:
    """Where each marked claim stands in `text`; `old_texts` are the revisions they stood in."""
    alignments = {number: Alignment(old, text) for number, old in old_texts.items()}
    twins = _Twins(found)
    return [_carry(alignments[claim.revision], text, claim, twins) for claim in marked]


def mark_again(
    old_text: str,
    text: str,
    claim: Marked,
    spans: Sequence[Range],
    cue: Span | None,
    source: Span | None,
    found: Sequence[Claim],
) -> Carried:
    """A claim where somebody marked it in `text`; cue and source, if not marked, where they stand.

    `found` are the claims found in `text`: they say who is meant where the source's words are new.
    """
    alignment, twins = Alignment(old_text, text), _Twins(found)
    cue = cue or _same_words(alignment, text, claim.cue)
    twin = twins.of(cue, tuple(spans))
    words = source or _same_words(alignment, text, claim.source)
    if words is None:
        mention = twins.source_of(twin)
    else:
        at = (words.start, words.end)
        likely = twins.reading(twin, at)
        mention = likely
        if claim.source is not None:
            mention, _ = _source(alignment, text, claim.source, at, likely)
    return Carried(outcome=Outcome.EDITED, spans=tuple(spans), cue=cue, source=mention, score=100.0)


def _carry(alignment: Alignment, text: str, claim: Marked, twins: "_Twins") -> Carried:
    beside = [(mark.start, mark.end) for mark in (claim.cue, claim.source) if mark is not None]
    placed = place(alignment, claim.spans, beside)
    if not placed.content:
        return Carried(outcome=placed.outcome, candidates=placed.candidates)
    places = iter(placed.beside)
    cue = _span(text, next(places)) if claim.cue is not None else None
    outcome, source = placed.outcome, None
    twin = twins.of(cue, placed.content)
    if claim.source is not None:
        at = next(places)
        likely = twins.reading(twin, at)
        source, same = _source(alignment, text, claim.source, at, likely)
        outcome = outcome if same else Outcome.EDITED
    elif claim.cue is not None and cue is not None and not _alike(claim.cue, cue):
        source = twins.source_of(twin)  # what nobody was named for, somebody may be by now
    return Carried(
        outcome=outcome,
        spans=placed.content,
        cue=cue,
        source=source,
        score=placed.score,
        twin=twin,
    )


def _source(
    alignment: Alignment, text: str, old: Source, at: Range, likely: Source | None
) -> tuple[Source, bool]:
    """A source's words in the new text, and whether they still mean who they meant.

    What a pronoun refers to stands elsewhere and may be gone by itself: then whom the new text's
    own reading, `likely`, takes it for is asked. Where they read differently that reading says who is
    meant, and whether it is somebody with a name.
    """
    refers = _same_words(alignment, text, old.refers_to)
    if refers is None and old.refers_to is not None and likely is not None:
        refers = likely.refers_to if (likely.start, likely.end) == at else None
    source = msgspec.structs.replace(
        old,
        start=at[0],
        end=at[1],
        text=text[at[0] : at[1]],
        refers_to=refers,
        condition=_same_words(alignment, text, old.condition),
        reason=_same_words(alignment, text, old.reason),
    )
    same = old.refers_to is None or (refers is not None and _alike(refers, old.refers_to))
    if likely is not None and not (same and _alike(source, old)):
        return likely, same
    return source, same


def _same_words(alignment: Alignment, text: str, old: Span | Source | None) -> Span | None:
    at = None if old is None else find_words(alignment, old.start, old.end)
    return None if at is None else _span(text, at)


def _alike(one: Span | Source, other: Span | Source) -> bool:
    return one.text.split() == other.text.split()


def _span(text: str, at: Range) -> Span:
    return Span(at[0], at[1], text[at[0] : at[1]])


class _Twins:
    """The claims found in a text, by what one knows them again by."""

    def __init__(self, found: Sequence[Claim]) -> None:
        self.found = found
        self._by_spans = {claim.spans: k for k, claim in reversed(list(enumerate(found)))}
        self._by_cue: dict[object, list[int]] = defaultdict(list)
        for k, claim in enumerate(found):
            for key in _keys(claim.cue, claim.spans):
                self._by_cue[key].append(k)

    def of(self, cue: Span | None, spans: tuple[Range, ...]) -> int | None:
        """The found claim with these pieces, or with this cue and mostly the same words."""
        if (exact := self._by_spans.get(spans)) is not None:
            return exact
        near = {k for key in _keys(cue, spans) for k in self._by_cue.get(key, ())}
        shares = {k: _shared(spans, self.found[k].spans) for k in near}
        best = max(sorted(shares), key=lambda k: shares[k], default=None)
        return best if best is not None and shares[best] >= SHARED else None

    def source_of(self, twin: int | None) -> Source | None:
        """The source of a found claim."""
        return None if twin is None else self.found[twin].source

    def reading(self, twin: int | None, at: Range) -> Source | None:
        """Who is found in these words, the twin's source first: a person may mark what nobody finds."""
        own = self.source_of(twin)
        known = [own] if own is not None else []
        near = chain(known, (claim.source for claim in self.found if claim.source is not None))
        return next((s for s in near if s.start < at[1] and at[0] < s.end), None)


def _keys(cue: Span | None, spans: tuple[Range, ...]) -> list[object]:
    """By its cue; a sentence in the article's own voice has none, and is known by where it is."""
    if cue is not None:
        return [(cue.start, cue.end)]
    return [("from", spans[0][0]), ("to", spans[-1][1])]


def _shared(one: Sequence[Range], other: Sequence[Range]) -> float:
    """The part of the characters of both that is in both."""
    both = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)
    either = sum(end - start for start, end in (*one, *other)) - both
    return both / either if either else 0.0
