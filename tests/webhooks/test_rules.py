"""When a message is tried again, what an answer means, and how it is signed."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook

from claimdesk.webhooks.rules import (
    FAILING_FOR,
    JITTER,
    MOST_REST,
    SCHEDULE,
    Meaning,
    has_failed_for_good,
    meaning,
    message_id,
    new_secret,
    readable,
    rest,
    retry_after,
    signed,
    wait,
)

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def test_the_schedule_is_the_specifications_over_three_days() -> None:
    assert sum(SCHEDULE, timedelta()) == timedelta(hours=75, minutes=35, seconds=5)
    assert [wait(tries, 0.5, None) for tries in range(1, 11)] == [*SCHEDULE, None]


@given(tries=st.integers(1, 9), chance=st.floats(0, 1))
def test_waits_differ_by_chance_and_not_by_much(tries: int, chance: float) -> None:
    planned = SCHEDULE[tries - 1]
    found = wait(tries, chance, None)
    assert found is not None
    assert planned * (1 - JITTER) <= found <= planned * (1 + JITTER)
    assert wait(tries, 0, None) != wait(tries, 1, None)


def test_what_the_receiver_asks_for_is_the_least() -> None:
    assert wait(1, 0.5, timedelta(minutes=2)) == timedelta(minutes=2)
    assert wait(2, 0.5, timedelta(minutes=2)) == timedelta(minutes=5)
    assert wait(10, 0.5, timedelta(minutes=2)) is None


@pytest.mark.parametrize(
    ("status", "says"),
    [
        *((status, Meaning.DELIVERED) for status in (200, 202, 204, 299)),
        *((status, Meaning.FAILED) for status in (301, 302, 307, 400, 404, 409, 500, 501)),
        *((status, Meaning.BUSY) for status in (None, 429, 502, 503, 504)),
        (410, Meaning.GONE),
    ],
)
def test_what_an_answer_means(status: int | None, says: Meaning) -> None:
    assert meaning(status) is says


def test_whose_other_messages_wait() -> None:
    asked = timedelta(minutes=1)
    assert rest(Meaning.DELIVERED, asked) is None
    assert rest(Meaning.FAILED, None) is None
    assert rest(Meaning.FAILED, asked) == rest(Meaning.BUSY, asked) == asked
    assert rest(Meaning.BUSY, None) == timedelta(seconds=5)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("120", timedelta(seconds=120)),
        (" 0 ", timedelta(0)),
        ("Sun, 29 Nov 2026 12:01:00 GMT", timedelta(minutes=1)),
        ("Sun, 29 Nov 2026 11:00:00 GMT", timedelta(0)),
        ("Sun, 29 Nov 2026 12:01:00 -0000", timedelta(minutes=1)),
        ("Mon, 29 Nov 2027 12:01:00 GMT", MOST_REST),
        ("99999999999999999999", MOST_REST),
        *((nonsense, None) for nonsense in ("", "soon", "-5", "1.5", "٣", "29 Nov")),
    ],
)
def test_a_wait_is_seconds_or_a_date(header: str, found: timedelta | None) -> None:
    assert retry_after(header, NOW) == found


def test_failing_for_days() -> None:
    assert not has_failed_for_good(None, NOW)
    assert not has_failed_for_good(NOW - FAILING_FOR + timedelta(seconds=1), NOW)
    assert has_failed_for_good(NOW - FAILING_FOR, NOW)


def test_an_id_is_the_events_whoever_asks_when() -> None:
    same = message_id(1, 7, NOW)
    assert same == message_id(1, 7, NOW.astimezone(timezone(timedelta(hours=5))))
    assert "." not in same
    others = {message_id(2, 7, NOW), message_id(1, 8, NOW), message_id(1, 7, datetime.now(UTC))}
    assert same not in others
    assert len(others) == 3


def test_each_live_secret_signs_and_the_zone_of_the_clock_does_not_matter() -> None:
    keys = [new_secret(bytes([number]) * 32) for number in (1, 2)]
    assert all(key.startswith("whsec_") for key in keys)
    moment = datetime.now(timezone(timedelta(hours=-7)))
    headers = signed(keys, "msg_1", moment, '{"a":1}')
    for key in keys:
        assert Webhook(key).verify('{"a":1}', headers) == {"a": 1}
    assert headers["webhook-signature"].count("v1,") == 2


@given(st.binary(max_size=3000))
def test_any_answer_can_be_kept(answer: bytes) -> None:
    text = readable(answer)
    assert "\0" not in text
    assert len(text) <= 1000
    text.encode()
