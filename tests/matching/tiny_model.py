"""A sentence-embedding model of a few words, made here: words of one meaning have one vector."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

MEANINGS = (
    "car vehicle automobile",
    "burned caught fire flames",
    "harbour port",
    "fees charges dues",
    "doubled twofold",
    "seal walrus",
    "bridge crossing",
    "closed shut",
)
"""Each line is a meaning. Any other word means nothing and lies in a direction of its own."""


def make_model(folder: Path, *, meanings: tuple[str, ...] = MEANINGS, pooled: bool = False) -> Path:
    """Write model.onnx and tokenizer.json; `pooled` models give a vector a text, not a token."""
    folder.mkdir(parents=True, exist_ok=True)
    words = {"[PAD]": 0, "[UNK]": 1}
    rows = [0, len(meanings)]
    for meaning, line in enumerate(meanings):
        for word in line.split():
            words[word] = len(rows)
            rows.append(meaning)
    table = np.eye(len(meanings) + 1, dtype=np.float32)[rows]
    table[0], table[1] = 0, table[1] / 10
    _write_tokenizer(folder, words)
    made = [helper.make_node("Gather", ["table", "input_ids"], ["tokens"])]
    if pooled:
        made.append(helper.make_node("ReduceSum", ["tokens", "axis"], ["out"], keepdims=0))
    else:
        made.append(helper.make_node("Identity", ["tokens"], ["out"]))
    shape = ["texts", *([] if pooled else ["tokens"]), table.shape[1]]
    graph = helper.make_graph(
        made,
        "tiny",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"])
            for name in ("input_ids", "attention_mask")
        ],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, shape)],
        [
            numpy_helper.from_array(table, "table"),
            numpy_helper.from_array(np.array([1], dtype=np.int64), "axis"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    onnx.checker.check_model(model)
    onnx.save(model, str(folder / "model.onnx"))
    return folder


def _write_tokenizer(folder: Path, words: dict[str, int]) -> None:
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    # As some files do: every text is as long. claimdesk fills up to the longest of a batch.
    tokenizer.enable_padding(length=64, pad_id=0, pad_token="[PAD]")
    tokenizer.save(str(folder / "tokenizer.json"))
