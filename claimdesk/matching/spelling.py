"""Numbers that are spelled out: "three hundred and twelve million", "two and a half dozen". Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from claimdesk.matching.terms import NUMBERS, Word

SMALL = {word: float(value) for word, value in NUMBERS.items()} | {"zero": 0.0, "one": 1.0}
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_PARTS = {"half": 0.5, "quarter": 0.25}


class Spelled(NamedTuple):
    """A number and its last word."""

    value: float
    last: int


def spelled(words: Sequence[Word], place: int) -> Spelled | None:
    """The longest number that begins with this word, if any does. Scales fall: millions, thousands, ones."""
    total, last, most = 0.0, place - 1, float("inf")
    at = place
    while (group := _group(words, at)) is not None:
        scale = SCALES.get(_said(words, group.last + 1), 1.0)
        if scale >= most:
            break
        total += group.value * scale
        last, most = group.last + (scale > 1), scale
        if scale == 1:
            break
        at = last + 1 + (_said(words, last + 1) == "and")
    return Spelled(total, last) if last >= place else None


def _group(words: Sequence[Word], place: int) -> Spelled | None:
    """A number below a thousand, or with "and a half" behind it, or so many dozen."""
    if _said(words, place) == "a" and _said(words, place + 1) in {"hundred", "dozen", *SCALES}:
        small: Spelled | None = Spelled(1.0, place)
    elif _said(words, place) in _PARTS and _said(words, place + 1) == "a":
        # "half a million", but "half a loaf" is none.
        part, of = _PARTS[_said(words, place)], _said(words, place + 2)
        if of == "dozen":
            return Spelled(part * 12, place + 2)
        return Spelled(part, place + 1) if of in SCALES else None
    else:
        small = _small(words, place)
    if small is None:
        return None
    value, last = small
    if _said(words, last + 1) == "dozen":
        return Spelled(value * 12, last + 1)
    if _said(words, last + 1) == "hundred":
        value, last = value * 100, last + 1
        rest = _small(words, last + 1 + (_said(words, last + 1) == "and"))
        # "two hundred and three thousand" is one, "a hundred and three hundred" are two.
        if rest is not None and _said(words, rest.last + 1) not in {"hundred", "dozen"}:
            value, last = value + rest.value, rest.last
    if [_said(words, last + n) for n in (1, 2)] == ["and", "a"]:
        more = _PARTS.get(_said(words, last + 3))
        if more is not None:
            return Spelled(value + more, last + 3)
    return Spelled(value, last)


def _small(words: Sequence[Word], place: int) -> Spelled | None:
    """A number below a hundred."""
    value = SMALL.get(_said(words, place))
    if value is None:
        return None
    follows = SMALL.get(_said(words, place + 1), 0.0)
    if value >= 20 and 1 <= follows <= 9:
        return Spelled(value + follows, place + 1)
    return Spelled(value, place)


def _said(words: Sequence[Word], place: int) -> str:
    return words[place].folded if place < len(words) else ""
