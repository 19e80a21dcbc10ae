"""Bytes as text, in the encodings that newsrooms and the web write."""

import codecs
import re

from claimdesk.formats.model import Unreadable

ENCODINGS = frozenset(
    codecs.lookup(name).name
    for name in (
        "ascii", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "big5", "big5hkscs", "cp866", "cp874",
        "cp932", "cp949", "euc-jp", "euc-kr", "gb18030", "gb2312", "gbk", "iso-2022-jp", "koi8-r",
        "koi8-u", "mac-cyrillic", "mac-roman", "shift_jis", "tis-620",
        *(f"cp{number}" for number in range(1250, 1259)),
        *(f"iso-8859-{number}" for number in range(1, 17) if number != 12),
    )
)  # fmt: skip
"""What the web writes text in. Python knows more, and some of it takes hours over one page."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
"""What stands in no text; tabs, line ends and form feeds do."""
OLD = "cp1252"
"""What a text that says no charset and is no UTF-8 is most often in: older office programs' files."""

_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def is_known(charset: str) -> bool:
    """Whether text in that charset is read."""
    try:
        return codecs.lookup(charset).name in ENCODINGS
    except (LookupError, ValueError):  # there is no such charset, or it is no name of one
        return False


def plain(content: bytes, charset: str = "") -> str:
    """A text file to the letter, where it may say no charset: then UTF-8, or what older programs wrote.

    The page's readFile.ts goes by the same rule for a file that it reads itself.
    Raises Unreadable as `strict` does, and for what is no text.
    """
    try:
        return strict(content, charset)
    except Unreadable:
        if charset:
            raise
    return _old(content)


NO_TEXT = "It is no text: its bytes are another kind of file's. Open it where it was made, and save it as text."


def _old(content: bytes) -> str:
    """Text from before Unicode, which has no control characters where it is text."""
    try:
        text = content.decode(OLD)
    except UnicodeDecodeError as error:
        raise Unreadable(NO_TEXT) from error
    if _CONTROLS.search(text):
        raise Unreadable(NO_TEXT)
    return text


def strict(content: bytes, charset: str = "") -> str:
    """The text to the letter: by its charset, else by its byte order mark, else UTF-8.

    Raises Unreadable for a charset that is not known or not the text's.
    """
    if charset and not is_known(charset):
        raise Unreadable(f"“{charset[:40]}” is no charset that is read here. Send it as UTF-8.")
    named = charset or next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(named)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"Byte {error.start:,} is no {named.upper()}. Save it as UTF-8."
        ) from error
