"""``claimdesk train``: a desk's own corrections become an optional tagger, held to a held-out part.

A model is two files: crfsuite's own binary format, which is data and never code, and a JSON sidecar
with what it was made from and its SHA-256. A file that does not match its sidecar is not opened.
"""

from __future__ import annotations

import hashlib
import re
import struct
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn, cast

import click
import msgspec

from claimdesk import __version__
from claimdesk.extraction.pipeline import extract
from claimdesk.extraction.tagger import (
    OFF,
    Blend,
    Features,
    Recorder,
    SecondReader,
    labels_of,
)

FORMAT = "claimdesk-tagger-1"
MAX_MODEL_BYTES = 200_000_000
THRESHOLDS = (0.99, 0.97, 0.95, 0.9, 0.85, 0.8, 0.7, 0.6)
_MAGIC = b"lCRF"
_HEADER = struct.Struct("<4sI4s9I")
_PARTS = (b"FEAT", b"CQDB", b"CQDB", b"LFRF", b"AFRF")
_WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")
_FEWEST = 4


class ModelError(Exception):
    """A model that cannot be used; its message says why and what to do."""


class Sidecar(msgspec.Struct, forbid_unknown_fields=True):
    """What lies beside a model file: how it was made, and what the file must be."""

    format: str
    sha256: str
    bytes: int
    threshold: float
    made_with: str
    articles: int
    claims: int
    held_out: int
    before_f1: float
    after_f1: float


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


class _Line(msgspec.Struct):
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


def sidecar_of(model: Path) -> Path:
    """Where a model's JSON lies."""
    return model.with_name(model.name + ".json")


def load_model(model: Path) -> SecondReader:
    """Open a model that ``claimdesk train`` wrote; raises :class:`ModelError` for anything else."""
    beside = sidecar_of(model)
    for path in (model, beside):
        if not path.is_file():
            raise ModelError(f"{path}: no such file; a model is two files, FILE and FILE.json")
    try:
        if model.stat().st_size > MAX_MODEL_BYTES or beside.stat().st_size > 100_000:
            raise ModelError(f"{model}: too large to be a model of claimdesk train")
        data, about = model.read_bytes(), beside.read_bytes()
    except OSError as error:
        raise ModelError(f"{model}: cannot be read ({error.strerror})") from None
    try:
        sidecar = msgspec.json.decode(about, type=Sidecar)
    except msgspec.DecodeError as error:
        raise ModelError(f"{beside}: not a model's JSON ({error}); train again") from None
    if sidecar.format != FORMAT:
        raise ModelError(f"{beside}: format {sidecar.format!r} is not {FORMAT}; train again")
    if not 0 < sidecar.threshold <= OFF:
        raise ModelError(f"{beside}: threshold {sidecar.threshold} makes no sense; train again")
    if len(data) != sidecar.bytes or hashlib.sha256(data).hexdigest() != sidecar.sha256:
        raise ModelError(f"{model}: is not the file that {beside.name} describes; train again")
    if not _is_crfsuite(data):
        raise ModelError(f"{model}: not a crfsuite model; train again")
    return Blend(_marginals(data), sidecar.threshold)


def _is_crfsuite(data: bytes) -> bool:
    """Whether header and parts are where crfsuite's reader, which does not look, will take them from."""
    if len(data) < _HEADER.size:
        return False
    magic, size, kind, _, _, _, _, *offsets = _HEADER.unpack_from(data)
    return (
        magic == _MAGIC
        and size == len(data)
        and kind == b"FOMC"
        and all(
            data[offset : offset + 4] == part for offset, part in zip(offsets, _PARTS, strict=True)
        )
    )


def _crfsuite() -> Any:
    try:
        import pycrfsuite  # type: ignore[import-untyped, unused-ignore]
    except ImportError:
        raise ModelError(
            "python-crfsuite is not installed; get it with: pip install 'claimdesk[train]'"
        ) from None
    return pycrfsuite


def _marginals(data: bytes) -> Callable[[Features], Sequence[tuple[str, float]]]:
    tagger = _crfsuite().Tagger()
    try:
        tagger.open_inmemory(data)
    except (OSError, ValueError, RuntimeError) as error:
        raise ModelError(f"crfsuite cannot open the model ({error}); train again") from None

    def label(features: Features) -> list[tuple[str, float]]:
        labels = cast("list[str]", tagger.tag(features))
        return [(name, float(tagger.marginal(name, i))) for i, name in enumerate(labels)]

    return label


def read_examples(path: Path) -> list[Example]:
    """JSON lines of text and claims, or a folder of articles and gold; ValueError says what is wrong."""
    found: list[tuple[str, str, list[_GoldClaim]]] = []
    if path.is_dir():
        for gold in sorted((path / "gold").glob("*.json")):
            article = path / "articles" / f"{gold.stem}.txt"
            if not article.is_file():
                raise ValueError(f"{gold}: its article {article} is not there")
            marked = msgspec.json.decode(gold.read_bytes(), type=_Gold)
            found.append((str(gold), article.read_bytes().decode("utf-8"), marked.claims))
    else:
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            if line.strip():
                try:
                    row = msgspec.json.decode(line, type=_Line)
                except msgspec.DecodeError as error:
                    raise ValueError(f"{path}, line {number}: {error}") from None
                found.append((f"{path}, line {number}", row.text, row.claims))
    return [_example(where, text, claims) for where, text, claims in found]


