"""A learned tagger on disk: made by python-crfsuite, held to its sidecar when it is opened.

A model is two files: crfsuite's own binary format, which is data and never code, and a JSON sidecar
with what it was made from and its SHA-256. A file that does not match its sidecar is not opened.
"""

from __future__ import annotations

import hashlib
import struct
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast

import msgspec

from claimdesk import __version__
from claimdesk.extraction.tagger import (
    OFF,
    Blend,
    Features,
    LabelledSentence,
    Marginals,
    SecondReader,
)

FORMAT = "claimdesk-tagger-1"
MAX_MODEL_BYTES = 200_000_000
_MAGIC = b"lCRF"
_HEADER = struct.Struct("<4sI4s9I")
_PARTS = (b"FEAT", b"CQDB", b"CQDB", b"LFRF", b"AFRF")


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


def sidecar_of(model: Path) -> Path:
    """Where a model's JSON lies."""
    return model.with_name(model.name + ".json")


def fit(sentences: Iterable[LabelledSentence]) -> bytes:
    """A crfsuite model of these sentences, as the bytes of its file."""
    trainer = _crfsuite().Trainer(verbose=False)
    for features, labels in sentences:
        trainer.append(features, labels)
    trainer.set_params(
        {"c1": 0.1, "c2": 0.1, "max_iterations": 100, "feature.possible_transitions": True}
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "model")
        trainer.train(str(file))
        return file.read_bytes()


def marginals(data: bytes) -> Marginals:
    """What labels sentences by a model, given the bytes of its file."""
    tagger = _crfsuite().Tagger()
    try:
        tagger.open_inmemory(data)
    except (OSError, ValueError, RuntimeError) as error:
        raise ModelError(f"crfsuite cannot open the model ({error}); train again") from None

    def label(features: Features, /) -> Sequence[tuple[str, float]]:
        labels = cast("list[str]", tagger.tag(features))
        return [(name, float(tagger.marginal(name, i))) for i, name in enumerate(labels)]

    return label


def save_model(
    model: Path,
    data: bytes,
    *,
    threshold: float,
    articles: int,
    claims: int,
    held_out: int,
    before_f1: float,
    after_f1: float,
) -> None:
    """Write a model and its sidecar; raises OSError where that cannot be."""
    sidecar = Sidecar(
        format=FORMAT,
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
        threshold=threshold,
        made_with=f"claimdesk {__version__}",
        articles=articles,
        claims=claims,
        held_out=held_out,
        before_f1=round(before_f1, 4),
        after_f1=round(after_f1, 4),
    )
    model.write_bytes(data)
    sidecar_of(model).write_bytes(msgspec.json.format(msgspec.json.encode(sidecar)) + b"\n")


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
    return Blend(marginals(data), sidecar.threshold)


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
