"""A desk's own corrections as examples to learn from, and how well claims are found in them.

Pure, as all of extraction: whoever reads files hands in their bytes, and whoever has a learner hands
in what it learned. ``claimdesk train`` and ``claimdesk.cli.tagger_model`` do that.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from claimdesk.extraction.pipeline import extract
from claimdesk.extraction.tagger import (
    OFF,
    Blend,
    LabelledSentence,
    Marginals,
    Recorder,
    SecondReader,
    labels_of,
)

THRESHOLDS = (0.99, 0.97, 0.95, 0.9, 0.85, 0.8, 0.7, 0.6)
_WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")


class _Piece(msgspec.Struct):
    start: int
    end: int


class _GoldClaim(msgspec.Struct):
    """A claim of the extract output's form, or of the fixtures' (``content``)."""

    cue: _Piece | None = None
    source: _Piece | None = None
    parent: int | None = None
    spans: list[tuple[int, int]] | None = None
    content: list[_Piece] | None = None
    start: int | None = None
    end: int | None = None

    def pieces(self) -> list[tuple[int, int]]:
        """Where the content stands."""
        if self.spans is not None:
            return self.spans
        if self.content is not None:
            return [(piece.start, piece.end) for piece in self.content]
        if self.start is not None and self.end is not None:
            return [(self.start, self.end)]
        raise ValueError("a claim needs spans, content, or start and end")


class _Correction(msgspec.Struct):
    text: str
    claims: list[_GoldClaim]


class _Gold(msgspec.Struct):
    claims: list[_GoldClaim]


class Mark(msgspec.Struct, frozen=True):
    """One attribution in offsets, whoever made it."""

    spans: tuple[tuple[int, int], ...]
    source: tuple[int, int] | None
    cue: tuple[int, int] | None


class Example(msgspec.Struct, frozen=True):
    """An article and what a checker says is claimed in it."""

    text: str
    marks: tuple[Mark, ...]


Learn = Callable[[Iterable[LabelledSentence]], Marginals]
"""A learner: labelled sentences in, what labels a new sentence out."""


def example_from_line(line: bytes) -> Example:
    """One line of corrections, ``{"text": …, "claims": […]}``; ValueError says what is wrong."""
    row = msgspec.json.decode(line, type=_Correction)
    return _example(row.text, row.claims)


def example_from_gold(text: str, gold: bytes) -> Example:
    """An article with its gold annotations; ValueError says what is wrong."""
    return _example(text, msgspec.json.decode(gold, type=_Gold).claims)


def _example(text: str, claims: list[_GoldClaim]) -> Example:
    marks = []
    for claim in claims:
        if claim.parent is not None or (claim.cue is None and claim.source is None):
            continue
        spans = tuple(claim.pieces())
        source = None if claim.source is None else (claim.source.start, claim.source.end)
        cue = None if claim.cue is None else (claim.cue.start, claim.cue.end)
        for start, end in [*spans, *(part for part in (source, cue) if part is not None)]:
            if not 0 <= start < end <= len(text):
                raise ValueError(f"{start}-{end} lies outside its text")
        marks.append(Mark(spans, source, cue))
    return Example(text, tuple(marks))


def hold_out(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """What to learn from, and a quarter to be judged on: by hash, so that no order matters."""
    ordered = sorted(
        examples, key=lambda e: hashlib.sha256(e.text.encode("utf-8", "surrogatepass")).digest()
    )
    return [e for i, e in enumerate(ordered) if i % 4], ordered[::4]


def training_sentences(examples: Iterable[Example]) -> Iterator[LabelledSentence]:
    """Every sentence of the articles, labelled with what the checkers marked."""
    for example in examples:
        recorder = Recorder()
        extract(example.text, reader=recorder)
        marks = [
            (name, start, end)
            for mark in example.marks
            for name, start, end in (
                *([("source", *mark.source)] if mark.source else []),
                *([("cue", *mark.cue)] if mark.cue else []),
                *(("content", start, end) for start, end in mark.spans),
            )
        ]
        for seen in recorder.seen:
            yield seen.features, labels_of(seen, marks)


def tune(examples: Sequence[Example], learn: Learn) -> float:
    """The confidence that helps most on articles not learned from; OFF where none does."""
    gains = dict.fromkeys(THRESHOLDS, 0.0)
    for fold in range(2):
        aside = examples[fold::2]
        label = learn(training_sentences(e for i, e in enumerate(examples) if i % 2 != fold))
        before = attribution_f1(aside, None)
        for threshold in THRESHOLDS:
            gains[threshold] += attribution_f1(aside, Blend(label, threshold)) - before
    best = max(THRESHOLDS, key=lambda t: (round(gains[t], 6), t))
    return best if gains[best] > 0.000001 else OFF


def attribution_f1(examples: Iterable[Example], reader: SecondReader | None) -> float:
    """F1 of attributions: half the content's words in common, and overlapping sources (or none twice)."""
    hits = wanted = made = 0
    for example in examples:
        words = [match.span() for match in _WORD.finditer(example.text)]
        gold = [(mark, _covered(words, mark)) for mark in example.marks]
        found = [(mark, _covered(words, mark)) for mark in _found_in(example.text, reader)]
        wanted += len(gold)
        made += len(found)
        pairs = sorted(
            (-len(a & b) / len(a | b), g, f)
            for g, (_, a) in enumerate(gold)
            for f, (_, b) in enumerate(found)
            if len(a & b) * 2 >= len(a | b) > 0
        )
        used_gold: set[int] = set()
        used_found: set[int] = set()
        for _, g, f in pairs:
            if g not in used_gold and f not in used_found:
                used_gold.add(g)
                used_found.add(f)
                hits += _same_source(gold[g][0].source, found[f][0].source)
    return 2 * hits / (wanted + made) if wanted + made else 0.0


def _found_in(text: str, reader: SecondReader | None) -> list[Mark]:
    """The outermost attributions that the engine finds."""
    return [
        Mark(
            claim.spans,
            None if claim.source is None else (claim.source.start, claim.source.end),
            None if claim.cue is None else (claim.cue.start, claim.cue.end),
        )
        for claim in extract(text, reader=reader).claims
        if claim.parent is None and (claim.cue is not None or claim.source is not None)
    ]


def _covered(words: list[tuple[int, int]], mark: Mark) -> frozenset[int]:
    return frozenset(
        b for b, e in words if any(b < stop and e > start for start, stop in mark.spans)
    )


def _same_source(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    if one is None or other is None:
        return one is other
    return one[0] < other[1] and one[1] > other[0]
