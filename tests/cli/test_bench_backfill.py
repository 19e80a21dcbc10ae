"""`claimdesk bench backfill`, small: its figures, and an archive that real workers take in."""

from claimdesk.cli.bench_backfill import tenths
from tests.processes import claimdesk


def test_a_tenth_is_measured_where_it_was_seen_to_end() -> None:
    seen = [(0.0, 0), (1.0, 5), (2.0, 10), (5.0, 25), (6.0, 30)]
    assert tenths(seen, 100) == [(10, 200.0), (25, 200.0), (30, 200.0)]
    assert tenths([(0.0, 0), (0.5, 100)], 100) == [(100, 5.0)]


def test_workers_take_an_archive_in(server_url: str) -> None:
    made = claimdesk(
        "bench", "backfill", "--articles", "20", "--workers", "1", "--database-url", server_url,
        env={"COLUMNS": "120"},
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert "20 articles new, 0 refused; 1 worker process" in made.stdout
    assert "to 20" in made.stdout
