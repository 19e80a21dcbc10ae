"""Which named sources may be one. Pure.

Only names that share a block are compared: the beginning of the surname for people, of a rare word or
the initials for everything else. So the work grows with the number of names and not with its square;
a misprint within the first letters of a surname is not found.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
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


def similar(names: Iterable[Name], kind: str, *, only: int | None = None) -> list[Likeness]:
    """Pairs of sources of one kind that may be one, the most alike first, each pair once.

    With `only`, just those that this source is part of.
    """
    best: dict[tuple[int, int], Likeness] = {}
    split = [(name, words) for name in names if (words := _significant(name.name, kind))]
    for a, b in _pairs(split, kind):
        (one, words), (other, others) = sorted((a, b))
        if one.source == other.source or (
            only is not None and only not in (one.source, other.source)
        ):
            continue
        score, why = _person(words, others) if kind in PEOPLE else _thing(words, others)
        pair = (one.source, other.source)
        if score >= THRESHOLD and (pair not in best or score > best[pair].score):
            best[pair] = Likeness(one, other, round(score, 3), why)
    return sorted(best.values(), key=lambda like: (-like.score, like.one, like.other))


_Split = tuple[Name, list[str]]


def _significant(name: str, kind: str) -> list[str]:
    words = words_of(known_as(name, kind))
    if kind in PEOPLE:
        return words
    return [word for word in words if word not in _SMALL_WORDS] or words


def _pairs(split: list[_Split], kind: str) -> Iterator[tuple[_Split, _Split]]:
    blocks: dict[str, list[_Split]] = defaultdict(list)
    how_often = Counter(word[:_PREFIX] for _, words in split for word in set(words))
    for name, words in split:
        for key in _keys(words, kind, how_often):
            blocks[key].append((name, words))
    for block in blocks.values():
        if len(block) <= WINDOW:
            yield from combinations(block, 2)
            continue
        block.sort(key=lambda entry: (entry[1], entry[0]))
        for at, entry in enumerate(block):
            for neighbour in block[at + 1 : at + 1 + WINDOW]:
                yield entry, neighbour


def _keys(words: list[str], kind: str, how_often: Counter[str]) -> set[str]:
    if kind in PEOPLE:
        return {_surname(words)[0][:_PREFIX]}
    beginnings = sorted({word[:_PREFIX] for word in words}, key=lambda b: (how_often[b], b))
    initials = "".join(word[0] for word in words) if len(words) > 1 else words[0]
    return {*beginnings[:_RARE_WORDS], f"initials {initials}"}


def _surname(words: list[str]) -> tuple[str, list[str], set[str]]:
    """Surname, what stands before it, and generation: "Ann Lee Jr." is lee, [ann], {jr}."""
    generation = {word for word in words[1:] if word in _GENERATIONS}
    rest = [word for word in words if word not in generation]
    return rest[-1], rest[:-1], generation


def _person(words: list[str], others: list[str]) -> tuple[float, str]:
    if words == others:
        return 1.0, "the same name, but for accents, case or punctuation"
    surname, given, generation = _surname(words)
    other_surname, other_given, other_generation = _surname(others)
    if generation != other_generation:
        return 0.0, ""
    alike = fuzz.ratio(surname, other_surname)
    if alike < _TYPO:
        return 0.0, ""
    if surname != other_surname:
        if given and given == other_given:
            return 0.8 + 0.15 * alike / 100, "the same given names, a surname spelt alike"
        return 0.0, ""
    if not given or not other_given:
        return 0.8, "the surname alone"
    short, long = sorted((given, other_given), key=len)
    if long[-len(short) :] == short or long[: len(short)] == short:
        return 0.95, "the same name with a title or another given name"
    if all(
        (a[0] == b[0] and 1 in (len(a), len(b))) or a == b
        for a, b in zip(short, long, strict=False)
    ):
        return 0.9, "the same surname, and the initial fits"
    alike = fuzz.ratio(" ".join(given), " ".join(other_given))
    if alike >= _TYPO:
        return 0.8 + 0.15 * alike / 100, "the same surname, a given name spelt alike"
    return 0.0, ""


def _thing(words: list[str], others: list[str]) -> tuple[float, str]:
    if sorted(words) == sorted(others):
        return 1.0, "the same words"
    short, long = sorted((words, others), key=len)
    if len(short) == 1 < len(long) and short[0] == "".join(word[0] for word in long):
        return 0.85, "the initials of the other"
    if len(short) != len(long):
        return 0.0, ""
    # Word by word: "Ministry of Health" and "Ministry of Wealth" are one letter apart, and two things.
    unlike = [(a, b) for a, b in zip(sorted(short), sorted(long), strict=True) if a != b]
    alike = min(fuzz.ratio(a, b) for a, b in unlike)
    if len(unlike) > 1 or alike < _TYPO:
        return 0.0, ""
    return 0.8 + 0.15 * alike / 100, "the same words but for a spelling"
