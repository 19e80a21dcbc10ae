"""Cues, subjects and contents: a sentence for each way of saying who said what."""

from __future__ import annotations

import pytest

from claimdesk.extraction.pipeline import extract
from tests.extraction.reading import attributed, only


@pytest.mark.parametrize(
    ("text", "content", "source", "cue"),
    [
        (
            "Harper said the bridge would close in May.",
            "the bridge would close in May",
            "Harper",
            "said",
        ),
        (
            "Harper said that the bridge would close.",
            "that the bridge would close",
            "Harper",
            "said",
        ),
        (
            "The bridge will close in May, Harper said.",
            "The bridge will close in May",
            "Harper",
            "said",
        ),
        (
            "The bridge will close, said Anna Harper, who runs it.",
            "The bridge will close",
            "Anna Harper, who runs it",
            "said",
        ),
        (
            "Harper told reporters on Friday that the bridge was unsafe.",
            "that the bridge was unsafe",
            "Harper",
            "told",
        ),
        (
            "Harper, a civil engineer, said the bridge was unsafe.",
            "the bridge was unsafe",
            "Harper, a civil engineer",
            "said",
        ),
        (
            "Harper, who built the bridge, says it is safe.",
            "it is safe",
            "Harper, who built the bridge",
            "says",
        ),
        (
            "According to the ministry, prices fell by 3%.",
            "prices fell by 3%",
            "the ministry",
            "According to",
        ),
        (
            "Prices fell by 3%, according to the ministry.",
            "Prices fell by 3%",
            "the ministry",
            "according to",
        ),
        (
            "The mayor denied that the contract was secret.",
            "that the contract was secret",
            "The mayor",
            "denied",
        ),
        ("The union vowed to strike in June.", "to strike in June", "The union", "vowed"),
        (
            "The council urged residents to boil their water.",
            "residents to boil their water",
            "The council",
            "urged",
        ),
        (
            "The minister asked whether the dam would hold.",
            "whether the dam would hold",
            "The minister",
            "asked",
        ),
        (
            "The survey shows that rents have doubled.",
            "that rents have doubled",
            "The survey",
            "shows",
        ),
        (
            "Harper accused the contractor of hiding the cracks.",
            "the contractor of hiding the cracks",
            "Harper",
            "accused",
        ),
        (
            "Critics described the plan as a gift to landlords.",
            "the plan as a gift to landlords",
            "Critics",
            "described",
        ),
        ("Harper called the report a disgrace.", "the report a disgrace", "Harper", "called"),
    ],
)
def test_indirect(text: str, content: str, source: str, cue: str) -> None:
    said = only(text)
    assert said.content == (content,)
    assert said.source == source
    assert said.cue == cue
    assert said.form == "indirect"


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("“The bridge is safe,” Harper said.", ("“The bridge is safe,”",), "Harper"),
        ('"The bridge is safe," said Harper.', ('"The bridge is safe,"',), "Harper"),
        ("Harper said: “The bridge is safe.”", ("“The bridge is safe.”",), "Harper"),
        ("‘The bridge is safe,’ said Harper.", ("‘The bridge is safe,’",), "Harper"),
        ("''The bridge is safe,'' Harper said.", ("''The bridge is safe,''",), "Harper"),
        ("“The bridge,” Harper said, “is safe.”", ("“The bridge,”", "“is safe.”"), "Harper"),
        (
            "“It is safe,” Harper said. “I would drive over it.”",
            ("“It is safe,”", "“I would drive over it.”"),
            "Harper",
        ),
        ("“Is it safe?” Harper asked.", ("“Is it safe?”",), "Harper"),
        ("“It held. We are lucky.” — Anna Harper", ("“It held. We are lucky.”",), "Anna Harper"),
    ],
)
def test_direct(text: str, content: tuple[str, ...], source: str) -> None:
    said = only(text)
    assert said.content == content
    assert said.source == source
    assert said.form == "direct"


