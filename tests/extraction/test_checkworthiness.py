"""Check-worthiness ranks as a checker did who graded claims from reading them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimdesk.extraction.checkworthiness import checkworthiness

FIXTURES = Path(__file__).parents[2] / "fixtures"
ROWS = [
    json.loads(line)
    for line in (FIXTURES / "checkworthiness.jsonl").read_text(encoding="utf-8").splitlines()
]


def auc(better: list[float], worse: list[float]) -> float:
    """How often one from ``better`` ranks above one from ``worse``; a tie is half."""
    wins = sum((b > w) + 0.5 * (b == w) for b in better for w in worse)
    return wins / (len(better) * len(worse))


def scores(*grades: int) -> list[float]:
    return [checkworthiness(row["text"]) for row in ROWS if row["grade"] in grades]


def test_labels_are_of_the_fixtures() -> None:
    assert len(ROWS) >= 150
    for row in ROWS:
        text = (FIXTURES / "articles" / f"{row['article']}.txt").read_bytes().decode("utf-8")
        piece = text[row["start"] : row["end"]]
        assert piece.startswith(row["text"][:3])
        assert piece.endswith(row["text"][-3:])
        assert row["grade"] in (0, 1, 2)


@pytest.mark.parametrize(
    ("better", "worse", "floor"),
    [((2,), (0,), 0.88), ((2,), (0, 1), 0.82), ((1, 2), (0,), 0.74)],
)
def test_ranks_as_a_checker_did(
    better: tuple[int, ...], worse: tuple[int, ...], floor: float
) -> None:
    assert auc(scores(*better), scores(*worse)) >= floor
