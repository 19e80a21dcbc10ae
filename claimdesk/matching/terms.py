"""A text as words, and its words as the terms that statements are found by. Pure.

A term is the stem of a word with case and accents folded away, as a number: 32 bits of a digest, so
that no writer waits for another to enter a new word into a dictionary.
"""

import re
import threading
import unicodedata
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from claimdesk.matching.stopwords import STOP_WORDS

VERSION = 2
"""Raise it with any change to what `terms` gives: statements are indexed anew then."""
MAX_TERMS = 256
"""Of a longer statement the first are kept: nobody says the same in so many words."""

_WORD = re.compile(
    r"\d+(?:[.,]\d+)*|[^\W\d_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f][^\W_\u0300-\u036f]*)*"
    r"(?:['’][^\W\d_]+)?"
)
# What Unicode has programs show nothing for (Default_Ignorable_Code_Point): soft hyphens, joiners, marks of
# direction. Scripts that write no spaces have their words apart by one of them, which is kept there.
_UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    r"\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    r"|(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b"
)
_SKIPPED = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+")
_TAG = re.compile(r"[#@](\w+)")
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")

NUMBERS = {
    word: value
    for value, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
         "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"), 2
    )
} | {
    word: 10 * place
    for place, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2
    )
}  # fmt: skip
"""Words that are terms by their digits, so that "six" finds "6"."""

_stemmer = snowballstemmer.stemmer("english")
_lock = threading.Lock()


class Word(NamedTuple):
    """A word of a text: its place in code points, itself folded, its stem."""

    start: int
    end: int
    folded: str
    stem: str

    @property
    def is_stop(self) -> bool:
        """Whether it says nothing of what a statement is about."""
        return self.folded in STOP_WORDS

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.folded[:1].isdecimal()


class Seen(NamedTuple):
    """What of a text is seen, and the place in the text of each of its characters."""

    text: str
    places: Sequence[int]

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Where what is seen from `start` to `end`, one character at least, stands in the text."""
        return self.places[start], self.places[end - 1] + 1


def seen(text: str) -> Seen:
    """A text as people read it: what is not shown parts no word and makes none another."""
    if not _UNSEEN.search(text):
        return Seen(text, range(len(text)))
    gone = {place for match in _UNSEEN.finditer(text) for place in range(*match.span())}
    places = [place for place in range(len(text)) if place not in gone]
    return Seen("".join(text[place] for place in places), places)


def words_of(text: str) -> list[Word]:
    """The words of a text in order, without addresses of pages."""
    shown = seen(text)
    found = []
    for match in _WORD.finditer(_SKIPPED.sub(lambda gone: " " * len(gone[0]), shown.text)):
        folded, stem = _folded(match[0])
        if folded:
            found.append(Word(*shown.stretch(*match.span()), folded, stem))
    return found


def terms_of(text: str, title: str = "") -> list[int]:
    """The terms of a statement, one as often as it is said; the parts of a #TagLikeThis as well."""
    stems = [
        word.stem
        for part in (text, title)
        for word in (*words_of(part), *_parts_of_tags(part))
        if not word.is_stop
    ]
    return [number(stem) for stem in stems[:MAX_TERMS]]


def plain(text: str) -> str:
    """A text without links and the marks of tags and names, for a model that knows whole sentences."""
    return " ".join(_TAG.sub(r"\1", _SKIPPED.sub("", seen(text).text)).split())


def fingerprint(text: str) -> int:
    """A term that only statements with the same words in the same order share, however common."""
    return number("=" + " ".join(word.folded for word in words_of(text)))


@lru_cache(maxsize=2**17)
def number(stem: str) -> int:
    """The number of a term: a signed integer of 32 bits."""
    digest = zlib.crc32(stem.encode("utf-8", "surrogatepass"))
    return digest - 2**32 if digest >= 2**31 else digest


def _parts_of_tags(text: str) -> list[Word]:
    found = []
    for tag in _TAG.finditer(seen(text).text):  # where its parts stand is not asked
        parts = list(_PARTS.finditer(tag[1]))
        if len(parts) > 1:
            for part in parts:
                at = tag.start(1) + part.start()
                found.append(Word(at, at + len(part[0]), *_folded(part[0])))
    return found


@lru_cache(maxsize=2**17)
def _folded(written: str) -> tuple[str, str]:
    """A word without case, accents and possessive, and its stem."""
    if written[0].isdecimal():
        plain = _THOUSANDS.sub("", unicodedata.normalize("NFKC", written))
        return plain, plain
    plain = unicodedata.normalize("NFKD", written.casefold().replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.removesuffix("'s").replace("'", "")
    if plain in NUMBERS:
        return plain, str(NUMBERS[plain])
    with _lock:  # the stemmer keeps the word it is at
        return plain, _stemmer.stemWord(plain)
