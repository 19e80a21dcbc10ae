"""What money is called: names, codes and signs of what is or was legal tender anywhere. Pure.

From the Unicode CLDR, as Babel brings it, and the signs' own names. A currency is known by its noun
("dollar"), with the code behind it where the text tells which ("dollar:CAD").
"""

import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies

from claimdesk.matching.terms import Word, words_of

_ENGLISH = Locale("en")
_SINCE, _UNTIL = date(1950, 1, 1), date.max
_CROWNS = ("koruna", "krona", "krone", "kroon")
# What English says besides.
_ALSO = {"quid": "pound", "sterling": "pound", "buck": "dollar", "bucks": "dollar",
         "renminbi": "yuan", "rouble": "ruble", "roubles": "ruble", "kr": "crown", "kc": "crown", "zł": "zloty"}  # fmt: skip
_QUALIFIED = {"american": "us"}
_WORDS = frozenset({"gold", "real", "won", "som", "sol"})
"""Also words of another sense: money only with what stands before ("Korean won"), or by sign or code."""
_LONGEST = 4
_SIGN_OF_MORE = {"¥": "yen|yuan"}


def _tender() -> set[str]:
    """Codes of what is or was money somewhere, funds and metals aside."""
    return {
        code
        for territory in map(str, _ENGLISH.territories)
        if len(territory) == 2 and territory.isalpha()
        for code in get_territory_currencies(territory, _SINCE, _UNTIL)
    }


def _name_of(code: str, count: int) -> list[str]:
    return [word.folded for word in words_of(get_currency_name(code, count, "en"))]


class _Book(NamedTuple):
    """Each noun, one or many of it, with the noun that stands for it; codes, signs, and whose it is.

    `usual` are those that are meant where only the noun is said: "dollars" are those of the USA.
    """

    nouns: dict[str, str]
    codes: dict[str, str]
    own: dict[tuple[str, str], str]
    signs: dict[str, str]
    usual: set[str]


@cache
def _book() -> _Book:
    nouns, codes = {"crown": "crown", "crowns": "crown"}, dict[str, str]()
    own = dict[tuple[str, str], str]()
    for code in sorted(_tender()):
        # A year in the name tells that it was replaced by one of that name.
        if "(" in get_currency_name(code, locale=_ENGLISH):
            continue
        one, many = _name_of(code, 1), _name_of(code, 2)
        if not one:
            continue
        noun = "crown" if one[-1] in _CROWNS else one[-1]
        nouns[one[-1]] = nouns[many[-1]] = noun
        codes[code.casefold()] = f"{noun}:{code}"
        own.setdefault(("".join(one[:-1]), noun), f"{noun}:{code}")
    nouns |= _ALSO
    by_noun = {
        noun: [one for one in codes.values() if one.startswith(f"{noun}:")] for noun in nouns
    }
    usual = {theirs[0] for theirs in by_noun.values() if len(theirs) == 1} | {
        codes[code.casefold()]
        for code, symbol in _ENGLISH.currency_symbols.items()
        if len(symbol) == 1 and code.casefold() in codes
    }
    return _Book(nouns, codes, own, _signs(nouns, codes), usual)


def _signs(nouns: dict[str, str], codes: dict[str, str]) -> dict[str, str]:
    """Each sign of one character by the noun in its name: DOLLAR SIGN, TURKISH LIRA SIGN."""
    found = dict(_SIGN_OF_MORE)
    for place in (*range(0x24, 0xA6), *range(0x20A0, 0x20D0)):
        name = unicodedata.name(chr(place), "").casefold().split()
        if len(name) > 1 and name[-1] == "sign" and name[-2] in nouns:
            found.setdefault(chr(place), nouns[name[-2]])
    for code, symbol in _ENGLISH.currency_symbols.items():
        if len(symbol) == 1 and code.casefold() in codes:
            found.setdefault(symbol, codes[code.casefold()].partition(":")[0])
    return found


def load() -> None:
    """Read the names now, which takes a good part of a second once a process, and not in a request."""
    _book()


def signs() -> dict[str, str]:
    """The signs of one character, each with its currency."""
    return _book().signs


def behind(words: Sequence[Word], place: int) -> tuple[str, int]:
    """The currency named from a word on, and the last word of its name; else an empty one."""
    book = _book()
    for last in range(place, min(place + _LONGEST, len(words))):
        noun = book.nouns.get(words[last].folded)
        if noun is None:
            continue
        said = "".join(word.folded for word in words[place:last])
        if not said:
            if words[last].folded in _WORDS:
                return "", place
            # "pounds sterling": the second says nothing more.
            more = last + 1 < len(words) and words[last + 1].folded == "sterling"
            return noun, last + more
        own = book.own.get((_QUALIFIED.get(said, said), noun))
        return (own, last) if own else ("", place)
    return "", place


def by_code(text: str, word: Word) -> str:
    """The currency that a word is the code of, written in capitals: "try" and "all" are words."""
    written = text[word.start : word.end]
    return _book().codes.get(word.folded, "") if written.isupper() and len(written) == 3 else ""


def alike(one: str, other: str) -> bool:
    """Whether two currencies may be the same: of one noun, and not each with another code."""
    (nouns, _, code), (others, _, another) = one.partition(":"), other.partition(":")
    return (
        bool(one)
        and bool(set(nouns.split("|")) & set(others.split("|")))
        and (code == another or not (code and another))
    )


def leaves_open(one: str, other: str) -> bool:
    """Whether only one of two currencies of one noun tells which, and that is not the usual one."""
    return (":" in one) != (":" in other) and not {one, other} & _book().usual
