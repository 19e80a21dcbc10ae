"""`claimdesk ingest`: files, folders and addresses from the command line."""

from pathlib import Path

import msgspec

from tests.formats.documents import BOMB, NINJS_1, RSS, news_item, word
from tests.processes import claimdesk
from tests.web_server import Answer, article, redirect, web_server

TEXT = "Harbour fees\n\nThe fees will double, Maren Holt said on Monday.\n"


def test_a_folder_comes_in_once_and_again_where_it_changed(tmp_path: Path, data_dir: Path) -> None:
    desk = ("--data-dir", str(data_dir))
    folder = tmp_path / "in"
    (folder / "deeper").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT)
    (folder / "deeper" / "b.md").write_text("# Ferry\n\nThe ferry is late, she said.\n")
    (folder / "c.docx").write_bytes(word())
    (folder / "d.xml").write_bytes(news_item())
    (folder / "e.json").write_bytes(msgspec.json.encode(NINJS_1))
    (folder / "feed.rss").write_bytes(RSS)
    (folder / "ignored.bin").write_bytes(b"\0")
    (folder / "link.txt").symlink_to("/etc/hostname")

    first = claimdesk("ingest", str(folder), *desk, env={})
    assert first.returncode == 0, first.stderr
    assert first.stdout.strip() == "7 articles new, 0 changed, 0 as before, 0 refused."
    again = claimdesk("ingest", str(folder), *desk, env={})
    assert again.stdout.strip() == "0 articles new, 0 changed, 7 as before, 0 refused."

    (folder / "a.txt").write_text(TEXT.replace("double", "triple"))
    (folder / "d.xml").write_bytes(news_item(version=5).replace(b"objected", b"agreed"))
    (folder / "bomb.xml").write_bytes(news_item("<p>&j;</p>", head=BOMB))
    (folder / "lie.txt").write_bytes(word())
    changed = claimdesk("ingest", str(folder), *desk, env={})
    assert changed.returncode == 1
    assert changed.stdout.strip() == "0 articles new, 2 changed, 5 as before, 2 refused."
    assert "bomb.xml: The XML declares entities" in changed.stderr
    assert "lie.txt: Its name or type says text" in changed.stderr
    assert "Traceback" not in changed.stderr

    missing = claimdesk("ingest", str(tmp_path / "none"), *desk, env={})
    assert missing.returncode == 2
    (folder / "latin.txt").write_bytes("Die Gebühren steigen, sagte sie.".encode("latin-1"))
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 8)
    latin = claimdesk("ingest", str(folder / "latin.txt"), *desk, env={})
    assert latin.stdout.strip() == "1 article new, 0 changed, 0 as before, 0 refused."
    noise = claimdesk("ingest", str(folder / "noise.txt"), *desk, env={})
    assert noise.returncode == 1
    assert "noise.txt: It is no text" in noise.stderr
    large = claimdesk(
        "ingest", str(folder / "c.docx"), *desk, env={"CLAIMDESK_MAX_FILE_BYTES": "1000"}
    )
    assert (large.returncode, "over the limit of 1,000 bytes" in large.stderr) == (1, True)


def test_addresses_are_fetched_behind_the_guard(data_dir: Path) -> None:
    desk = ("--data-dir", str(data_dir))
    words = "The council said on Monday that the harbour fees will double by the first of March.\n"
    with web_server() as web:
        web.pages["/story"] = article(words * 3, "Harbour fees")
        web.pages["/feed"] = Answer(RSS, headers={"Content-Type": "application/rss+xml"})
        web.pages["/away"] = redirect("http://10.0.0.1/secret")
        allowed = {"CLAIMDESK_FETCH_ALLOW": "127.0.0.1"}
        refused = claimdesk("ingest", web.url("/story"), *desk, env={})
        assert (refused.returncode, "not on the public internet" in refused.stderr) == (1, True)
        assert web.asked == []
        came = claimdesk("ingest", web.url("/story"), web.url("/feed"), *desk, env=allowed)
        assert came.stdout.strip() == "3 articles new, 0 changed, 0 as before, 0 refused."
        again = claimdesk("ingest", web.url("/story"), web.url("/feed"), *desk, env=allowed)
        assert again.stdout.strip() == "0 articles new, 0 changed, 3 as before, 0 refused."
        away = claimdesk("ingest", web.url("/away"), *desk, env=allowed)
        assert (away.returncode, "10.0.0.1 is not on the public internet" in away.stderr) == (
            1,
            True,
        )
