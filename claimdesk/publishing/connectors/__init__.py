"""Bridges between a desk and a CMS, which run by the public API alone. README.md says how.

from claimdesk.publishing.connectors import Cms, Rated, checked
"""

from claimdesk.publishing.connectors.model import (
    Changed,
    Cms,
    Gone,
    NotSigned,
    Rated,
    Refused,
    Revision,
    Secret,
    as_ninjs,
    checked,
)

__all__ = [
    "Changed",
    "Cms",
    "Gone",
    "NotSigned",
    "Rated",
    "Refused",
    "Revision",
    "Secret",
    "as_ninjs",
    "checked",
]
