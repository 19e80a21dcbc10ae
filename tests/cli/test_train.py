"""``claimdesk train``: what it says, what it writes, and what it refuses to open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimdesk.cli import extract as extract_module
from claimdesk.cli.extract import extract
from claimdesk.cli.tagger_model import load_model
from claimdesk.cli.train import read_examples, train
from claimdesk.extraction.model import Claim
from claimdesk.extraction.pipeline import extract as run
from claimdesk.extraction.tagger import OFF, Blend, Features
from claimdesk.extraction.training import Example, Mark, attribution_f1

FIXTURES = Path(__file__).parents[2] / "fixtures"
UNKNOWN_CUE = "The mayor warbled that the bridge across the river would close in May."


@pytest.fixture(autouse=True)
def no_model_kept_open() -> None:
    extract_module._reader.cache_clear()


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    target = tmp_path_factory.mktemp("model") / "desk.crf"
    result = CliRunner().invoke(train, [str(FIXTURES), "--output", str(target)])
    assert result.exit_code == 0, result.output
    return target, result.stdout


def use(model: Path, article: Path) -> Result:
    return CliRunner().invoke(extract, ["--format", "jsonl", "--model", str(model), str(article)])


def copied(model: Path, folder: Path) -> Path:
    target = folder / "copy.crf"
    target.write_bytes(model.read_bytes())
    Path(f"{target}.json").write_bytes(Path(f"{model}.json").read_bytes())
    return target


def test_says_before_and_after_and_does_no_harm(trained: tuple[Path, str]) -> None:
    model, said = trained
    about = json.loads(Path(f"{model}.json").read_bytes())
    assert "before" in said
    assert "after" in said
    assert about["after_f1"] >= about["before_f1"]
    assert model.read_bytes().startswith(b"lCRF")


def test_a_model_is_used(trained: tuple[Path, str]) -> None:
    article = FIXTURES / "articles" / "tower-damp-report.txt"
    result = use(trained[0], article)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["claims"]


def test_articles_as_json_lines(tmp_path: Path) -> None:
    text = "The roof leaked, Anna Harper said."
    file = tmp_path / "corrections.jsonl"
    found = run(text)
    assert found.claims
    claims = [
        {
            "spans": claim.spans,
            "cue": None if claim.cue is None else {"start": claim.cue.start, "end": claim.cue.end},
            "source": None
            if claim.source is None
            else {"start": claim.source.start, "end": claim.source.end},
            "parent": claim.parent,
        }
        for claim in found.claims
    ]
    file.write_text(json.dumps({"text": text, "claims": claims}) + "\n", encoding="utf-8")
    examples = read_examples(file)
    assert attribution_f1(examples, None) == 1.0
    result = CliRunner().invoke(train, [str(file), "--output", str(tmp_path / "m")])
    assert result.exit_code == 2
    assert "too few" in result.stderr


@pytest.mark.parametrize(
    "line",
    [
        "{",
        '{"text": 3}',
        '{"text": "a", "claims": [{"spans": [[0, 9]], "cue": {"start": 0, "end": 1}}]}',
    ],
)
def test_bad_corrections_are_one_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "corrections.jsonl"
    file.write_text(line + "\n", encoding="utf-8")
    result = CliRunner().invoke(train, [str(file), "--output", str(tmp_path / "m")])
    assert result.exit_code == 2
    assert "line 1" in result.stderr
    assert not (tmp_path / "m").exists()


def test_another_source_is_no_hit() -> None:
    text = "The roof leaked, Anna Harper said."
    claim = run(text).claims[0]
    wrong = Example(text, (Mark(claim.spans, (0, 3), None),))
    assert attribution_f1([wrong], None) == 0.0


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "pickle", "gone", "sidecar", "format"])
def test_a_damaged_model_is_refused(trained: tuple[Path, str], tmp_path: Path, damage: str) -> None:
    model = copied(trained[0], tmp_path)
    beside = Path(f"{model}.json")
    data = model.read_bytes()
    if damage == "flip":
        model.write_bytes(data[:500] + bytes([data[500] ^ 1]) + data[501:])
    elif damage == "cut":
        model.write_bytes(data[: len(data) // 2])
    elif damage == "empty":
        model.write_bytes(b"")
    elif damage == "pickle":
        model.write_bytes(b"cos\nsystem\n(S'false'\ntR.")
    elif damage == "gone":
        beside.unlink()
    elif damage == "sidecar":
        beside.write_bytes(b"[]")
    else:
        beside.write_bytes(beside.read_bytes().replace(b"claimdesk-tagger-1", b"something-else"))
    result = use(model, FIXTURES / "articles" / "tower-damp-report.txt")
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert "copy.crf" in line


def test_a_matching_sidecar_does_not_make_a_model(
    trained: tuple[Path, str], tmp_path: Path
) -> None:
    import hashlib

    model = copied(trained[0], tmp_path)
    data = b"cos\nsystem\n(S'false'\ntR."
    model.write_bytes(data)
    beside = Path(f"{model}.json")
    about = json.loads(beside.read_bytes())
    about |= {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    beside.write_text(json.dumps(about), encoding="utf-8")
    result = use(model, FIXTURES / "articles" / "tower-damp-report.txt")
    assert result.exit_code == 2
    assert "not a crfsuite model" in result.stderr


def test_a_sound_model_opens(trained: tuple[Path, str]) -> None:
    assert isinstance(load_model(trained[0]), Blend)


def teacher(features: Features) -> list[tuple[str, float]]:
    """Labels of UNKNOWN_CUE, surely."""
    names = [
        "B-source",
        "I-source",
        "B-cue",
        "B-content",
        *["I-content"] * (len(features) - 5),
        "O",
    ]
    return [(name, 0.96) for name in names]


def attributed(text: str, blend: Blend | None) -> list[Claim]:
    return [claim for claim in run(text, reader=blend).claims if claim.source is not None]


def test_the_blend_adds_what_the_rules_overlooked_where_it_is_sure() -> None:
    assert attributed(UNKNOWN_CUE, None) == []
    (claim,) = attributed(UNKNOWN_CUE, Blend(teacher, 0.9))
    assert claim.text == "that the bridge across the river would close in May"
    assert claim.source is not None
    assert claim.source.text == "The mayor"
    assert "corrections" in claim.basis


@pytest.mark.parametrize("threshold", [0.97, OFF])
def test_the_blend_is_silent_where_it_is_not(threshold: float) -> None:
    assert run(UNKNOWN_CUE, reader=Blend(teacher, threshold)) == run(UNKNOWN_CUE)
