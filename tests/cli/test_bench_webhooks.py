"""`claimdesk bench webhooks`, small: what it prints."""

from tests.processes import claimdesk


def test_it_measures_a_slow_receiver_beside_a_quick_one(server_url: str) -> None:
    made = claimdesk(
        "bench",
        "webhooks",
        "--messages",
        "20",
        "--database-url",
        server_url,
        env={"COLUMNS": "120"},
    )
    assert made.returncode == 0, made.stderr
    assert "20 messages for a receiver that takes 2 seconds" in made.stdout
    for row in ("a message to another receiver", "a user's request", "still waited"):
        assert row in made.stdout
    assert "Traceback" not in made.stderr
