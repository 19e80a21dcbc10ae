"""From the database's marked excerpts to fragments. Pure."""

from claimdesk.search.schemas import Fragment


def fragments(marked: str, start: str, stop: str) -> list[Fragment]:
    """The pieces of an excerpt in which `start` and `stop` stand around each match.

    The markers are made anew for every search, so that no text can hold them. Whatever else the text
    has, brackets and tags, stays text; the U+0001 by which the database parted words from typographic
    marks goes.
    """
    head, *rest = marked.replace("\x01", "").split(start)
    pieces = [(head, False)]
    for piece in rest:
        match, _, after = piece.partition(stop)
        pieces += [(match, True), (after, False)]
    return [Fragment(text=text, match=match) for text, match in pieces if text]


def has_match(found: list[Fragment]) -> bool:
    """Whether the excerpt has any of the words; one without is no highlight."""
    return any(fragment.match for fragment in found)
