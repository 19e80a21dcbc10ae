"""What must hold for any text at all."""

from __future__ import annotations

import hashlib

from hypothesis import example, given, settings
from hypothesis import strategies as st

from claimdesk.extraction.lexicon.nouns import NOMINAL
from claimdesk.extraction.model import Extraction
from claimdesk.extraction.morphology import REPORTING_LEMMA
from claimdesk.extraction.pipeline import extract
from claimdesk.extraction.render import as_html, as_text

PIECES = st.sampled_from(
    [
        "Harper",
        "Anna Harper",
        "the ministry",
        "sources",
        "officials",
        "she",
        "they",
        "said",
        "told reporters",
        "according to",
        "denied",
        "believes",
        "was told",
        "asked",
        "that",
        "who",
        "and",
        "but",
        "to leave",
        "the plan",
        "is late",
        "will fail",
        "reportedly",
        "on condition of anonymity because",
        "“",
        "”",
        '"',
        "‘",
        "’",
        "''",
        "(",
        ")",
        ",",
        ".",
        "?",
        ":",
        ";",
        "—",
        "...",
        "\n",
        "\n\n",
        "\r\n",
        "\u200f",
        "\ufeff",
        "\0",
        "\ud800",
        "🙂",
        "U.S.",
        "$3.5 million",
        "17-year-old",
        "Read More: ",
        "Photo: X",
        "Leave a Reply",
        "l’État",
        "ministère",
    ]
)
VERBS = st.sampled_from(sorted(REPORTING_LEMMA) + sorted(NOMINAL))
HELPERS = st.sampled_from(
    ["was", "has been", "is", "to", "not", "it", "out", "up", "by", "of", "he's", "being"]
)
PIECES = st.one_of(PIECES, VERBS, HELPERS)
NEWSLIKE = st.lists(PIECES, max_size=80).map(" ".join)
GLUED = st.lists(PIECES, max_size=40).map("".join)
ANYTHING = st.text(st.characters(codec=None), max_size=400)
TEXTS = st.one_of(NEWSLIKE, GLUED, ANYTHING)


def pieces(extraction: Extraction) -> list[tuple[int, int]]:
    return [span for claim in extraction.claims for span in claim.spans]


@given(TEXTS)
@settings(max_examples=300, deadline=None)
@example("")
@example("\ud800 said “")
@example("“" * 50 + "he said")
def test_offsets_reproduce_the_text(text: str) -> None:
    found = extract(text)
    for claim in found.claims:
        assert claim.text == text[claim.start : claim.end]
        assert (claim.start, claim.end) == (claim.spans[0][0], claim.spans[-1][1])
        for span in (claim.cue, claim.source, claim.source and claim.source.refers_to):
            if span is not None:
                assert 0 <= span.start < span.end <= len(text)
                assert span.text == text[span.start : span.end]
        if claim.source is not None:
            for extra in (claim.source.condition, claim.source.reason):
                assert extra is None or extra.text == text[extra.start : extra.end]


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_spans_are_in_order_inside_the_text_and_off_the_furniture(text: str) -> None:
    found = extract(text)
    for claim in found.claims:
        last = 0
        for start, end in claim.spans:
            assert last <= start < end <= len(text)
            last = end
            assert all(end <= s or start >= e for s, e in found.furniture)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_pieces_nest_or_stand_apart(text: str) -> None:
    spans = sorted(pieces(extract(text)), key=lambda span: (span[0], -span[1]))
    open_ends: list[int] = []
    for start, end in spans:
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        assert not open_ends or end <= open_ends[-1]
        open_ends.append(end)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_parents_come_first_and_hold_their_children(text: str) -> None:
    claims = extract(text).claims
    for index, claim in enumerate(claims):
        if claim.parent is not None:
            assert claim.parent < index
            assert any(
                start <= claim.start and claim.end <= end
                for start, end in claims[claim.parent].spans
            )


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_same_text_same_answer(text: str) -> None:
    assert extract(text) == extract(text)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_check_worthiness_is_a_share(text: str) -> None:
    assert all(0.0 <= claim.checkworthiness <= 1.0 for claim in extract(text).claims)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_reports_never_fail(text: str) -> None:
    found = extract(text)
    as_text(found, text, explain=True).encode("utf-8", "replace")
    page = as_html(found, text)
    page.encode("utf-8")
    assert page.count("<span") == page.count("</span>")


@given(ANYTHING)
@settings(max_examples=50, deadline=None)
def test_hash_is_of_the_text(text: str) -> None:
    assert extract(text).sha256 == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
