"""Every call of the OpenAPI document, fed with what the document allows and with what it does not.

Whatever comes in, the desk does not fail (5xx) and answers nothing that the document does not have:
no other status, content type, header or shape. By Schemathesis, which makes the requests.
"""

import asyncio
import json
import os
from typing import Any

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from litestar import Litestar
from litestar.serialization import default_serializer, encode_json
from schemathesis import Config, GenerationMode, checks

from claimdesk.accounts.rules import Role
from tests.api.calls import operations, paths
from tests.api.conftest import Caller, SignIn
from tests.api.test_access import TABLE
from tests.api.things import things_for

HOLDS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
REQUESTS = 200 if os.environ.get("CLAIMDESK_TEST_SOAK") else 6
"""Of each kind and call. Always the same ones: a run that fails, fails again."""

# The wired application has not started, so that nobody would hear anything: 503, as documented.
NOT_STARTED = {"listen"}
WAITS = {"wait"}


@pytest.fixture(scope="module")
def document(wired: Litestar) -> Any:
    """The OpenAPI document as callers read it."""
    written = encode_json(wired.openapi_schema.to_schema(), serializer=default_serializer)
    # Callers sign in themselves; a made-up cookie or token would only ever be refused.
    known = Config.from_dict({"generation": {"with-security-parameters": False}})
    return schemathesis.openapi.from_dict(json.loads(written), config=known)


@pytest.mark.parametrize("name", sorted(set(TABLE) - NOT_STARTED))
async def test_a_call_keeps_to_the_document(
    document: Any, checker: Caller, admin: Caller, sign_in: SignIn, name: str
) -> None:
    operation = document.find_operation_by_id(name)
    things = await things_for(operation.path, checker, ledger=True)
    editor = await sign_in("edith", Role.EDITOR)
    loop = asyncio.get_running_loop()

    async def send(case: Any, caller: Caller) -> httpx.Response:
        made = requests.Request(**case.as_transport_kwargs(base_url="https://desk.example.org"))
        sent: Any = made.prepare()
        request = caller.http.build_request(
            sent.method,
            sent.url,
            headers=dict(sent.headers) | {"X-CSRF-Token": caller.http.headers["X-CSRF-Token"]},
            content=sent.body.encode() if isinstance(sent.body, str) else sent.body,
        )
        return await caller.http.send(request)

    def with_requests(mode: GenerationMode) -> None:
        @settings(
            max_examples=REQUESTS,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(
            case=operation.as_strategy(generation_mode=mode),
            real=st.booleans(),
            caller=st.sampled_from([checker, editor, admin]),
        )
        def try_it(case: Any, real: bool, caller: Caller) -> None:
            if real:
                for key in case.path_parameters or {}:
                    if key in things:
                        case.path_parameters[key] = things[key]
                if "If-Match" in (case.headers or {}):
                    case.headers["If-Match"] = '"1"'
            for key in WAITS & set(case.query or {}):
                del case.query[key]
            answer = asyncio.run_coroutine_threadsafe(send(case, caller), loop).result()
            case.validate_response(answer, checks=HOLDS)

        try_it()

    takes_something = operation.body or list(operation.iter_parameters())
    for mode in GenerationMode if takes_something else [GenerationMode.POSITIVE]:
        await asyncio.to_thread(with_requests, mode)


@pytest.mark.parametrize("name", ["exportAudit", "getPeriodReport", "listFollowUps"])
async def test_a_table_is_documented(wired: Litestar, admin: Caller, name: str) -> None:
    _, path, _ = operations(wired)[name]
    call = paths(wired)[path]["get"]
    answer = await admin.http.get(path, params={"format": "csv"})
    assert answer.headers["Content-Type"].split(";")[0] == "text/csv"
    assert "text/csv" in call["responses"]["200"]["content"]
