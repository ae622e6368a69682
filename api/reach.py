"""Who may see what is for those who run the app: this machine, and addresses that a setting names.

ATLAS_METRICS_FROM lists addresses and networks, such as "10.1.2.3, 10.9.0.0/24".
"""

from __future__ import annotations

import ipaddress
import os
import re
from functools import cache

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

INNER = re.compile(r"(^/metrics|/_stcore/(metrics|agent(/.*)?))/?$")
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def is_let_in(host: str) -> bool:
    """Whether a visitor of this address may see the metrics.

    Args:
        host: The visitor's address; behind a proxy on this machine, the one that it forwards.

    Raises:
        ValueError: ATLAS_METRICS_FROM names what is no address.
    """
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    address = mapped or address
    named = _networks(os.environ.get("ATLAS_METRICS_FROM", ""))
    return address.is_loopback or any(address in network for network in named)


@cache
def _networks(said: str) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(name) for name in re.split(r"[,\s]+", said.strip()) if name)


class InnerRoutes:
    """Hides metrics, Streamlit's own among them, from all who are not let in.

    Args:
        app: The application behind.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        _networks(os.environ.get("ATLAS_METRICS_FROM", ""))  # a mistake is said at the start

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers 404 where the route is for others."""
        if scope["type"] == "http" and INNER.search(scope["path"]):
            client = scope.get("client")
            if not client or not is_let_in(client[0]):
                await PlainTextResponse("Not found", 404)(scope, receive, send)
                return
        await self.app(scope, receive, send)
