"""What counts as a link, how much evidence is enough, and when a page has changed. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from claimdesk.errors import Invalid
from claimdesk.evidence.addresses import Allowance, never_reached
from claimdesk.evidence.schemas import Archived, Evidence, Look
from claimdesk.policies.schemas import EvidencePolicy

GONE = frozenset({404, 410})
EXTENSIONS = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "text/plain": ".txt",
}
"""The types that are kept, and how their files' names end."""


def clean_url(url: str) -> str:
    """The address without blanks around it.

    Raises Invalid unless it is an http or https address with a host and without a login: anything
    else, such as javascript:, would run when somebody clicks it, and a login (or a backslash, which
    browsers take for a slash) passes one host off as another.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        valid = whole and "@" not in parts.netloc
    except ValueError:
        valid = False
    if not valid or any(c.isspace() or not c.isprintable() or c == "\\" for c in url):
        raise Invalid(
            "That is not a web address. Paste the whole link, beginning with https:// or http://.",
            errors=[{"field": "url", "detail": "not an http or https address"}],
        )
    return url


def reachable_url(url: str, allowance: Allowance) -> str:
    """As `clean_url`, for what is sent to or fetched: Invalid, too, where that would be refused."""
    url = clean_url(url)
    if why := never_reached(url, allowance):
        raise Invalid(why, errors=[{"field": "url", "detail": why}])
    return url


def one_line(text: str, most: int) -> str:
    """Text of others as one line of printable characters, no longer than `most`."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())[:most]


def file_name(name: str, media_type: str, most: int = 200) -> str:
    """A file's name without its folders, ending as its content asks for and not as it says."""
    extension = EXTENSIONS[media_type]
    base = one_line(name, 1000).replace("\\", "/").rpartition("/")[2]
    stem, dot, ending = base.rpartition(".")
    kept = (stem if dot and 0 < len(ending) <= 5 else base).strip(". ")
    return (kept or "file")[: most - len(extension)] + extension


def origins_of(known: Sequence[Evidence]) -> dict[int, int]:
    """The origin of each piece of a claim's evidence, as the id of one piece that has it.

    Pieces of common origin have the same, and so have two of the same address, file or archived text.
    """
    root = {item.id: item.id for item in known}

    def find(piece: int) -> int:
        while root[piece] != piece:
            piece = root[piece]
        return piece

    first_of: dict[str, int] = {}
    for item in known:
        for mark in _marks(item):
            root[find(item.id)] = find(first_of.setdefault(mark, item.id))
        if item.common_origin_with in root:
            root[find(item.id)] = find(item.common_origin_with)
    return {piece: find(piece) for piece in root}


def _marks(item: Evidence) -> set[str]:
    """What two pieces share that are one source."""
    if item.file:
        return {item.file.sha256}
    marks = {address(item.url)}
    if item.archive and item.archive.sha256:
        marks.add(item.archive.sha256)
    return marks


def address(url: str) -> str:
    """A web address without what leads to the same page: scheme, letter case of the host, default
    port, slash at the end and fragment.
    """
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.hostname or '').rstrip('.')}{port}{parts.path.rstrip('/')}{query}"


def origins(known: Sequence[Evidence], rests_on: Iterable[int]) -> int:
    """How many independent sources the pieces `rests_on` are, of the claim's `known` evidence.

    Origins are followed through pieces that the verdict does not rest on: two reports that both
    come from a third have one source, whether or not the third was named.
    """
    origin = origins_of(known)
    return len({origin[piece] for piece in rests_on if piece in origin})


def lacks(policy: EvidencePolicy, known: Sequence[Evidence], rests_on: Sequence[int]) -> str:
    """What the desk's policy misses in the evidence of a verdict, for people; empty if nothing."""
    unnamed = [item.id for item in known if item.unnamed and item.id in rests_on]
    if unnamed and not policy.allow_unnamed:
        return (
            "The desk's policy allows no evidence from unnamed sources. Leave out, or replace by a "
            f"named source: {', '.join(map(str, unnamed))}."
        )
    found = origins(known, rests_on)
    if found < policy.min_independent:
        return (
            f"The desk's policy asks for {policy.min_independent} independent sources; the verdict "
            f"rests on {found}, pieces of common origin counted once. Add what is missing first."
        )
    return ""


def state_of(look: Look) -> str | None:
    """What a look found: the hash of what is there, `gone`, or null where it could not tell."""
    return "gone" if look.status in GONE else look.sha256


def summed_up(looks: Sequence[Look]) -> Archived | None:
    """The looks at one page, oldest first, as one; null where there is none.

    The last one and all that found a change are enough.
    """
    if not looks:
        return None
    changes = [look for look in looks if look.changed]
    copies = [look for look in changes if look.sha256 is not None]
    return Archived(
        checked_at=looks[-1].fetched_at,
        error=looks[-1].error,
        archived_at=copies[-1].fetched_at if copies else None,
        sha256=copies[-1].sha256 if copies else None,
        changed_at=changes[-1].fetched_at if len(changes) > 1 else None,
        gone=bool(changes) and state_of(changes[-1]) == "gone",
    )


def changed_since(looks: Sequence[Look], moment: datetime) -> bool:
    """Whether a page is another now than at a moment, judged by the looks at it, oldest first.

    A page first seen after the moment counts as it was then. One that changed and is as it was again
    is not changed.
    """
    states = [(look.fetched_at, state) for look in looks if (state := state_of(look)) is not None]
    if not states:
        return False
    before = [state for at, state in states if at <= moment]
    then = before[-1] if before else states[0][1]
    return states[-1][1] != then
