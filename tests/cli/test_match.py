"""`claimdesk match` and `claimdesk bench match`, from the command line."""

import json
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

import asyncpg

from claimdesk.cli.bench_statements import LONGEST, SHORTEST, Statements
from tests.factchecks.test_reading import REVIEW
from tests.matching.tiny_model import make_model
from tests.processes import claimdesk, free_port, serving


def test_a_sentence_is_looked_for(tmp_path: Path, data_dir: Path) -> None:
    desk = ("--data-dir", str(data_dir))
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps([REVIEW]))
    added = claimdesk("import-checks", str(feed), *desk, env={})
    assert added.returncode == 0, added.stderr

    shown = claimdesk("match", "The harbour lost 45% of its traffic", *desk, env={"COLUMNS": "160"})
    assert shown.returncode == 0, shown.stderr
    for words in ("related", "Esk Checks: Mostly false", "number: 45% / 40 percent"):
        assert words in shown.stdout

    found = claimdesk("match", "The harbour lost 40% of its traffic", "--json", *desk, env={})
    answer = json.loads(found.stdout)
    assert answer["likeness"] == answer["items"][0]["likeness"] == "same"
    assert answer["items"][0]["fact_check"]["rating"] == "Mostly false"

    nowhere = tmp_path / "mistyped"
    missing = claimdesk("match", "Seals sing", "--data-dir", str(nowhere), env={})
    assert missing.returncode == 1
    assert "There is no desk in" in missing.stderr
    assert not nowhere.exists()
    nothing = claimdesk("match", "Seals sing", *desk, env={})
    assert nothing.stdout == "Nothing like it was said or checked before.\n"
    for wordless in ("Is it what it was?", "🙃"):
        empty = claimdesk("match", wordless, *desk, env={})
        assert empty.returncode == 0
        assert empty.stdout.startswith("There is no word in this to look for.")
    blank = claimdesk("match", " ", *desk, env={})
    assert blank.returncode == 1
    assert "Traceback" not in blank.stderr


def test_a_model_gives_meaning_and_a_wrong_one_is_said_at_once(
    tmp_path: Path, data_dir: Path
) -> None:
    desk = ("--data-dir", str(data_dir))
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps([REVIEW | {"claimReviewed": "An automobile burned near Esk."}]))
    assert claimdesk("import-checks", str(feed), *desk, env={}).returncode == 0
    without = claimdesk("embed", *desk, env={})
    assert without.returncode == 1
    assert "CLAIMDESK_SEMANTIC_MODEL" in without.stderr

    named = {"CLAIMDESK_SEMANTIC_MODEL": str(make_model(tmp_path / "tiny"))}
    before = claimdesk("doctor", *desk, env=named)
    assert before.returncode == 0
    assert "the vectors that this desk keeps are none yet" in before.stderr
    caught_up = claimdesk("embed", *desk, env=named)
    assert "1 statements got their vector." in caught_up.stdout, caught_up.stderr
    found = claimdesk("match", "Vehicle in flames", "--json", *desk, env=named)
    assert json.loads(found.stdout)["items"][0]["meaning"] > 0.9

    # What only reads leaves another model's vectors alone, and says that it does without.
    other = {"CLAIMDESK_SEMANTIC_MODEL": str(make_model(tmp_path / "other", meanings=("seal",)))}
    for reading in (["match", "Vehicle in flames"], ["doctor"]):
        said = claimdesk(*reading, *desk, env=other)
        assert said.returncode == 0, said.stderr
        assert "are those of the model tiny" in said.stderr
    again = claimdesk("match", "Vehicle in flames", "--json", *desk, env=named)
    assert json.loads(again.stdout)["items"][0]["meaning"] > 0.9
    more = [REVIEW | {"claimReviewed": "Seals sing.", "url": "https://esk.example.org/seals"}]
    feed.write_text(json.dumps(more))
    assert claimdesk("import-checks", str(feed), *desk, env={}).returncode == 0
    behind = claimdesk("doctor", *desk, env=named)
    assert "1 statements have no vector yet" in behind.stderr

    wrong = {"CLAIMDESK_SEMANTIC_MODEL": str(tmp_path)}
    for command in (("match", "Seals"), ("serve", "--port", str(free_port())), ("worker",)):
        refused = claimdesk(*command, *desk, env=wrong)
        assert refused.returncode == 1
        assert "has no model.onnx" in refused.stderr
        assert "Traceback" not in refused.stderr


def test_a_question_of_any_length_is_answered_by_the_server(tmp_path: Path, data_dir: Path) -> None:
    desk = ("--data-dir", str(data_dir))
    made = claimdesk("token", "create", "cms", "--scope", "desk:read", *desk, env={})
    headers = {"Authorization": f"Bearer {made.stdout.split()[-1]}"}
    with serving("serve", *desk, env={}, log=tmp_path / "log") as (address, _):
        for text, status in ((quote("“fees” & \0 | -!"), 200), ("x" * 100_000, 413)):
            # httpx itself refuses to send as long an address.
            connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
            with closing(connection):
                connection.request("GET", f"/api/v1/matches?text={text}", headers=headers)
                answer = connection.getresponse()
                body = json.loads(answer.read())
            assert answer.status == status, body
        assert "Send the sentence that matters" in body["detail"]


async def test_the_bench_measures_and_leaves_nothing(server_url: str) -> None:
    made = claimdesk(
        "bench", "match", "--claims", "1000", "--queries", "20", "--database-url", server_url,
        env={"COLUMNS": "120"},
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    for words in ("1,000 statements", "RapidFuzz over all", "adding one", "of brute force", "MB"):
        assert words in made.stdout
    assert "100.0% of 30 re-worded statements found their own first" in made.stdout
    connection = await asyncpg.connect(server_url)
    try:
        left = await connection.fetch(
            "SELECT datname FROM pg_database WHERE datname LIKE 'claimdesk_bench%'"
        )
    finally:
        await connection.close()
    assert left == []


def test_a_benchmark_is_ranked(tmp_path: Path, server_url: str) -> None:
    claims, queries = tmp_path / "claims.jsonl", tmp_path / "queries.jsonl"
    texts = {"a": "Seals swim in the harbour.", "b": "The ferry is late.", "c": "Berth 4 is shut."}
    rows = [json.dumps({"id": key, "text": text, "title": ""}) for key, text in texts.items()]
    claims.write_text("\n".join(rows))
    queries.write_text(
        '{"id": "1", "text": "A late ferry!"}\n{"id": "2", "text": "Is berth 4 shut"}'
    )
    ranked = claimdesk(
        "bench", "ranking", str(claims), str(queries), "--database-url", server_url, env={}
    )
    assert ranked.returncode == 0, ranked.stderr
    assert [json.loads(line) for line in ranked.stdout.splitlines()] == [
        {"query": "1", "ranked": ["b"]},
        {"query": "2", "ranked": ["c"]},
    ]
    broken = claimdesk("bench", "ranking", __file__, str(queries), env={})
    assert broken.returncode == 1
    assert "is not JSON lines" in broken.stderr


def test_statements_are_the_same_from_a_seed_and_none_is_there_twice() -> None:
    first = list(Statements(3).take(2000))
    assert first == list(Statements(3).take(2000))
    assert first != list(Statements(4).take(2000))
    assert len(set(first)) == 2000
    lengths = {len(text.split()) for text in first}
    assert (min(lengths), max(lengths)) == (SHORTEST, LONGEST)
