"""A model of one's own is loaded, tried and run; what cannot be used says what to do."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto, helper, save

from claimdesk.matching.encoder import Encoder, ModelError
from claimdesk.matching.fusion import fused
from claimdesk.matching.terms import plain
from tests.matching.tiny_model import MEANINGS, make_model


def likeness(encoder: Encoder, one: str, other: str) -> float:
    a, b = encoder.encode([one, other])
    return float(np.dot(a, b))


@pytest.mark.parametrize("pooled", [False, True])
def test_texts_of_one_meaning_have_one_vector(tmp_path: Path, pooled: bool) -> None:
    encoder = Encoder(make_model(tmp_path / "tiny", pooled=pooled))
    assert encoder.dimensions == len(MEANINGS) + 1
    assert encoder.name == "tiny"
    assert likeness(encoder, "The car caught flames", "A vehicle burned fire") > 0.95
    assert likeness(encoder, "The car caught flames", "Port dues doubled") < 0.2
    # The others in its batch make no difference to a text.
    alone = encoder.encode(["port dues"])[0]
    beside = encoder.encode(["port dues", "a much longer text of seal and bridge " * 9])[0]
    assert alone == pytest.approx(beside, abs=1e-6)


def test_a_text_of_any_length_is_read_in_bounded_time(tmp_path: Path) -> None:
    encoder = Encoder(make_model(tmp_path))
    long, empty = encoder.encode(["port " * 100_000, ""])
    assert long == pytest.approx(encoder.encode(["port"])[0], abs=1e-6)
    assert np.isfinite(empty).all()


def test_the_first_token_counts_where_the_model_says_so(tmp_path: Path) -> None:
    make_model(tmp_path)
    mean = Encoder(tmp_path)
    (tmp_path / "1_Pooling").mkdir()
    (tmp_path / "1_Pooling/config.json").write_text('{"pooling_mode_cls_token": true}')
    first = Encoder(tmp_path)
    assert likeness(first, "car dues", "vehicle seal") == pytest.approx(1)
    assert likeness(mean, "car dues", "vehicle seal") == pytest.approx(0.5)
    assert first.digest != mean.digest


def test_its_digest_tells_a_model_from_another(tmp_path: Path) -> None:
    one = Encoder(make_model(tmp_path / "one"))
    again = Encoder(make_model(tmp_path / "again"))
    other = Encoder(make_model(tmp_path / "other", meanings=("seal harbour",)))
    assert one.digest == again.digest != other.digest


def test_onnx_may_lie_in_a_folder_of_its_own(tmp_path: Path) -> None:
    make_model(tmp_path)
    (tmp_path / "onnx").mkdir()
    (tmp_path / "model.onnx").rename(tmp_path / "onnx/model.onnx")
    assert Encoder(tmp_path).dimensions == len(MEANINGS) + 1


def spoiled(folder: Path, name: str) -> None:
    if name == "inputs":
        value = helper.make_tensor_value_info
        graph = helper.make_graph(
            [helper.make_node("Identity", ["pixels"], ["out"])],
            "picture",
            [value("pixels", TensorProto.FLOAT, [1])],
            [value("out", TensorProto.FLOAT, [1])],
        )
        opset = [helper.make_opsetid("", 18)]
        save(
            helper.make_model(graph, opset_imports=opset, ir_version=10), str(folder / "model.onnx")
        )
    elif name == "pooling":
        (folder / "1_Pooling").mkdir()
        (folder / "1_Pooling/config.json").write_text("{")
    elif name.endswith(" missing"):
        (folder / name.removesuffix(" missing")).unlink()
    else:
        (folder / name).write_bytes(b"no such thing")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("model.onnx missing", "has no model.onnx"),
        ("tokenizer.json missing", "has no tokenizer.json"),
        ("model.onnx", "cannot be loaded"),
        ("tokenizer.json", "cannot be loaded"),
        ("inputs", "asks for pixels"),
        ("pooling", "is no JSON"),
    ],
)
def test_what_is_no_model_says_what_is_wanted(tmp_path: Path, wrong: str, said: str) -> None:
    spoiled(make_model(tmp_path), wrong)
    with pytest.raises(ModelError) as caught:
        Encoder(tmp_path)
    assert said in str(caught.value)
    assert "CLAIMDESK_SEMANTIC_MODEL" in str(caught.value)


def test_without_the_extra_it_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_model(tmp_path)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)  # as where it is not installed
    with pytest.raises(ModelError, match=r"claimdesk\[semantic\]"):
        Encoder(tmp_path)


def test_nothing_that_fetches_is_loaded(tmp_path: Path) -> None:
    """The tokenizer's package asks for one that downloads models; claimdesk never imports it."""
    code = (
        "import sys, pathlib; from claimdesk.matching.encoder import Encoder; "
        "Encoder(pathlib.Path(sys.argv[1])).encode(['car']); "
        "print([name for name in sys.modules if 'huggingface' in name or name == 'requests'])"
    )
    folder = str(make_model(tmp_path))
    ran = subprocess.run(  # noqa: S603  (our own words)
        [sys.executable, "-c", code, folder], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"


def test_links_and_marks_of_posts_are_no_part_of_what_is_said() -> None:
    said = "Walrus! https://t.co/x1 @PortOfEsk says #HarbourFees are up pic.twitter.com/abc"
    assert plain(said) == "Walrus! PortOfEsk says HarbourFees are up"


def test_meaning_moves_what_words_found() -> None:
    assert fused(0.8, None) == pytest.approx(0.8)
    assert fused(1.4, None) == 1
    assert fused(1, 1) == pytest.approx(1)
    assert fused(0.3, 0.9) > fused(0.5, 0.2)
    assert fused(0.9, 0.4) > fused(0.2, 0.9)
    assert fused(0.5, -0.7) == fused(0.5, 0)
