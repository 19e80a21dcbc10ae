"""Columns that refer to another feature's table without importing it."""

from typing import Any

from piccolo.columns import ForeignKey, LazyTableReference
from piccolo.columns.base import OnDelete

_HOME = {
    "Desk": "accounts",
    "Person": "accounts",
    "Article": "articles",
    "Claim": "claims",
    "Comment": "comments",
    "Evidence": "evidence",
    "RatingScale": "scales",
    "Source": "sources",
    "Verdict": "reviews",
}


def reference(
    table: str, *, null: bool = False, index: bool = False, unique: bool = False
) -> ForeignKey[Any]:
    """A foreign key to a table by its class name. What is referred to cannot be removed."""
    return ForeignKey(
        LazyTableReference(table, module_path=f"claimdesk.{_HOME[table]}.tables"),
        on_delete=OnDelete.restrict,
        null=null,
        index=index,
        unique=unique,
    )
