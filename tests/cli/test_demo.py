"""`claimdesk demo`, `serve`, `user` and `doctor` as processes, on an embedded database of their own."""

import signal
import socket
from contextlib import closing
from pathlib import Path

import httpx

from claimdesk.demo import PASSWORD, read_demo
from tests.processes import claimdesk, free_port, serving


def sign_in(address: str, login: str) -> httpx.Client:
    client = httpx.Client(base_url=f"{address}/api/v1", timeout=60)
    me = client.post("/session", json={"login": login, "password": PASSWORD}).raise_for_status()
    client.headers["X-CSRF-Token"] = me.json()["csrf_token"]
    return client


def counts(client: httpx.Client) -> dict[str, int]:
    return {row["state"]: row["count"] for row in client.get("/claims/counts").json()}


def test_the_demo_serves_a_desk_at_work_and_goes_on_where_it_was(
    tmp_path: Path, data_dir: Path
) -> None:
    desk = ("--data-dir", str(data_dir))
    with serving("demo", *desk, env={}, log=tmp_path / "log") as (address, process):
        with closing(sign_in(address, "tobias")) as tobias:
            found = counts(tobias)
            demo = read_demo()
            pieces = [*demo.articles, *demo.earlier]
            touched = [claim for article in pieces for claim in article.claims]
            for state in (
                "published",
                "submitted",
                "assigned",
                "in_review",
                "accepted",
                "returned",
            ):
                wanted = sum(claim.state == state for claim in touched)
                # A claim that the extractor does not find is left out, and that is the exception.
                assert found[state] >= max(1, wanted - 2), (state, found)
            assert len(tobias.get("/articles").json()["items"]) == len(pieces)
            assert tobias.get("/ratings").json()["items"]
            posted = tobias.post("/articles", json={"text": "The mayor said it was 5 percent."})
            assert posted.status_code == 201
        with closing(sign_in(address, "harriet")) as harriet:
            (hook,) = harriet.get("/webhooks").json()
            assert (hook["state"], hook["failed"]) == ("paused", 0)
            waiting = harriet.get(f"/webhooks/{hook['id']}/deliveries").json()["items"]
            assert waiting
            assert all(item["attempts"] == 0 for item in waiting), "a demo calls nobody by itself"
        said = (tmp_path / "log").read_text()
        assert address in said
        assert PASSWORD in said
        assert all(person.login in said for person in demo.people)
        process.send_signal(signal.SIGKILL)
        process.wait()
    with serving("demo", *desk, env={}, log=tmp_path / "log") as (address, process):
        with closing(sign_in(address, "amara")) as amara:
            assert len(amara.get("/articles").json()["items"]) == len(pieces) + 1
        process.terminate()
        assert process.wait(timeout=60) == 0 or process.returncode == 128 + signal.SIGTERM
    # A token made on the command line is the demo desk's own.
    made = claimdesk("token", "create", "cms", "--scope", "ratings:read", *desk, env={})
    assert made.returncode == 0, made.stderr
    assert "without an end" in made.stderr
    until = ("--expires", "2036-01-31")
    ends = claimdesk("token", "create", "till", "--scope", "ratings:read", *until, *desk, env={})
    assert ends.returncode == 0, ends.stderr
    assert "until 2036-02-01 00:00 UTC" in ends.stderr
    for wrong, said in (("2020-01-31", "over already"), ("soon", "'soon'")):
        never = ("--expires", wrong)
        refused = claimdesk("token", "create", "x", "--scope", "desk:read", *never, *desk, env={})
        assert refused.returncode > 0
        assert refused.stdout == ""
        assert said in refused.stderr
    long = claimdesk("token", "create", "n" * 101, "--scope", "ratings:read", *desk, env={})
    assert long.returncode == 2
    assert "1 to 100 characters" in long.stderr
    unknown = claimdesk("user", "add", "x1", "--password", PASSWORD, "--desk", "no", *desk, env={})
    assert unknown.returncode == 1
    assert "There are: demo" in unknown.stderr
    world = ("--host", "0.0.0.0", "--port", str(free_port()))  # noqa: S104
    opened = claimdesk("serve", *world, *desk, env={})
    assert opened.returncode == 1
    assert "holds the demo" in opened.stderr
    checked = claimdesk("doctor", *desk, env={})
    assert checked.returncode == 0, checked.stderr
    assert "whole" in checked.stdout
    head = next(line.split()[-1] for line in checked.stdout.splitlines() if "head is" in line)
    assert claimdesk("doctor", "--head", head, *desk, env={}).returncode == 0
    number = head.partition(":")[0]
    other = claimdesk("doctor", "--head", f"{number}:{'0' * 64}", *desk, env={})
    assert other.returncode == 1
    assert f"event {number} is not as it was" in other.stderr


