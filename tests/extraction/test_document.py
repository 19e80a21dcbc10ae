"""Blocks and page furniture: nothing that belongs to the page may become a claim."""

from __future__ import annotations

import pytest

from claimdesk.extraction.document import blocks_of
from claimdesk.extraction.pipeline import extract

ARTICLE = """Harbour to close for repairs

By Anna Harper and John Cole

The harbour will close in May, the port authority said.

Read More: Mayor says ferry prices will double

A crane at the harbour | Photo: Cole
A crane at the harbour | Photo: Cole

What Happens Next: “No Boats, No Fish”

“We will find berths elsewhere,” said Ida Brandt, who owns two trawlers.

Sign up for our newsletter: editors say it is the best

Related stories

Minister said to consider resigning over tunnel

Council says no to new pier

Leave a Reply

Your email address will not be published.
"""


def test_no_claim_touches_furniture() -> None:
    found = extract(ARTICLE)
    assert [c.source.text for c in found.claims if c.source] == [
        "the port authority",
        "Ida Brandt, who owns two trawlers",
    ]
    for claim in found.claims:
        for start, end in claim.spans:
            assert all(end <= s or start >= e for s, e in found.furniture)


def test_title_is_the_first_heading() -> None:
    assert extract(ARTICLE).title == "Harbour to close for repairs"


def test_a_given_title_wins() -> None:
    assert extract(ARTICLE, title="Another").title == "Another"


@pytest.mark.parametrize(
    "line",
    [
        "Read More: Everything the minister said about fish",
        "Also read: Why he said no",
        "RELATED: Harper says she will run",
        "Photo: Anna Harper / Agency",
        "(Photo by Anna Harper/Getty Images)",
        "Leave a Reply",
        "Subscribe to our newsletter",
        "Sign up for breaking news, the editor said",
        "Follow us on Twitter",
        "Share this article",
        "By Anna Harper",
        "Tags: harbour, fish",
        "© 2024 Harper Media. All rights reserved",
        "Advertisement",
        "5 min read",
        "Your email address will not be published. Required fields are marked *",
        "Type your email…",
        "Previous article",
        "12 Comments",
    ],
)
def test_furniture_lines(line: str) -> None:
    text = f"A short headline\n\nThe harbour will close in May because it leaks.\n\n{line}\n\nIt has leaked for years and years.\n"
    kinds = {text[b.start : b.end]: b.kind for b in blocks_of(text)}
    assert kinds[line] in ("furniture", "heading")
    assert extract(text).furniture


@pytest.mark.parametrize(
    "line",
    [
        "More people than ever said they would leave the city, a poll found.",
        "By Monday the water had gone, Harper said.",
        "Listen to the miners, Harper said, and you will hear the same thing.",
        "Share prices fell after the bank said it would cut jobs.",
        "Related costs rose to $3 million, the auditor said.",
    ],
)
def test_prose_that_looks_like_furniture(line: str) -> None:
    text = f"A short headline\n\n{line}\n\nThe rest of the article follows in this paragraph.\n"
    kinds = {text[b.start : b.end]: b.kind for b in blocks_of(text)}
    assert kinds[line] == "prose"


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Harper said the bridge over the river would be closed\nto lorries from the first of May.\n"
    )
    (claim,) = extract(text).claims
    assert (
        claim.text == "the bridge over the river would be closed\nto lorries from the first of May"
    )


def test_crlf_and_direction_marks_keep_their_places() -> None:
    text = "A headline here\r\n\r\n\u200fHarper said the bridge was safe.\r\n\r\nIt is old.\r\n"
    claims = [c for c in extract(text).claims if c.source]
    assert [c.text for c in claims] == ["the bridge was safe"]
    assert all(text[c.start : c.end] == c.text for c in claims)


@pytest.mark.parametrize(
    "dateline",
    ["ORLEMONT, Nov. 3 — ", "NEW CALDER — ", "PORT HALE (Wire) - ", "LOW CAWDEN, Jan. 17, 2026 – "],
)
def test_a_dateline_is_no_part_of_a_claim(dateline: str) -> None:
    text = f"Talks end\n\n{dateline}Talks on the river ended on Sunday, the mediators said.\n"
    claim = next(c for c in extract(text).claims if c.cue)
    assert claim.text == "Talks on the river ended on Sunday"
