"""Where a request is from: this machine or not, and the address as the audit keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from data.access.setting import OWN_ADDRESSES

_SIGNS_OF_A_PROXY = frozenset({"forwarded", "x-forwarded-for", "x-real-ip", "via"})


@dataclass(frozen=True)
class Place:
    """Where a request is from.

    Attributes:
        is_this_machine: Whether it is this machine's own, and came through no proxy.
        address: The address, its last part left out.
    """

    is_this_machine: bool
    address: str


def place(peer: str | None, headers: Mapping[str, str], proxies: frozenset[str]) -> Place:
    """Where a request is from.

    Args:
        peer: The address that the server sees; None for one of this machine.
        headers: Of the request, by name in any case.
        proxies: Addresses whose X-Forwarded-For is believed.
    """
    said = {name.lower(): value for name, value in headers.items()}
    own = peer is None or _is_loopback(peer)
    through_proxy = any(
        _SIGNS_OF_A_PROXY & {name} or name.startswith("x-forwarded-") for name in said
    )
    is_this_machine = own and not through_proxy and _names_this_machine(said)
    return Place(is_this_machine, shortened(_sender(peer or "127.0.0.1", said, proxies)))


def client(peer: str | None, headers: Mapping[str, str], proxies: frozenset[str]) -> str:
    """Whom a limit counts for: the whole address, of IPv6 the /64 that one household has.

    It is for memory alone; what is kept is `shortened`.

    Args:
        peer: As for `place`.
        headers: Likewise.
        proxies: Likewise.
    """
    said = {name.lower(): value for name, value in headers.items()}
    found = _parsed(_sender(peer or "127.0.0.1", said, proxies)) or _parsed(peer or "")
    if found is None:
        return ""
    return str(found if found.version == 4 else ip_network((found, 64), strict=False))


def shortened(address: str) -> str:
    """The address without its last part: 192.0.2.0/24, 2001:db8:7::/48; "" for none."""
    found = _parsed(address)
    if found is None:
        return ""
    return str(ip_network((found, 24 if found.version == 4 else 48), strict=False))


def _sender(peer: str, said: Mapping[str, str], proxies: frozenset[str]) -> str:
    """The address nearest to us that is no proxy of ours: those before it anyone can write."""
    if peer not in proxies:
        return peer
    chain = [each.strip() for each in said.get("x-forwarded-for", "").split(",") if each.strip()]
    return next((each for each in reversed(chain) if each not in proxies), peer)


def _names_this_machine(said: Mapping[str, str]) -> bool:
    """Whether the names by which the server was asked are those of this machine alone."""
    asked = [f"//{said['host']}"] if "host" in said else []
    asked += [said["origin"]] if "origin" in said else []
    try:
        return all(urlsplit(each).hostname in OWN_ADDRESSES for each in asked)
    except ValueError:
        return False


def _is_loopback(address: str) -> bool:
    found = _parsed(address)
    return bool(found and found.is_loopback)


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(address)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
