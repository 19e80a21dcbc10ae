"""Word's .docx: mammoth reads the paragraphs, the package's own properties say who wrote it."""

import zipfile
import zlib
from io import BytesIO

import mammoth

from claimdesk.formats.model import IncomingArticle, Unreadable, moment, one_line
from claimdesk.formats.pages import with_opening_headline
from claimdesk.formats.xml import first, parse, refuse_entities, words

MOST_PARTS = 5_000
MOST_XML = 15_000_000
"""Bytes of all XML parts unpacked: mammoth holds them as a tree, many times as large."""

_PROPERTIES = "docProps/core.xml"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def read(content: bytes) -> IncomingArticle:
    """The document's text and what its properties say. Raises Unreadable, also for a zip bomb."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = _checked(package)
        said = _properties(parts)
        html = mammoth.convert_to_html(
            _packed(parts), convert_image=mammoth.images.img_element(lambda _: {})
        ).value
    except _BROKEN as error:
        raise Unreadable(f"The .docx is broken: {one_line(str(error))[:200]}.") from error
    except RecursionError as error:
        raise Unreadable("The .docx is nested too deeply.") from error
    except Unreadable:
        raise
    except Exception as error:  # mammoth says by a KeyError, an AttributeError, … what it misses
        raise Unreadable("The .docx is broken: it is no document of a word processor.") from error
    found = with_opening_headline(html)
    return IncomingArticle(
        text=found.text,
        headline=found.headline or said.get("title", ""),
        byline=said.get("creator", ""),
        language=said.get("language", ""),
        subjects=tuple(filter(None, [said.get("subject", "")])),
        published_at=moment(said.get("created")),
        version_created=moment(said.get("modified")),
    )


def _checked(package: zipfile.ZipFile) -> dict[str, bytes]:
    """The XML parts, unpacked within bounds. Raises Unreadable for what would unfold."""
    parts = package.infolist()
    if len(parts) > MOST_PARTS:
        raise Unreadable(f"The .docx has {len(parts):,} parts, more than any document.")
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise Unreadable("The file is a ZIP, but no .docx: it has no [Content_Types].xml.")
    written = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
    size = sum(part.file_size for part in written)
    if size > MOST_XML:
        raise Unreadable(
            f"The .docx unpacks to {size:,} bytes of text, more than the {MOST_XML:,} that are read. "
            "Send the article's text alone."
        )
    found = {}
    for part in written:
        with package.open(part) as stream:
            # No more than it says: read without a bound, zipfile unpacks all that there is.
            found[part.filename] = stream.read(part.file_size + 1)
        refuse_entities(found[part.filename])
    return found


def _packed(parts: dict[str, bytes]) -> BytesIO:
    """The checked parts as a package again, so that mammoth sees what was checked and no more."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    packed.seek(0)
    return packed


def _properties(parts: dict[str, bytes]) -> dict[str, str]:
    if _PROPERTIES not in parts:
        return {}
    root = parse(parts[_PROPERTIES])
    names = ("title", "creator", "language", "subject", "created", "modified")
    return {name: words(first(root, name)) for name in names}
