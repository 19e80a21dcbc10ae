"""A sentence-embedding model of the user's own, run here by ONNX Runtime. Nothing is ever fetched.

What runs it comes with `claimdesk[semantic]` and is imported only once a model is named.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODELS = ("model.onnx", "onnx/model.onnx")
TOKENIZER = "tokenizer.json"
POOLING = "1_Pooling/config.json"
MOST_TOKENS = 256
"""What is read of a longer text. Claims have some thirty."""
MOST_DIMENSIONS = 4000
"""More are in no index of pgvector's for half-precision vectors."""
AT_ONCE = 32
_FED = frozenset({"input_ids", "attention_mask", "token_type_ids"})


class ModelError(Exception):
    """The model that was named cannot be used; the message says why and what to do."""


class Encoder:
    """A loaded model: `digest` tells it from any other, `dimensions` is how long its vectors are."""

    def __init__(self, folder: Path) -> None:
        """Load and try the model of a folder. Raises ModelError."""
        runtime, tokenizers = _libraries()
        model = next((folder / name for name in MODELS if (folder / name).is_file()), None)
        words = folder / TOKENIZER
        if model is None or not words.is_file():
            missing = " or ".join(MODELS) if model is None else TOKENIZER
            raise ModelError(f"{folder} has no {missing}. {_WANTED}")
        self.name = folder.name
        self._by_first_token, pooling = _pooling(folder / POOLING)
        self.digest = _digest(model.read_bytes(), words.read_bytes(), pooling)
        try:
            self._tokenizer = tokenizers.Tokenizer.from_file(str(words))
            options = runtime.SessionOptions()
            options.log_severity_level = 3
            # Threads that wait for the next question by spinning would take a core for themselves.
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")
            self._session = runtime.InferenceSession(
                str(model), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise ModelError(
                f"The model in {folder} cannot be loaded: {error}. {_WANTED}"
            ) from error
        self._tokenizer.enable_truncation(MOST_TOKENS)
        self._tokenizer.enable_padding(**_padding(self._tokenizer))
        self._inputs = [each.name for each in self._session.get_inputs()]
        if not {"input_ids"} <= set(self._inputs) <= _FED:
            raise ModelError(
                f"The model in {folder} asks for {', '.join(self._inputs)}; claimdesk has "
                f"{', '.join(sorted(_FED))}. {_WANTED}"
            )
        self.dimensions = self._tried(folder)

    def encode(self, texts: Sequence[str]) -> list[list[float]]:
        """The vector of each text, of length 1. Takes long: not for the event loop."""
        vectors: list[list[float]] = []
        for start in range(0, len(texts), AT_ONCE):
            vectors.extend(self._encoded(list(texts[start : start + AT_ONCE])).tolist())
        return vectors

    def _encoded(self, texts: list[str]) -> "NDArray[np.float32]":
        import numpy as np

        encodings = self._tokenizer.encode_batch(texts)
        fed = {
            "input_ids": np.array([each.ids for each in encodings], dtype=np.int64),
            "attention_mask": np.array([each.attention_mask for each in encodings], dtype=np.int64),
            "token_type_ids": np.array([each.type_ids for each in encodings], dtype=np.int64),
        }
        given = self._session.run(None, {name: fed[name] for name in self._inputs})
        # Some models have pooled already, and say so by the shape.
        pooled = next((each for each in given if each.ndim == 2), None)
        if pooled is None:
            pooled = self._pooled(given[0], fed["attention_mask"])
        lengths = np.linalg.norm(pooled, axis=1, keepdims=True)
        unit: NDArray[np.float32] = (pooled / np.maximum(lengths, 1e-12)).astype(np.float32)
        return unit

    def _pooled(
        self, tokens: "NDArray[np.float32]", mask: "NDArray[np.int64]"
    ) -> "NDArray[np.float32]":
        if self._by_first_token:
            return tokens[:, 0]
        weights = mask[:, :, None].astype(tokens.dtype)
        mean: NDArray[np.float32] = (tokens * weights).sum(axis=1) / weights.sum(axis=1).clip(min=1)
        return mean

    def _tried(self, folder: Path) -> int:
        try:
            vector = self.encode(["Harbour fees will double from March."])[0]
        except Exception as error:
            raise ModelError(f"The model in {folder} cannot be run: {error}. {_WANTED}") from error
        if not 0.99 < sum(value * value for value in vector) < 1.01:
            raise ModelError(f"The model in {folder} gives no vector for a sentence. {_WANTED}")
        if len(vector) > MOST_DIMENSIONS:
            raise ModelError(
                f"The vectors of the model in {folder} have {len(vector):,} numbers; "
                f"{MOST_DIMENSIONS:,} can be searched. Name a smaller model."
            )
        return len(vector)


_WANTED = (
    "CLAIMDESK_SEMANTIC_MODEL names the folder of a sentence-embedding model: model.onnx with its "
    "tokenizer.json beside it. Name another, or unset it to match by words alone."
)


def _libraries() -> tuple[Any, Any]:
    try:
        import onnxruntime
        import tokenizers
    except ImportError as error:
        raise ModelError(
            "CLAIMDESK_SEMANTIC_MODEL is set, but what runs a model is not installed. "
            "pip install 'claimdesk[semantic]', or unset it to match by words alone."
        ) from error
    return onnxruntime, tokenizers


def _pooling(path: Path) -> tuple[bool, bytes]:
    """Whether a text's vector is that of its first token; else the mean of all."""
    if not path.is_file():
        return False, b""
    content = path.read_bytes()
    try:
        known = msgspec.json.decode(content, type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise ModelError(f"{path} is no JSON: {error}. {_WANTED}") from error
    return bool(known.get("pooling_mode_cls_token")), content


def _padding(tokenizer: Any) -> dict[str, Any]:
    """How short texts are filled up to the longest beside them, whatever the file says of lengths."""
    known = tokenizer.padding or {}
    return {name: known[name] for name in ("pad_id", "pad_type_id", "pad_token") if name in known}


def _digest(*contents: bytes) -> str:
    whole = hashlib.sha256()
    for content in contents:
        whole.update(hashlib.sha256(content).digest())
    return whole.hexdigest()
