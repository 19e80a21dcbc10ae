"""What somebody names to take in: a file, a folder, or an address."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from claimdesk.errors import Invalid, TooLarge
from claimdesk.evidence.addresses import Allowance
from claimdesk.evidence.fetch import FetchError, Limits, Wanted, fetch
from claimdesk.evidence.rules import clean_url
from claimdesk.formats.reading import ENDS, Sent
from claimdesk.settings import Settings

ANYTHING = Wanted(accept="text/html, application/xhtml+xml, application/xml, */*;q=0.5")


def limits_of(settings: Settings) -> Limits:
    """How much is fetched, and from where."""
    return Limits(
        max_bytes=settings.fetch_max_bytes,
        seconds=settings.fetch_seconds,
        allowance=Allowance.parse(settings.fetch_allow),
    )


def is_address(place: str) -> bool:
    """Whether it is fetched, not read from this machine."""
    return urlsplit(place).scheme in {"http", "https"}


def files_of(place: Path) -> Iterator[tuple[Path, str]]:
    """The file itself, or all in the folder that may be articles; with what each is called there.

    Links are not followed, so that nothing outside of the folder is read.
    """
    if place.is_file():
        yield place, place.name
        return
    for path in sorted(place.rglob("*")):
        known = path.suffix.lower().lstrip(".") in ENDS
        if known and path.is_file() and not path.is_symlink():
            yield path, path.relative_to(place).as_posix()


def from_file(path: Path, max_bytes: int) -> Sent:
    """What is in a file. Raises TooLarge, OSError."""
    if path.stat().st_size > max_bytes:
        raise TooLarge(
            f"It is over the limit of {max_bytes:,} bytes that CLAIMDESK_MAX_FILE_BYTES sets."
        )
    return Sent(content=path.read_bytes(), name=path.name)


async def from_address(url: str, limits: Limits) -> Sent:
    """What is at an address of the public internet. Raises Invalid."""
    try:
        page = await fetch(clean_url(url), limits, wanted=ANYTHING)
    except FetchError as error:
        raise Invalid(str(error)) from error
    charset = f"; charset={page.charset}" if page.charset else ""
    return Sent(
        content=page.body,
        content_type=f"{page.content_type}{charset}",
        name=urlsplit(page.final_url).path.rpartition("/")[2],
        url=page.final_url,
    )
