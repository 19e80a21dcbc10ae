"""`claimdesk bench backfill`, small: real workers take articles into an archive."""

from tests.processes import claimdesk


def test_workers_take_articles_into_an_archive(server_url: str) -> None:
    made = claimdesk(
        "bench", "backfill", "--claims", "500", "--articles", "20", "--workers", "1",
        "--database-url", server_url, env={"COLUMNS": "120"},
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert "1 workers" in made.stdout
    rows = [line.split("│")[1:-1] for line in made.stdout.splitlines() if line.startswith("│")]
    cells = [[cell.strip() for cell in row] for row in rows]
    assert [row[:3] for row in cells] == [["500", "20", "0"]]
    assert all(int(row[3]) > 0 for row in cells)
    assert cells[0][-1] == "1.00"
