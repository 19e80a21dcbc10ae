"""Bytes as text, in the encodings that newsrooms and the web write."""

import codecs

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

_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def is_known(charset: str) -> bool:
    """Whether text in that charset is read."""
    try:
        return codecs.lookup(charset).name in ENCODINGS
    except (LookupError, ValueError):  # there is no such charset, or it is no name of one
        return False


def strict(content: bytes, charset: str = "", otherwise: str = "") -> str:
    """The text to the letter: by its charset, else by its byte order mark, else UTF-8.

    `otherwise` is what its sender can do beside saving it as UTF-8.
    Raises Unreadable for a charset that is not known or not the text's.
    """
    if charset and not is_known(charset):
        raise Unreadable(f"“{charset[:40]}” is no charset that is read here. Send it as UTF-8.")
    named = charset or next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(named)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"Byte {error.start:,} is no {named.upper()}. Save it as UTF-8{otherwise}."
        ) from error
