"""Every examination finds what it is for: rows are broken by SQL, as no call of claimdesk's does."""

from contextlib import suppress

import pytest
from piccolo.columns import ForeignKey

from claimdesk.accounts.rules import Role
from claimdesk.db.engine import fetch, transaction
from claimdesk.db.piccolo_app import APP_CONFIG
from claimdesk.doctor import rows, service
from claimdesk.doctor.schemas import Examined, Finding
from tests.api.conftest import SignIn
from tests.api.hooked import hooked
from tests.api.published import claim_of, publish, send_in
from tests.api.test_evidence_files import PDF, upload
from tests.webhook_receiver import Receiver

# What is done to the rows, which examination sees it, and what it says.
TAMPERING: list[tuple[str, str, str]] = [
    ("DELETE FROM migration WHERE name = (SELECT max(name) FROM migration)", "migrations", "1 migrations have not run"),
    ("INSERT INTO migration (id, name, app_name) VALUES (9999, '2036-01-01T00:00:00:000000', 'claimdesk')", "migrations", "newer claimdesk's"),
    ("ALTER TABLE verdict DISABLE TRIGGER USER", "guards", "trigger append_only on verdict"),
    ("DELETE FROM person WHERE login = 'vera'", "references", "membership: 1 of person"),
    ("DELETE FROM revision", "loose_references", "of revision 1, 1 (article, revision)"),
    ("UPDATE claim SET published_verdict = 999 WHERE published_verdict IS NOT NULL", "loose_references", "claim: 1 of verdict 999"),
    ("UPDATE rating_event SET verdict = 999", "loose_references", "rating_event: 1 of verdict 999"),
    ("DELETE FROM evidence WHERE file IS NOT NULL", "audited", "of evidence 2"),
    ("DELETE FROM evidence WHERE file IS NULL", "evidence_of_verdicts", "1 times a verdict rests"),
    ("UPDATE kept_content SET content = content || 'x'", "kept_content", "another content"),
    ("DELETE FROM kept_content", "kept_content", "What was kept of 1 pieces of evidence is gone"),
    ("UPDATE revision SET text = text || '.'", "texts", "1 texts of articles are not what came in"),
    ("UPDATE claim SET state = 'approved' WHERE state = 'published'", "claim_states", "approved, told published"),
    ("UPDATE claim_stay SET state = 'new' WHERE left_at IS NULL AND state = 'published'", "claim_stays", "published, counted as new"),
    ("DELETE FROM rating_event", "published", "the ratings feed has nothing"),
    ("UPDATE rating_event SET seq = 3", "feed", "1 to 2"),
    ("UPDATE rating_event SET seq = 3", "outbox", "tell of events that the feed does not have"),
    ("DELETE FROM webhook_delivery WHERE kind <> 'ping'", "outbox", "never written into the outbox"),
    ("UPDATE webhook_delivery SET next_at = now() - interval '2 hours'", "outbox", "more than an hour ago"),
    ("UPDATE procrastinate_jobs SET status = 'failed'", "jobs", "failed for good"),
    ("UPDATE procrastinate_jobs SET status = 'aborted'", "jobs", "failed for good"),
    ("INSERT INTO job_mishap (job, deaths) SELECT id, 3 FROM procrastinate_jobs; UPDATE procrastinate_jobs SET status = 'failed'", "jobs", "each ended its worker 3 times"),
    ("UPDATE procrastinate_jobs SET status = 'doing'; UPDATE procrastinate_events SET at = now() - interval '2 hours'", "jobs", "no sign of life"),
    ("UPDATE webhook_secret SET secret = 'fernet:' || md5('another key')", "secrets", "webhooks’ secrets cannot be read"),
    ("UPDATE webhook_secret SET secret = 'whsec_1234'", "secrets", "webhooks’ secrets are kept in clear"),
    ("UPDATE procrastinate_events SET at = now() - interval '2 hours'", "jobs", "waited for more than an hour"),
]  # fmt: skip


class PutBack(Exception):
    """Ends a transaction, so that the next one finds everything whole."""


@pytest.fixture
async def desk(sign_in: SignIn, receiver: Receiver) -> None:
    """A desk that published a verdict, with a webhook, a file of evidence and jobs that wait."""
    vera, edith = await sign_in("vera", Role.CHECKER), await sign_in("edith", Role.EDITOR)
    await hooked(await sign_in("ada", Role.ADMIN), receiver, "https://cms.example.org/hooks")
    article = await send_in(vera)
    named = claim_of(article, unnamed=False)
    await publish(vera, edith, named)
    other = claim_of(article, unnamed=True)
    await vera.post(f"/claims/{other}/assignment", {})
    assert (await upload(vera, f"/claims/{other}", PDF)).status_code == 201


def said(examined: list[Examined]) -> dict[str, list[Finding]]:
    return {each.key: each.findings for each in examined if each.findings}


async def broken_by(sql: str) -> dict[str, list[Finding]]:
    """What is found of a desk after a statement, which is then taken back."""
    found: dict[str, list[Finding]] = {}
    with suppress(PutBack):
        async with transaction():
            # As a replica the server asks no trigger and no foreign key.
            await fetch("SET LOCAL session_replication_role = 'replica'")
            for statement in sql.split("; "):
                await fetch(statement)
            found = said(await service.examine())
            raise PutBack
    return found


async def test_a_desk_that_is_whole_has_no_findings(desk: None) -> None:
    assert said(await service.examine()) == {}


async def test_every_examination_finds_what_it_is_for(desk: None) -> None:
    if not (await fetch("SELECT current_setting('is_superuser') = 'on' AS so"))[0]["so"]:
        pytest.skip("only a superuser gets past the database's own guards")
    for sql, key, words in TAMPERING:
        found = await broken_by(sql)
        assert key in found, sql
        assert words in str(found[key]), (sql, found[key])
        assert all(finding.do for finding in found[key])
    examined = {each.key for each in await service.examine()}
    assert examined - {key for _, key, _ in TAMPERING} == {"vacuum"}, (
        "each is shown to find something"
    )


async def test_an_examination_that_fails_is_a_finding_and_the_others_are_made(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "LOOSE", [("nowhere", "id", "claim", "id")])
    found = said(await service.examine())
    assert list(found) == ["loose_references"]
    assert "could not be looked at" in found["loose_references"][0].what


async def test_every_reference_is_held_by_a_foreign_key_or_looked_after(database: None) -> None:
    held = await fetch(
        "SELECT conrelid::regclass::text AS child, attname AS column FROM pg_constraint "
        "JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1] WHERE contype = 'f'"
    )
    known = {(row["child"], row["column"]) for row in held}
    known |= {(child, own) for child, own, *_ in rows.LOOSE}
    referring = {
        (table._meta.tablename, column._meta.db_column_name)
        for table in APP_CONFIG.table_classes
        for column in table._meta.columns
        if isinstance(column, ForeignKey)
    }
    assert referring - known == set()
