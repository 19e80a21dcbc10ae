"""Verb or noun? The guesses about words that can be both, from their form and the words next door."""

from __future__ import annotations

from claimdesk.extraction.lexicon import closed, people, verbs
from claimdesk.extraction.morphology import REPORTING_LEMMA, VERB_FORMS

_QUOTES = frozenset("“”\"«»„‘’'`")
PERSONS = people.ROLES | people.PEOPLE | people.ANONYMOUS
_MOSTLY_NOUNS = frozenset(
    (
        "states",
        "polls",
        "ads",
        "numbers",
        "votes",
        "races",
        "sources",
        "houses",
        "members",
        "forces",
        "officers",
        "books",
    )
)


def opens_infinitive(lows: list[str], words: list[str], i: int, n: int, before: str) -> bool:
    """Whether an infinitive begins at ``i``, quotation marks apart: to "vote your conscience"."""
    if words[i][0] in _QUOTES and i + 1 < n:
        i += 1
    return _can_be_base(lows[i], lows[i + 1] if i + 1 < n else "", words[i], before)


def _can_be_base(low: str, after: str, word: str, before: str) -> bool:
    """Whether the word behind a "to" can be an infinitive: a known verb, or shaped like one."""
    if word[0].isupper():
        return False
    form = VERB_FORMS.get(low)
    if form is not None:
        return "B" in form
    if low in ("be", "have", "do"):
        return True
    known = closed.TAGS.get(low)
    if known == "R" or low.endswith("ly"):
        return low in ("not", "further", "even", "also") or low.endswith("ly")
    if known is not None or low.endswith("s") or low in PERSONS:
        return False
    if low.endswith(("ize", "ise", "ify", "ate")) or low.startswith(_VERB_PREFIXES):
        return True
    # an unknown word: behind "expected", "likely" or before an object it is a verb
    return before in "EJ" or closed.TAGS.get(after) in ("D", "O")


_VERB_PREFIXES = ("re", "un", "over", "out", "dis", "mis", "under", "de")


