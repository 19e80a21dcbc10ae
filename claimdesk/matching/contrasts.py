"""What of two statements must not differ: numbers, dates, names, a denial, which way something goes.

Pure. Words alone say too little: two statements with the same words and another number are two.
"""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import zip_longest
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from claimdesk.extraction.lexicon import words
from claimdesk.matching import currencies
from claimdesk.matching.facts import Range, Reading
from claimdesk.matching.quantities import Day, Quantity
from claimdesk.matching.terms import Word, words_of

_PASSIVE = re.compile(r"(?:ed|en|un|ung|ade|aid|old|eld|ent|ept|ost|ght)$")
_BE = words("is are was were been being be")
_OPPOSITES = """rise rose risen increase grow grew up climb climbed gain more higher above/fall fell
    fallen decrease decline drop shrink shrank down lose less fewer lower below cut|
    open opened/close closed shut|accept approve back support allow/reject oppose ban block refuse|
    win won/lose lost|before/after|begin began start/end stop cease|double doubled/halve halved|
    buy bought/sell sold|safe/unsafe dangerous|legal/illegal|guilty/innocent|true/false|male/female|
    men man/women woman|north northern/south southern|east eastern/west western|first/last|
    minimum/maximum|least/most|import/export|hire/fire|build/demolish|join/leave left|all/none|
    alive/dead|largest biggest highest/smallest lowest|yes/no|hot/cold|rich/poor|old/young new|
    left/right|public/private|success succeed/failure"""
_SIDES: dict[str, list[tuple[int, int]]] = {}
for _number, _pair in enumerate(_OPPOSITES.split("|")):
    for _side, _words in enumerate(_pair.split("/")):
        for _word in words_of(_words):
            _SIDES.setdefault(_word.stem, []).append((_number, _side))


