"""What the OpenAPI document says beside the types: examples of bodies, and how errors look."""

from dataclasses import dataclass
from types import UnionType
from typing import Any, cast

from litestar import Litestar
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import (
    Example,
    OpenAPIMediaType,
    OpenAPIResponse,
    OpenAPIType,
    Operation,
    RequestBody,
)
from litestar.openapi.spec import Schema as OpenAPISchema
from litestar.params import BodyKwarg

from claimdesk.schemas import Schema


class FieldError(Schema, frozen=True, kw_only=True):
    """What is wrong with one field."""

    field: str
    detail: str


class ProblemDetails(Schema, frozen=True, kw_only=True):
    """An error (RFC 9457). `detail` says what to do; `current` is what a stale write met.

    `request_id` is what the server's log knows the request by, as in X-Request-ID.
    """

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError] | None = None
    current: dict[str, Any] | None = None
    request_id: str | None = None


def body(example: dict[str, Any]) -> BodyKwarg:
    """A JSON body with an example."""
    return BodyKwarg(examples=[Example(value=example)])


def takes(content: dict[str, Any], *, beside_json: bool = False) -> type[Operation]:
    """An operation whose handler reads the body itself: its schema or example by content type.

    With `beside_json` they stand beside the JSON body that the handler is declared with.
    """
    media = {
        name: OpenAPIMediaType(schema=value)
        if isinstance(value, OpenAPISchema)
        else OpenAPIMediaType(schema=OpenAPISchema(examples=[value]))
        for name, value in content.items()
    }

    @dataclass
    class _Operation(Operation):
        def __post_init__(self) -> None:
            declared = (
                self.request_body.content if isinstance(self.request_body, RequestBody) else {}
            )
            kept = dict(declared) if beside_json else {}
            self.request_body = RequestBody(content=kept | media, required=True)

    return _Operation


FILE = OpenAPISchema(type=OpenAPIType.STRING, content_media_type="application/octet-stream")


def form(**fields: str) -> OpenAPISchema:
    """The schema of a form with a file, and fields of text beside it by their description."""
    texts = {
        name: OpenAPISchema(type=OpenAPIType.STRING, description=meaning)
        for name, meaning in fields.items()
    }
    return OpenAPISchema(
        type=OpenAPIType.OBJECT, properties={"file": FILE, **texts}, required=["file"]
    )


def problem(description: str) -> ResponseSpec:
    """How a call fails, told in the API's document."""
    return ResponseSpec(
        ProblemDetails,
        description=description,
        media_type="application/problem+json",
        generate_examples=False,
    )


def answer(shape: type[Schema] | UnionType, media_type: str, description: str) -> ResponseSpec:
    """What a call answers where its handler streams and so has no type to read it from."""
    return ResponseSpec(
        cast("type", shape), description=description, media_type=media_type, generate_examples=False
    )


@dataclass
class WithCsv(Operation):
    """An operation that answers the same as CSV where the caller asks for it."""

    def __post_init__(self) -> None:
        """Add the type to what the operation answers."""
        done = (self.responses or {}).get("200")
        if isinstance(done, OpenAPIResponse) and done.content is not None:
            done.content["text/csv"] = OpenAPIMediaType(
                schema=OpenAPISchema(type=OpenAPIType.STRING)
            )


DOWNLOAD = {
    200: ResponseSpec(
        bytes, description="The file, in its own type.", media_type="*/*", generate_examples=False
    )
}
"""What a call answers that gives a file back."""

PROBLEMS = {
    400: problem("The request is malformed, or a field has a wrong type or length."),
    401: problem("Nobody is signed in, or the token is not live."),
    403: problem("The caller's role or scope does not allow it, or the CSRF token is missing."),
    404: problem("No such thing on the caller's desks."),
    409: problem("Not possible in the state the thing is in."),
    412: problem("Somebody changed it since the ETag in If-Match."),
    413: problem("More than the desk takes at once."),
    415: problem("The body does not say that it is JSON, or a form where a file is taken."),
    422: problem("Well-formed, but not acceptable."),
    428: problem("Replacing needs If-Match."),
    429: problem("Too many failed attempts, or too many calls in a minute."),
    503: problem("The database does not answer."),
}


def document_problems(app: Litestar) -> None:
    """Say of every call of the API how it fails. Litestar takes this by handler only."""
    for route in app.routes:
        for handler in getattr(route, "route_handlers", []):
            if route.path.startswith("/api/v1"):
                handler.responses = PROBLEMS | (handler.responses or {})
            elif route.path in {"/api/health", "/api/health/ready"}:
                handler.responses = {503: PROBLEMS[503]}
