"""The paragraphs of HTML, XHTML and NITF as plain text."""

import re

from lxml import etree
from lxml import html as parser

from claimdesk.formats.model import Unreadable, one_line
from claimdesk.formats.xml import name_of

_UNSEEN = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "svg",
        "math",
        "head",
        "nav",
        "form",
        "button",
        "select",
    ]
)
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    # NITF's
    "chron", "copyrite", "event", "function", "lang", "location", "money", "num", "object.title",
    "org", "person", "pronounce", "postaddr", "virtloc",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_BLANKS = re.compile(r"[ \t\n\r\f]+")


def of_html(markup: str) -> str:
    """The text of an HTML document or a piece of one. Raises Unreadable."""
    return of_tree(tree(markup)) if markup.strip() else ""


def tree(markup: str) -> etree._Element:
    """Parsed as browsers would. Raises Unreadable."""
    reader = parser.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = parser.document_fromstring(markup.replace("\0", "").encode(), parser=reader)
    except (etree.ParserError, etree.XMLSyntaxError, UnicodeEncodeError, ValueError) as error:
        raise Unreadable(f"The HTML cannot be read: {one_line(str(error))[:200]}.") from error
    if any("depth" in entry.message for entry in reader.error_log):  # what lies deeper is not there
        raise Unreadable("The HTML is nested too deeply.")
    return root


def of_tree(root: etree._Element) -> str:
    """The text below an element: a paragraph a line, an empty line between; `br` begins a line."""
    lines: list[str] = [""]
    unseen = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = name_of(element).lower()
        block = name not in _INLINE
        if event == "start":
            unseen += name in _UNSEEN
            if name == "br":
                lines[-1] += "\n"
            elif name in _CELLS:
                lines[-1] += " "
            elif block:
                lines.append("")
            if not unseen:
                lines[-1] += _BLANKS.sub(" ", element.text or "")
            continue
        unseen -= name in _UNSEEN
        if block and name not in {"br", *_CELLS}:
            lines.append("")
        if not unseen and element is not root:
            lines[-1] += _BLANKS.sub(" ", element.tail or "")
    paragraphs = ("\n".join(map(one_line, line.split("\n"))).strip() for line in lines)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
