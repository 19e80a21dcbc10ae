"""What every feature's schemas share: the base Struct, spans and pages of a list.

Offsets everywhere in the API are Unicode code points in the revision's text, end exclusive.
"""

from typing import Generic, TypeVar

import msgspec

ItemT = TypeVar("ItemT")


class Schema(msgspec.Struct, frozen=True, kw_only=True):
    """A value the API takes or gives."""


class Input(Schema, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A request body: a field we do not know is an error, so a misspelt one is never lost."""


class TextSpan(Schema, frozen=True, kw_only=True):
    """A stretch of the revision's text, `text[start:end]`."""

    start: int
    end: int
    text: str


class Page(Schema, Generic[ItemT], frozen=True, kw_only=True):
    """One page of a list; `next` is the cursor of the page after it, null on the last."""

    items: list[ItemT]
    next: str | None = None
