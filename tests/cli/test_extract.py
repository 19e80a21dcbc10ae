"""``claimdesk extract``: formats, folders, and one clear line for what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimdesk.cli.bench_extract import bench_extract
from claimdesk.cli.extract import MAX_BYTES, extract

ARTICLE = "Bridge to close\n\nSources said <b>the bridge</b> would close in May.\n\n“It is old,” Anna Harper said.\n"


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(extract, list(arguments), input=stdin)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_jsonl_is_one_object_an_article(article: Path) -> None:
    result = run("--format", "jsonl", str(article))
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    found = json.loads(line)
    assert found["doc"] == "bridge"
    assert found["title"] == "Bridge to close"
    assert set(found) >= {"doc", "sha256", "title", "language", "claims", "furniture"}
    for claim in found["claims"]:
        assert ARTICLE[claim["start"] : claim["end"]] == claim["text"]


def test_json_of_several_is_a_list(article: Path) -> None:
    other = article.with_name("again.txt")
    other.write_text(ARTICLE, encoding="utf-8")
    result = run("--format", "json", str(article.parent))
    assert [found["doc"] for found in json.loads(result.stdout)] == ["again", "bridge"]


def test_text_names_the_unnamed(article: Path) -> None:
    result = run(str(article), "--explain")
    assert result.exit_code == 0
    assert "UNNAMED anonymous: Sources" in result.stdout
    assert "named person: Anna Harper" in result.stdout
    assert "why: cue" in result.stdout


def test_html_escapes_the_article(article: Path) -> None:
    result = run("--format", "html", str(article))
    assert "<!doctype html>" in result.stdout
    assert "<b>" not in result.stdout
    assert "&lt;b&gt;" in result.stdout
    assert "<script" not in result.stdout


def test_standard_input() -> None:
    result = run("--format", "jsonl", "-", stdin=ARTICLE.encode())
    assert json.loads(result.stdout)["doc"] == "stdin"


def test_jobs_give_the_same_answer(article: Path) -> None:
    for number in range(5):
        article.with_name(f"more{number}.txt").write_text(ARTICLE, encoding="utf-8")
    one = run("--format", "jsonl", str(article.parent))
    two = run("--format", "jsonl", "--jobs", "2", str(article.parent))
    assert one.stdout == two.stdout
    assert len(one.stdout.splitlines()) == 6


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \n\n ", "empty"),
        (b"Harper said\0 nothing", "NUL"),
        (b"Harper said \xff\xfe nothing", "not valid UTF-8"),
        (b"Harper said \xed\xa0\x80 nothing", "not valid UTF-8"),
        (b"\x89PNG\r\n\x1a\n", "not valid UTF-8"),
        (b"x" * (MAX_BYTES + 1), "over the limit"),
    ],
)
def test_bad_files_get_one_line_and_the_others_are_read(
    article: Path, data: bytes, words: str
) -> None:
    bad = article.with_name("bad.txt")
    bad.write_bytes(data)
    result = run("--format", "jsonl", str(bad), str(article))
    assert result.exit_code == 2
    assert [json.loads(line)["doc"] for line in result.stdout.splitlines()] == ["bridge"]
    (line,) = result.stderr.splitlines()
    assert words in line
    assert "bad.txt" in line


def test_missing_file(article: Path) -> None:
    result = run(str(article.with_name("nowhere.txt")))
    assert result.exit_code == 2
    assert "no such file" in result.stderr
    assert result.stdout == ""


def test_folder_without_articles(tmp_path: Path) -> None:
    result = run(str(tmp_path))
    assert result.exit_code == 2
    assert "no text files" in result.stderr


def test_resume_skips_what_is_done(article: Path, tmp_path: Path) -> None:
    done = tmp_path / "out" / "claims.jsonl"
    done.parent.mkdir()
    assert run("--format", "jsonl", "--output", str(done), str(article)).exit_code == 0
    article.with_name("second.txt").write_text(ARTICLE, encoding="utf-8")
    result = run("--format", "jsonl", "--output", str(done), "--resume", str(article.parent))
    assert result.exit_code == 0
    lines = done.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["doc"] for line in lines] == ["bridge", "second"]


def test_bench_prints_speed_and_memory(article: Path) -> None:
    result = CliRunner().invoke(bench_extract, [str(article), "--repeat", "1"])
    assert result.exit_code == 0
    assert "articles/s" in result.stdout
    assert "MB" in result.stdout
