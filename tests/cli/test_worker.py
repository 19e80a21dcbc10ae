"""Jobs are run by `claimdesk worker`, or by the process that serves, unless it is told not to."""

import time
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

from tests.cli.test_demo import sign_in
from tests.processes import claimdesk, serving
from tests.web_server import article, web_server

TARIFF = "\n".join(f"Berth {number} costs half as much again from March." for number in range(20))


def _add_link(client: httpx.Client, url: str) -> str:
    claim = client.get("/claims", params={"state": "new"}).json()["items"][0]["id"]
    added = client.post(f"/claims/{claim}/evidence", json={"url": url})
    assert added.status_code == 201, added.text
    return f"/claims/{claim}/evidence/{added.json()['id']}/archive"


def _looks(client: httpx.Client, archive: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(archive).json()
    return found


def test_a_linked_page_is_archived_by_whoever_runs_jobs(tmp_path: Path, data_dir: Path) -> None:
    desk = ("--data-dir", str(data_dir))
    allowed = {"CLAIMDESK_FETCH_ALLOW": "127.0.0.1"}
    apart = allowed | {"CLAIMDESK_SERVE_JOBS": "false"}
    with web_server() as web:
        web.pages["/"] = article(TARIFF)
        with (
            serving("demo", *desk, env=apart, log=tmp_path / "log") as (address, _),
            closing(sign_in(address, "amara")) as amara,
        ):
            archive = _add_link(amara, web.url("/"))
            ran = claimdesk("worker", "--until-empty", *desk, env=apart)
            assert ran.returncode == 0, ran.stderr
            assert [look["error"] for look in _looks(amara, archive)] == [""]
            assert len(web.asked) == 1  # and none of the demo's own links
        with (
            serving("demo", *desk, env=allowed, log=tmp_path / "log") as (address, process),
            closing(sign_in(address, "amara")) as amara,
        ):
            archive = _add_link(amara, web.url("/"))
            give_up = time.monotonic() + 20
            while not (found := _looks(amara, archive)) and time.monotonic() < give_up:
                time.sleep(0.1)
            assert [look["error"] for look in found] == [""]
            process.terminate()
            process.wait(timeout=60)
    said = (tmp_path / "log").read_text()
    assert "Traceback" not in said
    assert "ERROR" not in said