class Fact(StrEnum):
    """What kind of fact two statements may differ in."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    DIRECTION = "direction"
    ORDER = "order"


class Difference(NamedTuple):
    """What one text has where the other has another, or nothing: then one of them is null.

    `contradicts`: not both can be meant, as with two numbers or one denial.
    """

    fact: Fact
    asked: Range | None
    found: Range | None
    contradicts: bool


def agreements(asked: Reading, found: Reading) -> list[tuple[Range, Range]]:
    """Where two texts have the same number or date, in whatever words."""
    return [
        (Range(one.first, one.last), Range(other.first, other.last))
        for ours, theirs in ((asked.numbers, found.numbers), (asked.dates, found.dates))
        for one in ours
        for other in theirs
        if one.agrees(other)  # type: ignore[arg-type]  # of one kind, as their lists are
    ]


def differences(asked: Reading, found: Reading) -> list[Difference]:
    """In which facts two texts differ."""
    return [
        *_paired(Fact.NUMBER, *_left(asked.numbers, found.numbers, Quantity.agrees)),
        *_in_open_money(asked, found),
        *_paired(Fact.DATE, *_left(asked.dates, found.dates, Day.agrees)),
        *_paired(Fact.DATE, *_left(asked.days, found.days, _same_words(asked, found))),
        *_named(asked, found),
        *_negated(asked, found),
        *_directions(asked, found),
        *_turned_round(asked, found),
    ]


def comparable(asked: Reading, found: Reading, differing: Sequence[Difference]) -> list[Difference]:
    """Of the differences between two statements that say different things, those that tell something.

    Any two numbers differ. What is compared has to be of one kind and unit, and said of the same: the
    word before it or behind it, of those that say something, is the same in both.
    """
    return [
        one
        for one in differing
        if one.asked is not None
        and one.found is not None
        and _unit(asked, one.asked) == _unit(found, one.found)
        and _same_role(asked, one.asked, found, one.found)
    ]


def _unit(reading: Reading, place: Range) -> str:
    return next((one.unit for one in reading.numbers if one.first == place.first), "")


def _same_role(asked: Reading, ours: Range, found: Reading, theirs: Range) -> bool:
    return any(
        one is not None and one == other
        for one, other in zip(_around(asked, ours), _around(found, theirs), strict=True)
    )


def _around(reading: Reading, place: Range) -> tuple[str | None, str | None]:
    """The nearest words before and behind a place that say something, by their stems."""
    telling = [word.stem if not word.is_stop else None for word in reading.words]
    before = next((stem for stem in reversed(telling[: place.first]) if stem), None)
    return before, next((stem for stem in telling[place.last + 1 :] if stem), None)


def close(one: str, other: str) -> bool:
    """Whether two words may be one with a slip of the pen. Digits never are."""
    if min(len(one), len(other)) < 5 or one[0] != other[0]:
        return False
    return DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1


def _left(ours: Sequence, theirs: Sequence, agrees: Callable) -> tuple[list, list]:  # type: ignore[type-arg]
    """What of both has no counterpart."""
    rest = list(theirs)
    alone = []
    for one in ours:
        same = next((other for other in rest if agrees(one, other)), None)
        if same is None:
            alone.append(one)
        else:
            rest.remove(same)
    # What only one has may be what it said before.
    if not rest:
        alone = [one for one in alone if not any(agrees(one, other) for other in theirs)]
    if not alone:
        rest = [other for other in rest if not any(agrees(one, other) for one in ours)]
    return alone, rest


def _same_words(asked: Reading, found: Reading) -> Callable[[Range, Range], bool]:
    return lambda a, b: asked.words[a.first].stem == found.words[b.first].stem


def _paired(
    fact: Fact, ours: Sequence[Quantity | Day | Range], theirs: Sequence[Quantity | Day | Range]
) -> list[Difference]:
    places = [[Range(one.first, one.last) for one in side] for side in (ours, theirs)]
    return [Difference(fact, a, b, bool(a and b)) for a, b in zip_longest(*places)]


def _in_open_money(asked: Reading, found: Reading) -> list[Difference]:
    """Where one text tells whose crowns or dollars, and the other does not."""
    return [
        Difference(Fact.NUMBER, Range(a.first, a.last), Range(b.first, b.last), False)
        for a in asked.numbers
        for b in found.numbers
        if a.agrees(b)
        and currencies.alike(a.unit, b.unit)
        and currencies.leaves_open(a.unit, b.unit)
    ]


def _named(asked: Reading, found: Reading) -> list[Difference]:
    ours, theirs = _unknown(asked.names, asked, found), _unknown(found.names, found, asked)
    if ours and not theirs:
        theirs = _unknown(found.maybe, found, asked)[: len(ours)]
    elif theirs and not ours:
        ours = _unknown(asked.maybe, asked, found)[: len(theirs)]
    return _paired(Fact.NAME, ours, theirs) or _renamed(asked, found)


def _unknown(names: Sequence[Range], one: Reading, other: Reading) -> list[Range]:
    """The names in one of which the other has no word: a surname stands for the whole."""
    # Where capitals tell nothing, half a name that is another cannot be told from the whole.
    fewest = 1 if one.has_case and not other.has_case else None
    return [
        name
        for name in names
        if len(_own(name, one, other)) >= (fewest or name.last - name.first + 1)
    ]


def _renamed(asked: Reading, found: Reading) -> list[Difference]:
    """Names that share a word where each has another besides: "Esk Ferries" and "Esk Council"."""
    return [
        Difference(Fact.NAME, ours, theirs, True)
        for ours in asked.names
        for theirs in found.names
        if {word.stem for word in asked.words[ours.first : ours.last + 1]}
        & {word.stem for word in found.words[theirs.first : theirs.last + 1]}
        and _own(ours, asked, found)
        and _own(theirs, found, asked)
    ]


def _own(name: Range, one: Reading, other: Reading) -> list[Word]:
    """The words of a name in one text that are nowhere in the other."""
    return [
        word
        for word in one.words[name.first : name.last + 1]
        if word.stem not in other.stems
        and not any(close(word.folded, another.folded) for another in other.words)
    ]


def _negated(asked: Reading, found: Reading) -> list[Difference]:
    ours, theirs = asked.negations, found.negations
    if len(ours) == len(theirs):
        return []
    odd = (len(ours) + len(theirs)) % 2 == 1  # two denials may cancel each other
    if len(ours) > len(theirs):
        return [Difference(Fact.NEGATION, ours[-1], None, odd)]
    return [Difference(Fact.NEGATION, None, theirs[-1], odd)]


def _directions(asked: Reading, found: Reading) -> list[Difference]:
    """Where one text goes up and the other down, of what only one of them says."""
    differing = []
    for a, ours in enumerate(asked.words):
        if ours.stem not in _SIDES or ours.stem in found.stems:
            continue
        for b, theirs in enumerate(found.words):
            if theirs.stem in _SIDES and theirs.stem not in asked.stems:
                sides = _SIDES[theirs.stem]
                if any((pair, 1 - side) in sides for pair, side in _SIDES[ours.stem]):
                    differing.append(Difference(Fact.DIRECTION, Range(a, a), Range(b, b), True))
                    break
    return differing


def _turned_round(asked: Reading, found: Reading) -> list[Difference]:
    """Where two names change places and the verb does not: "A sued B" and "B sued A"."""
    first = {asked.words[name.last].stem: name for name in reversed(asked.names)}
    second = {found.words[name.last].stem: name for name in reversed(found.names)}
    shared = [stem for stem in first if stem in second]
    if len(shared) != 2 or _is_passive(asked) != _is_passive(found):
        return []
    one, other = sorted(shared, key=lambda stem: first[stem].first)
    if second[one].first < second[other].first:
        return []
    # Two clauses that change places are no such thing: what stands between is then another.
    if not _between(asked, first[one], first[other]) & _between(found, second[other], second[one]):
        return []
    return [Difference(Fact.ORDER, first[one], second[other], True)]


def _between(reading: Reading, one: Range, other: Range) -> set[str]:
    words = reading.words[one.last + 1 : other.first]
    return {word.stem for word in words if not word.is_stop}


def _is_passive(reading: Reading) -> bool:
    words = reading.words
    return any(
        words[n].folded in _BE and _PASSIVE.search(words[n + 1].folded)
        and "by" in {w.folded for w in words[n + 2 : n + 8]}
        for n in range(len(words) - 2)
    )  # fmt: skip
