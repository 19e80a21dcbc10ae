"""What the extractor answers with: immutable spans over the text exactly as it was given.

Every offset counts Unicode code points in that text (what Python's ``str`` indexes by), the end is
exclusive, and every ``text`` field equals ``given[start:end]``. Nothing is normalised on the way:
carriage returns, right-to-left marks, NULs and lone surrogates keep their places and count as one.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Form = Literal["direct", "indirect", "mixed"]
SourceKind = Literal[
    "person",
    "official",
    "organisation",
    "document",
    "poll",
    "group",
    "anonymous",
]
Degree = Literal["named", "role", "organisation", "anonymous", "hearsay"]


class Span(msgspec.Struct, frozen=True):
    """A stretch of the article: ``text == article[start:end]``."""

    start: int
    end: int
    text: str


class Source(msgspec.Struct, frozen=True, omit_defaults=False):
    """The words that name who is said to have said it.

    ``unnamed`` is true when these are people whose name the article does not give: "sources",
    "Taliban officials", a pronoun that refers to one of these, or nobody at all ("reportedly").
    ``refers_to`` is the fullest earlier mention of the same source, when there is one.
    ``degree`` says how much the reader is told: a name, an organisation only, a role only, nothing,
    or hearsay. ``condition`` is the promise ("on condition of anonymity"), ``reason`` why it was
    given ("because they were not authorised to speak"); ``count`` how many people the words claim
    ("three officials" is 3).
    """

    start: int
    end: int
    text: str
    kind: SourceKind
    unnamed: bool
    refers_to: Span | None = None
    degree: Degree = "named"
    condition: Span | None = None
    reason: Span | None = None
    count: int | None = None


class Claim(msgspec.Struct, frozen=True):
    """One thing that somebody is said to have said, thought, wanted or done.

    ``spans`` are the pieces of the content in order (more than one when a cue splits it) and
    ``start``/``end`` their hull; ``parent`` is the index, in the same list, of the claim this one
    lies inside. A checkable sentence in the article's own voice has neither cue nor source: the
    publication itself is answerable for it.
    """

    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    text: str
    form: Form
    parent: int | None
    cue: Span | None
    source: Source | None
    checkworthiness: float
    basis: str


class Extraction(msgspec.Struct, frozen=True):
    """All that was found in one article.

    ``sha256`` is of the text encoded as UTF-8 with ``surrogatepass``, so that a text with lone
    surrogates has a hash too (for every well-formed text it is the plain UTF-8 hash). ``furniture``
    lists the stretches that belong to the page and not to the article; no claim touches them.
    ``note`` is set when claims were not looked for, and says why.
    """

    doc: str
    sha256: str
    title: str | None
    language: str
    claims: tuple[Claim, ...]
    furniture: tuple[tuple[int, int], ...]
    note: str | None = None
