"""Edits whose truth is known: every character of the edited text remembers where it stood."""

import random
import re

# No editor cuts or puts in behind "Mr.", "Jan." or in "6.76kg".
_SENTENCE = re.compile(
    r"(?:[^.!?\n]|\.(?=\w|,)|(?<=Mr|Ms|Dr)\.|(?<=Jan|Oct|Inc|B\.C|p\.m)\.)+[.!?]+[\"”’']*"
)
_WORD = re.compile(r"[a-zA-Z]{4,}")
_QUOTE = re.compile(r"[“\"][^”\"\n]{20,}[”\"]")

# A character with the place it had in the old text; none for what was put in.
Char = tuple[str, int | None]


class Edited:
    """A text under the hands of an editor. `origin[k]` is the old place of `text[k]`."""

    def __init__(self, text: str, chance: random.Random) -> None:
        self.chars: list[Char] = [(character, at) for at, character in enumerate(text)]
        self.chance = chance

    @property
    def text(self) -> str:
        return "".join(character for character, _ in self.chars)

    @property
    def origin(self) -> list[int | None]:
        return [at for _, at in self.chars]

    def _any(self, pattern: re.Pattern[str]) -> tuple[int, int] | None:
        found = [match.span() for match in pattern.finditer(self.text)]
        return self.chance.choice(found) if found else None

    def _paragraphs(self) -> list[tuple[int, int]]:
        return [m.span() for m in re.finditer(r"[^\n]+\n*", self.text)]

    def typo(self) -> None:
        """A letter dropped, doubled, exchanged or swapped with the next."""
        if (word := self._any(_WORD)) is None:
            return
        at = self.chance.randrange(word[0] + 1, word[1] - 1)
        kind = self.chance.choice(["drop", "double", "exchange", "swap"])
        if kind == "drop":
            del self.chars[at]
        elif kind == "double":
            self.chars.insert(at, (self.chars[at][0], None))
        elif kind == "exchange":
            self.chars[at] = (self.chance.choice("abcdefghijklmnopqrstuvwxyz"), self.chars[at][1])
        else:
            self.chars[at : at + 2] = reversed(self.chars[at : at + 2])

    def move_paragraph(self) -> None:
        start, end = self.chance.choice(self._paragraphs())
        taken = self.chars[start:end]
        del self.chars[start:end]
        place = self.chance.choice([0, *(last for _, last in self._paragraphs())])
        self.chars[place:place] = taken

    def repeat_sentence(self) -> None:
        """A copy of a sentence behind another one, or right behind itself."""
        if (sentence := self._any(_SENTENCE)) is None:
            return
        copy: list[Char] = [(character, None) for character, _ in self.chars[slice(*sentence)]]
        behind = sentence if self.chance.random() < 0.2 else self._any(_SENTENCE)
        if behind is not None:
            self.chars[behind[1] : behind[1]] = [(" ", None), *copy]

    def cut_sentence(self) -> None:
        if (sentence := self._any(_SENTENCE)) is not None:
            del self.chars[slice(*sentence)]

    def cut_quote(self) -> None:
        """Some words out of a quotation, or the end of it."""
        if (quote := self._any(_QUOTE)) is None:
            return
        first = self.chance.randrange(quote[0] + 1, quote[1] - 10)
        last = self.chance.choice([quote[1] - 1, self.chance.randrange(first, quote[1] - 1)])
        del self.chars[first:last]

    def put_in(self) -> None:
        """A new sentence between two others."""
        if (behind := self._any(_SENTENCE)) is not None:
            day = self.chance.choice(["Monday", "Tuesday", "Friday"])
            number = self.chance.randrange(1000)
            added = f" This article was updated on {day} with {number} words of comment."
            self.chars[behind[1] : behind[1]] = [(character, None) for character in added]

    def typography(self) -> None:
        """Straight marks for curly ones, as a system makes of them."""
        straight = {"“": '"', "”": '"', "’": "'", "‘": "'", "—": "-"}
        self.chars = [(straight.get(character, character), at) for character, at in self.chars]

    def some(self) -> list[str]:
        """One to five edits; their names."""
        kinds = (
            ["typo"] * 4 + ["move_paragraph"] * 3 + ["repeat_sentence"] * 3 + ["cut_sentence"]
            + ["cut_quote"] * 2 + ["put_in"] + ["typography"]
        )  # fmt: skip
        names = [self.chance.choice(kinds) for _ in range(self.chance.randrange(1, 6))]
        for name in names:
            getattr(self, name)()
        return names
