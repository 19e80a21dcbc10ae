"""Which addresses linked pages are fetched from: those of the public internet. Pure."""

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

import msgspec

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# Letters of any alphabet, for names that are written in one; a number alone is an address mistyped.
_HOST = re.compile(r"(?!\d+(\.\d+)*\.?$)[\w-]+(\.[\w-]+)*\.?")

PORTS = frozenset({80, 443, 8080, 8443})

# What `is_global` lets through, or did in some Python: none of it is a host of a newsroom's link.
_NEVER = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",  # this network; Linux takes 0.0.0.0 for the machine itself
        "100.64.0.0/10",  # carriers' own networks
        "168.63.129.16/32",  # Azure's host agent, on every virtual machine there
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # 6to4 relays
        "224.0.0.0/3",  # multicast, reserved, broadcast
        "64:ff9b::/96",  # NAT64: the last 32 bits are an IPv4 address, whichever
        "64:ff9b:1::/48",  # NAT64 of one's own network
        "2001::/23",  # Teredo, ORCHID and other protocols
        "2002::/16",  # 6to4: an IPv4 address inside
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
    )
)
_GLOBAL_UNICAST = ip_network("2000::/3")


class Allowance(msgspec.Struct, frozen=True):
    """What may be fetched beside the public internet: hosts by name, addresses and networks."""

    hosts: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Allowance":
        """Read a list with commas: names, addresses, networks. Raises ValueError for anything else."""
        hosts, networks = set(), []
        for item in filter(None, (part.strip() for part in text.split(","))):
            try:
                networks.append(ip_network(item.strip("[]"), strict=False))
            except ValueError:
                if not _HOST.fullmatch(item):
                    raise ValueError(
                        f"“{item[:100]}” is no name of a host, no address and no network, such as "
                        "intranet.example.org, 10.2.0.7 or 10.2.0.0/16; put a comma between them."
                    ) from None
                hosts.add(item.rstrip(".").lower())
        return cls(frozenset(hosts), tuple(networks))

    def covers(self, host: str, address: Address) -> bool:
        """Whether this address, found for this host, is allowed by name or by number."""
        return host.rstrip(".").lower() in self.hosts or any(
            address in network for network in self.networks
        )


def is_public(address: Address) -> bool:
    """Whether an address is an ordinary one of the public internet.

    False for private, loopback, link-local, multicast and reserved ones, and for every IPv6 address
    that is a way of writing an IPv4 one (mapped, compatible, NAT64, 6to4, Teredo), so that nothing
    is reached by a detour.
    """
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    return not any(address in network for network in _NEVER)


def check_addresses(host: str, port: int, found: list[str], allowance: Allowance) -> str | None:
    """Why none of a host's addresses may be connected to; null where all may.

    One bad address among good ones is enough: which of them would be used is not ours to choose.
    """
    addresses = [ip_address(text.partition("%")[0]) for text in found]
    if not addresses:
        return f"The name {host} has no address."
    beyond = [address for address in addresses if not allowance.covers(host, address)]
    for address in beyond:
        if not is_public(address):
            named = "" if host == str(address) else f" is at {address}, which"
            return (
                f"{host}{named} is not on the public internet. Pages of your own "
                "network are fetched once CLAIMDESK_FETCH_ALLOW names them."
            )
    if beyond and port not in PORTS:
        ports = ", ".join(map(str, sorted(PORTS)))
        return f"Port {port} is none that pages are fetched from; those are {ports}."
    return None


def never_reached(url: str, allowance: Allowance) -> str | None:
    """Why an address that is written as a number, or is this machine, will be refused; null else.

    What a name leads to may change, and is asked when something is sent or fetched.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    number = "127.0.0.1" if host == "localhost" or host.endswith(".localhost") else host
    try:
        ip_address(number)
    except ValueError:
        return None
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return check_addresses(host, port, [number], allowance)
