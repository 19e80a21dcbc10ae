"""An optional second opinion, learned from a desk's own corrections and blended in where it is surer.

Pure, as all of extraction: whoever has loaded a model hands in a :class:`Marginals`; this module
makes features from a sentence and the rules' own answer, and turns labels back into attributions.
Nothing of the kind is shipped. Where the rules found nothing, the tagger may add; where they did,
it may move the edges of a content. It never takes a claim away.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec

from claimdesk.extraction.found import Found
from claimdesk.extraction.sentence import Range, Sentence

Items = list[tuple[Found, int | None]]
Features = list[list[str]]
LabelledSentence = tuple[Features, list[str]]
"""What is learned from: a sentence's features and labels, word by word."""

OFF = 2.0
"""A threshold that no probability reaches: the model then changes nothing."""

LABELS = ("content", "source", "cue")
_LONGEST = 150
"""Longer sentences are left to the rules: learned labels are poor there, and slow."""


class SecondReader(Protocol):
    """Whatever looks at a sentence after the rules did."""

    def improve(self, sentence: Sentence, items: Items) -> Items:
        """The rules' attributions, or better ones."""
        ...


class Marginals(Protocol):
    """A loaded model: for every word its likeliest label, and how probable that is."""

    def __call__(self, features: Features, /) -> Sequence[tuple[str, float]]:
        """Label one sentence."""
        ...


class Seen(msgspec.Struct, frozen=True):
    """One sentence to learn from: features a word, and where each word stands in the text."""

    features: Features
    offsets: list[Range]


class Recorder:
    """Changes nothing and keeps every sentence it is shown, to train on."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []

    def improve(self, sentence: Sentence, items: Items) -> Items:
        """Keep the sentence."""
        tokens = sentence.tokens
        if 0 < sentence.last - sentence.first <= _LONGEST:
            places = [
                (tokens.start[i], tokens.end[i]) for i in range(sentence.first, sentence.last)
            ]
            self.seen.append(Seen(features_of(sentence, items), places))
        return items


class Blend:
    """The rules and a model: the model speaks only where it is at least ``threshold`` sure."""

    def __init__(self, marginals: Marginals, threshold: float) -> None:
        self.marginals = marginals
        self.threshold = threshold

    def improve(self, sentence: Sentence, items: Items) -> Items:
        """Add what the rules overlooked, or move the edges of what they found."""
        length = sentence.last - sentence.first
        if self.threshold > 1 or not 0 < length <= _LONGEST:
            return items
        labelled = self.marginals(features_of(sentence, items))
        pieces = [
            (label, first + sentence.first, last + sentence.first, sure)
            for label, first, last, sure in segments(labelled)
        ]
        contents = [p for p in pieces if p[0] == "content"]
        if len(contents) != 1 or contents[0][3] < self.threshold:
            return items
        _, first, last, sure = contents[0]
        if last - first < 2 or not _whole_quotations(sentence, first, last):
            return items
        if not items:
            return self._added(pieces, (first, last), sure)
        return _moved(items, (first, last), sure)

    def _added(
        self, pieces: list[tuple[str, int, int, float]], content: Range, sure: float
    ) -> Items:
        cue = _nearest(pieces, "cue", content)
        source = _nearest(pieces, "source", content)
        if cue is None or source is None or min(cue[2], source[2]) < self.threshold:
            return []
        found = Found(
            [content],
            (cue[0], cue[1]),
            (source[0], source[1]),
            "",
            "speech",
            "learned from this desk's corrections",
            min(sure, cue[2], source[2]),
        )
        return [(found, None)]


def _moved(items: Items, content: Range, sure: float) -> Items:
    """The only attribution of a sentence with the tagger's edges, if both mean the same words."""
    if len(items) != 1 or len(items[0][0].spans) != 1:
        return items
    found, parent = items[0]
    first, last = found.spans[0]
    shared = min(last, content[1]) - max(first, content[0])
    whole = max(last, content[1]) - min(first, content[0])
    apart = all(
        content[1] <= part[0] or content[0] >= part[1]
        for part in (found.cue, found.source)
        if part is not None and part[1] > part[0]
    )
    if (first, last) == content or shared * 3 < whole or not apart or sure <= found.confidence:
        return items
    better = msgspec.structs.replace(
        found,
        spans=[content],
        pattern=f"{found.pattern}, with edges learned from this desk's corrections",
        confidence=sure,
    )
    return [(better, parent)]


def _whole_quotations(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a content holds each quotation whole or not at all; half a one is never a content."""
    quote = sentence.tokens.quote
    before = quote[first - 1] if first > sentence.first else -1
    after = quote[last] if last < sentence.last else -1
    return (before < 0 or before != quote[first]) and (after < 0 or after != quote[last - 1])


def _nearest(
    pieces: list[tuple[str, int, int, float]], label: str, content: Range
) -> tuple[int, int, float] | None:
    near = [(max(content[0] - e, b - content[1]), b, e, p) for la, b, e, p in pieces if la == label]
    return min(near)[1:] if near else None


def segments(labelled: Sequence[tuple[str, float]]) -> list[tuple[str, int, int, float]]:
    """Runs of one label: label, first word, end, and how sure its least sure word is."""
    out: list[tuple[str, int, int, float]] = []
    for i, (label, sure) in enumerate(labelled):
        kind = label[2:]
        if kind not in LABELS:
            continue
        if label[0] == "I" and out and out[-1][0] == kind and out[-1][2] == i:
            out[-1] = (kind, out[-1][1], i + 1, min(out[-1][3], sure))
        else:
            out.append((kind, i, i + 1, sure))
    return out


def features_of(sentence: Sentence, items: Items) -> Features:
    """What a model sees of each word: itself, its guess, its neighbours, and the rules' answer."""
    first, last = sentence.first, sentence.last
    low, tag, quote = sentence.low, sentence.tag, sentence.tokens.quote
    ruled = ["-"] * (last - first)
    for found, parent in items:
        if parent is not None:
            continue
        marks: list[tuple[Range | None, str]] = [(span, "content") for span in found.spans]
        for part, name in [*marks, (found.source, "source"), (found.cue, "cue")]:
            if part is not None:
                for i in range(max(part[0], first), min(part[1], last)):
                    ruled[i - first] = ("B" if i == part[0] else "I") + name
    out: Features = []
    for i in range(first, last):
        row = ["bias", f"r={ruled[i - first]}", f"q={quote[i] >= 0}", f"l={sentence.lemma(i)}"]
        for step in (-2, -1, 0, 1, 2):
            j = i + step
            if first <= j < last:
                row += [f"t{step}={tag[j]}", f"w{step}={low[j]}"]
                if step:
                    row.append(f"r{step}={ruled[j - first]}")
            else:
                row.append(f"edge{step}")
        out.append(row)
    return out


def labels_of(seen: Seen, marks: Sequence[tuple[str, int, int]]) -> list[str]:
    """The labels of a sentence's words by what a checker marked: (label, start, end) in the text."""
    out: list[str] = []
    previous: tuple[str, int] | None = None
    for start, end in seen.offsets:
        at = next(
            ((name, b) for name, b, e in marks if start < e and end > b),
            None,
        )
        out.append("O" if at is None else ("I-" if at == previous else "B-") + at[0])
        previous = at
    return out
