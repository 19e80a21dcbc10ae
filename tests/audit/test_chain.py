"""Whatever is done to a chain by somebody who does not make all hashes anew, it shows."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from claimdesk.audit.rules import CHANGED, GENESIS, MAX_FLAWS, MISSING, Chain, Flaw, Head, digest

Row = tuple[int, str, dict[str, Any]]


def chain_of(events: int) -> list[Row]:
    rows: list[Row] = []
    previous = GENESIS
    for number in range(1, events + 1):
        event = {"number": number, "actor": "Vera", "reason": f"reason {number}"}
        previous = digest(previous, event)
        rows.append((number, previous, event))
    return rows


def flaws(rows: list[Row], recorded: Head | None, noted: Head | None = None) -> list[Flaw]:
    chain = Chain(noted)
    for row in rows:
        chain.follow(*row)
    chain.finish(recorded)
    return chain.flaws


def head(rows: list[Row]) -> Head:
    return Head(rows[-1][0], rows[-1][1]) if rows else Head(0, GENESIS)


@given(st.integers(0, 30), st.integers(1, 30))
def test_a_whole_chain_has_no_flaw_and_every_head_it_had_is_in_it(events: int, noted: int) -> None:
    rows = chain_of(events)
    assert flaws(rows, head(rows)) == []
    earlier = head(rows[:noted])
    assert flaws(rows, head(rows), earlier) == []


@given(st.integers(1, 30), st.data())
def test_removed_events_are_named(events: int, data: st.DataObject) -> None:
    rows = chain_of(events)
    gone = data.draw(st.sets(st.integers(1, events), min_size=1))
    left = [row for row in rows if row[0] not in gone]
    found = flaws(left, head(rows))
    assert {flaw.what for flaw in found} == {MISSING}
    if len(found) < MAX_FLAWS:
        assert {n for flaw in found for n in range(flaw.first, flaw.last + 1)} == gone


@given(st.integers(1, 30), st.data())
def test_a_changed_event_is_named_and_no_other(events: int, data: st.DataObject) -> None:
    rows = chain_of(events)
    at = data.draw(st.integers(1, events))
    number, stored, event = rows[at - 1]
    rows[at - 1] = (number, stored, event | {"actor": "Eve"})
    assert [(flaw.first, flaw.last, flaw.what) for flaw in flaws(rows, head(rows))] == [
        (at, at, CHANGED)
    ]


@given(st.integers(2, 30), st.data())
def test_a_changed_event_with_a_hash_that_fits_it_breaks_what_follows(
    events: int, data: st.DataObject
) -> None:
    rows = chain_of(events)
    at = data.draw(st.integers(1, events))
    number, _, event = rows[at - 1]
    previous = rows[at - 2][1] if at > 1 else GENESIS
    changed = event | {"actor": "Eve"}
    rows[at - 1] = (number, digest(previous, changed), changed)
    found = flaws(rows, head(chain_of(events)))
    assert [flaw.first for flaw in found] == [min(at + 1, events)]


@given(st.integers(1, 30), st.integers(1, 30))
def test_a_chain_made_anew_does_not_have_the_noted_head(events: int, noted: int) -> None:
    before = chain_of(noted)
    rows: list[Row] = []
    previous = GENESIS
    for number in range(1, events + 1):
        event = {"number": number, "actor": "Eve"}
        previous = digest(previous, event)
        rows.append((number, previous, event))
    assert flaws(rows, head(rows)) == []
    assert flaws(rows, head(rows), head(before)) != []


def test_many_flaws_are_told_as_stretches_and_not_without_end() -> None:
    rows = [(n, s, e | {"actor": "Eve"}) for n, s, e in chain_of(500)]
    assert [(flaw.first, flaw.last) for flaw in flaws(rows, head(rows))] == [(1, 500)]
    every_other = [row if row[0] % 2 else (row[0], row[1], {}) for row in chain_of(500)]
    assert len(flaws(every_other, head(every_other))) == MAX_FLAWS
    assert str(Flaw(3, 3, MISSING)) == "event 3 is missing"
    assert str(Flaw(3, 5, MISSING)) == "events 3 to 5 are missing"
