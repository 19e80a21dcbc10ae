"""Which language an article is in, by its script and its commonest small words.

Good enough to tell English from the rest, which is all that is asked of it: a text too short or
too plain to tell counts as English. It reads the start, the middle and the end of a long text.
"""

from __future__ import annotations

import re
from collections import Counter

from claimdesk.extraction.lexicon.languages import NAMES, SCRIPTS, STOP_WORDS

_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1cff\u3040-\ud7af]")
_SAMPLE = 1200
_ENOUGH = 5
_ENOUGH_LETTERS = 40


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language ``text`` is most likely written in; "en" when in doubt."""
    sample = text
    if len(text) > 3 * _SAMPLE:
        middle = len(text) // 2
        sample = "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
    by_script = _script(sample)
    if by_script is not None:
        return by_script
    votes: Counter[str] = Counter()
    for word in _WORD.findall(sample.lower()):
        for code in STOP_WORDS.get(word, ()):
            votes[code] += 1
    if not votes:
        return "en"
    best, count = votes.most_common(1)[0]
    return best if count >= _ENOUGH and count > 1.3 * votes["en"] else "en"


def note_for(language: str) -> str | None:
    """What to tell the desk about a language that claims are not looked for in; None for English."""
    if language == "en":
        return None
    return f"{NAMES.get(language, language)} is not supported yet: the article is stored without claims."


def _script(sample: str) -> str | None:
    """The language of a script other than Latin, if most letters are in one."""
    if sample.isascii():
        return None
    others = _OTHER_SCRIPT.findall(sample)
    if len(others) < _ENOUGH_LETTERS or len(others) * 2 < sum(map(str.isalpha, sample)):
        return None
    foreign: Counter[str] = Counter()
    for char in others:
        point = ord(char)
        for first, last, code in SCRIPTS:
            if first <= point <= last:
                foreign[code] += 1
                break
    if not foreign:
        return None
    return "ja" if foreign["ja"] * 10 > len(others) else foreign.most_common(1)[0][0]
