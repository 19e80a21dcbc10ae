"""Somebody whose full name the article gives is never an unnamed source: the worst error of all."""

from __future__ import annotations

import pytest

from claimdesk.extraction.pipeline import extract

NAMES = [
    "Ruth Carrow", "Marek Dunn", "Peter Walker", "Ann Driver", "Jaime Voss", "Kaitlin Baker", "Oren Mason",
    "Ian Parker-Smith", "Mary Ann Taylor", "John F. Miller", "Sidra Khan", "Luis de la Cruz", "Omar al-Farsi",
    "Robert Friend", "Alma King", "Grace Bishop", "Tim Coach", "Jane Singer", "Carl Nurse", "Michael Ruth Sr.",
]  # fmt: skip

TEMPLATES = [
    "{n} said the tank had leaked.",
    "“The tank leaked,” said {n}, who lives opposite.",
    "{n}, 44, a nurse at Selwick hospital, said the tank had leaked.",
    "{n}, a longtime Friends of Selwick donor who lives opposite, said the tank had leaked.",
    "{n}, a Selwick engineer and an influential Brackwater Republican who said the tank had leaked.",
    "{n}, the Selwick Water and Sewer Protection commissioner, who said the tank had leaked, left.",
    "According to {n}, a driver who lives opposite, the tank had leaked.",
    "Former mayor {n} said the tank had leaked.",
    "Billionaire hedge fund manager {n} said the tank had leaked.",
    "Her lawyer, {n}, said the tank had leaked.",
    "The owner's father, the Rev. {n}, said the tank had leaked.",
    "His wife, longtime depot aide {n}, said the tank had leaked.",
    "The other man, his cousin {n}, said the tank had leaked.",
    "One resident, Brackwater party chairwoman {n}, said the tank had leaked.",
    "One of the owners, {n}, said the tank had leaked.",
    "One of them, {n}, said the tank had leaked.",
    "Republican {n} said the tank had leaked.",
    "Sen. {n} said the tank had leaked.",
    "Tennis great {n} said the tank had leaked.",
    "{n} of Selwick said the tank had leaked.",
    "{n} and others said the tank had leaked.",
    "The plan drew the ire of {n}, who said the tank had leaked.",
    "There were gifts from {n}, a Brackwater developer, who said the tank had leaked.",
    "Speaker of the House Rep. {n} said the tank had leaked.",
    "Engineers like {n} said the tank had leaked.",
    "Critics such as {n} said the tank had leaked.",
    "A 70-year-old engineer named {n} said the tank had leaked.",
    "{n} says tank leaked",
]


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_full_name_is_never_unnamed(template: str) -> None:
    for name in NAMES:
        text = template.format(n=name)
        found = [c.source for c in extract(text).claims if c.source is not None]
        assert found or template.endswith("leaked"), text
        assert not any(source.unnamed for source in found), text
