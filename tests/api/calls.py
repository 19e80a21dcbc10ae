"""The calls of the API, from its own document."""

from functools import cache
from typing import Any

from litestar import Litestar

FORM = "form"
"""The body of a call that takes a file and no JSON."""


@cache
def paths(app: Litestar) -> dict[str, Any]:
    """The paths of the API's document. Writing it out takes longer than most tests."""
    found: dict[str, Any] = app.openapi_schema.to_schema()["paths"]
    return found


@cache
def operations(app: Litestar) -> dict[str, tuple[str, str, Any]]:
    """Method, path and example body of every call under /api/v1, by operation id."""
    found = {}
    for path, item in paths(app).items():
        for method, operation in item.items():
            if path.startswith("/api/v1") and isinstance(operation, dict):
                body = operation.get("requestBody", {}).get("content", {})
                examples = (
                    body.get("application/json", {}).get("schema", {}).get("examples", [None])
                )
                form = "multipart/form-data" in body and "application/json" not in body
                example = FORM if form else examples[0]
                found[operation["operationId"]] = (method.upper(), path, example)
    return found