def _example(where: str, text: str, claims: list[_GoldClaim]) -> Example:
    marks = []
    for claim in claims:
        if claim.parent is not None or (claim.cue is None and claim.source is None):
            continue
        spans = tuple(claim.pieces())
        source = None if claim.source is None else (claim.source.start, claim.source.end)
        cue = None if claim.cue is None else (claim.cue.start, claim.cue.end)
        for start, end in [*spans, *(part for part in (source, cue) if part is not None)]:
            if not 0 <= start < end <= len(text):
                raise ValueError(f"{where}: {start}-{end} lies outside its text")
        marks.append(Mark(spans, source, cue))
    return Example(text, tuple(marks))


def found_in(text: str, reader: SecondReader | None) -> list[Mark]:
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


def score(examples: Iterable[Example], reader: SecondReader | None) -> float:
    """Attribution F1: half the content's words in common, and overlapping sources (or none twice)."""
    hits = wanted = made = 0
    for example in examples:
        words = [match.span() for match in _WORD.finditer(example.text)]
        gold = [(mark, _covered(words, mark)) for mark in example.marks]
        found = [(mark, _covered(words, mark)) for mark in found_in(example.text, reader)]
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


def _covered(words: list[tuple[int, int]], mark: Mark) -> frozenset[int]:
    return frozenset(
        b for b, e in words if any(b < stop and e > start for start, stop in mark.spans)
    )


def _same_source(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    if one is None or other is None:
        return one is other
    return one[0] < other[1] and one[1] > other[0]


def fit(examples: Sequence[Example]) -> bytes:
    """A crfsuite model of what these checkers marked, as the bytes of its file."""
    trainer = _crfsuite().Trainer(verbose=False)
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
            trainer.append(seen.features, labels_of(seen, marks))
    trainer.set_params(
        {"c1": 0.1, "c2": 0.1, "max_iterations": 100, "feature.possible_transitions": True}
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "model")
        trainer.train(str(file))
        return file.read_bytes()


def tune(examples: Sequence[Example]) -> float:
    """The threshold that helps most on articles not trained on; OFF when none does."""
    gains = dict.fromkeys(THRESHOLDS, 0.0)
    for fold in range(2):
        aside = examples[fold::2]
        label = _marginals(fit([e for i, e in enumerate(examples) if i % 2 != fold]))
        before = score(aside, None)
        for threshold in THRESHOLDS:
            gains[threshold] += score(aside, Blend(label, threshold)) - before
    best = max(THRESHOLDS, key=lambda t: (round(gains[t], 6), t))
    return best if gains[best] > 0.000001 else OFF


def split(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """What to learn from, and a quarter to be judged on: by hash, so that no order matters."""
    ordered = sorted(
        examples, key=lambda e: hashlib.sha256(e.text.encode("utf-8", "surrogatepass")).digest()
    )
    return [e for i, e in enumerate(ordered) if i % 4], ordered[::4]


@click.command(name="train")
@click.argument("corrections", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--output",
    "target",
    required=True,
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="The model file to write; FILE.json is written beside it.",
)
def train(corrections: Path, target: Path) -> None:
    """Make this desk's corrections into a model for `claimdesk extract --model`.

    CORRECTIONS is a file of JSON lines, each {"text": ..., "claims": [...]} with claims as `claimdesk
    extract` writes them and checkers mended them, or a folder with articles/ and gold/. A quarter of
    the articles is held out to say what the model does on texts it has not seen; where it would do
    harm, nothing is written.
    """
    try:
        examples = read_examples(corrections)
        if len(examples) < _FEWEST:
            _refuse(f"{len(examples)} articles are too few; {_FEWEST} at least, better hundreds")
        learn, held = split(examples)
        threshold = tune(learn)
        data = fit(learn)
        blend = Blend(_marginals(data), threshold)
    except (ModelError, ValueError) as error:
        _refuse(str(error))
    before, after = score(held, None), score(held, blend)
    click.echo(f"trained on {len(learn)} articles, held out {len(held)}")
    click.echo(f"attribution F1 on the held-out articles: {before:.3f} before, {after:.3f} after")
    if after < before:
        _refuse(
            "the model does harm on the held-out articles, so nothing was written; collect more"
        )
    if threshold > 1:
        click.echo("no confidence was found at which it helps: this model changes nothing yet")
    else:
        click.echo(f"the model speaks where it is at least {threshold:.0%} sure")
    sidecar = Sidecar(
        format=FORMAT,
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
        threshold=threshold,
        made_with=f"claimdesk {__version__}",
        articles=len(learn),
        claims=sum(len(e.marks) for e in learn),
        held_out=len(held),
        before_f1=round(before, 4),
        after_f1=round(after, 4),
    )
    try:
        target.write_bytes(data)
        sidecar_of(target).write_bytes(msgspec.json.format(msgspec.json.encode(sidecar)) + b"\n")
    except OSError as error:
        _refuse(f"{target}: cannot be written ({error.strerror}); check the folder")
    click.echo(f"wrote {target} and {sidecar_of(target).name}")


def _refuse(message: str) -> NoReturn:
    click.echo(f"claimdesk train: {message}", err=True)
    sys.exit(2)
