"""Nameless words that point at somebody whom the reader knows, and those that keep a name back."""

from __future__ import annotations

import pytest

from claimdesk.extraction.model import Source
from claimdesk.extraction.pipeline import extract


def sources(text: str) -> list[Source]:
    return [c.source for c in extract(text).claims if c.source is not None]


@pytest.mark.parametrize(
    "text",
    [
        "Ruth Carrow opened the depot in Selwick. The Brackwater senator said the tank had leaked.",
        "Ruth Carrow opened the depot. The retired surgeon said the tank had leaked for years.",
        "The three candidates said the tank had leaked for years.",
        "Ruth Carrow, a nurse who lives opposite said the tank had leaked for years.",
        "Ruth Carrow, 63, a nurse who lives opposite said the tank had leaked for years.",
        "The Department of Justice said the tank had leaked for years.",
        "The two owners, Ruth Carrow and Peter Mills, said the tank had leaked for years.",
        "One of her ads said the tank had leaked for years.",
        "A county magistrate said the tank had leaked for years. Ruth Carrow heard the case.",
        "On Tuesday King said the tank had leaked for years.",
        "Guardian said the tank had leaked for years.",
        "Several newspapers said the tank had leaked for years.",
        "Different media sources said the tank had leaked for years.",
        "Ruth Carrow sold the depot. His wife Ann Carrow left. His wife said the tank had leaked.",
        "Justice vows to be careful\n\nRuth Carrow is sorry. The county justice said the tank had leaked.",
    ],
)
def test_who_is_named_elsewhere_is_named(text: str) -> None:
    assert not sources(text)[-1].unnamed


@pytest.mark.parametrize(
    "text",
    [
        "The ministry's spokesman said the tank had leaked for years.",
        "Everyone said the tank had leaked for years.",
        "Those who live opposite said the tank had leaked for years.",
        "Politicians said the tank had leaked for years.",
        "Large majorities of voters said the tank had leaked for years.",
        "A lot of people said the tank had leaked for years.",
        "The crowd said the tank had leaked for years.",
        "Four in 10 said the tank had leaked for years.",
        "Many who live opposite said the tank had leaked for years.",
        "The plan drew the ire of drivers who said the tank had leaked for years.",
        "Fishermen said the tank had leaked for years.",
        "Local undergraduates said the tank had leaked for years.",
        "Court clerks said the tank had leaked for years.",
        "Her boss said the tank had leaked for years.",
        "That is the consensus of experts in harbor law, who said the tank had leaked for years.",
        "The vote was a rebuke from undeclared figures who said the tank had leaked for years.",
        "When the crew met Ruth Carrow, a driver said the tank had leaked for years.",
        "Another Brackwater Republican said the tank had leaked for years.",
        "A driver said the road was shut. Two hours later, the driver said the tank had leaked.",
    ],
)
def test_people_whose_name_is_kept_back(text: str) -> None:
    assert sources(text)[-1].unnamed


def test_a_headline_names_in_the_article_below() -> None:
    text = (
        "Mayor says tank had leaked for years\n\nMayor Ruth Carrow said on Monday that the tank at "
        "the depot had leaked for years. She said it would be emptied within a week."
    )
    assert not any(source.unnamed for source in sources(text))


def test_a_judge_of_the_opening_is_the_one_named_below() -> None:
    text = (
        "A county judge said the depot must close. Judge Ruth Carrow gave the owners a week. "
        "The judge said the tank had leaked for years."
    )
    assert not any(source.unnamed for source in sources(text))


def test_he_is_not_somebody_who_only_passed_by() -> None:
    text = (
        "Peter Mills runs the depot in Selwick. A reporter asked whether the tank was safe. "
        "He said that it had never leaked."
    )
    assert not sources(text)[-1].unnamed


def test_he_is_the_nameless_speaker_who_goes_on() -> None:
    text = "One driver said the road was shut. He said the tank had leaked for years."
    assert sources(text)[-1].unnamed


def test_they_are_two_people_called_by_name() -> None:
    text = "Ruth Carrow and Peter Mills run the depot in Selwick. They said the tank had leaked for years."
    assert not sources(text)[-1].unnamed


def test_they_are_no_country() -> None:
    text = (
        "As prices rose, port officials took samples in Norway and spoke with buyers. "
        "They said the tank had leaked for years."
    )
    assert sources(text)[-1].unnamed


def test_one_of_the_anonymous_is_anonymous() -> None:
    text = (
        "Two officials, who spoke on condition of anonymity, said the tank had leaked for years. "
        "One of them said the owners had known. The official said it would burst."
    )
    assert [source.kind for source in sources(text)] == ["anonymous"] * 3


def test_people_like_somebody_named_are_named_and_which_is_nobody() -> None:
    assert not sources("Engineers like Ruth Carrow said the tank had leaked.")[-1].unnamed
    assert not sources("Citizens for Selwick, which said the tank had leaked, left.")[-1].unnamed


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg, a nurse, said the ward was full. The minister said no money was left.",
        "Tom Hale, the union leader, said he would strike. The mayor said the city would pay.",
    ],
)
def test_a_role_is_not_given_to_whoever_was_named_last(text: str) -> None:
    assert sources(text)[-1].refers_to is None


def test_a_role_is_that_of_whom_the_article_has_called_so() -> None:
    text = "Sen. Ruth Carrow said the tank had leaked. The senator said it was late."
    pointed = sources(text)[-1].refers_to
    assert pointed is not None
    assert "Ruth Carrow" in pointed.text


@pytest.mark.parametrize(
    "verb", ["rose by 2 metres", "fell by 12 percent last month", "grew by half"]
)
def test_how_far_something_rose_is_no_agent(verb: str) -> None:
    (claim,) = extract(f"The river {verb}, the office said.").claims
    assert claim.text == f"The river {verb}"
    assert claim.source is not None
