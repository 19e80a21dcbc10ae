"""`claimdesk doctor` as people and their cron jobs run it."""

import asyncio
import json
from pathlib import Path

import asyncpg

from tests.databases import fresh_database
from tests.processes import claimdesk

PASSWORD = "correct horse battery"


def execute(url: str, *statements: str) -> None:
    async def inside() -> None:
        connection = await asyncpg.connect(url)
        for statement in statements:
            await connection.execute(statement)
        await connection.close()

    asyncio.run(inside())


def test_it_says_what_is_wrong_and_what_to_do(server_url: str) -> None:
    with fresh_database(server_url) as url:
        env = {"CLAIMDESK_DATABASE_URL": url}
        nothing = claimdesk("doctor", env=env)
        assert nothing.returncode == 1
        assert "There is no desk in this database" in nothing.stderr
        added = claimdesk("user", "add", "vera", "--password", PASSWORD, env=env)
        assert added.returncode == 0, added.stderr
        whole = claimdesk("doctor", "--json", env=env)
        assert whole.returncode == 0, whole.stderr
        document = json.loads(whole.stdout)
        assert document["whole"] is True
        assert document["audit"]["events"] == int(document["audit"]["head"].partition(":")[0]) > 0
        assert all(each["findings"] == [] for each in document["examinations"])
        execute(url, "ALTER TABLE audit_event DISABLE TRIGGER append_only")
        text = claimdesk("doctor", env=env)
        assert text.returncode == 1
        assert "trigger append_only on audit_event" in text.stderr
        assert "→ Switch them on" in text.stderr
        assert "The audit trail is whole" in text.stdout
        assert "All is well" not in text.stdout
        broken = json.loads(claimdesk("doctor", "--json", env=env).stdout)
        assert broken["whole"] is False
        execute(
            url,
            "ALTER TABLE audit_event ENABLE TRIGGER append_only",
            "DELETE FROM migration WHERE name = (SELECT max(name) FROM migration)",
        )
        older = claimdesk("doctor", env=env)
        assert older.returncode == 1
        assert "1 migrations have not run" in older.stderr
        # It only looked: the migration is not run by looking.
        assert "1 migrations have not run" in claimdesk("doctor", env=env).stderr


def test_a_folder_without_a_database_gets_none(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a desk")
    answer = claimdesk("doctor", "--data-dir", str(tmp_path), env={})
    assert answer.returncode == 1
    assert "There is no desk in" in answer.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
