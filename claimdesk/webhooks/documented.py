"""What is sent to webhooks, as the OpenAPI document tells it."""

from typing import Any

import msgspec
from litestar.openapi.spec import (
    OpenAPIFormat,
    OpenAPIMediaType,
    OpenAPIResponse,
    OpenAPIType,
    Operation,
    Parameter,
    PathItem,
    Reference,
    RequestBody,
)
from litestar.openapi.spec import Schema as OpenAPISchema

from claimdesk.webhooks.schemas import KINDS, PING, HookMessage, HookPing

HEADERS = {
    "webhook-id": "The message's id, the same at every try.",
    "webhook-timestamp": "When this try was made, in seconds since 1970.",
    "webhook-signature": "By the Standard Webhooks specification, one for each secret that is live.",
}


def described() -> dict[str, PathItem | Reference]:
    """Every kind of message by its name, with the body that the receiver gets."""
    _, shapes = msgspec.json.schema_components((HookMessage, HookPing), ref_template="{name}")
    bodies = dict.fromkeys(KINDS, "HookMessage") | {PING: "HookPing"}
    return {kind: PathItem(post=_sent(kind, name, shapes)) for kind, name in bodies.items()}


def _sent(kind: str, name: str, shapes: dict[str, Any]) -> Operation:
    text = OpenAPISchema(type=OpenAPIType.STRING)
    body = _schema({"$ref": name}, shapes)
    if body.properties is not None:
        body.properties |= {
            "type": OpenAPISchema(type=OpenAPIType.STRING, const=kind),
            "timestamp": OpenAPISchema(type=OpenAPIType.STRING, format=OpenAPIFormat.DATE_TIME),
        }
    return Operation(
        operation_id=f"receive.{kind}",
        tags=["webhooks"],
        summary=kind,
        parameters=[
            Parameter(name=header, param_in="header", required=True, description=said, schema=text)
            for header, said in HEADERS.items()
        ],
        request_body=RequestBody(
            required=True, content={"application/json": OpenAPIMediaType(schema=body)}
        ),
        responses={
            "2XX": OpenAPIResponse(description="Taken. Anything else has it tried again."),
            "410": OpenAPIResponse(description="Gone for good: the webhook is switched off."),
        },
    )


def _schema(shape: dict[str, Any], shapes: dict[str, Any]) -> OpenAPISchema:
    """A JSON Schema of msgspec's as Litestar's, with what it refers to in its place.

    Litestar has no place for components that no call of the API names.
    """
    if "$ref" in shape:
        shape = shapes[shape["$ref"]]
    if "anyOf" in shape:
        return OpenAPISchema(one_of=[_schema(one, shapes) for one in shape["anyOf"]])
    properties: dict[str, Reference | OpenAPISchema]
    properties = {name: _schema(one, shapes) for name, one in shape.get("properties", {}).items()}
    extra = shape.get("additionalProperties")
    return OpenAPISchema(
        type=OpenAPIType(shape["type"]),
        format=OpenAPIFormat(shape["format"]) if "format" in shape else None,
        description=shape.get("description"),
        properties=properties or None,
        required=shape.get("required"),
        additional_properties=_schema(extra, shapes) if extra else None,
    )
