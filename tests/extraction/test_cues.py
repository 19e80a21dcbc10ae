"""Cues of reporting and attitude: verbs with a preposition, verb and noun, adjectives."""

from __future__ import annotations

import pytest

from claimdesk.extraction.pipeline import extract


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Critics charge that the tank leaked.", "that the tank leaked"),
        ("Residents balked at the new plan.", "the new plan"),
        ("Residents bristled at the new plan.", "the new plan"),
        ("Officials fretted that the tank might leak.", "that the tank might leak"),
        ("Lawmakers are divided over the new plan.", "the new plan"),
        ("Critics are skeptical of the new plan.", "the new plan"),
        ("Residents are worried the tank will leak.", "the tank will leak"),
        ("Experts raised concerns about the leaking tank.", "the leaking tank"),
        ("Experts raised the possibility that the tank leaked.", "that the tank leaked"),
        ("Residents made the case that the tank was safe.", "that the tank was safe"),
        ("Officials hold out hope that the tank is safe.", "that the tank is safe"),
        ("Critics took issue with the new plan.", "the new plan"),
        ("Officials played down the leak at the depot.", "the leak at the depot"),
    ],
)
def test_cue_and_content(text: str, content: str) -> None:
    claims = [c for c in extract(text).claims if c.source is not None]
    assert [c.text for c in claims] == [content]
    assert claims[0].source is not None
    assert claims[0].source.unnamed


@pytest.mark.parametrize(
    "text",
    [
        "The owner was charged with theft on Monday.",
        "The depot charged visitors ten dollars on Monday.",
        "The owners recognized the problem.",
        "The owners reprimanded Selwick for its approach.",
        "A petrol can found near the tank was empty.",
        "The plan has issue numbers in red.",
        "The depot made warm meals for the crew on Monday.",
    ],
)
def test_no_cue(text: str) -> None:
    assert [c for c in extract(text).claims if c.source is not None] == []


def test_an_addressee_is_no_content() -> None:
    text = "She told a hastily arranged news conference that the tank had leaked."
    assert [c.text for c in extract(text).claims] == ["that the tank had leaked"]
