"""Numbers with what they count in, and dates, as a text says them. Pure.

"40 percent" is "40%", "1,200,000" is "1.2 million", "twelve" is "12", "March 1" is "1 March".
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claimdesk.extraction.lexicon import words
from claimdesk.matching import currencies
from claimdesk.matching.spelling import spelled
from claimdesk.matching.terms import NUMBERS, Word

NUMBER_WORDS = {word: float(value) for word, value in NUMBERS.items()} | {
    "zero": 0.0,
    "one": 1.0,
    "dozen": 12.0,
    "half": 0.5,
    "quarter": 0.25,
    "once": 1.0,
    "twice": 2.0,
}
_TIMES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6,
    "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
_UNITS = {
    unit: name
    for name, units in {
        "%": "percent percentage pct",
        "km": "km kilometre kilometres kilometer kilometers",
        "mile": "mile miles",
        "m": "metre metres meter meters",
        "ft": "foot feet ft",
        "cm": "cm centimetre centimetres centimeter centimeters",
        "kg": "kg kilo kilos kilogram kilograms kilogramme kilogrammes",
        "t": "ton tons tonne tonnes",
        "lb": "lb lbs",
        "h": "hour hours",
        "min": "minute minutes",
        "s": "second seconds",
        "day": "day days",
        "week": "week weeks",
        "month": "month months",
        "year": "year years",
        "l": "litre litres liter liters",
        "am": "am",
        "pm": "pm",
        "mw": "mw megawatt megawatts",
    }.items()
    for unit in units.split()
}
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
MONTHS = (
    {name: place for place, name in enumerate(_MONTHS, 1)}
    | {name[:3]: place for place, name in enumerate(_MONTHS, 1)}
    | {"sept": 9}
)
_WHEN = words("in on of by since until till before after last next early late from mid")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_DAY = re.compile(r"[1-9]|[12]\d|3[01]")
_ONE_IS_NONE = words("no any some every this that another the last each which")
_ORDINALS = {
    word: float(place)
    for place, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"), 1
    )
}


class Quantity(NamedTuple):
    """A number and its unit, empty where it counts things; `first` to `last` are its words."""

    value: float
    unit: str
    first: int
    last: int

    def agrees(self, other: "Quantity") -> bool:
        """Whether both may be the same number. A share is never a number of things."""
        if abs(self.value - other.value) > 1e-9 * max(abs(self.value), abs(other.value)):
            return False
        if currencies.alike(self.unit, other.unit):
            return True
        known = {self.unit, other.unit}
        return len(known) == 1 or ("" in known and not known & {"%", "th"})


class Day(NamedTuple):
    """A date as far as it is told; zero is what is not."""

    year: int
    month: int
    day: int
    first: int
    last: int

    def agrees(self, other: "Day") -> bool:
        """Whether both may be the same date."""
        return all(
            a == b or not a or not b for a, b in zip(self[:3], other[:3], strict=True)
        ) and bool((self.month and other.month) or (self.year and other.year))


def dates(text: str, words: Sequence[Word]) -> list[Day]:
    """The dates that name a month, in order."""
    return list(_dates(text, words))


def quantities(text: str, words: Sequence[Word], taken: set[int]) -> list[Quantity]:
    """The numbers in order, those words aside that are `taken` by dates."""
    found: list[Quantity] = []
    place = 0
    while place < len(words):
        read = None if place in taken else _quantity(text, words, place, taken)
        if read is None:
            place += 1
            continue
        found.append(read)
        place = read.last + 1
    return found


def _dates(text: str, words: Sequence[Word]) -> Iterator[Day]:
    for place, word in enumerate(words):
        month = MONTHS.get(word.folded)
        if month is None or not text[word.start].isupper():
            continue
        first = last = place
        year = day = 0
        before = place - 1
        if before >= 0 and words[before].folded in {"st", "nd", "rd", "th", "of"}:
            before -= 2 if words[before].folded == "of" and _is_suffix(words, before - 1) else 1
        if before >= 0 and _DAY.fullmatch(words[before].folded):
            day, first = int(words[before].folded), before
        after = place + 1
        if not day and after < len(words) and _DAY.fullmatch(words[after].folded):
            day, last = int(words[after].folded), after
            after += 1 + _is_suffix(words, after + 1)
        if after < len(words) and _YEAR.fullmatch(words[after].folded):
            year, last = int(words[after].folded), after
        told = day or year or (place and words[place - 1].folded in _WHEN)
        if told or word.folded not in {"may", "mar", "march", "jan", "dec", "august"}:
            yield Day(year, month, day, first, last)


def _is_suffix(words: Sequence[Word], place: int) -> bool:
    return 0 <= place < len(words) and words[place].folded in {"st", "nd", "rd", "th"}


def _quantity(
    text: str, words: Sequence[Word], place: int, taken: set[int]
) -> Quantity | None:  # fmt: skip
    word = words[place]
    last = place
    if word.is_number:
        value = _value(word.folded)
        if value is None:
            return None
        if _is_suffix(words, place + 1) and words[place + 1].start == word.end:
            return Quantity(value, "th", place, place + 1)
    elif word.folded in _ORDINALS and not (place and words[place - 1].is_number):
        return Quantity(_ORDINALS[word.folded], "th", place, place)
    elif not _is_pronoun(words, place) and (told := spelled(words, place)) is not None:
        value, last = told
    elif word.folded in NUMBER_WORDS and not _is_pronoun(words, place):
        value = NUMBER_WORDS[word.folded]
    else:
        return None
    while last + 1 < len(words) and last + 1 not in taken:
        times = _TIMES.get(words[last + 1].folded)
        if times is None or (len(words[last + 1].folded) == 1 and not _touches(words, last)):
            break
        value, last = value * times, last + 1
    return Quantity(value, *_unit(text, words, place, last))


def _is_pronoun(words: Sequence[Word], place: int) -> bool:
    """Whether "one" counts nothing: "one of them", "no one", "the one"."""
    if words[place].folded not in {"one", "once", "half", "quarter"}:
        return False
    before = words[place - 1].folded if place else ""
    after = words[place + 1].folded if place + 1 < len(words) else "of"
    if after in _TIMES:
        return False
    return words[place].folded == "once" or before in _ONE_IS_NONE or after in {"of", "another"}


def _value(digits: str) -> float | None:
    try:
        return float(digits.replace(",", "."))
    except ValueError:  # 192.168.1.1, or digits that are no decimal ones
        return None


def _touches(words: Sequence[Word], place: int) -> bool:
    return words[place].end == words[place + 1].start


def _unit(text: str, words: Sequence[Word], first: int, last: int) -> tuple[str, int, int]:
    """What a number counts in, and the first and the last word of both."""
    named, end = currencies.behind(words, last + 1)
    before = text[max(0, words[first].start - 2) : words[first].start].strip()[-1:]
    if before in currencies.signs():
        sign = currencies.signs()[before]
        return (named, first, end) if currencies.alike(named, sign) else (sign, first, last)
    after = text[words[last].end : words[last].end + 2].strip()[:1]
    if after in currencies.signs():
        return currencies.signs()[after], first, last
    if named:
        return named, first, end
    following = [word.folded for word in words[last + 1 : last + 3]]
    if following == ["per", "cent"]:
        return "%", first, last + 2
    if following and following[0] in _UNITS:
        return _UNITS[following[0]], first, last + 1
    if after == "%":
        return "%", first, last
    if following and (unit := currencies.by_code(text, words[last + 1])):
        return unit, first, last + 1
    if first and (unit := currencies.by_code(text, words[first - 1])):
        return unit, first - 1, last
    return "", first, last
