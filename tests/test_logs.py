"""Lines of the log: one object or one line each, with what is named and nothing else."""

import json
import logging
import sys

import pytest

from claimdesk.logs import LogFormat, formatter, of_request, sane_id


def line(form: LogFormat, words: str, **extra: object) -> str:
    try:
        raise LookupError("what")
    except LookupError:
        record = logging.getLogger("claimdesk").makeRecord(
            "claimdesk", logging.WARNING, __file__, 1, words, (), sys.exc_info(), extra=extra
        )
    with of_request("r-12345678"):
        return formatter(form).format(record)


def test_a_line_of_json_is_one_object_whatever_is_said() -> None:
    written = line(LogFormat.JSON, 'two\nlines "quoted” \x1b[31m', status=503, route="/claims/{id}")
    assert "\n" not in written
    found = json.loads(written)
    assert found["message"] == 'two\nlines "quoted” \x1b[31m'
    assert (found["level"], found["logger"], found["status"]) == ("warning", "claimdesk", 503)
    assert found["request_id"] == "r-12345678"
    assert "LookupError: what" in found["exception"]
    assert found["timestamp"].endswith("Z")


@pytest.mark.parametrize("form", LogFormat)
def test_what_is_not_named_is_not_written(form: LogFormat) -> None:
    written = line(form, "said", cookie="session=hunter2", job_args={"a": "hunter2"}, status=200)
    assert "hunter2" not in written
    assert "200" in written
    assert "r-12345678" in written


@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        "short",
        "a" * 65,
        "with space",
        "line\nbreak",
        "ünïcode-id",
        "-dash-first",
        "a;b=cde12",
    ],
)
def test_an_id_that_cannot_stand_in_a_log_is_replaced(given: str | None) -> None:
    made = sane_id(given)
    assert made != given
    assert sane_id(made) == made, "what claimdesk makes, claimdesk takes"


def test_a_sane_id_is_kept() -> None:
    assert sane_id("01JD-7.b_c") == "01JD-7.b_c"


@pytest.mark.parametrize("form", LogFormat)
def test_a_row_that_the_database_refused_is_not_written(form: LogFormat) -> None:
    refused = "violates a check\nDETAIL:  Failing row contains (7, hunter2\nand its next line)."
    try:
        try:
            raise ValueError(refused)
        except ValueError as first:
            raise LookupError("over it") from first
    except LookupError:
        record = logging.getLogger("claimdesk").makeRecord(
            "claimdesk", logging.ERROR, __file__, 1, "broke", (), sys.exc_info()
        )
    written = formatter(form).format(record)
    assert "violates a check" in written
    assert "over it" in written
    assert "hunter2" not in written
    assert "its next line" not in written
