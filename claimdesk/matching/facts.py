"""The facts in a statement: numbers, dates, names, and whether it denies. Pure."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from claimdesk.extraction.lexicon import closed, names, nouns, people, reporting, verbs, words
from claimdesk.matching.quantities import MONTHS, NUMBER_WORDS, Day, Quantity, dates, quantities
from claimdesk.matching.terms import Seen, Word, seen, words_of

MOST_WORDS = 300
"""What is compared of a longer text, so that no text takes long."""
WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
_RELATIVE = words("yesterday today tomorrow tonight")
_NEGATORS = words("""not no never none nobody nothing neither nor without cannot cant wont dont doesnt didnt isnt
    arent wasnt werent hasnt havent hadnt wouldnt couldnt shouldnt mustnt aint fail fails failed
    failing false untrue denies denied deny denying refuses refused refuse refusing hardly""")
# What is said with "no" or "not" and denies nothing.
_NOT_DENIED = frozenset({("not", "only"), ("not", "just"), ("no", "doubt"), ("no", "matter")})
_KNOWN = frozenset(
    {*closed.TAGS, *nouns.NOMINAL, *reporting.VERBS, *people.PEOPLE, *people.ROLES}
    | {*people.ORGANISATIONS, *people.DOCUMENTS, *people.POLLS, *NUMBER_WORDS}
    | {word for line in verbs.EVERYDAY.splitlines() for word in line.split()}
)
_NO_NAMES = _KNOWN | WEEKDAYS | MONTHS.keys()
_NAMES = frozenset({*names.MALE, *names.FEMALE, *names.PLACES, *names.ORGANISATIONS})
_COMMON_ENDS = ("s", "ing", "ed", "ly", "tion", "ity", "ment", "ness", "er", "al", "ive", "ous")
_LEADS = re.compile(r"(?:\A|[.!?:;…\n])[\s\"'“”‘’«»(\[–—-]*$")


class Range(NamedTuple):
    """Words of a text, from the first to the last of them."""

    first: int
    last: int


class Reading(msgspec.Struct, frozen=True):
    """A text as it is seen, its words and the facts in it; `written` is where they stand as it came.

    `maybe` are words that may be names: only in the place of one do they count.
    """

    text: str
    original: str
    written: Seen
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
    original, written = text, seen(text)
    text = written.text
    words = words_of(text)[:MOST_WORDS]
    told = dates(text, words)
    has_case = _has_case(text)
    taken = {place for day in told for place in range(day.first, day.last + 1)}
    numbers = quantities(text, words, taken)
    counted = {place for one in numbers for place in range(one.first, one.last + 1)}
    return Reading(
        text=text,
        original=original,
        written=written,
        words=words,
        numbers=numbers,
        dates=told,
        days=[Range(n, n) for n, w in enumerate(words) if w.folded in WEEKDAYS | _RELATIVE],
        has_case=has_case,
        names=_names_in(text, words, counted) if has_case else [],
        maybe=_maybe(text, words, has_case),
        negations=_negations(words),
        stems=frozenset(word.stem for word in words),
    )


def _has_case(text: str) -> bool:
    """Whether capitals tell anything: not where nearly all are, or none."""
    letters = [c for c in text if c.isalpha()]
    return 0 < sum(c.isupper() for c in letters) * 3 <= len(letters)


def _names_in(text: str, words: Sequence[Word], counted: set[int]) -> list[Range]:
    """Words with a capital that is not the beginning of a sentence's, such as are `counted` aside."""
    found: list[Range] = []
    for place, word in enumerate(words):
        if place in counted or not _is_name(text, words, place):
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


def _negations(words: Sequence[Word]) -> list[Range]:
    found = []
    for place, word in enumerate(words):
        following = words[place + 1].folded if place + 1 < len(words) else ""
        if word.folded in _NEGATORS and (word.folded, following) not in _NOT_DENIED:
            found.append(Range(place, place))
    return found
