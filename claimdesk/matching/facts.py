"""What in a statement must not differ: numbers, dates, names, whether it denies, which way it goes.

Pure. Words alone say too little: two statements with the same words and another number are two.
"""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import zip_longest
from typing import NamedTuple

import msgspec
from rapidfuzz.distance import DamerauLevenshtein

from claimdesk.extraction.lexicon import closed, names, nouns, people, reporting, verbs, words
from claimdesk.matching.quantities import MONTHS, NUMBER_WORDS, Day, Quantity, dates, quantities
from claimdesk.matching.terms import Word, words_of

MOST_WORDS = 300
"""What is compared of a longer text, so that no text takes long."""
WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
_RELATIVE = words("yesterday today tomorrow tonight")
_NEGATORS = words("""not no never none nobody nothing neither nor without cannot cant wont dont doesnt didnt isnt
    arent wasnt werent hasnt havent hadnt wouldnt couldnt shouldnt mustnt aint fail fails failed
    failing false untrue denies denied deny denying refuses refused refuse refusing hardly""")
# What is said with "no" or "not" and denies nothing.
_NOT_DENIED = frozenset({("not", "only"), ("not", "just"), ("no", "doubt"), ("no", "matter")})
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
_KNOWN = frozenset(
    {*closed.TAGS, *nouns.NOMINAL, *reporting.VERBS, *people.PEOPLE, *people.ROLES}
    | {*people.ORGANISATIONS, *people.DOCUMENTS, *people.POLLS, *NUMBER_WORDS}
    | {word for line in verbs.EVERYDAY.splitlines() for word in line.split()}
)
_NO_NAMES = _KNOWN | WEEKDAYS | MONTHS.keys()
_NAMES = frozenset({*names.MALE, *names.FEMALE, *names.PLACES, *names.ORGANISATIONS})
_COMMON_ENDS = ("s", "ing", "ed", "ly", "tion", "ity", "ment", "ness", "er", "al", "ive", "ous")
_LEADS = re.compile(r"(?:\A|[.!?:;…\n])[\s\"'“”‘’«»(\[–—-]*$")


class Fact(StrEnum):
    """What kind of fact two statements may differ in."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    DIRECTION = "direction"
    ORDER = "order"


class Range(NamedTuple):
    """Words of a text, from the first to the last of them."""

    first: int
    last: int


class Difference(NamedTuple):
    """What one text has where the other has another, or nothing: then one of them is null.

    `contradicts`: not both can be meant, as with two numbers or one denial.
    """

    fact: Fact
    asked: Range | None
    found: Range | None
    contradicts: bool


class Reading(msgspec.Struct, frozen=True):
    """A text, its words and the facts in it.

    `maybe` are words that may be names: only in the place of one do they count.
    """

    text: str
    words: list[Word]
    numbers: list[Quantity]
    dates: list[Day]
    days: list[Range]
    has_case: bool
    names: list[Range]
    maybe: list[Range]
    negations: list[Range]
    stems: frozenset[str]


def read(text: str) -> Reading:
    """What a text says, as far as it can be compared."""
    words = words_of(text)[:MOST_WORDS]
    told = dates(text, words)
    has_case = _has_case(text)
    taken = {place for day in told for place in range(day.first, day.last + 1)}
    return Reading(
        text=text,
        words=words,
        numbers=quantities(text, words, taken),
        dates=told,
        days=[Range(n, n) for n, w in enumerate(words) if w.folded in WEEKDAYS | _RELATIVE],
        has_case=has_case,
        names=_names_in(text, words) if has_case else [],
        maybe=_maybe(text, words, has_case),
        negations=_negations(words),
        stems=frozenset(word.stem for word in words),
    )


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
        *_paired(Fact.DATE, *_left(asked.dates, found.dates, Day.agrees)),
        *_paired(Fact.DATE, *_left(asked.days, found.days, _same_words(asked, found))),
        *_named(asked, found),
        *_negated(asked, found),
        *_directions(asked, found),
        *_turned_round(asked, found),
    ]


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


def _has_case(text: str) -> bool:
    """Whether capitals tell anything: not where nearly all are, or none."""
    letters = [c for c in text if c.isalpha()]
    return 0 < sum(c.isupper() for c in letters) * 3 <= len(letters)


def _names_in(text: str, words: Sequence[Word]) -> list[Range]:
    """Words with a capital that is not the beginning of a sentence's."""
    found: list[Range] = []
    for place, word in enumerate(words):
        if not _is_name(text, words, place):
            continue
        after = found and found[-1].last == place - 1
        if after and text[words[place - 1].end : word.start].strip(".'’-") == " ":
            found[-1] = Range(found[-1].first, place)
        else:
            found.append(Range(place, place))
    return found


def _is_name(text: str, words: Sequence[Word], place: int) -> bool:
    word = words[place]
    if not text[word.start].isupper() or word.is_stop:
        return False
    if word.folded in MONTHS or word.folded in WEEKDAYS or word.folded in closed.TITLES:
        return False
    if text[word.start : word.end].isupper() and word.end - word.start > 1:
        return True
    if not _LEADS.search(text[max(0, word.start - 12) : word.start]):
        return True
    if word.folded in _NAMES:
        return True
    following = words[place + 1] if place + 1 < len(words) else None
    if (
        following is not None
        and text[following.start].isupper()
        and not following.is_stop
        and text[word.end : following.start] == " "
        and word.folded not in _KNOWN
    ):
        return True
    return word.folded not in _KNOWN and not word.folded.endswith(_COMMON_ENDS)


def _maybe(text: str, words: Sequence[Word], has_case: bool) -> list[Range]:
    """Words that may be names: at the beginning of a sentence; any, where there are no capitals."""
    return [
        Range(place, place)
        for place, word in enumerate(words)
        if (text[word.start].isupper() or not has_case)
        and not (word.is_stop or word.is_number or word.folded in _NO_NAMES)
        and not (has_case and _is_name(text, words, place))
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


def _negations(words: Sequence[Word]) -> list[Range]:
    found = []
    for place, word in enumerate(words):
        following = words[place + 1].folded if place + 1 < len(words) else ""
        if word.folded in _NEGATORS and (word.folded, following) not in _NOT_DENIED:
            found.append(Range(place, place))
    return found


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
