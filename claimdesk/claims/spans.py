"""Checking spans that a person marked in a text. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from claimdesk.errors import Invalid
from claimdesk.extraction.model import Form, Span

QUOTES = frozenset('"“”„«»‘’')


def pieces(text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The pieces of a content, if they are in the text, in order, apart, and hold words.

    Raises Invalid, saying which piece is wrong and how.
    """
    after = 0
    for start, end in spans:
        _check(text, start, end, "spans")
        if start < after:
            raise Invalid(
                f"The piece {start}–{end} begins before the one ahead of it ends. Send them in order.",
                errors=[{"field": "spans", "detail": "in order, without overlap"}],
            )
        after = end
    return tuple((start, end) for start, end in spans)


def span(text: str, piece: tuple[int, int] | None, field: str) -> Span | None:
    """A cue's or a source's words. Raises Invalid."""
    if piece is None:
        return None
    _check(text, *piece, field)
    return Span(start=piece[0], end=piece[1], text=text[piece[0] : piece[1]])


def _check(text: str, start: int, end: int, field: str) -> None:
    if not start < end <= len(text):
        raise Invalid(
            f"{start}–{end} is no stretch of the text, which has {len(text):,} characters. "
            "Offsets are code points, ends exclusive.",
            errors=[{"field": field, "detail": f"0 <= start < end <= {len(text)}"}],
        )
    if not any(character.isalnum() for character in text[start:end]):
        raise Invalid(
            f"There is no word at {start}–{end}.", errors=[{"field": field, "detail": "no word"}]
        )


def form_of(text: str, spans: Sequence[tuple[int, int]]) -> Form:
    """Direct where every piece is quoted from end to end, indirect without a quotation, else mixed."""
    marked = [any(c in QUOTES for c in text[start:end]) for start, end in spans]
    whole = [text[start] in QUOTES and text[end - 1] in QUOTES | set(",.") for start, end in spans]
    if all(whole):
        return "direct"
    return "mixed" if any(marked) else "indirect"


def check_parts(own: Sequence[tuple[int, int]], parts: Sequence[Sequence[tuple[int, int]]]) -> None:
    """Parts of a split lie within the claim, apart from each other. Raises Invalid."""
    first, last = own[0][0], own[-1][1]
    taken = sorted(piece for part in parts for piece in part)
    if taken[0][0] < first or taken[-1][1] > last:
        raise Invalid(
            f"Parts lie within the claim they are split from, {first}–{last}.",
            errors=[{"field": "parts", "detail": f"within {first}–{last}"}],
        )
    for (_, end), (start, _) in pairwise(taken):
        if start < end:
            raise Invalid(
                f"Two parts share the text from {start} on. Give each its own words.",
                errors=[{"field": "parts", "detail": "without overlap"}],
            )
