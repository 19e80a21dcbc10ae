"""Holds the extractor to the hand-marked fixtures (``fixtures/README.md`` says what the marks mean)."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from claimdesk.extraction.model import Claim, Extraction
from claimdesk.extraction.pipeline import extract

FIXTURES = Path(__file__).parents[2] / "fixtures"
SLUGS = sorted(path.stem for path in (FIXTURES / "gold").glob("*.json"))
TOKEN = re.compile(r"\w+(?:[’'.\-]\w+)*")


@cache
def read(slug: str) -> tuple[str, dict[str, Any], Extraction]:
    text = (FIXTURES / "articles" / f"{slug}.txt").read_bytes().decode("utf-8")
    gold = json.loads((FIXTURES / "gold" / f"{slug}.json").read_bytes())
    return text, gold, extract(text)


def tokens_of(text: str, spans: list[tuple[int, int]]) -> frozenset[int]:
    return frozenset(
        m.start()
        for m in TOKEN.finditer(text)
        if any(m.start() < e and m.end() > s for s, e in spans)
    )


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def pairs(slug: str) -> tuple[list[dict[str, Any]], list[tuple[dict[str, Any], Claim]]]:
    """The gold's outermost claims, and those that the extractor found (half the words in common)."""
    text, gold, found = read(slug)
    wanted = [claim for claim in gold["claims"] if claim["parent"] is None]
    made = [
        (claim, tokens_of(text, list(claim.spans)))
        for claim in found.claims
        if claim.cue is not None or claim.source is not None
    ]
    candidates = []
    for g, claim in enumerate(wanted):
        marked = tokens_of(text, [(p["start"], p["end"]) for p in claim["content"]])
        for p, (_, covered) in enumerate(made):
            share = overlap(marked, covered)
            if share >= 0.5:
                candidates.append((-share, g, p))
    matched: list[tuple[dict[str, Any], Claim]] = []
    used_gold: set[int] = set()
    used_made: set[int] = set()
    for _, g, p in sorted(candidates):
        if g not in used_gold and p not in used_made:
            used_gold.add(g)
            used_made.add(p)
            matched.append((wanted[g], made[p][0]))
    return wanted, matched


@pytest.mark.parametrize("slug", SLUGS)
def test_most_claims_are_found(slug: str) -> None:
    wanted, matched = pairs(slug)
    assert len(matched) >= 0.75 * len(wanted)


def test_nearly_all_claims_are_found() -> None:
    results = [pairs(slug) for slug in SLUGS]
    assert sum(len(m) for _, m in results) >= 0.86 * sum(len(w) for w, _ in results)


def test_little_is_made_up() -> None:
    matched = sum(len(pairs(slug)[1]) for slug in SLUGS)
    made = 0
    for slug in SLUGS:
        _, _, found = read(slug)
        made += sum(
            1
            for c in found.claims
            if c.parent is None and (c.cue is not None or c.source is not None)
        )
    assert matched >= 0.82 * made


def test_sources_are_the_right_ones() -> None:
    right = total = 0
    for slug in SLUGS:
        for gold, claim in pairs(slug)[1]:
            if gold["source"] is None or claim.source is None:
                continue
            total += 1
            right += (
                claim.source.start < gold["source"]["end"]
                and claim.source.end > gold["source"]["start"]
            )
    assert right >= 0.95 * total


def test_unnamed_sources_are_known() -> None:
    hits = wanted = flagged = 0
    for slug in SLUGS:
        for gold, claim in pairs(slug)[1]:
            if gold["source"] is None or claim.source is None:
                continue
            wanted += gold["unnamed"]
            flagged += claim.source.unnamed
            hits += gold["unnamed"] and claim.source.unnamed
    assert hits >= 0.9 * wanted
    assert hits >= 0.9 * flagged


def test_own_voice_sentences_are_offered() -> None:
    offered = wanted = 0
    for slug in SLUGS:
        text, gold, found = read(slug)
        for mark in gold["own_voice"]:
            wanted += 1
            marked = tokens_of(text, [(mark["start"], mark["end"])])
            offered += any(
                overlap(marked, tokens_of(text, list(c.spans))) >= 0.5
                for c in found.claims
                if c.cue is None and c.source is None
            )
    assert wanted
    assert offered >= 0.5 * wanted


@pytest.mark.parametrize("slug", SLUGS)
def test_furniture_and_headings_are_silent(slug: str) -> None:
    _, gold, found = read(slug)
    for mark in [*gold["furniture"], *gold["headings"]]:
        for claim in found.claims:
            assert all(
                end <= mark["start"] or start >= mark["end"] for start, end in claim.spans
            ), mark["text"]
