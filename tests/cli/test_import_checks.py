"""`claimdesk import-checks`: files of any size from the command line."""

import json
from pathlib import Path

from tests.factchecks.test_reading import REVIEW
from tests.processes import claimdesk


def test_a_file_is_brought_in_once(tmp_path: Path, data_dir: Path) -> None:
    desk = ("--data-dir", str(data_dir))
    added = claimdesk(
        "user",
        "add",
        "ada",
        "--role",
        "admin",
        "--password",
        "ten geese on the quay",
        *desk,
        env={},
    )
    assert added.returncode == 0, added.stderr
    feed = tmp_path / "feed.json"
    reviews = [REVIEW | {"claimReviewed": f"Berth {n} is closed."} for n in range(700)]
    feed.write_text(json.dumps({"dataFeedElement": [*reviews, {"@type": "Thing"}]}))

    first = claimdesk("import-checks", str(feed), *desk, env={})
    assert first.returncode == 0, first.stderr
    assert "701 elements: 700 checks new, 0 changed, 0 as before, 1 refused." in first.stdout
    assert "element 701: it is no ClaimReview" in first.stderr

    again = claimdesk("import-checks", str(feed), *desk, env={})
    assert "brought in before" in again.stdout

    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(reviews)[:-9])
    cut = claimdesk("import-checks", str(broken), *desk, env={})
    assert cut.returncode == 1
    assert "Traceback" not in cut.stderr
    assert "What came before it was kept." in cut.stderr

    nothing = tmp_path / "nothing.json"
    nothing.write_text(json.dumps([{"@type": "Thing"}]))
    refused = claimdesk("import-checks", str(nothing), *desk, env={})
    assert refused.returncode == 1
    assert "1 element: 0 checks new, 0 changed, 0 as before, 1 refused." in refused.stdout
    assert "Nothing in the file could be brought in." in refused.stderr

    missing = claimdesk("import-checks", str(tmp_path / "none.json"), *desk, env={})
    assert missing.returncode == 2
