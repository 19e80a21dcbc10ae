"""What a fetched page says: its text and title, or the file as it came."""

import hashlib

import filetype
import msgspec
import trafilatura

from claimdesk.evidence.fetch import AS_THEY_ARE, READABLE, UNSAID, Fetched, FetchError
from claimdesk.evidence.rules import one_line
from claimdesk.formats.decoding import is_known
from claimdesk.formats.pages import main_part

MOST_CHARS = 2_000_000
"""How much of a page the main text is looked for in: what comes after is left out."""


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a page, and its hash."""

    sha256: str
    media_type: str
    content: bytes
    title: str


def media_type(content: bytes) -> str:
    """The type of a PDF or picture that we keep, by its first bytes; empty for anything else."""
    guessed = filetype.guess_mime(content)
    return guessed if guessed in AS_THEY_ARE else ""


def sha256(content: bytes) -> str:
    """The hash that content is kept by, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def read(page: Fetched) -> Content:
    """The main text of a page, or a PDF or picture unchanged. Slow: call it in a thread.

    The main text is looked for in the first `MOST_CHARS` characters of the page.
    Raises FetchError where there is nothing to keep.
    """
    kept_as = media_type(page.body)
    if kept_as:
        return Content(sha256=sha256(page.body), media_type=kept_as, content=page.body, title="")
    if page.content_type not in (*READABLE, *UNSAID):
        raise FetchError(f"The page says it is {page.content_type}, but it is not.", status=200)
    if page.content_type == "text/plain":
        text, title = _decoded(page.body, page.charset or "utf-8"), ""
    else:
        text, title = _main_text(page)
    text = text.strip()
    if not text:
        raise FetchError(
            "There is no text on the page; it may be drawn by scripts. Keep a PDF of it as a file.",
            status=200,
        )
    content = text.encode("utf-8", errors="replace")
    return Content(
        sha256=sha256(content), media_type="text/plain", content=content, title=one_line(title, 300)
    )


def _main_text(page: Fetched) -> tuple[str, str]:
    """Text and title as trafilatura finds them; all of the text where it finds no article."""
    charset = page.charset
    if not charset:
        guesses = trafilatura.utils.detect_encoding(page.body)
        charset = guesses[0] if guesses else "utf-8"
    html = _decoded(page.body, charset)[:MOST_CHARS]
    try:
        if (found := main_part(html, page.final_url)) is not None:
            return found.text, found.title or ""
        return trafilatura.html2txt(html), ""
    except Exception as error:
        raise FetchError("The page is too broken to be read.", status=200) from error


def _decoded(body: bytes, charset: str) -> str:
    return body.decode(charset if is_known(charset) else "utf-8", errors="replace")
