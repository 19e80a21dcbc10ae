"""What somebody with SQL can do to the trail, and how it is found."""

from pathlib import Path

import pytest
from asyncpg import PostgresError
from click.testing import CliRunner

from claimdesk.accounts.rules import SYSTEM
from claimdesk.audit import service as audit
from claimdesk.audit.rules import CHANGED, GENESIS, MISSING, NO_END, OTHER_END, UNKNOWN, Head
from claimdesk.audit.views import check
from claimdesk.cli.doctor import doctor
from claimdesk.db.engine import fetch, transaction

EVENTS = 8
COPY = (
    "INSERT INTO audit_event (number, at, desk, actor, person, action, entity, entity_id, article, "
    "claim, before, after, reason, hash) SELECT {}, at, desk, actor, person, action, entity, "
    "entity_id, article, claim, before, after, reason, hash FROM audit_event WHERE number = {}"
)


async def written(events: int = EVENTS) -> None:
    """A trail, three events a transaction."""
    for start in range(0, events, 3):
        async with transaction():
            for number in range(start, min(start + 3, events)):
                audit.record(SYSTEM, "try", "thing", number, desk=1, after={"ä": [number]})


async def unguarded(*statements: str) -> None:
    """Run these as somebody who owns the tables and puts the guards aside."""
    tables = ("audit_event", "audit_head")
    for table in tables:
        await fetch(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    try:
        for statement in statements:
            await fetch(statement)
    finally:
        for table in tables:
            await fetch(f"ALTER TABLE {table} ENABLE TRIGGER USER")


async def flaws(noted: Head | None = None) -> list[tuple[int, int, str]]:
    return [(flaw.first, flaw.last, flaw.what) for flaw in (await check(noted)).flaws]


async def test_a_trail_left_alone_is_whole(database: None) -> None:
    assert await check() == (Head(0, GENESIS), [])
    await written()
    head, found = await check()
    assert (head.number, found) == (EVENTS, [])
    assert (await fetch("SELECT number, hash FROM audit_head")) == [head._asdict()]


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("UPDATE audit_event SET actor = 'Eve' WHERE number = 2", (2, 2, CHANGED)),
        ("UPDATE audit_event SET after = 'null' WHERE number = 8", (8, 8, CHANGED)),
        ("UPDATE audit_event SET at = at - interval '1 day' WHERE number = 1", (1, 1, CHANGED)),
        ("UPDATE audit_event SET reason = 'x' WHERE number IN (4, 5)", (4, 5, CHANGED)),
        ("DELETE FROM audit_event WHERE number = 4", (4, 4, MISSING)),
        ("DELETE FROM audit_event WHERE number < 4", (1, 3, MISSING)),
        ("DELETE FROM audit_event WHERE number = 8", (8, 8, MISSING)),
        ("DELETE FROM audit_event WHERE number > 5", (6, 8, MISSING)),
        ("TRUNCATE audit_event", (1, 8, MISSING)),
        (COPY.format(9, 3), (9, 9, UNKNOWN)),
        ("UPDATE audit_head SET number = 6", (7, 8, UNKNOWN)),
        ("UPDATE audit_head SET hash = repeat('a', 64)", (8, 8, OTHER_END)),
        ("DELETE FROM audit_head", (8, 8, NO_END)),
    ],
)  # fmt: skip
async def test_tampering_is_found_where_it_is(
    database: None, tampering: str, found: tuple[int, int, str]
) -> None:
    await written()
    await unguarded(tampering)
    try:
        assert found in await flaws()
        assert len(await flaws()) <= 2  # setting the head back makes its hash wrong too
    finally:
        await fetch("INSERT INTO audit_head VALUES (1, 0, '') ON CONFLICT DO NOTHING")


async def test_an_event_put_into_the_middle_is_found(database: None) -> None:
    await written()
    shift = "UPDATE audit_event SET number = number + 1 WHERE number = {}"
    await unguarded(*(shift.format(number) for number in range(EVENTS, 2, -1)), COPY.format(3, 1))
    assert (await flaws())[0] == (3, EVENTS, CHANGED)


async def test_work_on_a_trail_that_was_cut_off_does_not_hide_it(database: None) -> None:
    await written()
    await unguarded("DELETE FROM audit_event WHERE number > 6")
    await written(3)
    assert await flaws() == [(7, 8, MISSING)]


async def test_a_whole_new_chain_is_found_by_a_head_noted_elsewhere(database: None) -> None:
    await written()
    noted = (await check()).head
    assert await flaws(noted) == []
    await written(3)
    assert await flaws(noted) == []
    await unguarded(
        "TRUNCATE audit_event", "UPDATE audit_head SET number = 0, hash = repeat('0', 64)"
    )
    await written(3)
    assert await flaws() == []
    assert await flaws(noted) == [(4, 8, MISSING)]
    await written(9)
    assert [found[:2] for found in await flaws(noted)] == [(8, 8)]


async def test_without_its_recorded_end_nothing_is_written(database: None) -> None:
    await written()
    await unguarded("DELETE FROM audit_head")
    try:
        with pytest.raises(LookupError, match="claimdesk doctor"):
            await written(1)
    finally:
        await fetch("INSERT INTO audit_head VALUES (1, 0, '')")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_head SET number = 3",
        "UPDATE audit_head SET id = 2, number = 99",
        "DELETE FROM audit_head",
        "TRUNCATE audit_head",
        "INSERT INTO audit_head VALUES (2, 0, '')",
        "INSERT INTO audit_head VALUES (1, 0, '')",
    ],
)
async def test_the_recorded_end_only_moves_on(database: None, statement: str) -> None:
    await written()
    with pytest.raises(PostgresError):
        await fetch(statement)
    assert await flaws() == []


async def test_no_append_only_table_can_be_emptied(database: None) -> None:
    guards = await fetch(
        "SELECT tgrelid::regclass::text AS name, bool_or(tgtype & 32 > 0) AS whole FROM pg_trigger "
        "WHERE tgfoid = 'refuse_change'::regproc GROUP BY tgrelid"
    )
    assert {"revision", "verdict", "review", "rating_event", "audit_event"} <= {
        guard["name"] for guard in guards
    }
    assert [guard["name"] for guard in guards if not guard["whole"]] == []
    for guard in guards:
        with pytest.raises(PostgresError, match="append-only"):
            await fetch(f"TRUNCATE {guard['name']} CASCADE")


def test_a_head_has_its_form(tmp_path: Path) -> None:
    for head in ("8", "8:", "8:xyz", f"8:{GENESIS}0", f"-1:{GENESIS}"):
        answer = CliRunner().invoke(doctor, ["--data-dir", str(tmp_path), f"--head={head}"])
        assert answer.exit_code == 2
        assert "as this command prints it" in answer.output
    assert not any(tmp_path.iterdir())


def test_a_folder_without_a_desk_is_not_made_one(tmp_path: Path) -> None:
    answer = CliRunner().invoke(doctor, ["--data-dir", str(tmp_path / "typo")])
    assert answer.exit_code == 1
    assert "There is no desk in" in answer.output
    assert not any(tmp_path.iterdir())
