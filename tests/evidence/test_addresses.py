"""Which addresses are fetched from: the public internet, and what was allowed by name."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.evidence.addresses import Allowance, check_addresses, is_public, never_reached

REFUSED = [
    *("0.0.0.0", "0.1.2.3", "127.0.0.1", "127.255.255.254"),  # noqa: S104
    *("10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1"),
    *("169.254.0.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16"),
    *("192.0.0.1", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1"),
    *("192.88.99.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "fe80::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "ff0e::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:93.184.216.34"),
    *("::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::5db8:d822", "64:ff9b:1::1"),
    *("2002:7f00:1::", "2002:5db8:d822::1", "2001::1", "2001:0:7f00:1::", "2001:20::1"),
    *("2001:db8::1", "3fff::1", "100::1", "4000::1", "5f00::1"),
]
PUBLIC = ["1.1.1.1", "93.184.216.34", "172.32.0.1", "192.167.255.255", "11.0.0.1", "223.255.255.254",
          "2606:4700::1111", "2001:4860:4860::8888", "2a00:1450:4001::200e"]  # fmt: skip


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_not_of_the_public_internet(address: str) -> None:
    assert not is_public(ip_address(address))
    refusal = check_addresses("page.example", 443, [address], Allowance())
    assert refusal is not None
    assert "not on the public internet" in refusal
    assert "CLAIMDESK_FETCH_ALLOW" in refusal


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is(address: str) -> None:
    assert is_public(ip_address(address))
    assert check_addresses("page.example", 443, [address], Allowance()) is None


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_is_reached_by_way_of_ipv6(address: object) -> None:
    number = int(ip_address(str(address)))
    for inside in (
        f"::ffff:{address}",
        f"::{address}",
        f"64:ff9b::{number >> 16:x}:{number & 0xFFFF:x}",
        f"2002:{number >> 16:x}:{number & 0xFFFF:x}::1",
    ):
        assert not is_public(ip_address(inside))


def test_one_bad_address_among_good_ones_is_enough() -> None:
    assert check_addresses("page.example", 80, ["1.1.1.1", "10.0.0.1"], Allowance())
    assert check_addresses("page.example", 80, [], Allowance()) is not None
    assert check_addresses("page.example", 80, ["fe80::1%eth0"], Allowance()) is not None


@pytest.mark.parametrize("port", [21, 22, 25, 81, 3306, 5432, 6379, 11211, 65535])
def test_ports_that_no_page_has(port: int) -> None:
    refusal = check_addresses("page.example", port, ["1.1.1.1"], Allowance())
    assert refusal is not None
    assert "Port" in refusal


def test_what_was_allowed_by_name_or_by_number() -> None:
    allowance = Allowance.parse(" Intranet.Example.org. , 10.2.0.0/16,[::1], ,192.168.1.7")
    for host, address in (
        ("intranet.example.org", "10.9.9.9"),
        ("INTRANET.example.org.", "127.0.0.1"),
        ("page.example", "10.2.3.4"),
        ("page.example", "192.168.1.7"),
        ("::1", "::1"),
    ):
        assert check_addresses(host, 8123, [address], allowance) is None
    for host, address in (
        ("x.intranet.example.org", "10.9.9.9"),
        ("page.example", "10.3.0.1"),
        ("page.example", "::ffff:10.2.3.4"),
    ):
        assert check_addresses(host, 80, [address], allowance) is not None
    assert Allowance.parse("") == Allowance.parse(" , ") == Allowance()


@pytest.mark.parametrize(
    "item", ["10.2.0.0/99", "10.2.0", "https://intranet.example.org", "two words", "10.2.0.7:80"]
)
def test_what_is_no_host_and_no_network_is_said(item: str) -> None:
    with pytest.raises(ValueError, match="no name of a host, no address and no network"):
        Allowance.parse(f"intranet.example.org, {item}")


def test_names_are_not_judged_before_they_are_looked_up() -> None:
    assert never_reached("https://cms.example.org/hooks", Allowance()) is None
    assert never_reached("http://LOCALHOST.:8400/", Allowance()) is not None
    assert never_reached("http://10.2.0.7/", Allowance.parse("10.2.0.0/16")) is None