def verb_or_noun(
    low: str,
    form: str,
    previous: str,
    tags: list[str],
    lows: list[str],
    words: list[str],
    i: int,
    n: int,
    at_start: bool,
) -> str:
    """The tag of a word that is listed as a verb: V, B, E, G, or N where it is a noun here."""
    following = lows[i + 1] if i + 1 < n else ""
    next_closed = closed.TAGS.get(following)
    next_upper = bool(following) and words[i + 1][0].isupper()
    if previous in ("R", "n't") and i >= 2:
        # An adverb stands before verbs and after their auxiliaries: look past it.
        j = i - 1
        while j > 0 and tags[j] == "R":
            j -= 1
        if tags[j] in "AMTONXW":
            previous = tags[j]
    if form == "G":
        if previous == "D" or (previous == "J"):
            return "N"
        return "G"
    if previous in "MT" and "B" in form:
        return "B"
    if previous == "A":
        j = i - 1
        while j > 0 and tags[j] == "R":
            j -= 1
        helper = lows[j] if tags[j] == "A" else lows[i - 1]
        if helper in closed.DO:
            return "B" if "B" in form else "N"
        if "E" in form:
            return "E"
        return "N"
    if previous == "J" and i > 1 and lows[i - 1] == "first" and tags[i - 2] in "NXO":
        previous = tags[i - 2]
    if previous == "#" and i > 1 and lows[i - 2] == "the" and closed.TAGS.get(lows[i - 1]) == "#":
        previous = "N"  # "the two raised $5"
    if "D" in form or "E" in form:
        if lows[i - 1].endswith(("'s", "s'")) and previous in "NX":
            return "E" if "D" in form and "B" not in form else "N"
        if previous == "D" or previous == "J" or previous == "#":
            if low in verbs.NOT_NOUNS and previous != "#":
                return "V"
            return (
                "E"
                if form in ("DE", "E")
                and low.endswith(("ed", "en"))
                and following not in ("that", "to")
                else ("N" if form != "DE" and form != "D" else "V")
            )
        if previous == "P":
            return (
                "E" if "D" in form and low not in verbs.NOT_NOUNS else "V" if "D" in form else "N"
            )
        if form == "E":
            return "E"
        if "B" in form and previous in "NX" and "D" not in form:
            return "N"
        if (
            following == "by"
            and low not in verbs.NOT_NOUNS
            and low not in verbs.RISEN
            and previous not in "OW"
        ):
            return "E"
        return "V"
    # only base or third person from here: noun or verb?
    if (
        "B" in form
        and low in verbs.NEVER_NOUNS
        and not at_start
        and (previous not in "DP" or lows[i - 1] in people.QUANTIFIERS)
    ):
        return "V" if previous in 'NXOWD#J,)"%-' else "B"
    if previous in "DJ#P":
        return "N"
    if i and ((lows[i - 1].endswith("'s") and previous in "NX") or lows[i - 1].endswith("s'")):
        return "N"
    if previous in "OW":
        return "V"
    if "Z" in form:
        if (
            previous in "NXO"
            and following in (",", ".", "of", "in", "on", '"', "")
            and _ends_attribution(low, tags, i)
        ):
            return "V"
        if low in _MOSTLY_NOUNS and following not in ("that", '"', "“"):
            return "N"
        if previous in "NX":
            if next_closed in ("M", "A", "P", "C") and following not in (
                "that",
                "in",
                "at",
                "on",
                "about",
                "for",
                "to",
                "up",
                "out",
            ):
                return "N"
            if next_closed in ("P",) and following in ("of",):
                return "N"
            if following in (
                "that",
                "a",
                "an",
                "the",
                "he",
                "she",
                "it",
                "they",
                "we",
                "his",
                "her",
                "their",
                "its",
                "there",
                "this",
            ):
                return "V"
            if next_upper or next_closed in ("D", "O", "W", "R", "T", "S", "J", "#"):
                return "V"
            if (not following or following in ".,") and _ends_attribution(low, tags, i):
                return "V"
            if not following or not following[0].isalnum():
                return "V" if following in ('"', "“", ":", ",") else "N"
            if following in VERB_FORMS and "D" in VERB_FORMS[following]:
                return "N"
            return "V"
        if previous in ',"RCS' and next_closed in ("A", "M"):
            return "N"
        if previous in ',"RCS':
            return "V" if not at_start or next_closed in ("D", "O") else "N"
        return "N"
    # base form
    if (
        low in verbs.NEVER_NOUNS
        and not at_start
        and (previous not in "DP" or lows[i - 1] in people.QUANTIFIERS)
    ):
        return "V" if previous in 'NXOWD#J,)"%-' else "B"
    if previous in "NX" and (
        next_closed == "O" or following in ("that", "the", "a", "his", "their")
    ):
        return "V"
    if previous in "NX":
        j = i - 1
        while j > 0 and tags[j] == "R":
            j -= 1
        noun = lows[j]
        plural = noun.endswith("s") and not noun.endswith(("ss", "'s"))
        if plural or noun in (
            "people",
            "police",
            "women",
            "men",
            "children",
            "majority",
            "%",
            "percent",
        ):
            return "N" if next_closed in ("A", "M") or following in ("of",) else "V"
        return "N"
    if at_start:
        return "V" if next_closed in ("D", "O") else "N"
    if (
        previous in 'CR,"A'
        and following != "of"
        and (next_closed in ("D", "O", "T", "P", "S") or next_upper)
    ):
        return "B"
    return "N"


def acts(lows: list[str], i: int, n: int) -> bool:
    """Whether a reporting verb in the past or the third person stands at ``i``."""
    return (
        i < n
        and lows[i] in REPORTING_LEMMA
        and lows[i].endswith(("s", "d"))
        and lows[i] != REPORTING_LEMMA[lows[i]]
    )


def _ends_attribution(low: str, tags: list[str], i: int) -> bool:
    """``"...," Smith notes.``: a subject right behind a quotation or comma, then a reporting verb."""
    if low not in REPORTING_LEMMA:
        return False
    j = i - 1
    while j >= 0 and i - j < 9 and tags[j] in "DJNX#PC":
        j -= 1
    return j >= 0 and tags[j] in '",'
