"""Made-up statements for ``bench match``: as long as claims are, in words as frequent as words are."""

import random
from collections.abc import Iterator
from itertools import accumulate

from claimdesk.matching.stopwords import STOP_WORDS

VOCABULARY = 200_000
SHORTEST, LONGEST = 10, 28
# Zipf's law as Mandelbrot mended it: the commonest words are less common than their rank says.
OFFSET = 2.7
_ONSETS = "b bl br c ch cl d dr f fl g gl gr h j k l m n p pl pr r s sh sl st t th tr v w".split()  # noqa: SIM905
_VOWELS = "a e i o u ai ea ee ou".split()  # noqa: SIM905


class Statements:
    """Statements from a seed: the same ones each time, none of them twice."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311  (for likeness, not for secrets)
        self._words = sorted(STOP_WORDS, key=lambda word: (len(word), word)) + [
            _invented(number) for number in range(VOCABULARY - len(STOP_WORDS))
        ]
        self._often = list(accumulate(1 / (rank + OFFSET) for rank in range(VOCABULARY)))
        self._seen: set[int] = set()

    def take(self, how_many: int) -> Iterator[str]:
        """So many new ones."""
        while how_many:
            text = " ".join(self.words(self._chance.randint(SHORTEST, LONGEST)))
            if (mark := hash(text)) not in self._seen:
                self._seen.add(mark)
                how_many -= 1
                yield text[0].upper() + text[1:] + "."

    def forget(self) -> None:
        """Give back what it took to know that none is there twice."""
        self._seen.clear()

    def words(self, how_many: int) -> list[str]:
        """Words, drawn by how frequent they are."""
        return self._chance.choices(self._words, cum_weights=self._often, k=how_many)

    def reworded(self, text: str) -> str:
        """The same with a fifth of its words left out, and two others put in."""
        kept = [word for word in text.rstrip(".").split() if self._chance.random() > 0.2]
        for word in self.words(2):
            kept.insert(self._chance.randint(0, len(kept)), word)
        return " ".join(kept)


def _invented(number: int) -> str:
    """A word that is one of its number alone: two syllables of a kind, then as many as it takes."""
    word = ""
    base = len(_ONSETS) * len(_VOWELS)
    number += base
    while number:
        number, syllable = divmod(number, base)
        word += _ONSETS[syllable % len(_ONSETS)] + _VOWELS[syllable // len(_ONSETS)]
    return word + "n"