def test_the_demo_listens_on_this_machine_only(tmp_path: Path) -> None:
    refused = claimdesk("demo", "--host", "0.0.0.0", "--data-dir", str(tmp_path), env={})  # noqa: S104
    assert refused.returncode == 1
    assert "known passwords" in refused.stderr
    assert not any(tmp_path.iterdir())


def test_there_is_no_default_password(tmp_path: Path, data_dir: Path) -> None:
    desk = ("--data-dir", str(data_dir))
    with serving("serve", *desk, env={}, log=tmp_path / "log") as (address, _):
        assert "claimdesk user add" in (tmp_path / "log").read_text()
        for person in read_demo().people:
            body = {"login": person.login, "password": PASSWORD}
            assert httpx.post(f"{address}/api/v1/session", json=body).status_code == 401
        # A second process on the same database, while the first one serves.
        short = claimdesk("user", "add", "maria", "--password", "short", *desk, env={})
        assert short.returncode == 2
        assert "a password has 12 to 200 characters" in short.stderr
        assert "short" not in short.stderr.partition("Error:")[2]
        capital = claimdesk("user", "add", "Maria!", "--password", PASSWORD, *desk, env={})
        assert "“Maria!” is no login: a login has 2 to 64 characters" in capital.stderr
        blank = claimdesk(
            "user", "add", "maria", "--name", " ", "--password", PASSWORD, *desk, env={}
        )
        assert "a name has 1 to 120 characters" in blank.stderr
        wrong = {"CLAIMDESK_FETCH_ALLOW": "http://intranet", "CLAIMDESK_PROT": "9000"}
        stopped = claimdesk("user", "list", *desk, env=wrong)
        assert stopped.returncode == 1
        assert "CLAIMDESK_FETCH_ALLOW: “http://intranet” is no name of a host" in stopped.stderr
        assert "Warning: CLAIMDESK_PROT is no setting" in stopped.stderr
        added = claimdesk(
            "user", "add", "maria", "--role", "admin", "--password", PASSWORD, *desk, env={}
        )
        assert added.returncode == 0, added.stderr
        again = claimdesk("user", "add", "maria", "--password", PASSWORD, *desk, env={})
        assert again.returncode == 1
        assert "taken" in again.stderr
        with closing(sign_in(address, "maria")) as maria:
            assert maria.get("/session").json()["desks"][0]["role"] == "admin"


def test_a_taken_port_is_said_before_anything_else(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for command in ("demo", "serve"):
            answer = claimdesk(command, "--port", port, "--data-dir", str(tmp_path), env={})
            assert answer.returncode == 1
            assert f"port {port}" in answer.stderr
            assert answer.stdout == ""
    assert not any(tmp_path.iterdir())


def test_wrong_settings_are_named(tmp_path: Path) -> None:
    for variable, value in {
        "CLAIMDESK_PORT": "eighty",
        "CLAIMDESK_DATABASE_URL": "mysql://x",
        "CLAIMDESK_SESSION_HOURS": "0",
    }.items():
        answer = claimdesk("serve", "--data-dir", str(tmp_path), env={variable: value})
        assert answer.returncode == 1
        assert variable in answer.stderr
        assert "Traceback" not in answer.stderr


def test_a_server_that_does_not_answer_is_said_so(tmp_path: Path) -> None:
    env = {"CLAIMDESK_DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"}
    answer = claimdesk("doctor", "--data-dir", str(tmp_path), env=env)
    assert answer.returncode == 1
    assert "CLAIMDESK_DATABASE_URL" in answer.stderr
    assert "Traceback" not in answer.stderr
