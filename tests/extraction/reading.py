"""Reads an extraction the way the tests ask about it."""

from __future__ import annotations

import msgspec

from claimdesk.extraction.model import Claim
from claimdesk.extraction.pipeline import extract


class Said(msgspec.Struct, frozen=True):
    """A claim as words: what, by whom, by which cue."""

    content: tuple[str, ...]
    source: str | None
    cue: str | None
    form: str
    unnamed: bool


def words(claim: Claim, text: str) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in claim.spans)


def attributed(text: str) -> list[Said]:
    """All claims with a cue or a source, in order."""
    return [
        Said(
            content=words(claim, text),
            source=claim.source.text if claim.source else None,
            cue=claim.cue.text if claim.cue else None,
            form=claim.form,
            unnamed=claim.source.unnamed if claim.source else True,
        )
        for claim in extract(text).claims
        if claim.cue or claim.source
    ]


def only(text: str) -> Said:
    """The one attributed claim of a text that has one."""
    found = attributed(text)
    assert len(found) == 1, found
    return found[0]
