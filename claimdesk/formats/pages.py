"""Web pages and Markdown."""

from typing import Any

import trafilatura
from lxml import etree
from markdown_it import MarkdownIt

from claimdesk.formats import blocks
from claimdesk.formats.decoding import is_known
from claimdesk.formats.model import IncomingArticle, Unreadable, moment, one_line
from claimdesk.formats.xml import words

MOST_CHARS = 5_000_000


def main_part(html: str, url: str = "") -> Any:
    """What trafilatura takes for the page's article: its Document, or null where it finds none.

    Raises whatever a page can make it raise.
    """
    found = trafilatura.bare_extraction(
        html,
        url=url or None,
        include_comments=False,
        favor_recall=True,
        with_metadata=True,  # for the title; of the date only what costs nothing
        date_extraction_params={"extensive_search": False},
    )
    return found if isinstance(found, trafilatura.settings.Document) and found.text else None


def decoded(content: bytes) -> str:
    """A page's text where nothing says in which charset it is, or that is wrong."""
    guesses = trafilatura.utils.detect_encoding(content)
    charset = next((guess for guess in guesses or [] if is_known(guess)), "utf-8")
    return content.decode(charset, errors="replace")


def from_html(html: str, url: str = "") -> IncomingArticle:
    """A page's article with what its head says of it; all of the text where none is found."""
    if len(html) > MOST_CHARS:
        raise Unreadable(
            f"The page has more than {MOST_CHARS:,} characters. Send the article alone."
        )
    root = blocks.tree(html) if html.strip() else None
    if root is None:
        return IncomingArticle(text="")
    try:
        found = main_part(html, url)
    except Exception as error:
        raise Unreadable("The page is too broken to be read.") from error
    said = _head(root)
    text = blocks.of_tree(root) if found is None else _paragraphs(found.text)
    return IncomingArticle(
        text=text,
        headline=one_line(said.get("og:title") or (found and found.title) or said.get("title")),
        byline=one_line((found and found.author) or said.get("author")),
        section=one_line(said.get("article:section")),
        language=one_line(
            root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        ),
        url=one_line(said.get("canonical") or said.get("og:url") or url),
        provider=one_line(said.get("og:site_name") or (found and found.sitename)),
        usage_terms=one_line(found.license if found else ""),
        subjects=tuple(map(one_line, found.tags or ())) if found else (),
        published_at=moment(said.get("article:published_time") or (found and found.date)),
        version_created=moment(said.get("article:modified_time")),
    )


def from_markdown(text: str) -> IncomingArticle:
    """Markdown as CommonMark reads it; a heading that opens it is the headline, and stays in it."""
    try:
        html = MarkdownIt("commonmark").enable("table").render(text)
    except RecursionError as error:
        raise Unreadable("The Markdown is nested too deeply.") from error
    return with_opening_headline(html)


def with_opening_headline(html: str) -> IncomingArticle:
    """HTML that a converter made: all of its text, with the headline that opens it."""
    if not html.strip():
        return IncomingArticle(text="")
    root = blocks.tree(html)
    opening = next((e for e in root.iter() if isinstance(e.tag, str) and e.tag in _OPENERS), None)
    headline = "" if opening is None or opening.tag not in _HEADINGS else words(opening)
    return IncomingArticle(text=blocks.of_tree(root), headline=headline)


_HEADINGS = frozenset({"h1", "h2"})
_OPENERS = _HEADINGS | {"h3", "p", "li", "td", "pre", "blockquote"}


def _paragraphs(text: str) -> str:
    """trafilatura's lines, each a paragraph, with an empty line between."""
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


def _head(root: etree._Element) -> dict[str, str]:
    """The page's own words on itself: its title, meta elements and canonical address."""
    said: dict[str, str] = {}
    for element in root.iter("title", "meta", "link"):
        match element.tag:
            case "title":
                said.setdefault("title", "".join(map(str, element.itertext())))
            case "meta":
                name = element.get("property") or element.get("name") or ""
                said.setdefault(name.lower(), element.get("content") or "")
            case "link" if "canonical" in (element.get("rel") or "").lower().split():
                said.setdefault("canonical", element.get("href") or "")
    return said
