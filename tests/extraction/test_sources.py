"""Who the source is, whether the reader is told, and what pronouns and short forms refer to."""

from __future__ import annotations

import pytest

from claimdesk.extraction.model import Source
from claimdesk.extraction.pipeline import extract


def source_of(text: str, index: int = -1) -> Source:
    found = [c.source for c in extract(text).claims if c.source is not None]
    return found[index]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Sources", "anonymous"),
        ("Two sources", "anonymous"),
        ("A person familiar with the matter", "anonymous"),
        ("People close to the talks", "anonymous"),
        ("Officials", "official"),
        ("A spokesman for the ministry", "official"),
        ("Port officials", "official"),
        ("Residents", "group"),
        ("Several nurses", "group"),
        ("Critics", "group"),
        ("A former employee", "person"),
        ("Some", "group"),
    ],
)
def test_unnamed(words: str, kind: str) -> None:
    source = source_of(f"{words} said the tank had leaked for years.")
    assert source.text == words
    assert source.unnamed
    assert source.kind == kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Anna Harper", "person"),
        ("Transport Minister Anna Harper", "person"),
        ("A spokeswoman, Anna Harper,", "person"),
        ("The ministry", "organisation"),
        ("The Kremlin", "organisation"),
        ("Harper Foods Inc.", "organisation"),
        ("The University of Brackwater", "organisation"),
        ("Reuters", "organisation"),
        ("The report", "document"),
        ("A new poll", "poll"),
    ],
)
def test_named(words: str, kind: str) -> None:
    source = source_of(f"{words} said the tank had leaked for years.")
    assert not source.unnamed
    assert source.kind == kind


def test_pronoun_refers_to_the_person_named_before() -> None:
    text = "Anna Harper runs the port. She said the crane was safe."
    source = source_of(text)
    assert source.text == "She"
    assert source.refers_to is not None
    assert source.refers_to.text == "Anna Harper"
    assert not source.unnamed


def test_pronoun_agrees_in_gender() -> None:
    text = "Anna Harper met John Cole at the port. He said the crane was safe."
    source = source_of(text)
    assert source.refers_to is not None
    assert source.refers_to.text == "John Cole"


def test_pronoun_for_unnamed_people_is_unnamed() -> None:
    text = "Port officials said the crane was safe. They added that nobody was hurt."
    source = source_of(text)
    assert source.text == "They"
    assert source.unnamed
    assert source.refers_to is not None
    assert source.refers_to.text == "Port officials"


def test_surname_refers_to_the_full_name() -> None:
    text = "Anna Harper said the crane was safe. Harper added that it was new."
    source = source_of(text)
    assert source.refers_to is not None
    assert source.refers_to.text == "Anna Harper"


def test_a_role_points_back_to_the_unnamed_person() -> None:
    text = (
        "A senior diplomat said the talks had failed. The diplomat blamed the bad autumn weather."
    )
    source = source_of(text)
    assert source.unnamed
    assert source.refers_to is not None
    assert source.refers_to.text == "A senior diplomat"


def test_a_role_points_back_to_the_named_person() -> None:
    text = "Sen. Anna Harper opened the session. The senator said the bill was dead."
    source = source_of(text)
    assert not source.unnamed


def test_terms_of_anonymity_and_their_reason() -> None:
    text = (
        "Two employees, who spoke on condition of anonymity because they feared for their jobs, "
        "said the tank had leaked for years."
    )
    source = source_of(text)
    assert source.kind == "anonymous"
    assert source.degree == "anonymous"
    assert source.count == 2
    assert source.condition is not None
    assert source.condition.text == "spoke on condition of anonymity"
    assert source.reason is not None
    assert source.reason.text == "because they feared for their jobs"


def test_terms_of_anonymity_are_no_claim() -> None:
    text = "The driver asked not to be named because he feared for his job."
    assert all("named" not in claim.text for claim in extract(text).claims)


def test_degrees() -> None:
    assert source_of("Sources said the tank leaked.").degree == "anonymous"
    assert source_of("A spokesman said the tank leaked.").degree == "role"
    assert source_of("The ministry said the tank leaked.").degree == "organisation"
    assert source_of("Anna Harper said the tank leaked.").degree == "named"


def test_the_reason_ends_before_the_cue() -> None:
    text = (
        "Two engineers who asked not to be named because they were not allowed to discuss the tank "
        "said, however, that it had leaked."
    )
    (claim,) = extract(text).claims
    assert claim.source is not None
    assert claim.source.reason is not None
    assert claim.source.reason.text == "because they were not allowed to discuss the tank"
