"""Words and marks of one block, as parallel lists, with offsets in the whole text."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""(?x)
      [^\W\d_]+(?![.’'\-&/\w])                                # a plain word: most tokens, tried first
    |
      (?:[A-Za-z]\.){2,}                                   # U.S.  p.m.
    | (?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Cpl|Maj|Adm|Sen|Rep|Gov|Hon|Rev|Fr|Pres|Jr|Sr|St|Mt|Ft|Inc|Corp|Co|Ltd|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|etc|al|approx|Supt|Det|Insp|Cllr|Messrs|Amb|Sec|Atty|Dist|Ave|Blvd|Dept|Univ|Assn|Bros)\.(?=\s|,)
    | [A-Z]\.(?=\s?[A-Z])                                  # an initial
    | \d+(?:-[^\W\d_]+)+                                    # 17-year-old
    | [$£€¥]?\d+(?:[.,]\d+)*(?:[%°]|[^\W\d_]+)?
    | [^\W_]+(?:(?:[-’'&/]|\.(?=[a-z]))[^\W_]+)*                # words, contractions, possessives
    | \.{3,} | …
    | --+
    | ''|``                                                # typewriter quotation marks
    | [^\w\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff] | _+
    """
)


class Tokens:
    """Parallel lists: ``start[i]``, ``end[i]``, the word as written and its lower case."""

    __slots__ = ("end", "low", "quote", "start", "tag", "word")

    def __init__(self, text: str, begin: int, finish: int) -> None:
        matches = list(_TOKEN.finditer(text, begin, finish))
        self.start = [match.start() for match in matches]
        self.end = [match.end() for match in matches]
        self.word = [match[0] for match in matches]
        self.low = [word.lower() for word in self.word]
        if text.find("’", begin, finish) >= 0:
            self.low = [low.replace("’", "'") for low in self.low]
        self.tag: list[str] = []
        self.quote: list[int] = [-1] * len(self.word)

    def __len__(self) -> int:
        return len(self.word)
