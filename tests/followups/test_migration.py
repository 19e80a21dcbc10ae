"""What the desk wrote down before the notes had one column is still there, and can be read."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec

from claimdesk.followups.notes import DecisionNotes, EntryNotes, unseal
from tests.databases import fresh_database

BEFORE_THE_LEDGER = "2026-11-24T13:00:00:000004"
BEFORE_SIGN_OFFS_WERE_SEALED = "2026-11-24T13:00:00:000032"

# In a process of its own: the tests' pool belongs to another database.
SCRIPT = """
import asyncio, sys
import asyncpg, msgspec
from piccolo.apps.migrations.commands.forwards import run_forwards
from claimdesk.db.engine import ENGINE, close_pool, configure, fetch, open_pool
from claimdesk.db.open import migrate

async def until(migration):
    await open_pool(size=2)
    async with ENGINE.transaction():
        assert (await run_forwards("claimdesk", migration)).success
    await close_pool()
    connection = await asyncpg.connect(sys.argv[1])
    await connection.execute(sys.stdin.read())
    await connection.close()

async def read():
    await open_pool(size=2)
    found = await fetch("SELECT claim, notes, reason_class, expires = due + interval '23 days' AS a_month "
                        "FROM followup ORDER BY claim")
    rumours = await fetch("SELECT id FROM claim WHERE hearsay ORDER BY id")
    decisions = await fetch("SELECT notes FROM followup_decision ORDER BY id")
    await close_pool()
    print("\\n" + msgspec.json.encode([found, [row["id"] for row in rumours], [row["notes"] for row in decisions]]).decode())

configure(sys.argv[1])
asyncio.run(until(sys.argv[2]))
asyncio.run(migrate())
asyncio.run(read())
"""

WRITTEN = """
INSERT INTO desk (slug, name) VALUES ('desk', 'Desk');
INSERT INTO person (login, name, password_hash) VALUES ('vera', 'Vera', 'x');
INSERT INTO article (desk, source, external_id, title, byline, section, url, language, created_by)
    VALUES (1, 'cms', '1', 'Title', '', '', '', 'en', 'Vera');
INSERT INTO claim (desk, article, revision, span_start, span_end, spans, text, form, cue, mention, basis, holder_by)
    SELECT 1, 1, 1, 0, 4, '[[0, 4]]', 'text', 'indirect', cue::jsonb, mention::jsonb, '', '' FROM (VALUES
    ('{"text": "said"}', '{"text": "a source"}'), ('{"text": "said"}', '{"text": "officials"}'),
    ('{"text": "is understood"}', NULL), ('{"text": "Reportedly"}', NULL), ('{"text": "was told"}', NULL)
    ) AS given (cue, mention);
INSERT INTO followup (claim, reason, terms, basis_of_knowledge, known_to, due, outcome_reason)
    VALUES (1, 'Fears “them”', 'background', 'Was there', 1, now() + interval '7 days', ''),
    (2, '', 'unknown', '', NULL, now() + interval '7 days', '')
"""


SIGNED = """
INSERT INTO desk (slug, name) VALUES ('desk', 'Desk');
INSERT INTO person (login, name, password_hash) VALUES ('edith', 'Edith', 'x');
INSERT INTO article (desk, source, external_id, title, byline, section, url, language, created_by)
    VALUES (1, 'cms', '1', 'Title', '', '', '', 'en', 'Edith');
INSERT INTO claim (desk, article, revision, span_start, span_end, spans, text, form, basis, holder_by)
    VALUES (1, 1, 1, 0, 4, '[[0, 4]]', 'text', 'indirect', '', '');
INSERT INTO followup (claim, reason_words, terms, due, outcome_reason)
    VALUES (1, '', 'background', now() + interval '7 days', '');
INSERT INTO followup_decision (followup, kind, subject, note, role, by)
    VALUES (1, 'sign_off', 'other', 'Met “her”', 'editor', 1), (1, 'waiver', 'terms', '', 'editor', 1)
"""


def migrated(server_url: str, start: str, written: str) -> Any:
    """What the migrations make of rows written at an earlier one: entries, rumours, decisions."""
    root = Path(__file__).parents[2]
    with fresh_database(server_url) as url:
        done = subprocess.run(  # noqa: S603  (our own program)
            [sys.executable, "-c", SCRIPT, url, start],
            input=written, capture_output=True, text=True, check=False, cwd=root, timeout=120,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return msgspec.json.decode(done.stdout.splitlines()[-1])


def test_what_was_said_at_sign_offs_is_sealed(server_url: str) -> None:
    *_, decisions = migrated(server_url, BEFORE_SIGN_OFFS_WERE_SEALED, SIGNED)
    assert [unseal(notes, DecisionNotes).note for notes in decisions] == ["Met “her”", ""]


def test_notes_move_into_their_column(server_url: str) -> None:
    entries, rumours, _ = migrated(server_url, BEFORE_THE_LEDGER, WRITTEN)
    assert [unseal(entry["notes"], EntryNotes) for entry in entries] == [
        EntryNotes(reason="Fears “them”", basis_of_knowledge="Was there", known_to=1),
        EntryNotes(),
    ]
    assert [entry["reason_class"] for entry in entries] == ["other", "none_given"]
    assert all(entry["a_month"] for entry in entries)
    assert rumours == [3, 4]
