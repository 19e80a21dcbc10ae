"""What every feature's schemas share: the base Struct, spans and pages of a list.

Offsets everywhere in the API are Unicode code points in the revision's text, end exclusive.
"""

from datetime import UTC, datetime
from typing import Annotated, Generic, TypeVar

import msgspec
from msgspec import Meta

ItemT = TypeVar("ItemT")
SmallId = Annotated[int, Meta(ge=1, le=2**31 - 1)]
"""The id of a person, desk or token."""
BigId = Annotated[int, Meta(ge=1, le=2**53)]
"""The id of anything else; JavaScript counts exactly as far as that."""

Offset = Annotated[int, Meta(ge=0, le=2**31 - 1)]
"""A place in a text, in code points."""

Moment = Annotated[datetime, Meta(tz=True)]
"""A time with its zone; without one nobody knows when it is."""


class Schema(msgspec.Struct, frozen=True, kw_only=True):
    """A value the API takes or gives."""


class Input(Schema, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A request body: a field we do not know is an error, so a misspelt one is never lost."""

    def __post_init__(self) -> None:
        """Refuse NULs and times outside the calendar, for which PostgreSQL has no room.

        msgspec makes a ValidationError of it.
        """
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if isinstance(value, str) and "\0" in value:
                raise ValueError(
                    f"`{name}` has a NUL at character {value.index(chr(0)):,}, so it is no plain "
                    "text. Send the text itself, not a file of another kind"
                )
            if isinstance(value, datetime):
                try:
                    value.astimezone(UTC)
                except OverflowError as error:
                    raise ValueError(f"`{name}` is outside the years 1 to 9999") from error


class TextSpan(Schema, frozen=True, kw_only=True):
    """A stretch of the revision's text, `text[start:end]`."""

    start: int
    end: int
    text: str


class Page(Schema, Generic[ItemT], frozen=True, kw_only=True):
    """One page of a list; `next` is the cursor of the page after it, null on the last."""

    items: list[ItemT]
    next: str | None = None
