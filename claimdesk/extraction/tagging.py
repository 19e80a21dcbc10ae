"""A light part-of-speech guess: closed classes, verb forms, endings, and the words next door.

Tags are one letter each: D determiner or possessive, P preposition, C coordinator, S subordinator,
O pronoun, M modal, A form of be/have/do, T "to", W wh-word, R adverb, J adjective, # number,
N noun, X proper name, V finite verb, B base form, E participle, G -ing form. A mark is its own
tag; every quotation mark is ``"``.
"""

from __future__ import annotations

from claimdesk.extraction.lexicon import closed, names, verbs
from claimdesk.extraction.morphology import REPORTING_LEMMA, VERB_FORMS
from claimdesk.extraction.tokens import Tokens
from claimdesk.extraction.verb_guess import PERSONS, acts, opens_infinitive, verb_or_noun

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
        known = get_closed(low)
        if known is not None and word == low and low not in _CAREFUL:
            tags.append(_can(tags, lows, i, n) if low == "can" else known)
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
                low == "to" and i + 1 < n and not opens_infinitive(lows, words, i + 1, n, previous)
            ):
                known = "P"
            tags.append(known)
            continue
        if first.isdigit():
            tags.append("#")
            continue
        form = get_verb(low)
        if form is not None and (capitals or at_start or not first.isupper()):
            guess = verb_or_noun(low, form, previous, tags, lows, words, i, n, at_start)
            if (
                guess == "N"
                and at_start
                and first.isupper()
                and not low.endswith("s")
                and acts(lows, i + 1, n)
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
        elif low in PERSONS or low in verbs.PLAIN_NOUNS:
            tags.append("N")
        elif low.endswith(_ADJECTIVE_ENDINGS) or ("-" in low and not low.endswith("s")):
            tags.append("J")
        else:
            tags.append("N")
    _join_names(words, lows, tags)
    tokens.tag = tags


def _can(tags: list[str], lows: list[str], i: int, n: int) -> str:
    """``A petrol can found near the tank``: a modal has a base form behind it."""
    behind = lows[i + 1] if i + 1 < n else ""
    past = behind == "found" or (behind.endswith("ed") and not behind.endswith("eed"))
    return "N" if i and tags[i - 1] in "NJD" and past else "M"


def _join_names(words: list[str], lows: list[str], tags: list[str]) -> None:
    """``Luis de la Cruz``, ``Omar al-Farsi``: small words inside a name belong to it."""
    for i in range(1, len(words)):
        if lows[i - 1] == "can" and tags[i - 1] == "N" and tags[i] == "V":
            tags[i] = "E"  # see ``_can``
        if tags[i - 1] != "X":
            continue
        if lows[i].startswith(("al-", "el-")) and words[i][3:4].isupper():
            tags[i] = "X"
        elif words[i] in names.PARTICLES:
            j = i + 1
            while j < len(words) and j < i + 3 and words[j] in names.PARTICLES:
                j += 1
            if j < len(words) and tags[j] == "X":
                tags[i:j] = ["X"] * (j - i)


_CAREFUL = frozenset(("that", "this", "these", "those", "like", "her", "to"))
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
