"""NewsML-G2: a news item, or a message that carries several."""

from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from claimdesk.formats import blocks, nitf
from claimdesk.formats.model import (
    IncomingArticle,
    PubStatus,
    Unreadable,
    embargo_until,
    moment,
    one_line,
    status_of,
)
from claimdesk.formats.xml import below, first, name_of, words

MOST_ITEMS = 1000
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ABOUT_THINGS = ("cpnat:person", "cpnat:organisation", "cpnat:geoarea", "cpnat:event", "cpnat:poi")


def read(root: etree._Element) -> list[IncomingArticle]:
    """Every text among the news items, in their order. Raises Unreadable where there is none."""
    items = [root] if name_of(root) == "newsItem" else list(below(root, "itemSet", "newsItem"))
    if len(items) > MOST_ITEMS:
        raise Unreadable(f"There are {len(items):,} items; send at most {MOST_ITEMS:,} at once.")
    found = [_article(item) for item in items if _is_text(item)]
    if not found:
        raise Unreadable("There is no news item of the class text in the NewsML-G2.")
    return found


def _is_text(item: etree._Element) -> bool:
    kind = first(item, "itemMeta", "itemClass")
    if kind is None:
        return True
    name = (kind.get("qcode") or kind.get("uri") or "").replace("/", ":").rpartition(":")[2]
    return name in {"", "text"}


def _article(item: etree._Element) -> IncomingArticle:
    status = _status(item)
    inner = _content(item)
    if not inner.text and status is not PubStatus.CANCELED:
        raise Unreadable(
            "The news item has no text: its contentSet needs inlineXML with NITF or XHTML, or inlineData."
        )
    content = first(item, "contentMeta")
    meta = item if content is None else content
    embargo, indefinitely = _embargo(item)
    tag = first(meta, "language")
    subjects = tuple(_subjects(meta))
    return IncomingArticle(
        text=inner.text,
        headline=words(first(meta, "headline"))
        or words(first(item, "itemMeta", "title"))
        or inner.headline,
        byline=words(first(meta, "by")) or inner.byline or _named(first(meta, "creator")),
        dateline=words(first(meta, "dateline")) or inner.dateline or _named(first(meta, "located")),
        section=_section(meta) or next(iter(subjects), ""),
        language=one_line((tag is not None and tag.get("tag")) or item.get(_LANG)),
        version=one_line(item.get("version")),
        external_id=one_line(item.get("guid")),
        url=_address(item),
        provider=_named(first(item, "itemMeta", "provider")),
        usage_terms=_terms(item),
        genre=_named(first(meta, "genre")),
        subjects=subjects,
        embargo=embargo,
        published_at=moment(words(first(meta, "contentCreated")))
        or moment(words(first(item, "itemMeta", "firstCreated")))
        or moment(words(first(item, "itemMeta", "versionCreated"))),
        version_created=moment(words(first(item, "itemMeta", "versionCreated"))),
        status=PubStatus.WITHHELD if indefinitely and status is PubStatus.USABLE else status,
    )


def _status(item: etree._Element) -> PubStatus:
    said = first(item, "itemMeta", "pubStatus")
    if said is None:
        return PubStatus.USABLE
    return status_of(said.get("qcode") or said.get("uri") or said.get("literal") or "usable")


def _embargo(item: etree._Element) -> tuple[datetime | None, bool]:
    """When the embargo ends, and whether there is one without an end."""
    said = first(item, "itemMeta", "embargoed")
    if said is None:
        return None, False
    # An empty one is an embargo whose end is not known yet.
    return (embargo_until(words(said)), False) if words(said) else (None, True)


def _named(element: etree._Element | None) -> str:
    """What a concept is called: its name, else its literal, else its code."""
    if element is None:
        return ""
    return (
        words(first(element, "name"))
        or one_line(element.get("literal"))
        or one_line(element.get("qcode")).partition(":")[2]
        or one_line(element.get("uri"))
        or words(element)
    )


def _subjects(meta: etree._Element) -> Iterator[str]:
    for subject in below(meta, "subject"):
        if name := words(first(subject, "name")) or one_line(subject.get("literal")):
            yield name


def _section(meta: etree._Element) -> str:
    """The first topic: a subject that is no person, organisation, place or event."""
    for subject in below(meta, "subject"):
        kind = (subject.get("type") or "").casefold()
        if kind not in _ABOUT_THINGS and (name := words(first(subject, "name"))):
            return name
    return ""


def _address(item: etree._Element) -> str:
    for link in below(item, "itemMeta", "link"):
        rel = (link.get("rel") or "").rpartition(":")[2].casefold()
        href = one_line(link.get("href"))
        if href and rel in {"", "canonical", "ispublishedas", "web", "alternate"}:
            return href
    return ""


def _terms(item: etree._Element) -> str:
    rights = list(below(item, "rightsInfo"))
    found = [words(e) for info in rights for e in below(info, "usageTerms")]
    notices = [words(e) for info in rights for e in below(info, "copyrightNotice")]
    return " ".join(filter(None, found)) or " ".join(filter(None, notices))


def _content(item: etree._Element) -> IncomingArticle:
    """What the contentSet holds: NITF with what it says of itself, XHTML, or text."""
    for inline in below(item, "contentSet", "inlineXML"):
        for root in inline:
            if name_of(root) == "nitf":
                return nitf.article(root)
            if name_of(root) in {"html", "body", "div", "section", "article", "p"}:
                return IncomingArticle(text=blocks.of_tree(root))
    for data in below(item, "contentSet", "inlineData"):
        kind = (data.get("contenttype") or "").casefold()
        raw = "".join(map(str, data.itertext()))
        if text := blocks.of_html(raw) if "html" in kind else raw.strip():
            return IncomingArticle(text=text)
    return IncomingArticle(text="")
