"""What text an article may have. Pure."""

from claimdesk.errors import Invalid, TooLarge
from claimdesk.extraction.lexicon.furniture import BYLINE

TITLE_CHARS = 300
BYLINE_CHARS = 120
HEAD_LINES = 6
"""A byline stands among the first lines; further down "By" begins a sentence."""


def check_text(text: str, max_chars: int) -> None:
    """Refuse what cannot be an article. Raises Invalid or TooLarge, naming what and where.

    The text is otherwise kept to the letter: line ends, direction marks and all.
    """
    if len(text) > max_chars:
        raise TooLarge(
            f"The text has {len(text):,} characters; the limit is {max_chars:,}. Send it in parts.",
            limit=max_chars,
        )
    if (position := text.find("\0")) >= 0:
        raise Invalid(
            f"Character {position:,} of the text is a NUL, so this is no plain text. "
            "Send the article's text, not a file of another kind."
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Invalid(
            f"Character {error.start:,} of the text is half a character (a lone surrogate). "
            "Read the file as UTF-8 and send it again."
        ) from error
    if not any(character.isalnum() for character in text):
        raise Invalid("The text is empty. Paste the article's text.")


def byline_of(text: str) -> str:
    """The line above the story that says who wrote it, without its "By"; empty where none does."""
    lines = [line.strip() for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    for line in lines[:HEAD_LINES]:
        if len(line) <= BYLINE_CHARS and line[:3].casefold() == "by " and BYLINE.match(line):
            return line[3:].strip()
    return ""


def title_of(text: str) -> str:
    """The first line with anything in it, cut at a length that a list can show."""
    for line in text.removeprefix("\ufeff").splitlines():  # a byte-order mark is no letter
        if line.strip():
            title = " ".join(line.split())
            return title if len(title) <= TITLE_CHARS else title[: TITLE_CHARS - 1] + "…"
    return ""
