"""XML from strangers: no entities of its own, no outside files, no network."""

from collections.abc import Iterator
from xml.parsers import expat

from lxml import etree

from claimdesk.formats.model import Unreadable, one_line

_ENTITIES = "The XML declares entities of its own, which are not read here. Send it without a DTD."


class _Enough(Exception):
    """The document's root has begun: nothing after it can declare an entity."""


def refuse_entities(content: bytes) -> None:
    """Raise Unreadable for XML that declares entities, before anything would unfold them.

    What is no XML at all is left to whoever reads it.
    """
    parser = expat.ParserCreate()

    def entity(*_: object) -> None:
        raise Unreadable(_ENTITIES)

    def root(*_: object) -> None:
        raise _Enough

    parser.EntityDeclHandler = entity
    parser.StartElementHandler = root
    try:
        parser.Parse(content, True)
    except (_Enough, expat.ExpatError, ValueError, LookupError):
        return


def parse(content: bytes) -> etree._Element:
    """The root. Raises Unreadable for what is malformed or declares entities."""
    refuse_entities(content)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise Unreadable(f"The XML is malformed: {one_line(str(error))[:200]}.") from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(iter(dtd.iterentities()), None) is not None:
        raise Unreadable(_ENTITIES)
    return root


def name_of(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def below(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements along a path of names, whatever their namespace."""
    found = [element]
    for name in names:
        found = [child for parent in found for child in parent if name_of(child) == name]
    yield from found


def first(element: etree._Element, *names: str) -> etree._Element | None:
    """The first element along a path of names."""
    return next(below(element, *names), None)


def words(element: etree._Element | None) -> str:
    """All of an element's text as one line."""
    return "" if element is None else one_line("".join(map(str, element.itertext())))