def test_mixed_quotation() -> None:
    said = only("Harper said the bridge was “a miracle of rust” and should close.")
    assert said.form == "mixed"
    assert said.content == ("the bridge was “a miracle of rust” and should close",)


def test_indirect_content_around_its_cue() -> None:
    said = only("The bridge, Harper said, will close in May.")
    assert said.content == ("The bridge", "will close in May")


def test_second_verb_of_the_same_subject() -> None:
    first, second = attributed(
        "The firm acknowledged that the valve had failed, but argued that nobody was in danger."
    )
    assert first.content == ("that the valve had failed",)
    assert second.content == ("that nobody was in danger",)
    assert second.source == "The firm"


def test_ing_clause_shares_the_subject() -> None:
    first, second = attributed(
        "Harper rejected the revised Selwick offer, saying it came too late."
    )
    assert first.content == ("the revised Selwick offer",)
    assert second.content == ("it came too late",)
    assert second.source == "Harper"


def test_fronted_clause_ends_at_its_comma() -> None:
    first, second = attributed(
        "While the firm said the valve was new, the union insisted it was decades old."
    )
    assert first.content == ("the valve was new",)
    assert second.content == ("it was decades old",)


def test_nested_attribution_points_to_its_parent() -> None:
    text = "Sources said the minister admitted that the letter was forged."
    outer, inner = extract(text).claims
    assert outer.parent is None
    assert inner.parent == 0
    assert inner.source is not None
    assert inner.source.text == "the minister"
    assert outer.start <= inner.start < inner.end <= outer.end


def test_quotation_announced_before_a_paragraph() -> None:
    text = "The board issued this statement:\n\n“We regret the delay. We will repay every fare.”\n"
    said = only(text)
    assert said.content == ("“We regret the delay. We will repay every fare.”",)
    assert said.source == "The board"


def test_paragraph_announced_by_a_colon() -> None:
    text = "In her ruling, the judge wrote:\n\nThe bridge was never inspected. It had swayed for years.\n\nThe firm left.\n"
    said = only(text)
    assert said.content == ("The bridge was never inspected. It had swayed for years.",)
    assert said.source == "the judge"


def test_quotation_over_two_paragraphs_is_one_claim() -> None:
    text = "“We lost the boat,” Harper said.\n\n“We kept the crew. That is what I tell their mothers.”\n"
    said = only(text)
    assert said.content == (
        "“We lost the boat,”",
        "“We kept the crew. That is what I tell their mothers.”",
    )


def test_unclosed_paragraphs_join_the_quotation_that_follows() -> None:
    text = "“First we heard the wind.\n\n“Then the roof was gone,” Harper said.\n"
    said = only(text)
    assert said.content == ("“First we heard the wind.", "“Then the roof was gone,”")


def test_headline_colon_is_a_cue() -> None:
    text = "Minister: rents will fall next year\n\nThe forecast surprised the city.\n\nMore follows later today.\n"
    said = only(text)
    assert said.source == "Minister"
    assert said.content == ("rents will fall next year",)


def test_hearsay_has_a_cue_and_no_source() -> None:
    said = only("The chairman reportedly left the meeting in tears.")
    assert said.source is None
    assert said.cue == "reportedly"


def test_passive_with_nobody_behind_it() -> None:
    said = only("It was reported that the ship had sunk.")
    assert said.source is None
    assert said.content == ("that the ship had sunk",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n  ",
        "The report is on the table.",
        "The claims office opens at nine.",
        "Harper declined to comment.",
        "Trains run every hour.",
    ],
)
def test_no_attribution(text: str) -> None:
    assert attributed(text) == []


def test_basis_names_cue_pattern_and_confidence() -> None:
    (claim,) = extract("Harper said the bridge would close.").claims
    assert "“said”" in claim.basis
    assert "confidence" in claim.basis


def test_own_voice_sentences_have_neither_cue_nor_source() -> None:
    text = "Unemployment in the county fell to 4.1% in March 2024, the lowest rate since 2007."
    (claim,) = extract(text).claims
    assert claim.cue is None
    assert claim.source is None
    assert claim.checkworthiness >= 0.6
