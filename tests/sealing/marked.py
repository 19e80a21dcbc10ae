"""Words that stand nowhere else, and looking for them in whatever form somebody may keep them."""

import base64
import os
from collections.abc import Iterator
from pathlib import Path

SEALED = "Qzvxkwmbtjfh"
"""A part of whatever leads to a source."""

STATED = "Jwkqzxvfpmgd"
"""A part of what is written where the desk reads it: the search has to find this one."""

CHUNK = 1 << 22


def forms(word: str) -> set[bytes]:
    """A word as bytes: plain, in capitals or not, in UTF-16, in hex, and inside of base64."""
    found: set[bytes] = set()
    for written in {word, word.lower(), word.upper()}:
        raw = written.encode()
        found |= {raw, written.encode("utf-16-le"), written.encode("utf-16-be")}
        found |= {raw.hex().encode(), raw.hex().upper().encode()}
        for before in range(3):
            # Three bytes are four letters: whatever shares its letters with a neighbour is left out.
            inner = raw[-before % 3 :]
            whole = inner[: len(inner) // 3 * 3]
            found.add(base64.b64encode(whole))
    return found


SOUGHT = forms(SEALED)
SHOWN = forms(STATED)


def holds(content: bytes | str, sought: set[bytes]) -> bool:
    """Whether any of the forms is there."""
    raw = content.encode() if isinstance(content, str) else content
    return any(form in raw for form in sought)


def files_with(folder: Path, sought: set[bytes]) -> tuple[list[str], int]:
    """The files below a folder that have one, a name of theirs included; and how many were read."""
    found, read = [], 0
    for path in sorted(folder.rglob("*")):
        if holds(os.fsencode(path.relative_to(folder)), sought):
            found.append(str(path))
        if not path.is_file() or path.is_symlink():
            continue
        try:
            if any(holds(piece, sought) for piece in _pieces(path)):
                found.append(str(path))
        except FileNotFoundError:  # the database is at work
            continue
        read += 1
    return found, read


def _pieces(path: Path) -> Iterator[bytes]:
    """A file in pieces, each with the end of the one before it."""
    end = b""
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield end + piece
            end = piece[-200:]
