"""A text as words, and its words as segments: what two versions are compared by. Pure.

Segments are sentences as near as their marks tell; what matters is that the same words are cut in
the same way wherever they stand, so every cut is decided by what is close to it.
"""

import re
import unicodedata
import zlib
from bisect import bisect_left, bisect_right

_TOKEN = re.compile(r"[\w\u0300-\u036f]+|[^\w\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_FOLDED = str.maketrans("“”„‟«»‘’‚‛‹›–—―‐‑−", "\"\"\"\"\"\"''''''------")
_ENDS = frozenset(".!?…")
_CLOSES = frozenset("\"')]")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SOFT, _HARD, _ONE_IN = 40, 120, 8
_PAUSES = frozenset(",;:")
_ABBREVIATIONS = frozenset(
    [
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Prof",
        "Sen",
        "Rep",
        "Gov",
        "Gen",
        "Col",
        "Sgt",
        "St",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Aug",
        "Sept",
        "Oct",
        "Nov",
        "Dec",
        "No",
        "vs",
    ]
)


class Tokens:
    """The words and marks of a text, and the segments they make.

    `word[k]` is the k-th word with typography folded away (kinds of quotation marks and dashes,
    composed or decomposed accents), `start[k]` and `end[k]` its place in the text. `segments` are
    ranges of tokens, `key` what each reads like.
    """

    def __init__(self, text: str) -> None:
        self.start: list[int] = []
        self.end: list[int] = []
        self.word: list[str] = []
        for match in _TOKEN.finditer(text):
            self.start.append(match.start())
            self.end.append(match.end())
            self.word.append(_fold(match.group()))
        self.segments = _segments(text, self)
        self.key = [" ".join(self.word[first:last]) for first, last in self.segments]

    def __len__(self) -> int:
        return len(self.word)

    def tokens_of(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that `text[start:end]` touches, as a range; empty where it touches none."""
        return bisect_right(self.end, start), bisect_left(self.start, end)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the tokens from `first` up to `last`, exclusive, stand in the text."""
        return self.start[first], self.end[last - 1]


def _fold(word: str) -> str:
    return word if word.isascii() else unicodedata.normalize("NFC", word.translate(_FOLDED))


def _segments(text: str, tokens: Tokens) -> list[tuple[int, int]]:
    segments, first = [], 0
    for k in range(len(tokens)):
        last = k + 1
        if last == len(tokens) or _cut_after(text, tokens, k) or _too_long(tokens, first, k):
            segments.append((first, last))
            first = last
    return segments


def _cut_after(text: str, tokens: Tokens, k: int) -> bool:
    gap = text[tokens.end[k] : tokens.start[k + 1]]
    if not gap:
        return False
    ended = _ends_sentence(tokens, k)
    lower = tokens.word[k + 1][0].islower()
    if breaks := len(_BREAK.findall(gap)):
        return breaks > 1 or ended or not lower  # a single one may only wrap a line
    return ended and not lower


def _ends_sentence(tokens: Tokens, k: int) -> bool:
    while k > 0 and tokens.word[k] in _CLOSES:
        k -= 1
    if tokens.word[k] not in _ENDS:
        return False
    before = tokens.word[k - 1] if k > 0 else ""
    return not (tokens.word[k] == "." and before in _ABBREVIATIONS)


def _too_long(tokens: Tokens, first: int, k: int) -> bool:
    # Cut by what the words are, not by how many there were, so that a word put in moves one cut.
    length = k - first
    if length >= _HARD:
        return True
    if length < _SOFT or tokens.end[k] == tokens.start[k + 1]:
        return False
    word = tokens.word[k]
    return word in _PAUSES or zlib.crc32(word.encode("utf-8", "surrogatepass")) % _ONE_IN == 0
