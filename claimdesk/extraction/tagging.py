"""A light part-of-speech guess: closed classes, verb forms, endings, and the words next door.

Tags are one letter each: D determiner or possessive, P preposition, C coordinator, S subordinator,
O pronoun, M modal, A form of be/have/do, T "to", W wh-word, R adverb, J adjective, # number,
N noun, X proper name, V finite verb, B base form, E participle, G -ing form. A mark is its own
tag; every quotation mark is ``"``.
"""

from __future__ import annotations

from claimdesk.extraction.lexicon import closed, people, verbs
from claimdesk.extraction.morphology import REPORTING_LEMMA, VERB_FORMS
from claimdesk.extraction.tokens import Tokens

_QUOTES = frozenset("“”\"«»„‘’'`")
_ADJECTIVE_ENDINGS = (
    "ous",
    "ful",
    "ive",
    "able",
    "ible",
    "less",
    "ish",
    "ical",
    "ial",
    "ional",
    "ic",
)
_STARTS_OBJECT = frozenset('DOX#W"')
_NOUNISH = frozenset("NX")


def tag(tokens: Tokens, sentence_starts: frozenset[int], *, capitals: bool = False) -> None:
    """Fill ``tokens.tag``. One pass, left to right; looks at most two words ahead.

    ``capitals`` says that capitals mean nothing here: a headline with Every Word Like This.
    """
    words, lows = tokens.word, tokens.low
    n = len(words)
    tags: list[str] = []
    get_closed, get_verb = closed.TAGS.get, VERB_FORMS.get
    for i in range(n):
        low = lows[i]
        word = words[i]
        first = word[0]
        if not (first.isalnum()):
            if first == "$" or first in "£€¥":
                tags.append("#")
            elif len(word) > 1 and first in "-.":
                tags.append("-" if first == "-" else ".")
            elif first in "–—―‒":
                tags.append("-")
            elif first == "…":
                tags.append(".")
            else:
                tags.append('"' if first in _QUOTES else first)
            continue
        previous = tags[i - 1] if i else "^"
        at_start = i == 0 or i in sentence_starts or previous == ":"
        if previous == '"' and tokens.start[i] == tokens.end[i - 1]:
            # behind an opening mark: a speech begins a sentence, a fragment goes on with one
            before = tags[i - 2] if i > 1 and i - 1 not in sentence_starts else "^"
            if before in "^,:.?!-" or (first.isupper() and before not in "DPJ"):
                at_start = True
            else:
                previous = before
        known = get_closed(low)
        if known is not None and not (
            first.isupper() and not at_start and known in "JNR#" and len(word) > 1
        ):
            if known == "D" and low in _THAT:
                known = _demonstrative(words, lows, i, n)
            elif low == "like" and previous in "MTO":
                known = "B" if previous in "MT" else "V"
            elif low == "her" and (
                i + 1 >= n
                or not words[i + 1][0].isalnum()
                or get_closed(lows[i + 1]) in _AFTER_OBJECT
            ):
                known = "O"
            elif (low == "to" and i and lows[i - 1] == "according") or (
                low == "to" and i + 1 < n and not _opens_infinitive(lows, words, i + 1, n, previous)
            ):
                known = "P"
            tags.append(known)
            continue
        if first.isdigit():
            tags.append("#")
            continue
        form = get_verb(low)
        if form is not None and (capitals or at_start or not first.isupper()):
            guess = _verb_or_not(low, form, previous, tags, lows, words, i, n, at_start)
            if (
                guess == "N"
                and at_start
                and first.isupper()
                and not low.endswith("s")
                and _acts(lows, i + 1, n)
            ):
                guess = "X"  # "Park said": a bare singular at a sentence's head is a name
            tags.append(guess)
            continue
        if first.isupper() and (not at_start or get_closed(low) is None):
            if at_start and low.endswith("ly"):
                tags.append("R")
            elif at_start and low.endswith("ing"):
                tags.append("G")
            else:
                tags.append("X")
            continue
        if low.endswith("'s") or low.endswith("s'"):
            pronoun = get_closed(low[:-2])
            tags.append("O" if pronoun in ("O", "W") or low in _THATS else "N")
        elif "'" in low:
            tags.append("O" if get_closed(low[: low.index("'")]) == "O" else "N")
        elif low.endswith("ly") and len(low) > 4:
            tags.append("R")
        elif low.endswith("ing") and len(low) > 5:
            tags.append("N" if previous in "DJ" else "G")
        elif low.endswith("ed") and len(low) > 4:
            j = i - 1
            while j > 0 and tags[j] == "R":
                j -= 1
            tags.append("E" if i == 0 or tags[j] in "ADJPR," else "V")
        elif previous in "NXO" and low.endswith(("izes", "ises", "ifies")) and len(low) > 6:
            tags.append("V")
        elif low in _PERSONS or low in verbs.PLAIN_NOUNS:
            tags.append("N")
        elif low.endswith(_ADJECTIVE_ENDINGS) or ("-" in low and not low.endswith("s")):
            tags.append("J")
        else:
            tags.append("N")
    tokens.tag = tags


_PERSONS = people.ROLES | people.PEOPLE | people.ANONYMOUS
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
_THAT = frozenset(("that", "this", "these", "those"))
_THATS = frozenset(("that's", "it's", "here's", "there's", "what's"))
_AFTER_OBJECT = frozenset("PCSTMARW")


def _demonstrative(words: list[str], lows: list[str], i: int, n: int) -> str:
    """ "that" before a clause is a subordinator; before a verb or a mark a pronoun; else a determiner."""
    if i + 1 >= n or not words[i + 1][0].isalnum():
        reported = (
            i
            and lows[i] == "that"
            and lows[i - 1] in REPORTING_LEMMA
            and i + 1 < n
            and words[i + 1] != "."
        )
        quoted = lows[i] == "that" and i + 1 < n and words[i + 1][0] in _QUOTES
        return "S" if reported or quoted else "O"
    following = closed.TAGS.get(lows[i + 1])
    if lows[i] == "that":
        if following in ("M", "A"):
            return "W"
        return "S"
    return "O" if following in ("M", "A", "P") or lows[i + 1] in verbs.NOT_NOUNS else "D"


def _opens_infinitive(lows: list[str], words: list[str], i: int, n: int, before: str) -> bool:
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
    if known is not None or low.endswith("s") or low in _PERSONS:
        return False
    if low.endswith(("ize", "ise", "ify", "ate")) or low.startswith(_VERB_PREFIXES):
        return True
    # an unknown word: behind "expected", "likely" or before an object it is a verb
    return before in "EJ" or closed.TAGS.get(after) in ("D", "O")


_VERB_PREFIXES = ("re", "un", "over", "out", "dis", "mis", "under", "de")


def _verb_or_not(
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
        if following == "by" and low not in verbs.NOT_NOUNS and previous not in "OW":
            return "E"
        return "V"
    # only base or third person from here: noun or verb?
    if (
        "B" in form
        and low in verbs.NEVER_NOUNS
        and not at_start
        and (previous not in "DP" or lows[i - 1] in people.QUANTIFIERS)
    ):
        return "V" if previous in 'NXOWD#J,)"%' else "B"
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
        return "V" if previous in 'NXOWD#J,)"%' else "B"
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


def _acts(lows: list[str], i: int, n: int) -> bool:
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
