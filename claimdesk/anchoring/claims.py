"""Carrying an article's claims over to its next text, and knowing them again there. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

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
) -> Carried:
    """A claim where somebody marked it in `text`; cue and source, if not marked, where they stand."""
    alignment = Alignment(old_text, text)
    words = source or _same_words(alignment, text, claim.source)
    mention = None
    if words is not None and claim.source is not None:
        mention, _ = _source(alignment, text, claim.source, (words.start, words.end), None)
    return Carried(
        outcome=Outcome.EDITED,
        spans=tuple(spans),
        cue=cue or _same_words(alignment, text, claim.cue),
        source=mention,
        score=100.0,
    )


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
        likely = twins.found[twin].source if twin is not None else None
        source, same = _source(alignment, text, claim.source, next(places), likely)
        outcome = outcome if same else Outcome.EDITED
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
    own reading, `likely`, takes it for is asked.
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
    same = old.refers_to is None or (
        refers is not None and refers.text.split() == old.refers_to.text.split()
    )
    return source, same


def _same_words(alignment: Alignment, text: str, old: Span | Source | None) -> Span | None:
    at = None if old is None else find_words(alignment, old.start, old.end)
    return None if at is None else _span(text, at)


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
