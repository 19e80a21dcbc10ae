"""Which language an article is in: English, or another one by Google's CLD3 (the package cld3-py).

All that is asked is whether the rules may read the text. A detector alone takes headlines, numbers
and English full of foreign names for something else, so it is asked only where English's small
words are rare, and believed where it is sure: a text too short or too plain to tell counts as
English. A script other than Latin is never English. Of a long text the start, the middle and the
end are read.
"""

from __future__ import annotations

import re

from claimdesk.extraction.lexicon.languages import NAMES, SMALL_WORDS

_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(
    r"[\u0370-\u1cff\u2c80-\ua71f\ua840-\uab2f\uab70-\ud7ff\U00010000-\U0001d3ff\U0001d800-\U0003ffff]"
)
_SAMPLE = 1200
_RARE = 9
"""Where one word in so many is a small one of English, the text is English."""
_FEWEST = 30
_FEWEST_OTHER_SCRIPT = 8
_SHORT = 80
"""Letters: fewer are no ground to judge on at all; up to so many only a sure answer counts."""
_SURE = 0.9
_LIKELY = 0.5
_OLD_CODES = {"iw": "he"}


def language_of(text: str) -> str:
    """The ISO 639 code of the language ``text`` is most likely written in; "en" when in doubt."""
    sample = text
    if len(text) > 3 * _SAMPLE:
        middle = len(text) // 2
        sample = "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    others = 0 if sample.isascii() else len(_OTHER_SCRIPT.findall("".join(words)))
    if others * 2 > letters:
        if others < _FEWEST_OTHER_SCRIPT:
            return "en"
        code, probability = _detected(sample)
        return code if code != "en" and probability >= _LIKELY else "und"
    if letters < _FEWEST or sum(word in SMALL_WORDS for word in words) * _RARE >= len(words):
        return "en"
    code, probability = _detected(sample)
    return code if probability >= (_SURE if letters < _SHORT else _LIKELY) else "en"


def note_for(language: str) -> str | None:
    """What to tell the desk about a language that claims are not looked for in; None for English."""
    if language == "en":
        return None
    return f"{NAMES.get(language, language)} is not supported yet: the article is stored without claims."


def _detected(sample: str) -> tuple[str, float]:
    """CLD3's answer and how probable it is."""
    import gcld3  # only here: most articles are English and never need it

    data = sample.encode("utf-8", "replace")
    # A detector takes microseconds to make, and one of its own lets threads call at once.
    found = gcld3.NNetLanguageIdentifier(0, len(data)).FindLanguage(data)
    code = found.language.partition("-")[0]  # "ru-Latn" is Russian all the same
    return _OLD_CODES.get(code, code), found.probability
