"""What a backup says of itself, and how a database is named to PostgreSQL's programs."""

from datetime import UTC, datetime

import msgspec
import pytest

from claimdesk.audit.rules import GENESIS
from claimdesk.backups.manifest import (
    FORMAT,
    BackupError,
    Manifest,
    State,
    differences,
    refuse_unfit,
)
from claimdesk.db.embedded import find_binaries
from claimdesk.db.tools import ToolError, find_tools, target

STATE = State(
    migrations=["1", "2"], audit_number=1, audit_hash=GENESIS, rows={"claim": 3, "article": 1}
)
MADE = Manifest(
    format=FORMAT,
    claimdesk="9.0",
    postgresql=18,
    made_at=datetime(2026, 11, 29, tzinfo=UTC),
    migration_head="2",
    state=STATE,
    dump_size=1,
    dump_sha256="",
)


def test_every_difference_is_named() -> None:
    assert differences(STATE, STATE) == []
    other = State(migrations=["1"], audit_number=2, audit_hash=GENESIS, rows={"claim": 2, "x": 1})
    assert differences(STATE, other) == [
        "its migrations are others",
        f"its audit head is 2:{GENESIS} and not 1:{GENESIS}",
        "article has 0 rows and not 1",
        "claim has 2 rows and not 3",
        "x has 1 rows and not 0",
    ]


def test_what_is_newer_is_refused() -> None:
    refuse_unfit(MADE, frozenset({"1", "2", "3"}), "9.1", 18)
    refuse_unfit(MADE, frozenset({"1", "2"}), "9.0", 19)
    with pytest.raises(BackupError, match=r"made by claimdesk 9\.0, which is newer.*the last 2\."):
        refuse_unfit(MADE, frozenset({"1"}), "8.0", 18)
    with pytest.raises(BackupError, match="is of PostgreSQL 18, and the server is PostgreSQL 17"):
        refuse_unfit(MADE, frozenset({"1", "2"}), "9.0", 17)
    assert msgspec.json.decode(msgspec.json.encode(MADE), type=Manifest) == MADE


@pytest.mark.parametrize(
    ("url", "address", "password"),
    [
        (
            "postgresql://desk:p%40ss:w0rd@db.example:5433/claims?sslmode=require",
            "postgresql://desk@db.example:5433/claims?sslmode=require",
            "p@ss:w0rd",
        ),
        (
            "postgresql://db.example/claims?user=desk&password=p%26ss",
            "postgresql://db.example/claims?user=desk",
            "p&ss",
        ),
        ("postgresql://desk@[::1]:5432/claims", "postgresql://desk@[::1]:5432/claims", None),
    ],
)
def test_a_password_is_not_on_the_command_line(
    url: str, address: str, password: str | None
) -> None:
    named = target(url, {"PATH": "/bin", "CLAIMDESK_DATABASE_URL": url, "PGSSLROOTCERT": "/ca"})
    assert named.address == address
    assert named.environ.get("PGPASSWORD") == password
    assert "CLAIMDESK_DATABASE_URL" not in named.environ
    assert named.environ["PGSSLROOTCERT"] == "/ca"


def test_the_embedded_server_is_not_led_astray_by_variables() -> None:
    url = "postgresql://postgres@/claimdesk?host=%2Fdesk%2Frun&port=5432"
    named = target(url, {"PGOPTIONS": "-c search_path=x", "PGSSLMODE": "verify-full"})
    assert not {"PGOPTIONS", "PGSSLMODE"} & named.environ.keys()


def test_the_programs_are_the_servers_own_or_it_is_said_what_to_install() -> None:
    own = find_binaries()
    assert find_tools(own.major).major == own.major
    assert find_tools(9).major >= 9
    with pytest.raises(ToolError, match="apt-get install postgresql-client-99"):
        find_tools(99)
