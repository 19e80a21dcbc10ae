"""Pairs of statements from the articles that we wrote: lightly re-worded, or with another fact.

Made from a seed. The words put in for others are no list that the judging knows of.
"""

import random
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from claimdesk.extraction.pipeline import extract
from claimdesk.fixtures import fixtures

FEWEST_WORDS = 6

SYNONYMS = {
    "said": "stated", "told": "informed", "big": "sizeable", "large": "big", "show": "demonstrate",
    "showed": "indicated", "buy": "purchase", "company": "firm", "firm": "company", "began": "commenced",
    "people": "persons", "children": "kids", "about": "roughly", "roughly": "about", "paid": "handed over",
    "money": "funds", "found": "discovered", "report": "document", "house": "home", "home": "house",
    "because": "since", "need": "require", "help": "assist", "also": "too", "many": "numerous",
    "whole": "entire", "plan": "scheme", "workers": "staff", "talks": "negotiations", "fire": "blaze",
    "road": "street", "boss": "chief", "important": "key", "city": "town", "nearly": "almost",
    "happened": "occurred", "asked": "requested", "get": "obtain", "kept": "retained", "sent": "dispatched",
    "warned": "cautioned", "showers": "shower units", "agreement": "deal", "deal": "agreement",
}  # fmt: skip
SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
NUMBERS = {*SMALL, "thousand", "million", "billion"}
MONTHS = ("January", "February", "March", "April", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
AUXILIARY = r"\b(was|were|is|are|had|has|have|will|would|could|can|did|should|may)\b"

Edit = Callable[[str, random.Random], str]


class Pair(NamedTuple):
    """Two statements, whether they say the same, and how the second was made of the first."""

    first: str
    second: str
    same: bool
    how: str


def claims() -> list[str]:
    """The claims of the articles that have enough words to be said in others."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(fixtures().glob("articles/*.txt")))
    found = {claim.text for text in texts for claim in extract(text).claims}
    return sorted(text for text in found if len(text.split()) >= FEWEST_WORDS)


def pairs(seed: int, how_many: int) -> list[Pair]:
    """So many pairs that say the same, and so many that do not."""
    chance = random.Random(seed)  # noqa: S311
    stock = claims()
    names = _names(stock)
    alike: list[Pair] = []
    while len(alike) < how_many:
        first = chance.choice(stock)
        second, how = _lightly(first, chance)
        if second != first:
            alike.append(Pair(first, second, True, how))
    other: list[Pair] = []
    kinds = ("number", "name", "date", "negation")
    while len(other) < how_many:
        first, kind = chance.choice(stock), kinds[len(other) % len(kinds)]
        changed = _ANOTHER[kind](first, chance, names)
        if changed is not None:
            reworded, how = _lightly(changed, chance)
            other.append(Pair(first, reworded, False, f"another {kind}, {how}"))
    return alike + other


def _lightly(text: str, chance: random.Random) -> tuple[str, str]:
    done = []
    for edit in chance.sample(EDITS, k=chance.randint(1, 3)):
        changed = edit(text, chance)
        if changed != text:
            text = changed
            done.append(edit.__name__.strip("_"))
    return text, " and ".join(done)


def _synonym(text: str, chance: random.Random) -> str:
    known = [m for m in re.finditer(r"\b[a-z]+\b", text) if m[0] in SYNONYMS]
    if not known:
        return text
    word = chance.choice(known)
    return text[: word.start()] + SYNONYMS[word[0]] + text[word.end() :]


def _typo(text: str, chance: random.Random) -> str:
    long = [m for m in re.finditer(r"\b[a-z]{7,}\b", text) if m[0] not in NUMBERS]
    if not long:
        return text
    word = chance.choice(long)
    at = word.start() + chance.randint(2, len(word[0]) - 3)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _typography(text: str, chance: random.Random) -> str:
    plain = text.translate(str.maketrans("“”‘’–—", "\"\"''--"))
    return plain if plain != text else text.replace('"', "”").replace("'", "’")


def _unquoted(text: str, chance: random.Random) -> str:
    return re.sub(r"[“”\"]", "", text)


def _capitals(text: str, chance: random.Random) -> str:
    return text.upper()


def _number_format(text: str, chance: random.Random) -> str:
    changed = text.replace("%", " percent") if "%" in text else text.replace(" percent", "%")
    changed = re.sub(r"(?<=\d),(?=\d{3}\b)", "", changed)
    small = (
        rf"(?<![\d.,$£€-])\b({'|'.join(map(str, range(2, 13)))})\b(?![\d.,:%-]|(?:st|nd|rd|th)\b)"
    )
    if not re.search("|".join((*MONTHS, "May")), changed):
        changed = re.sub(small, lambda m: SMALL[int(m[0])], changed)
    return re.sub(r"\b(\d+)\.(\d) million\b", lambda m: f"{m[1]},{m[2]}00,000", changed)


def _contraction(text: str, chance: random.Random) -> str:
    changed = re.sub(r"\b(did|was|were|is|are|had|has|have|would|could) not\b", r"\1n't", text)
    return changed if changed != text else re.sub(r"n['’]t\b", " not", text)


def _attribution(text: str, chance: random.Random) -> str:
    return text.rstrip(".") + chance.choice(
        (", officials said", ", according to a report", ", it was reported", " - report")
    )


def _opening(text: str, chance: random.Random) -> str:
    if text.startswith("that "):
        return text[5].upper() + text[6:]
    return chance.choice(("It is said that ", "Reportedly, ", "Claim: ")) + text


def _tense(text: str, chance: random.Random) -> str:
    changed = re.sub(r"\bhad ([a-z]+ed)\b", r"\1", text)
    return changed if changed != text else re.sub(r"\bwould\b", "will", text)


def _dropped(text: str, chance: random.Random) -> str:
    if len(text.split()) < 9:
        return text
    small = list(re.finditer(r"\b(the|a|an|very|also|just|quite|already|then) ", text))
    if not small:
        return text
    word = chance.choice(small)
    return text[: word.start()] + text[word.end() :]


def _moved(text: str, chance: random.Random) -> str:
    found = re.fullmatch(r"([^,“”\"]{20,}), ([^,“”\"]{12,}?)\.?", text)
    return f"{found[2]}, {found[1]}" if found else text


def _date_order(text: str, chance: random.Random) -> str:
    months = "|".join((*MONTHS, "May"))
    changed = re.sub(rf"\b({months}) (\d\d?)\b(?!\d)", r"\2 \1", text)
    return changed if changed != text else re.sub(rf"\b(\d\d?) ({months})\b", r"\2 \1", text)


EDITS: tuple[Edit, ...] = (
    _synonym, _typo, _typography, _unquoted, _capitals, _number_format, _contraction, _attribution,
    _opening, _tense, _dropped, _moved, _date_order,
)  # fmt: skip


def _names(stock: list[str]) -> list[str]:
    found = {m[0] for text in stock for m in _named(text)}
    return sorted(name for name in found if name not in {*MONTHS, *DAYS, "May"})


def _named(text: str) -> Iterator[re.Match[str]]:
    """Names in the middle of a sentence."""
    for match in re.finditer(r"(?<=[a-z,] )[A-Z][\w-]+(?: [A-Z][\w-]+)*(?!\.)\b", text):
        if not {*match[0].split()} & {*MONTHS, *DAYS, "May", "I"}:
            yield match


def _another_number(text: str, chance: random.Random, names: list[str]) -> str | None:
    words = "|".join(SMALL[2:])
    found = list(re.finditer(rf"\d+(?:,\d{{3}})*|\b(?:{words})\b", text))
    if not found:
        return None
    number = chance.choice(found)
    if number[0].isalpha():
        new = chance.choice([word for word in SMALL[2:] if word != number[0]])
    else:
        value = int(number[0].replace(",", ""))
        new = str(chance.choice([value + 1, value + 10, value * 2 or 7, max(0, value - 1) or 9]))
        if "," in number[0]:
            new = f"{int(new):,}"
    return text[: number.start()] + new + text[number.end() :] if new != number[0] else None


def _another_name(text: str, chance: random.Random, names: list[str]) -> str | None:
    found = list(_named(text))
    if not found:
        return None
    name = chance.choice(found)
    others = [other for other in names if not {*other.split()} & {*text.replace(",", "").split()}]
    return text[: name.start()] + chance.choice(others) + text[name.end() :]


def _another_date(text: str, chance: random.Random, names: list[str]) -> str | None:
    kinds = (MONTHS, DAYS)
    found = [
        (match, kind)
        for kind in kinds
        for match in re.finditer(rf"\b({'|'.join(kind)})\b", text)
        if kind is DAYS or re.search(r"\d", text[max(0, match.start() - 4) : match.end() + 5])
    ]
    years = [(match, ()) for match in re.finditer(r"\b(?:19|20)\d\d\b", text)]
    if not found and not years:
        return None
    match, kind = chance.choice([*found, *years])
    if kind:
        new = chance.choice([other for other in kind if other != match[0]])
    else:
        new = str(int(match[0]) + chance.choice((-2, -1, 1, 2)))
    return text[: match.start()] + new + text[match.end() :]


def _denied(text: str, chance: random.Random, names: list[str]) -> str | None:
    if re.search(r"\b(?:not|no|never|nor|none|without)\b|n['’]t\b", text):
        found = re.findall(r"\b(?:not|never) ", text)
        return re.sub(r"\b(?:not|never) ", "", text, count=1) if len(found) == 1 else None
    verbs = list(re.finditer(AUXILIARY + r"(?! only)", text))
    if not verbs:
        return None
    verb = chance.choice(verbs)
    return text[: verb.end()] + chance.choice((" not", " never")) + text[verb.end() :]


_ANOTHER = {
    "number": _another_number,
    "name": _another_name,
    "date": _another_date,
    "negation": _denied,
}
