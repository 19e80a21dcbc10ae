"""Where a call comes from, as a served desk sees it: behind a proxy, and behind none."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from claimdesk.accounts.attempts import FAILURES_PER_ADDRESS
from tests.databases import fresh_database
from tests.processes import claimdesk, serving

PASSWORD = "correct horse battery"


@pytest.fixture
def database(server_url: str) -> Iterator[dict[str, str]]:
    """Settings that lead to a desk with one person."""
    with fresh_database(server_url) as url:
        env = {"CLAIMDESK_DATABASE_URL": url}
        added = claimdesk("user", "add", "vera", "--password", PASSWORD, env=env)
        assert added.returncode == 0, added.stderr
        yield env


def guess(address: str, number: int, forwarded: str) -> int:
    body = {"login": f"guess{number}", "password": "guess"}
    headers = {"X-Forwarded-For": forwarded}
    return httpx.post(f"{address}/api/v1/session", json=body, headers=headers).status_code


def seen_from(address: str, forwarded: str) -> tuple[int, str]:
    """Signing in with the right password from there: the status, and the address that is noted."""
    with httpx.Client(base_url=f"{address}/api/v1", headers={"X-Forwarded-For": forwarded}) as http:
        answer = http.post("/session", json={"login": "vera", "password": PASSWORD})
        if answer.status_code != 201:
            return answer.status_code, ""
        mine = next(each for each in http.get("/account/sessions").json() if each["this"])
        return answer.status_code, mine["address"]


def test_behind_a_trusted_proxy_each_address_counts_for_itself(
    database: dict[str, str], tmp_path: Path
) -> None:
    env = database | {"CLAIMDESK_TRUSTED_PROXIES": "127.0.0.0/8"}
    with serving("serve", env=env, log=tmp_path / "log") as (address, _):
        for number in range(FAILURES_PER_ADDRESS):
            # The proxy puts the caller's address at the end; what stands before is the caller's word.
            assert guess(address, number, f"203.0.113.{number}, 198.51.100.7") == 401
        assert guess(address, 99, "198.51.100.7") == 429
        assert seen_from(address, "198.51.100.8") == (201, "198.51.100.8")


def test_without_one_nobody_chooses_their_address(database: dict[str, str], tmp_path: Path) -> None:
    with serving("serve", env=database, log=tmp_path / "log") as (address, _):
        assert seen_from(address, "198.51.100.8") == (201, "127.0.0.1")
        for number in range(FAILURES_PER_ADDRESS):
            assert guess(address, number, f"198.51.100.{number}") == 401
        assert guess(address, 99, "198.51.100.99") == 429


def test_a_proxy_that_is_no_address_is_said_at_start(database: dict[str, str]) -> None:
    for wrong in ("proxy.example.org", "*", "10.0.0.0/33"):
        ended = claimdesk("serve", env=database | {"CLAIMDESK_TRUSTED_PROXIES": wrong})
        assert ended.returncode == 1
        assert "CLAIMDESK_TRUSTED_PROXIES" in ended.stderr
        assert "no address and no network" in ended.stderr
