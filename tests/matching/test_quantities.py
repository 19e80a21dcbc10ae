"""Numbers as people spell them, money by its names, and text with what nobody sees in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimdesk.matching.facts import read
from claimdesk.matching.terms import fingerprint, seen, terms_of, words_of

TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def said(text: str) -> list[tuple[float, str, str]]:
    """Each number, its unit and its words."""
    reading = read(text)
    return [
        (one.value, one.unit, text[reading.words[one.first].start : reading.words[one.last].end])
        for one in reading.numbers
    ]


def spell(number: int) -> str:
    """As a newspaper writes it out."""
    scales = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
    for scale, name in scales:
        if number >= scale:
            rest = number % scale
            joined = " and " if 0 < rest < 100 else " "
            return f"{spell(number // scale)} {name}{joined}{spell(rest) if rest else ''}".strip()
    if number >= 20:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    return ONES[number]


@given(st.integers(2, 10**12 - 1))
def test_any_number_may_be_spelled_out(number: int) -> None:
    words = spell(number)
    assert said(f"They counted {words} ships") == [(number, "", words)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a hundred and twelve ships", [112]),
        ("two dozen ships, half a dozen boats", [24, 6]),
        ("two and a half million, half a million", [2.5e6, 5e5]),
        ("five million and three million", [5e6, 3e6]),
        ("a hundred and three hundred", [100, 300]),
        ("nineteen hundred ships", [1900]),
        ("2.5 million, 3 hundred", [2.5e6, 300]),
        ("one of them, half of it, no one", []),
        ("two, three and four", [2, 3, 4]),
        ("twenty twenty", [20, 20]),
    ],
)
def test_where_a_number_ends(text: str, values: list[float]) -> None:
    assert [value for value, _, _ in said(text)] == values


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("$5", "dollar"),
        ("US$5 million", "dollar"),
        ("5 U.S. dollars", "dollar:USD"),
        ("5 American dollars", "dollar:USD"),
        ("5 million Swedish crowns", "crown:SEK"),
        ("5 million Danish kroner", "crown:DKK"),
        ("5m kr", "crown"),
        ("NOK 5 million", "crown:NOK"),
        ("5 million INR", "rupee:INR"),
        ("₹5 million", "rupee"),
        ("5 bn Brazilian reals", "real:BRL"),
        ("5 South Korean won", "won:KRW"),
        ("5 pounds sterling", "pound"),
        ("5 seats won", ""),
        ("we won ALL 5 of them", "lek:ALL"),
        ("try 5 times", ""),
        ("5 gold medals", ""),
        ("5 stolen euros", ""),
        ("5 quid", "pound"),
    ],
)
def test_money_is_known_by_any_of_its_names(text: str, unit: str) -> None:
    assert [unit for _, unit, _ in said(text)] == [unit]


@settings(deadline=None)  # the names of money are read once
@given(st.lists(st.tuples(st.sampled_from("The harbour lost 40% of £3m"), st.text(HIDDEN))))
def test_what_nobody_sees_changes_nothing_and_places_hold(parts: list[tuple[str, str]]) -> None:
    shown = "".join(letter for letter, _ in parts)
    text = "".join(letter + hidden for letter, hidden in parts)
    assert seen(text).text == shown
    assert terms_of(text) == terms_of(shown)
    assert fingerprint(text) == fingerprint(shown)
    for word, plain in zip(words_of(text), words_of(shown), strict=True):
        written = text[word.start : word.end]
        assert seen(written).text == shown[plain.start : plain.end]
        assert written[0] not in HIDDEN
        assert written[-1] not in HIDDEN
    assert [one[:2] for one in read(text).numbers] == [one[:2] for one in read(shown).numbers]


def test_words_of_a_script_without_spaces_stay_apart() -> None:
    assert len(words_of("\u1780\u1781\u200b\u1782\u1783")) == 2
    assert len(words_of("har\u200bbour")) == 1
