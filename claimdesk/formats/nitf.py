"""NITF, the IPTC's text format, alone or inside NewsML-G2."""

from lxml import etree

from claimdesk.formats import blocks
from claimdesk.formats.model import IncomingArticle, moment, one_line
from claimdesk.formats.xml import first, words


def text_of(root: etree._Element) -> str:
    """The paragraphs of `body.content`, or of the whole body."""
    content = first(root, "body", "body.content")
    whole = content if content is not None else first(root, "body")
    return blocks.of_tree(whole if whole is not None else root)


def article(root: etree._Element) -> IncomingArticle:
    """A whole NITF document, or what one inside another says of itself."""
    head = first(root, "body", "body.head")
    doc = first(root, "head", "docdata")
    identified = None if doc is None else first(doc, "doc-id")
    issued = None if doc is None else first(doc, "date.issue")
    hedline = None if head is None else first(head, "hedline", "hl1")
    title = first(root, "head", "title")
    return IncomingArticle(
        text=text_of(root),
        headline=words(hedline) or words(title),
        byline="" if head is None else words(first(head, "byline")),
        dateline="" if head is None else words(first(head, "dateline")),
        external_id="" if identified is None else one_line(identified.get("id-string")),
        published_at=None if issued is None else moment(issued.get("norm")),
    )
