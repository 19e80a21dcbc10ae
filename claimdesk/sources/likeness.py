"""Which named sources may be one. Pure.

Only names that share a block are compared: the beginning of the surname for people, of a rare word or
the initials for everything else. So the work grows with the number of names and not with its square;
a misprint within the first letters of a surname is not found.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import NamedTuple

from rapidfuzz import fuzz

from claimdesk.sources.rules import PEOPLE, known_as

THRESHOLD = 0.8
WINDOW = 40
"""In a block with many names each is compared with as many that follow it in the alphabet."""
_PREFIX = 3
_RARE_WORDS = 2
_TYPO = 85.0
_GENERATIONS = frozenset({"jr", "junior", "sr", "senior", "ii", "iii", "iv"})
_SMALL_WORDS = frozenset(
    {"the", "of", "for", "and", "in", "a", "an", "on", "to", "at", "de", "der"}
)


class Name(NamedTuple):
    """A name of a source."""

    source: int
    name: str


class Likeness(NamedTuple):
    """Two names of different sources that may be one, how alike (0..1), and why."""

    one: Name
    other: Name
    score: float
    why: str


def words_of(name: str) -> list[str]:
    """The words of a name without accents, case and punctuation: "U.N. chief" is un, chief."""
    plain = unicodedata.normalize("NFKD", name.replace("’s", "").replace("'s", "")).casefold()
    kept = "".join(
        " " if c.isspace() or c in "-–/" else c
        for c in plain
        if c.isalnum() or c.isspace() or c in "-–/"
    )
    return kept.split()


class _Read(NamedTuple):
    """A name taken apart, once. "Ann Lee Jr." is surname lee, given [ann], generation {jr}."""

    name: Name
    words: list[str]
    surname: str
    given: list[str]
    generation: frozenset[str]


_Block = list[_Read]


def similar(names: Iterable[Name], kind: str, *, only: int | None = None) -> list[Likeness]:
    """Pairs of sources of one kind that may be one, the most alike first, each pair once.

    With `only`, just those that this source is part of.
    """
    compare = _person if kind in PEOPLE else _thing
    best: dict[tuple[int, int], Likeness] = {}
    for a, b in compared(names, kind, only=only):
        if a.name.source == b.name.source:
            continue
        one, other = sorted((a, b))
        score, why = compare(one, other)
        pair = (one.name.source, other.name.source)
        if score >= THRESHOLD and (pair not in best or score > best[pair].score):
            best[pair] = Likeness(one.name, other.name, round(score, 3), why)
    return sorted(best.values(), key=lambda like: (-like.score, like.one, like.other))


def _read(name: Name, kind: str) -> _Read | None:
    words = words_of(known_as(name.name, kind))
    if kind not in PEOPLE:
        words = [word for word in words if word not in _SMALL_WORDS] or words
    if not words:
        return None
    generation = frozenset(words[1:]) & _GENERATIONS
    rest = [word for word in words if word not in generation]
    return _Read(name, words, rest[-1], rest[:-1], generation)


def compared(
    names: Iterable[Name], kind: str, *, only: int | None = None
) -> Iterator[tuple[_Read, _Read]]:
    """The names that are compared with each other, taken apart: those that share a block."""
    reads = [read for name in names if (read := _read(name, kind))]
    blocks: dict[str, _Block] = defaultdict(list)
    how_often = Counter(word[:_PREFIX] for read in reads for word in set(read.words))
    for read in reads:
        for key in _keys(read, kind, how_often):
            blocks[key].append(read)
    for block in blocks.values():
        if only is not None:
            mine = [read for read in block if read.name.source == only]
            yield from product(mine, block)
        elif len(block) <= WINDOW:
            yield from combinations(block, 2)
        else:
            block.sort(key=lambda read: (read.surname, read.given, read.name))
            for at, read in enumerate(block):
                for neighbour in block[at + 1 : at + 1 + WINDOW]:
                    yield read, neighbour


def _keys(read: _Read, kind: str, how_often: Counter[str]) -> set[str]:
    if kind in PEOPLE:
        return {read.surname[:_PREFIX]}
    words = read.words
    beginnings = sorted({word[:_PREFIX] for word in words}, key=lambda b: (how_often[b], b))
    initials = "".join(word[0] for word in words) if len(words) > 1 else words[0]
    return {*beginnings[:_RARE_WORDS], f"initials {initials}"}


def _person(a: _Read, b: _Read) -> tuple[float, str]:
    if a.words == b.words:
        return 1.0, "the same name, but for accents, case or punctuation"
    if a.generation != b.generation:
        return 0.0, ""
    if a.surname != b.surname:
        if a.given and a.given == b.given and (alike := fuzz.ratio(a.surname, b.surname)) >= _TYPO:
            return 0.8 + 0.15 * alike / 100, "the same given names, a surname spelt alike"
        return 0.0, ""
    if not a.given or not b.given:
        return 0.8, "the surname alone"
    short, long = sorted((a.given, b.given), key=len)
    if long[-len(short) :] == short or long[: len(short)] == short:
        return 0.95, "the same name with a title or another given name"
    if all(_fits(one, other) for one, other in zip(short, long, strict=False)):
        return 0.9, "the same surname, and the initial fits"
    alike = fuzz.ratio(" ".join(a.given), " ".join(b.given))
    if alike >= _TYPO:
        return 0.8 + 0.15 * alike / 100, "the same surname, a given name spelt alike"
    return 0.0, ""


def _fits(one: str, other: str) -> bool:
    return one == other or (one[0] == other[0] and 1 in (len(one), len(other)))


def _thing(a: _Read, b: _Read) -> tuple[float, str]:
    if sorted(a.words) == sorted(b.words):
        return 1.0, "the same words"
    short, long = sorted((a.words, b.words), key=len)
    if len(short) == 1 < len(long) and short[0] == "".join(word[0] for word in long):
        return 0.85, "the initials of the other"
    if len(short) != len(long):
        return 0.0, ""
    # Word by word: "Ministry of Health" and "Ministry of Wealth" are one letter apart, and two things.
    pairs = zip(sorted(short), sorted(long), strict=True)
    unlike = [(one, other) for one, other in pairs if one != other]
    if len(unlike) > 1 or (alike := fuzz.ratio(*unlike[0])) < _TYPO:
        return 0.0, ""
    return 0.8 + 0.15 * alike / 100, "the same words but for a spelling"
